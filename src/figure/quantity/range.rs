//! Quantities with two ends: 200至400名, 20%~30%, 五年以上十年以下, 六、七千人.

use super::{Amount, Measure, Quantity, literal, measured, opening::below_zero, spaces, unit_factor};
use crate::{
    figure::{units::Dimension, words},
    numeral::{self, Form, Shape},
    span::Span,
};
use rust_decimal::Decimal;

/// One end, and the other if there is one: 200至400名, 20%~30%, 1万元-5万元.
pub(super) fn ranged(text: &str, at: usize) -> Option<Quantity> {
    let first = measured(text, at)?;
    let Some(second) = second_end(text, &first) else { return Some(first) };
    Some(second)
}

/// The byte after a connector of ranges at `at`.
pub(super) fn connector(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let trimmed = rest.trim_start_matches(' ');
    let spaces = rest.len() - trimmed.len();
    // 50一100元: a dash that was recognised as the numeral it looks like.
    let digits = |before: &str, behind: &str| {
        before.ends_with(|c: char| c.is_ascii_digit()) && behind.starts_with(|c: char| c.is_ascii_digit())
    };
    if let Some(behind) = rest.strip_prefix('一').filter(|behind| digits(text.get(..at).unwrap_or_default(), behind)) {
        return Some(at + rest.len() - behind.len());
    }
    let mark =
        ["——", "--", "－－", "–", "—", "-", "－", "~", "～", "∼", "至", "到", "−"].iter().find(|m| trimmed.starts_with(**m))?;
    let behind = trimmed.get(mark.len()..)?;
    let more = behind.len() - behind.trim_start_matches(' ').len();
    Some(at + spaces + mark.len() + more)
}

pub(super) fn second_end(text: &str, first: &Quantity) -> Option<Quantity> {
    let Amount::Exact(lo) = first.amount else { return None };
    if matches!(first.measure, Measure::Rank(_) | Measure::Result) {
        return None;
    }
    let after = match connector(text, first.span.end) {
        Some(after) => after,
        None => return bounded(text, first).or_else(|| neighbours(text, first)),
    };
    let second = if literal(text, after, "零下").is_some() { below_zero(text, after)? } else { measured(text, after)? };
    let Amount::Exact(hi) = second.amount else { return None };
    let bare = first.measure == Measure::Bare;
    if !bare && !same_measure(&first.measure, &second.measure) {
        return None;
    }
    let lo = if bare { share_scale(text, first, &second, lo, hi)? } else { lo };
    if lo >= hi || changes_to(text, first, lo, hi) {
        return None;
    }
    Some(Quantity {
        span: Span::new(first.span.start, second.span.end),
        amount: Amount::Range(lo, hi),
        numeral: first.numeral.clone(),
        range: true,
        ..second
    })
}

/// 上调50元至3850元: by how much, and what it comes to.
fn changes_to(text: &str, first: &Quantity, lo: Decimal, hi: Decimal) -> bool {
    let before = text.get(..first.span.start).unwrap_or_default();
    let money = matches!(first.measure, Measure::Unit(Dimension::Money, _));
    money && hi >= lo * Decimal::TEN && words::trend_before(before).is_some()
}

/// 五年以上十年以下: both ends with their words, 以下 left outside as for a single end.
fn bounded(text: &str, first: &Quantity) -> Option<Quantity> {
    let after = literal(text, first.span.end, "以上")?;
    let second = measured(text, spaces(text, literal(text, after, "、").unwrap_or(after)))?;
    let (Amount::Exact(lo), Amount::Exact(hi)) = (first.amount, second.amount) else { return None };
    literal(text, second.span.end, "以下")?;
    (same_measure(&first.measure, &second.measure) && lo < hi).then(|| Quantity {
        span: Span::new(first.span.start, second.span.end),
        amount: Amount::Range(lo, hi),
        range: true,
        ..second
    })
}

/// 六、七千人: neighbours with a comma between.
fn neighbours(text: &str, first: &Quantity) -> Option<Quantity> {
    // At the start of a line it is the number of a heading (一、两千件案子).
    let within = text.get(..first.span.start)?.chars().next_back().is_some_and(|c| c.is_alphanumeric());
    let after = literal(text, first.span.end, "、").filter(|_| within && first.measure == Measure::Bare)?;
    let second = measured(text, after)?;
    let written = text.get(after..second.numeral.span.end)?;
    let digit = |c: char| numeral::digit(c).filter(|_| first.numeral.form == Form::Chinese);
    let (lo, hi) = (digit(first.span.of(text).chars().next()?)?, digit(written.chars().next()?)?);
    let Amount::Exact(value) = second.amount else { return None };
    if lo + 1 != hi || first.numeral.shape != Shape::Digits(1) || second.measure == Measure::Bare {
        return None;
    }
    let ratio = value.checked_div(Decimal::from(hi))?;
    let amount = Amount::Range(ratio.checked_mul(Decimal::from(lo))?.normalize(), value);
    Some(Quantity { span: Span::new(first.span.start, second.span.end), amount, approximate: true, range: true, ..second })
}

fn same_measure(a: &Measure, b: &Measure) -> bool {
    match (a, b) {
        (Measure::Unit(x, a), Measure::Unit(y, b)) => x == y && a == b,
        // 15美元-17美元/ADS
        (Measure::Unit(..), Measure::Rate(_)) => true,
        _ => a == b,
    }
}

/// The low end of a range in which the high end has the unit of ten for both: 3—5万元, 十八至三十万, 两到三千.
fn share_scale(text: &str, first: &Quantity, second: &Quantity, lo: Decimal, hi: Decimal) -> Option<Decimal> {
    let factor = unit_factor(second)?;
    let lo_plain = lo.checked_mul(factor)?;
    if first.numeral.approximate {
        return Some(lo_plain);
    }
    let written = text.get(second.numeral.span.start..second.numeral.core_end)?;
    let own = text.get(first.numeral.span.start..first.numeral.core_end)?;
    let big: String = written.chars().rev().take_while(|c| "万亿萬億".contains(*c)).collect();
    let mut scale = Decimal::ONE;
    for c in big.chars() {
        scale = scale.checked_mul(if "万萬".contains(c) { Decimal::from(10_000) } else { Decimal::from(100_000_000) })?;
    }
    // 10~15k: the letter stands for both.
    scale = match written.chars().next_back() {
        Some('k' | 'K') => Decimal::ONE_THOUSAND,
        Some('M') => Decimal::from(1_000_000),
        _ => scale,
    };
    // 两到三千: a digit beside a digit and its unit.
    let unit = written.chars().next_back();
    if big.is_empty() && own.chars().count() == 1 && written.chars().count() == 2 && first.numeral.form == Form::Chinese {
        scale = match unit {
            Some('千' | '仟') => Decimal::from(1000),
            Some('百' | '佰') => Decimal::from(100),
            _ => Decimal::ONE,
        };
    }
    let scaled = lo_plain.checked_mul(scale)?;
    let has_own = own.contains(['万', '亿', '萬', '億']);
    Some(if !has_own && scaled < hi { scaled } else { lo_plain })
}
