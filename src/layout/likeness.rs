//! How much two stretches of text speak of the same thing: the pairs of characters that they share, rare ones counting more.

use super::clean;
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::cmp::Ordering;

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
            let pairs = text.chars().zip(text.chars().skip(1)).filter(|(a, b)| clean::is_han(*a) && clean::is_han(*b));
            let mut found: Vec<u32> = Vec::with_capacity(text.len() / 3);
            found.extend(pairs.map(|pair| {
                let next = numbers.len() as u32;
                *numbers.entry(pair).or_insert(next)
            }));
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
        let shared: f32 = common(part, whole).map(|(pair, _, _)| self.weight(pair)).sum();
        if own > 0.0 { shared / own } else { 0.0 }
    }

    /// How alike two texts are, whatever their lengths: the cosine of their pairs, weighted: 0 to 1.
    pub fn between(&self, a: &Words, b: &Words) -> f32 {
        let shared: f32 = common(a, b).map(|(pair, in_a, in_b)| self.value(pair, in_a) * self.value(pair, in_b)).sum();
        let norms = a.norm * b.norm;
        if norms > 0.0 { shared / norms } else { 0.0 }
    }

    /// `a` and `b` taken together.
    pub fn join(&self, a: &Words, b: &Words) -> Words {
        let mut pairs = Vec::with_capacity(a.pairs.len() + b.pairs.len());
        let (mut a, mut b) = (a.pairs.iter().copied().peekable(), b.pairs.iter().copied().peekable());
        loop {
            let order = match (a.peek(), b.peek()) {
                (Some((x, _)), Some((y, _))) => x.cmp(y),
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (None, None) => break,
            };
            let from_a = if order.is_le() { a.next() } else { None };
            let from_b = if order.is_ge() { b.next() } else { None };
            let count = from_a.map_or(0, |p| p.1) + from_b.map_or(0, |p| p.1);
            pairs.extend(from_a.or(from_b).map(|(pair, _)| (pair, count)));
        }
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

/// The pairs that both have, with the counts in each.
fn common<'a>(a: &'a Words, b: &'a Words) -> impl Iterator<Item = (u32, u32, u32)> {
    let (mut a, mut b) = (a.pairs.iter().peekable(), b.pairs.iter().peekable());
    std::iter::from_fn(move || {
        loop {
            let (x, y) = (*a.peek()?, *b.peek()?);
            match x.0.cmp(&y.0) {
                Ordering::Less => a.next(),
                Ordering::Greater => b.next(),
                Ordering::Equal => {
                    a.next();
                    b.next();
                    return Some((x.0, x.1, y.1));
                }
            };
        }
    })
}
