//! The words by which layout knows what a block is: `cues.tsv`, read once.

use super::{
    Role,
    clean::{self, Fate},
};
use crate::{table, trie::Trie};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Where a cue must stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Start,
    End,
    Any,
    Whole,
}

/// What a cue speaks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// The role of a block.
    Role(Role),
    /// A line that opens a block.
    Begin,
}

/// What a cue says.
#[derive(Clone, Copy, Debug)]
struct Cue {
    what: What,
    weight: i32,
    /// Its number, by which one that is found twice counts once.
    number: usize,
}

/// All cues, by where they stand.
#[derive(Debug)]
pub struct Cues {
    starts: Trie<Cue>,
    /// From their last character on.
    ends: Trie<Cue>,
    anywhere: Trie<Cue>,
    whole: FxHashMap<String, Vec<Cue>>,
    bound: Vec<char>,
}

/// Characters at either end of a block in which cues are looked for; `any` and `whole` cues are for blocks no longer than that.
const REACH: usize = 60;

static CUES: LazyLock<Cues> = LazyLock::new(|| Cues::parse(include_str!("cues.tsv")));

impl Cues {
    /// The cues that are compiled in.
    pub fn get() -> &'static Self {
        &CUES
    }

    fn parse(table: &str) -> Self {
        let mut cues = Self {
            starts: Trie::new(),
            ends: Trie::new(),
            anywhere: Trie::new(),
            whole: FxHashMap::default(),
            bound: Vec::new(),
        };
        let mut number = 0;
        for line in table::rows(table) {
            let mut fields = line.split('\t');
            let [Some(what), Some(place), Some(weight), Some(words)] = std::array::from_fn(|_| fields.next()) else { continue };
            if what == "bound" {
                cues.bound.extend(words.chars());
                continue;
            }
            let Some((what, place)) = what_of(what).zip(place_of(place)) else { continue };
            let weight = weight.parse().unwrap_or(0);
            for words in words.split(' ').filter(|w| !w.is_empty()) {
                number += 1;
                cues.add(&words.replace('_', " "), place, Cue { what, weight, number });
            }
        }
        cues
    }

    fn add(&mut self, words: &str, place: Place, cue: Cue) {
        match place {
            Place::Start => self.starts.add(words.chars(), cue),
            Place::End => self.ends.add(words.chars().rev(), cue),
            Place::Any => self.anywhere.add(words.chars(), cue),
            Place::Whole => self.whole.entry(words.to_owned()).or_default().push(cue),
        }
    }

    /// What the words of `text` speak for, with weights.
    pub fn of(&self, text: &str) -> Vec<(What, i32)> {
        let [head, tail] = ends(text);
        let shape = || shaped(head.chars().chain(tail.chars()));
        let mut found = self.at_start(shape());
        let backwards = shaped(tail.chars().rev().chain(head.chars().rev()));
        let mut others: Vec<Cue> = self.ends.matches(backwards).map(|(cue, _)| *cue).collect();
        if head.len() == text.len() {
            let mut whole = String::with_capacity(head.len());
            whole.extend(shape());
            others.extend(self.whole.get(&whole).into_iter().flatten());
            let places = whole.char_indices().filter(|(_, c)| self.anywhere.has_first(*c));
            let rests = places.filter_map(|(at, _)| whole.get(at..));
            others.extend(rests.flat_map(|rest| self.anywhere.matches(rest.chars())).map(|(cue, _)| cue));
        }
        others.sort_unstable_by_key(|cue| cue.number);
        others.dedup_by_key(|cue| cue.number);
        found.extend(others.iter().map(|cue| (cue.what, cue.weight)));
        found
    }

    /// What the words speak for that `text` starts with, with weights: of each kind the strongest.
    pub fn of_start(&self, text: &str) -> Vec<(What, i32)> {
        self.at_start(shaped(text.chars()))
    }

    /// The strongest cue of each kind that `shape` starts with.
    fn at_start(&self, shape: impl Iterator<Item = char>) -> Vec<(What, i32)> {
        let mut near: Vec<Cue> = self.starts.matches(shape).map(|(cue, _)| *cue).collect();
        near.sort_unstable_by_key(|cue| cue.number);
        let mut found: Vec<(What, i32)> = Vec::new();
        for cue in near {
            match found.iter_mut().find(|f| f.0 == cue.what) {
                Some(f) if f.1.abs() < cue.weight.abs() => f.1 = cue.weight,
                Some(_) => {}
                None => found.push((cue.what, cue.weight)),
            }
        }
        found
    }

    /// How much speaks against `text` going on with the line before; 0 or less.
    pub fn begins(&self, text: &str) -> i32 {
        self.of_start(text).iter().filter(|f| f.0 == What::Begin).map(|f| f.1).sum()
    }

    /// Whether a paragraph rarely begins with `c`.
    pub fn is_bound(&self, c: char) -> bool {
        self.bound.contains(&c)
    }
}

/// The first and last characters of `text`.
fn ends(text: &str) -> [&str; 2] {
    let head = text.char_indices().nth(REACH).map_or(text.len(), |(at, _)| at);
    let tail = text.char_indices().rev().nth(REACH - 1).map_or(0, |(at, _)| at).max(head);
    [0..head, tail..text.len()].map(|end| text.get(end).unwrap_or_default())
}

/// `chars` as they are read, runs of digits as one 0 and runs of white space as one space.
fn shaped(chars: impl Iterator<Item = char>) -> impl Iterator<Item = char> {
    // What came last: a digit, and in the shape a space.
    let (mut digit, mut space) = (false, false);
    chars.filter_map(move |c| {
        let c = match clean::fate(c) {
            Fate::Read(c) => c,
            Fate::Drop => return None,
            _ => ' ',
        };
        let repeats = digit && c.is_ascii_digit() || space && c == ' ';
        (digit, space) = (c.is_ascii_digit(), c == ' ');
        (!repeats).then_some(if digit { '0' } else { c })
    })
}

fn what_of(name: &str) -> Option<What> {
    let role = match name {
        "begin" => return Some(What::Begin),
        "headline" => Role::Headline,
        "kicker" => Role::Kicker,
        "deck" => Role::Deck,
        "subhead" => Role::Subhead,
        "byline" => Role::Byline,
        "body" => Role::Body,
        "caption" => Role::Caption,
        "date" => Role::Date,
        "source" => Role::Source,
        "furniture" => Role::Furniture,
        _ => return None,
    };
    Some(What::Role(role))
}

fn place_of(name: &str) -> Option<Place> {
    Some(match name {
        "start" => Place::Start,
        "end" => Place::End,
        "any" => Place::Any,
        "whole" => Place::Whole,
        _ => return None,
    })
}
