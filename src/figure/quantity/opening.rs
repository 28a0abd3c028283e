//! Quantities that open with a word of their own: 每公斤58元, 零下18℃, 上百家, 人民币5亿元, ￥500, 第三, 前五位.

use super::{
    Amount, Counted, Measure, Quantity, literal, measured,
    range::{connector, ranged, second_end},
    spaces, unit_factor,
    units::{self, Dimension, Unit},
};
use crate::{
    numeral::{self, Form, Number, Shape},
    span::Span,
};
use rust_decimal::Decimal;

/// 每公斤58元, 每秒120帧, 每人每月600元: a rate. But 每周4班 and 每户3万元 are a count and a sum, and 每 is no part of them.
pub(super) fn per(text: &str, at: usize) -> Option<Quantity> {
    let mut here = at;
    let mut names = Vec::new();
    while let Some(after) = literal(text, here, "每") {
        let rest = text.get(after..)?;
        let word = ["月", "日", "年", "天"].iter().find(|w| rest.starts_with(**w)).copied();
        let unit = units::longest(rest).and_then(<[Unit]>::first);
        let (word, measured) = match (unit, word) {
            (Some(unit), _) => (unit.word, Some(unit.dimension)),
            (None, Some(word)) => (word, Some(Dimension::Duration)),
            (None, None) => return None,
        };
        names.push((word, measured));
        here = after + word.len();
    }
    let alone = matches!(&names[..], [(word, dimension)] if !takes_rate(word, *dimension));
    if alone || names.is_empty() {
        return None;
    }
    let first = ranged(text, spaces(text, here))?;
    let Measure::Unit(dimension, _) = first.measure else { return None };
    let counts = matches!(dimension, Dimension::Count) && names.iter().any(|(w, _)| matches!(*w, "秒" | "分钟"));
    if !(dimension == Dimension::Money || dimension.is_measure() || counts) {
        return None;
    }
    let amount = in_word(&first)?;
    let unit = first.others.first()?;
    let per: Vec<&str> = names.iter().map(|(w, _)| *w).collect();
    let name = format!("{}/{}", unit.word, per.join("·"));
    Some(Quantity { span: Span::new(at, first.span.end), amount, measure: Measure::Rate(name), ..first })
}

/// The amount in the unit's word in place of its symbol: a rate keeps the word.
fn in_word(quantity: &Quantity) -> Option<Amount> {
    let factor = unit_factor(quantity)?;
    quantity.amount.map(|n| n.checked_div(factor))
}

/// Whether a figure after 每 and this word alone is a rate.
fn takes_rate(word: &str, dimension: Option<Dimension>) -> bool {
    match dimension {
        Some(Dimension::Duration) => matches!(word, "秒" | "分钟" | "小时" | "秒钟"),
        // Oil is sold by the barrel, as gold is by the ounce.
        Some(Dimension::Count) => word == "桶",
        Some(dimension) => dimension.is_measure(),
        None => false,
    }
}

/// 零下18℃, 零下三十度, 零下40℃到150℃.
pub(super) fn below_zero(text: &str, at: usize) -> Option<Quantity> {
    let inner = measured(text, spaces(text, at + "零下".len()))?;
    if !matches!(inner.measure, Measure::Unit(Dimension::Temperature, _)) {
        return None;
    }
    let amount = inner.amount.map(|n| Some(-n))?;
    let span = Span::new(at, inner.span.end);
    let first = Quantity { span, amount, measure: Measure::Unit(Dimension::Temperature, "C"), ..inner };
    Some(second_end(text, &first).unwrap_or(first))
}

/// 上百, 上万 and 数以百万, which say how many figures the number has and no more.
pub(super) fn hundreds(text: &str, at: usize) -> Option<Quantity> {
    let number = literal(text, at, "上").or_else(|| literal(text, at, "数以")).or_else(|| literal(text, at, "數以"))?;
    let inner = measured(text, number)?;
    if !matches!(inner.numeral.shape, Shape::Bare) {
        return None;
    }
    Some(Quantity { span: Span::new(at, inner.span.end), amount: Amount::Vague, approximate: true, ..inner })
}

/// 人民币91.64亿元, 新台币600万元.
pub(super) fn currency_word_first(text: &str, at: usize) -> Option<Quantity> {
    let code = units::longest(text.get(at..)?)?.iter().find(|u| u.dimension == Dimension::Money)?;
    let inner = ranged(text, spaces(text, at + code.word.len()))?;
    let fits = match inner.measure {
        Measure::Bare => inner.numeral.form != Form::Chinese || inner.numeral.shape == Shape::Composed,
        Measure::Unit(Dimension::Money, symbol) => symbol == "CNY",
        _ => false,
    };
    let span = Span::new(at, inner.span.end);
    fits.then_some(Quantity { span, measure: Measure::Unit(Dimension::Money, code.symbol), ..inner })
}

/// ￥500, US$3.2亿.
pub(super) fn currency_first(text: &str, at: usize) -> Option<Quantity> {
    let (code, len) = units::currency_sign(text.get(at..)?)?;
    let inner = ranged(text, spaces(text, at + len))?;
    let fits = matches!(inner.measure, Measure::Bare | Measure::Unit(Dimension::Money, _));
    let span = Span::new(at, inner.span.end);
    fits.then_some(Quantity { span, measure: Measure::Unit(Dimension::Money, code), ..inner })
}

/// 第三, 第12位, 第二至第五位, 第10万辆.
pub(super) fn ordinal(text: &str, at: usize, number_at: usize) -> Option<Quantity> {
    let numeral = numeral::read(text, spaces(text, number_at))?;
    if numeral.approximate || !matches!(numeral.number, Number::Exact(_)) || matches!(numeral.shape, Shape::Bare) {
        return None;
    }
    let end = numeral.span.end;
    let number = Counted { start: at, end, number: numeral.number, numeral, fraction: None };
    let rest = text.get(end..)?;
    let readings = units::longest(rest).filter(|r| r.iter().any(|u| u.dimension.ranks()));
    let unit = readings.and_then(|r| r.iter().find(|u| u.dimension.ranks()));
    let unit_end = end + unit.map_or(0, |u| u.word.len());
    let mut first = number.quantity(number.number, Measure::Rank(unit.map(|u| u.word)), unit_end, readings.unwrap_or_default());
    first.unit_span = Span::new(end, unit_end);
    let Some(next) = connector(text, unit_end).and_then(|after| literal(text, after, "第").map(|n| (after, n))) else {
        return Some(first);
    };
    let Some(second) = ordinal(text, next.0, next.1) else { return Some(first) };
    let (Amount::Exact(lo), Amount::Exact(hi)) = (first.amount, second.amount) else { return Some(first) };
    if lo >= hi {
        return Some(first);
    }
    Some(Quantity { span: Span::new(at, second.span.end), amount: Amount::Range(lo, hi), range: true, ..second })
}

/// 前三, 前五位, 前3种子: from the first to that place. 前两轮 and 前三个月 are not.
pub(super) fn first_few(text: &str, at: usize, number_at: usize) -> Option<Quantity> {
    let numeral = numeral::read(text, number_at)?;
    let Number::Exact(last) = numeral.number else { return None };
    if numeral.approximate || numeral.shape == Shape::Bare {
        return None;
    }
    let end = numeral.span.end;
    let unit = ["位", "名", "种子", "種子"].into_iter().find(|unit| literal(text, end, unit).is_some());
    let open = text.get(end..).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() && !"的名".contains(c)));
    if unit.is_none() && !open {
        return None;
    }
    let number = Counted { start: at, end, number: Number::Range(Decimal::ONE, last), numeral, fraction: None };
    let mut top = number.quantity(number.number, Measure::Rank(unit), end + unit.map_or(0, str::len), &[]);
    top.range = true;
    Some(top)
}
