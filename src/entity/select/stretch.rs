//! What a stretch of a page shows of itself and of the words beside it, whatever else is a candidate.

use crate::entity::{
    gazetteer::ClassSet,
    tagger::{
        known::Known,
        page::{Page, Word, mix},
    },
};
use std::ops::Range;

/// Some glyphs of a page, one at least.
pub struct Stretch<'a> {
    page: &'a Page,
    glyphs: Range<usize>,
    /// The words in which they stand.
    words: Range<usize>,
}

impl<'a> Stretch<'a> {
    /// The glyphs from `from` up to `to`.
    pub fn new(page: &'a Page, from: usize, to: usize) -> Self {
        Self { page, glyphs: from..to, words: page.word_at(from)..page.word_at(to - 1) + 1 }
    }

    fn words(&self) -> &'a [Word] {
        self.page.words.get(self.words.clone()).unwrap_or_default()
    }

    fn known(&self) -> &'a [Known] {
        self.page.known.get(self.glyphs.clone()).unwrap_or_default()
    }

    /// What the words within show: each of them, each with the next, and how much of the stretch the gazetteer knows.
    pub fn inside(&self, put: &mut impl FnMut(u64, u64, u64)) {
        let words = self.words();
        if let Some(middle) = words.len().checked_sub(1).and_then(|end| words.get(1..end)) {
            for word in middle {
                put(41, word.hash, 0);
                put(42, word.pos, 0);
            }
        }
        for pair in words.windows(2) {
            if let [a, b] = pair {
                put(43, a.hash, b.hash);
            }
        }
        let named = ClassSet::PLACES.with(ClassSet::ORGANISATIONS);
        let covered = self.known().iter().filter(|k| k.covers.meets(named)).count();
        let singles = words.iter().filter(|w| w.end - w.start == 1).count() as u64;
        let share = (covered * 4).div_ceil(self.glyphs.len()) as u64;
        let last = words.last().map_or(0, |w| w.hash);
        put(44, share, words.len().min(8) as u64);
        put(45, singles.min(4), mix(share, words.len().min(8) as u64));
        put(49, share, last);
    }

    /// The nearest verb before and after, within the clause.
    pub fn verbs(&self, line: &Range<usize>) -> [u64; 2] {
        const FARTHEST: usize = 8;
        let clause = |w: &&Word| !matches!(char::from_u32(w.last), Some('，' | '。' | '；' | '！' | '？' | '\n'));
        let verb = |w: &&Word| w.pos == u64::from(b'v') || w.pos >> 8 == u64::from(b'v');
        let before = self.page.words.get(..self.words.start).unwrap_or_default().iter().rev();
        let before = before.take(FARTHEST).take_while(clause).take_while(|w| w.start >= line.start).find(verb);
        let after = self.page.words.get(self.words.end..).unwrap_or_default().iter();
        let after = after.take(FARTHEST).take_while(clause).find(verb);
        [before.map_or(0, |w| w.hash), after.map_or(0, |w| w.hash)]
    }

    /// Whether the first word is a proper noun or unknown to the dictionary, whether any other but the last is, and whether the
    /// gazetteer knows a name within.
    pub fn proper(&self) -> u64 {
        let words = self.words();
        let is_proper = |w: &Word| {
            let pos = w.pos.to_be_bytes();
            let mut letters = pos.iter().copied().skip_while(|b| *b == 0);
            let start = (letters.next(), letters.next());
            matches!(start, (Some(b'n'), Some(b'r' | b's' | b't' | b'z')) | (Some(b'j' | b'x' | b'e'), _))
        };
        let first = words.first().is_some_and(is_proper);
        let middle = words.len().checked_sub(1).and_then(|end| words.get(1..end)).is_some_and(|m| m.iter().any(is_proper));
        let last = words.len() > 1 && words.last().is_some_and(is_proper);
        let named = ClassSet::PLACES.with(ClassSet::ORGANISATIONS);
        let known = self.known().iter().any(|k| k.covers.meets(named));
        u64::from(first) | u64::from(middle) << 1 | u64::from(last) << 2 | u64::from(known) << 3
    }

    /// The parts of speech of the words, the first and the last three.
    pub fn parts(&self) -> u64 {
        let words = self.words();
        let tail = words.len().saturating_sub(3);
        words.iter().enumerate().filter(|(i, _)| *i == 0 || *i >= tail).fold(words.len().min(6) as u64, |h, (_, w)| mix(h, w.pos))
    }

    /// The classes of the entries that the stretch falls into from its start, places and bodies one after another.
    pub fn areas(&self) -> u64 {
        let mut at = self.glyphs.start;
        let mut hash = 0;
        for _ in 0..3 {
            let Some(entry) =
                self.page.known.get(at).map(|k| k.starts).filter(|e| e.length > 0 && at + e.length <= self.glyphs.end)
            else {
                break;
            };
            hash = mix(hash, entry.classes.bits());
            at += entry.length;
        }
        mix(hash, u64::from(at == self.glyphs.end))
    }

    /// What sorts of characters the stretch has: digits, letters, marks.
    pub fn digits(&self) -> u64 {
        self.page.glyphs.get(self.glyphs.clone()).unwrap_or_default().iter().fold(0, |sorts, g| {
            let c = char::from_u32(g.c).unwrap_or(' ');
            sorts
                | match c {
                    '0' => 1,
                    c if c.is_ascii_alphabetic() => 2,
                    '、' | '，' | '。' | '；' => 4,
                    '“' | '”' | '《' | '（' | '"' => 8,
                    ' ' | '-' | '—' | '+' | '·' => 16,
                    _ => 0,
                }
        })
    }
}
