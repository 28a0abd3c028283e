//! How much two stretches of text speak of the same thing: the pairs of characters that they share, rare ones counting more.

use super::clean;
use rustc_hash::{FxBuildHasher, FxHashMap};

/// The pairs of neighbouring Chinese characters in a text.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// The number of each pair on the page and how often it occurs here, by number.
    pairs: Vec<(u32, u32)>,
    /// The root of the sum of their squared values.
    norm: f32,
}

/// What each pair of a page is worth.
pub struct Likeness {
    /// By the number of the pair: how much it tells one text from another.
    weights: Vec<f32>,
}

impl Likeness {
    /// Counts the pairs of all texts of a page.
    pub fn new(texts: &[String]) -> (Self, Vec<Words>) {
        let size = texts.iter().map(|text| text.len() / 4).sum();
        let mut numbers: FxHashMap<(char, char), u32> = FxHashMap::with_capacity_and_hasher(size, FxBuildHasher);
        let mut holding: Vec<u32> = Vec::new();
        let mut words = Vec::new();
        for text in texts {
            let mut found: Vec<u32> = Vec::with_capacity(text.len() / 3);
            let mut before = None;
            for c in text.chars() {
                let han = Some(c).filter(|c| clean::is_han(*c));
                if let Some(pair) = before.zip(han) {
                    let next = numbers.len() as u32;
                    found.push(*numbers.entry(pair).or_insert(next));
                }
                before = han;
            }
            found.sort_unstable();
            holding.resize(numbers.len(), 0);
            let runs = found.chunk_by(|a, b| a == b).filter_map(|run| Some((*run.first()?, run.len() as u32)));
            let pairs: Vec<(u32, u32)> = runs.collect();
            for (number, _) in &pairs {
                if let Some(count) = holding.get_mut(*number as usize) {
                    *count += 1;
                }
            }
            words.push(Words { pairs, norm: 0.0 });
        }
        let weights = holding.into_iter().map(|holding| (1.0 + texts.len() as f32 / holding.max(1) as f32).ln()).collect();
        let likeness = Self { weights };
        for words in &mut words {
            words.norm = likeness.norm(words);
        }
        (likeness, words)
    }

    /// The share of `part`, a line or two, that occurs in `whole`: 0 to 1.
    pub fn inside(&self, part: &Words, whole: &Words) -> f32 {
        let own: f32 = part.pairs.iter().map(|(pair, _)| self.weight(*pair)).sum();
        let mut shared = 0.0;
        in_both(part, whole, |pair, _, _| shared += self.weight(pair));
        if own > 0.0 { shared / own } else { 0.0 }
    }

    /// How alike two texts are, whatever their lengths: the cosine of their pairs, weighted: 0 to 1.
    pub fn between(&self, a: &Words, b: &Words) -> f32 {
        let mut shared = 0.0;
        in_both(a, b, |pair, in_a, in_b| shared += self.value(pair, in_a) * self.value(pair, in_b));
        let norms = a.norm * b.norm;
        if norms > 0.0 { shared / norms } else { 0.0 }
    }

    /// `a` and `b` taken together.
    pub fn join(&self, a: &Words, b: &Words) -> Words {
        let mut pairs = Vec::with_capacity(a.pairs.len() + b.pairs.len());
        let mut rest = b.pairs.iter().copied().peekable();
        for (pair, count) in a.pairs.iter().copied() {
            while let Some(other) = rest.next_if(|other| other.0 < pair) {
                pairs.push(other);
            }
            let more = rest.next_if(|other| other.0 == pair).map_or(0, |other| other.1);
            pairs.push((pair, count + more));
        }
        pairs.extend(rest);
        let mut joined = Words { pairs, norm: 0.0 };
        joined.norm = self.norm(&joined);
        joined
    }

    fn norm(&self, words: &Words) -> f32 {
        words.pairs.iter().map(|(pair, count)| self.value(*pair, *count).powi(2)).sum::<f32>().sqrt()
    }

    fn value(&self, pair: u32, count: u32) -> f32 {
        count as f32 * self.weight(pair)
    }

    fn weight(&self, pair: u32) -> f32 {
        self.weights.get(pair as usize).copied().unwrap_or(0.0)
    }
}

/// Hands over the pairs that both have, with the counts in each.
fn in_both(a: &Words, b: &Words, mut pair_of_both: impl FnMut(u32, u32, u32)) {
    let mut rest = a.pairs.iter().peekable();
    for (pair, in_b) in &b.pairs {
        while rest.next_if(|(other, _)| other < pair).is_some() {}
        match rest.peek() {
            Some((other, in_a)) if other == pair => pair_of_both(*pair, *in_a, *in_b),
            Some(_) => {}
            None => break,
        }
    }
}
