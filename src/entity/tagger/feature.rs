//! The features of a character: what the tagger may know about it and what stands around it.
//!
//! Features come in grams: a few characters or words in a row, or what is known of one of them, as a number (a hash of the template
//! and its values). A gram is seen from several characters, as a feature of its own from each: three characters in a row are one
//! gram and a feature of the first, of the second and of the third.

use super::{
    index::Place,
    known::{Entry, Known},
    model::{GRAM_BITS, MOST_VARIANTS},
    page::{InWord, Page, Quote, Word, feature_key, mix},
};
use crate::layout::Role;
use std::ops::Range;

/// A gram of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gram {
    /// Its number.
    pub key: u32,
    /// The number of its first character in the line, or of its first word in the page.
    at: i32,
    seen: &'static Seen,
}

/// From where a gram is seen, by distances from its first character or word: one distance for each character, [`PLACES`] features
/// for each word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Seen {
    /// From the characters at these distances.
    Characters(&'static [i32]),
    /// From all characters of the words at these distances.
    Words(&'static [i32]),
}

/// A line of a page.
#[derive(Clone, Debug)]
pub struct Line<'a> {
    page: &'a Page,
    /// Its glyphs.
    glyphs: Range<usize>,
    words: Range<usize>,
    role: Role,
}

/// What stands where a line has no more words.
const EDGE: Word = Word { hash: 1, pos: 1, last: 1, start: 0, end: 0, head: 0, tail: 0, in_phrase: false };
/// What stands where a line has no more characters.
const NO_CHARACTER: u64 = 1;
/// Features of words tell apart where in its word a character stands.
const PLACES: u32 = 4;
const _: () = assert!(5 * PLACES <= MOST_VARIANTS);

impl<'a> Line<'a> {
    /// The line of these glyphs.
    pub fn new(page: &'a Page, glyphs: Range<usize>, role: Role) -> Self {
        let first = page.word_at(glyphs.start);
        let last = page.word_at(glyphs.end.saturating_sub(1));
        Self { page, glyphs, words: first..last + 1, role }
    }

    /// Hands every feature of a gram to `sink`: the character that it is a feature of, the first of the line being 0, and the
    /// number of the feature among those of the gram, below [`MOST_VARIANTS`].
    pub fn features(&self, gram: Gram, mut sink: impl FnMut(usize, u32)) {
        let all = Place { variants: (1 << MOST_VARIANTS) - 1, first: 0 };
        self.rows(gram, all, |at, variant| sink(at, variant as u32));
    }

    /// Hands every feature of a gram that has a row to `sink`: the character, and the number of the row.
    #[inline]
    pub fn rows(&self, gram: Gram, place: Place, mut sink: impl FnMut(usize, usize)) {
        let mut left = place.variants;
        let mut row = place.first;
        match gram.seen {
            Seen::Characters(distances) => {
                while left != 0 {
                    let Some(distance) = distances.get(left.trailing_zeros() as usize) else { break };
                    let at = (gram.at + distance) as usize;
                    if at < self.glyphs.len() {
                        sink(at, row);
                    }
                    row += 1;
                    left &= left - 1;
                }
            }
            Seen::Words(distances) => {
                for distance in *distances {
                    let here = left & ((1 << PLACES) - 1);
                    left >>= PLACES;
                    if here == 0 {
                        continue;
                    }
                    // How many of the features of this word have rows, before the one of a place and all together.
                    let before = |place: InWord| (here & ((1 << place as u32) - 1)).count_ones() as usize;
                    let has = |place: InWord| here >> place as u32 & 1 == 1;
                    if let Some(word) = self.page.words.get((gram.at + distance) as usize) {
                        let mut put = |glyph: usize, place: InWord| {
                            if self.glyphs.contains(&glyph) {
                                sink(glyph - self.glyphs.start, row + before(place));
                            }
                        };
                        if word.end - word.start == 1 {
                            if has(InWord::Only) {
                                put(word.start, InWord::Only);
                            }
                        } else {
                            if has(InWord::First) {
                                put(word.start, InWord::First);
                            }
                            if has(InWord::Middle) {
                                (word.start + 1..word.end - 1).for_each(|glyph| put(glyph, InWord::Middle));
                            }
                            if has(InWord::Last) {
                                put(word.end - 1, InWord::Last);
                            }
                        }
                    }
                    row += here.count_ones() as usize;
                }
            }
        }
    }

    /// Hands every gram of the line to `sink`.
    pub fn grams(&self, mut sink: impl FnMut(Gram)) {
        self.of_characters(&mut sink);
        self.of_words(&mut sink);
        self.of_knowledge(&mut sink);
    }

    #[inline(never)]
    fn of_characters(&self, sink: &mut impl FnMut(Gram)) {
        /// How far from a character the others stand that its features name.
        const REACH: i32 = 4;
        let mut put = |template: u64, a: u64, b: u64, at: i32, seen: &'static Seen| {
            sink(Gram { key: key(template, a, b), at, seen });
        };
        let c = |at: i32| {
            let within = at >= 0 && (at as usize) < self.glyphs.len();
            let glyph = if within { self.page.glyphs.get(self.glyphs.start + at as usize) } else { None };
            glyph.map_or(NO_CHARACTER, |g| u64::from(g.c))
        };
        let [mut c0, mut c1, mut c2] = [c(-REACH), c(1 - REACH), c(2 - REACH)];
        for at in -REACH..self.glyphs.len() as i32 + REACH - 1 {
            let c3 = c(at + 3);
            put(1, c0, 0, at, &Seen::Characters(&[0, 1, -1, 2, -2]));
            put(2, pair(c0, c1), 0, at, &Seen::Characters(&[1, 0, 2, -1]));
            put(3, pair(c0, c2), 0, at, &Seen::Characters(&[1]));
            put(4, pair(c0, c1), c2, at, &Seen::Characters(&[2, 1, 0]));
            put(5, pair(c0, c1), pair(c2, c3), at, &Seen::Characters(&[3, 0, -1, 4]));
            [c0, c1, c2] = [c1, c2, c3];
        }
    }

    #[inline(never)]
    fn of_words(&self, sink: &mut impl FnMut(Gram)) {
        let mut put = |template: u64, a: u64, b: u64, at: i32, seen: &'static Seen| {
            sink(Gram { key: key(template, a, b), at, seen });
        };
        let w = |at: i32| {
            let within = at >= 0 && self.words.contains(&(at as usize));
            if within { self.page.words.get(at as usize).copied().unwrap_or(EDGE) } else { EDGE }
        };
        let first = self.words.start as i32;
        let mut w0 = w(first - 2);
        for at in first - 2..self.words.end as i32 + 2 {
            let w1 = w(at + 1);
            put(10, w0.hash, 0, at, &Seen::Words(&[0, 1, -1, 2, -2]));
            put(11, w0.pos, 0, at, &Seen::Words(&[0]));
            put(12, w0.pos, w1.pos, at, &Seen::Words(&[1, 0]));
            put(15, u64::from(w0.last), 0, at, &Seen::Words(&[1, -1]));
            w0 = w1;
        }
        for at in self.words.clone() {
            let word = w(at as i32);
            let head = w(word.head as i32);
            let ahead = bucket(word.head.saturating_sub(at));
            let tail = w(word.tail as i32 - 1);
            let behind = bucket(at.saturating_sub(word.tail));
            let at = at as i32;
            put(20, head.hash, ahead, at, &Seen::Words(&[0]));
            put(21, u64::from(head.last), ahead, at, &Seen::Words(&[0]));
            put(22, tail.hash, behind, at, &Seen::Words(&[0]));
        }
    }

    /// What gazetteers, figures, times and marks say of each character. Where they say nothing there is no feature.
    #[inline(never)]
    fn of_knowledge(&self, sink: &mut impl FnMut(Gram)) {
        let known = self.page.known.get(self.glyphs.clone()).unwrap_or_default();
        let nothing = Known::default();
        let by = |at: usize, distance: isize| at.checked_add_signed(distance).and_then(|at| known.get(at)).unwrap_or(&nothing);
        for (at, glyph) in self.page.glyphs.get(self.glyphs.clone()).unwrap_or_default().iter().enumerate() {
            let q = glyph.place as u64;
            let mut put = |template: u64, a: u64, b: u64| {
                sink(Gram { key: key(template, a, b), at: at as i32, seen: &Seen::Characters(&[0]) });
            };
            let (k2, k1, k0, n1, n2) = (by(at, -2), by(at, -1), by(at, 0), by(at, 1), by(at, 2));
            let entry = |put: &mut dyn FnMut(u64, u64, u64), template: u64, entry: Entry| {
                if !entry.classes.is_empty() {
                    put(template, entry.classes.bits(), bucket(entry.length));
                }
            };
            entry(&mut put, 30, k0.starts);
            entry(&mut put, 31, k0.ends);
            entry(&mut put, 32, k0.ahead);
            entry(&mut put, 33, k1.ends);
            entry(&mut put, 34, n1.starts);
            let place = k0.place as u64;
            if !k0.covers.is_empty() {
                put(36, k0.covers.bits(), place);
                put(38, mix(k0.covers.bits(), k0.ahead.classes.bits()), place << 8 | bucket(k0.ahead.length));
            }
            if !(k1.covers.is_empty() && k0.covers.is_empty()) {
                put(39, mix(k1.covers.bits(), k0.covers.bits()), (k1.place as u64) << 4 | place);
            }
            if !(k0.covers.is_empty() && n1.covers.is_empty()) {
                put(40, mix(k0.covers.bits(), n1.covers.bits()), place << 4 | n1.place as u64);
            }
            if !k0.character.is_empty() {
                put(41, mix(k0.character.bits(), n1.character.bits()), n2.character.bits());
                put(42, mix(k2.character.bits(), k1.character.bits()), k0.character.bits());
                put(43, mix(k1.character.bits(), k0.character.bits()), n1.character.bits());
            }
            put(50, self.role as u64, u64::from(glyph.c));
            if glyph.quantity != 0 {
                put(51, u64::from(glyph.quantity), q);
            }
            if let Some(quote) = glyph.quote.checked_sub(1).and_then(|n| self.page.quotes.get(n)) {
                self.quoted(self.glyphs.start + at, quote, put);
            }
        }
    }

    /// What is known of a character between marks.
    fn quoted(&self, i: usize, quote: &Quote, mut put: impl FnMut(u64, u64, u64)) {
        let kind = u64::from(quote.kind);
        let from = bucket(i - quote.open);
        let to = bucket(quote.close.saturating_sub(i));
        let length = bucket(quote.close - quote.open);
        let place = (from.min(2)) << 4 | to.min(2);
        let content = self.word_of(quote.close.wrapping_sub(1));
        let before = self.word_of(quote.open.wrapping_sub(1));
        let after = self.word_of(quote.close + 1);
        put(61, kind, place);
        put(62, kind, place << 8 | length);
        put(63, mix(kind, content.hash), place);
        put(64, mix(kind, before.hash), place);
        put(65, mix(kind, after.hash), place);
        put(66, mix(kind, u64::from(content.last)), place << 8 | length);
        put(67, mix(mix(kind, before.pos), after.pos), place << 8 | length);
    }

    /// The word in which glyph `at` of the page stands.
    fn word_of(&self, at: usize) -> Word {
        if !self.glyphs.contains(&at) {
            return EDGE;
        }
        self.page.glyphs.get(at).and_then(|g| self.page.words.get(g.word)).copied().unwrap_or(EDGE)
    }
}

const fn pair(a: u64, b: u64) -> u64 {
    a << 24 | b
}

const fn key(template: u64, a: u64, b: u64) -> u32 {
    feature_key::<GRAM_BITS>(template, a, b)
}

/// Distances as the features tell them apart.
const fn bucket(distance: usize) -> u64 {
    match distance {
        0..=4 => distance as u64,
        5..=6 => 5,
        7..=9 => 6,
        10..=14 => 7,
        15..=24 => 8,
        _ => 9,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entity::tagger::page::Glyph;
    use std::collections::BTreeSet;

    /// A page of one line with these words, each a letter for a character.
    fn page(words: &[&str]) -> Page {
        let mut page = Page::default();
        for (number, word) in words.iter().enumerate() {
            let start = page.glyphs.len();
            let places = [InWord::First, InWord::Last];
            for (c, place) in word.chars().zip(places) {
                page.glyphs.push(Glyph { c: c as u32, word: number, place, ..Glyph::default() });
            }
            page.words.push(Word { hash: number as u64 + 10, start, end: page.glyphs.len(), ..Word::default() });
        }
        page.known = vec![Known::default(); page.glyphs.len()];
        page
    }

    #[test]
    fn a_gram_is_a_feature_of_every_character_near_it() {
        let page = page(&["ab", "cd"]);
        let line = Line::new(&page, 0..4, Role::Body);
        let mut features: BTreeSet<(usize, u32, u32)> = BTreeSet::new();
        line.grams(|gram| line.features(gram, |at, variant| assert!(features.insert((at, gram.key, variant)))));
        let of = |key: u32| features.iter().filter(|(_, k, _)| *k == key).map(|(at, _, v)| (*at, *v)).collect::<Vec<_>>();
        // The character b, from a (as the next one), itself, c and d.
        assert_eq!(of(key(1, u64::from(b'b'), 0)), [(0, 2), (1, 0), (2, 1), (3, 3)]);
        // Its three characters, from the second on; there is no fourth before it.
        assert_eq!(of(key(4, pair(u64::from(b'b'), u64::from(b'c')), u64::from(b'd'))), [(1, 2), (2, 1), (3, 0)]);
        // The first word, from both words' first and last characters.
        assert_eq!(of(key(10, 10, 0)), [(0, 0), (1, 2), (2, 4), (3, 6)]);
        // What stands beyond the end is a gram as well.
        assert_eq!(of(key(2, pair(u64::from(b'd'), NO_CHARACTER), 0)), [(2, 3), (3, 1)]);
    }
}
