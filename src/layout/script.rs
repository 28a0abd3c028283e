//! Traditional characters read as Simplified ones, so that one dictionary serves both.

use super::clean::is_han;
use crate::table;
use rustc_hash::FxHashMap;
use std::{borrow::Cow, sync::LazyLock};

/// Of a hundred Chinese characters, how many must be Traditional for the text to be written so. Simplified text holds a few, in
/// names and quotations (於, 乾隆), which stay; running Traditional text has about thirty.
const PERCENT: usize = 8;

static SIMPLIFIED: LazyLock<FxHashMap<char, char>> = LazyLock::new(|| {
    let lines = table::rows(include_str!("script.txt"));
    let words = lines.flat_map(|l| l.split(' '));
    let pairs = words.flat_map(|word| {
        let mut chars = word.chars();
        let simplified = chars.next().unwrap_or_default();
        chars.map(move |traditional| (traditional, simplified))
    });
    pairs.collect()
});

/// `text` in Simplified characters where it is written in Traditional ones, and unchanged where it is not. Every character is
/// replaced by one of as many bytes, so a byte of one text is the same byte of the other.
///
/// ```
/// use quandian::layout::fold_script;
/// assert_eq!(fold_script("醫管局增撥資源，總額12億元"), "医管局增拨资源，总额12亿元");
/// // Characters that both scripts use do not make a text Traditional.
/// let simplified = "乾隆年间，於洁的祖父在此建园，有山有水，有亭有桥，后来几经战火，如今只剩一角。";
/// assert_eq!(fold_script(simplified), simplified);
/// ```
pub fn fold_script(text: &str) -> Cow<'_, str> {
    let mut han = 0;
    let mut traditional = 0;
    for c in text.chars().filter(|c| is_han(*c)) {
        han += 1;
        traditional += usize::from(SIMPLIFIED.contains_key(&c));
    }
    if traditional * 100 < han * PERCENT || traditional == 0 {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|c| SIMPLIFIED.get(&c).copied().unwrap_or(c)).collect())
}

/// What the stretch of `folded` that reads `words` reads in `written`, the text that it was folded from.
pub fn unfold(words: String, written: &str, folded: &str) -> String {
    // The same text where nothing was folded: seen by its address, before its length is compared.
    if std::ptr::eq(written, folded) || written == folded {
        return words;
    }
    let range = folded.find(&words).map(|at| at..at + words.len());
    match range.and_then(|r| written.get(r)) {
        Some(original) => original.to_owned(),
        None => words,
    }
}
