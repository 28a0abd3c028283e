//! The text as the rules read it.

use crate::{
    entity::{
        Input,
        gazetteer::{Class, ClassSet, Found, Gazetteer, Match},
    },
    segment::Token,
    span::{Reading, Span},
};

/// A text with its tokens and the gazetteer's entries in it.
pub struct View<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token],
    pub found: &'a Found,
    gazetteer: &'a Gazetteer,
}

impl<'a> View<'a> {
    pub fn new(input: &Input<'a>, gazetteer: &'a Gazetteer, found: &'a Found) -> Self {
        Self { text: input.text, tokens: input.tokens, found, gazetteer }
    }

    /// The characters from byte `at` on.
    pub fn after(&self, at: usize) -> std::str::Chars<'a> {
        self.text.get(at..).unwrap_or_default().chars()
    }

    /// The characters before byte `at`, the nearest first.
    pub fn before(&self, at: usize) -> impl Iterator<Item = char> + use<'a> {
        self.text.get(..at).unwrap_or_default().chars().rev()
    }

    pub fn slice(&self, start: usize, end: usize) -> &'a str {
        self.text.get(start..end).unwrap_or_default()
    }

    pub fn starts(&self, at: usize, classes: impl Into<ClassSet>) -> Option<Match> {
        self.found.starting_at(at, classes.into())
    }

    pub fn ends(&self, at: usize, classes: impl Into<ClassSet>) -> Option<Match> {
        self.found.ending_at(at, classes.into())
    }

    pub fn is(&self, c: char, class: Class) -> bool {
        self.gazetteer.of_character(c).has(class)
    }

    /// The number of the token that byte `at` stands in.
    pub fn token_at(&self, at: usize) -> usize {
        self.tokens.partition_point(|t| t.span.end <= at)
    }

    /// Whether a token starts at byte `at`, or the text ends there.
    pub fn is_edge(&self, at: usize) -> bool {
        self.tokens.get(self.token_at(at)).is_none_or(|t| t.span.start == at)
    }

    /// Whether a word can end before byte `at` and a name start there: not inside a run that the segmenter took for one word.
    pub fn is_clause_start(&self, at: usize) -> bool {
        self.before(at).next().is_none_or(|c| !c.is_alphanumeric())
    }

    /// The end of the run of Chinese characters that starts at byte `at`.
    pub fn hanzi_end(&self, at: usize) -> usize {
        at + self.after(at).take_while(|c| is_hanzi(*c)).map(char::len_utf8).sum::<usize>()
    }
}

/// Whether `c` is a Chinese character.
pub fn is_hanzi(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' | '〇')
}

/// A span from `start` to `end`.
pub const fn span(start: usize, end: usize) -> Span<Reading> {
    Span::new(start, end)
}
