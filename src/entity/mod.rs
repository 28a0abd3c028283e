//! Entities: the names in a text and what each one names.

pub mod evidence;
pub mod gazetteer;
pub mod grammar;
pub mod tagger;

use crate::{
    figure::Figure,
    layout::Block,
    segment::Token,
    span::{Reading, Span},
    time::Time,
};
use serde::{Deserialize, Serialize};
use tagger::{Tagger, model::Model, page::Page};

/// What a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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
#[derive(Clone, Debug, Default)]
pub struct Recognizer {
    tagger: Tagger,
}

static MODEL: &[u8] = include_bytes!("model.bin");

impl Recognizer {
    /// Reads the model and the gazetteers that are compiled in.
    pub fn new() -> Self {
        // A model that did not parse would find nothing; the tests would notice.
        Self::with_model(Model::read(MODEL).unwrap_or_default())
    }

    /// A recogniser with another model, as the training program tests them.
    pub const fn with_model(model: Model) -> Self {
        Self { tagger: Tagger::new(model) }
    }

    /// The names of a text, in order and without overlap.
    pub fn find(&self, input: &Input) -> Vec<Entity> {
        let page = Page::new(input);
        self.tagger.tag(input, &page)
    }
}
