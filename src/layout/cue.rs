//! The words by which layout knows what a block is: `cues.tsv`, read once.

use super::Role;
use crate::table;
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

#[derive(Debug)]
struct Cue {
    what: What,
    place: Place,
    weight: i32,
    words: String,
}

/// All cues, those that stand at the start by their first character.
#[derive(Debug, Default)]
pub struct Cues {
    starts: FxHashMap<char, Vec<Cue>>,
    others: Vec<Cue>,
    bound: Vec<char>,
}

/// Characters at either end of a block in which cues are looked for; `any` cues are for blocks no longer than that.
const REACH: usize = 60;

static CUES: LazyLock<Cues> = LazyLock::new(|| Cues::parse(include_str!("cues.tsv")));

impl Cues {
    /// The cues that are compiled in.
    pub fn get() -> &'static Self {
        &CUES
    }

    fn parse(table: &str) -> Self {
        let mut cues = Self::default();
        for line in table::rows(table) {
            let mut fields = line.split('\t');
            let [Some(what), Some(place), Some(weight), Some(words)] = std::array::from_fn(|_| fields.next()) else { continue };
            if what == "bound" {
                cues.bound.extend(words.chars());
                continue;
            }
            let Some((what, place)) = what_of(what).zip(place_of(place)) else { continue };
            let weight = weight.parse().unwrap_or(0);
            for words in words.split(' ') {
                cues.add(Cue { what, place, weight, words: words.replace('_', " ") });
            }
        }
        cues
    }

    fn add(&mut self, cue: Cue) {
        match cue.words.chars().next() {
            Some(first) if cue.place == Place::Start => self.starts.entry(first).or_default().push(cue),
            Some(_) => self.others.push(cue),
            None => {}
        }
    }

    /// What the words of `text` speak for, with weights.
    pub fn of(&self, text: &str) -> Vec<(What, i32)> {
        let shape = shape(text);
        let mut found = self.at_start(&shape);
        let short = text.chars().nth(REACH).is_none();
        for cue in &self.others {
            let fits = match cue.place {
                Place::Start => false,
                Place::End => shape.ends_with(&cue.words),
                Place::Any => short && shape.contains(&cue.words),
                Place::Whole => shape == cue.words,
            };
            if fits {
                found.push((cue.what, cue.weight));
            }
        }
        found
    }

    /// The strongest cue of each kind that `shape` starts with.
    fn at_start(&self, shape: &str) -> Vec<(What, i32)> {
        let Some(near) = shape.chars().next().and_then(|c| self.starts.get(&c)) else { return Vec::new() };
        let mut found: Vec<(What, i32)> = Vec::new();
        for cue in near.iter().filter(|c| shape.starts_with(&c.words)) {
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
        self.at_start(&shape(text)).iter().filter(|f| f.0 == What::Begin).map(|f| f.1).sum()
    }

    /// Whether a paragraph rarely begins with `c`.
    pub fn is_bound(&self, c: char) -> bool {
        self.bound.contains(&c)
    }
}

/// The first and last characters of `text` with every run of digits read as 0.
fn shape(text: &str) -> String {
    let mut shape = String::new();
    let mut digit = false;
    let count = text.chars().count();
    for (i, c) in text.chars().enumerate() {
        if i >= REACH && i + REACH < count {
            continue;
        }
        let c = match super::clean::fate(c) {
            super::clean::Fate::Read(c) => c,
            super::clean::Fate::Drop => continue,
            _ => ' ',
        };
        let repeats = digit && c.is_ascii_digit() || c == ' ' && shape.ends_with(' ');
        if !repeats {
            shape.push(if c.is_ascii_digit() { '0' } else { c });
        }
        digit = c.is_ascii_digit();
    }
    shape
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
