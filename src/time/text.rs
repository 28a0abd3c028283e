//! The characters the grammar reads: widths and script folded, stray spaces left out, each with its place in the text.

use crate::{
    codepoints::CharTable,
    span::{Reading, Span},
    table,
};
use std::sync::LazyLock;

/// What characters are read as; `\0` for those that stay as they are.
static FOLD: LazyLock<CharTable<char>> = LazyLock::new(|| {
    let rows = table::rows(include_str!("fold.txt"));
    let script = rows.flat_map(|row| row.chars().zip(row.chars().skip(1)).step_by(2));
    let wide = ('０'..='９').chain('ａ'..='ｚ').chain('Ａ'..='Ｚ').chain("：／－．，（）～".chars());
    let narrow = wide.filter_map(|c| Some((c, char::from_u32(c as u32 - 0xfee0)?)));
    let dashes = "—–―‐‑−─".chars().map(|c| (c, '-'));
    let waves = "〜∼".chars().map(|c| (c, '~'));
    script.chain(narrow).chain(dashes).chain(waves).collect()
});

/// Folded characters. A white space next to a Chinese character is left out, so that a stray one inside a date does not
/// break it; one between digits or letters stays.
pub(super) struct Chars<'a> {
    text: &'a str,
    chars: Vec<char>,
    /// For each character the byte where it starts.
    starts: Vec<usize>,
}

const fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '〇')
}

const fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\u{3000}' | '\u{a0}' | '\t')
}

fn fold(table: &CharTable<char>, c: char) -> char {
    match table.get(c) {
        '\0' => c,
        folded => folded,
    }
}

impl<'a> Chars<'a> {
    pub fn new(text: &'a str) -> Self {
        let (mut chars, mut starts) = (Vec::with_capacity(text.len() / 2), Vec::with_capacity(text.len() / 2));
        let table: &CharTable<char> = &FOLD;
        let mut previous = '\n';
        for (at, c) in text.char_indices() {
            if is_blank(c) {
                let next = text.get(at + c.len_utf8()..).and_then(|rest| rest.chars().next());
                if is_han(previous) || next.is_some_and(is_han) {
                    continue;
                }
            }
            previous = c;
            chars.push(fold(table, c));
            starts.push(at);
        }
        Self { text, chars, starts }
    }

    /// The characters.
    pub fn as_slice(&self) -> &[char] {
        &self.chars
    }

    /// The stretch of text from the character `start` up to and without the character `end`.
    pub fn span(&self, start: usize, end: usize) -> Span<Reading> {
        let first = self.starts.get(start).copied().unwrap_or(0);
        let last = end.checked_sub(1).and_then(|i| self.starts.get(i)).copied();
        let width = last.and_then(|at| self.text.get(at..)?.chars().next()).map_or(0, char::len_utf8);
        Span::new(first, last.map_or(first, |at| at + width))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_and_squeezes() {
        let text = "１２ 月 24日 8:00 pm 個";
        let chars = Chars::new(text);
        assert_eq!(chars.as_slice().iter().collect::<String>(), "12月24日8:00 pm个");
        assert_eq!(chars.span(0, 3).of(text), "１２ 月");
    }
}
