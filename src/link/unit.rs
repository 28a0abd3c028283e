//! The units that linking reads: mentions whole, other words one by one, each with the sentence it stands in.

use crate::{
    entity::EntityType,
    link::Input,
    span::{Reading, Span},
};

/// What a unit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnitKind {
    /// A word that belongs to no mention, with its part of speech.
    Word(&'static str),
    /// A mark or white space.
    Mark,
    /// A name and its number in [`Input::entities`].
    Entity(EntityType, usize),
    /// A time and its number in [`Input::times`].
    Time(usize),
    /// A figure and its number in [`Input::figures`].
    Figure(usize),
}

/// A word or a whole mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unit<'a> {
    /// Where it stands.
    pub span: Span<Reading>,
    /// Its text.
    pub text: &'a str,
    /// What it is.
    pub kind: UnitKind,
    /// The number of its sentence.
    pub sentence: usize,
}

impl Unit<'_> {
    /// A short name of what it is: a part of speech, or the type of the mention.
    pub fn tag(&self) -> &'static str {
        match self.kind {
            UnitKind::Word(pos) => pos,
            UnitKind::Mark => "w",
            UnitKind::Entity(kind, _) => match kind {
                EntityType::Per => "PER",
                EntityType::Title => "TITLE",
                EntityType::Org => "ORG",
                EntityType::Loc => "LOC",
                EntityType::Fac => "FAC",
                EntityType::Project => "PROJECT",
                EntityType::Work => "WORK",
                EntityType::Init => "INIT",
                EntityType::Event => "EVENT",
            },
            UnitKind::Time(_) => "TIME",
            UnitKind::Figure(_) => "FIG",
        }
    }

    /// Whether it is a verb or a verbal noun.
    pub fn is_verb(&self) -> bool {
        matches!(self.kind, UnitKind::Word("v" | "vn" | "vi" | "vg" | "vd" | "vq"))
    }

    /// Whether it is a noun, a verbal noun or a name.
    pub fn is_noun(&self) -> bool {
        matches!(
            self.kind,
            UnitKind::Word("n" | "vn" | "nz" | "ng" | "nr" | "nrt" | "ns" | "nt" | "an" | "l" | "j" | "eng")
                | UnitKind::Entity(..)
        )
    }

    /// Whether it is a noun, a name, or a word that stands before nouns as part of their name.
    pub fn is_noun_like(&self) -> bool {
        self.is_noun() || matches!(self.kind, UnitKind::Word("b" | "a" | "f" | "s"))
    }

    /// Whether it is a mark or white space.
    pub fn is_mark(&self) -> bool {
        self.kind == UnitKind::Mark
    }
}

/// Cuts a text into units.
pub fn units<'a>(input: &Input<'a>) -> Vec<Unit<'a>> {
    let mut mentions: Vec<(Span<Reading>, UnitKind)> =
        input.entities.iter().enumerate().map(|(i, e)| (e.span, UnitKind::Entity(e.kind, i))).collect();
    mentions.extend(input.times.iter().enumerate().map(|(i, t)| (t.span, UnitKind::Time(i))));
    mentions.extend(input.figures.iter().enumerate().map(|(i, f)| (f.span, UnitKind::Figure(i))));
    mentions.sort_by_key(|m| m.0);
    let mut mentions = mentions.into_iter().peekable();
    let mut units: Vec<Unit> = Vec::with_capacity(input.tokens.len());
    let mut sentence = 0;
    for token in input.tokens {
        if units.last().is_some_and(|u| token.span.start < u.span.end) {
            continue;
        }
        let mention = mentions.next_if(|m| m.0.start <= token.span.start);
        let (span, kind) = mention.unwrap_or_else(|| {
            let text = token.span.of(input.text);
            let kind = if text.chars().any(is_of_word) { UnitKind::Word(token.pos.as_str()) } else { UnitKind::Mark };
            (token.span, kind)
        });
        let unit = Unit { span, text: span.of(input.text), kind, sentence };
        if unit.is_mark() && ends_sentence(unit.text) {
            sentence += 1;
        }
        units.push(unit);
    }
    units
}

/// Whether a character makes a word of what it stands in; most are Chinese, for which no table needs to be looked into.
fn is_of_word(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fa5}') || c.is_alphanumeric()
}

fn ends_sentence(mark: &str) -> bool {
    mark.contains(['。', '！', '？', '!', '?', '\n'])
}
