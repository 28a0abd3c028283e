//! What is read in a short text, and the moment from which it is read.

use crate::{
    span::{Reading, Span},
    time::{bounds::Moment, value::Unit},
};
use jiff::civil::{Date, DateTime, Time as TimeOfDay};

/// The moment that relative times count from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The day.
    pub date: Date,
    /// The time of day; without one a bare clock time names no day.
    pub time: Option<TimeOfDay>,
    /// How exact it is.
    pub precision: Unit,
}

impl Reference {
    /// Reads ISO 8601 as exact as it is given: `2021`, `2019-09`, `2017-03-22`, `2016-11-07T14:07:00`; an offset from UTC is
    /// left aside. `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let (day, time) = text.split_once('T').map_or((text, None), |(day, time)| (day, Some(time)));
        let mut parts = day.split('-').map(str::parse::<i16>);
        let (year, month, day) = (parts.next()?.ok()?, parts.next(), parts.next());
        let mut precision = match (&month, &day) {
            (None, _) => Unit::Year,
            (_, None) => Unit::Month,
            _ => Unit::Day,
        };
        let (month, day) = (month.unwrap_or(Ok(1)).ok()?, day.unwrap_or(Ok(1)).ok()?);
        let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
        let clock = time.map(|t| t.split(['+', '-', 'Z']).next().unwrap_or_default());
        let time = match clock {
            Some(clock) => {
                let mut parts = clock.split(':').map(str::parse::<i8>);
                let (hour, minute, second) = (parts.next()?.ok()?, parts.next(), parts.next());
                precision = match (&minute, &second) {
                    (None, _) => Unit::Hour,
                    (_, None) => Unit::Minute,
                    _ => Unit::Second,
                };
                Some(TimeOfDay::new(hour, minute.unwrap_or(Ok(0)).ok()?, second.unwrap_or(Ok(0)).unwrap_or(0), 0).ok()?)
            }
            None => None,
        };
        Some(Self { date, time, precision })
    }

    /// The first moment after it: what lasts until now lasts until then.
    pub(super) fn end(self) -> Option<Moment> {
        Some(match self.precision {
            Unit::Year => Moment::midnight(self.date.last_of_year().tomorrow().ok()?),
            Unit::Month => Moment::midnight(self.date.last_of_month().tomorrow().ok()?),
            Unit::Day => Moment::midnight(self.date.tomorrow().ok()?),
            unit => self.moment().plus(i32::try_from(unit.seconds()).ok()?),
        })
    }

    pub(super) fn moment(self) -> Moment {
        Moment::at(DateTime::from_parts(self.date, self.time.unwrap_or(TimeOfDay::midnight())))
    }
}

/// What kind of time was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TimeKind {
    /// A point or span on the calendar or the clock.
    Time,
    /// How long.
    Duration,
    /// Again and again.
    Set,
}

/// How a time read in a short text is bounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Bound {
    Before,
    Until,
    After,
    Since,
    Approx,
}

/// What a reading means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TimeReadingValue {
    /// One value: ISO 8601 for a time, a decimal number for a duration, `every-…` for a repeating time.
    Exact(String),
    /// From the first moment inside up to the first outside, ISO 8601; an open end is `None`. For a duration: from the least
    /// to the most.
    Between(Option<String>, Option<String>),
    /// Something that does not exist, or counts from a reference that was not given.
    Unknown,
}

/// A time, duration or repeating time in a short text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeReading {
    /// Where it stands, with the words that bound it.
    pub span: Span<Reading>,
    /// What kind it is.
    pub kind: TimeKind,
    /// What it means.
    pub value: TimeReadingValue,
    /// The unit of a duration; a mixed one (一年又一个月) is in seconds.
    pub unit: Option<Unit>,
    /// How it is bounded.
    pub bound: Option<Bound>,
}
