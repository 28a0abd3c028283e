//! The view: an [`Analysis`] arranged for people to read in. It joins the lists of the result into one list of [`Mark`]s that
//! know their block and their place in its reading text, gathers the mentions of one thing into a [`Cluster`], and leaves the
//! drawing to the page.
//!
//! ```
//! use quandian::{Analysis, analysis::{Block, Entity}, entity::EntityType, view::{MarkType, Page}};
//! let analysis = Analysis {
//!     blocks: vec![Block { end: 6, text: "青岛开工。".into(), runs: vec![[0, 0], [1, 2]], ..Block::default() }], // 青\n岛开工。
//!     entities: vec![Entity { start: 0, end: 3, text: "青岛".into(), kind: EntityType::Loc, cluster: 0, confidence: 1.0, evidence: vec![] }],
//!     ..Analysis::default()
//! };
//! let page = Page::new(analysis);
//! assert_eq!(page.marks[0].kind, MarkType::Loc);
//! assert_eq!(page.text(&page.marks[0]), "青岛");
//! ```

mod calendar;
mod correct;
mod heads;
mod kept;
mod keyness;
mod links;
mod order;
mod place;
mod words;

pub use calendar::{Moment, Precision, day};
pub use correct::{Correction, correct};
pub use heads::heads_first;
pub use kept::{Fingerprint, KeptCorrections, Misfit};
pub use keyness::keyness;
pub use links::{Link, Links};
pub use order::sort_by;
pub use place::source_extent;
pub use words::{Word, keywords, words};

use crate::{
    analysis::{Analysis, Block, Extent, Figure, Time},
    entity::EntityType,
};
use std::{collections::BTreeMap, ops::Range};

/// The types of marks a reader can tell apart, in the order of the legend.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MarkType {
    /// A person.
    Per,
    /// An office.
    Title,
    /// An organisation.
    Org,
    /// A place.
    Loc,
    /// A building or other facility.
    Fac,
    /// A project.
    Project,
    /// A document.
    Work,
    /// A measure, mechanism or brand.
    Init,
    /// A meeting or ceremony.
    Event,
    /// A time.
    Time,
    /// A figure.
    Figure,
}

impl MarkType {
    /// Every type.
    pub const ALL: [Self; 11] = [
        Self::Per,
        Self::Title,
        Self::Org,
        Self::Loc,
        Self::Fac,
        Self::Project,
        Self::Work,
        Self::Init,
        Self::Event,
        Self::Time,
        Self::Figure,
    ];

    /// The name that annotations give it: `PER` … `TIME`, `FIG`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Per => "PER",
            Self::Title => "TITLE",
            Self::Org => "ORG",
            Self::Loc => "LOC",
            Self::Fac => "FAC",
            Self::Project => "PROJECT",
            Self::Work => "WORK",
            Self::Init => "INIT",
            Self::Event => "EVENT",
            Self::Time => "TIME",
            Self::Figure => "FIG",
        }
    }

    /// The type that a code names.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|t| t.code() == code)
    }

    /// The type of name, unless it is a time or a figure.
    pub const fn entity(self) -> Option<EntityType> {
        Some(match self {
            Self::Per => EntityType::Per,
            Self::Title => EntityType::Title,
            Self::Org => EntityType::Org,
            Self::Loc => EntityType::Loc,
            Self::Fac => EntityType::Fac,
            Self::Project => EntityType::Project,
            Self::Work => EntityType::Work,
            Self::Init => EntityType::Init,
            Self::Event => EntityType::Event,
            Self::Time | Self::Figure => return None,
        })
    }
}

impl From<EntityType> for MarkType {
    fn from(kind: EntityType) -> Self {
        match kind {
            EntityType::Per => Self::Per,
            EntityType::Title => Self::Title,
            EntityType::Org => Self::Org,
            EntityType::Loc => Self::Loc,
            EntityType::Fac => Self::Fac,
            EntityType::Project => Self::Project,
            EntityType::Work => Self::Work,
            EntityType::Init => Self::Init,
            EntityType::Event => Self::Event,
        }
    }
}

/// Which entry of the analysis a mark shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// One of [`Analysis::entities`], and its number in [`Page::clusters`].
    Entity(usize, usize),
    /// One of [`Analysis::times`].
    Time(usize),
    /// One of [`Analysis::figures`].
    Figure(usize),
}

/// A marked stretch of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Its type.
    pub kind: MarkType,
    /// What it shows.
    pub entry: Entry,
    /// Where it stands in the source, in the unit of the analysis.
    pub source: Extent,
    /// The block it stands in.
    pub block: usize,
    /// Where it stands in the block's reading text, in bytes.
    pub range: Range<usize>,
}

/// What the checks that read a figure come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// All hold.
    Holds,
    /// One does not.
    Fails,
}

/// The mentions of one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cluster {
    /// What names it best: the first of its alias group, or else its longest mention.
    pub name: String,
    /// Its type.
    pub kind: MarkType,
    /// The other ways in which the article calls it, each once.
    pub aliases: Vec<String>,
    /// Its mentions: numbers in [`Page::marks`], in order.
    pub marks: Vec<usize>,
    /// The offices it holds.
    pub roles: Vec<String>,
}

/// An analysis arranged for reading.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// What it arranges.
    pub analysis: Analysis,
    /// Every mark, in reading order.
    pub marks: Vec<Mark>,
    /// For every block, its marks: a range of [`Page::marks`].
    pub block_marks: Vec<Range<usize>>,
    /// Everything that has a name, in the order in which it first occurs.
    pub clusters: Vec<Cluster>,
    /// For every entity, the number of its cluster.
    cluster_of: Vec<usize>,
    /// For every figure, its mark.
    figure_marks: Vec<Option<usize>>,
    /// For every figure, what the checks say of it.
    verdicts: Vec<Option<Verdict>>,
}

impl Page {
    /// Arranges `analysis`. Mentions that stand in no block are left out.
    pub fn new(analysis: Analysis) -> Self {
        let (clusters, cluster_of) = clusters(&analysis);
        let marks = place::marks(&analysis, &cluster_of);
        let figure_marks = vec![None; analysis.figures.len()];
        let block_marks = block_ranges(&marks, analysis.blocks.len());
        let verdicts = verdicts(&analysis);
        let mut page = Self { block_marks, analysis, marks, clusters, cluster_of, figure_marks, verdicts };
        for (number, mark) in page.marks.iter().enumerate() {
            match mark.entry {
                Entry::Entity(_, cluster) => page.clusters.get_mut(cluster).into_iter().for_each(|c| c.marks.push(number)),
                Entry::Figure(figure) => page.figure_marks.get_mut(figure).into_iter().for_each(|m| *m = Some(number)),
                Entry::Time(_) => {}
            }
        }
        page
    }

    /// What a mark stands on, as read.
    pub fn text(&self, mark: &Mark) -> &str {
        self.analysis.blocks.get(mark.block).and_then(|b| b.text.get(mark.range.clone())).unwrap_or_default()
    }

    /// The name of what a figure is about, in full.
    pub fn owner(&self, figure: &Figure) -> Option<&str> {
        let cluster = self.clusters.get(*self.cluster_of.get(figure.owner?)?)?;
        Some(&cluster.name)
    }

    /// The time that a figure is as of, or over.
    pub fn time(&self, figure: &Figure) -> Option<&Time> {
        self.analysis.times.get(figure.time?)
    }

    /// What the checks say of figure `number`, if any reads it.
    pub fn verdict(&self, number: usize) -> Option<Verdict> {
        self.verdicts.get(number).copied().flatten()
    }

    /// The mark that shows figure `number`.
    pub fn figure_mark(&self, number: usize) -> Option<usize> {
        self.figure_marks.get(number).copied().flatten()
    }

    /// The cluster that mark `number` belongs to, if it is a name.
    pub fn cluster_of(&self, number: usize) -> Option<usize> {
        match self.marks.get(number)?.entry {
            Entry::Entity(_, cluster) => Some(cluster),
            Entry::Time(_) | Entry::Figure(_) => None,
        }
    }

    /// How many marks there are of each type, in the order of [`MarkType::ALL`].
    pub fn counts(&self) -> [usize; 11] {
        let mut counts = [0; 11];
        for mark in &self.marks {
            if let Some(count) = counts.get_mut(mark.kind as usize) {
                *count += 1;
            }
        }
        counts
    }

    /// How many characters there are to read, white space left out.
    pub fn characters(&self) -> usize {
        let of = |b: &Block| b.text.chars().filter(|c| !c.is_whitespace()).count();
        self.analysis.blocks.iter().map(of).sum()
    }

    /// The sentence around a mark: what stands before it and after it, at most `reach` characters on either side.
    pub fn around(&self, mark: &Mark, reach: usize) -> (&str, &str) {
        let Some(block) = self.analysis.blocks.get(mark.block) else { return ("", "") };
        let before = block.text.get(..mark.range.start).unwrap_or_default();
        let after = block.text.get(mark.range.end..).unwrap_or_default();
        let ends = |c: char| matches!(c, '。' | '！' | '？' | '；');
        let from = before.char_indices().rev().take(reach).take_while(|(_, c)| !ends(*c)).last().map_or(before.len(), |(i, _)| i);
        let to = after.char_indices().take(reach).find(|(_, c)| ends(*c)).map(|(i, c)| i + c.len_utf8());
        let to = to.or_else(|| after.char_indices().nth(reach).map(|(i, _)| i)).unwrap_or(after.len());
        // The quotation that a sentence ends with is closed behind its full stop.
        let before = before.get(from..).unwrap_or_default().trim_start_matches(['”', '’', '」', '』', '）']);
        (before, after.get(..to).unwrap_or_default())
    }

    /// The times that can be put on a calendar, in its order, each with its mark.
    pub fn timeline(&self) -> Vec<(Moment, usize)> {
        let time = |m: &Mark| match m.entry {
            Entry::Time(t) => self.analysis.times.get(t),
            Entry::Entity(..) | Entry::Figure(_) => None,
        };
        let marks = self.marks.iter().enumerate();
        let mut line: Vec<(Moment, usize)> =
            marks.filter_map(|(number, m)| Some((Moment::of(&time(m)?.value)?, number))).collect();
        sort_by(&mut line, Ord::cmp);
        line
    }
}

/// The clusters of the entities, and for each entity the number of its cluster.
fn clusters(analysis: &Analysis) -> (Vec<Cluster>, Vec<usize>) {
    let mut full: BTreeMap<&str, &str> = BTreeMap::new();
    for group in &analysis.aliases {
        let Some(first) = group.first() else { continue };
        for name in group {
            full.insert(name, first);
        }
    }
    let mut number: BTreeMap<usize, usize> = BTreeMap::new();
    let mut clusters: Vec<Cluster> = Vec::new();
    let mut cluster_of = Vec::with_capacity(analysis.entities.len());
    for entity in &analysis.entities {
        let n = *number.entry(entity.cluster).or_insert(clusters.len());
        cluster_of.push(n);
        match clusters.get_mut(n) {
            Some(cluster) if !cluster.aliases.contains(&entity.text) => cluster.aliases.push(entity.text.clone()),
            Some(_) => {}
            None => clusters.push(Cluster {
                name: String::new(),
                kind: entity.kind.into(),
                aliases: vec![entity.text.clone()],
                marks: Vec::new(),
                roles: Vec::new(),
            }),
        }
    }
    for cluster in &mut clusters {
        let longest = || cluster.aliases.iter().max_by_key(|a| a.chars().count()).cloned();
        let known = cluster.aliases.iter().find_map(|a| full.get(a.as_str())).map(|a| (*a).to_owned());
        cluster.name = known.or_else(longest).unwrap_or_default();
        let holder = |person: &str| cluster.aliases.iter().any(|a| a == person);
        if cluster.kind == MarkType::Per {
            cluster.roles = analysis.roles.iter().filter(|r| holder(&r.person)).map(|r| r.title.clone()).collect();
        }
        cluster.aliases.retain(|a| *a != cluster.name);
    }
    (clusters, cluster_of)
}

/// For every figure, the worst that a check says of it.
fn verdicts(analysis: &Analysis) -> Vec<Option<Verdict>> {
    let mut verdicts = vec![None; analysis.figures.len()];
    for check in &analysis.checks {
        let verdict = if check.holds { Verdict::Holds } else { Verdict::Fails };
        for figure in check.operands.iter().filter_map(|o| o.figure) {
            if let Some(so_far) = verdicts.get_mut(figure) {
                *so_far = (*so_far).max(Some(verdict));
            }
        }
    }
    verdicts
}

/// For every block, the range of its marks.
fn block_ranges(marks: &[Mark], blocks: usize) -> Vec<Range<usize>> {
    let from = |block| marks.partition_point(|m| m.block < block);
    (0..blocks).map(|block| from(block)..from(block + 1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Entity, PersonRole};

    fn block(start: usize, text: &str) -> Block {
        let end = start + text.chars().count();
        Block { start, end, text: text.to_owned(), runs: vec![[0, start]], ..Block::default() }
    }

    fn entity(start: usize, text: &str, kind: EntityType, cluster: usize) -> Entity {
        Entity {
            start,
            end: start + text.chars().count(),
            text: text.to_owned(),
            kind,
            cluster,
            confidence: 1.0,
            evidence: Vec::new(),
        }
    }

    fn page() -> Page {
        Page::new(Analysis {
            blocks: vec![block(0, "青科大开会。"), block(7, "陈建慧说，青岛科技大学去年招了300人。她很高兴。")],
            entities: vec![
                entity(0, "青科大", EntityType::Org, 0),
                entity(7, "陈建慧", EntityType::Per, 1),
                entity(12, "青岛科技大学", EntityType::Org, 0),
            ],
            times: vec![Time { start: 18, end: 20, text: "去年".into(), value: "2019".into(), ..Time::default() }],
            figures: vec![
                serde_json::from_value(serde_json::json!({
                    "start": 22, "end": 26, "text": "300人", "kind": "count", "value": 300.0, "unit": "人", "metric": null, "owner": 2
                }))
                .expect("a figure"),
            ],
            aliases: vec![vec!["青岛科技大学".into(), "青科大".into()]],
            roles: vec![PersonRole { person: "陈建慧".into(), title: "校长".into() }],
            ..Analysis::default()
        })
    }

    #[test]
    fn marks_stand_in_reading_order_and_know_their_text() {
        let page = page();
        let texts: Vec<&str> = page.marks.iter().map(|m| page.text(m)).collect();
        assert_eq!(texts, ["青科大", "陈建慧", "青岛科技大学", "去年", "300人"]);
        assert_eq!(page.block_marks, [0..1, 1..5]);
        assert_eq!(page.counts(), [1, 0, 2, 0, 0, 0, 0, 0, 0, 1, 1]);
    }

    #[test]
    fn clusters_are_named_by_their_full_form() {
        let page = page();
        let college = &page.clusters[0];
        assert_eq!((college.name.as_str(), college.aliases.clone()), ("青岛科技大学", vec!["青科大".to_owned()]));
        assert_eq!(college.marks, [0, 2]);
        assert_eq!(page.clusters[1].roles, ["校长"]);
        assert_eq!(page.owner(&page.analysis.figures[0]), Some("青岛科技大学"));
    }

    #[test]
    fn the_sentence_around_a_mark() {
        let page = page();
        assert_eq!(page.around(&page.marks[4], 40), ("陈建慧说，青岛科技大学去年招了", "。"));
        assert_eq!(page.around(&page.marks[4], 3), ("年招了", "。"));
        let quoted = Page::new(Analysis {
            blocks: vec![block(0, "“好。”陈建慧说。")],
            entities: vec![entity(4, "陈建慧", EntityType::Per, 0)],
            ..Analysis::default()
        });
        assert_eq!(quoted.around(&quoted.marks[0], 40), ("", "说。"));
    }
}
