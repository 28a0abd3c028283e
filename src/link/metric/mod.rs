//! Metrics: what a figure measures or counts, in the article's own words.
//!
//! The phrase stands before the number (投资总额1600亿元), after it (215件事项), or with an earlier figure of the same list
//! (企业1126户、个体工商户1788户; 增长8.2%). Every stretch of words near the figure is a candidate, and so are the metrics of the figures
//! before it; a linear model ranks them. Its weights are learned from annotated articles (`examples/links`), and `weights.txt` holds
//! them by readable names.

mod candidate;
mod count;
mod feature;
mod group;
mod model;
mod words;

pub use candidate::{Candidate, Side};
pub use feature::{Context, Part, Sink, key};
pub use model::{Known, Model};

use crate::{
    link::{Input, unit::Unit},
    span::{Reading, Span},
};

/// Where the words of a metric stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// Beside the figure itself.
    Own,
    /// With an earlier figure, whose metric this figure shares.
    Inherited,
}

/// What a figure measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Metric {
    /// The words.
    pub span: Span<Reading>,
    /// Where they stand.
    pub source: Source,
}

/// How many figures back a metric counts as shared.
const SHARED: usize = 6;

/// The metric of every figure.
pub fn metrics(model: &Model, input: &Input, units: &[Unit]) -> Vec<Option<Metric>> {
    let context = Context::new(input, units);
    let mut known = Known::default();
    let mut found: Vec<Option<Metric>> = Vec::with_capacity(input.figures.len());
    for figure in 0..input.figures.len() {
        let candidates = context.candidates(figure, &found);
        let scores = model.scores(&context, &mut known, &candidates);
        let metric = choose(&context, &candidates, &scores).and_then(|best| context.metric(candidates.get(best)?));
        // Words that an earlier figure of the list has already are shared, wherever the candidate came from.
        let shared = |m: &Metric| found.iter().rev().take(SHARED).flatten().any(|f| f.span == m.span);
        found.push(metric.map(|m| if shared(&m) { Metric { source: Source::Inherited, ..m } } else { m }));
    }
    found
}

/// How many of the best candidates vote.
const VOTERS: usize = 16;

/// The candidate to take, by number: not the likeliest alone, but the one that agrees best with all the likely ones, so that several
/// candidates that differ by a word at the edge do not lose to one that stands apart.
pub fn choose(context: &Context, candidates: &[Candidate], scores: &[f32]) -> Option<usize> {
    let mut order: Vec<usize> = (0..candidates.len().min(scores.len())).collect();
    let score = |i: usize| scores.get(i).copied().unwrap_or(f32::MIN);
    let better = |a: &usize, b: &usize| score(*b).total_cmp(&score(*a)).then(a.cmp(b));
    if order.len() > VOTERS {
        order.select_nth_unstable_by(VOTERS, better);
        order.truncate(VOTERS);
    }
    order.sort_unstable_by(better);
    let top = score(*order.first()?);
    let voters: Vec<(f32, Option<Span<Reading>>)> = order
        .iter()
        .map(|i| ((score(*i) - top).exp(), candidates.get(*i).and_then(|c| context.metric(c)).map(|m| m.span)))
        .collect();
    let mut agreement = [0.0; VOTERS];
    // Two agree with each other alike.
    for (i, (p, span)) in voters.iter().enumerate() {
        for (j, (other_p, other)) in voters.iter().enumerate().skip(i) {
            let agreed = agree(*span, *other);
            agreement[i] += other_p * agreed;
            if j > i {
                agreement[j] += p * agreed;
            }
        }
    }
    let mut best: Option<(f32, usize)> = None;
    for (i, value) in order.iter().zip(agreement) {
        if best.is_none_or(|b| value > b.0) {
            best = Some((value, *i));
        }
    }
    best.map(|b| b.1)
}

/// From which share of their text in common two candidates say the same, and from which they say mostly the same; and how much of
/// their agreement goes by the share itself. Found by trying on the annotated articles.
const ALMOST: f32 = 0.999;
const MOSTLY: f32 = 0.6;
const PARTLY: f32 = 0.3;

/// How far two candidates say the same, by the share of their text that they have in common.
fn agree(a: Option<Span<Reading>>, b: Option<Span<Reading>>) -> f32 {
    match (a, b) {
        (None, None) => 1.0,
        (Some(a), Some(b)) => {
            let common = a.end.min(b.end).saturating_sub(a.start.max(b.start));
            if common == 0 {
                return 0.0;
            }
            // `as`: lengths of phrases, far below the precision of f32.
            let share = 2.0 * common as f32 / (a.len() + b.len()).max(1) as f32;
            if share >= ALMOST { 1.0 } else { PARTLY * share * share + if share >= MOSTLY { 1.0 - PARTLY } else { 0.0 } }
        }
        _ => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::{testing::Marked, unit::units};

    #[test]
    fn words_of_change_and_level_are_no_metrics() {
        let model = Model::new();
        for (marked, expected) in [
            (
                "上证综指收报[3916.23点|other]，涨[2.6%|percent]；创业板指跌[0.25%|percent]。",
                ["上证综指", "上证综指", "创业板指"],
            ),
            (
                "全国居民人均可支配收入[32509元|money]，同比名义增长[5.1%|percent]，扣除价格因素实际增长[5.2%|percent]。",
                ["居民人均可支配收入"; 3],
            ),
            (
                "资产负债率较年初下降[1.2个百分点|percent]至[56.7%|percent]，每股收益[0.85元|money]。",
                ["资产负债率", "资产负债率", "每股收益"],
            ),
        ] {
            let marked = Marked::new(marked);
            let input = marked.input();
            let found = metrics(&model, &input, &units(&input));
            let words: Vec<&str> = found.iter().map(|m| m.map_or("", |m| m.span.of(&marked.text))).collect();
            assert_eq!(words, expected, "{}", marked.text);
        }
    }
}
