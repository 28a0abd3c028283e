//! Parts of a year: halves, quarters, seasons, terms, festivals.

use super::{Context, between_days, first_weeks};
use crate::time::{
    festival::FestivalId,
    frame::{Block, YearRef},
    grammar::Manner,
    value::{Value, date},
};
use jiff::civil::Date;

impl Context {
    pub(super) fn block(&self, said: Option<YearRef>, year: Option<i16>, block: Block) -> Value {
        let this = self.today.map(|d| d.year());
        let year = if said.is_some() { year } else { this.map(|y| y + self.turn_of_year(block)) };
        let edge = |month: u8, value: fn(i16, u8) -> Value| year.map_or(Value::Month(None, Some(month)), |y| value(y, month));
        let end_of = |y: i16, month: u8| date(y, month, 1).map_or(Value::month(y, month), |d| Value::Day(d.last_of_month()));
        match block {
            Block::Half(n) => Value::Half(year, n),
            Block::Quarter(n) => Value::Quarter(year, n),
            Block::QuarterOffset(by) => self.quarter(by),
            Block::QuarterOffsetEnd(by) => match self.quarter(by) {
                Value::Quarter(Some(y), n) if self.manner == Manner::Short => Value::month(y, 3 * n),
                Value::Quarter(Some(y), n) => end_of(y, 3 * n),
                other => other,
            },
            Block::QuarterEnd(n) => edge(3 * n, end_of),
            Block::FirstMonths(n) => Value::between(Value::Month(year, Some(1)), Value::Month(year, Some(n))),
            Block::FirstWeeks(n) => year.and_then(|y| first_weeks(y, 1, n)).unwrap_or(Value::Year(year)),
            Block::Week(n) => year.and_then(|y| first_weeks(y, n, 1)).unwrap_or(Value::Year(year)),
            Block::Season(season) => Value::Season(year, season),
            Block::Seasons(first, last) => Value::between(Value::Season(year, first), Value::Season(year, last)),
            Block::Start if self.manner == Manner::Short => {
                Value::between(Value::Month(year, Some(1)), Value::Month(year, Some(2)))
            }
            Block::End if self.manner == Manner::Short => {
                Value::between(Value::Month(year, Some(11)), Value::Month(year, Some(12)))
            }
            Block::Start => Value::Month(year, Some(1)),
            Block::Middle => Value::between(Value::Month(year, Some(6)), Value::Month(year, Some(7))),
            Block::End => edge(12, end_of),
            Block::Whole if said.is_none() => Value::Year(self.year.or(self.report_year).or(this)),
            Block::Whole | Block::Within => Value::Year(year),
            Block::Months(first, last) => {
                // 寒假 in autumn is the coming one, 汛期 in winter too.
                let over = self.today.is_some_and(|d| said.is_none() && self.ahead && d.month().unsigned_abs() > last);
                let year = if over { year.map(|y| y + 1) } else { year };
                Value::between(Value::Month(year, Some(first)), Value::Month(year, Some(last)))
            }
            Block::Days(first, last) => {
                let day = |(m, d): (u8, u8)| Value::some_day(year, Some(m), Some(d));
                Value::between(day(first), day(last))
            }
            Block::Festival(id) => {
                let year = if said.is_none() { self.festival_year(id) } else { year };
                let long = id.is_long() && self.manner == Manner::Article;
                let days = year.and_then(|y| if long { id.holiday(y) } else { id.days(y) });
                days.map_or(Value::PartDay(None, None, None), |(a, b)| between_days(a, b))
            }
            Block::Holiday(id) => {
                let year = if said.is_none() { self.festival_year(id) } else { year };
                year.and_then(|y| id.holiday(y)).map_or(Value::PartDay(None, None, None), |(a, b)| between_days(a, b))
            }
            Block::Semester(by) => self.semester(by).unwrap_or(Value::Year(this)),
            Block::SchoolYear => match year {
                Some(y) => Value::between(Value::month(y, 9), Value::month(y + 1, 8)),
                None => Value::Year(None),
            },
        }
    }

    /// How many years off this one a part of the year lies that names none: 四季度 in January is that of the last year,
    /// 一季度 in December, where it lies ahead, that of the next.
    fn turn_of_year(&self, block: Block) -> i16 {
        let first = match block {
            Block::Quarter(n) | Block::QuarterEnd(n) => 3 * i32::from(n) - 2,
            Block::Season(season) => 3 * (season as i32 - 20),
            _ => return 0,
        };
        let months_ahead = first - self.today.map_or(first, |d| i32::from(d.month()));
        match () {
            () if self.manner == Manner::Short => 0,
            () if self.ahead || self.deadline => i16::from(months_ahead <= -8),
            () => -i16::from(months_ahead >= 8),
        }
    }

    /// The year of a festival that names none: the nearest one, or the next where it lies ahead.
    pub(super) fn festival_year(&self, id: FestivalId) -> Option<i16> {
        let today = self.today?;
        let this = today.year();
        if let Some(year) = self.clause_year.filter(|y| *y != this) {
            return Some(year);
        }
        let days = |y: i16| Some((y, id.days(y)?.1));
        let candidates = [this - 1, this, this + 1].into_iter().filter_map(days);
        if self.ahead || self.manner == Manner::Short {
            return candidates.into_iter().find(|(_, day)| *day >= today).map(|(y, _)| y);
        }
        let distance = |day: Date| today.until(day).map_or(i32::MAX, |s| s.get_days().abs());
        candidates.min_by_key(|(_, day)| distance(*day)).map(|(y, _)| y)
    }

    pub(super) fn quarter(&self, by: i32) -> Value {
        let Some(today) = self.today else { return Value::Quarter(None, 1) };
        let n = i32::from(today.year()) * 4 + (i32::from(today.month()) - 1) / 3 + by;
        let year = i16::try_from(n.div_euclid(4)).ok();
        Value::Quarter(year, u8::try_from(n.rem_euclid(4) + 1).unwrap_or(1))
    }

    /// Terms run from September to January and from February to July.
    pub(super) fn semester(&self, by: i32) -> Option<Value> {
        let today = self.today?;
        let autumn = !(2..8).contains(&today.month());
        let start_year = if today.month() == 1 { today.year() - 1 } else { today.year() };
        let n = i32::from(start_year) * 2 + i32::from(autumn) + by;
        let year = i16::try_from(n.div_euclid(2)).ok()?;
        Some(if n.rem_euclid(2) == 1 {
            Value::between(Value::month(year, 9), Value::month(year + 1, 1))
        } else {
            Value::between(Value::month(year, 2), Value::month(year, 7))
        })
    }
}
