//! Trains the conditional random field by stochastic gradient ascent (AdaGrad) on the likelihood of the annotation. Where an
//! annotation leaves a label open, the likelihood sums over what it may be.

use crate::corpus::{Document, Scheme};
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

const STATES: usize = TYPES.len();
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
pub fn train(documents: &[&Document], settings: &Settings) -> Model {
    let gazetteer = Gazetteer::new();
    let mut chains: Vec<Chain> = documents.iter().flat_map(|d| chains(d, &gazetteer)).collect();
    let keys = number_features(&mut chains, settings.least);
    let mut field = Field::new(keys.len());
    let mut order: Vec<usize> = (0..chains.len()).collect();
    let mut random = Random(0x5EED);
    let pruned_at = settings.epochs / 2;
    for epoch in 0..settings.epochs {
        random.shuffle(&mut order);
        for &i in &order {
            if let Some(chain) = chains.get(i) {
                field.learn(chain, settings, &mut random);
            }
        }
        field.settle(settings);
        if epoch + 1 == pruned_at {
            field.prune(settings.rows);
        }
        eprintln!("epoch {epoch}: loss {:.1}, {} rows alive, {} weights", field.loss, field.alive(), field.weights_alive());
        field.loss = 0.0;
    }
    field.prune(settings.rows);
    field.quantise(&keys)
}

fn chains(document: &Document, gazetteer: &Gazetteer) -> Vec<Chain> {
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
                weight: document.weight,
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

type Row = [f32; ROW];

/// Weights in training, with the sum of squared gradients of each.
struct Field {
    rows: Vec<Row>,
    squares: Vec<Row>,
    /// The total pull that each row has had.
    pulled: Vec<f32>,
    dead: Vec<bool>,
    pull: f32,
    between: [[f32; STATES + 1]; STATES + 1],
    between_squares: [[f32; STATES + 1]; STATES + 1],
    within: [[f32; 4]; STATES],
    within_squares: [[f32; 4]; STATES],
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
        let potentials = Potentials::new(&scores, self);
        let free = potentials.expect(None);
        let known = chain.allowed.iter().all(|a| a.count_ones() == 1);
        let fixed = if known { potentials.certain(&chain.allowed, self) } else { potentials.expect(Some(&chain.allowed)) };
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

/// Exponentials of the scores of a line, each character's scaled by its largest.
struct Potentials<'a> {
    rows: Vec<Row>,
    log_scale: f64,
    between: [[f32; STATES + 1]; STATES + 1],
    within: [[f32; 4]; STATES],
    field: std::marker::PhantomData<&'a ()>,
}

/// What is expected of a line: for each character the share of each label, and how often each transition is made.
struct Expectation {
    labels: Vec<Row>,
    between: [[f32; STATES + 1]; STATES + 1],
    within: [[f32; 4]; STATES],
    log_total: f64,
}

impl Potentials<'_> {
    fn new(scores: &[Row], field: &Field) -> Self {
        let mut log_scale = 0.0;
        let rows = scores
            .iter()
            .map(|row| {
                let most = row[..LABELS].iter().copied().fold(f32::MIN, f32::max);
                log_scale += f64::from(most);
                let mut out = [0.0; ROW];
                for (o, s) in out.iter_mut().zip(row).take(LABELS) {
                    // What has no chance must still leave the annotation possible.
                    *o = (s - most).max(-40.0).exp();
                }
                out
            })
            .collect();
        Self {
            rows,
            log_scale,
            between: field.between.map(|r| r.map(f32::exp)),
            within: field.within.map(|r| r.map(f32::exp)),
            field: std::marker::PhantomData,
        }
    }

    /// What is expected where each character may have one label alone.
    fn certain(&self, allowed: &[u64], field: &Field) -> Expectation {
        let mut labels = vec![[0.0; ROW]; allowed.len()];
        let mut between = [[0.0; STATES + 1]; STATES + 1];
        let mut within = [[0.0; 4]; STATES];
        let mut log_total = self.log_scale;
        // The label before, 0 where no name is open.
        let mut before = 0usize;
        for ((mask, share), row) in allowed.iter().zip(&mut labels).zip(&self.rows) {
            let label = mask.trailing_zeros() as usize;
            share[label] = 1.0;
            log_total += f64::from(row[label].max(f32::MIN_POSITIVE)).ln();
            let kind = label.saturating_sub(1) / 4;
            let place = if label == 0 { 3 } else { (label - 1) % 4 };
            if place == 1 || place == 2 {
                let slot = 2 * usize::from(before % 4 == 2) + (place - 1);
                within[kind][slot] += 1.0;
                log_total += f64::from(field.within[kind][slot]);
            } else {
                let from = before.div_ceil(4);
                let to = label.div_ceil(4);
                between[from][to] += 1.0;
                log_total += f64::from(field.between[from][to]);
            }
            before = label;
        }
        Expectation { labels, between, within, log_total }
    }

    /// Runs forward and backward, over the allowed labels alone where they are given.
    fn expect(&self, allowed: Option<&[u64]>) -> Expectation {
        let n = self.rows.len();
        let row = |i: usize| {
            let mut row = self.rows[i];
            if let Some(allowed) = allowed {
                for (label, p) in row.iter_mut().enumerate() {
                    if allowed[i] >> label & 1 == 0 {
                        *p = 0.0;
                    }
                }
            }
            row
        };
        let rows: Vec<Row> = (0..n).map(row).collect();
        // alpha[i][label]: the sum over all ways to label up to i, ending in label, scaled to one.
        let mut alphas: Vec<Row> = Vec::with_capacity(n);
        let mut log_total = self.log_scale;
        for present in &rows {
            let mut entry = [0.0f32; STATES + 1];
            let mut alpha = [0.0f32; ROW];
            match alphas.last() {
                None => entry = self.between[0],
                Some(last) => {
                    let closed = closed(last);
                    for (from, weights) in closed.iter().zip(&self.between) {
                        for (e, w) in entry.iter_mut().zip(weights) {
                            *e += from * w;
                        }
                    }
                    for kind in 0..STATES {
                        let (b, w, t) = (last[1 + 4 * kind], last[2 + 4 * kind], self.within[kind]);
                        alpha[2 + 4 * kind] = b * t[0] + w * t[2];
                        alpha[3 + 4 * kind] = b * t[1] + w * t[3];
                    }
                }
            }
            alpha[0] = entry[0];
            for kind in 0..STATES {
                alpha[1 + 4 * kind] = entry[kind + 1];
                alpha[4 + 4 * kind] = entry[kind + 1];
            }
            let mut sum = 0.0;
            for (a, p) in alpha.iter_mut().zip(present) {
                *a *= p;
                sum += *a;
            }
            let sum = sum.max(f32::MIN_POSITIVE);
            log_total += f64::from(sum).ln();
            alpha.iter_mut().for_each(|a| *a /= sum);
            alphas.push(alpha);
        }
        if let Some(last) = alphas.last() {
            // A line does not end within a name.
            log_total += f64::from(closed(last).iter().sum::<f32>().max(f32::MIN_POSITIVE)).ln();
        }
        let mut labels = vec![[0.0; ROW]; n];
        let mut between = [[0.0; STATES + 1]; STATES + 1];
        let mut within = [[0.0; 4]; STATES];
        // beta[label]: the sum over all ways to go on from label.
        let mut beta = [0.0f32; ROW];
        beta[0] = 1.0;
        for kind in 0..STATES {
            beta[3 + 4 * kind] = 1.0;
            beta[4 + 4 * kind] = 1.0;
        }
        for i in (0..n).rev() {
            let alpha = &alphas[i];
            let total: f32 = alpha.iter().zip(&beta).map(|(a, b)| a * b).sum::<f32>().max(f32::MIN_POSITIVE);
            for ((l, a), b) in labels[i].iter_mut().zip(alpha).zip(&beta) {
                *l = a * b / total;
            }
            // onward[label]: beta and score of the character itself.
            let mut onward = [0.0f32; ROW];
            for ((o, b), p) in onward.iter_mut().zip(&beta).zip(&rows[i]) {
                *o = b * p;
            }
            let mut enter = [0.0f32; STATES + 1];
            enter[0] = onward[0];
            for kind in 0..STATES {
                enter[kind + 1] = onward[1 + 4 * kind] + onward[4 + 4 * kind];
            }
            let mut before = [0.0f32; ROW];
            let mut exits = [0.0f32; STATES + 1];
            for (exit, weights) in exits.iter_mut().zip(&self.between) {
                *exit = weights.iter().zip(&enter).map(|(w, e)| w * e).sum();
            }
            before[0] = exits[0];
            for kind in 0..STATES {
                let (inside, end, t) = (onward[2 + 4 * kind], onward[3 + 4 * kind], self.within[kind]);
                before[1 + 4 * kind] = inside * t[0] + end * t[1];
                before[2 + 4 * kind] = inside * t[2] + end * t[3];
                before[3 + 4 * kind] = exits[kind + 1];
                before[4 + 4 * kind] = exits[kind + 1];
            }
            let (from, total) = match i.checked_sub(1).map(|j| &alphas[j]) {
                Some(last) => (closed(last), last.iter().zip(&before).map(|(a, b)| a * b).sum::<f32>()),
                None => {
                    let mut start = [0.0; STATES + 1];
                    start[0] = 1.0;
                    (start, exits[0])
                }
            };
            let total = total.max(f32::MIN_POSITIVE);
            for ((counts, f), weights) in between.iter_mut().zip(from).zip(&self.between) {
                for ((count, e), w) in counts.iter_mut().zip(&enter).zip(weights) {
                    *count += f * w * e / total;
                }
            }
            if let Some(last) = i.checked_sub(1).map(|j| &alphas[j]) {
                for kind in 0..STATES {
                    let (b, w, t) = (last[1 + 4 * kind], last[2 + 4 * kind], self.within[kind]);
                    let (inside, end) = (onward[2 + 4 * kind], onward[3 + 4 * kind]);
                    for (count, made) in
                        within[kind].iter_mut().zip([b * t[0] * inside, b * t[1] * end, w * t[2] * inside, w * t[3] * end])
                    {
                        *count += made / total;
                    }
                }
            }
            let scale = before.iter().copied().fold(f32::MIN_POSITIVE, f32::max);
            beta = before.map(|b| b / scale);
        }
        Expectation { labels, between, within, log_total }
    }
}

/// The shares of what has just ended, by what it was.
fn closed(alpha: &Row) -> [f32; STATES + 1] {
    let mut closed = [0.0; STATES + 1];
    closed[0] = alpha[0];
    for kind in 0..STATES {
        closed[kind + 1] = alpha[3 + 4 * kind] + alpha[4 + 4 * kind];
    }
    closed
}

/// A small generator of numbers that are the same every time.
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// Between zero and one.
    pub fn unit(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1u64 << 24) as f32
    }

    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for i in (1..items.len()).rev() {
            items.swap(i, (self.next() % (i as u64 + 1)) as usize);
        }
    }
}
