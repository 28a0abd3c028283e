//! What the clause around a candidate speaks of: building, visiting, an event, somebody who acts, a way of doing things.
//!
//! A name of a hall that is being built is a project's, and of one that people visit a facility's. A feature for every verb learns
//! that from many examples of each verb; kinds of words need few.

use crate::{
    entity::tagger::page::{Page, Word, word_hash},
    table,
};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

static DATA: &str = include_str!("contexts.txt");

/// What a word beside a name says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Context {
    /// It is being built.
    Built,
    /// People go there.
    Visited,
    /// It takes place.
    Held,
    /// It acts.
    Acting,
    /// It is a way of doing things.
    Practised,
}

impl Context {
    fn from_head(head: &str) -> Option<Self> {
        Some(match head {
            "built" => Self::Built,
            "visited" => Self::Visited,
            "held" => Self::Held,
            "acting" => Self::Acting,
            "practised" => Self::Practised,
            _ => return None,
        })
    }
}

/// Contexts, a bit for each.
pub type ContextSet = u8;

/// The contexts that words say, by the hashes of the words.
static WORDS: LazyLock<FxHashMap<u64, ContextSet>> = LazyLock::new(|| {
    let mut words: FxHashMap<u64, ContextSet> = FxHashMap::default();
    let mut context = None;
    for line in table::rows(DATA) {
        match line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
            Some(head) => context = Context::from_head(head),
            None => {
                for word in line.split_whitespace() {
                    *words.entry(word_hash(word)).or_default() |= context.map_or(0, |c| 1 << c as u8);
                }
            }
        }
    }
    words
});

/// The contexts of every word of a page.
#[derive(Default)]
pub struct Contexts {
    /// For each word boundary what the words of the clause before it say, and those behind it.
    around: Vec<[ContextSet; 2]>,
}

impl Contexts {
    /// Reads a page.
    pub fn new(page: &Page) -> Self {
        let mut around = vec![[0; 2]; page.words.len() + 1];
        let said = |word: &Word| WORDS.get(&word.hash).copied().unwrap_or(0);
        let said: Vec<ContextSet> = page.words.iter().map(said).collect();
        let mut before = 0;
        for (i, (word, said)) in page.words.iter().zip(&said).enumerate() {
            before = if ends_clause(word) { 0 } else { before | said };
            if let Some(slot) = around.get_mut(i + 1) {
                slot[0] = before;
            }
        }
        let mut behind = 0;
        for (i, (word, said)) in page.words.iter().zip(&said).enumerate().rev() {
            behind = if ends_clause(word) { 0 } else { behind | said };
            if let Some(slot) = around.get_mut(i) {
                slot[1] = behind;
            }
        }
        Self { around }
    }

    /// What the clause says before the word number `first` and behind the word number `last`.
    pub fn around(&self, first: usize, last: usize) -> [ContextSet; 2] {
        let of = |boundary: usize| self.around.get(boundary).copied().unwrap_or_default();
        [of(first)[0], of(last + 1)[1]]
    }
}

fn ends_clause(word: &Word) -> bool {
    matches!(char::from_u32(word.last), Some('，' | '。' | '；' | '！' | '？' | '：' | '\n'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        entity::{Input, gazetteer::Gazetteer},
        segment::Segmenter,
    };

    #[test]
    fn a_clause_says_what_its_names_are() {
        let built = 1 << Context::Built as u8;
        let visited = 1 << Context::Visited as u8;
        for (text, before, behind) in
            [("新建水库竣工", built, built), ("游客乘坐地铁，车厢干净", visited, 0), ("他说，地铁", 0, 0)]
        {
            let gazetteer = Gazetteer::new();
            let tokens = Segmenter::new().tokens(text);
            let input = Input { text, blocks: &[], tokens: &tokens, times: &[], figures: &[] };
            let page = Page::new(&input, &gazetteer, &gazetteer.find(text));
            let name = tokens.iter().position(|t| matches!(t.span.of(text), "水库" | "地铁")).unwrap_or_default();
            assert_eq!(Contexts::new(&page).around(name, name), [before, behind], "{text}");
        }
    }

    #[test]
    fn every_section_head_is_a_context() {
        for line in DATA.lines().filter(|l| l.starts_with('[')) {
            assert!(Context::from_head(line.trim_matches(['[', ']'])).is_some(), "{line}");
        }
    }
}
