//! What a conditional random field expects of a line: the sums over all ways to label it, forward and backward.

use quandian::entity::tagger::{
    label::{LABELS, TYPES},
    model::ROW,
};

/// How many types there are.
pub const STATES: usize = TYPES.len();

/// A number for each label of a character.
pub type Row = [f32; ROW];
/// A number for each pair of what has ended, or nothing, and what begins.
pub type Between = [[f32; STATES + 1]; STATES + 1];
/// A number for each step within a name of each type.
pub type Within = [[f32; 4]; STATES];

/// Exponentials of the scores of a line, each character's scaled by its largest.
pub struct Potentials<'a> {
    rows: Vec<Row>,
    log_scale: f64,
    between: Between,
    within: Within,
    /// The weights of which the two before are the exponentials.
    weights: (&'a Between, &'a Within),
}

/// What is expected of a line: for each character the share of each label, and how often each transition is made.
pub struct Expectation {
    pub labels: Vec<Row>,
    pub between: Between,
    pub within: Within,
    /// The logarithm of the sum over all ways.
    pub log_total: f64,
}

impl<'a> Potentials<'a> {
    /// Those of a line with these scores of its characters and these weights of the steps between them.
    pub fn new(scores: &[Row], between: &'a Between, within: &'a Within) -> Self {
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
            between: between.map(|r| r.map(f32::exp)),
            within: within.map(|r| r.map(f32::exp)),
            weights: (between, within),
        }
    }

    /// What is expected where each character may have one label alone.
    pub fn certain(&self, allowed: &[u64]) -> Expectation {
        let (between_weights, within_weights) = self.weights;
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
                log_total += f64::from(within_weights[kind][slot]);
            } else {
                let from = before.div_ceil(4);
                let to = label.div_ceil(4);
                between[from][to] += 1.0;
                log_total += f64::from(between_weights[from][to]);
            }
            before = label;
        }
        Expectation { labels, between, within, log_total }
    }

    /// Runs forward and backward, over the allowed labels alone where they are given.
    pub fn expect(&self, allowed: Option<&[u64]>) -> Expectation {
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
