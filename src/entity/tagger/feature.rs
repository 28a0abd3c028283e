//! The features of a character: what the tagger may know about it and what stands around it, each as a number (a hash of the
//! template and its values).

use super::{
    known::Known,
    page::{Page, Quote, Word, feature_key, mix},
};
use crate::layout::Role;
use std::ops::Range;

/// How many bits name a feature. Two features of a text share a number by chance in one case out of some hundreds.
pub const KEY_BITS: u32 = 25;

/// Hands the features of every character of a line to `sink`: the number of the glyph, then the feature.
pub fn of_line(page: &Page, line: &Range<usize>, role: Role, mut sink: impl FnMut(usize, u32)) {
    let first = page.glyphs.get(line.start).map_or(0, |g| g.word);
    let last = page.glyphs.get(line.end.saturating_sub(1)).map_or(0, |g| g.word);
    let line = Line { page, glyphs: line.clone(), words: first..last + 1, role: role as u64 };
    for i in line.glyphs.clone() {
        line.features(i, |key| sink(i, key));
    }
}

/// What stands where a line has no more words.
const EDGE: Word = Word { hash: 1, pos: 1, last: 1, start: 0, end: 0, head: 0, tail: 0, in_phrase: false };

struct Line<'a> {
    page: &'a Page,
    glyphs: Range<usize>,
    words: Range<usize>,
    role: u64,
}

impl Line<'_> {
    /// The character `by` places from glyph `i`, or 1 beyond the line.
    fn c(&self, i: usize, by: isize) -> u64 {
        let at = i.wrapping_add_signed(by);
        if !self.glyphs.contains(&at) {
            return 1;
        }
        self.page.glyphs.get(at).map_or(1, |g| u64::from(g.c))
    }

    /// What the gazetteer knows of the character `by` places from glyph `i`.
    fn known(&self, i: usize, by: isize) -> Known {
        let at = i.wrapping_add_signed(by);
        if !self.glyphs.contains(&at) {
            return Known::default();
        }
        self.page.known.get(at).copied().unwrap_or_default()
    }

    /// The word `by` places from word `i`.
    fn w(&self, i: usize, by: isize) -> Word {
        let at = i.wrapping_add_signed(by);
        if !self.words.contains(&at) {
            return EDGE;
        }
        self.page.words.get(at).copied().unwrap_or(EDGE)
    }

    /// The word in which glyph `at` stands.
    fn word_of(&self, at: usize) -> Word {
        if !self.glyphs.contains(&at) {
            return EDGE;
        }
        self.page.glyphs.get(at).and_then(|g| self.page.words.get(g.word)).copied().unwrap_or(EDGE)
    }

    fn features(&self, i: usize, mut sink: impl FnMut(u32)) {
        let Some(&glyph) = self.page.glyphs.get(i) else { return };
        let mut put = |template: u64, a: u64, b: u64| sink(feature_key::<KEY_BITS>(template, a, b));
        let pair = |a: u64, b: u64| a << 24 | b;

        let [c4, c3, c2, c1, c0, d1, d2, d3, d4] = [-4, -3, -2, -1, 0, 1, 2, 3, 4].map(|by| self.c(i, by));
        put(1, c0, 0);
        put(2, c1, 0);
        put(3, d1, 0);
        put(4, c2, 0);
        put(5, d2, 0);
        put(6, pair(c1, c0), 0);
        put(7, pair(c0, d1), 0);
        put(8, pair(c2, c1), 0);
        put(9, pair(d1, d2), 0);
        put(10, pair(c1, d1), 0);
        put(11, pair(c2, c1), c0);
        put(12, pair(c1, c0), d1);
        put(13, pair(c0, d1), d2);
        put(14, pair(c3, c2), pair(c1, c0));
        put(15, pair(c0, d1), pair(d2, d3));
        put(16, pair(d1, d2), pair(d3, d4));
        put(17, pair(c4, c3), pair(c2, c1));

        let q = glyph.place as u64;
        let [w2, w1, w0, x1, x2] = [-2, -1, 0, 1, 2].map(|by| self.w(glyph.word, by));
        put(20, w0.hash, q);
        put(21, w0.pos, q);
        put(22, w1.hash, q);
        put(23, x1.hash, q);
        put(24, w2.hash, q);
        put(25, x2.hash, q);
        put(26, mix(w1.pos, w0.pos), q);
        put(27, mix(w0.pos, x1.pos), q);
        put(28, mix(mix(w1.pos, w0.pos), x1.pos), q);
        put(29, mix(mix(w2.pos, w1.pos), w0.pos), q);
        put(30, mix(mix(w0.pos, x1.pos), x2.pos), q);
        put(31, mix(w1.hash, w0.hash), q);
        put(32, mix(w0.hash, x1.hash), q);
        put(33, u64::from(w1.last), q);
        put(34, u64::from(x1.last), q);
        put(35, pair(u64::from(w0.last), u64::from(x1.last)), q);
        put(36, pair(u64::from(w1.last), u64::from(w0.last)), q);

        let head = self.w(w0.head, 0);
        let ahead = bucket(w0.head.saturating_sub(glyph.word));
        let tail = self.w(w0.tail, -1);
        let behind = bucket(glyph.word.saturating_sub(w0.tail));
        put(40, head.hash, ahead << 2 | q);
        put(41, u64::from(head.last), ahead << 2 | q);
        put(42, tail.hash, behind << 2 | q);
        put(43, pair(u64::from(head.last), u64::from(tail.last)), pair(ahead << 8 | behind, q));

        let [k2, k1, k0, n1, n2] = [-2, -1, 0, 1, 2].map(|by| self.known(i, by));
        put(70, k0.starts.classes.bits(), bucket(k0.starts.length));
        put(71, k0.ends.classes.bits(), bucket(k0.ends.length));
        put(72, k0.covers.bits(), k0.place as u64);
        put(73, k0.covers.bits(), (k0.place as u64) << 8 | q);
        put(74, k0.ahead.classes.bits(), bucket(k0.ahead.length));
        put(75, mix(k0.ahead.classes.bits(), k0.behind.classes.bits()), bucket(k0.ahead.length) << 8 | bucket(k0.behind.length));
        put(76, mix(k0.character.bits(), n1.character.bits()), n2.character.bits());
        put(77, mix(k2.character.bits(), k1.character.bits()), k0.character.bits());
        put(78, mix(k1.character.bits(), k0.character.bits()), n1.character.bits());
        put(79, k1.ends.classes.bits(), bucket(k1.ends.length));
        put(80, n1.starts.classes.bits(), bucket(n1.starts.length));
        put(81, mix(k1.covers.bits(), k0.covers.bits()), (k1.place as u64) << 4 | k0.place as u64);
        put(82, mix(k0.covers.bits(), n1.covers.bits()), (k0.place as u64) << 4 | n1.place as u64);
        put(83, mix(k0.covers.bits(), k0.ahead.classes.bits()), (k0.place as u64) << 8 | bucket(k0.ahead.length));

        put(50, self.role, c0);
        put(51, u64::from(glyph.quantity), q);
        if let Some(quote) = glyph.quote.checked_sub(1).and_then(|n| self.page.quotes.get(n)) {
            self.quoted(i, quote, put);
        } else {
            put(60, 0, q);
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
