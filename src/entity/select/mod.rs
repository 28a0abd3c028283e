//! The selection: which of the candidates are names.
//!
//! The tagger sees a few characters at a time; the grammar's rules do not know each other; another occurrence of a name proves
//! something, but not everything. Here each candidate is judged as a whole, by features of all three kinds, and the set without
//! overlap that has the highest sum of weights wins.

pub mod candidate;
pub mod confidence;
pub mod contexts;
pub mod feature;
pub mod fellows;
pub mod stretch;
pub mod surroundings;
pub mod weights;

use super::tagger::{Tagged, page::Page};
use candidate::Candidate;
use feature::View;
use std::ops::Range;
use weights::{Slot, Weights};

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
    /// How much higher the sum of the chosen set is than that of the best set without this candidate.
    pub lead: i32,
}

impl Selector {
    /// A selector with these weights.
    pub const fn new(weights: Weights) -> Self {
        Self { weights }
    }

    /// The sum of the weights of some features.
    #[inline(never)]
    fn sum(&self, keys: &mut [(u32, Slot)]) -> i32 {
        // First all slots, then all weights: in a short loop the processor waits for many of them at once.
        for (key, slot) in &mut *keys {
            *slot = self.weights.slot(*key);
        }
        keys.iter().map(|(key, slot)| self.weights.of(*key, *slot)).sum()
    }

    /// The candidates to keep, in order and without overlap.
    #[inline(never)]
    pub fn select(&self, page: &Page, tagged: &Tagged, candidates: &[Candidate], evidence: bool) -> Vec<Choice> {
        let view = View::new(page, tagged, candidates, evidence);
        let mut keys: Vec<(u32, Slot)> = Vec::new();
        let (numbers, contenders): (Vec<usize>, Vec<Candidate>) =
            candidates.iter().copied().enumerate().filter(|(_, candidate)| candidate.contends()).unzip();
        let score = |number: &usize| {
            keys.clear();
            view.features(*number, |key| keys.push((key, Slot::default())));
            self.sum(&mut keys)
        };
        let scores: Vec<i32> = numbers.iter().map(score).collect();
        let of = |group: Range<usize>| {
            let (candidates, scores) = (contenders.get(group.clone()), scores.get(group.clone()));
            let chosen = candidates.zip(scores).map_or_else(Vec::new, |(candidates, scores)| best(candidates, scores));
            chosen.into_iter().map(move |choice| Choice { candidate: group.start + choice.candidate, ..choice })
        };
        let chosen = groups(&contenders).into_iter().flat_map(of);
        chosen.filter_map(|choice| Some(Choice { candidate: *numbers.get(choice.candidate)?, ..choice })).collect()
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

/// The set without overlap that has the highest sum of scores: its candidates, by their numbers in `candidates`, in order.
fn best(candidates: &[Candidate], scores: &[i32]) -> Vec<Choice> {
    let sums = Sums::new(candidates, scores);
    let mut chosen = Vec::new();
    let mut at = 0;
    while at < sums.width {
        match sums.from.get(at).and_then(|s| s.1) {
            Some(i) => {
                chosen.push(Choice { candidate: i, lead: sums.total() - sums.without(i, candidates, scores) });
                at = candidates.get(i).map_or(sums.width, |c| c.to - sums.first);
            }
            None => at += 1,
        }
    }
    chosen
}

/// The best sums of sets without overlap, for each glyph boundary of a group.
struct Sums {
    first: usize,
    width: usize,
    /// Of what ends there or before.
    up_to: Vec<i32>,
    /// Of what starts there or behind, with the candidate that starts there in it.
    from: Vec<(i32, Option<usize>)>,
}

impl Sums {
    fn new(candidates: &[Candidate], scores: &[i32]) -> Self {
        let first = candidates.first().map_or(0, |c| c.from);
        let width = candidates.iter().map(|c| c.to - first).max().unwrap_or(0);
        let scored = || candidates.iter().zip(scores).map(|(c, s)| (c.from - first, c.to - first, *s));
        let mut from = vec![(0, None); width + 1];
        let mut by_start = scored().enumerate().rev().peekable();
        for at in (0..width).rev() {
            let mut here = (from.get(at + 1).map_or(0, |s| s.0), None);
            while let Some((i, (_, to, score))) = by_start.next_if(|(_, (start, ..))| *start == at) {
                let sum = score + from.get(to).map_or(0, |s| s.0);
                if sum > here.0 {
                    here = (sum, Some(i));
                }
            }
            if let Some(slot) = from.get_mut(at) {
                *slot = here;
            }
        }
        let mut up_to = vec![0; width + 1];
        let mut by_start = scored().peekable();
        for at in 0..width {
            let here = up_to.get(at).copied().unwrap_or(0);
            let mut raise = |to: usize, sum: i32| {
                if let Some(slot) = up_to.get_mut(to) {
                    *slot = sum.max(*slot);
                }
            };
            raise(at + 1, here);
            while let Some((_, to, score)) = by_start.next_if(|(start, ..)| *start == at) {
                raise(to, here + score);
            }
        }
        Self { first, width, up_to, from }
    }

    fn total(&self) -> i32 {
        self.from.first().map_or(0, |s| s.0)
    }

    /// The best sum of a set without candidate `i`: one that has another candidate, or none, where `i` has its first glyph.
    fn without(&self, i: usize, candidates: &[Candidate], scores: &[i32]) -> i32 {
        /// No candidate is longer, in glyphs.
        const LONGEST: usize = 400;
        let Some(start) = candidates.get(i).map(|c| c.from) else { return 0 };
        let at = start - self.first;
        let up_to = |at: usize| self.up_to.get(at).copied().unwrap_or(0);
        let from = |at: usize| self.from.get(at).map_or(0, |s| s.0);
        let over = candidates.iter().zip(scores).enumerate().take(candidates.partition_point(|c| c.from <= start)).rev();
        let over = over.take_while(|(_, (c, _))| c.from + LONGEST > start).filter(|(j, (c, _))| *j != i && c.to > start);
        let sums = over.map(|(_, (c, score))| up_to(c.from - self.first) + score + from(c.to - self.first));
        sums.max().unwrap_or(i32::MIN).max(up_to(at) + from(at + 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_set_and_its_leads() {
        let candidate = |(from, to)| Candidate { from, to, kind: 0, gap: None, rules: 0, again: false, hash: 0 };
        for (candidates, expected) in [
            (&[((0, 2), 5)][..], &[(0, 5)][..]),
            (&[((0, 2), -5)], &[]),
            (&[((0, 2), 5), ((0, 4), 9), ((2, 4), 6)], &[(0, 2), (2, 2)]),
            (&[((0, 2), 5), ((0, 4), 12), ((2, 4), 6)], &[(1, 1)]),
            (&[((10, 13), 7), ((12, 16), 4), ((16, 18), 3)], &[(0, 3), (2, 3)]),
        ] {
            let (spans, scores): (Vec<(usize, usize)>, Vec<i32>) = candidates.iter().copied().unzip();
            let candidates: Vec<Candidate> = spans.into_iter().map(candidate).collect();
            let chosen: Vec<(usize, i32)> = best(&candidates, &scores).iter().map(|c| (c.candidate, c.lead)).collect();
            assert_eq!(chosen, expected, "{scores:?}");
        }
    }
}
