//! Calendars behind the festivals: the lunar year, the solar terms, Easter, and the Hebrew and Islamic years.
//!
//! Lunisolar arithmetic is ICU4X's (`calendrical_calculations`); solar terms follow the Sun's apparent longitude by the short
//! series of Meeus, *Astronomical Algorithms*, chapter 25 (good to a quarter of an hour), at Beijing's midnight.

use super::value::date;
use calendrical_calculations::{
    chinese_based::{Chinese, YearBounds, month_structure_for_year},
    gregorian::{easter, fixed_from_gregorian, gregorian_from_fixed},
    hebrew::BookHebrew,
    islamic::fixed_from_saudi_islamic,
    julian,
    rata_die::RataDie,
};
use jiff::{ToSpan, civil::Date};

/// The years for which lunisolar dates are worked out.
const LUNAR_YEARS: std::ops::RangeInclusive<i16> = 1600..=2200;

fn from_fixed(fixed: RataDie) -> Option<Date> {
    let (year, month, day) = gregorian_from_fixed(fixed).ok()?;
    date(year.try_into().ok()?, month, day)
}

fn year_bounds(year: i16) -> Option<YearBounds> {
    LUNAR_YEARS.contains(&year).then(|| YearBounds::compute::<Chinese>(fixed_from_gregorian(i32::from(year), 7, 1)))
}

/// The first day of the lunar month and the number of its days. The leap month `month` follows the one of the same number.
pub(super) fn lunar_month(year: i16, month: u8, leap: bool) -> Option<(Date, i64)> {
    let bounds = year_bounds(year)?;
    let (long, leap_index) = month_structure_for_year::<Chinese>(bounds.new_year, bounds.next_new_year);
    // The leap month is the `leap_index`th of the year, which the months after it count on from.
    let after_leap = leap_index.is_some_and(|i| month >= i);
    if leap && leap_index != Some(month + 1) {
        return None;
    }
    let index = usize::from(month.checked_sub(1)?) + usize::from(leap || after_leap);
    let length = |long: &bool| if *long { 30 } else { 29 };
    let before: i64 = long.get(..index)?.iter().map(length).sum();
    Some((from_fixed(bounds.new_year + before)?, length(long.get(index)?)))
}

/// The day of a lunar date.
pub(super) fn lunar_day(year: i16, month: u8, leap: bool, day: u8) -> Option<Date> {
    let (first, days) = lunar_month(year, month, leap)?;
    let day = i64::from(day);
    (1..=days).contains(&day).then(|| first.checked_add((day - 1).days()).ok()).flatten()
}

/// The last day of the lunar year, 除夕.
pub(super) fn lunar_eve(year: i16) -> Option<Date> {
    from_fixed(year_bounds(year)?.next_new_year + (-1))
}

/// The lunar year, month and day of a date (a leap month counts as its number).
pub(super) fn lunar_of(day: Date) -> Option<(i16, u8, u8)> {
    let year = if day < lunar_month(day.year(), 1, false)?.0 { day.year() - 1 } else { day.year() };
    let months = (1..=12).flat_map(|m| [(m, false), (m, true)]);
    let (month, first) =
        months.filter_map(|(m, leap)| Some((m, lunar_month(year, m, leap)?.0))).take_while(|(_, first)| *first <= day).last()?;
    Some((year, month, u8::try_from(first.until(day).ok()?.get_days() + 1).ok()?))
}

/// The Sun's apparent longitude in degrees at a day counted from 2000-01-01 12:00.
fn solar_longitude(days: f64) -> f64 {
    let t = days / 36525.0;
    let anomaly = (357.529_11 + 35_999.050_29 * t).to_radians();
    let centre =
        (1.914_602 - 0.004_817 * t) * anomaly.sin() + 0.019_993 * (2.0 * anomaly).sin() + 0.000_289 * (3.0 * anomaly).sin();
    let node = (125.04 - 1934.136 * t).to_radians();
    (280.466_46 + 36_000.769_83 * t + centre - 0.005_69 - 0.004_78 * node.sin()).rem_euclid(360.0)
}

/// The day on which the Sun reaches a multiple of 15 degrees in the calendar year: 清明 is 15, 冬至 270.
pub(super) fn solar_term(year: i16, degrees: u16) -> Option<Date> {
    let epoch = Date::constant(2000, 1, 1);
    // 春分 is about 20 March; from there a degree takes 1.0146 days.
    let guess = date(year, 1, 1)?.checked_add(((79.0 + f64::from(degrees) * 1.0146) % 365.2422).floor().trunc_days()).ok()?;
    // Beijing's midnight at the end of a day, in days from the epoch, which is noon at Greenwich.
    let end_of = |d: Date| Some(f64::from(epoch.until(d).ok()?.get_days()) + 0.5 - 8.0 / 24.0);
    let passed = |d: Date| Some((solar_longitude(end_of(d)?) - f64::from(degrees) + 180.0).rem_euclid(360.0) >= 180.0);
    (-4..=4).filter_map(|by: i64| guess.checked_add(by.days()).ok()).find(|d| passed(*d) == Some(true))
}

trait TruncDays {
    fn trunc_days(self) -> jiff::Span;
}

impl TruncDays for f64 {
    #[expect(clippy::cast_possible_truncation, reason = "days of one year")]
    fn trunc_days(self) -> jiff::Span {
        (self as i64).days()
    }
}

/// Easter Sunday.
pub(super) fn easter_sunday(year: i16) -> Option<Date> {
    from_fixed(easter(i32::from(year)))
}

/// Easter Sunday of the Orthodox churches.
pub(super) fn orthodox_easter(year: i16) -> Option<Date> {
    from_fixed(julian::easter(i32::from(year)))
}

/// The evening on which a day of the Hebrew calendar begins, in this calendar year. Nisan is month 1; month 13 is the Adar
/// before it in every year.
pub(super) fn hebrew_eve(year: i16, month: u8, day: u8) -> Option<Date> {
    let first = i32::from(year) + 3760;
    [first, first + 1]
        .into_iter()
        .filter_map(|book_year| {
            let month = if month == 13 && !BookHebrew::is_hebrew_leap_year(book_year) { 12 } else { month };
            from_fixed(BookHebrew::fixed_from_book_hebrew(BookHebrew { year: book_year, month, day }) + (-1))
        })
        .find(|d| d.year() == year)
}

/// A day of the Islamic calendar by the new moon at Mecca, where it falls in this calendar year for the first time.
pub(super) fn islamic_day(year: i16, month: u8, day: u8) -> Option<Date> {
    let about = (i32::from(year) - 622) * 33 / 32;
    (about - 1..=about + 2).filter_map(|hijri| from_fixed(fixed_from_saudi_islamic(hijri, month, day))).find(|d| d.year() == year)
}

/// The `nth` (from 1; -1 is the last) such weekday (Monday is 1) of a month.
pub(super) fn nth_weekday(year: i16, month: u8, nth: i8, weekday: u8) -> Option<Date> {
    let weekday = jiff::civil::Weekday::from_monday_one_offset(i8::try_from(weekday).ok()?).ok()?;
    date(year, month, 1)?.nth_weekday_of_month(nth, weekday).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lunar_dates() {
        for (year, month, leap, day, want) in [
            (2020, 1, false, 1, "2020-01-25"),
            (2020, 4, true, 1, "2020-05-23"),
            (2020, 8, false, 15, "2020-10-01"),
            (1991, 8, false, 23, "1991-09-30"),
            (2024, 3, false, 23, "2024-05-01"),
            (2021, 5, false, 21, "2021-06-30"),
            (2022, 12, false, 1, "2022-12-23"),
            (2025, 6, true, 1, "2025-07-25"),
        ] {
            let got = lunar_day(year, month, leap, day).map(|d| d.to_string());
            assert_eq!(got.as_deref(), Some(want), "{year} {month} {leap} {day}");
        }
        assert_eq!(lunar_day(2021, 4, true, 1), None, "no leap month");
        assert_eq!(lunar_eve(2026).map(|d| d.to_string()).as_deref(), Some("2027-02-05"));
        assert_eq!(lunar_of(Date::constant(2024, 5, 1)), Some((2024, 3, 23)));
    }

    #[test]
    fn solar_terms() {
        for (year, degrees, want) in [
            (2018, 300, "2018-01-20"),
            (2021, 285, "2021-01-05"),
            (2021, 75, "2021-06-05"),
            (2017, 15, "2017-04-04"),
            (2020, 15, "2020-04-04"),
            (2023, 225, "2023-11-08"),
            (2020, 210, "2020-10-23"),
            (2024, 270, "2024-12-21"),
        ] {
            assert_eq!(solar_term(year, degrees).map(|d| d.to_string()).as_deref(), Some(want), "{year} {degrees}");
        }
    }

    #[test]
    fn other_calendars() {
        let text = |d: Option<Date>| d.map(|d| d.to_string()).unwrap_or_default();
        assert_eq!(text(easter_sunday(2013)), "2013-03-31");
        assert_eq!(text(orthodox_easter(2013)), "2013-05-05");
        assert_eq!(text(hebrew_eve(2013, 7, 10)), "2013-09-13");
        assert_eq!(text(hebrew_eve(2018, 1, 15)), "2018-03-30");
        for (month, day, year, want) in [
            (1, 1, 2013, "2013-11-04"),
            (1, 10, 2013, "2013-11-13"),
            (3, 12, 2014, "2014-01-13"),
            (7, 27, 2013, "2013-06-06"),
            (9, 27, 2013, "2013-08-04"),
            (12, 10, 2013, "2013-10-15"),
            (9, 1, 2034, "2034-11-12"),
        ] {
            assert_eq!(text(islamic_day(year, month, day)), want, "{month} {day}");
        }
        assert_eq!(text(nth_weekday(2019, 11, 4, 4)), "2019-11-28");
    }
}
