//! Trains the ranker of metrics: softmax over the candidates of a figure, AdaGrad, metrics inherited as the model itself predicts
//! them. Deterministic.

use crate::gold::{Gold, squash};
use quandian::link::{
    metric::{Candidate, Context, Metric, Part, Sink, choose, key},
    unit::{Unit, units},
};
use std::{collections::HashMap, fmt::Write as _};

const EPOCHS: usize = 6;
const RATE: f32 = 0.06;
const L2: f32 = 1e-5;
/// Weights nearer to zero than this are left out.
const SMALL: f32 = 0.1;
/// A feature of fewer figures than this is not learned.
const RARE: u32 = 12;

/// Features seen in training.
#[derive(Default)]
pub struct Trainer {
    /// Whether tests print what is wrong.
    pub show: bool,
    ids: HashMap<u64, u32>,
    names: Vec<String>,
    weights: Vec<f32>,
    squares: Vec<f32>,
    /// In how many figures a feature was seen, and whether that is enough to learn it.
    figures: Vec<u32>,
    frequent: Vec<bool>,
    sums: Vec<f32>,
}

struct Collect<'t> {
    trainer: &'t mut Trainer,
    ids: Vec<u32>,
}

impl Sink for Collect<'_> {
    fn add(&mut self, template: Part<'static>, parts: &[Part]) {
        let t = &mut *self.trainer;
        let id = *t.ids.entry(key(template, parts)).or_insert_with(|| {
            let mut name = template.text.to_owned();
            for part in parts {
                let _ = write!(name, "\t{}", part.text);
            }
            t.names.push(name);
            t.weights.push(0.0);
            t.squares.push(1e-6);
            t.figures.push(0);
            (t.names.len() - 1) as u32
        });
        if t.frequent.is_empty() || t.frequent.get(id as usize).copied().unwrap_or(false) {
            self.ids.push(id);
        }
    }
}

/// How well two metrics agree: the share of characters that they have in common, as `score.py` counts it.
pub fn overlap(a: &str, b: &str) -> f32 {
    let mut rest: Vec<char> = b.chars().collect();
    let (n, m) = (a.chars().count(), rest.len());
    let mut common = 0;
    for c in a.chars() {
        if let Some(at) = rest.iter().position(|r| *r == c) {
            rest.swap_remove(at);
            common += 1;
        }
    }
    2.0 * common as f32 / ((n + m) as f32).max(1.0)
}

/// What a figure gives to learn from.
struct Example {
    candidates: Vec<Candidate>,
    features: Vec<Vec<u32>>,
    rewards: Vec<f32>,
    overlaps: Vec<f32>,
}

/// Right, counted and possible.
#[derive(Default, Clone, Copy)]
pub struct Tally {
    pub right: usize,
    pub exact: usize,
    pub possible: usize,
    pub all: usize,
}

impl std::ops::Add for Tally {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            right: self.right + other.right,
            exact: self.exact + other.exact,
            possible: self.possible + other.possible,
            all: self.all + other.all,
        }
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        let share = |n: usize| n as f64 / self.all.max(1) as f64;
        write!(
            f,
            "right {:.3}, exact {:.3}, possible {:.3} of {}",
            share(self.right),
            share(self.exact),
            share(self.possible),
            self.all
        )
    }
}

impl Trainer {
    pub fn train(&mut self, articles: &[&Gold]) {
        let cut: Vec<Vec<Unit>> = articles.iter().map(|g| units(&g.input())).collect();
        let contexts: Vec<Context> = articles.iter().zip(&cut).map(|(g, u)| Context::new(&g.input(), u)).collect();
        let mut order: Vec<usize> = (0..articles.len()).collect();
        let mut seed: u64 = 20;
        for (gold, context) in articles.iter().zip(&contexts) {
            self.walk(gold, context, true, false, &mut Tally::default());
        }
        self.frequent = self.figures.iter().map(|n| *n >= RARE).collect();
        for epoch in 0..EPOCHS {
            for i in (1..order.len()).rev() {
                seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
                order.swap(i, (seed >> 33) as usize % (i + 1));
            }
            for &article in &order {
                self.walk(articles[article], &contexts[article], false, true, &mut Tally::default());
            }
            if epoch > 0 {
                self.sums.resize(self.weights.len(), 0.0);
                self.sums.iter_mut().zip(&self.weights).for_each(|(s, w)| *s += w);
            }
        }
    }

    /// Takes the mean of the weights after every epoch but the first, which generalises better than the last, and forgets what counts
    /// for little.
    pub fn settle(&mut self) -> usize {
        let n = (EPOCHS - 1) as f32;
        self.weights = self.sums.iter().map(|s| if (s / n).abs() < SMALL { 0.0 } else { s / n }).collect();
        self.weights.resize(self.names.len(), 0.0);
        self.weights.iter().filter(|w| **w != 0.0).count()
    }

    pub fn test(&mut self, articles: &[&Gold]) -> Tally {
        let mut tally = Tally::default();
        for gold in articles {
            let cut = units(&gold.input());
            let context = Context::new(&gold.input(), &cut);
            self.walk(gold, &context, false, false, &mut tally);
        }
        tally
    }

    fn walk(&mut self, gold: &Gold, context: &Context, first: bool, learn: bool, tally: &mut Tally) {
        let mut found: Vec<Option<Metric>> = Vec::new();
        for figure in 0..gold.figures.len() {
            let example = self.example(gold, context, figure, &found);
            if first {
                let mut ids: Vec<u32> = example.features.iter().flatten().copied().collect();
                ids.sort_unstable();
                ids.dedup();
                ids.iter().for_each(|i| self.figures[*i as usize] += 1);
            }
            let scores: Vec<f32> =
                example.features.iter().map(|f| f.iter().map(|i| self.weights[*i as usize]).sum::<f32>()).collect();
            let best = choose(context, &example.candidates, &scores).unwrap_or_default();
            found.push(context.metric(&example.candidates[best]));
            if !gold.metrics[figure].is_empty() {
                tally.all += 1;
                tally.right += usize::from(example.overlaps[best] >= 0.6);
                tally.exact += usize::from(example.overlaps[best] >= 0.999);
                tally.possible += usize::from(example.overlaps.iter().any(|o| *o >= 0.6));
            }
            if self.show && !gold.metrics[figure].is_empty() && example.overlaps[best] < 0.6 {
                let text = gold.layout.text.as_str();
                let span = gold.figures[figure].span;
                let before: String = text[..span.start].chars().rev().take(36).collect::<Vec<_>>().into_iter().rev().collect();
                let after: String = text[span.end..].chars().take(16).collect();
                let read = context.metric(&example.candidates[best]).map_or("", |m| m.span.of(text));
                let possible = if example.overlaps.iter().any(|o| *o >= 0.6) { "" } else { "impossible" };
                let (side, kind) = (example.candidates[best].side, gold.figures[figure].kind);
                println!(
                    "{} {kind:?} {}【{}】{} | {} | {read} | {side:?} {possible}",
                    gold.id,
                    squash(&before),
                    span.of(text),
                    squash(&after),
                    gold.metrics[figure]
                );
            }
            if learn {
                self.learn(&example, &scores);
            }
        }
    }

    fn example(&mut self, gold: &Gold, context: &Context, figure: usize, found: &[Option<Metric>]) -> Example {
        let candidates = context.candidates(figure, found);
        let wanted = &gold.metrics[figure];
        let text = gold.layout.text.as_str();
        let overlaps: Vec<f32> = candidates
            .iter()
            .map(|c| match context.metric(c) {
                None => f32::from(u8::from(wanted.is_empty())),
                Some(_) if wanted.is_empty() => 0.0,
                Some(m) => overlap(&squash(m.span.of(text)), wanted),
            })
            .collect();
        let rewards = overlaps.iter().map(|o| if *o >= 0.6 { o.powi(2) } else { 0.0 }).collect();
        let features = candidates
            .iter()
            .map(|c| {
                let mut collect = Collect { trainer: self, ids: Vec::with_capacity(48) };
                context.features(c, &mut collect);
                collect.ids
            })
            .collect();
        Example { candidates, features, rewards, overlaps }
    }

    /// One step: the probability of the model moves to the candidates that are right, the better ones more.
    fn learn(&mut self, example: &Example, scores: &[f32]) {
        let top = scores.iter().copied().fold(f32::MIN, f32::max);
        let mut p: Vec<f32> = scores.iter().map(|s| (s - top).exp()).collect();
        let sum: f32 = p.iter().sum();
        p.iter_mut().for_each(|x| *x /= sum);
        let good: f32 = p.iter().zip(&example.rewards).map(|(p, r)| p * r).sum();
        if good <= 0.0 {
            return;
        }
        let mut gradient: HashMap<u32, f32> = HashMap::new();
        for (i, p) in p.iter().enumerate() {
            let g = p - p * example.rewards[i] / good;
            if g.abs() > 1e-5 {
                for id in &example.features[i] {
                    *gradient.entry(*id).or_default() += g;
                }
            }
        }
        for (id, g) in gradient {
            let id = id as usize;
            let g = g + L2 * self.weights[id];
            self.squares[id] += g * g;
            self.weights[id] -= RATE * g / self.squares[id].sqrt();
        }
    }

    /// The weights as a file.
    pub fn write(&self) -> String {
        let mut lines: Vec<String> = (0..self.names.len())
            .filter(|i| self.weights[*i] != 0.0)
            .map(|i| format!("{}\t{:.2}", self.names[i], self.weights[i]))
            .collect();
        lines.sort();
        let head = "# Weights of the ranker of metrics: a template, its parts and the weight, parted by tabs. Written by\n\
                    # `cargo run --release --example links -- train WEIGHTS FOLDER…`; learned from annotated articles, of which it holds no text\n\
                    # beyond single words.\n";
        head.to_owned() + &lines.join("\n") + "\n"
    }
}
