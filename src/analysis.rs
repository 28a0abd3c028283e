//! The result: plain data that leaves the program, as `serde` writes it.
//!
//! Offsets point into the source and are counted in the [`OffsetUnit`] that [`Options`](crate::Options) asks for; ends are exclusive. `text`
//! is a mention as read, layout removed.

use crate::{
    check::{CheckKind, OperandRole},
    entity::{EntityType, Evidence},
    figure::{FigureEvidence, Kind, Modifier, Trend},
    layout::Role,
    packed::{self, Word},
    time::{TimeEvidence, TimeModifier},
};
use serde::{Deserialize, Serialize};

/// The name of this form of result. It changes when a reader of the old form would misread the new one.
pub const SCHEMA: &str = "quandian/1";

/// What offsets count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum OffsetUnit {
    /// UTF-16 code units, as JavaScript counts.
    #[default]
    Utf16,
    /// Unicode characters (scalar values), as Python counts.
    Chars,
    /// Bytes of UTF-8, as Rust counts.
    Bytes,
}

/// Everything that was found in a source.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Analysis {
    /// [`SCHEMA`].
    pub schema: String,
    /// What the offsets count.
    pub offsets: OffsetUnit,
    /// When the page was published, ISO 8601: the date that was given, else the one that the page states, else, where its articles
    /// open with 本报12月24日讯, the day after. Relative times count from it where an article states no date of its own.
    pub published: Option<String>,
    /// The articles of the page.
    pub articles: Vec<Article>,
    /// The blocks of the page.
    pub blocks: Vec<Block>,
    /// Its sentences.
    pub sentences: Vec<Extent>,
    /// Its words.
    #[serde(deserialize_with = "packed::read")]
    pub tokens: Vec<Token>,
    /// Its names.
    pub entities: Vec<Entity>,
    /// Its times.
    pub times: Vec<Time>,
    /// Its figures.
    pub figures: Vec<Figure>,
    /// Names that mean one thing, the full form first.
    pub aliases: Vec<Vec<String>>,
    /// Who holds which office.
    pub roles: Vec<PersonRole>,
    /// What must add up, and whether it does.
    pub checks: Vec<Check>,
}

impl Analysis {
    /// The JSON that `serde_json::to_string` writes of this analysis, which has no words, with `words` for its words, [`packed`]:
    /// otherwise they would be four fifths of it. An [`Analysis`] is read from this form as well as from its own.
    pub(crate) fn json_with<'a>(&self, words: impl ExactSizeIterator<Item = Word<'a>>) -> serde_json::Result<String> {
        #[rustfmt::skip]
        let Self {
            schema, offsets, published, articles, blocks, sentences, tokens: _, entities, times, figures, aliases, roles, checks,
        } = self;
        let after = serde_json::to_string(&AfterWords { entities, times, figures, aliases, roles, checks })?;
        let mut json = serde_json::to_string(&BeforeWords { schema, offsets, published, articles, blocks, sentences })?;
        json.pop();
        json.reserve(after.len() + words.len() * Word::JSON);
        json.push_str(",\"tokens\":");
        packed::push(words, &mut json)?;
        json.push(',');
        json.push_str(after.get(1..).unwrap_or_default());
        Ok(json)
    }
}

/// The fields of an [`Analysis`] before its words.
#[derive(Serialize)]
struct BeforeWords<'a> {
    schema: &'a str,
    offsets: &'a OffsetUnit,
    published: &'a Option<String>,
    articles: &'a [Article],
    blocks: &'a [Block],
    sentences: &'a [Extent],
}

/// Those after its words.
#[derive(Serialize)]
struct AfterWords<'a> {
    entities: &'a [Entity],
    times: &'a [Time],
    figures: &'a [Figure],
    aliases: &'a [Vec<String>],
    roles: &'a [PersonRole],
    checks: &'a [Check],
}

/// A stretch of the source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extent {
    /// Where it starts.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
}

/// The blocks that belong together.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// `a1`, `a2`, …
    pub id: String,
    /// Its headline as read.
    pub headline: Option<String>,
    /// Who wrote it.
    pub byline: Vec<String>,
    /// The day on which it was written, ISO 8601: its dateline or stamp, else the page's. Its relative times count from it.
    pub published: Option<String>,
    /// Where it starts.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
}

/// A paragraph, headline or other unit of the page.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Block {
    /// Where it starts.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// What it is.
    pub role: Role,
    /// The article it belongs to; `None` for what belongs to the page.
    pub article: Option<String>,
    /// The block as read.
    pub text: String,
    /// The way from `text` to the source: where `text` and source part ways, the offset in `text` and the offset in the source
    /// from which they go on side by side. The first entry is for the first character of `text`.
    pub runs: Vec<[usize; 2]>,
}

/// A word.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Token {
    /// Where it starts.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// The word as read.
    pub text: String,
    /// Its part of speech, a tag of the PKU set.
    pub pos: String,
}

/// A name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entity {
    /// Where it starts.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// The name as read.
    pub text: String,
    /// What it names.
    #[serde(rename = "type")]
    pub kind: EntityType,
    /// Mentions of one thing share a cluster.
    pub cluster: usize,
    /// How likely it is right, from 0 to 1, as measured in texts that were not trained on.
    #[serde(default)]
    pub confidence: f64,
    /// What speaks for it, where [`Options::explain`](crate::Options::explain) asks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
}

/// A time.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Time {
    /// Where it starts.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// The time as read.
    pub text: String,
    /// ISO 8601 or EDTF, `recent`, or `every-month` and the like.
    pub value: String,
    /// How it bounds what is said.
    #[serde(rename = "mod", skip_serializing_if = "Option::is_none")]
    pub modifier: Option<TimeModifier>,
    /// From what its value follows, where [`Options::explain`](crate::Options::explain) asks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<TimeEvidence>,
}

/// A figure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// Where it starts.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// The figure as read.
    pub text: String,
    /// What it measures.
    pub kind: Kind,
    /// How much, in `unit`; `None` for a range and where no number is said (数十家). Of 十几条 and 十余条 the ten that are certain.
    pub value: Option<f64>,
    /// The low end of a range.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lo: Option<f64>,
    /// The high end of a range.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hi: Option<f64>,
    /// An ISO 4217 code, a unit's symbol or a classifier.
    pub unit: Option<String>,
    /// How exact.
    #[serde(rename = "mod", skip_serializing_if = "Option::is_none")]
    pub modifier: Option<Modifier>,
    /// Up or down, where it states a change.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trend: Option<Trend>,
    /// What is measured.
    pub metric: Option<Metric>,
    /// The number of the entity that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<usize>,
    /// The number of the time that it is as of, or over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<usize>,
    /// What it is compared with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comparison: Option<Comparison>,
    /// What it is a share of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share_of: Option<Whole>,
    /// From what its kind, unit and trend follow, where [`Options::explain`](crate::Options::explain) asks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<FigureEvidence>,
}

/// What a figure measures, in words of the article.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Metric {
    /// Where the words start.
    pub start: usize,
    /// Where they end.
    pub end: usize,
    /// The words as read.
    pub text: String,
    /// Whether they stand with an earlier figure, whose metric this figure shares.
    #[serde(default)]
    pub inherited: bool,
}

/// What a figure is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Comparison {
    /// The same period of the year before (同比).
    Year,
    /// The period before (环比).
    Period,
    /// The time of this number.
    Time(usize),
    /// The figure of this number.
    Figure(usize),
}

/// What a figure is a share of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Whole {
    /// The figure of this number.
    Figure(usize),
    /// Words of the article.
    Words(Phrase),
}

/// Words of the article.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Phrase {
    /// Where it starts.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// The words as read.
    pub text: String,
}

/// Somebody's office.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PersonRole {
    /// The person's name.
    pub person: String,
    /// The title with its organisation, as the article gives it.
    pub title: String,
}

/// One thing that must hold. A sum has a `total` and `parts`, a share also a `percent`; every check has its `operands`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Check {
    /// What kind of arithmetic.
    pub kind: CheckKind,
    /// The figure that the parts must give, or that the part is a share of, as read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total: Option<String>,
    /// The parts, as read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<String>,
    /// The percentage that the part is, as read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub percent: Option<String>,
    /// What is read, in the order of the arithmetic.
    pub operands: Vec<Operand>,
    /// The arithmetic spelled out: `638个 = 248个 + 380个 + 10个`.
    pub arithmetic: String,
    /// How far the two sides may be off, in the unit of what they give.
    pub tolerance: f64,
    /// Whether it holds.
    pub holds: bool,
}

/// Something that a check reads.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Operand {
    /// What it is in the check.
    pub role: OperandRole,
    /// Where it starts.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// Its words as read.
    pub text: String,
    /// Its number among the figures, where it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub figure: Option<usize>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_tells_the_analysis() {
        let word = |start: usize, text| Word { start, end: start + 12, text, pos: "x" };
        for words in [vec![], vec![word(0, "签约")], vec![word(9, "\"tokens\":[]"), word(10_207, "\\"), word(0, "\u{1}\n\u{7f}")]]
        {
            let bare = Analysis { published: Some("\"tokens\":[]".into()), ..Analysis::default() };
            let tokens =
                words.iter().map(|w| Token { start: w.start, end: w.end, text: w.text.into(), pos: w.pos.into() }).collect();
            let whole = Analysis { tokens, ..bare.clone() };
            let json = bare.json_with(words.into_iter()).unwrap();
            assert_eq!(serde_json::from_str::<Analysis>(&json).unwrap(), whole);
            assert_eq!(serde_json::from_str::<Analysis>(&serde_json::to_string(&whole).unwrap()).unwrap(), whole);
        }
    }
}
