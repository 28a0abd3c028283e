//! Moments and the bounds of a time: from the first moment inside to the first outside.

use super::value::Value;
use jiff::{
    ToSpan,
    civil::{Date, DateTime},
};
use std::fmt;

const DAY: i32 = 86_400;

/// A moment on the calendar, or on the clock alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Moment {
    pub date: Option<Date>,
    /// From midnight.
    pub seconds: i32,
}

/// From the first moment inside to the first outside; `None` where an end is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Bounds {
    pub lo: Option<Moment>,
    pub hi: Option<Moment>,
}

impl Moment {
    pub const fn midnight(date: Date) -> Self {
        Self { date: Some(date), seconds: 0 }
    }

    pub fn at(moment: DateTime) -> Self {
        let time = moment.time();
        let seconds = (i32::from(time.hour()) * 60 + i32::from(time.minute())) * 60 + i32::from(time.second());
        Self { date: Some(moment.date()), seconds }
    }

    /// So many seconds later. On the clock alone the day goes round.
    pub fn plus(self, seconds: i32) -> Self {
        let total = self.seconds + seconds;
        let date = self.date.map(|d| d.checked_add(i64::from(total.div_euclid(DAY)).days()).unwrap_or(d));
        // 24:00 on the clock alone is the end of the day.
        let seconds = if self.date.is_none() && total == DAY { DAY } else { total.rem_euclid(DAY) };
        Self { date, seconds }
    }
}

impl Bounds {
    pub const fn new(lo: Moment, hi: Moment) -> Self {
        Self { lo: Some(lo), hi: Some(hi) }
    }

    /// From the first day to the last.
    pub fn days(first: Date, last: Date) -> Self {
        Self { lo: Some(Moment::midnight(first)), hi: last.tomorrow().ok().map(Moment::midnight) }
    }

    /// The bounds of a value of whole days.
    pub fn of(value: &Value) -> Option<Self> {
        let (first, last) = value.bounds()?;
        Some(Self::days(first, last))
    }
}

/// ISO 8601: a day where the moment is its midnight.
impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (h, m, s) = (self.seconds / 3600, self.seconds / 60 % 60, self.seconds % 60);
        match self.date {
            Some(date) if self.seconds == 0 => write!(f, "{date}"),
            Some(date) => write!(f, "{date}T{h:02}:{m:02}:{s:02}"),
            None => write!(f, "T{h:02}:{m:02}:{s:02}"),
        }
    }
}
