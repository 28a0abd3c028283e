//! What a time means: a typed point or span on the calendar or the clock, and its one written form.
//!
//! [`Value`] prints as ISO 8601 where that has a form and as EDTF where it has not; GUIDELINES.md adds the parts of the day
//! (`TMO`, `TAF`, `TEV`), the halves of a year (`2020-H1`), `recent` and `every-…`. What is not known prints as `X`, as EDTF
//! has it: a 24 December of no known year is `XXXX-12-24`.
//!
//! ```
//! use quandian::{Date, time::Value};
//! let (from, to) = (Value::month(2019, 12), Value::month(2020, 12));
//! assert_eq!(Value::between(from, to).to_string(), "2019-12/2020-12");
//! assert_eq!(Value::Day(Date::constant(2020, 12, 24)).to_string(), "2020-12-24");
//! ```

use jiff::civil::Date;
use std::fmt;

/// A point or span on the calendar or the clock.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Value {
    /// A year: `2020`; `XXXX` where it is not known which.
    Year(Option<i16>),
    /// A half of a year, 1 or 2: `2020-H1`.
    Half(Option<i16>, u8),
    /// A quarter, 1 to 4: `2020-Q3`.
    Quarter(Option<i16>, u8),
    /// A season: `2020-21` for the spring of 2020.
    Season(Option<i16>, Season),
    /// A month: `2020-12`; `2020-XX` for one that does not exist (十三月).
    Month(Option<i16>, Option<u8>),
    /// A day: `2020-12-24`.
    Day(Date),
    /// A day of which something is not known, or that does not exist (2月31日 is `2020-02-XX`).
    PartDay(Option<i16>, Option<u8>, Option<u8>),
    /// A part of a day: `2020-12-24TMO`, `TMO`.
    DayPart(Option<Date>, DayPart),
    /// A time of day: `2020-12-24T09:00`, `T09:00`.
    Clock(Option<Date>, Clock),
    /// From the start of the first to the end of the second: `2019-12/2020-12`.
    Interval(Box<Value>, Box<Value>),
    /// About now: `recent`.
    Recent,
    /// Again and again: `every-month`.
    Every(Every),
}

/// A season, with its number in EDTF.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Season {
    Spring = 21,
    Summer = 22,
    Autumn = 23,
    Winter = 24,
}

/// A part of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DayPart {
    /// From the small hours to noon.
    Morning,
    /// About twelve.
    Noon,
    /// From noon to dusk.
    Afternoon,
    /// From dusk on.
    Evening,
}

/// A time of day, as exact as it was said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Clock {
    /// 0 to 24.
    pub hour: u8,
    /// 0 to 59.
    pub minute: Option<u8>,
    /// 0 to 59.
    pub second: Option<u8>,
    /// Tenths of a second, 0 to 9.
    pub tenth: Option<u8>,
}

/// How often.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Every {
    /// Every so many units: 每两年 is `every-2-years`.
    Unit(u32, Unit),
    /// 每周三: `every-wednesday`; Monday is 1.
    Weekday(u8),
    /// 每个周末.
    Weekend,
    /// 每晚.
    Evening,
    /// 每个工作日.
    Workday,
    /// 每年3月: `every-march`; January is 1.
    MonthOfYear(u8),
}

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Workday,
    Week,
    Month,
    Quarter,
    Semester,
    Year,
}

impl Value {
    /// A month whose year is known.
    pub const fn month(year: i16, month: u8) -> Self {
        Self::Month(Some(year), Some(month))
    }

    /// A year that is known.
    pub const fn year(year: i16) -> Self {
        Self::Year(Some(year))
    }

    /// The day of this date; one that does not exist keeps only its year and, where that exists, its month.
    pub fn day(year: i16, month: i8, day: i8) -> Self {
        Self::some_day(Some(year), u8::try_from(month).ok(), u8::try_from(day).ok())
    }

    /// A day of which year, month or day may be unknown. What cannot be (month 13, 31 February) counts as unknown.
    pub fn some_day(year: Option<i16>, month: Option<u8>, day: Option<u8>) -> Self {
        let month = month.filter(|m| (1..=12).contains(m));
        // A leap year stands in for an unknown one: 29 February may exist.
        let exists = |m: u8, d: u8| date(year.unwrap_or(2000), m, d);
        let day = day.filter(|d| match month {
            Some(m) => exists(m, *d).is_some(),
            None => (1..=31).contains(d),
        });
        match (year, month, day) {
            (Some(_), Some(m), Some(d)) => exists(m, d).map_or(Self::PartDay(year, month, None), Self::Day),
            _ => Self::PartDay(year, month, day),
        }
    }

    /// From the start of `first` to the end of `last`; one value where both are the same.
    pub fn between(first: Self, last: Self) -> Self {
        // The ends of spans: 8月中旬至9月底 is 2019-08-11/2019-09-30.
        let first = if let Self::Interval(start, _) = first { *start } else { first };
        let last = if let Self::Interval(_, end) = last { *end } else { last };
        if first == last { first } else { Self::Interval(Box::new(first), Box::new(last)) }
    }

    /// The first day inside, where the value knows its year.
    pub fn first_day(&self) -> Option<Date> {
        Some(self.bounds()?.0)
    }

    /// The last day inside, where the value knows its year.
    pub fn last_day(&self) -> Option<Date> {
        Some(self.bounds()?.1)
    }

    /// The first and the last day inside.
    pub fn bounds(&self) -> Option<(Date, Date)> {
        let months = |year: Option<i16>, first: u8, count: u8| -> Option<(Date, Date)> {
            let last = date(year?, first + count - 1, 1)?;
            Some((date(year?, first, 1)?, last.last_of_month()))
        };
        match self {
            Self::Year(y) => months(*y, 1, 12),
            Self::Half(y, n) => months(*y, 6 * (*n).clamp(1, 2) - 5, 6),
            Self::Quarter(y, n) => months(*y, 3 * (*n).clamp(1, 4) - 2, 3),
            Self::Season(y, Season::Winter) => {
                Some((date((*y)?, 12, 1)?, date(y.and_then(|y| y.checked_add(1))?, 2, 1)?.last_of_month()))
            }
            Self::Season(y, season) => months(*y, 3 * (*season as u8 - 20), 3),
            Self::Month(y, m) => months(*y, (*m)?, 1),
            Self::Day(d) | Self::DayPart(Some(d), _) | Self::Clock(Some(d), _) => Some((*d, *d)),
            Self::Interval(first, last) => Some((first.bounds()?.0, last.bounds()?.1)),
            Self::PartDay(..) | Self::DayPart(None, _) | Self::Clock(None, _) | Self::Recent | Self::Every(_) => None,
        }
    }

    /// The same time of the year before or after.
    pub fn shift_years(&self, by: i16) -> Option<Self> {
        let shift = |y: &Option<i16>| y.map_or(Some(None), |y| y.checked_add(by).map(Some));
        let day = |d: &Date| date(d.year().checked_add(by)?, d.month().unsigned_abs(), d.day().unsigned_abs());
        Some(match self {
            Self::Year(y) => Self::Year(shift(y)?),
            Self::Half(y, n) => Self::Half(shift(y)?, *n),
            Self::Quarter(y, n) => Self::Quarter(shift(y)?, *n),
            Self::Season(y, s) => Self::Season(shift(y)?, *s),
            Self::Month(y, m) => Self::Month(shift(y)?, *m),
            Self::PartDay(y, m, d) => Self::PartDay(shift(y)?, *m, *d),
            Self::Day(d) => Self::Day(day(d)?),
            Self::DayPart(d, part) => Self::DayPart(d.as_ref().map_or(Some(None), |d| day(d).map(Some))?, *part),
            Self::Clock(d, clock) => Self::Clock(d.as_ref().map_or(Some(None), |d| day(d).map(Some))?, *clock),
            Self::Interval(a, b) => Self::between(a.shift_years(by)?, b.shift_years(by)?),
            Self::Recent | Self::Every(_) => return None,
        })
    }
}

/// The date, where there is one.
pub(super) fn date(year: i16, month: u8, day: u8) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

struct Digits<T>(Option<T>, usize);

impl<T: fmt::Display> fmt::Display for Digits<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Some(n) => write!(f, "{n:0width$}", width = self.1),
            None => write!(f, "{:X<width$}", "", width = self.1),
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(y) => Digits(*y, 4).fmt(f),
            Self::Half(y, n) => write!(f, "{}-H{n}", Digits(*y, 4)),
            Self::Quarter(y, n) => write!(f, "{}-Q{n}", Digits(*y, 4)),
            Self::Season(y, s) => write!(f, "{}-{}", Digits(*y, 4), *s as u8),
            Self::Month(y, m) => write!(f, "{}-{}", Digits(*y, 4), Digits(*m, 2)),
            Self::Day(d) => write!(f, "{d}"),
            Self::PartDay(y, m, d) => write!(f, "{}-{}-{}", Digits(*y, 4), Digits(*m, 2), Digits(*d, 2)),
            Self::DayPart(d, part) => {
                d.map_or(Ok(()), |d| write!(f, "{d}"))?;
                f.write_str(match part {
                    DayPart::Morning => "TMO",
                    DayPart::Noon => "T12:00",
                    DayPart::Afternoon => "TAF",
                    DayPart::Evening => "TEV",
                })
            }
            Self::Clock(d, clock) => {
                d.map_or(Ok(()), |d| write!(f, "{d}"))?;
                write!(f, "{clock}")
            }
            Self::Interval(a, b) => write!(f, "{a}/{b}"),
            Self::Recent => f.write_str("recent"),
            Self::Every(every) => write!(f, "every-{every}"),
        }
    }
}

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "T{:02}:{:02}", self.hour, self.minute.unwrap_or(0))?;
        if let Some(second) = self.second {
            write!(f, ":{second:02}")?;
        }
        self.tenth.map_or(Ok(()), |tenth| write!(f, ".{tenth}"))
    }
}

impl fmt::Display for Every {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
        const MONTHS: [&str; 12] = [
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ];
        let nth = |names: &[&'static str], n: u8| names.get(usize::from(n).wrapping_sub(1)).copied().unwrap_or("day");
        match self {
            Self::Unit(1, unit) => write!(f, "{unit}"),
            Self::Unit(n, unit) => write!(f, "{n}-{unit}s"),
            Self::Weekday(n) => f.write_str(nth(&WEEKDAYS, *n)),
            Self::MonthOfYear(n) => f.write_str(nth(&MONTHS, *n)),
            Self::Weekend => f.write_str("weekend"),
            Self::Evening => f.write_str("evening"),
            Self::Workday => f.write_str("workday"),
        }
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Second => "second",
            Self::Minute => "minute",
            Self::Hour => "hour",
            Self::Day => "day",
            Self::Workday => "workday",
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Semester => "semester",
            Self::Year => "year",
        })
    }
}
