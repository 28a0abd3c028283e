//! The page as the tagger's features read it: characters with the word each stands in, words with the head of the noun phrase
//! ahead of them, quotation marks and brackets with what is between them.

use super::known::{self, Known};
use crate::{
    entity::{
        Input,
        gazetteer::{Found, Gazetteer},
    },
    layout::Role,
    segment::Token,
};
use std::ops::Range;

/// Where a character stands in its word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum InWord {
    /// First of several.
    #[default]
    First,
    /// Neither first nor last.
    Middle,
    /// Last of several.
    Last,
    /// The only one.
    Only,
}

/// A character as the features see it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Glyph {
    /// The byte of the reading text at which it starts.
    pub at: usize,
    /// The character, digits made 0 and half-width punctuation full-width.
    pub c: u32,
    /// The number of its word.
    pub word: usize,
    /// Where it stands in that word.
    pub place: InWord,
    /// What stands here already: 0 nothing, 1 a figure begins, 2 goes on, 3 a time begins, 4 goes on.
    pub quantity: u8,
    /// The number of the innermost pair of marks around it, plus one; 0 outside.
    pub quote: usize,
}

/// A word as the features see it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Word {
    /// A hash of its characters.
    pub hash: u64,
    /// A number for its part of speech.
    pub pos: u64,
    /// Its last character.
    pub last: u32,
    /// The number of its first glyph.
    pub start: usize,
    /// The number after its last glyph.
    pub end: usize,
    /// The number of the last word of the noun phrase it stands in.
    pub head: usize,
    /// The number of the first word of that phrase.
    pub tail: usize,
    /// Whether it stands in such a phrase at all.
    pub in_phrase: bool,
}

/// A pair of marks: “ ”, 《 》, （ ） and their kin.
#[derive(Clone, Copy, Debug, Default)]
pub struct Quote {
    /// The glyph of the opening mark.
    pub open: usize,
    /// The glyph of the closing mark.
    pub close: usize,
    /// Which marks they are, by the opening one.
    pub kind: u32,
}

/// The page.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// Its characters.
    pub glyphs: Vec<Glyph>,
    /// Its words.
    pub words: Vec<Word>,
    /// Its pairs of marks.
    pub quotes: Vec<Quote>,
    /// What the gazetteer knows of each character.
    pub known: Vec<Known>,
    /// Its lines, one for a block, as ranges of glyphs, line breaks left out, with the block's role.
    pub lines: Vec<(Range<usize>, Role)>,
}

impl Page {
    /// Prepares `input`, in which the gazetteer found `found`.
    #[inline(never)]
    pub fn new(input: &Input, gazetteer: &Gazetteer, found: &Found) -> Self {
        // Most characters of an article take three bytes.
        let (glyphs, words) = (Vec::with_capacity(input.text.len() / 3), Vec::with_capacity(input.tokens.len()));
        let mut page = Self { glyphs, words, ..Self::default() };
        for (number, token) in input.tokens.iter().enumerate() {
            page.push_word(number, token, input.text);
        }
        page.find_heads();
        page.find_lines(input);
        page.find_quotes();
        page.mark_quantities(input);
        page.known = known::look_up(&page.glyphs, &page.words, found, gazetteer);
        page
    }

    /// The number of the word in which a glyph stands.
    pub fn word_at(&self, glyph: usize) -> usize {
        self.glyphs.get(glyph).map_or(0, |g| g.word)
    }

    fn push_word(&mut self, number: usize, token: &Token, text: &str) {
        let start = self.glyphs.len();
        let mut hash = 0;
        let mut last = 0;
        let slice = token.span.of(text);
        for (i, c) in slice.char_indices() {
            last = normal(c);
            hash = mix(hash, u64::from(last));
            self.glyphs.push(Glyph { at: token.span.start + i, c: last, word: number, ..Glyph::default() });
        }
        let end = self.glyphs.len();
        for (i, glyph) in self.glyphs.iter_mut().enumerate().skip(start) {
            glyph.place = match (i == start, i + 1 == end) {
                (true, true) => InWord::Only,
                (true, false) => InWord::First,
                (false, true) => InWord::Last,
                (false, false) => InWord::Middle,
            };
        }
        let pos = token.pos.as_str().bytes().fold(0, |h, b| h << 8 | u64::from(b));
        self.words.push(Word { hash, pos, last, start, end, head: number, tail: number, in_phrase: false });
    }

    /// Finds for each word the phrase it stands in: a run of words that can build a name.
    fn find_heads(&mut self) {
        const LONGEST: usize = 12;
        let mut tail = 0;
        for i in 0..self.words.len() {
            if !self.builds(i) {
                tail = i + 1;
                continue;
            }
            if let Some(word) = self.words.get_mut(i) {
                word.tail = tail.max(i.saturating_sub(LONGEST));
            }
        }
        let mut head = None;
        for i in (0..self.words.len()).rev() {
            if !self.builds(i) {
                head = None;
                continue;
            }
            let end = *head.get_or_insert(i);
            if let Some(word) = self.words.get_mut(i) {
                word.head = end.min(i + LONGEST);
                word.in_phrase = true;
            }
        }
    }

    /// Whether a word of this part of speech can stand inside a name: nouns, verbs of several characters, adjectives, letters
    /// and numbers.
    fn builds(&self, word: usize) -> bool {
        let Some(word) = self.words.get(word) else { return false };
        let length = word.end - word.start;
        let first = (word.pos >> (8 * (8 - 1 - word.pos.leading_zeros() as u64 / 8))) as u8;
        let name_mark = matches!(char::from_u32(word.last), Some('·' | '-' | '—'));
        match first {
            b'n' | b'b' | b'e' | b's' | b'i' | b'l' | b'j' | b'z' | b'm' | b'q' | b'g' | b'f' => true,
            b'v' | b'a' => length > 1,
            b'x' => name_mark || char::from_u32(word.last).is_some_and(char::is_alphanumeric),
            _ => false,
        }
    }

    fn find_lines(&mut self, input: &Input) {
        let mut blocks = input.blocks.iter().peekable();
        let mut start = 0;
        let ends = self.glyphs.iter().enumerate().filter(|(_, g)| g.c == '\n' as u32).map(|(i, _)| i);
        for end in ends.chain([self.glyphs.len()]) {
            if end > start {
                let at = self.glyphs.get(start).map_or(0, |g| g.at);
                while blocks.next_if(|b| b.span.end <= at).is_some() {}
                let role = blocks.peek().filter(|b| b.span.start <= at).map_or(Role::Body, |b| b.role);
                self.lines.push((start..end, role));
            }
            start = end + 1;
        }
    }

    /// Pairs marks within a line. A mark that finds no partner stays alone.
    fn find_quotes(&mut self) {
        const DEEPEST: usize = 8;
        for (line, _) in &self.lines {
            let mut open: Vec<(usize, char)> = Vec::new();
            for i in line.clone() {
                let Some(c) = self.glyphs.get(i).and_then(|g| char::from_u32(g.c)) else { continue };
                let straight_closes = c == '"' && open.last().is_some_and(|&(_, kind)| kind == '"');
                let closes = if straight_closes { Some('"') } else { closing(c) };
                if let Some(kind) = closes {
                    if let Some(depth) = open.iter().rposition(|&(_, k)| k == kind) {
                        let at = open.get(depth).map_or(i, |&(at, _)| at);
                        open.truncate(depth);
                        self.quotes.push(Quote { open: at, close: i, kind: if kind == '"' { '“' } else { kind } as u32 });
                    }
                } else if c == '"' || opening(c) {
                    if open.len() == DEEPEST {
                        open.remove(0);
                    }
                    open.push((i, c));
                }
            }
        }
        self.quotes.sort_unstable_by_key(|q| q.open);
        let mut around: Vec<(usize, usize)> = Vec::new();
        let mut next = self.quotes.iter().enumerate().peekable();
        for (i, glyph) in self.glyphs.iter_mut().enumerate() {
            while around.pop_if(|&mut (close, _)| close <= i).is_some() {}
            glyph.quote = around.last().map_or(0, |&(_, number)| number + 1);
            if let Some((number, quote)) = next.next_if(|(_, q)| q.open == i) {
                around.push((quote.close, number));
            }
        }
    }

    fn mark_quantities(&mut self, input: &Input) {
        let figures = input.figures.iter().map(|f| (f.span, 1));
        let times = input.times.iter().map(|t| (t.span, 3));
        for (span, code) in figures.chain(times) {
            let from = self.glyphs.partition_point(|g| g.at < span.start);
            for (i, glyph) in self.glyphs.iter_mut().enumerate().skip(from).take_while(|(_, g)| g.at < span.end) {
                glyph.quantity = if i == from { code } else { code + 1 };
            }
        }
    }
}

/// One step of the hash that names features.
pub const fn mix(hash: u64, value: u64) -> u64 {
    (hash.rotate_left(23) ^ value).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// The hash of a word, as that of the words of a page.
pub fn word_hash(word: &str) -> u64 {
    word.chars().fold(0, |hash, c| mix(hash, u64::from(c)))
}

/// The number of a feature, of `BITS` bits: a hash of its template and its values.
pub const fn feature_key<const BITS: u32>(template: u64, a: u64, b: u64) -> u32 {
    let hash = mix(mix(mix(0, template), a), b);
    (mix(hash, hash >> 29) >> (64 - BITS)) as u32
}

/// The character as the features see it: every digit alike, half-width punctuation as full-width.
fn normal(c: char) -> u32 {
    let c = match c {
        '0'..='9' => '0',
        ',' => '，',
        ';' => '；',
        ':' => '：',
        '(' => '（',
        ')' => '）',
        '!' => '！',
        '?' => '？',
        '「' | '『' => '“',
        '」' | '』' => '”',
        '•' | '‧' | '・' | '．' => '·',
        '\u{3000}' | '\u{a0}' | '\t' => ' ',
        _ => c,
    };
    c as u32
}

const fn opening(c: char) -> bool {
    matches!(c, '“' | '‘' | '《' | '〈' | '（' | '【' | '［' | '[')
}

const fn closing(c: char) -> Option<char> {
    Some(match c {
        '”' => '“',
        '’' => '‘',
        '》' => '《',
        '〉' => '〈',
        '）' => '（',
        '】' => '【',
        '］' => '［',
        ']' => '[',
        _ => return None,
    })
}
