//! The linear model and its weights.

use super::{
    candidate::{Candidate, Side},
    feature::{Context, Edge, Part, Sink, key},
    group::Group,
};
use crate::table;

static WEIGHTS: &str = include_str!("weights.txt");

/// Weights by the hash of their feature, in a table of open addresses: most features have none, and mostly the first look tells.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// The weights, each as near behind the slot that its hash chooses as there was room; the last slot is free.
    slots: Vec<Slot>,
    /// The slot that a hash chooses has this many bits.
    bits: u32,
}

/// Half of a hash and its weight, which is zero in a slot that is free.
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    check: u32,
    weight: f32,
}

/// By how much a candidate may fall behind in what its edges and small numbers are worth: the words within hardly ever make
/// up for more. Of the 5,892 figures of `written` and `real` five get another metric by it, and half of the candidates need no look
/// within.
const HOPELESS: f32 = 5.0;

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
        let weights: Vec<(u64, f32)> = weights.filter(|w| w.1 != 0.0).collect();
        let size = (2 * weights.len()).next_power_of_two();
        let mut model = Self { slots: vec![Slot::default(); size + weights.len()], bits: size.ilog2() };
        let mut end = size;
        for (key, weight) in weights {
            let first = model.first(key);
            let mut behind = (first..).zip(model.slots.get_mut(first..).into_iter().flatten());
            if let Some((at, slot)) = behind.find(|(_, slot)| slot.weight == 0.0) {
                *slot = Slot { check: check(key), weight };
                end = end.max(at + 1);
            }
        }
        model.slots.truncate(end + 1);
        model
    }

    /// The slot that a hash chooses.
    fn first(&self, key: u64) -> usize {
        // `as`: fewer bits than a u32 has.
        (key >> 32 & ((1 << self.bits) - 1)) as usize
    }

    fn weight(&self, key: u64) -> f32 {
        let mut at = self.first(key);
        while let Some(slot) = self.slots.get(at) {
            if slot.check == check(key) || slot.weight == 0.0 {
                return slot.weight;
            }
            at += 1;
        }
        0.0
    }

    /// How well each candidate fits. Candidates that share an edge share what that edge is worth.
    pub fn scores(&self, context: &Context, known: &mut Known, candidates: &[Candidate]) -> Vec<f32> {
        let mut edges = Edges::default();
        let score = |candidate: &Candidate| {
            let place = context.unit_of(candidate.figure).unwrap_or_default();
            let mut of_edges = 0.0;
            for edge in Context::edges(candidate).into_iter().flatten() {
                let worth = || self.sum(|sum| context.edge(candidate.figure, edge, sum));
                of_edges += match edges.slot(edge, place) {
                    Some(known) => *known.get_or_insert_with(worth),
                    None => worth(),
                };
            }
            let mut of_groups = 0.0;
            for group in context.groups(candidate).into_iter().flatten() {
                let worth = || self.sum(|sum| group.features(sum));
                of_groups += match known.0.get_mut(group.number()) {
                    Some(known) => *known.get_or_insert_with(worth),
                    None => worth(),
                };
            }
            of_edges + of_groups
        };
        let mut scores: Vec<f32> = candidates.iter().map(score).collect();
        let best = scores.iter().copied().fold(f32::MIN, f32::max);
        for (score, candidate) in scores.iter_mut().zip(candidates) {
            let beside = matches!(candidate.side, Side::Before | Side::After);
            *score = if beside && *score < best - HOPELESS {
                f32::MIN
            } else {
                *score + self.sum(|sum| context.inside(candidate, sum))
            };
        }
        scores
    }

    fn sum(&self, features: impl FnOnce(&mut Sum)) -> f32 {
        let mut sum = Sum { model: self, score: 0.0 };
        features(&mut sum);
        sum.score
    }
}

/// The half of a hash that does not choose the slot.
fn check(key: u64) -> u32 {
    // `as`: the lower half is meant.
    key as u32
}

/// What the groups of features are worth that came up in a text, by their number.
#[derive(Clone, Debug)]
pub struct Known(Vec<Option<f32>>);

impl Default for Known {
    fn default() -> Self {
        Self(vec![None; Group::COUNT])
    }
}

/// What the edges of the candidates of a figure are worth, as far as is known, by how far from the figure they lie.
struct Edges([[Option<f32>; Self::SPAN]; 3]);

impl Edges {
    /// Candidates lie within half of this many units before and after their figure.
    const SPAN: usize = 64;

    /// The place of an edge of a candidate of the figure at unit `figure`; none for one that lies far off.
    fn slot(&mut self, edge: Edge, figure: usize) -> Option<&mut Option<f32>> {
        let (kind, unit) = match edge {
            Edge::Near(_, unit) => (0, unit),
            Edge::Head(_, unit) => (1, unit),
            Edge::Left(_, unit) => (2, unit),
        };
        self.0.get_mut(kind)?.get_mut((unit + Self::SPAN / 2).wrapping_sub(figure))
    }
}

impl Default for Edges {
    fn default() -> Self {
        Self([[None; Self::SPAN]; 3])
    }
}

/// Adds up weights.
struct Sum<'m> {
    model: &'m Model,
    score: f32,
}

impl Sink for Sum<'_> {
    fn add(&mut self, template: Part<'static>, parts: &[Part]) {
        self.score += self.model.weight(key(template, parts));
    }
}
