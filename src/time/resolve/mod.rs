//! Resolution: from a time as it is said to its value, given what is known where it stands.

mod block;
mod day;

use super::{
    calendar,
    festival::FestivalId,
    frame::{DayRef, Frame, MonthPart, MonthRef, PartWord, Rolling, Said, SaidClock, Sense, Shift, WeekRef, YearRef},
    grammar::Manner,
    value::{Clock, DayPart, Unit, Value, date},
};
use jiff::{Span, ToSpan, civil::Date};

/// What is known where a time stands.
#[derive(Clone, Debug, Default)]
pub(super) struct Context {
    /// The kind of text it stands in.
    pub manner: Manner,
    /// Today: relative days count from it.
    pub today: Option<Date>,
    /// The day last spoken of.
    pub day: Option<Date>,
    /// The month last spoken of.
    pub month: Option<(i16, u8)>,
    /// The year last spoken of.
    pub year: Option<i16>,
    /// The year spoken of in the same sentence.
    pub clause_year: Option<i16>,
    /// The month spoken of in the same paragraph.
    pub line_month: Option<(i16, u8)>,
    /// The span last spoken of, for 同期.
    pub period: Option<Value>,
    /// Its festival, where it is one.
    pub holiday: Option<FestivalId>,
    /// The year a report looks back on: in the first months of a year it is the last.
    pub report_year: Option<i16>,
    /// Whether what is said lies ahead (将, 计划).
    pub ahead: bool,
    /// Whether it is a limit (前).
    pub deadline: bool,
    /// Whether it is over (以来).
    pub over: bool,
    /// The day a bare clock time belongs to.
    pub scene: Option<Date>,
    /// A comparison counts from the month spoken of (较上月).
    pub compared: bool,
    /// The text tells of days of the week that come again (每周…周二、周五).
    pub weekly: bool,
}

impl Context {
    /// What is known where an article begins that was published on this day.
    pub fn of(published: Option<Date>) -> Self {
        let report_year = published.map(|d| if d.month() <= 3 { d.year() - 1 } else { d.year() });
        Self { today: published, report_year, ..Self::default() }
    }

    /// The same words around it in an article that was published on this day and has said nothing yet.
    pub fn forgetful(&self, published: Option<Date>) -> Self {
        let Self { manner, ahead, deadline, over, compared, weekly, .. } = *self;
        Self { manner, ahead, deadline, over, compared, weekly, ..Self::of(published) }
    }

    /// The value of `said`; `None` where nothing at all is known of it.
    pub fn resolve(&self, said: &Said) -> Option<Value> {
        Some(match said {
            Said::One(frame) => self.frame(frame),
            Said::Range(from, to) => self.range(from, to),
            Said::Years(from, to) => Value::between(Value::year(*from), Value::year(*to)),
            Said::SamePeriod(shift) => self.same_period(*shift),
            Said::Rolling(rolling) => self.rolling(*rolling),
            Said::Rollings(first, last) => Value::between(self.rolling(*first), self.rolling(*last)),
            Said::Beside(frame, by) => self.beside(frame, *by)?,
            Said::Now | Said::Recent => Value::Recent,
            Said::Every(every) => Value::Every(*every),
        })
    }

    fn range(&self, from: &Frame, to: &Frame) -> Value {
        let first = self.frame(from);
        let mut last = self.frame(to);
        // 12月至2月: the end lies in the next year.
        if let (Some(a), Some(b)) = (first.first_day(), last.last_day())
            && b < a
            && (to.year.is_none() || to.year == from.year)
            && to.month.is_some()
            && let Some(later) = last.shift_years(1)
        {
            last = later;
        }
        Value::between(first, last)
    }

    fn beside(&self, frame: &Frame, by: i64) -> Option<Value> {
        Some(Value::Day(self.frame(frame).first_day()?.checked_add(by.days()).ok()?))
    }

    fn same_period(&self, shift: Shift) -> Value {
        let fallback = |by: i16| Value::Year(self.today.map(|d| d.year() + by));
        let holiday = |year: i16| self.holiday.and_then(|id| id.holiday(year)).map(|(a, b)| between_days(a, b));
        let spoken = self.period.as_ref().and_then(Value::last_day).map(Date::year);
        match shift {
            Shift::Years(by) if self.holiday.is_some() && spoken.is_some() => {
                spoken.and_then(|y| holiday(y + by)).unwrap_or_else(|| fallback(by))
            }
            Shift::Years(by) => {
                let period = self.period.clone().or_else(|| self.today.map(|d| Value::Year(Some(d.year()))));
                // 去年同期 said of a time of last year already stays there.
                period.and_then(|p| p.shift_years(by)).unwrap_or_else(|| fallback(by))
            }
            Shift::ToYear(year) => {
                let from = self.period.as_ref().and_then(Value::first_day).map(Date::year);
                let shifted = from.and_then(|from| self.period.as_ref()?.shift_years(year - from));
                shifted.unwrap_or(Value::year(year))
            }
            Shift::Months(by) => {
                let days = self.period.as_ref().and_then(Value::bounds);
                let moved = |d: Date| d.checked_add(i64::from(by).months()).ok();
                match days.and_then(|(a, b)| Some((moved(a)?, moved(b)?))) {
                    Some((a, b)) => Value::between(Value::Day(a), Value::Day(b)),
                    None => self.month_value(MonthRef::Offset(by), None),
                }
            }
            Shift::None => self.period.clone().unwrap_or_else(|| fallback(0)),
        }
    }

    fn rolling(&self, rolling: Rolling) -> Value {
        self.try_rolling(rolling).unwrap_or(match rolling.sense {
            Sense::Ago | Sense::Later => Value::Year(None),
            _ => Value::Recent,
        })
    }

    fn try_rolling(&self, Rolling { halves, unit, sense }: Rolling) -> Option<Value> {
        let today = self.today?;
        let back = !matches!(sense, Sense::Later | Sense::SinceLater | Sense::Next | Sense::After | Sense::Within);
        let far = today.checked_add(if back { span(halves, unit)?.negate() } else { span(halves, unit)? }).ok()?;
        let month = |d: Date| Value::month(d.year(), d.month().unsigned_abs());
        let years = i16::try_from(halves / 2).ok()?;
        let report = self.report_year.unwrap_or(today.year());
        let value = match (sense, unit) {
            (Sense::Ago | Sense::Later | Sense::UntilAgo | Sense::SinceLater, Unit::Year) if halves % 2 == 0 => {
                Value::year(far.year())
            }
            (
                Sense::Ago | Sense::Later | Sense::UntilAgo | Sense::SinceLater,
                Unit::Year | Unit::Month | Unit::Quarter | Unit::Semester,
            ) => month(far),
            (Sense::Ago | Sense::Later | Sense::UntilAgo | Sense::SinceLater, _) => Value::Day(far),
            (Sense::Past, Unit::Year) if halves % 2 == 0 => Value::between(Value::year(report - years + 1), Value::year(report)),
            (Sense::Next, Unit::Year) if halves % 2 == 0 => Value::between(Value::year(report + 1), Value::year(report + years)),
            (Sense::Before, Unit::Year) => Value::between(Value::year(report - years), Value::year(report - 1)),
            (_, Unit::Day | Unit::Workday | Unit::Week | Unit::Hour | Unit::Minute | Unit::Second) => between_days(far, today),
            _ if far < today => Value::between(month(far), month(today)),
            _ => Value::between(month(today), month(far)),
        };
        Some(value)
    }

    /// The year of a frame, where it is said or clear.
    fn year(&self, year: YearRef) -> Option<i16> {
        match year {
            YearRef::Is(year) => Some(year),
            YearRef::Offset(by) => self.today?.year().checked_add(i16::try_from(by).ok()?),
            YearRef::Same => self.year.or(self.report_year).or(self.today.map(|d| d.year())),
            YearRef::Before => self.year.or(self.today.map(|d| d.year()))?.checked_sub(1),
            YearRef::Unknown => None,
        }
    }

    fn frame(&self, frame: &Frame) -> Value {
        let value = self.date_value(frame);
        let day = match &value {
            Some(Value::Day(day)) => Some(*day),
            Some(other) => {
                // 2018年6月上午 says nothing sensible of the day: the date stands.
                if frame.part.is_none() && frame.clock.is_none() || other.first_day().is_some() {
                    return other.clone();
                }
                None
            }
            None => self.scene,
        };
        match (frame.clock, frame.part) {
            (Some(clock), part) => {
                let (clock, next) = exact(clock, part);
                let day = if next { day.and_then(|d| d.tomorrow().ok()) } else { day };
                Value::Clock(day, clock)
            }
            (None, Some(part)) => Value::DayPart(day, part.part),
            (None, None) => value.unwrap_or(Value::Year(None)),
        }
    }

    fn date_value(&self, frame: &Frame) -> Option<Value> {
        if frame.date_is_empty() {
            return None;
        }
        if frame.lunar {
            return Some(self.lunar(frame));
        }
        let year = frame.year.map(|y| self.year(y));
        if let Some(block) = frame.block {
            return Some(self.block(frame.year, year.flatten(), block));
        }
        let Some(month) = frame.month else {
            return Some(match (frame.day, frame.week) {
                (Some(DayRef::Nth(n)), _) => {
                    nth_of(&Value::Year(year.unwrap_or_default()), n).unwrap_or(Value::Year(year.unwrap_or_default()))
                }
                (Some(day), week) => self.day_value(day, week),
                (None, Some(week)) => self.week(week),
                (None, None) => Value::Year(year.unwrap_or_default()),
            });
        };
        Some(self.in_month(frame, month, year))
    }

    fn in_month(&self, frame: &Frame, month: MonthRef, year: Option<Option<i16>>) -> Value {
        let day = match frame.day {
            Some(DayRef::Is(day)) => Some(day),
            _ => None,
        };
        let (year, month) = match self.month_value_with(month, year, day) {
            Value::Month(year, month) => (year, month),
            other => return other,
        };
        let whole = Value::Month(year, month);
        match (frame.day, frame.third, frame.week) {
            (None, Some(third), _) if self.manner == Manner::Short => rough_tens(year, month, third).unwrap_or(whole),
            (Some(DayRef::Is(day)), ..) => Value::some_day(year, month, Some(day)),
            (Some(DayRef::NthWeekday(nth, weekday)), ..) => {
                let found = year.zip(month).and_then(|(y, m)| calendar::nth_weekday(y, m, nth, weekday));
                found.map_or(whole, Value::Day)
            }
            (Some(DayRef::Nth(n)), ..) => nth_of(&whole, n).unwrap_or(whole),
            (Some(DayRef::First(n)), ..) => {
                let first = whole.first_day();
                first
                    .and_then(|d| Some(Value::between(Value::Day(d), Value::Day(d.checked_add((n - 1).days()).ok()?))))
                    .unwrap_or(whole)
            }
            (_, Some(third), _) => tens(year, month, third).unwrap_or(whole),
            (_, _, Some(WeekRef::Nth(n))) => {
                // The first week is the one of the month's first Monday.
                let monday = year.zip(month).and_then(|(y, m)| calendar::nth_weekday(y, m, 1, 1));
                let monday = monday.and_then(|d| d.checked_add((i64::from(n) - 1).weeks()).ok());
                monday.and_then(week_of).unwrap_or(whole)
            }
            _ => whole,
        }
    }

    /// A month of a year that is said (`Some`, known or not) or not (`None`).
    fn month_value(&self, month: MonthRef, year: Option<Option<i16>>) -> Value {
        self.month_value_with(month, year, None)
    }

    fn month_value_with(&self, month: MonthRef, year: Option<Option<i16>>, day: Option<u8>) -> Value {
        match month {
            MonthRef::Is(month) | MonthRef::Leap(month) => {
                let year = year.unwrap_or_else(|| self.nearest_year(month, day));
                Value::Month(year, (1..=12).contains(&month).then_some(month))
            }
            MonthRef::Offset(by) => {
                let spoken = self.month.filter(|_| self.compared && by == -1).and_then(|(y, m)| date(y, m, 1));
                let first = spoken.or(self.today).and_then(|d| d.first_of_month().checked_add(i64::from(by).months()).ok());
                Value::Month(first.map(Date::year), first.map(|d| d.month().unsigned_abs()))
            }
            MonthRef::Same => {
                let month = self.month.or_else(|| self.day.or(self.today).map(|d| (d.year(), d.month().unsigned_abs())));
                Value::Month(month.map(|m| m.0), month.map(|m| m.1))
            }
        }
    }

    /// The year of a month or day that names none: that of publication, unless what is said then lies far ahead or the text
    /// speaks of another year.
    fn nearest_year(&self, month: u8, day: Option<u8>) -> Option<i16> {
        let today = self.today?;
        let this = today.year();
        if self.manner == Manner::Short {
            // 2月29日 of a year that has none is that of the last one that has.
            let exists = |year: &i16| (month, day) != (2, Some(29)) || date(*year, 2, 29).is_some();
            return (this - 8..=this).rev().find(exists);
        }
        let near = self.near(this, month, day);
        if let Some(year) = self.clause_year.filter(|y| *y != this && !near) {
            return Some(year);
        }
        let at = date(this, month.clamp(1, 12), day.unwrap_or(1).clamp(1, 28))?;
        let months_ahead = i32::from(at.month()) - i32::from(today.month());
        if self.over && months_ahead > 0 {
            return Some(this - 1);
        }
        if self.ahead || self.deadline {
            // Near the end of a year what is planned for its first months lies in the next.
            return Some(if months_ahead <= -8 { this + 1 } else { this });
        }
        Some(if months_ahead >= 8 { this - 1 } else { this })
    }

    /// Whether a day of this year lies within some weeks of today.
    fn near(&self, year: i16, month: u8, day: Option<u8>) -> bool {
        let at = day.and_then(|day| date(year, month, day));
        let days = at.zip(self.today).and_then(|(at, today)| today.until(at).ok());
        days.is_some_and(|span| (-45..=10).contains(&span.get_days()))
    }
}

/// From the first day to the last; one day where they are the same.
fn between_days(a: Date, b: Date) -> Value {
    let (a, b) = if a <= b { (a, b) } else { (b, a) };
    Value::between(Value::Day(a), Value::Day(b))
}

pub(super) fn monday_of(day: Date) -> Option<Date> {
    day.checked_sub(i64::from(day.weekday().to_monday_zero_offset()).days()).ok()
}

fn week_of(monday: Date) -> Option<Value> {
    Some(between_days(monday, monday.checked_add(6.days()).ok()?))
}

/// The weeks from the nth of a year, by ISO 8601.
fn first_weeks(year: i16, nth: u8, count: u8) -> Option<Value> {
    let first = monday_of(date(year, 1, 4)?)?.checked_add((i64::from(nth) - 1).weeks()).ok()?;
    Some(between_days(first, first.checked_add((i64::from(count) * 7 - 1).days()).ok()?))
}

/// The nth day of a span; -1 is the last.
fn nth_of(span: &Value, n: i64) -> Option<Value> {
    let (first, last) = span.bounds()?;
    let day = if n < 0 { last.checked_add((n + 1).days()) } else { first.checked_add((n - 1).days()) };
    day.ok().map(Value::Day)
}

fn tens(year: Option<i16>, month: Option<u8>, part: MonthPart) -> Option<Value> {
    let (year, month) = (year?, month?);
    let last = date(year, month, 1)?.last_of_month();
    let days = |a: u8, b: u8| Some(between_days(date(year, month, a)?, date(year, month, b)?));
    let end = last.day().unsigned_abs();
    match part {
        MonthPart::Early => days(1, 10),
        MonthPart::Middle => days(11, 20),
        MonthPart::Late => days(21, end),
        MonthPart::FirstHalf => days(1, 15),
        MonthPart::SecondHalf => days(16, end),
        MonthPart::Start => Some(Value::Day(date(year, month, 1)?)),
        MonthPart::End => Some(Value::Day(last)),
    }
}

/// The same where 月初 and 月底 mean several days.
fn rough_tens(year: Option<i16>, month: Option<u8>, part: MonthPart) -> Option<Value> {
    let days = |a: u8, b: u8| Some(between_days(date(year?, month?, a)?, date(year?, month?, b)?));
    match part {
        MonthPart::Start => days(1, 5),
        MonthPart::End => days(25, date(year?, month?, 1)?.last_of_month().day().unsigned_abs()),
        _ => tens(year, month, part),
    }
}

/// A number of halves of a unit as a span of days, months or years.
fn span(halves: u32, unit: Unit) -> Option<Span> {
    let whole = i64::from(halves / 2);
    let half = i64::from(halves % 2);
    let months = |per: i64| Span::new().try_months(whole * per + half * per / 2).ok();
    let days = |per: i64| Span::new().try_days(whole * per + half * per / 2).ok();
    match unit {
        Unit::Year => months(12),
        Unit::Semester => months(6),
        Unit::Quarter => months(3),
        Unit::Month => Some(Span::new().try_months(whole).ok()?.days(15 * half)),
        Unit::Week => days(7),
        Unit::Day | Unit::Workday => days(1),
        Unit::Hour | Unit::Minute | Unit::Second => days(0),
    }
}

/// A clock time as it is said, on the clock of 24 hours, and whether it falls on the next day.
pub(super) fn exact(said: SaidClock, part: Option<PartWord>) -> (Clock, bool) {
    let hour = match (part, said.pm, said.hour) {
        (_, Some(true), 1..=11) => said.hour + 12,
        (_, Some(false), 12) => 0,
        (Some(part), _, hour @ 1..=12) => match part.part {
            DayPart::Morning if part.from == 0 && hour == 12 => 0,
            DayPart::Morning => hour,
            DayPart::Noon if hour <= 3 => hour + 12,
            DayPart::Noon => hour,
            DayPart::Afternoon if hour < 12 => hour + 12,
            DayPart::Afternoon => hour,
            // 夜里2点 is before dawn; 晚12点 midnight.
            DayPart::Evening if hour == 12 => 24,
            DayPart::Evening if hour <= 4 => hour,
            DayPart::Evening => hour + 12,
        },
        (_, _, hour) => hour,
    };
    let clock = Clock { hour, minute: said.minute, second: said.second, tenth: said.tenth };
    (clock, false)
}
