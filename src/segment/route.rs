//! The most likely way through a run of characters by words of the dictionary.

use super::dictionary::{Dictionary, Entry};

/// A way through a run of characters: from each character the word that the best way to the end begins with.
#[derive(Default)]
pub struct Route {
    /// Each character with the byte of the text at which it starts.
    characters: Vec<(usize, char)>,
    /// The byte at which the run ends.
    end: usize,
    /// The words of the dictionary that stand in the run, by their first character: the character after the last, and what the
    /// dictionary says.
    words: Vec<(u32, Entry)>,
    /// For each character where its words start in `words`; one more than there are characters.
    starts: Vec<usize>,
    /// From each character the sum of logarithms on the best way to the end, and where its first word ends.
    best: Vec<(f64, usize)>,
}

impl Route {
    /// Begins a run.
    pub fn clear(&mut self) {
        self.characters.clear();
    }

    /// Adds a character that starts at byte `at`.
    pub fn push(&mut self, at: usize, c: char) {
        self.characters.push((at, c));
    }

    /// Finds the best way through the run, which ends at byte `end`.
    pub fn find(&mut self, end: usize, dictionary: &Dictionary) {
        self.end = end;
        self.words.clear();
        self.starts.clear();
        for at in 0..self.characters.len() {
            self.starts.push(self.words.len());
            let rest = self.characters.get(at..).unwrap_or_default();
            dictionary.starting(rest.iter().map(|(_, c)| *c), |length, entry| self.words.push(((at + length) as u32, entry)));
        }
        self.starts.push(self.words.len());
        let total = dictionary.total_logarithm();
        self.best.clear();
        self.best.resize(self.characters.len() + 1, (0.0, 0));
        for at in (0..self.characters.len()).rev() {
            let onward = |to: usize| self.best.get(to).map_or(0.0, |best| best.0);
            let way = |to: usize, entry: Entry| (dictionary.logarithm(entry) - total + onward(to), to);
            let ways = self.words_at(at).iter().map(|(to, entry)| way(*to as usize, *entry));
            // Of two ways as good the one with the longer word.
            let best = ways.reduce(|best, way| if way.0 >= best.0 { way } else { best });
            let best = best.unwrap_or_else(|| (0.0 - total + onward(at + 1), at + 1));
            if let Some(slot) = self.best.get_mut(at) {
                *slot = best;
            }
        }
    }

    fn words_at(&self, at: usize) -> &[(u32, Entry)] {
        let range = self.starts.get(at..at + 2).map_or(0..0, |range| range[0]..range[1]);
        self.words.get(range).unwrap_or_default()
    }

    /// How many characters the run has.
    pub const fn len(&self) -> usize {
        self.characters.len()
    }

    /// Where the word that the way takes from character `at` ends.
    pub fn next(&self, at: usize) -> usize {
        self.best.get(at).map_or(at + 1, |best| best.1)
    }

    /// The byte of the text at which character `at` starts.
    pub fn byte(&self, at: usize) -> usize {
        self.characters.get(at).map_or(self.end, |(byte, _)| *byte)
    }

    /// What the dictionary says of characters `from` to `to` as one word.
    pub fn word(&self, from: usize, to: usize) -> Option<Entry> {
        self.words_at(from).iter().find(|(end, _)| *end as usize == to).map(|(_, entry)| *entry)
    }
}
