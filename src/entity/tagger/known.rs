//! What the gazetteer knows of each character of the page.

use super::page::{Glyph, InWord, Word};
use crate::{
    entity::gazetteer::{Class, ClassSet, Found, Gazetteer, Match},
    span::{Reading, Span},
};
use std::ops::Range;

/// What names of every type end with, titles included.
const ENDS: ClassSet = ClassSet::ORG_SUFFIXES.with(ClassSet::PLACE_SUFFIXES).with(ClassSet::of(&[
    Class::FacilitySuffix,
    Class::ProjectSuffix,
    Class::EventSuffix,
    Class::Event,
    Class::WorkSuffix,
    Class::InitiativeSuffix,
    Class::Title,
]));

/// Entries at a distance: their classes, and how far or how long, in characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// Its classes; empty where there is none.
    pub classes: ClassSet,
    /// Its length, or how far away it is.
    pub length: usize,
}

/// What the gazetteer knows of a character.
#[derive(Clone, Copy, Debug, Default)]
pub struct Known {
    /// The longest entry that starts here.
    pub starts: Entry,
    /// The longest entry that ends here.
    pub ends: Entry,
    /// The entry that covers this character when the text is read from left to right, longest first.
    pub covers: ClassSet,
    /// Where in that entry the character stands.
    pub place: InWord,
    /// The nearest ending of a name from here on, within the phrase.
    pub ahead: Entry,
    /// What the character is in names of persons.
    pub character: ClassSet,
}

/// Looks up every glyph.
pub fn look_up(glyphs: &[Glyph], words: &[Word], found: &Found, gazetteer: &Gazetteer) -> Vec<Known> {
    let character = |g: &Glyph| char::from_u32(g.c).map_or(ClassSet::default(), |c| gazetteer.of_character(c));
    let mut known: Vec<Known> = glyphs.iter().map(|g| Known { character: character(g), ..Known::default() }).collect();
    let mut covered = 0;
    let mut at = 0;
    for entry in found.all() {
        let range = range_of(glyphs, entry.span, &mut at);
        mark_edges(&mut known, entry, &range);
        if range.start >= covered {
            covered = range.end;
            for i in range.clone() {
                let Some(known) = known.get_mut(i) else { continue };
                known.covers = entry.classes;
                known.place = match (i == range.start, i + 1 == range.end) {
                    (true, true) => InWord::Only,
                    (true, false) => InWord::First,
                    (false, true) => InWord::Last,
                    (false, false) => InWord::Middle,
                };
            }
        }
    }
    look_ahead(&mut known, glyphs, words);
    known
}

/// The glyphs of a span that does not start before glyph `at`, which moves on.
fn range_of(glyphs: &[Glyph], span: Span<Reading>, at: &mut usize) -> Range<usize> {
    while glyphs.get(*at).is_some_and(|g| g.at < span.start) {
        *at += 1;
    }
    let rest = glyphs.get(*at..).unwrap_or_default();
    *at..*at + rest.iter().take_while(|g| g.at < span.end).count()
}

fn mark_edges(known: &mut [Known], entry: &Match, range: &Range<usize>) {
    let new = Entry { classes: entry.classes, length: range.len() };
    let longer = |old: Entry| new.length > old.length;
    if let Some(first) = known.get_mut(range.start)
        && longer(first.starts)
    {
        first.starts = new;
    }
    if let Some(last) = range.end.checked_sub(1).and_then(|i| known.get_mut(i))
        && longer(last.ends)
    {
        last.ends = new;
    }
}

/// Carries endings to the left, as far as their phrases go.
fn look_ahead(known: &mut [Known], glyphs: &[Glyph], words: &[Word]) {
    let phrase = |g: &Glyph| words.get(g.word).filter(|w| w.in_phrase);
    let mut near = Entry::default();
    for (known, glyph) in known.iter_mut().zip(glyphs).rev() {
        near.length += 1;
        if phrase(glyph).is_none() {
            near = Entry::default();
        }
        if known.ends.classes.meets(ENDS) {
            near = Entry { classes: known.ends.classes, length: 0 };
        }
        known.ahead = near;
    }
}
