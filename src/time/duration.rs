//! Durations in short texts: 3天, 三年半, 一个半小时, 一年又一个月21天, 3~6个月.

use super::{grammar::Grammar, number::is_numeral, value::Unit};
use crate::numeral::{self, Number};
use rust_decimal::Decimal;

/// How long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Duration {
    pub lo: Decimal,
    /// The same as `lo` where it is no range.
    pub hi: Decimal,
    pub unit: Unit,
}

impl Unit {
    /// Its length in seconds, as far as it has one: a month counts as 30 days, a year as 365.
    pub(super) const fn seconds(self) -> u32 {
        const DAY: u32 = 86_400;
        match self {
            Self::Second => 1,
            Self::Minute => 60,
            Self::Hour => 3600,
            Self::Day | Self::Workday => DAY,
            Self::Week => 7 * DAY,
            Self::Month => 30 * DAY,
            Self::Quarter => 90 * DAY,
            Self::Semester => 180 * DAY,
            Self::Year => 365 * DAY,
        }
    }
}

impl Grammar<'_> {
    /// The duration that starts at `at`, and the character after it.
    pub(super) fn duration(&self, at: usize) -> Option<(Duration, usize)> {
        if let Some(found) = self.most_of(at).or_else(|| self.range_of_durations(at)).or_else(|| self.either_of(at)) {
            return Some(found);
        }
        let (amount, unit, mut end) = self.one_duration(at)?;
        let seconds = |amount: Decimal, unit: Unit| amount.checked_mul(Decimal::from(unit.seconds()));
        let (mut total, mut last, mut units) = (seconds(amount, unit)?, unit, 1);
        let mut months = self.months(amount, unit);
        // 一年又一个月21天: each unit smaller than the one before.
        while let Some((amount, unit, after)) = self.one_duration(self.any(end, &["又", "零", "加", "和", "外加"]).unwrap_or(end))
        {
            if unit >= last {
                break;
            }
            months = months.zip(self.months(amount, unit)).map(|(a, b)| a + b);
            (total, last, end, units) = (total.checked_add(seconds(amount, unit)?)?, unit, after, units + 1);
        }
        // 6天5晚.
        if unit == Unit::Day
            && units == 1
            && let Some(nights) = self.number(end).and_then(|n| self.any(n.end, &["晚", "夜"]))
        {
            end = nights;
        }
        let (amount, unit) = match (units, months) {
            (1, _) => (amount, unit),
            // Years and months have no common length but the month.
            (_, Some(months)) => (months, Unit::Month),
            _ => (total, Unit::Second),
        };
        Some((Duration { lo: amount, hi: amount, unit }, end))
    }

    fn months(&self, amount: Decimal, unit: Unit) -> Option<Decimal> {
        let each = match unit {
            Unit::Year => 12,
            Unit::Month => 1,
            _ => return None,
        };
        amount.checked_mul(Decimal::from(each))
    }

    /// 大半天, 小半年: more than half and not the whole, or less.
    fn most_of(&self, at: usize) -> Option<(Duration, usize)> {
        let tenth = |n| Decimal::new(n, 1);
        let (lo, hi, p) = match self.literal(at, "大半") {
            Some(p) => (tenth(5), tenth(9), p),
            None => (tenth(1), tenth(5), self.literal(at, "小半")?),
        };
        let (unit, end) = self.duration_unit(p)?;
        Some((Duration { lo, hi, unit }, end))
    }

    /// 三五天, 两三个月, 十七八年: one or the other.
    fn either_of(&self, at: usize) -> Option<(Duration, usize)> {
        let first = self.peek(at).filter(|c| is_numeral(*c) && !c.is_ascii_digit());
        // No pair is longer; what follows tells whether 三五 is one.
        let text: String = self.text.get(at..)?.iter().take(6).collect();
        let numeral = first.and_then(|_| numeral::read(&text, 0))?;
        let Number::Range(lo, hi) = numeral.number else { return None };
        let (unit, end) = self.duration_unit(at + text.get(..numeral.span.end)?.chars().count())?;
        Some((Duration { lo, hi, unit }, end))
    }

    /// 3天--8天, 3~6个月, 3年以上7年以下.
    fn range_of_durations(&self, at: usize) -> Option<(Duration, usize)> {
        let (lo, p) = self.decimal(at)?;
        let first = self.duration_unit(p);
        let q = first.map_or(p, |(_, end)| end);
        let q = self.any(q, &["以上", "----", "--", "-", "~", "至", "到"])?;
        let (hi, p) = self.decimal(q)?;
        let (unit, end) = self.duration_unit(p)?;
        if first.is_some_and(|(u, _)| u != unit) || hi < lo {
            return None;
        }
        let end = self.literal(end, "以下").unwrap_or(end);
        Some((Duration { lo, hi, unit }, end))
    }

    /// A number and a unit: 两个半小时, 半天, 5分半, 大半天, 3个字.
    fn one_duration(&self, at: usize) -> Option<(Decimal, Unit, usize)> {
        let half = Decimal::new(5, 1);
        if let Some(p) = self.literal(at, "半") {
            let (unit, end) = self.duration_unit(p)?;
            return Some((half, unit, end));
        }
        if let Some(p) = self.any(at, &["个半"]) {
            let (unit, end) = self.duration_unit(p)?;
            return Some((Decimal::ONE + half, unit, end));
        }
        let (amount, p) = self.decimal(at)?;
        // In Cantonese a 字 is five minutes.
        if let Some(end) = self.literal(p, "个字").filter(|end| self.peek(*end).is_none()) {
            return Some((amount * Decimal::from(5), Unit::Minute, end));
        }
        if let Some(q) = self.any(p, &["个半", "半"])
            && let Some((unit, end)) = self.duration_unit(q)
        {
            return Some((amount + half, unit, end));
        }
        // 五分半 is five minutes and a half.
        let minutes = || self.literal(p, "分半").map(|end| (Unit::Minute, end - 1));
        let (unit, end) = self.duration_unit(p).or_else(minutes)?;
        match self.literal(end, "半") {
            Some(end) => Some((amount + half, unit, self.any(end, &["钟"]).unwrap_or(end))),
            None => Some((amount, unit, end)),
        }
    }

    fn duration_unit(&self, at: usize) -> Option<(Unit, usize)> {
        let p = self.blanks(at);
        let counted = self.literal(p, "个");
        let (unit, end) = self.unit(counted.unwrap_or(p)).or_else(|| Some((Unit::Hour, self.literal(p, "时")?)))?;
        // 5月 is a month, 5个月 a duration; 2020年 is a year.
        (counted.is_some() || unit != Unit::Month || self.peek(at.wrapping_sub(1)) == Some('半')).then_some((unit, end))
    }

    /// An exact number.
    fn decimal(&self, at: usize) -> Option<(Decimal, usize)> {
        let first = self.peek(at)?;
        if !is_numeral(first) || first == '半' {
            return None;
        }
        // The numeral ends before a character that no numeral holds.
        let held = |c: &char| is_numeral(*c) && *c != '半' || matches!(c, '.' | ',' | '点');
        let text: String = self.text.get(at..)?.iter().take_while(|c| held(c)).take(40).collect();
        let numeral = numeral::read(&text, 0)?;
        let Number::Exact(value) = numeral.number else { return None };
        Some((value, at + text.get(..numeral.span.end)?.chars().count()))
    }
}
