//! The words of a few places of a text: cut with the whole text, or only where somebody asks.

use super::{Segmenter, Token};
use crate::span::{Reading, Span};
use std::{cell::RefCell, ops::Range};

/// Somebody who knows the words of a text.
pub trait Words {
    /// The words that share a character with `span`, and the one after them.
    fn around(&self, span: Span<Reading>) -> Vec<Token>;
}

impl<T: AsRef<[Token]>> Words for T {
    fn around(&self, span: Span<Reading>) -> Vec<Token> {
        around(self.as_ref(), span)
    }
}

fn around(tokens: &[Token], span: Span<Reading>) -> Vec<Token> {
    let first = tokens.partition_point(|t| t.span.end <= span.start);
    let from = tokens.get(first..).unwrap_or_default();
    let inside = from.iter().take_while(|t| t.span.start < span.end).count();
    from.iter().take(inside + 1).copied().collect()
}

/// Cuts a text into words clause by clause, as they are asked for: where few are, most of the text is never cut.
///
/// ```
/// use quandian::{segment::{Clauses, Segmenter, Words}, span::Span};
/// let (segmenter, text) = (Segmenter::new(), "青岛今天召开会议，通过三项决议。");
/// let at = text.find("三项").expect("it stands there");
/// let words = Clauses::new(&segmenter, text).around(Span::new(at, at + "三项".len()));
/// let words: Vec<_> = words.iter().map(|t| t.span.of(text)).collect();
/// assert_eq!(words, ["三项", "决议"]);
/// ```
pub struct Clauses<'a> {
    segmenter: &'a Segmenter,
    text: &'a str,
    /// The clauses that were cut last, and their words.
    last: RefCell<(Range<usize>, Vec<Token>)>,
}

/// Marks at which words end, whatever stands round them: jieba cuts what lies between two of them on its own.
const ENDS: &[char] = &['，', '。', '、', '；', '：', '！', '？', '“', '”', '（', '）', '《', '》', '\n'];

impl<'a> Clauses<'a> {
    /// Cuts nothing yet.
    pub fn new(segmenter: &'a Segmenter, text: &'a str) -> Self {
        Self { segmenter, text, last: RefCell::default() }
    }

    /// The clauses that `span` stands in, with the mark behind them.
    fn clauses(&self, span: Span<Reading>) -> Range<usize> {
        let before = self.text.get(..span.start).and_then(|t| t.char_indices().rev().find(|(_, c)| ENDS.contains(c)));
        let behind = self.text.get(span.end..).and_then(|t| t.char_indices().find(|(_, c)| ENDS.contains(c)));
        let start = before.map_or(0, |(at, c)| at + c.len_utf8());
        start..behind.map_or(self.text.len(), |(at, c)| span.end + at + c.len_utf8())
    }
}

impl Words for Clauses<'_> {
    fn around(&self, span: Span<Reading>) -> Vec<Token> {
        let mut last = self.last.borrow_mut();
        // What ends with the clauses that were cut has the word after it in the next.
        if span.start < last.0.start || span.end >= last.0.end {
            let range = self.clauses(span);
            let words = self.segmenter.tokens(self.text.get(range.clone()).unwrap_or_default());
            let placed = |t: Token| Token { span: Span::new(t.span.start + range.start, t.span.end + range.start), ..t };
            *last = (range.clone(), words.into_iter().map(placed).collect());
        }
        around(&last.1, span)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clauses_have_the_words_of_the_text() {
        let segmenter = Segmenter::new();
        for text in [
            "今年前11个月，全市（不含园区）新开工项目43个、同比增长2.3倍；“三张清单”共82项，总投资1.2万亿元。",
            "三度入围。20%～30%的人，\n一，二，三",
            "二〇二〇年",
        ] {
            let (whole, clauses) = (segmenter.tokens(text), Clauses::new(&segmenter, text));
            let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            for (i, from) in places.iter().enumerate() {
                for to in places.iter().skip(i + 1).take(6) {
                    let span = Span::new(*from, *to);
                    assert_eq!(clauses.around(span), whole.around(span), "{}", span.of(text));
                }
            }
        }
    }
}
