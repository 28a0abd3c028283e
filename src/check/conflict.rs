//! One thing with two values: the same metric of the same owner at the same time, said twice and not the same.

use super::{Article, Check, CheckKind, OperandRole::Value, Verdict};
use crate::link::{Links, metric::Source};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// Metrics of fewer characters name too much to be one thing.
const SHORTEST: usize = 5;

/// All figures that contradict an earlier one.
pub fn conflicts(article: &Article, links: &Links) -> Vec<Check> {
    let mut first = BTreeMap::new();
    let mut found = Vec::new();
    for (i, link) in links.figures.iter().enumerate() {
        let (Some(metric), Some(figure), Some(value)) = (link.metric, article.figure(i), article.value(i)) else { continue };
        let text: String = metric.span.of(article.input.text).split_whitespace().collect();
        let about = figure.trend.is_some() || figure.modifier.is_some() || metric.source == Source::Inherited;
        let (Some(owner), Some(time)) = (link.owner, link.time) else { continue };
        if about || text.chars().count() < SHORTEST {
            continue;
        }
        let owner = links.clusters.get(owner).copied();
        let time = article.input.times.get(time).map(|t| t.value.to_string());
        let metric_at = |i: usize| links.figures.get(i).and_then(|l| l.metric).map(|m| m.span);
        let before = *first.entry((text, owner, time, figure.unit.clone())).or_insert(i);
        // A list may share the words of its metric without being one thing; another sentence that repeats them is.
        let apart = metric_at(before) != metric_at(i) && article.place(before).sentence != article.place(i).sentence;
        if apart && article.same_measure(before, i) && article.value(before) != Some(value) {
            found.push(Check {
                kind: CheckKind::Conflict,
                operands: vec![article.operand(Value, before), article.operand(Value, i)],
                arithmetic: format!("{} ≠ {}", article.said(before), article.said(i)),
                tolerance: Decimal::ZERO,
                verdict: Verdict::Fails,
            });
        }
    }
    found
}
