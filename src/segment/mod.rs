//! Segmentation: from the reading text to words with their parts of speech, and to sentences.
//!
//! Words are jieba's, cut with its dictionary and its hidden Markov model. The dictionary is `dict.txt` of jieba-rs 0.11
//! (MIT), compiled in: a word, its frequency and its part of speech a line; `modern.txt` adds words that are younger. They are read
//! and searched here, in a fraction of the time that jieba-rs takes to be ready; the model is jieba-rs's own.
//!
//! What a reader sees is cut further, at mentions and behind numbers (`settle`). On the words of UD Chinese-GSDSimp, its
//! development part, sentence by sentence, jieba's words have an F1 of 0.791 and those of the whole analysis 0.816.
//!
//! ```
//! let segmenter = quandian::segment::Segmenter::new();
//! let text = "青岛今天召开会议";
//! let words: Vec<_> = segmenter.tokens(text).iter().map(|t| t.span.of(text)).collect();
//! assert_eq!(words, ["青岛", "今天", "召开", "会议"]);
//! ```

mod clauses;
mod dictionary;
mod pos;
mod route;

pub use clauses::{Clauses, Words};
pub use pos::Pos;

use crate::span::{Reading, Span};
use dictionary::{Dictionary, Entry};
use jieba_rs::Jieba;
use route::Route;

static DICTIONARY: &str = include_str!("dict.txt");
static MODERN: &str = include_str!("modern.txt");

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
    dictionary: Dictionary,
    /// Jieba without a dictionary: what is left is its hidden Markov model, which cuts what the dictionary does not know.
    unknown: Jieba,
}

impl Segmenter {
    /// Reads the dictionary, which takes some hundredths of a second.
    pub fn new() -> Self {
        Self { dictionary: Dictionary::read(DICTIONARY, MODERN), unknown: Jieba::empty() }
    }

    /// How often `word` occurs in what the dictionary was made from: by its author the 人民日报 of 1998, the MSR corpus and novels
    /// (github.com/fxsj/jieba, issue 7). Zero where the dictionary does not have it.
    pub fn frequency(&self, word: &str) -> u32 {
        self.dictionary.get(word).map_or(0, |entry| self.dictionary.frequency(entry))
    }

    /// How often all words of the dictionary occur together.
    pub const fn total_frequency(&self) -> u64 {
        self.dictionary.total()
    }

    /// The words of `text`, in order.
    pub fn tokens(&self, text: &str) -> Vec<Token> {
        let mut tokens = Vec::with_capacity(text.len() / 4);
        let mut route = Route::default();
        let mut rest = text.char_indices().peekable();
        while let Some((start, c)) = rest.next() {
            if builds_words(c) {
                route.clear();
                route.push(start, c);
                while let Some((at, c)) = rest.next_if(|(_, c)| builds_words(*c)) {
                    route.push(at, c);
                }
                let end = rest.peek().map_or(text.len(), |(at, _)| *at);
                route.find(end, &self.dictionary);
                self.follow(&route, text, &mut tokens);
            } else {
                let second = if c == '\r' { rest.next_if(|(_, c)| *c == '\n') } else { None };
                let end = second.map_or(start + c.len_utf8(), |(at, _)| at + 1);
                let word = text.get(start..end).unwrap_or_default();
                let pos = self.dictionary.get(word).map_or_else(|| guess(word), Entry::pos);
                tokens.push(Token { span: Span::new(start, end), pos });
            }
        }
        tokens
    }

    /// The words on a route. Where it takes several characters in a row one by one, they may be a word that the dictionary lacks.
    fn follow(&self, route: &Route, text: &str, tokens: &mut Vec<Token>) {
        let mut push = |from: usize, to: usize| {
            let span = Span::new(route.byte(from), route.byte(to));
            let pos = route.word(from, to).map_or_else(|| guess(span.of(text)), Entry::pos);
            tokens.push(Token { span, pos });
        };
        let mut at = 0;
        while at < route.len() {
            let singles = at;
            while at < route.len() && route.next(at) == at + 1 {
                at += 1;
            }
            if at - singles > 1 && route.word(singles, at).is_none() {
                let mut from = singles;
                let run: Span<Reading> = Span::new(route.byte(singles), route.byte(at));
                for word in self.unknown.cut(run.of(text), true) {
                    let to = from + word.end - word.start;
                    push(from, to);
                    from = to;
                }
            } else {
                (singles..at).for_each(|one| push(one, one + 1));
            }
            if at < route.len() {
                let next = route.next(at);
                push(at, next);
                at = next;
            }
        }
    }
}

/// Whether a character can stand in a word of the dictionary: ideographs, Latin letters and digits, and what joins these.
const fn builds_words(c: char) -> bool {
    matches!(c,
        '\u{4E00}'..='\u{9FFF}' | 'a'..='z' | 'A'..='Z' | '0'..='9' | '+' | '#' | '&' | '.' | '_' | '%' | '-'
        | '\u{3400}'..='\u{4DBF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{2A6DF}' | '\u{2A700}'..='\u{2B73F}'
        | '\u{2B740}'..='\u{2B81F}' | '\u{2B820}'..='\u{2CEAF}' | '\u{2CEB0}'..='\u{2EBEF}' | '\u{2F800}'..='\u{2FA1F}')
}

/// The part of speech of a word that the dictionary lacks: a numeral, a foreign word or anything else.
fn guess(word: &str) -> Pos {
    let mut letters = word.chars().filter(char::is_ascii_alphanumeric).peekable();
    if letters.peek().is_none() {
        return Pos::from_tag("x");
    }
    Pos::from_tag(if letters.all(|c| c.is_ascii_digit()) { "m" } else { "eng" })
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Jieba's own words.
    fn jieba(text: &str) -> Vec<(String, String)> {
        static JIEBA: std::sync::LazyLock<Jieba> =
            std::sync::LazyLock::new(|| Jieba::with_dict(&mut DICTIONARY.as_bytes()).unwrap_or_else(|_| Jieba::empty()));
        JIEBA.tag(text, true).into_iter().map(|tag| (tag.word.to_owned(), tag.tag.to_owned())).collect()
    }

    #[test]
    fn words_are_those_of_jieba() {
        let articles = include_str!("../entity/MODEL.md");
        for text in [
            "",
            "\r\n\r\t ",
            "12月23日，首届“国际客厅·走进青岛”活动在青岛西海岸新区举行。",
            "小明硕士毕业于中国科学院计算所，後來去了𠮷野家 IPhone-12 Pro 5.5% a.b-c C++ AT&T",
            "乒乓球拍卖完了。㐀㐁𠀀𠀁龥鿕鿖鿿\u{9fff}的确实在理",
            "王小妹说孙永红杜丽华覃塘甯浔一二三四，１２３ＡＢＣ",
            articles,
        ] {
            let ours: Vec<_> =
                Segmenter::new().tokens(text).iter().map(|t| (t.span.of(text).to_owned(), t.pos.to_string())).collect();
            assert_eq!(ours, jieba(text));
        }
    }
}
