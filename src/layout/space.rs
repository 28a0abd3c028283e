//! Which spaces and line breaks inside a paragraph are read as a space.
//!
//! Chinese is written without spaces, so a space between two characters is either noise of the file (沭 河 国 际 酒 店) or stands
//! for something: it parts the names of a list, a dateline from its text, the halves of a headline. What the rest of the page
//! does tells which.

use super::{
    byline,
    clean::{self, Fate},
    line::Line,
};
use crate::codepoints::CharTable;
use rustc_hash::FxHashSet;

/// One character of a paragraph, with what parts it from the one before.
#[derive(Clone, Copy, Debug)]
pub struct Glyph {
    /// Its byte in the source.
    pub at: usize,
    /// The character as written.
    pub from: char,
    /// The character as read.
    pub to: char,
    /// What stands before it.
    pub gap: Gap,
}

/// What stands between two characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    /// Nothing.
    None,
    /// White space: where, its first character, and whether it is wider than one ASCII space.
    Space { at: usize, from: char, wide: bool },
    /// A line break.
    Joint { at: usize, from: char },
}

impl Gap {
    /// Where it stands and the character that may be read as a space.
    pub fn place(self) -> Option<(usize, char)> {
        match self {
            Self::None => None,
            Self::Space { at, from, .. } | Self::Joint { at, from } => Some((at, from)),
        }
    }

    fn is_space(self) -> bool {
        matches!(self, Self::Space { .. })
    }
}

/// The glyphs of the paragraph that `lines` make up.
pub fn glyphs(source: &str, lines: &[Line]) -> Vec<Glyph> {
    let mut glyphs: Vec<Glyph> = Vec::with_capacity(lines.iter().map(|l| l.chars).sum());
    for line in lines {
        let mut gap = match glyphs.last() {
            Some(last) => joint(source, last.at + last.from.len_utf8()),
            None => Gap::None,
        };
        for (i, from) in line.of(source).char_indices() {
            let at = line.text + i;
            match clean::fate(from) {
                Fate::Read(to) => {
                    glyphs.push(Glyph { at, from, to, gap });
                    gap = Gap::None;
                }
                Fate::Space => {
                    gap = match gap {
                        Gap::None => Gap::Space { at, from, wide: !matches!(from, ' ' | '\u{A0}') },
                        Gap::Space { at, from, .. } => Gap::Space { at, from, wide: true },
                        joint => joint,
                    }
                }
                Fate::Break | Fate::Drop => {}
            }
        }
    }
    read_zeros(&mut glyphs);
    glyphs
}

/// A circle among Chinese digits is a zero (二○二○年).
fn read_zeros(glyphs: &mut [Glyph]) {
    let circle = |g: &Glyph| matches!(g.to, '○' | '◯');
    if !glyphs.iter().any(circle) {
        return;
    }
    let digit = |g: Option<&Glyph>| g.is_some_and(|g| "〇一二三四五六七八九十".contains(g.to));
    for i in 0..glyphs.len() {
        let beside = digit(glyphs.get(i + 1)) || digit(i.checked_sub(1).and_then(|b| glyphs.get(b)));
        if let Some(glyph) = glyphs.get_mut(i).filter(|g| beside && circle(g)) {
            glyph.to = '〇';
        }
    }
}

/// The first line break at or after byte `at`.
fn joint(source: &str, at: usize) -> Gap {
    let found = source.get(at..).and_then(|rest| rest.char_indices().find(|(_, c)| clean::fate(*c) == Fate::Break));
    match found {
        Some((i, from)) => Gap::Joint { at: at + i, from },
        None => Gap::None,
    }
}

/// What the page does with spaces.
#[derive(Debug, Default)]
pub struct Spacing {
    /// Pairs of Chinese characters that a space parts somewhere and that stand side by side elsewhere on the page.
    pairs: FxHashSet<(char, char)>,
    /// Letters that were cut at the end of a line without regard to words.
    cuts_words: bool,
    /// Spaces stand anywhere.
    noisy: bool,
}

impl Spacing {
    /// Reads the habits of a page.
    pub fn read(source: &str, lines: &[Line]) -> Self {
        let mut spacing = Self::default();
        let spaced: Vec<Vec<Glyph>> =
            lines.iter().filter(|l| l.spaced).map(|l| glyphs(source, std::slice::from_ref(l))).collect();
        spacing.read_pairs(source, lines, &spaced);
        for pair in lines.windows(2) {
            let [a, b] = pair else { continue };
            let (last, first) = (a.last(source).unwrap_or(' '), b.first(source).unwrap_or(' '));
            spacing.cuts_words |= last.is_ascii_digit() && first.is_ascii_digit() || matches!(first, '，' | '。' | '、');
        }
        let odd: usize = spaced.iter().map(|glyphs| spacing.oddities(glyphs)).sum();
        let han = || lines.iter().flat_map(|l| l.of(source).chars()).filter(|c| clean::is_han(*c)).count();
        spacing.noisy = odd >= 3 && odd * 250 > han();
        spacing
    }

    /// Looks which of the pairs that a space parts somewhere stand side by side elsewhere.
    fn read_pairs(&mut self, source: &str, lines: &[Line], spaced: &[Vec<Glyph>]) {
        let mut parted = FxHashSet::default();
        let mut firsts = CharTable::<bool>::new();
        for pair in spaced.iter().flat_map(|glyphs| glyphs.windows(2)) {
            if let [a, b] = pair
                && b.gap != Gap::None
                && clean::is_han(a.to)
                && clean::is_han(b.to)
            {
                parted.insert((a.to, b.to));
                firsts.set(a.to, |first| *first = true);
            }
        }
        if parted.is_empty() {
            return;
        }
        for line in lines {
            let mut before = None;
            for c in line.of(source).chars() {
                if let Some(pair) = before.map(|b| (b, c)).filter(|pair| parted.contains(pair)) {
                    self.pairs.insert(pair);
                }
                before = Some(c).filter(|c| firsts.get(*c) || *c > '\u{FFFF}');
            }
        }
    }

    /// Spaces that a writer would not have put.
    fn oddities(&self, glyphs: &[Glyph]) -> usize {
        if glyphs.iter().any(|g| g.gap.is_space()) { self.odd_spaces(glyphs, &Runs::of(glyphs)) } else { 0 }
    }

    fn odd_spaces(&self, glyphs: &[Glyph], runs: &Runs) -> usize {
        let odd = |i: usize| {
            let Some((a, b)) = around(glyphs, i).filter(|(a, b)| clean::is_han(a.to) && clean::is_han(b.to)) else {
                return false;
            };
            let narrow = matches!(b.gap, Gap::Space { wide: false, .. });
            narrow
                && !runs.at(i).listed
                && (runs.at(i).before == 1 || runs.at(i).after == 1 || self.pairs.contains(&(a.to, b.to)))
        };
        (1..glyphs.len()).filter(|i| odd(*i)).count()
    }

    /// For every glyph, whether a space is read before it.
    pub fn kept(&self, glyphs: &[Glyph]) -> Vec<bool> {
        if glyphs.iter().all(|g| g.gap == Gap::None) {
            return vec![false; glyphs.len()];
        }
        let runs = Runs::of(glyphs);
        let odd = self.odd_spaces(glyphs, &runs);
        let noisy = self.noisy || odd >= 3;
        let sentence = glyphs.iter().any(|g| clean::ends_sentence(g.to)) || glyphs.len() > 45;
        let view = View { spacing: self, glyphs, runs: &runs, noisy, odd: odd > 0, display: !sentence };
        (0..glyphs.len()).map(|i| view.keeps(i)).collect()
    }
}

/// A paragraph and what is known of its spaces.
struct View<'a> {
    spacing: &'a Spacing,
    glyphs: &'a [Glyph],
    runs: &'a Runs,
    noisy: bool,
    odd: bool,
    display: bool,
}

impl View<'_> {
    fn keeps(&self, i: usize) -> bool {
        let Some((a, b)) = around(self.glyphs, i) else { return false };
        match b.gap {
            Gap::None => false,
            Gap::Joint { .. } => self.keeps_joint(i, a.to, b.to),
            Gap::Space { wide, .. } => self.keeps_space(i, a.to, b.to, wide),
        }
    }

    fn keeps_joint(&self, i: usize, a: char, b: char) -> bool {
        if clean::is_letter(a) && clean::is_letter(b) {
            return !self.spacing.cuts_words;
        }
        i > 0 && self.runs.at(i - 1).listed && self.runs.at(i).credit
    }

    fn keeps_space(&self, i: usize, a: char, b: char, wide: bool) -> bool {
        let (before, after) = (self.runs.at(i).before, self.runs.at(i).after);
        let number = |c: char| c.is_ascii_digit();
        if clean::is_letter(a) && clean::is_letter(b) || clean::is_letter(a) && number(b) || number(a) && clean::is_letter(b) {
            return true;
        }
        if number(a) && number(b) {
            let thousands = before <= 3 && after == 3;
            return self.parts_stamp(i) || (wide || !self.noisy && !self.odd) && !thousands;
        }
        if clean::is_cjk_punctuation(a) || clean::is_cjk_punctuation(b) {
            return !self.noisy && !clean::is_cjk_punctuation(b) && (clean::ends_sentence(a) || clean::closes(a));
        }
        if self.runs.at(i).listed {
            return self.parts_names(i);
        }
        if self.runs.at(i).dateline {
            return true;
        }
        if before == 1 || after == 1 {
            return wide && before + after > 3;
        }
        if clean::is_han(a) && clean::is_han(b) {
            return wide || !self.noisy && (self.display || !self.spacing.pairs.contains(&(a, b)));
        }
        if number(a) || number(b) {
            return wide || self.display && !self.noisy && before > 2 && after > 2;
        }
        wide || !self.noisy
    }
}

impl View<'_> {
    /// Whether the space before glyph `i` parts two names of a list or stands inside one. A name of two characters
    /// is often set with a space to be as wide as one of three, and a stray space cuts off one character of a longer name.
    fn parts_names(&self, i: usize) -> bool {
        let (before, after) = (self.runs.at(i).before, self.runs.at(i).after);
        let next = i + after;
        let spaced = self.glyphs.get(next).is_some_and(|g| g.gap.is_space());
        let word = |at: usize| self.runs.at(at).credit;
        let at = |i: usize| self.glyphs.get(i).map_or(' ', |g| g.to);
        let ends = after == 1 && matches!(at(i), '文' | '摄' | '图') || matches!((at(i), at(i + 1)), ('报', '道') | ('整', '理'));
        if word(i) || ends {
            return true;
        }
        match (before, after) {
            (1, 1) => false,
            // One character that has found its other half already stands apart from what follows.
            (1, _) => i.checked_sub(1).is_some_and(|a| self.runs.at(a).before == 1),
            // One character goes with what follows it, where that is short and no word of the credit.
            (_, 1) => spaced && !word(next) && self.runs.at(next).after <= 2,
            _ => true,
        }
    }

    /// Whether the space parts the date and the time of a stamp (2023-01-10 16:40).
    fn parts_stamp(&self, i: usize) -> bool {
        let mark =
            |at: Option<usize>| at.and_then(|at| self.glyphs.get(at)).is_some_and(|g| matches!(g.to, ':' | '：' | '-' | '/'));
        mark(Some(i + self.runs.at(i).after)) || mark(i.checked_sub(self.runs.at(i).before + 1))
    }
}

fn around(glyphs: &[Glyph], i: usize) -> Option<(&Glyph, &Glyph)> {
    Some((glyphs.get(i.checked_sub(1)?)?, glyphs.get(i)?))
}

/// The stretches between spaces and punctuation, glyph by glyph.
struct Runs(Vec<Place>);

/// Where a glyph stands.
#[derive(Clone, Copy, Debug, Default)]
struct Place {
    /// How many characters of its stretch stand before it.
    before: usize,
    /// How many follow, itself included.
    after: usize,
    /// Whether it stands among the names of a credit.
    listed: bool,
    /// Whether a word of a credit (记者, 通讯员) begins here.
    credit: bool,
    /// Whether a dateline (本报讯) ends before it.
    dateline: bool,
}

impl Runs {
    fn of(glyphs: &[Glyph]) -> Self {
        let mut places = Vec::with_capacity(glyphs.len());
        let (mut count, mut listed) = (0, false);
        for (i, g) in glyphs.iter().enumerate() {
            let letter = clean::is_word(g.to);
            let credit = byline::credit_at(glyphs.iter().skip(i).map(|g| g.to));
            listed = credit || listed && (letter || matches!(g.to, '·' | '/' | '□'));
            let last = i.checked_sub(1).and_then(|b| glyphs.get(b)).map(|g| g.to);
            let dateline = g.gap != Gap::None && i < 60 && matches!(last, Some('讯' | '电'));
            // How many follow is counted from the end; until then it says whether the glyph is of a stretch at all.
            let word = letter || matches!(g.to, '.' | '%');
            places.push(Place { before: count, after: usize::from(word), listed, credit, dateline });
            count = match word {
                true if g.gap.is_space() => 1,
                true => count + 1,
                false => 0,
            };
        }
        let mut count = 0;
        for (place, g) in places.iter_mut().zip(glyphs).rev() {
            count = if place.after > 0 { count + 1 } else { 0 };
            place.after = count;
            if g.gap.is_space() {
                count = 0;
            }
        }
        Self(places)
    }

    fn at(&self, i: usize) -> Place {
        self.0.get(i).copied().unwrap_or_default()
    }
}
