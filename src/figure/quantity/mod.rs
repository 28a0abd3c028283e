//! Quantities: a numeral with its unit, its fraction, its range, whatever the context makes of it. The grammar that articles and
//! [`crate::recognize`] share; what is a figure and what is not is decided by those who call it.
//!
//! Here one number with its unit is read; `opening` reads what begins with a word, `range` two ends, `behind` what follows a unit,
//! `result` the results of matches.

mod behind;
mod opening;
mod range;
mod result;

use super::{
    Amount,
    units::{self, Dimension, Unit},
};
use crate::{
    codepoints::CharTable,
    numeral::{self, Form, Number, Numeral},
    span::{Reading, Span},
};
use behind::{half_behind, more_behind, of_so_many, rate_behind, smaller_unit, tenths_behind};
use opening::{below_zero, currency_first, currency_word_first, first_few, hundreds, ordinal, per};
use range::ranged;
use result::result;
use rust_decimal::Decimal;
use std::sync::LazyLock;

/// What a quantity is counted or measured in.
#[derive(Clone, Debug, PartialEq)]
pub enum Measure {
    /// Nothing: a bare number.
    Bare,
    /// A unit of the table.
    Unit(Dimension, &'static str),
    /// A compound unit as written: 元/吨.
    Rate(String),
    /// A part: 三分之一, 千分之五; true where it is said per hundred, thousand, … (百分之五 is a percentage).
    Fraction,
    /// The result of a match.
    Result,
    /// A place in an order: 第三位, with the classifier.
    Rank(Option<&'static str>),
}

/// A number with its unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// Where it stands.
    pub span: Span<Reading>,
    /// How much, in the unit's symbol.
    pub amount: Amount,
    /// In what.
    pub measure: Measure,
    /// Other readings of the same unit word, none for most.
    pub others: &'static [Unit],
    /// The unit as written.
    pub unit_span: Span<Reading>,
    /// Its (first) numeral.
    pub numeral: Numeral,
    /// Whether 余, 多, 来, 几 or a pair of neighbours makes it a rough one.
    pub approximate: bool,
    /// Whether it has two ends.
    pub range: bool,
}

/// A number before its unit is known.
struct Counted {
    start: usize,
    end: usize,
    number: Number,
    numeral: Numeral,
    fraction: Option<bool>,
}

/// Characters that a quantity may start with beside those of numerals.
const STARTS: &str = "第前倒每零上人新港RUHNACSMEP$＄¥￥€£₩₽-−－负負";

static MAY_START: LazyLock<CharTable<bool>> =
    LazyLock::new(|| numeral::STARTS.chars().chain(STARTS.chars()).map(|c| (c, true)).collect());

/// Whether a quantity may start with `c`.
pub fn may_start(c: char) -> bool {
    MAY_START.get(c)
}

/// Reads the quantity that starts at the byte `at`.
pub fn read(text: &str, at: usize) -> Option<Quantity> {
    let c = text.get(at..)?.chars().next()?;
    match c {
        '第' => ordinal(text, at, at + c.len_utf8()),
        '前' => first_few(text, at, at + c.len_utf8()),
        '倒' => {
            let inner = ordinal(text, literal(text, at, "倒数")?, literal(text, at, "倒数第")?)?;
            Some(Quantity { span: Span::new(at, inner.span.end), ..inner })
        }
        '每' => per(text, at),
        '零' if literal(text, at, "零下").is_some() => below_zero(text, at),
        '上' | '数' | '數' if let Some(many) = hundreds(text, at) => Some(many),
        '人' | '新' | '港' => currency_word_first(text, at),
        c if c.is_ascii_digit() => result(text, at).or_else(|| ranged(text, at)),
        _ => currency_first(text, at).or_else(|| ranged(text, at)),
    }
}

fn unit_factor(quantity: &Quantity) -> Option<Decimal> {
    Some(quantity.others.first().map_or(Decimal::ONE, |u| u.factor))
}

/// The number at `at`: a fraction or a numeral.
fn counted(text: &str, at: usize) -> Option<Counted> {
    // 160/100mmHg is two values and no fraction.
    let is_fraction = |f: &numeral::Fraction| {
        let latin = text.get(f.span.end..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()));
        !latin || matches!(f.number(), Number::Exact(n) if n < Decimal::ONE)
    };
    if let Some(fraction) = numeral::read_fraction(text, at).filter(is_fraction) {
        return Some(Counted {
            start: at,
            end: fraction.span.end,
            number: fraction.number(),
            numeral: fraction.numerator,
            fraction: Some(fraction.per_unit && fraction.denominator == Decimal::ONE_HUNDRED),
        });
    }
    let numeral = numeral::read(text, at)?;
    if numeral.number == Number::Exact(Decimal::ONE)
        && let Some(end) = literal(text, numeral.span.end, "半")
        && !text.get(end..).is_some_and(|rest| rest.starts_with(['年', '天', '月', '径', '岛']))
    {
        return Some(Counted { start: at, end, number: Number::Exact(Decimal::new(5, 1)), numeral, fraction: Some(false) });
    }
    Some(Counted { start: at, end: numeral.span.end, number: numeral.number, numeral, fraction: None })
}

fn literal(text: &str, at: usize, word: &str) -> Option<usize> {
    text.get(at..)?.starts_with(word).then_some(at + word.len())
}

/// A number and its unit.
fn measured(text: &str, at: usize) -> Option<Quantity> {
    if let Some(share) = of_so_many(text, at) {
        return Some(share);
    }
    let number = counted(text, at)?;
    if number.fraction == Some(true) {
        let percent = number.number.map(|n| n.checked_mul(Decimal::ONE_HUNDRED));
        return Some(number.quantity(percent, Measure::Unit(Dimension::Percent, "%"), number.end, &[]));
    }
    let half = number.is_half(text);
    if half && let Some(end) = literal(text, number.end, "数").or_else(|| literal(text, number.end, "數")) {
        return Some(number.quantity(number.number, Measure::Fraction, end, &[]));
    }
    if half && let Some(end) = literal(text, number.end, "月") {
        let readings = units::named("个月").unwrap_or_default();
        return Some(number.quantity(number.number, Measure::Unit(Dimension::Duration, "month"), end, readings));
    }
    if let Some(end) = literal(text, number.end, "位数") {
        return Some(number.digits_long(end));
    }
    let unit_at = spaces(text, number.end);
    let rest = text.get(unit_at..)?;
    let glued = glued_middle(rest);
    let (readings, word_end, half, rough) = match glued {
        Some(middle) => (middle.readings, unit_at + middle.len, middle.half, !middle.half),
        None => match units::longest(rest).and_then(|r| unless_noun(rest, r)) {
            Some(readings) => {
                let len = readings.first().map_or(0, |u| u.word.len());
                (readings, unit_at + len, false, false)
            }
            None => match number.index_points(text, unit_at) {
                Some((readings, end)) => (readings, end, false, false),
                None => return Some(number.bare(half)),
            },
        },
    };
    let Some(unit) = readings.first() else { return Some(number.bare(half)) };
    let counts = matches!(unit.dimension, Dimension::Count | Dimension::Noun | Dimension::Percent | Dimension::Score);
    if half && counts && !matches!(unit.word, "个" | "個" | "分") {
        return Some(number.bare(half));
    }
    let onwards = text.get(word_end..).is_some_and(|rest| rest.starts_with(['到', '至', '了']));
    if number.fraction.is_some() && (counts && !matches!(unit.word, "个" | "個") || unit.word == "升" && onwards) {
        return Some(number.bare(half));
    }
    // 20万吨级 is a class, and 级 is part of its name.
    let word_end = if unit.symbol == "t" { literal(text, word_end, "级").unwrap_or(word_end) } else { word_end };
    let mut amount = number.number.map(|n| match unit.word {
        // 九五折 and 85折 name the percentage itself.
        "折" if n >= Decimal::TEN => Some(n),
        _ => n.checked_mul(unit.factor),
    });
    let mut end = word_end;
    let mut rough = rough;
    if half {
        amount = amount.map(|n| n.checked_add(unit.factor / Decimal::TWO));
    } else if let Some(after) = half_behind(text, end, unit) {
        amount = amount.map(|n| n.checked_add(unit.factor / Decimal::TWO));
        end = after;
    } else if let Some(after) = more_behind(text, end, unit) {
        end = after;
        rough = true;
    }
    if let Some((after, more)) = smaller_unit(text, end, unit) {
        amount = amount.map(|n| n.checked_add(more));
        end = after;
    } else if let Some((after, more)) = tenths_behind(text, end, unit) {
        amount = amount.map(|n| n.checked_add(more));
        end = after;
    }
    let mut measure = match number.fraction {
        Some(false) if unit.dimension == Dimension::Count => {
            // 三分之一个 is a fraction still.
            Measure::Fraction
        }
        _ => Measure::Unit(unit.dimension, unit.symbol),
    };
    if let Some((after, name)) = rate_behind(text, unit, end) {
        amount = number.number;
        measure = Measure::Rate(name);
        end = after;
    }
    let mut quantity = number.quantity(amount, measure, end, readings);
    quantity.unit_span = Span::new(unit_at, end);
    quantity.approximate |= rough;
    Some(quantity)
}

fn spaces(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    at + rest.len() - rest.trim_start_matches([' ', '\u{3000}']).len()
}

/// The readings of a unit, or those of 大 alone where 大类 is the head of 三大类别.
fn unless_noun(rest: &str, readings: &'static [Unit]) -> Option<&'static [Unit]> {
    if rest.starts_with("大类别") || rest.starts_with("大類別") { units::named("大") } else { Some(readings) }
}

/// 个 and its noun with something between: 个多小时, 个半月.
struct Glued {
    readings: &'static [Unit],
    len: usize,
    half: bool,
}

fn glued_middle(rest: &str) -> Option<Glued> {
    let ge = rest.chars().next().filter(|c| "个個".contains(*c))?;
    let middle = rest.get(ge.len_utf8()..)?;
    let word = middle.chars().next().filter(|c| "多半余来".contains(*c))?;
    let noun = middle.get(word.len_utf8()..)?;
    let lens: Vec<usize> = noun.char_indices().take(4).map(|(at, c)| at + c.len_utf8()).collect();
    lens.into_iter().rev().find_map(|len| {
        let readings = units::named(&format!("{ge}{}", noun.get(..len)?))?;
        Some(Glued { readings, len: ge.len_utf8() + word.len_utf8() + len, half: word == '半' })
    })
}

impl Dimension {
    /// Whether what it counts can be numbered with 第. A day and a year can; a measure cannot.
    const fn ranks(self) -> bool {
        matches!(self, Self::Count | Self::Duration)
    }
}

impl Number {
    /// The same with every value put through `f`; unreadable where `f` overflows.
    fn map(self, f: impl Fn(Decimal) -> Option<Decimal>) -> Self {
        match self {
            Self::Exact(n) => f(n).map_or(Self::Unreadable, Self::Exact),
            Self::Range(lo, hi) => f(lo).zip(f(hi)).map_or(Self::Unreadable, |(lo, hi)| Self::Range(lo, hi)),
            Self::Vague(floor) => Self::Vague(floor.and_then(f)),
            Self::Unreadable => Self::Unreadable,
        }
    }
}

impl Amount {
    fn map(self, f: impl Fn(Decimal) -> Option<Decimal>) -> Option<Self> {
        Some(match self {
            Self::Exact(n) => Self::Exact(f(n)?.normalize()),
            Self::Range(lo, hi) => Self::Range(f(lo)?.normalize(), f(hi)?.normalize()),
            Self::Vague => Self::Vague,
        })
    }
}

impl Counted {
    fn quantity(&self, number: Number, measure: Measure, end: usize, others: &'static [Unit]) -> Quantity {
        let amount = match number {
            Number::Exact(n) => Amount::Exact(n.normalize()),
            Number::Range(lo, hi) => Amount::Range(lo.normalize(), hi.normalize()),
            // 十几 is ten and some.
            Number::Vague(Some(n)) => Amount::Exact(n.normalize()),
            Number::Vague(None) | Number::Unreadable => Amount::Vague,
        };
        let readable = number != Number::Unreadable;
        let measure = if readable { measure } else { Measure::Bare };
        Quantity {
            span: Span::new(self.start, end),
            amount,
            measure,
            others,
            unit_span: Span::new(self.end, end),
            approximate: self.numeral.approximate,
            numeral: Numeral { number: if readable { self.numeral.number } else { Number::Unreadable }, ..self.numeral.clone() },
            range: false,
        }
    }

    /// 两位数 is from 10 to 99; as percent, since growth is what it is said of.
    fn digits_long(&self, end: usize) -> Quantity {
        let number = match self.number {
            Number::Exact(n) if n == Decimal::TWO => Number::Range(Decimal::TEN, Decimal::from(99)),
            Number::Exact(n) if n == Decimal::ONE => Number::Range(Decimal::ONE, Decimal::from(9)),
            _ => Number::Vague(None),
        };
        self.quantity(number, Measure::Unit(Dimension::Percent, "%"), end, &[])
    }

    /// 3410.61点, 28点: the points of an index. What could be an hour or count items is not taken for them.
    fn index_points(&self, text: &str, at: usize) -> Option<(&'static [Unit], usize)> {
        let end = literal(text, at, "点")?;
        let sure = matches!(self.number, Number::Exact(n) if n > Decimal::from(24) || !n.fract().is_zero());
        let ends = !text.get(end..)?.starts_with(|c: char| numeral::starts(c) || matches!(c, '钟' | '整' | '建' | '意' | '要'));
        (sure && ends && self.numeral.form == Form::Arabic).then(|| Some((units::named("指数点")?, end))).flatten()
    }

    /// Whether it is 半 and nothing more.
    fn is_half(&self, text: &str) -> bool {
        self.fraction.is_none() && Span::<Reading>::new(self.start, self.end).of(text) == "半"
    }

    fn bare(&self, half: bool) -> Quantity {
        let measure = if half || self.fraction.is_some() { Measure::Fraction } else { Measure::Bare };
        self.quantity(self.number, measure, self.end, &[])
    }
}
