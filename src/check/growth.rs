//! Growth: 由187家增至371家，增长98.4%; 由53%提高到60%，提高7个百分点.

use super::{
    Article, Check, CheckKind,
    OperandRole::{From, Percent, To},
    exact::plain,
    sign, verdict,
};
use crate::figure::{Kind, Trend};
use rust_decimal::Decimal;

/// All changes whose two values and rate the text gives.
pub fn growths(article: &Article) -> Vec<Check> {
    (2..article.input.figures.len()).filter_map(|rate| growth(article, rate)).collect()
}

fn growth(article: &Article, rate: usize) -> Option<Check> {
    let (from, to) = (rate.checked_sub(2)?, rate.checked_sub(1)?);
    let figure = article.figure(rate).filter(|f| f.kind == Kind::Percent)?;
    let trend = figure.trend?;
    if article.place(from).sentence != article.place(rate).sentence || !is_change(article, from, to) {
        return None;
    }
    // The rate is of this change and of nothing else: a clause of its own that names only the change.
    let clause = article.between(to, rate);
    if clause.chars().count() > 6 || clause.contains("同比") || clause.contains("环比") {
        return None;
    }
    let (a, b, stated) = (article.value(from)?, article.value(to)?, article.value(rate)?);
    let points = figure.unit.as_deref() == Some("pp");
    let percents = article.figure(from).is_some_and(|f| f.kind == Kind::Percent);
    if a <= Decimal::ZERO || points != percents {
        return None;
    }
    let scale = if points { Decimal::ONE } else { Decimal::ONE_HUNDRED / a };
    let change = (b - a) * scale;
    let stated = if trend == Trend::Down { -stated } else { stated };
    let own = article.allowance(rate);
    let own = if own.is_zero() { Decimal::new(5, 1) } else { own };
    let tolerance = own + (article.allowance(from) + article.allowance(to)) * scale;
    let verdict = verdict((change - stated).abs() <= tolerance);
    let unit = if points { "个百分点" } else { "%" };
    let [said_from, said_to, said_rate] = [from, to, rate].map(|i| article.said(i));
    Some(Check {
        kind: CheckKind::Growth,
        operands: vec![article.operand(From, from), article.operand(To, to), article.operand(Percent, rate)],
        arithmetic: format!("{said_from} → {said_to} = {}{unit} {} {said_rate}", plain(change.round_dp(2)), sign(verdict, "≈")),
        tolerance,
        verdict,
    })
}

/// 由A增至B, 从A提高到了B.
fn is_change(article: &Article, from: usize, to: usize) -> bool {
    let between = article.between(from, to).trim_end_matches('了');
    article.same_measure(from, to)
        && ["由", "从"].iter().any(|cue| article.before(from, 5).contains(cue))
        && between.len() <= 30
        && ["到", "至", "为"].iter().any(|cue| between.ends_with(cue))
}
