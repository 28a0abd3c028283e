//! What a character of the source becomes in the reading text: itself, another character, white space or nothing.
//!
//! ```text
//! '１' ─▶ '1'      '⾦' (Kangxi radical) ─▶ '金'      U+3000 ─▶ space      U+200B, NUL, bidi marks ─▶ nothing
//! ```

use crate::table;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// What layout does with one character, wherever it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is read as this character.
    Read(char),
    /// It is white space within a line.
    Space,
    /// It ends a line.
    Break,
    /// It is not read.
    Drop,
}

/// What becomes of `c`.
pub fn fate(c: char) -> Fate {
    if matches!(c, '\u{3400}'..='\u{9FFF}') {
        return Fate::Read(c);
    }
    match c {
        '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Fate::Break,
        ' ' | '\t' | '\u{3000}' | '\u{A0}' => Fate::Space,
        ' '..='~' => Fate::Read(c),
        _ if is_invisible(c) => Fate::Drop,
        _ if c.is_whitespace() => Fate::Space,
        _ => Fate::Read(fold(c)),
    }
}

/// Controls, bidi marks, zero-width spaces and other format characters that a reader never sees. Joiners stay: they make one of
/// the characters beside them.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180E}' | '\u{200B}' | '\u{200E}' | '\u{200F}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{FFFE}' | '\u{FFFF}')
}

/// Whether `c` chooses the form of the character before it (葛󠄀), which it is a part of.
pub fn is_selector(c: char) -> bool {
    matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

/// The character that `c` is read as.
fn fold(c: char) -> char {
    match c {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '\u{3400}'..='\u{9FFF}' | '，' | '、' | '。' => c,
        _ => FOLDS.get(&c).copied().unwrap_or(c),
    }
}

static FOLDS: LazyLock<FxHashMap<char, char>> = LazyLock::new(|| {
    let pair = |line: &str| {
        let (from, to) = line.split_once('\t')?;
        Some((from.chars().next()?, to.chars().next()?))
    };
    table::rows(include_str!("folds.tsv")).filter_map(pair).collect()
});

/// Whether `c` is a Chinese character.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '〇' | '\u{20000}'..='\u{323AF}')
}

/// Whether `c` is a Chinese character, a letter or a digit. Asks first what is quickly told: the tables of all scripts are slow.
pub fn is_word(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphanumeric() } else { is_han(c) || !is_usual_mark(c) && c.is_alphanumeric() }
}

/// Whether `c` is one of the marks of Chinese text that are no letters, by the blocks they fill.
const fn is_usual_mark(c: char) -> bool {
    matches!(c, '\u{2000}'..='\u{206F}' | '\u{3000}'..='\u{3004}' | '\u{3008}'..='\u{3020}' | '\u{FF01}'..='\u{FF0F}'
        | '\u{FF1A}'..='\u{FF20}')
}

/// Whether `c` is a letter of a script that parts its words by spaces.
pub fn is_letter(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphabetic() } else { !is_han(c) && !is_usual_mark(c) && !is_full_width(c) && c.is_alphabetic() }
}

/// Whether `c` takes a full square of the page, as Chinese characters and their punctuation do.
pub fn is_full_width(c: char) -> bool {
    // First what most characters are.
    matches!(c, '\u{4E00}'..='\u{9FFF}')
        || matches!(c, '\u{1100}'..='\u{115F}' | '\u{2E80}'..='\u{A4CF}' | '\u{AC00}'..='\u{D7A3}' | '\u{F900}'..='\u{FAFF}'
        | '\u{FE30}'..='\u{FE6F}' | '\u{FF01}'..='\u{FF60}' | '\u{FFE0}'..='\u{FFE6}' | '\u{1F300}'..='\u{1FAFF}'
        | '\u{20000}'..='\u{3FFFF}' | '“' | '”' | '‘' | '’' | '—' | '…' | '·' | '□' | '■' | '●' | '▲' | '◆' | '○')
}

/// Punctuation that ends a sentence.
pub fn ends_sentence(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '…' | '!' | '?')
}

/// Punctuation after which a sentence goes on.
pub fn leaves_open(c: char) -> bool {
    matches!(c, '，' | '、' | ',' | '（' | '(' | '《' | '“' | '‘' | '「' | '『' | '〔' | '〈' | '－' | '-' | '·')
}

/// Closing marks and pauses that never begin a line of their own.
pub fn cannot_begin(c: char) -> bool {
    matches!(
        c,
        '，' | '。'
            | '、'
            | '；'
            | '：'
            | '！'
            | '？'
            | '”'
            | '’'
            | '）'
            | '》'
            | '」'
            | '』'
            | '〕'
            | '〉'
            | '·'
            | '%'
            | '％'
            | '℃'
    )
}

/// Closing brackets and quotes, which may follow the end of a sentence.
pub fn closes(c: char) -> bool {
    matches!(c, '”' | '’' | '）' | ')' | '》' | '」' | '』' | '〕' | '】' | '"' | '\'')
}

/// Chinese punctuation, beside which no space is needed.
pub fn is_cjk_punctuation(c: char) -> bool {
    cannot_begin(c) && c != '%' || matches!(c, '“' | '‘' | '（' | '《' | '「' | '『' | '〔' | '〈' | '【' | '】' | '—' | '…')
}
