//! Reads the values of times well enough to put them in order.

/// How exact a [`Moment`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Precision {
    /// A year.
    Year,
    /// Part of a year: a quarter or a half.
    Part,
    /// A month.
    Month,
    /// A day, or part of one.
    Day,
}

/// Where a time starts on the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    /// The year.
    pub year: i32,
    /// The first month, 1 to 12.
    pub month: u32,
    /// The first day, 1 to 31.
    pub day: u32,
    /// How exact it is.
    pub precision: Precision,
}

impl Moment {
    /// Where `value`, ISO 8601 or EDTF, starts; `None` for what is not on the calendar (`recent`, `every-month`).
    ///
    /// ```
    /// use quandian::view::{Moment, Precision};
    /// let at = |year, month, day, precision| Some(Moment { year, month, day, precision });
    /// assert_eq!(Moment::of("2020-12-24TMO"), at(2020, 12, 24, Precision::Day));
    /// assert_eq!(Moment::of("2020-H2"), at(2020, 7, 1, Precision::Part));
    /// assert_eq!(Moment::of("2019-12/2020-12"), at(2019, 12, 1, Precision::Month));
    /// assert_eq!(Moment::of("recent"), None);
    /// assert_eq!(Moment::of("XXXX-09-17"), None);
    /// ```
    pub fn of(value: &str) -> Option<Self> {
        let start = value.split('/').find(|part| !part.is_empty() && *part != "..")?;
        let date = start.split('T').next()?;
        let mut parts = date.split('-');
        let year = parts.next().filter(|y| y.len() == 4)?.trim_end_matches(['X', '~', '?']);
        if year.is_empty() {
            return None; // A day of an unknown year.
        }
        let year: i32 = format!("{year:0<4}").parse().ok()?;
        let (month, mut precision) = match parts.next() {
            None => (1, Precision::Year),
            Some(part) => month(part)?,
        };
        let day = match parts.next() {
            None => 1,
            Some(day) => {
                precision = Precision::Day;
                day.trim_end_matches(['~', '?']).parse().ok()?
            }
        };
        Some(Self { year, month, day, precision })
    }

    /// Days since the start of a common era, near enough to draw an axis.
    pub fn ordinal(self) -> f64 {
        f64::from(self.year) * 365.25 + f64::from(self.month - 1) * 30.44 + f64::from(self.day - 1)
    }
}

/// The day that somebody wrote by hand, as `YYYY-MM-DD`; `None` for what is no day of the calendar.
///
/// ```
/// use quandian::view::day;
/// for written in ["2020-12-05", " 2020/12/5 ", "2020.12.5", "2020年12月5日", "20201205", "２０２０－１２－０５"] {
///     assert_eq!(day(written).as_deref(), Some("2020-12-05"), "{written}");
/// }
/// for written in ["", "12-05", "2020-13-01", "2021-02-29", "2020-12-05-1", "今天"] {
///     assert_eq!(day(written), None, "{written}");
/// }
/// ```
pub fn day(written: &str) -> Option<String> {
    let narrow = |c: char| match c {
        '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32).unwrap_or(c),
        _ => c,
    };
    let written: String = written.trim().chars().map(narrow).collect();
    let mut parts: Vec<&str> = written.trim_end_matches('日').split(|c: char| !c.is_ascii_digit()).collect();
    let digits = |text: &str| text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit());
    if digits(&written) {
        parts = vec![written.get(..4)?, written.get(4..6)?, written.get(6..)?];
    }
    let [year, month, day] = parts.as_slice() else { return None };
    let (year, month, day): (u32, u32, u32) = (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        4 | 6 | 9 | 11 => 30,
        2 => 28 + u32::from(leap),
        1..=12 => 31,
        _ => return None,
    };
    ((1000..=9999).contains(&year) && (1..=days).contains(&day)).then(|| format!("{year}-{month:02}-{day:02}"))
}

/// The first month that `07`, `Q3`, `H2` or a season's number (21 to 24) names, and how exactly.
fn month(part: &str) -> Option<(u32, Precision)> {
    let number = |text: &str| text.parse::<u32>().ok();
    match part.split_at_checked(1)? {
        ("Q", quarter) => number(quarter).filter(|q| (1..=4).contains(q)).map(|q| (q * 3 - 2, Precision::Part)),
        ("H", half) => number(half).filter(|h| (1..=2).contains(h)).map(|h| (h * 6 - 5, Precision::Part)),
        _ => match number(part.trim_end_matches(['~', '?']))? {
            month @ 1..=12 => Some((month, Precision::Month)),
            season @ 21..=24 => Some(((season - 20) * 3 - 1, Precision::Part)),
            _ => None,
        },
    }
}
