//! Segmentation: from the reading text to words with their parts of speech, and to sentences.
//!
//! Words are jieba's, cut with its dictionary and its hidden Markov model. The dictionary is `dict.txt` of jieba-rs 0.11
//! (MIT), compiled in: a word, its frequency and its part of speech a line.
//!
//! ```
//! let segmenter = quandian::segment::Segmenter::new();
//! let text = "青岛今天召开会议";
//! let words: Vec<_> = segmenter.tokens(text).iter().map(|t| t.span.of(text)).collect();
//! assert_eq!(words, ["青岛", "今天", "召开", "会议"]);
//! ```

mod clauses;
mod pos;

pub use clauses::{Clauses, Words};
pub use pos::Pos;

use crate::span::{Reading, Span};
use jieba_rs::Jieba;

static DICTIONARY: &str = include_str!("dict.txt");

/// A word. The tokens of a text cover it without gap or overlap, white space and punctuation included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span<Reading>,
    /// Its part of speech.
    pub pos: Pos,
}

/// Cuts texts into words.
pub struct Segmenter {
    jieba: Jieba,
}

impl Segmenter {
    /// Reads the dictionary, which takes some tenths of a second.
    pub fn new() -> Self {
        // A dictionary that did not parse would leave single characters as words; the example above would notice.
        let jieba = Jieba::with_dict(&mut DICTIONARY.as_bytes()).unwrap_or_else(|_| Jieba::empty());
        Self { jieba }
    }

    /// The words of `text`, in order.
    pub fn tokens(&self, text: &str) -> Vec<Token> {
        let mut end = 0;
        self.jieba
            .tag(text, true)
            .into_iter()
            .map(|tag| {
                let start = end;
                end += tag.word.len();
                Token { span: Span::new(start, end), pos: Pos::from_tag(tag.tag) }
            })
            .collect()
    }
}

impl Default for Segmenter {
    fn default() -> Self {
        Self::new()
    }
}

/// Splits a text into sentences, which end after 。！？!?…； and the quotation marks or brackets that close on them, and at line
/// breaks. White space around a sentence is not part of it.
pub fn sentences(text: &str) -> Vec<Span<Reading>> {
    const ENDS: &[char] = &['。', '！', '？', '!', '?', '…', '\n'];
    const CLOSERS: &[char] = &['”', '’', '」', '』', '）', ')', '"', '》', '】'];
    let mut found = Vec::new();
    let mut start = 0;
    let mut ended = false;
    for (at, c) in text.char_indices() {
        if ended && !ENDS.contains(&c) && !CLOSERS.contains(&c) {
            push_trimmed(text, Span::new(start, at), &mut found);
            start = at;
            ended = false;
        }
        ended |= ENDS.contains(&c);
    }
    push_trimmed(text, Span::new(start, text.len()), &mut found);
    found
}

fn push_trimmed(text: &str, span: Span<Reading>, into: &mut Vec<Span<Reading>>) {
    let slice = span.of(text);
    let start = span.start + slice.len() - slice.trim_start().len();
    let trimmed = Span::new(start, start + slice.trim().len());
    if !trimmed.is_empty() {
        into.push(trimmed);
    }
}
