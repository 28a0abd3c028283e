//! Spans that roll with the present moment: 2小时后, 近三年, 上两周, 未来48小时内.

use super::Recognizer;
use crate::time::{
    bounds::{Bounds, Moment},
    frame::{Rolling, Said, Sense},
    resolve::monday_of,
    value::{Unit, Value},
};
use jiff::{ToSpan, civil::Date};

impl Recognizer<'_> {
    pub(super) fn rolling(&self, rolling: Rolling) -> Option<Bounds> {
        let Rolling { halves, unit, sense } = rolling;
        let reference = self.reference?;
        let now = reference.moment();
        let today = reference.date;
        let seconds = i32::try_from(halves.checked_mul(unit.seconds())? / 2).ok()?;
        let fine = matches!(unit, Unit::Second | Unit::Minute | Unit::Hour);
        let back = |d: Date| step(d, -i64::from(halves), unit);
        let forth = |d: Date| step(d, i64::from(halves), unit);
        let after_now = reference.end()?;
        match sense {
            Sense::Before | Sense::After => self.whole_units(halves, unit, sense),
            Sense::Past if fine => Some(Bounds::new(now.plus(-seconds), now)),
            Sense::Lately | Sense::Since if fine => Some(Bounds::new(now.plus(-seconds), after_now)),
            Sense::Since if matches!(unit, Unit::Day | Unit::Week) => Some(Bounds::new(now.plus(-seconds), after_now)),
            Sense::Since => Some(Bounds::new(Moment::midnight(back(today)?.first_of_month()), after_now)),
            Sense::Next if fine => Some(Bounds::new(now, now.plus(seconds))),
            Sense::Past if unit == Unit::Week => Some(Bounds::new(now.plus(-seconds), after_now)),
            Sense::Past | Sense::Lately => Some(Bounds::new(Moment::midnight(back(today)?), after_now)),
            Sense::UntilAgo => Some(Bounds { lo: None, ..Bounds::of(&self.context().resolve(&Said::Rolling(rolling))?)? }),
            Sense::SinceLater if fine => Some(Bounds { lo: Some(now.plus(seconds)), hi: None }),
            Sense::SinceLater => Some(Bounds { hi: None, ..Bounds::of(&self.context().resolve(&Said::Rolling(rolling))?)? }),
            Sense::Next if matches!(unit, Unit::Day | Unit::Week) => {
                let first = today.tomorrow().ok()?;
                Some(Bounds::new(Moment::midnight(first), Moment::midnight(forth(first)?)))
            }
            Sense::Next => Some(Bounds::new(Moment::midnight(today), Moment::midnight(forth(today)?))),
            Sense::Within if fine => Some(Bounds::new(now, after_now.plus(seconds))),
            Sense::Within if reference.precision > Unit::Day || halves % 2 == 1 && unit == Unit::Year => {
                Some(Bounds::new(now, Moment::midnight(forth(today)?.last_of_month().tomorrow().ok()?)))
            }
            Sense::Within => Some(Bounds::new(now, Moment::midnight(forth(today)?.tomorrow().ok()?))),
            Sense::Ago | Sense::Later if self.halves_a_month(rolling) => {
                let halves = i64::from(halves) * if sense == Sense::Ago { -1 } else { 1 };
                let moved = |d: Date| d.checked_add(jiff::Span::new().try_months(halves.div_euclid(2)).ok()?.days(15)).ok();
                Some(Bounds::new(Moment::midnight(moved(today)?), Moment::midnight(moved(reference.end()?.date?)?)))
            }
            Sense::Ago | Sense::Later => {
                let first = if sense == Sense::Ago { back(today)? } else { forth(today)? };
                Some(Bounds::days(first, first.checked_add(6.days()).ok()?))
            }
        }
    }

    /// 十个半月后 seen from a month: from the middle of a month to that of the next.
    fn halves_a_month(&self, rolling: Rolling) -> bool {
        let month = self.reference.is_some_and(|r| r.precision == Unit::Month);
        month && rolling.unit == Unit::Month && rolling.halves % 2 == 1
    }

    /// Round the moment so long ago or from now: its year, month or day, or where the unit is finer itself.
    pub(super) fn near(&self, rolling: Rolling) -> Option<Bounds> {
        match self.fine_point(rolling) {
            Some(moment) => Some(Bounds::new(moment, moment)),
            None => Bounds::of(&self.context().resolve(&Said::Rolling(rolling))?),
        }
    }

    /// The moment so many hours, minutes or seconds ago or from now; none for longer units.
    fn fine_point(&self, Rolling { halves, unit, sense }: Rolling) -> Option<Moment> {
        if !matches!(unit, Unit::Second | Unit::Minute | Unit::Hour) {
            return None;
        }
        let seconds = i32::try_from(halves.checked_mul(unit.seconds())? / 2).ok()?;
        Some(self.reference?.moment().plus(if sense == Sense::Ago { -seconds } else { seconds }))
    }

    /// 上两周, 下三年: the whole units before or after the present one.
    fn whole_units(&self, halves: u32, unit: Unit, sense: Sense) -> Option<Bounds> {
        let reference = self.reference?;
        let now = reference.moment();
        let count = i64::from(halves / 2);
        if matches!(unit, Unit::Second | Unit::Minute | Unit::Hour) {
            let length = i32::try_from(unit.seconds()).ok()?;
            let start = Moment { seconds: now.seconds / length * length, ..now };
            let count = i32::try_from(count).ok()?;
            return Some(if sense == Sense::Before {
                Bounds::new(start.plus(-length * count), start)
            } else {
                Bounds::new(start.plus(length), start.plus(length * (count + 1)))
            });
        }
        let start = match unit {
            Unit::Week => monday_of(reference.date)?,
            Unit::Month => reference.date.first_of_month(),
            Unit::Year => reference.date.first_of_year(),
            _ => reference.date,
        };
        let halves = i64::from(halves);
        let (lo, hi) = if sense == Sense::Before {
            (step(start, -halves, unit)?, start)
        } else {
            let next = step(start, 2, unit)?;
            (next, step(next, halves, unit)?)
        };
        Some(Bounds::new(Moment::midnight(lo), Moment::midnight(hi)))
    }

    /// 2小时后, 5天前, 七年后: as exact as the unit.
    pub(super) fn point(&self, rolling: Rolling) -> Option<String> {
        if let Some(moment) = self.fine_point(rolling) {
            return Some(format!(
                "{}T{:02}:{:02}:{:02}",
                moment.date?,
                moment.seconds / 3600,
                moment.seconds / 60 % 60,
                moment.seconds % 60
            ));
        }
        let value = self.context().resolve(&Said::Rolling(rolling))?;
        if rolling.unit == Unit::Week && matches!(value, Value::Day(_)) || self.halves_a_month(rolling) {
            // 4个星期之后: some day of a week; the bounds say which.
            return None;
        }
        matches!(value, Value::Year(Some(_)) | Value::Month(Some(_), _) | Value::Day(_)).then(|| value.to_string())
    }
}

/// So many halves of a unit later.
fn step(day: Date, halves: i64, unit: Unit) -> Option<Date> {
    let days = |per: i64| jiff::Span::new().try_days(halves * per / 2).ok();
    let months = |per: i64| jiff::Span::new().try_months(halves * per / 2).ok();
    let span = match unit {
        Unit::Year => months(12)?,
        Unit::Semester => months(6)?,
        Unit::Quarter => months(3)?,
        Unit::Month if halves % 2 == 0 => months(1)?,
        Unit::Month => days(30)?,
        Unit::Week => days(7)?,
        Unit::Day | Unit::Workday => days(1)?,
        Unit::Hour | Unit::Minute | Unit::Second => days(0)?,
    };
    day.checked_add(span).ok()
}
