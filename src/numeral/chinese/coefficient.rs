//! What stands before a unit of ten: a digit or two neighbours, digits side by side, an Arabic numeral, 几.

use super::{
    Pair, Reader,
    characters::{big_unit, small_unit, spelt_digit},
};
use crate::numeral::{arabic, cursor::Cursor};

/// What stands before a unit.
pub(super) enum Coefficient {
    /// A digit, or neighbours (两三).
    Digit(Pair),
    /// 1,200 or 3.5.
    Arabic(arabic::Arabic),
    /// Digits side by side.
    Spelt(String),
    /// 几, 数.
    Some,
}

impl Reader<'_, '_> {
    /// `opening`: at the start of the numeral or after a zero.
    pub(super) fn coefficient(&mut self, opening: bool) -> Option<Coefficient> {
        if self.approximate {
            return None;
        }
        if let Some(arabic) = arabic::read(self.cursor) {
            return Some(Coefficient::Arabic(arabic));
        }
        let mut here = *self.cursor;
        if let Some('几' | '幾' | '数' | '數') = here.next() {
            let counts = here.peek().is_some_and(|c| small_unit(c).or_else(|| big_unit(c)).is_some());
            if matches!(self.cursor.peek(), Some('几' | '幾')) || counts {
                *self.cursor = here;
                return Some(Coefficient::Some);
            }
            return None;
        }
        let mut digits = Vec::new();
        let mut written = String::new();
        let mut here = *self.cursor;
        while let Some(d) = here.eat(spelt_digit) {
            digits.push(d);
            written.extend(char::from_digit(d, 10));
        }
        let alone = self.cursor.peek();
        let unit_next = here.peek().is_some_and(|c| small_unit(c).or_else(|| big_unit(c)).is_some());
        match digits[..] {
            [] => return None,
            [_] if alone == Some('幺') => return None,
            // 一百两 is 100 liang.
            [_] if !self.parts.is_empty() && !unit_next && matches!(alone, Some('两' | '兩')) => return None,
            [d] => {
                *self.cursor = here;
                return Some(Coefficient::Digit(Pair::one(d)));
            }
            // 一一 is no pair, and 二两 is 2 liang.
            [a, b] if neighbours(a, b) && !(here.peek().is_some_and(|c| matches!(c, '点' | '點'))) => {
                *self.cursor = here;
                return Some(Coefficient::Digit(Pair { lo: a.into(), hi: b.into() }));
            }
            // 三五 is "a few" only before what is counted.
            [3, 5] if opening && !here.peek().is_none_or(|c| c.is_ascii_punctuation()) => {
                *self.cursor = here;
                return Some(Coefficient::Digit(Pair { lo: 3.into(), hi: 5.into() }));
            }
            // 五两: the last 两 is the measure.
            [a, 2] if written.len() == 2 && self.ends_in_liang(here) => {
                self.cursor.next();
                return Some(Coefficient::Digit(Pair::one(a)));
            }
            _ => {}
        }
        *self.cursor = here;
        if unit_next && opening && digits.len() > 1 {
            self.readable = false;
        }
        Some(Coefficient::Spelt(written))
    }

    /// Whether the last digit before `here` is 两 after another digit.
    fn ends_in_liang(&self, here: Cursor) -> bool {
        let mut cursor = *self.cursor;
        let mut last = None;
        while cursor.at < here.at {
            last = cursor.next();
        }
        matches!(last, Some('两' | '兩'))
    }
}

/// Whether two digits side by side mean "one or the other": 两三, 七八; 九十 is a number.
fn neighbours(a: u32, b: u32) -> bool {
    a > 0 && a + 1 == b
}
