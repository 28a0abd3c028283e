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
use gazetteer::{ClassSet, Found, Gazetteer};
use grammar::Rule;
use select::{
    Choice, Selector,
    candidate::{self, Candidate},
    confidence::Confidence,
    weights::Weights,
};
use serde::{Deserialize, Serialize};
use tagger::{
    Tagged, Tagger,
    label::{TYPES, type_index},
    model::Model,
    page::Page,
};

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

/// What speaks for a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Evidence {
    /// The tagger's best reading of the line has it.
    Tagger,
    /// The tagger thought of it, but preferred another reading.
    TaggerSecond,
    /// The gazetteer has it as it stands.
    Gazetteer,
    /// The gazetteer knows what it ends with.
    Ending,
    /// A rule of the grammar proposes it.
    Grammar(Rule),
    /// It is made of names that stand side by side, or of a name and what follows it up to an ending of names.
    Composition,
    /// The article has it elsewhere as a sure name, or proves it there.
    Article,
}

/// A name with what speaks for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The name.
    pub entity: Entity,
    /// How much better the choice with it is than the best without, in steps of the selection's weights; `None` where it was not
    /// chosen but found in a second look over the article.
    pub lead: Option<i32>,
    /// How many in a hundred names like this are right; see `MODEL.md` for how this was measured.
    pub confidence: u8,
    /// What speaks for it.
    pub evidence: Vec<Evidence>,
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
    confidence: Confidence,
    parts: Parts,
}

static MODEL: &[u8] = include_bytes!("model.bin");
static SELECTION: &[u8] = include_bytes!("selection.bin");
static CONFIDENCE: &str = include_str!("confidence.txt");

impl Recognizer {
    /// Reads the models and the gazetteers that are compiled in.
    pub fn new() -> Self {
        // A model that did not parse would find nothing; the tests would notice.
        let model = Model::read(MODEL).unwrap_or_default();
        Self::with(model, Weights::read(SELECTION).unwrap_or_default(), Parts::default())
    }

    /// A recogniser with other models or fewer parts, as the training program tests them.
    pub fn with(model: Model, weights: Weights, parts: Parts) -> Self {
        Self {
            gazetteer: Gazetteer::new(),
            tagger: Tagger::new(model),
            selector: Selector::new(weights),
            confidence: Confidence::read(CONFIDENCE),
            parts,
        }
    }

    /// The names of a text, in order and without overlap.
    pub fn find(&self, input: &Input) -> Vec<Entity> {
        self.findings(input).iter().map(|f| f.entity).collect()
    }

    /// The names of a text with what speaks for each, in order and without overlap.
    pub fn findings(&self, input: &Input) -> Vec<Finding> {
        let found = self.gazetteer.find(input.text);
        let (page, tagged, candidates, proposals) = self.candidates_within(input, &found, tagger::LIMIT);
        let chosen: Vec<Choice> = if self.parts.selection {
            self.selector.select(&page, &tagged, &candidates, self.parts.evidence)
        } else {
            best_chain(&candidates)
        };
        let byte = |i: usize| page.glyphs.get(i).map_or(input.text.len(), |g| g.at);
        let finding = |choice: &Choice| {
            let candidate = candidates.get(choice.candidate)?;
            let span = Span::new(byte(candidate.from), byte(candidate.to));
            Some(Finding {
                entity: Entity { span, kind: *TYPES.get(candidate.kind)? },
                lead: Some(choice.lead),
                confidence: self.confidence.percent(Some(choice.lead)),
                evidence: evidence_for(candidate, &page),
            })
        };
        let findings: Vec<Finding> = chosen.iter().filter_map(finding).collect();
        if !self.parts.second_look {
            return findings;
        }
        let proposals = if self.parts.grammar { proposals } else { grammar::persons(input, &self.gazetteer, &found) };
        self.look_again(input, &found, &proposals, findings)
    }

    fn look_again(&self, input: &Input, found: &Found, proposals: &[grammar::Candidate], first: Vec<Finding>) -> Vec<Finding> {
        let names = evidence::settle(input, &self.gazetteer, found, proposals, first.iter().map(|f| f.entity).collect());
        let mut first = first.into_iter().peekable();
        names
            .into_iter()
            .map(|entity| {
                while first.next_if(|f| f.entity.span.start < entity.span.start).is_some() {}
                first.next_if(|f| f.entity == entity).unwrap_or_else(|| Finding {
                    entity,
                    lead: None,
                    confidence: self.confidence.percent(None),
                    evidence: vec![Evidence::Article],
                })
            })
            .collect()
    }

    /// From what the choice is taught: the page as the features see it, what the tagger makes of it, and more candidates than
    /// [`Recognizer::find`] chooses from.
    pub fn candidates(&self, input: &Input) -> (Page, Tagged, Vec<Candidate>) {
        let (page, tagged, candidates, _) =
            self.candidates_within(input, &self.gazetteer.find(input.text), tagger::TEACHING_LIMIT);
        (page, tagged, candidates)
    }

    /// The same, and what the grammar proposes.
    fn candidates_within(
        &self,
        input: &Input,
        found: &Found,
        limit: i32,
    ) -> (Page, Tagged, Vec<Candidate>, Vec<grammar::Candidate>) {
        let page = Page::new(input, &self.gazetteer, found);
        let tagged = self.tagger.tag(&page, limit);
        let proposals = if self.parts.grammar { grammar::proposals(input, &self.gazetteer, found) } else { Vec::new() };
        let proposed = proposals.iter().map(|c| (c.span, c.kind, c.rule as u32));
        let candidates = candidate::collect(&page, &tagged, proposed, self.parts.evidence);
        (page, tagged, candidates, proposals)
    }
}

/// What speaks for a candidate.
fn evidence_for(candidate: &Candidate, page: &Page) -> Vec<Evidence> {
    const NAMES: ClassSet = ClassSet::PLACES.with(ClassSet::ORGANISATIONS).with(ClassSet::of(&[gazetteer::Class::Title]));
    let known = |i: usize| page.known.get(i).copied().unwrap_or_default();
    let (starts, ends) = (known(candidate.from).starts, known(candidate.to.saturating_sub(1)).ends);
    let length = candidate.to - candidate.from;
    let whole = starts.length == length && starts.classes.meets(NAMES);
    let endings: Vec<usize> = candidate::kinds_of(ends.classes).map(type_index).collect();
    let said = |has: bool, evidence: Evidence| has.then_some(evidence);
    let rules = Rule::ALL.into_iter().filter(|rule| candidate.rules >> *rule as u32 & 1 == 1);
    [
        said(candidate.gap == Some(0), Evidence::Tagger),
        said(candidate.gap.is_some_and(|gap| gap > 0), Evidence::TaggerSecond),
        said(whole, Evidence::Gazetteer),
        said(!whole && ends.length < length && endings.contains(&candidate.kind), Evidence::Ending),
        said(candidate.rules & (candidate::JOINED | candidate::EXTENDED) != 0, Evidence::Composition),
        said(candidate.again || candidate.rules & candidate::RETYPED != 0, Evidence::Article),
    ]
    .into_iter()
    .flatten()
    .chain(rules.map(Evidence::Grammar))
    .collect()
}

/// The candidates on the tagger's best chain.
fn best_chain(candidates: &[Candidate]) -> Vec<Choice> {
    let mut end = 0;
    let best = candidates.iter().enumerate().filter(|(_, c)| c.gap == Some(0));
    best.filter(|(_, c)| {
        let free = c.from >= end;
        if free {
            end = c.to;
        }
        free
    })
    .map(|(candidate, _)| Choice { candidate, lead: 0 })
    .collect()
}
