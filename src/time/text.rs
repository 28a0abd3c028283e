//! The characters the grammar reads: widths and script folded, stray spaces left out, each with its place in the text.

use crate::{
    span::{Reading, Span},
    table,
};
use std::{collections::BTreeMap, sync::LazyLock};

static FOLD: LazyLock<BTreeMap<char, char>> = LazyLock::new(|| {
    let rows = table::rows(include_str!("fold.txt"));
    rows.flat_map(|row| row.chars().zip(row.chars().skip(1)).step_by(2)).collect()
});

static FOLDED: LazyLock<CharSet> = LazyLock::new(|| FOLD.keys().copied().collect());

/// A set of characters of the basic plane, a bit for each: the quick answer for most characters of a text.
pub(super) struct CharSet(Vec<u64>);

impl FromIterator<char> for CharSet {
    fn from_iter<I: IntoIterator<Item = char>>(chars: I) -> Self {
        let mut bits = vec![0; 0x1_0000 / 64];
        for c in chars {
            if let Some(word) = bits.get_mut(c as usize / 64) {
                *word |= 1 << (c as usize % 64);
            }
        }
        Self(bits)
    }
}

impl CharSet {
    pub fn contains(&self, c: char) -> bool {
        self.0.get(c as usize / 64).is_some_and(|word| word >> (c as usize % 64) & 1 == 1)
    }
}

/// Folded characters. A white space next to a Chinese character is left out, so that a stray one inside a date does not
/// break it; one between digits or letters stays.
pub(super) struct Chars {
    chars: Vec<char>,
    /// For each character the byte where it starts and the byte where it ends.
    places: Vec<(usize, usize)>,
}

const fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '〇')
}

const fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\u{3000}' | '\u{a0}' | '\t')
}

fn fold(c: char) -> char {
    match c {
        '０'..='９' | 'ａ'..='ｚ' | 'Ａ'..='Ｚ' | '：' | '／' | '－' | '．' | '，' | '（' | '）' | '～' => {
            char::from_u32(c as u32 - 0xfee0).unwrap_or(c)
        }
        '—' | '–' | '―' | '‐' | '‑' | '−' | '─' => '-',
        '〜' | '∼' => '~',
        '\u{4e00}'..='\u{9fff}' if FOLDED.contains(c) => FOLD.get(&c).copied().unwrap_or(c),
        _ => c,
    }
}

impl Chars {
    pub fn new(text: &str) -> Self {
        let (mut chars, mut places) = (Vec::with_capacity(text.len() / 3), Vec::with_capacity(text.len() / 3));
        let mut previous = '\n';
        let mut rest = text.char_indices().peekable();
        while let Some((at, c)) = rest.next() {
            let next = rest.peek().map_or('\n', |(_, c)| *c);
            if is_blank(c) && (is_han(previous) || is_han(next)) {
                continue;
            }
            previous = c;
            chars.push(fold(c));
            places.push((at, at + c.len_utf8()));
        }
        Self { chars, places }
    }

    /// The characters.
    pub fn as_slice(&self) -> &[char] {
        &self.chars
    }

    /// The stretch of text from the character `start` up to and without the character `end`.
    pub fn span(&self, start: usize, end: usize) -> Span<Reading> {
        let first = self.places.get(start).map_or(0, |p| p.0);
        let last = end.checked_sub(1).and_then(|i| self.places.get(i)).map_or(first, |p| p.1);
        Span::new(first, last)
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
