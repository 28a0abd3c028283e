//! Decimals in words: 三点一四, 一点五亿, 5.3万多.

use super::{MEASURES, Pair, Reader, Step, big_unit_next, digit, small_unit, ten_to};
use rust_decimal::Decimal;

impl Reader<'_, '_> {
    /// Whether a decimal point in words is next, eaten: 点 before digits that end the number. Before 十, 刻 or 分 it is a clock's.
    pub(super) fn point(&mut self) -> bool {
        let mut here = *self.cursor;
        if here.eat_any(&['点', '點']).is_none() || here.peek() == Some('两') {
            return false;
        }
        let after = here;
        let mut count = 0;
        while here.eat(digit).is_some() {
            count += 1;
        }
        let clock = match here.peek() {
            Some('分') => !here.rest().starts_with("分之") && count > 1,
            Some('十' | '拾' | '刻' | '百' | '千') => true,
            _ => false,
        };
        if count == 0 || clock {
            return false;
        }
        *self.cursor = after;
        true
    }

    /// The digits behind the point, after the last digit or unit of the whole number.
    pub(super) fn decimal(&mut self, value: Pair, zero: bool) -> Option<Step> {
        let value = match self.last_unit {
            Some((power, _)) if !zero && power > 1 => value.times(ten_to(power - 1)?)?,
            _ => value,
        };
        self.push(Some(value), 0)?;
        self.chinese = true;
        self.behind_point()
    }

    pub(super) fn behind_point(&mut self) -> Option<Step> {
        let mut written = "0.".to_owned();
        while let Some(d) = self.cursor.eat(digit) {
            written.extend(char::from_digit(d, 10));
        }
        self.digits = None;
        self.core_end = self.cursor.at;
        match Decimal::from_str_exact(&written).ok() {
            Some(fraction) => self.add_fraction(fraction),
            None => self.readable = false,
        }
        self.close_decimal()
    }

    fn add_fraction(&mut self, fraction: Decimal) {
        let last = self.parts.last_mut();
        match last.and_then(|part| part.value.plus(Pair::one(fraction)).map(|value| part.value = value)) {
            Some(()) => {}
            None => self.readable = false,
        }
    }

    /// After a decimal only units and 多 may follow (1.5亿, 4.78万亿, 5.3万多).
    pub(super) fn close_decimal(&mut self) -> Option<Step> {
        let mut here = *self.cursor;
        let small = here.eat(small_unit).filter(|_| !here.peek().is_some_and(|c| MEASURES.contains(c) || c == '分'));
        if small.is_some() {
            *self.cursor = here;
        }
        let mut bigs = Vec::new();
        while let Some((power, c)) = big_unit_next(self.cursor) {
            bigs.push(power);
            self.last_unit = Some((power, c));
        }
        let rising = bigs.windows(2).all(|w| matches!(w, [a, b] if a < b || (a, b) == (&4, &4)));
        let power = small.unwrap_or(0) + bigs.iter().sum::<u32>();
        if power == 0 {
            return Some(Step::Done);
        }
        self.readable &= rising && bigs.len() <= 2 && self.scale_all(power);
        self.last_unit = self.last_unit.or(Some((power, ' ')));
        self.core_end = self.cursor.at;
        self.chinese = true;
        self.digits = None;
        self.more();
        Some(Step::Done)
    }

    fn scale_all(&mut self, power: u32) -> bool {
        let Some(factor) = ten_to(power) else { return false };
        for part in &mut self.parts {
            match part.value.times(factor) {
                Some(value) => part.value = value,
                None => return false,
            }
        }
        true
    }
}
