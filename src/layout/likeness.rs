//! How much two stretches of text speak of the same thing: the pairs of characters that they share, rare ones counting more.

use super::clean;
use std::collections::BTreeMap;

type Pair = (char, char);

/// The pairs of neighbouring Chinese characters in a text, and how often each occurs. In order, so that sums come out the same
/// every time.
#[derive(Clone, Debug, Default)]
pub struct Words {
    pairs: BTreeMap<Pair, u32>,
}

impl Words {
    /// Those of `text`.
    pub fn of(text: &str) -> Self {
        let mut words = Self::default();
        for pair in text.chars().zip(text.chars().skip(1)).filter(|(a, b)| clean::is_han(*a) && clean::is_han(*b)) {
            *words.pairs.entry(pair).or_default() += 1;
        }
        words
    }

    /// Adds those of `other`.
    pub fn add(&mut self, other: &Self) {
        for (pair, count) in &other.pairs {
            *self.pairs.entry(*pair).or_default() += count;
        }
    }
}

/// In how many of the texts of a page each pair occurs.
pub struct Likeness {
    texts: f32,
    holding: BTreeMap<Pair, u32>,
}

impl Likeness {
    /// Counts the pairs of all texts of a page.
    pub fn new(texts: &[Words]) -> Self {
        let mut holding = BTreeMap::new();
        for pair in texts.iter().flat_map(|w| w.pairs.keys()) {
            *holding.entry(*pair).or_insert(0) += 1;
        }
        Self { texts: texts.len() as f32, holding }
    }

    /// How much tells one text from another that has the pair.
    fn weight(&self, pair: &Pair) -> f32 {
        let holding = self.holding.get(pair).copied().unwrap_or(1).max(1) as f32;
        (1.0 + self.texts / holding).ln()
    }

    /// The share of `part`, a line or two, that occurs in `whole`: 0 to 1.
    pub fn inside(&self, part: &Words, whole: &Words) -> f32 {
        let sum = |in_whole: bool| -> f32 {
            part.pairs.keys().filter(|p| !in_whole || whole.pairs.contains_key(*p)).map(|p| self.weight(p)).sum()
        };
        let own = sum(false);
        if own > 0.0 { sum(true) / own } else { 0.0 }
    }

    /// How alike two texts are, whatever their lengths: the cosine of their pairs, weighted: 0 to 1.
    pub fn between(&self, a: &Words, b: &Words) -> f32 {
        let value = |(pair, count): (&Pair, &u32)| *count as f32 * self.weight(pair);
        let norm = |w: &Words| w.pairs.iter().map(|p| value(p).powi(2)).sum::<f32>().sqrt();
        let common: f32 = a.pairs.iter().filter_map(|p| Some(value(p) * value((p.0, b.pairs.get(p.0)?)))).sum();
        let norms = norm(a) * norm(b);
        if norms > 0.0 { common / norms } else { 0.0 }
    }
}
