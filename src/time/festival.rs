//! Festivals: from a name and a year to the days it means.
//!
//! Names and rules stand in `festivals.txt`, the public holidays of single years in `holidays.txt`.

use super::calendar;
use super::value::date;
use crate::table;
use jiff::{ToSpan, civil::Date};
use std::sync::LazyLock;

static FESTIVALS: LazyLock<Vec<Festival>> =
    LazyLock::new(|| table::rows(include_str!("festivals.txt")).filter_map(Festival::parse).collect());
static HOLIDAYS: LazyLock<Vec<Holiday>> =
    LazyLock::new(|| table::rows(include_str!("holidays.txt")).filter_map(Holiday::parse).collect());

/// Which festival: its row in `festivals.txt`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct FestivalId(usize);

struct Festival {
    names: &'static str,
    rule: Rule,
    holiday: Option<&'static str>,
    days: i64,
}

enum Rule {
    Solar(u8, u8),
    Lunar(u8, u8),
    LunarEve,
    Sun(u16),
    Nth(u8, i8, u8, i64),
    Easter(i64),
    Orthodox(i64),
    Hebrew(u8, u8, i64),
    Islamic(u8, u8, i64),
}

struct Holiday {
    year: i16,
    key: &'static str,
    first: (u8, u8),
    last: (u8, u8),
}

fn month_day(text: &str) -> Option<(u8, u8)> {
    let (month, day) = text.split_once('-')?;
    Some((month.parse().ok()?, day.parse().ok()?))
}

impl Festival {
    fn parse(row: &'static str) -> Option<Self> {
        let mut fields = row.split('\t');
        let (names, rule, third) = (fields.next()?, Rule::parse(fields.next()?)?, fields.next());
        let days = third.and_then(|f| f.strip_prefix('x')).and_then(|n| n.parse().ok());
        Some(Self { names, rule, holiday: third.filter(|_| days.is_none()), days: days.unwrap_or(1) })
    }
}

impl Rule {
    fn parse(rule: &str) -> Option<Self> {
        let words: Vec<&str> = rule.split(' ').collect();
        let number = |at: usize| words.get(at).and_then(|w| w.parse::<i64>().ok());
        let small = |at: usize| number(at).and_then(|n| u8::try_from(n).ok());
        Some(match *words.first()? {
            "lunar" if words.get(1) == Some(&"eve") => Self::LunarEve,
            "lunar" => month_day(words.get(1)?).map(|(m, d)| Self::Lunar(m, d))?,
            "sun" => Self::Sun(number(1)?.try_into().ok()?),
            "nth" => Self::Nth(small(1)?, number(2)?.try_into().ok()?, small(3)?, number(4).unwrap_or(0)),
            "easter" => Self::Easter(number(1)?),
            "orthodox" => Self::Orthodox(number(1)?),
            "hebrew" => Self::Hebrew(small(1)?, small(2)?, number(3).unwrap_or(0)),
            "islamic" => Self::Islamic(small(1)?, small(2)?, number(3).unwrap_or(0)),
            date => month_day(date).map(|(m, d)| Self::Solar(m, d))?,
        })
    }

    fn day(&self, year: i16) -> Option<Date> {
        let plus = |day: Option<Date>, by: i64| day?.checked_add(by.days()).ok();
        match *self {
            Self::Solar(month, day) => date(year, month, day),
            Self::Lunar(month, day) => calendar::lunar_day(year, month, false, day),
            Self::LunarEve => calendar::lunar_eve(year),
            Self::Sun(degrees) => calendar::solar_term(year, degrees),
            Self::Nth(month, nth, weekday, by) => plus(calendar::nth_weekday(year, month, nth, weekday), by),
            Self::Easter(by) => plus(calendar::easter_sunday(year), by),
            Self::Orthodox(by) => plus(calendar::orthodox_easter(year), by),
            Self::Hebrew(month, day, by) => plus(calendar::hebrew_eve(year, month, day), by),
            Self::Islamic(month, day, by) => plus(calendar::islamic_day(year, month, day), by),
        }
    }
}

impl Holiday {
    fn parse(row: &'static str) -> Option<Self> {
        let mut words = row.split(' ');
        Some(Self {
            year: words.next()?.parse().ok()?,
            key: words.next()?,
            first: month_day(words.next()?)?,
            last: month_day(words.next()?)?,
        })
    }

    fn days(&self) -> Option<(Date, Date)> {
        let year = if self.first > self.last { self.year - 1 } else { self.year };
        Some((date(year, self.first.0, self.first.1)?, date(self.year, self.last.0, self.last.1)?))
    }
}

/// Every name with its festival.
pub(super) fn names() -> impl Iterator<Item = (&'static str, FestivalId)> {
    FESTIVALS.iter().enumerate().flat_map(|(row, festival)| festival.names.split('/').map(move |name| (name, FestivalId(row))))
}

impl FestivalId {
    fn festival(self) -> Option<&'static Festival> {
        FESTIVALS.get(self.0)
    }

    /// Its first day in the year. For lunar festivals the lunar year counts: 除夕 of 2026 is in February 2027.
    pub(super) fn day(self, year: i16) -> Option<Date> {
        self.festival()?.rule.day(year)
    }

    /// Its first and last day in the year.
    pub(super) fn days(self, year: i16) -> Option<(Date, Date)> {
        let first = self.day(year)?;
        Some((first, first.checked_add((self.festival()?.days - 1).days()).ok()?))
    }

    /// Whether it is a day of the Chinese lunar calendar.
    pub(super) fn is_lunar(self) -> bool {
        self.festival().is_some_and(|f| matches!(f.rule, Rule::Lunar(..) | Rule::LunarEve))
    }

    /// Whether it is a solar term.
    pub(super) fn is_term(self) -> bool {
        self.festival().is_some_and(|f| matches!(f.rule, Rule::Sun(_)))
    }

    /// Whether the bare name of the festival commonly means the days off round it: 春节, 国庆节.
    pub(super) fn is_long(self) -> bool {
        self.festival().is_some_and(|f| matches!(f.holiday, Some("spring" | "national")))
    }

    /// The days off round it in the year. Where no notice is on file: a week for 春节 from its eve and for 国庆节, one day
    /// for the others.
    pub(super) fn holiday(self, year: i16) -> Option<(Date, Date)> {
        let festival = self.festival()?;
        let noticed = festival.holiday.and_then(|key| HOLIDAYS.iter().find(|h| h.year == year && h.key == key));
        if let Some(holiday) = noticed {
            return holiday.days();
        }
        let day = self.day(year)?;
        let (before, after) = match festival.holiday {
            Some("spring") => (1, 5),
            Some("national") => (0, 6),
            _ => (0, festival.days - 1),
        };
        Some((day.checked_sub(before.days()).ok()?, day.checked_add(after.days()).ok()?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn festival(name: &str) -> FestivalId {
        names().find(|(n, _)| *n == name).map(|(_, id)| id).expect(name)
    }

    #[test]
    fn every_row_is_read() {
        assert_eq!(FESTIVALS.len(), table::rows(include_str!("festivals.txt")).count());
        assert_eq!(HOLIDAYS.len(), table::rows(include_str!("holidays.txt")).count());
    }

    #[test]
    fn every_holiday_holds_its_festival() {
        for holiday in HOLIDAYS.iter() {
            let festival = FESTIVALS.iter().find(|f| f.holiday == Some(holiday.key)).expect(holiday.key);
            let day = festival.rule.day(holiday.year).expect("a festival of every year");
            let (first, last) = holiday.days().expect("two days that exist");
            assert!((first..=last).contains(&day), "{} {}: {day}", holiday.year, holiday.key);
        }
        assert_eq!(HOLIDAYS.len(), 7 * 19, "seven holidays a year from 2008 to 2026");
    }

    #[test]
    fn days_of_festivals() {
        for (name, year, want) in [
            ("中秋节", 2021, "2021-09-21"),
            ("除夕", 2026, "2027-02-05"),
            ("清明", 2017, "2017-04-04"),
            ("感恩节", 2019, "2019-11-28"),
            ("母亲节", 2021, "2021-05-09"),
            ("耶稣受难日", 2013, "2013-03-29"),
            ("阿舒拉节", 2013, "2013-11-13"),
            ("古尔邦节", 2013, "2013-10-15"),
            ("东正教圣周六", 2013, "2013-05-04"),
        ] {
            assert_eq!(festival(name).day(year).map(|d| d.to_string()).as_deref(), Some(want), "{name} {year}");
        }
    }

    #[test]
    fn days_off() {
        let text = |days: Option<(Date, Date)>| days.map(|(a, b)| format!("{a}/{b}")).unwrap_or_default();
        assert_eq!(text(festival("国庆").holiday(2023)), "2023-09-29/2023-10-06");
        assert_eq!(text(festival("元旦").holiday(2024)), "2023-12-30/2024-01-01");
        assert_eq!(text(festival("春节").holiday(2030)), "2030-02-02/2030-02-08");
    }
}
