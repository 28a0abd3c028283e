//! Days and weeks, lunar ones too.

use super::{Context, between_days, monday_of, week_of};
use crate::time::{
    calendar,
    frame::{DayRef, Frame, MonthRef, WeekRef},
    grammar::Manner,
    value::{Every, Value, date},
};
use jiff::{ToSpan, civil::Date};

impl Context {
    pub(super) fn lunar(&self, frame: &Frame) -> Value {
        let year = frame.year.map_or_else(|| self.lunar_year(frame), |y| self.year(y));
        let day = match frame.day {
            Some(DayRef::Is(day)) => Some(day),
            _ => None,
        };
        let (month, leap) = match frame.month {
            Some(MonthRef::Is(month)) => (Some(month), false),
            Some(MonthRef::Leap(month)) => (Some(month), true),
            _ => (None, false),
        };
        let (month, leap) = match (month, self.today.and_then(calendar::lunar_of)) {
            (Some(month), _) => (month, leap),
            // 廿一: of the lunar month of today.
            (None, Some((_, month, _))) => (month, false),
            (None, None) => return Value::PartDay(None, None, None),
        };
        let found = year.and_then(|y| match day {
            Some(day) => calendar::lunar_day(y, month, leap, day).map(Value::Day),
            None => {
                let (first, days) = calendar::lunar_month(y, month, leap)?;
                Some(between_days(first, first.checked_add((days - 1).days()).ok()?))
            }
        });
        found.unwrap_or(Value::PartDay(None, None, None))
    }

    /// The lunar year nearest to today.
    fn lunar_year(&self, frame: &Frame) -> Option<i16> {
        let today = self.today?;
        let Some(MonthRef::Is(month) | MonthRef::Leap(month)) = frame.month.filter(|_| self.manner == Manner::Article) else {
            return Some(today.year());
        };
        let first = |y: i16| Some((y, calendar::lunar_month(y, month, false)?.0));
        let distance = |day: Date| today.until(day).map_or(i32::MAX, |s| s.get_days().abs());
        [today.year() - 1, today.year()].into_iter().filter_map(first).min_by_key(|(_, d)| distance(*d)).map(|(y, _)| y)
    }

    pub(super) fn day_value(&self, day: DayRef, week: Option<WeekRef>) -> Value {
        let found = match day {
            DayRef::Is(day) => return self.day_of_month(day),
            DayRef::Offset(by) => self.today.and_then(|d| d.checked_add(by.days()).ok()),
            // 当天 is the day of what is told, 次日 the one after the day named last.
            DayRef::Same(0) => self.day.filter(|day| self.today.is_none_or(|today| *day <= today)).or(self.scene).or(self.day),
            DayRef::Same(by) => self.day.and_then(|d| d.checked_add(by.days()).ok()),
            // In a short text a bare weekday is the coming one.
            DayRef::Weekday(weekday) if week == Some(WeekRef::Coming) || week.is_none() && self.manner == Manner::Short => {
                self.today.and_then(|d| {
                    let ahead = (i64::from(weekday) - 1 - i64::from(d.weekday().to_monday_zero_offset())).rem_euclid(7);
                    d.checked_add(if ahead == 0 && week.is_none() { 7 } else { ahead }.days()).ok()
                })
            }
            DayRef::Weekday(weekday) if self.weekly && week.is_none() => return Value::Every(Every::Weekday(weekday)),
            DayRef::Weekday(weekday) => self.monday(week).and_then(|d| d.checked_add((i64::from(weekday) - 1).days()).ok()),
            DayRef::Weekend if week.is_none() && self.manner == Manner::Article => return Value::Every(Every::Weekend),
            DayRef::Weekend => {
                let saturday = self.monday(week).and_then(|d| d.checked_add(5.days()).ok());
                return saturday
                    .and_then(|d| Some(between_days(d, d.tomorrow().ok()?)))
                    .unwrap_or(Value::PartDay(None, None, None));
            }
            DayRef::NthWeekday(..) | DayRef::Nth(_) | DayRef::First(_) => None,
        };
        found.map_or(Value::PartDay(None, None, None), Value::Day)
    }

    /// A bare day of the month: of the month spoken of, or the nearest to today.
    fn day_of_month(&self, day: u8) -> Value {
        if let Some((year, month)) = self.line_month {
            return Value::some_day(Some(year), Some(month), Some(day));
        }
        let Some(today) = self.today else { return Value::some_day(None, None, Some(day)) };
        let months: &[i64] = if self.manner == Manner::Short { &[0, -1, 1] } else { &[-1, 0, 1] };
        let mut candidates = months.iter().filter_map(|by| {
            let first = today.first_of_month().checked_add((*by).months()).ok()?;
            date(first.year(), first.month().unsigned_abs(), day)
        });
        let distance = |d: &Date| today.until(*d).map_or(i32::MAX, |s| s.get_days().abs());
        // In a short text it is a day of this month where this month has it.
        let found = if self.manner == Manner::Short { candidates.next() } else { candidates.min_by_key(distance) };
        match found {
            Some(day) => Value::Day(day),
            None => Value::some_day(Some(today.year()), Some(today.month().unsigned_abs()), Some(day)),
        }
    }

    pub(super) fn monday(&self, week: Option<WeekRef>) -> Option<Date> {
        let by = match week {
            Some(WeekRef::Offset(by)) => by,
            _ => 0,
        };
        monday_of(self.today?)?.checked_add(i64::from(by).weeks()).ok()
    }

    pub(super) fn week(&self, week: WeekRef) -> Value {
        let monday = self.monday(Some(week));
        let found = monday.and_then(|d| match week {
            WeekRef::FirstHalf => Some(between_days(d, d.checked_add(3.days()).ok()?)),
            WeekRef::SecondHalf => Some(between_days(d.checked_add(3.days()).ok()?, d.checked_add(6.days()).ok()?)),
            _ => week_of(d),
        });
        found.unwrap_or(Value::PartDay(None, None, None))
    }
}
