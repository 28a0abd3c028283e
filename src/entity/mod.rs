//! Entities: the names in a text and what each one names.

pub mod evidence;
pub mod gazetteer;
pub mod grammar;
pub mod select;
pub mod tagger;

use crate::{
    figure::Figure,
    layout::Block,
    segment::Token,
    span::{Reading, Span},
    time::Time,
};
use gazetteer::Gazetteer;
use select::{
    Selector,
    candidate::{self, Candidate},
    weights::Weights,
};
use serde::{Deserialize, Serialize};
use tagger::{Tagged, Tagger, label::TYPES, model::Model, page::Page};

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

/// Which parts of the recogniser work: to measure what each adds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts {
    /// Names are chosen among candidates; without it they are those of the tagger's best chain, and nothing below matters.
    pub selection: bool,
    /// The grammar proposes candidates.
    pub grammar: bool,
    /// The rest of the page proposes candidates and counts for or against them.
    pub evidence: bool,
    /// What was chosen is looked for again all over the page.
    pub second_look: bool,
}

impl Default for Parts {
    fn default() -> Self {
        Self { selection: true, grammar: true, evidence: true, second_look: true }
    }
}

/// Finds names. Holds the model and the gazetteers.
#[derive(Debug, Default)]
pub struct Recognizer {
    gazetteer: Gazetteer,
    tagger: Tagger,
    selector: Selector,
    parts: Parts,
}

static MODEL: &[u8] = include_bytes!("model.bin");
static SELECTION: &[u8] = include_bytes!("selection.bin");

impl Recognizer {
    /// Reads the models and the gazetteers that are compiled in.
    pub fn new() -> Self {
        // A model that did not parse would find nothing; the tests would notice.
        let model = Model::read(MODEL).unwrap_or_default();
        Self::with(model, Weights::read(SELECTION).unwrap_or_default(), Parts::default())
    }

    /// A recogniser with other models or fewer parts, as the training program tests them.
    pub fn with(model: Model, weights: Weights, parts: Parts) -> Self {
        Self { gazetteer: Gazetteer::new(), tagger: Tagger::new(model), selector: Selector::new(weights), parts }
    }

    /// The names of a text, in order and without overlap.
    pub fn find(&self, input: &Input) -> Vec<Entity> {
        let (page, tagged, candidates) = self.candidates(input);
        let chosen: Vec<usize> = if self.parts.selection {
            self.selector.select(&page, &tagged, &candidates, self.parts.evidence).iter().map(|c| c.candidate).collect()
        } else {
            best_chain(&candidates)
        };
        let byte = |i: usize| page.glyphs.get(i).map_or(input.text.len(), |g| g.at);
        let chosen = chosen.into_iter().filter_map(|i| candidates.get(i));
        let names = chosen
            .filter_map(|c| Some(Entity { span: Span::new(byte(c.from), byte(c.to)), kind: *TYPES.get(c.kind)? }))
            .collect();
        if self.parts.second_look { evidence::settle(input, &self.gazetteer, names) } else { names }
    }

    /// What [`Recognizer::find`] chooses from: the page as the features see it, what the tagger makes of it, and all candidates.
    pub fn candidates(&self, input: &Input) -> (Page, Tagged, Vec<Candidate>) {
        let page = Page::new(input, &self.gazetteer);
        let tagged = self.tagger.tag(&page);
        let proposals = if self.parts.grammar { grammar::proposals(input, &self.gazetteer) } else { Vec::new() };
        let proposals = proposals.iter().map(|c| (c.span, c.kind, c.rule as u32));
        let candidates = candidate::collect(&page, &tagged, proposals, self.parts.evidence);
        (page, tagged, candidates)
    }
}

/// The candidates on the tagger's best chain.
fn best_chain(candidates: &[Candidate]) -> Vec<usize> {
    let mut end = 0;
    let best = candidates.iter().enumerate().filter(|(_, c)| c.gap == Some(0));
    best.filter(|(_, c)| {
        let free = c.from >= end;
        if free {
            end = c.to;
        }
        free
    })
    .map(|(i, _)| i)
    .collect()
}
