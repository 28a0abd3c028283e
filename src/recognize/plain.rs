//! The text as the readers of numbers want it: no stray spaces between Chinese characters, no full-width letters or digits.

use crate::span::{Source, Span};

/// A text without its stray spaces, and the way back.
pub struct Plain {
    text: String,
    /// For every byte of `text` the byte of the source that its character starts at, and for its end the length of the source.
    starts: Vec<usize>,
    /// For every byte of `text` the byte after its character in the source.
    ends: Vec<usize>,
}

impl Plain {
    pub fn new(source: &str) -> Self {
        let chars: Vec<(usize, char)> = source.char_indices().collect();
        let mut plain = Self { text: String::with_capacity(source.len()), starts: Vec::new(), ends: Vec::new() };
        // Whether the white space that is being read stands at a Chinese character, before or behind.
        let mut stray = false;
        for (i, &(at, c)) in chars.iter().enumerate() {
            let before = i.checked_sub(1).and_then(|i| chars.get(i)).map(|p| p.1);
            if c.is_whitespace() {
                if before.is_none_or(|before| !before.is_whitespace()) {
                    let next = chars.iter().skip(i).map(|p| p.1).find(|c| !c.is_whitespace());
                    stray = [before, next].into_iter().flatten().any(is_chinese);
                }
                if stray {
                    continue;
                }
            }
            let after = chars.get(i + 1).map(|p| p.1);
            plain.push(at, c.len_utf8(), fold(before, c, after));
        }
        plain
    }

    fn push(&mut self, at: usize, len: usize, c: char) {
        self.text.push(c);
        self.starts.resize(self.text.len(), at);
        self.ends.resize(self.text.len(), at + len);
    }

    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Where the bytes from `start` up to `end` came from.
    pub fn source(&self, start: usize, end: usize) -> Span<Source> {
        let first = self.starts.get(start).copied().unwrap_or_default();
        let last = end.checked_sub(1).and_then(|i| self.ends.get(i)).copied().unwrap_or(first);
        Span::new(first, last)
    }
}

fn is_chinese(c: char) -> bool {
    ('\u{3400}'..='\u{9fff}').contains(&c) || c == '〇'
}

/// Full width to half width. A comma separates thousands only between digits of its own width.
fn fold(before: Option<char>, c: char, after: Option<char>) -> char {
    let wide_digit = |c: Option<char>| c.is_some_and(|c| ('０'..='９').contains(&c));
    match c {
        '，' if !(wide_digit(before) && wide_digit(after)) => c,
        '：' | '；' | '！' | '？' | '（' | '）' => c,
        '！'..='～' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        _ => c,
    }
}
