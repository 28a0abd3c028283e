//! Entities: the names in a text and what each one names.

pub mod gazetteer;

use crate::{
    figure::Figure,
    layout::Block,
    segment::Token,
    span::{Reading, Span},
    time::Time,
};
use serde::{Deserialize, Serialize};

/// What a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum EntityType {
    /// A named person.
    Per,
    /// A job title or office.
    Title,
    /// A named organisation.
    Org,
    /// A named place.
    Loc,
    /// A named building, park, station or plant.
    Fac,
    /// A named project or works.
    Project,
    /// A law, policy document, report, plan or book.
    Work,
    /// A named measure, mechanism, programme, campaign or brand.
    Init,
    /// A named meeting, ceremony, fair or festival.
    Event,
}

/// A name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entity {
    /// Where it stands.
    pub span: Span<Reading>,
    /// What it names.
    pub kind: EntityType,
}

/// What the recogniser reads: the text and what the stages before found in it.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The reading text.
    pub text: &'a str,
    /// Its blocks.
    pub blocks: &'a [Block],
    /// Its words.
    pub tokens: &'a [Token],
    /// Its times.
    pub times: &'a [Time],
    /// Its figures.
    pub figures: &'a [Figure],
}

/// Finds names. Holds the model and the gazetteers.
#[derive(Debug, Default)]
pub struct Recognizer {}

impl Recognizer {
    /// Reads the model and the gazetteers that are compiled in.
    pub fn new() -> Self {
        Self {}
    }

    /// The names of a text, in order and without overlap.
    pub fn find(&self, input: &Input) -> Vec<Entity> {
        let _ = input;
        Vec::new()
    }
}
