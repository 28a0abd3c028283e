//! The gazetteer: names that are known beforehand, and the words that names are made of.
//!
//! Its data are the text files beside this module; each says what it holds and where that comes from. One pass over a text finds
//! all its entries.
//!
//! ```
//! use quandian::entity::gazetteer::{Class, ClassSet, Gazetteer};
//! let gazetteer = Gazetteer::new();
//! let text = "青岛市即墨区行政审批服务局";
//! let found = gazetteer.find(text);
//! let areas: Vec<_> = found.longest(ClassSet::AREAS).iter().map(|m| m.span.of(text)).collect();
//! assert_eq!(areas, ["青岛市", "即墨区"]);
//! assert!(found.ending_at(text.len(), Class::LocalBody.into()).is_some_and(|m| m.span.of(text) == "行政审批服务局"));
//! assert!(gazetteer.of_character('孙').has(Class::Surname));
//! ```

mod class;
pub(crate) mod divisions;
mod words;

pub use class::{Class, ClassSet};
pub use words::Words;

use crate::{
    codepoints::CharTable,
    span::{Reading, Span},
    table,
};
use std::cmp::Reverse;

static WORDS: &[&str] = &[
    include_str!("places.txt"),
    include_str!("world.txt"),
    include_str!("people.txt"),
    include_str!("titles.txt"),
    include_str!("bodies.txt"),
    include_str!("organisations.txt"),
    include_str!("facilities.txt"),
];

/// An entry found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Match {
    /// Where it stands.
    pub span: Span<Reading>,
    /// What it is.
    pub classes: ClassSet,
}

/// The entries, compiled.
#[derive(Clone)]
pub struct Gazetteer {
    /// Entries of two characters and more, and suffixes and short forms of one.
    words: Words,
    /// What characters are in names of persons.
    characters: CharTable<ClassSet>,
}

impl Gazetteer {
    /// Reads and compiles the data, which takes some milliseconds.
    pub fn new() -> Self {
        let mut words = Words::default();
        let mut characters: CharTable<ClassSet> = CharTable::new();
        let mut ethnic = Vec::new();
        for (class, entry) in WORDS.iter().flat_map(|data| entries(data)) {
            if class == Class::EthnicGroup {
                ethnic.push(entry);
            }
            if class.is_of_characters() {
                for c in entry.chars() {
                    characters.set(c, |set| *set = set.with(class.into()));
                }
            } else {
                words.add(entry, class.into());
            }
        }
        ethnic.sort_by_key(|group| Reverse(group.len()));
        divisions::read(divisions::DATA, &ethnic, |name, class| words.add(name, class.into()));
        Self { words, characters }
    }

    /// What a character is in names of persons: surname, given name, transliteration.
    pub fn of_character(&self, c: char) -> ClassSet {
        self.characters.get(c)
    }

    /// Every entry that stands in `text`, inside others too.
    pub fn find(&self, text: &str) -> Found {
        let mut by_start: Vec<Match> = Vec::new();
        self.words.find(text, |start, end, classes| by_start.push(Match { span: Span::new(start, end), classes }));
        // At one start the shorter comes first.
        by_start.chunk_by_mut(|a, b| a.span.start == b.span.start).for_each(<[Match]>::reverse);
        // By end they stand nearly in the same order: few reach beyond the end of another.
        let mut by_end: Vec<Match> = Vec::with_capacity(by_start.len());
        for m in &by_start {
            let beyond = by_end.iter().rev().take_while(|other| other.span.end > m.span.end).count();
            by_end.insert(by_end.len() - beyond, *m);
        }
        Found { by_start, by_end }
    }
}

impl Default for Gazetteer {
    fn default() -> Self {
        Self::new()
    }
}

impl std::fmt::Debug for Gazetteer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Gazetteer").finish_non_exhaustive()
    }
}

/// The entries of a data file: lines `[class]`, words below them, comments.
fn entries(data: &str) -> Vec<(Class, &str)> {
    let mut found = Vec::new();
    let mut class = None;
    for line in table::rows(data) {
        match line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
            Some(head) => class = Class::from_head(head),
            None => found.extend(class.iter().flat_map(|c| line.split_whitespace().map(|word| (*c, word)))),
        }
    }
    found
}

/// The entries that stand in one text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// By start, at one start the longer before the shorter.
    by_start: Vec<Match>,
    /// By end, at one end the longer before the shorter.
    by_end: Vec<Match>,
}

impl Found {
    /// All of them, by start, at one start the longer before the shorter.
    pub fn all(&self) -> &[Match] {
        &self.by_start
    }

    /// The longest entry of one of `classes` that starts at byte `at`.
    pub fn starting_at(&self, at: usize, classes: ClassSet) -> Option<Match> {
        let first = self.by_start.partition_point(|m| m.span.start < at);
        let here = self.by_start.get(first..)?.iter().take_while(|m| m.span.start == at);
        here.copied().find(|m| m.classes.meets(classes))
    }

    /// The longest entry of one of `classes` that ends at byte `at`.
    pub fn ending_at(&self, at: usize, classes: ClassSet) -> Option<Match> {
        let first = self.by_end.partition_point(|m| m.span.end < at);
        let here = self.by_end.get(first..)?.iter().take_while(|m| m.span.end == at);
        here.copied().find(|m| m.classes.meets(classes))
    }

    /// The entries of one of `classes`, leftmost first, longest first, without overlap.
    pub fn longest(&self, classes: ClassSet) -> Vec<Match> {
        let mut end = 0;
        let wanted = self.by_start.iter().filter(|m| m.classes.meets(classes));
        wanted
            .filter(|m| {
                let free = m.span.start >= end;
                if free {
                    end = m.span.end;
                }
                free
            })
            .copied()
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_section_head_is_a_class() {
        for data in WORDS {
            for line in data.lines().filter(|l| l.starts_with('[')) {
                assert!(Class::from_head(line.trim_matches(['[', ']'])).is_some(), "{line}");
            }
        }
    }

    #[test]
    fn every_file_says_what_it_holds() {
        for data in WORDS.iter().chain([&divisions::DATA]) {
            assert!(data.starts_with("# ") && data.contains("\n# Origin: "));
        }
    }

    #[test]
    fn classes() {
        let gazetteer = Gazetteer::new();
        for (text, class) in [
            ("山东省", Class::Province),
            ("内蒙古", Class::ProvinceStem),
            ("鲁", Class::ProvinceShort),
            ("恩施", Class::PrefectureStem),
            ("互助土族自治县", Class::County),
            ("互助", Class::OrdinaryStem),
            ("长三角", Class::Region),
            ("哈萨克斯坦", Class::Country),
            ("发改委", Class::LocalBody),
            ("有限公司", Class::CompanySuffix),
            ("常务副", Class::TitlePrefix),
            ("欧阳", Class::CompoundSurname),
        ] {
            let found = gazetteer.find(text);
            assert!(found.ending_at(text.len(), class.into()).is_some_and(|m| m.span.of(text) == text), "{text}");
        }
    }

    #[test]
    fn overlapping_and_longest() {
        let gazetteer = Gazetteer::new();
        let text = "中国人民银行青岛市分行";
        let found = gazetteer.find(text);
        let longest = found.longest(ClassSet::PLACES.with(ClassSet::ORGANISATIONS));
        let words: Vec<_> = longest.iter().map(|m| m.span.of(text)).collect();
        assert_eq!(words, ["中国人民银行", "青岛市"]);
        assert!(found.starting_at(0, Class::Country.into()).is_some_and(|m| m.span.of(text) == "中国"));
    }
}
