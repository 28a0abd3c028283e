//! The selection: which of the candidates are names.
//!
//! The tagger sees a few characters at a time; the grammar's rules do not know each other; another occurrence of a name proves
//! something, but not everything. Here each candidate is judged as a whole, by features of all three kinds, and the set without
//! overlap that has the highest sum of weights wins.

pub mod candidate;
pub mod feature;
pub mod weights;

use super::tagger::{Tagged, page::Page};
use candidate::Candidate;
use feature::View;
use std::ops::Range;
use weights::Weights;

/// Chooses among candidates.
#[derive(Clone, Debug, Default)]
pub struct Selector {
    weights: Weights,
}

/// A name that was chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The candidate's number.
    pub candidate: usize,
    /// Its sum of weights.
    pub score: i32,
}

impl Selector {
    /// A selector with these weights.
    pub const fn new(weights: Weights) -> Self {
        Self { weights }
    }

    /// The candidates to keep, in order and without overlap.
    pub fn select(&self, page: &Page, tagged: &Tagged, candidates: &[Candidate], evidence: bool) -> Vec<Choice> {
        let view = View::new(page, tagged, candidates, evidence);
        let mut keys = Vec::new();
        let scores: Vec<i32> = (0..candidates.len())
            .map(|number| {
                // First all features, then all weights: in a short loop the processor waits for many of them at once.
                keys.clear();
                view.features(number, |key| keys.push(key));
                keys.iter().map(|key| self.weights.of(*key)).sum()
            })
            .collect();
        groups(candidates)
            .into_iter()
            .flat_map(|group| {
                let of = |group: &Range<usize>| candidates.get(group.clone()).zip(scores.get(group.clone()));
                of(&group)
                    .map_or_else(Vec::new, |(candidates, scores)| best(candidates, scores))
                    .into_iter()
                    .map(move |i| group.start + i)
            })
            .filter_map(|candidate| Some(Choice { candidate, score: *scores.get(candidate)? }))
            .collect()
    }
}

/// Parts candidates, which are in order, into runs that do not overlap each other.
pub fn groups(candidates: &[Candidate]) -> Vec<Range<usize>> {
    let mut groups: Vec<Range<usize>> = Vec::new();
    let mut end = 0;
    for (i, candidate) in candidates.iter().enumerate() {
        match groups.last_mut() {
            Some(group) if candidate.from < end => group.end = i + 1,
            _ => groups.push(i..i + 1),
        }
        end = end.max(candidate.to);
    }
    groups
}

/// The set without overlap that has the highest sum of scores: the numbers of its candidates, in order.
fn best(candidates: &[Candidate], scores: &[i32]) -> Vec<usize> {
    let first = candidates.first().map_or(0, |c| c.from);
    let width = candidates.iter().map(|c| c.to - first).max().unwrap_or(0);
    // For each glyph boundary the best sum of what ends there or before, and the candidate that ends there in it.
    let mut sums = vec![(0, None); width + 1];
    let mut by_end: Vec<usize> = (0..candidates.len()).collect();
    by_end.sort_by_key(|i| candidates.get(*i).map(|c| c.to));
    let mut by_end = by_end.into_iter().peekable();
    for at in 1..=width {
        let mut here = (sums.get(at - 1).map_or(0, |s| s.0), None);
        while let Some(i) = by_end.next_if(|i| candidates.get(*i).is_some_and(|c| c.to - first == at)) {
            let before = candidates.get(i).and_then(|c| sums.get(c.from - first)).map_or(0, |s| s.0);
            let sum = before + scores.get(i).copied().unwrap_or(0);
            if sum > here.0 {
                here = (sum, Some(i));
            }
        }
        if let Some(slot) = sums.get_mut(at) {
            *slot = here;
        }
    }
    let mut chosen = Vec::new();
    let mut at = width;
    while at > 0 {
        match sums.get(at).and_then(|s| s.1) {
            Some(i) => {
                chosen.push(i);
                at = candidates.get(i).map_or(0, |c| c.from - first);
            }
            None => at -= 1,
        }
    }
    chosen.reverse();
    chosen
}
