//! Fractions: 三分之二, 百分之四十, 三又二分之一, 3/5, and 四分一 as Cantonese has it.

use super::{Number, Numeral, Shape, cursor::Cursor, read};
use crate::span::{Reading, Span};
use rust_decimal::Decimal;

/// A fraction as it stands in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fraction {
    /// Where it stands.
    pub span: Span<Reading>,
    /// What stands before 又: 3 in 三又二分之一.
    pub whole: Decimal,
    /// What is divided.
    pub numerator: Numeral,
    /// By what; never zero.
    pub denominator: Decimal,
    /// Whether the denominator is a unit alone: 百分之, 千分之, 万分之.
    pub per_unit: bool,
}

impl Fraction {
    /// The whole with its part, which a minus sign goes for too: 负一又二分之一 is -1.5.
    fn joined(&self, part: Decimal) -> Option<Decimal> {
        if self.whole.is_sign_negative() { self.whole.checked_sub(part) } else { self.whole.checked_add(part) }
    }

    /// Its value, to 28 digits.
    pub fn number(&self) -> Number {
        let of = |n: Decimal| n.checked_div(self.denominator).and_then(|q| self.joined(q)).map(|v| v.normalize());
        match self.numerator.number {
            Number::Exact(n) => of(n).map_or(Number::Unreadable, Number::Exact),
            Number::Range(lo, hi) => of(lo).zip(of(hi)).map_or(Number::Unreadable, |(lo, hi)| Number::Range(lo, hi)),
            Number::Vague(_) => Number::Vague(None),
            Number::Unreadable => Number::Unreadable,
        }
    }
}

/// Reads the fraction that starts at the byte `at`. `None` where none starts, and where its denominator is zero or cannot be
/// read.
pub fn read_fraction(text: &str, at: usize) -> Option<Fraction> {
    let first = read(text, at)?;
    let mut cursor = Cursor::new(text, first.span.end);
    if cursor.eat_any(&['又']).is_some() {
        let whole = exact(&first)?;
        let part = plain(text, at, read(text, cursor.at)?)?;
        return Some(Fraction { whole, ..part });
    }
    plain(text, at, first)
}

fn plain(text: &str, start: usize, first: Numeral) -> Option<Fraction> {
    let mut cursor = Cursor::new(text, first.span.end);
    let (numerator, denominator) = match cursor.next()? {
        '分' if cursor.eat_any(&['之']).is_some() => (read(text, cursor.at)?, &first),
        // 四分一; but 五分三秒 and 三分五十秒 are times.
        '分' | '份' => {
            let numerator = read(text, cursor.at)?;
            let behind = text.get(numerator.span.end..)?.chars().next();
            if first.form != super::Form::Chinese
                || exact(&first) <= Some(Decimal::ONE)
                || matches!(behind, Some('秒' | '分' | '球' | '角' | '钱'))
            {
                return None;
            }
            (numerator, &first)
        }
        '/' | '／' if both_digits(&first) => {
            let denominator = read(text, cursor.at)?;
            let behind = text.get(denominator.span.end..)?.chars().next();
            // 2020/12/24 is a date.
            if !both_digits(&denominator) || matches!(behind, Some('/' | '／')) {
                return None;
            }
            let span = Span::new(start, denominator.span.end);
            return build(span, first, &denominator);
        }
        _ => return None,
    };
    let span = Span::new(start, numerator.span.end);
    build(span, numerator, denominator)
}

fn build(span: Span<Reading>, numerator: Numeral, denominator: &Numeral) -> Option<Fraction> {
    let value = exact(denominator).filter(|d| !d.is_zero())?;
    let per_unit = matches!(denominator.shape, Shape::Bare);
    Some(Fraction { span, whole: Decimal::ZERO, numerator, denominator: value, per_unit })
}

fn exact(numeral: &Numeral) -> Option<Decimal> {
    match numeral.number {
        Number::Exact(value) => Some(value),
        _ => None,
    }
}

fn both_digits(numeral: &Numeral) -> bool {
    numeral.form == super::Form::Arabic
}
