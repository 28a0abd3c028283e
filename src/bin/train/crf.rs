//! Trains the conditional random field by stochastic gradient ascent (AdaGrad) on the likelihood of the annotation. Where an
//! annotation leaves a label open, the likelihood sums over what it may be.

use crate::{
    corpus::{Document, Scheme},
    expectation::{Between, Potentials, Row, STATES, Within},
    random::Random,
};
use quandian::entity::{
    EntityType,
    gazetteer::Gazetteer,
    tagger::{
        feature::Line,
        label::{LABELS, Label, Place, TYPES, type_index},
        model::{MOST_VARIANTS, Model, ROW, Transitions},
        page::Page,
    },
};
use rustc_hash::FxHashMap;

/// Weight of one in the float model to steps of the whole-number model.
const STEP: f32 = 12.0;

/// What training may be told.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    pub epochs: usize,
    pub rate: f32,
    /// Share of features left out at random while learning.
    pub dropout: f32,
    /// Pull of every weight towards zero.
    pub l1: f32,
    /// How often a feature must occur.
    pub least: u16,
    /// How many features to keep.
    pub rows: usize,
    /// How many times to learn, each with other random numbers; the model is the mean.
    pub runs: usize,
}

/// A line with its features and the labels its characters may have.
struct Chain {
    features: Vec<u32>,
    /// Where each character's features start; one more than there are characters.
    offsets: Vec<u32>,
    /// For each character a bit for every label that it may have.
    allowed: Vec<u64>,
    weight: f32,
}

/// Trains a model on `documents`.
pub fn train(documents: &[(&Document, f32)], settings: &Settings) -> Model {
    let gazetteer = Gazetteer::new();
    let mut chains: Vec<Chain> = documents.iter().flat_map(|(d, weight)| chains(d, *weight, &gazetteer)).collect();
    let keys = number_features(&mut chains, settings.least);
    let runs = settings.runs.max(1) as u64;
    let mut sum = Field::new(keys.len());
    for run in 0..runs {
        let field = Field::learnt(&chains, keys.len(), settings, Random(0x5EED + run * 0x9E37_79B9));
        sum.add(&field, 1.0 / runs as f32);
    }
    sum.prune(settings.rows);
    sum.quantise(&keys)
}

fn chains(document: &Document, weight: f32, gazetteer: &Gazetteer) -> Vec<Chain> {
    let page = Page::new(&document.input(), gazetteer, &gazetteer.find(&document.text));
    let mut allowed: Vec<u64> = vec![outside(document.scheme); page.glyphs.len()];
    for entity in &document.gold {
        let from = page.glyphs.partition_point(|g| g.at < entity.span.start);
        let to = page.glyphs.partition_point(|g| g.at < entity.span.end);
        for i in from..to {
            let place = match (i == from, i + 1 == to) {
                (true, true) => Place::Single,
                (true, false) => Place::Begin,
                (false, true) => Place::End,
                (false, false) => Place::Inside,
            };
            if let Some(allowed) = allowed.get_mut(i) {
                *allowed =
                    kinds(document.scheme, entity.kind).iter().fold(0, |m, k| m | 1 << Label::new(type_index(*k), place).index());
            }
        }
    }
    page.lines
        .iter()
        .map(|(line, role)| {
            let seen = Line::new(&page, line.clone(), *role);
            let mut features: Vec<(usize, u32)> = Vec::new();
            seen.grams(|gram| {
                seen.features(gram, |at, variant| features.push((at, gram.key * MOST_VARIANTS + variant)));
            });
            features.sort_by_key(|(at, _)| *at);
            let mut chain = Chain {
                offsets: (0..=line.len()).map(|i| features.partition_point(|(at, _)| *at < i) as u32).collect(),
                features: features.into_iter().map(|(_, key)| key).collect(),
                allowed: allowed.get(line.clone()).unwrap_or_default().to_vec(),
                weight,
            };
            chain.features.shrink_to_fit();
            chain
        })
        .collect()
}

/// The labels that a character outside every annotated name may have.
fn outside(scheme: Scheme) -> u64 {
    match scheme {
        Scheme::Full => 1,
        Scheme::Partial => {
            let known = [EntityType::Per, EntityType::Loc, EntityType::Org];
            let free = (0..STATES).filter(|k| TYPES.get(*k).is_some_and(|t| !known.contains(t)));
            free.fold(1, |mask, kind| mask | 0b1111 << (1 + 4 * kind))
        }
    }
}

/// What our types may be of a name that an annotation calls `kind`.
fn kinds(scheme: Scheme, kind: EntityType) -> &'static [EntityType] {
    match (scheme, kind) {
        (Scheme::Partial, EntityType::Loc) => &[EntityType::Loc, EntityType::Fac],
        (_, EntityType::Per) => &[EntityType::Per],
        (_, EntityType::Title) => &[EntityType::Title],
        (_, EntityType::Org) => &[EntityType::Org],
        (_, EntityType::Loc) => &[EntityType::Loc],
        (_, EntityType::Fac) => &[EntityType::Fac],
        (_, EntityType::Project) => &[EntityType::Project],
        (_, EntityType::Work) => &[EntityType::Work],
        (_, EntityType::Init) => &[EntityType::Init],
        (_, EntityType::Event) => &[EntityType::Event],
    }
}

/// Puts running numbers in place of features and drops the rare ones. Returns the feature of each number.
fn number_features(chains: &mut [Chain], least: u16) -> Vec<u32> {
    let mut counts: FxHashMap<u32, u16> = FxHashMap::default();
    for key in chains.iter().flat_map(|c| &c.features) {
        let count = counts.entry(*key).or_default();
        *count = count.saturating_add(1);
    }
    let mut keys: Vec<u32> = counts.into_iter().filter(|(_, count)| *count >= least).map(|(key, _)| key).collect();
    keys.sort_unstable();
    let numbers: FxHashMap<u32, u32> = keys.iter().copied().zip(0..).collect();
    for chain in chains {
        let mut kept = Vec::with_capacity(chain.features.len());
        let mut offsets = vec![0];
        for ends in chain.offsets.windows(2) {
            let &[from, to] = ends else { continue };
            let features = chain.features.get(from as usize..to as usize).unwrap_or_default();
            kept.extend(features.iter().filter_map(|key| numbers.get(key).copied()));
            offsets.push(kept.len() as u32);
        }
        chain.features = kept;
        chain.offsets = offsets;
    }
    keys
}

/// Weights in training, with the sum of squared gradients of each.
struct Field {
    rows: Vec<Row>,
    squares: Vec<Row>,
    /// The total pull that each row has had.
    pulled: Vec<f32>,
    dead: Vec<bool>,
    pull: f32,
    between: Between,
    between_squares: Between,
    within: Within,
    within_squares: Within,
    loss: f64,
}

impl Field {
    fn new(features: usize) -> Self {
        Self {
            rows: vec![[0.0; ROW]; features],
            squares: vec![[0.0; ROW]; features],
            pulled: vec![0.0; features],
            dead: vec![false; features],
            pull: 0.0,
            between: [[0.0; STATES + 1]; STATES + 1],
            between_squares: [[0.0; STATES + 1]; STATES + 1],
            within: [[0.0; 4]; STATES],
            within_squares: [[0.0; 4]; STATES],
            loss: 0.0,
        }
    }

    /// What is learnt from `chains`.
    fn learnt(chains: &[Chain], features: usize, settings: &Settings, mut random: Random) -> Self {
        let mut field = Self::new(features);
        let mut order: Vec<usize> = (0..chains.len()).collect();
        for epoch in 0..settings.epochs {
            random.shuffle(&mut order);
            for &i in &order {
                if let Some(chain) = chains.get(i) {
                    field.learn(chain, settings, &mut random);
                }
            }
            field.settle(settings);
            if epoch + 1 == settings.epochs / 2 {
                // Half as many again: each run would keep others, and the mean is pruned once more.
                field.prune(settings.rows * 3 / 2);
            }
            eprintln!("epoch {epoch}: loss {:.1}, {} rows alive, {} weights", field.loss, field.alive(), field.weights_alive());
            field.loss = 0.0;
        }
        field
    }

    /// Adds `share` of the weights of a run.
    fn add(&mut self, run: &Self, share: f32) {
        let mine = [self.rows.as_flattened_mut(), self.between.as_flattened_mut(), self.within.as_flattened_mut()];
        let theirs = [run.rows.as_flattened(), run.between.as_flattened(), run.within.as_flattened()];
        let pairs = mine.into_iter().zip(theirs).flat_map(|(mine, theirs)| mine.iter_mut().zip(theirs));
        pairs.for_each(|(mine, theirs)| *mine += share * theirs);
    }

    /// One step on one line.
    fn learn(&mut self, chain: &Chain, settings: &Settings, random: &mut Random) {
        let length = chain.allowed.len();
        let scale = 1.0 / (1.0 - settings.dropout);
        let mut kept: Vec<u32> = Vec::with_capacity(chain.features.len());
        let mut ends: Vec<usize> = Vec::with_capacity(length);
        let mut scores: Vec<Row> = vec![[0.0; ROW]; length];
        for (ends_of, score) in chain.offsets.windows(2).zip(&mut scores) {
            let &[from, to] = ends_of else { continue };
            for &feature in &chain.features[from as usize..to as usize] {
                if self.dead[feature as usize] || (settings.dropout > 0.0 && random.unit() < settings.dropout) {
                    continue;
                }
                kept.push(feature);
                self.touch(feature as usize, settings);
                for (s, w) in score.iter_mut().zip(&self.rows[feature as usize]) {
                    *s += w * scale;
                }
            }
            ends.push(kept.len());
        }
        let potentials = Potentials::new(&scores, &self.between, &self.within);
        let free = potentials.expect(None);
        let known = chain.allowed.iter().all(|a| a.count_ones() == 1);
        let fixed = if known { potentials.certain(&chain.allowed) } else { potentials.expect(Some(&chain.allowed)) };
        self.loss += (free.log_total - fixed.log_total) * f64::from(chain.weight);
        let mut from = 0;
        for ((&end, model), gold) in ends.iter().zip(&free.labels).zip(&fixed.labels) {
            let mut gradient = [0.0; ROW];
            let mut largest = 0.0f32;
            for ((g, m), y) in gradient.iter_mut().zip(model).zip(gold).take(LABELS) {
                *g = (y - m) * chain.weight;
                largest = largest.max(g.abs());
            }
            if largest > 2e-3 {
                for &feature in &kept[from..end] {
                    step_row(&mut self.rows[feature as usize], &mut self.squares[feature as usize], &gradient, settings.rate);
                }
            }
            from = end;
        }
        for (i, weights) in self.between.iter_mut().enumerate() {
            for (j, weight) in weights.iter_mut().enumerate() {
                let g = (fixed.between[i][j] - free.between[i][j]) * chain.weight;
                step(weight, &mut self.between_squares[i][j], g, settings.rate);
            }
        }
        for (i, weights) in self.within.iter_mut().enumerate() {
            for (j, weight) in weights.iter_mut().enumerate() {
                let g = (fixed.within[i][j] - free.within[i][j]) * chain.weight;
                step(weight, &mut self.within_squares[i][j], g, settings.rate);
            }
        }
        self.pull += settings.l1;
    }

    /// Gives a row the pull towards zero that it has missed.
    fn touch(&mut self, feature: usize, settings: &Settings) {
        let missed = self.pull - self.pulled[feature];
        if missed <= 0.0 {
            return;
        }
        self.pulled[feature] = self.pull;
        for (w, square) in self.rows[feature].iter_mut().zip(&self.squares[feature]) {
            let by = missed * settings.rate / (square.sqrt() + 1e-3);
            *w = if *w > 0.0 { (*w - by).max(0.0) } else { (*w + by).min(0.0) };
        }
    }

    fn settle(&mut self, settings: &Settings) {
        for feature in 0..self.rows.len() {
            self.touch(feature, settings);
        }
    }

    /// Keeps the `most` rows with the largest weights.
    fn prune(&mut self, most: usize) {
        let mut sizes: Vec<(f32, usize)> =
            self.rows.iter().enumerate().map(|(i, row)| (row.iter().map(|w| w * w).sum::<f32>(), i)).collect();
        sizes.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        for &(_, feature) in sizes.iter().skip(most) {
            self.dead[feature] = true;
            self.rows[feature] = [0.0; ROW];
        }
    }

    fn alive(&self) -> usize {
        self.rows.iter().filter(|r| r.iter().any(|w| *w != 0.0)).count()
    }

    fn weights_alive(&self) -> usize {
        self.rows.iter().flatten().filter(|w| (*w * STEP).round() != 0.0).count()
    }

    fn quantise(&self, keys: &[u32]) -> Model {
        let whole = |w: f32| (w * STEP).round().clamp(-32000.0, 32000.0) as i16;
        let mut transitions = Transitions::default();
        for (to, from) in transitions.between.iter_mut().flatten().zip(self.between.iter().flatten()) {
            *to = whole(*from);
        }
        for (to, from) in transitions.within.iter_mut().flatten().zip(self.within.iter().flatten()) {
            *to = whole(*from);
        }
        let rows = keys.iter().zip(&self.rows).filter_map(|(key, row)| {
            let row = row.map(|w| (w * STEP).round().clamp(-127.0, 127.0) as i8);
            row.iter().any(|w| *w != 0).then_some(((key / MOST_VARIANTS, key % MOST_VARIANTS), row))
        });
        Model::new(transitions, rows)
    }
}

fn step(weight: &mut f32, square: &mut f32, gradient: f32, rate: f32) {
    *square += gradient * gradient;
    *weight += rate * gradient / (square.sqrt() + 1e-3);
}

fn step_row(weights: &mut Row, squares: &mut Row, gradient: &Row, rate: f32) {
    for ((w, s), g) in weights.iter_mut().zip(squares).zip(gradient) {
        *s += g * g;
        *w += rate * g / (s.sqrt() + 1e-3);
    }
}
