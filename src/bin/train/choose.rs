//! Trains the selection: a log-linear model of which candidates are names, over all sets without overlap.

use crate::{
    corpus::{Document, Scheme},
    random::Random,
};
use quandian::entity::{
    Entity, EntityType, Recognizer,
    select::{
        candidate::Candidate,
        feature::View,
        groups,
        weights::{KEY_BITS, Weights},
    },
    tagger::label::type_index,
};

/// Weight of one in the float model to steps of the whole-number model.
const STEP: f32 = 24.0;

/// Candidates that overlap, with their features, and which are names.
pub struct Group {
    candidates: Vec<Candidate>,
    features: Vec<Vec<u32>>,
    names: Vec<bool>,
}

/// The groups of a document, its candidates found by `recognizer`.
pub fn groups_of(document: &Document, recognizer: &Recognizer) -> Vec<Group> {
    let (page, tagged, candidates) = recognizer.candidates(&document.input());
    let view = View::new(&page, &tagged, &candidates, true);
    let byte = |i: usize| page.glyphs.get(i).map_or(document.text.len(), |g| g.at);
    let is_name = |c: &Candidate| {
        let (from, to) = (byte(c.from), byte(c.to));
        document.gold.iter().any(|e| (e.span.start, e.span.end, type_index(e.kind)) == (from, to, c.kind))
    };
    // An annotation that knows three types says nothing of candidates of the others.
    let known = |c: &Candidate| document.scheme == Scheme::Full || KNOWN.iter().any(|kind| type_index(*kind) == c.kind);
    let kept: Vec<usize> = (0..candidates.len()).filter(|i| known(&candidates[*i])).collect();
    let candidates: Vec<Candidate> = kept.iter().map(|i| candidates[*i]).collect();
    groups(&candidates)
        .into_iter()
        .map(|range| Group {
            features: kept[range.clone()]
                .iter()
                .map(|number| {
                    let mut features = Vec::new();
                    view.features(*number, |key| features.push(key));
                    features
                })
                .collect(),
            names: candidates[range.clone()].iter().map(is_name).collect(),
            candidates: candidates[range].to_vec(),
        })
        .collect()
}

/// The names of a document that are among its candidates.
pub fn proposed(document: &Document, recognizer: &Recognizer) -> Vec<Entity> {
    let (page, _, candidates) = recognizer.candidates(&document.input());
    let byte = |i: usize| page.glyphs.get(i).map_or(document.text.len(), |g| g.at);
    let has = |e: &&Entity| {
        candidates.iter().any(|c| (byte(c.from), byte(c.to), c.kind) == (e.span.start, e.span.end, type_index(e.kind)))
    };
    document.gold.iter().filter(has).copied().collect()
}

/// The types that every annotation knows.
const KNOWN: [EntityType; 3] = [EntityType::Per, EntityType::Loc, EntityType::Org];

/// Where a text comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Written for this project: denser in names than life is.
    Written,
    /// Articles as they stand in papers, as what the recogniser will read.
    Real,
    /// A corpus with an annotation of its own.
    General,
}

/// How the choice is learnt.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    pub rate: f32,
    pub epochs: usize,
    /// Share of features left out at random while learning.
    pub dropout: f32,
    /// Pull of every weight towards zero.
    pub l1: f32,
    /// How much a text counts, by its origin.
    pub weights: [f32; 3],
    /// How many times to learn, each with other random numbers; the weights are the mean.
    pub runs: usize,
    /// No smaller weight is kept, in steps of the whole-number model: most of them say nothing.
    pub least: f32,
}

/// Trains on groups, each with the origin of its document.
pub fn train(groups: &[(&Group, Origin)], settings: &Settings) -> Weights {
    let mut seen = vec![0u8; 1 << KEY_BITS];
    for key in groups.iter().flat_map(|(g, _)| g.features.iter().flatten()) {
        seen[*key as usize] = seen[*key as usize].saturating_add(1);
    }
    let mut numbers = vec![u32::MAX; 1 << KEY_BITS];
    let mut keys = Vec::new();
    for (key, _) in seen.iter().enumerate().filter(|(_, count)| **count > 1) {
        numbers[key] = keys.len() as u32;
        keys.push(key as u32);
    }
    drop(seen);
    let number = |features: &Vec<u32>| -> Vec<u32> {
        features.iter().map(|key| numbers[*key as usize]).filter(|n| *n != u32::MAX).collect()
    };
    let features: Vec<Vec<Vec<u32>>> = groups.iter().map(|(g, _)| g.features.iter().map(number).collect()).collect();
    let pace = Pace { rate: settings.rate, dropout: settings.dropout, l1: settings.l1 };
    let mut sums = vec![0.0f32; keys.len()];
    let mut averaged = 0.0;
    for run in 0..settings.runs.max(1) as u64 {
        let mut model = vec![[0.0f32; 2]; keys.len()];
        let mut order: Vec<usize> = (0..groups.len()).collect();
        let mut random = Random(0xC0DE + run * 0x9E37_79B9);
        for epoch in 0..settings.epochs {
            random.shuffle(&mut order);
            for &i in &order {
                let (group, origin) = groups[i];
                let pace = Pace { rate: settings.rate * settings.weights[origin as usize], ..pace };
                learn(&mut model, &features[i], group, pace, &mut random);
            }
            // The mean of the later rounds is steadier than the last.
            if epoch * 2 >= settings.epochs {
                averaged += 1.0;
                for (sum, [weight, _]) in sums.iter_mut().zip(&model) {
                    *sum += weight;
                }
            }
        }
    }
    let steps = keys.iter().zip(&sums).map(|(key, sum)| (*key, sum / averaged * STEP));
    let kept = steps.filter(|(_, w)| w.abs() >= settings.least);
    Weights::new(kept.map(|(key, w)| (key, w.round().clamp(-127.0, 127.0) as i8)))
}

/// How one step is taken; see [`Settings`].
#[derive(Clone, Copy)]
struct Pace {
    rate: f32,
    dropout: f32,
    l1: f32,
}

/// One step on one group.
fn learn(model: &mut [[f32; 2]], features: &[Vec<u32>], group: &Group, pace: Pace, random: &mut Random) {
    let kept: Vec<Vec<u32>> =
        features.iter().map(|f| f.iter().copied().filter(|_| random.unit() >= pace.dropout).collect()).collect();
    let score = |features: &Vec<u32>| features.iter().map(|k| f64::from(model[*k as usize][0])).sum::<f64>();
    let scores: Vec<f64> = kept.iter().map(|f| score(f) / f64::from(1.0 - pace.dropout)).collect();
    let expected = shares(&group.candidates, &scores);
    for ((features, name), share) in kept.iter().zip(&group.names).zip(expected) {
        let gradient = f32::from(*name) - share as f32;
        if gradient.abs() < 1e-3 {
            continue;
        }
        for &k in features {
            step(&mut model[k as usize], gradient, pace);
        }
    }
}

/// One step of AdaGrad on a weight and the sum of its squared gradients.
fn step([w, square]: &mut [f32; 2], gradient: f32, pace: Pace) {
    *square += gradient * gradient;
    let rate = pace.rate / (square.sqrt() + 1e-2);
    *w += rate * gradient;
    let pull = rate * pace.l1;
    *w = if *w > 0.0 { (*w - pull).max(0.0) } else { (*w + pull).min(0.0) };
}

/// The share that each candidate has of all sets without overlap, each counted with the exponential of its sum of scores.
fn shares(candidates: &[Candidate], scores: &[f64]) -> Vec<f64> {
    let first = candidates.iter().map(|c| c.from).min().unwrap_or(0);
    let width = candidates.iter().map(|c| c.to - first).max().unwrap_or(0);
    let weight: Vec<f64> = scores.iter().map(|s| s.clamp(-30.0, 30.0).exp()).collect();
    let mut before = vec![1.0; width + 1];
    let mut after = vec![1.0; width + 1];
    for at in 1..=width {
        let ending = candidates.iter().zip(&weight).filter(|(c, _)| c.to - first == at);
        before[at] = before[at - 1] + ending.map(|(c, w)| before[c.from - first] * w).sum::<f64>();
    }
    for at in (0..width).rev() {
        let starting = candidates.iter().zip(&weight).filter(|(c, _)| c.from - first == at);
        after[at] = after[at + 1] + starting.map(|(c, w)| after[c.to - first] * w).sum::<f64>();
    }
    let total = before[width];
    candidates.iter().zip(weight).map(|(c, w)| before[c.from - first] * w * after[c.to - first] / total).collect()
}
