//! The linear model and its weights.

use super::{
    candidate::Candidate,
    feature::{Context, Edge, Part, Sink, key},
};
use crate::table;
use rustc_hash::FxHashMap;

static WEIGHTS: &str = include_str!("weights.txt");

/// Weights by the hash of their feature.
#[derive(Clone, Debug, Default)]
pub struct Model {
    weights: FxHashMap<u64, f32>,
}

impl Model {
    /// The weights that are compiled in.
    pub fn new() -> Self {
        Self::from_text(WEIGHTS)
    }

    /// Reads weights: a template, its parts and the weight a line, parted by tabs. Lines that begin with `#` are comments.
    pub fn from_text(text: &str) -> Self {
        let rows = table::rows(text).filter_map(|l| l.rsplit_once('\t'));
        let weights = rows.filter_map(|(name, weight)| {
            let mut parts = name.split('\t').map(Part::new);
            let template = parts.next()?;
            let parts: Vec<Part> = parts.collect();
            Some((key(template, &parts), weight.parse().ok()?))
        });
        Self { weights: weights.collect() }
    }

    /// How well each candidate fits. Candidates that share an edge share what that edge is worth.
    pub fn scores(&self, context: &Context, candidates: &[Candidate]) -> Vec<f32> {
        let mut edges: FxHashMap<Edge, f32> = FxHashMap::default();
        let score = |candidate: &Candidate| {
            let edges_of = Context::edges(candidate).into_iter().flatten();
            let of_edges: f32 = edges_of
                .map(|edge| *edges.entry(edge).or_insert_with(|| self.sum(|sum| context.edge(candidate.figure, edge, sum))))
                .sum();
            of_edges + self.sum(|sum| context.inside(candidate, sum))
        };
        candidates.iter().map(score).collect()
    }

    fn sum(&self, features: impl FnOnce(&mut Sum)) -> f32 {
        let mut sum = Sum { weights: &self.weights, score: 0.0 };
        features(&mut sum);
        sum.score
    }
}

/// Adds up weights.
struct Sum<'m> {
    weights: &'m FxHashMap<u64, f32>,
    score: f32,
}

impl Sink for Sum<'_> {
    fn add(&mut self, template: Part<'static>, parts: &[Part]) {
        self.score += self.weights.get(&key(template, parts)).copied().unwrap_or_default();
    }
}
