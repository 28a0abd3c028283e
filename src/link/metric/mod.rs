//! Metrics: what a figure measures or counts, in the article's own words.
//!
//! The phrase stands before the number (投资总额1600亿元), after it (215件事项), or with an earlier figure of the same list
//! (企业1126户、个体工商户1788户; 增长8.2%). Every stretch of words near the figure is a candidate, and so are the metrics of the figures
//! before it; a linear model ranks them. Its weights are learned from annotated articles (`examples/links`), and `weights.txt` holds
//! them by readable names.

mod candidate;
mod feature;
mod model;

pub use candidate::{Candidate, Side};
pub use feature::{Context, Part, Sink, key};
pub use model::Model;

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
    let mut found: Vec<Option<Metric>> = Vec::with_capacity(input.figures.len());
    for figure in 0..input.figures.len() {
        let best = context.candidates(figure, &found).into_iter().map(|c| (model.score(&context, &c), c));
        let best = best.fold(None, |best: Option<(f32, Candidate)>, next| match best {
            Some(b) if b.0 >= next.0 => Some(b),
            _ => Some(next),
        });
        let metric = best.and_then(|(_, c)| context.metric(&c));
        // Words that an earlier figure of the list has already are shared, wherever the candidate came from.
        let shared = |m: &Metric| found.iter().rev().take(SHARED).flatten().any(|f| f.span == m.span);
        found.push(metric.map(|m| if shared(&m) { Metric { source: Source::Inherited, ..m } } else { m }));
    }
    found
}
