//! The dictionary: words with frequency and part of speech, as a tree of characters.
//!
//! The file is sorted, so the tree is built by appending alone: the nodes of a depth stand in one list, in the order of the file,
//! and the children of a node are one stretch of the list below. That takes a tenth of the time that a hash table of 500,000 nodes
//! takes, and the page waits for it.

use super::pos::{self, Pos};
use crate::table;
use std::{num::NonZeroU32, str::Bytes};

/// Words by their characters.
#[derive(Clone, Debug, Default)]
pub struct Dictionary {
    /// For each character the number of its node in the first level plus one; 0 where no word starts with it.
    roots: Vec<u16>,
    /// The nodes at each depth.
    levels: Vec<Level>,
    /// The sum of all frequencies.
    total: u64,
    /// The frequencies that words have and their logarithms, by number: below [`LOW`] every frequency is its own number, above it
    /// every word has one.
    frequencies: Vec<(u32, f64)>,
    total_logarithm: f64,
}

/// The frequency below which nearly all words have theirs.
const LOW: u32 = 1 << 11;

/// The frequency of words that are added: enough for a word to be taken for one and not for its parts.
const ADDED: u32 = 10;

/// The nodes at one depth: beginnings of words with as many characters.
#[derive(Clone, Debug, Default)]
struct Level {
    /// The last character of each. Words are of characters of the basic plane.
    characters: Vec<u16>,
    nodes: Vec<Node>,
}

/// The beginning of words.
#[derive(Clone, Copy, Debug)]
struct Node {
    /// Where its children start in the level below; they end where those of the next node start.
    children: u32,
    /// The word that ends here.
    word: Option<Entry>,
}

/// What the dictionary says of a word: the number of its frequency, at least 1, above that of the part of speech.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry(NonZeroU32);

impl Entry {
    const POS_BITS: u32 = 6;

    fn new(frequency: usize, pos: usize) -> Option<Self> {
        // `as`: there are fewer frequencies than words, and these are not a million.
        let entry = NonZeroU32::new((frequency << Self::POS_BITS | pos) as u32);
        entry.filter(|_| frequency > 0).map(Self)
    }

    const fn frequency(self) -> usize {
        (self.0.get() >> Self::POS_BITS) as usize
    }

    /// Its part of speech.
    pub fn pos(self) -> Pos {
        Pos::numbered((self.0.get() & ((1 << Self::POS_BITS) - 1)) as usize)
    }
}

impl Dictionary {
    /// Reads lines of a word, its frequency and its part of speech, sorted by word. Lines of another form and words out of order
    /// are passed over. `additions` holds words under the head of their part of speech (`modern.txt`); those that a line has
    /// already are passed over.
    pub fn read(lines: &str, additions: &str) -> Self {
        let frequencies = (0..LOW).map(|frequency| (frequency, f64::from(frequency).ln())).collect();
        let mut read = Self { roots: vec![0; 1 << 16], frequencies, ..Self::default() };
        let additions = sorted(additions);
        let mut additions = additions.iter().peekable();
        let mut before: Vec<u16> = Vec::new();
        let mut word: Vec<u16> = Vec::new();
        // Five million bytes at every start: each is looked at once.
        let mut bytes = lines.bytes();
        while let Some(end) = read_word(&mut bytes, &mut word) {
            if end == b'\n' {
                continue;
            }
            let (frequency, end) = read_number(&mut bytes);
            let tag = if end == b'\n' { 0 } else { read_tag(&mut bytes) };
            if end != b' ' || frequency == 0 {
                continue;
            }
            while let Some((added, pos)) = additions.next_if(|(added, _)| *added < word) {
                read.add(added, ADDED, *pos, &mut before);
            }
            read.add(&word, frequency, Pos::number_of(tag), &mut before);
        }
        for (added, pos) in additions {
            read.add(added, ADDED, *pos, &mut before);
        }
        read.total_logarithm = (read.total as f64).ln();
        read
    }

    /// Adds a word where it comes after the last one, `before`, whose place it takes.
    fn add(&mut self, word: &[u16], frequency: u32, pos: usize, before: &mut Vec<u16>) {
        let shared = word.iter().zip(&*before).take_while(|(a, b)| a == b).count();
        if word.get(shared) > before.get(shared) {
            let entry = Entry::new(self.number_of(frequency), pos);
            self.push(word, shared, entry);
            self.total += u64::from(frequency);
            before.clear();
            before.extend_from_slice(word);
        }
    }

    /// The number of a frequency.
    fn number_of(&mut self, frequency: u32) -> usize {
        if frequency < LOW {
            return frequency as usize;
        }
        self.frequencies.push((frequency, f64::from(frequency).ln()));
        self.frequencies.len() - 1
    }

    /// Adds a word that comes after the last one, with which it shares the first characters, but not all.
    fn push(&mut self, word: &[u16], shared: usize, entry: Option<Entry>) {
        if self.levels.len() <= word.len() {
            self.levels.resize_with(word.len() + 1, Level::default);
        }
        let mut levels = self.levels.iter_mut().skip(shared).peekable();
        for (depth, character) in (1..).zip(word).skip(shared) {
            let (Some(level), Some(below)) = (levels.next(), levels.peek()) else { return };
            level.characters.push(*character);
            let word = entry.filter(|_| depth == word.len());
            level.nodes.push(Node { children: below.characters.len() as u32, word });
        }
        if let ([first, ..], 0) = (word, shared)
            && let (Some(root), Some(level)) = (self.roots.get_mut(usize::from(*first)), self.levels.first())
        {
            *root = level.characters.len() as u16;
        }
    }

    /// How often a word occurs in what the dictionary was made from.
    pub fn frequency(&self, entry: Entry) -> u32 {
        self.frequencies.get(entry.frequency()).map_or(0, |frequency| frequency.0)
    }

    /// The natural logarithm of that.
    pub fn logarithm(&self, entry: Entry) -> f64 {
        self.frequencies.get(entry.frequency()).map_or(0.0, |frequency| frequency.1)
    }

    /// The sum of all frequencies.
    pub const fn total(&self) -> u64 {
        self.total
    }

    /// The natural logarithm of the sum of all frequencies.
    pub const fn total_logarithm(&self) -> f64 {
        self.total_logarithm
    }

    /// Hands every word that `characters` begin with to `sink`, the shorter first, with its length in characters.
    #[inline]
    pub fn starting(&self, mut characters: impl Iterator<Item = char>, mut sink: impl FnMut(usize, Entry)) {
        let code = |c: char| u16::try_from(u32::from(c)).ok();
        let first = characters.next().and_then(code).and_then(|c| self.roots.get(usize::from(c)));
        let Some(mut node) = first.and_then(|root| usize::from(*root).checked_sub(1)) else { return };
        for (length, level) in (1..).zip(&self.levels) {
            let Some(here) = level.nodes.get(node) else { return };
            if let Some(entry) = here.word {
                sink(length, entry);
            }
            let Some(below) = self.levels.get(length) else { return };
            let from = here.children as usize;
            let to = level.nodes.get(node + 1).map_or(below.characters.len(), |next| next.children as usize);
            let children = below.characters.get(from..to).unwrap_or_default();
            if children.is_empty() {
                return;
            }
            let Some(Ok(child)) = characters.next().and_then(code).map(|c| children.binary_search(&c)) else { return };
            node = from + child;
        }
    }

    /// What the dictionary says of `word`.
    pub fn get(&self, word: &str) -> Option<Entry> {
        let whole = word.chars().count();
        let mut found = None;
        self.starting(word.chars(), |length, entry| found = (length == whole).then_some(entry));
        found
    }
}

/// The words under the heads of a file, in order, each with the number of its part of speech.
fn sorted(file: &str) -> Vec<(Vec<u16>, usize)> {
    let mut words = Vec::new();
    let mut pos = 0;
    for row in table::rows(file) {
        match row.strip_prefix('[').and_then(|row| row.strip_suffix(']')) {
            Some(tag) => pos = Pos::number_of(pos::code(tag)),
            None => words.extend(row.split_whitespace().map(|word| (word.encode_utf16().collect(), pos))),
        }
    }
    words.sort_unstable();
    words
}

/// Reads a word up to the space or the line break behind it, which is returned; `None` at the end.
fn read_word(bytes: &mut Bytes, word: &mut Vec<u16>) -> Option<u8> {
    word.clear();
    loop {
        let first = bytes.next()?;
        let mut next = || bytes.next().map_or(0, |byte| u16::from(byte & 0x3F));
        word.push(match first {
            b' ' | b'\n' => return Some(first),
            0..0x80 => u16::from(first),
            0x80..0xE0 => u16::from(first & 0x1F) << 6 | next(),
            0xE0..0xF0 => u16::from(first) << 12 | next() << 6 | next(),
            // Beyond the basic plane, where no word of the dictionary is: what is never looked for.
            _ => 0xD800 | next() >> 6 | next() >> 6 | next() >> 6,
        });
    }
}

/// Reads digits as a number, and what stands behind them.
fn read_number(bytes: &mut Bytes) -> (u32, u8) {
    let mut number = 0u32;
    loop {
        match bytes.next().unwrap_or(b'\n') {
            digit @ b'0'..=b'9' => number = number.saturating_mul(10).saturating_add(u32::from(digit - b'0')),
            end => return (number, end),
        }
    }
}

/// Reads a tag up to the end of the line as its code.
fn read_tag(bytes: &mut Bytes) -> u64 {
    bytes.take_while(|byte| *byte != b'\n').fold(0, pos::longer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_begin_a_text() {
        let dictionary = Dictionary::read("中 5 f\n中华 3 nz\n中华人民 2 nz\n中国 9000 ns\n人 4 n\nno form\n丁 7 n\n且 1 c", "");
        let entry = |number, tag| Entry::new(number, Pos::number_of(pos::code(tag))).unwrap();
        let china = entry(LOW as usize, "ns");
        for (text, expected) in [
            ("中华人民", &[(1, entry(5, "f")), (2, entry(3, "nz")), (4, entry(2, "nz"))][..]),
            ("中国人", &[(1, entry(5, "f")), (2, china)]),
            ("人", &[(1, entry(4, "n"))]),
            ("且", &[]),
            ("国", &[]),
            ("", &[]),
        ] {
            let mut found = Vec::new();
            dictionary.starting(text.chars(), |length, entry| found.push((length, entry)));
            assert_eq!(found, expected, "{text}");
        }
        assert_eq!((dictionary.get("中国"), dictionary.get("中国人"), dictionary.get("且")), (Some(china), None, None));
        for (word, frequency, tag) in [("人", 4, "n"), ("中国", 9000, "ns")] {
            let entry = dictionary.get(word).unwrap();
            assert_eq!((dictionary.frequency(entry), entry.pos()), (frequency, Pos::from_tag(tag)));
            assert_eq!(dictionary.logarithm(entry), f64::from(frequency).ln());
        }
        // 丁 and 且 are out of order.
        assert_eq!(dictionary.total, 9014);
    }

    #[test]
    fn words_may_be_added() {
        let dictionary = Dictionary::read("中 5 f\n中国 9 ns\n人 4 n", "# ours\n[n]\n丁 中国人\n中国\n[v]\n仰");
        let entry = |frequency, tag| Entry::new(frequency, Pos::number_of(pos::code(tag)));
        let added = entry(ADDED as usize, "n");
        for (word, expected) in [
            ("丁", added),
            ("中", entry(5, "f")),
            ("中国", entry(9, "ns")),
            ("中国人", added),
            ("人", entry(4, "n")),
            ("仰", entry(ADDED as usize, "v")),
        ] {
            assert_eq!(dictionary.get(word), expected, "{word}");
        }
        assert_eq!(dictionary.total, 18 + 3 * u64::from(ADDED));
    }

    #[test]
    fn the_dictionary_is_sorted() {
        let words: Vec<&str> = super::super::DICTIONARY.lines().filter_map(|line| line.split(' ').next()).collect();
        assert!(words.is_sorted() && words.iter().all(|word| word.chars().all(|c| u16::try_from(u32::from(c)).is_ok())));
    }
}
