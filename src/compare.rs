//! Figures across documents: what several articles say of the same metric of the same owner, side by side, in the order of time.
//!
//! Two figures belong together where their metric is worded alike, their owner has the same full name, and kind and unit are the same.
//! A short name (市财政局) tells nothing beyond its own article, so it counts as what the article's aliases make of it; a figure whose
//! owner is not said is left out, for it would be compared with anything.
//!
//! ```
//! use quandian::{Analyzer, Options, compare::{Agreement, compare}};
//! let analyzer = Analyzer::new();
//! let read = |text: &str| analyzer.analyze(text, &Options::default());
//! let rows = compare(&[read("2019年，青岛港吞吐量5.77亿吨。"), read("2020年，青岛港吞吐量6.05亿吨。")]);
//! assert_eq!((rows.len(), rows[0].agreement), (1, Agreement::Changes));
//! ```

use crate::{
    analysis::{Analysis, Figure},
    figure::{Kind, Modifier},
};
use serde::{Deserialize, Serialize};
use std::{cmp::Ordering, collections::BTreeMap};

/// One metric of one owner, as two documents or more give it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// What is measured, in the words of the first document that says it.
    pub metric: String,
    /// Whose it is: the full name.
    pub owner: String,
    /// What kind of quantity.
    pub kind: Kind,
    /// In what: an ISO 4217 code, a unit's symbol or a classifier.
    pub unit: Option<String>,
    /// Whether the documents agree.
    pub agreement: Agreement,
    /// What they say, the earliest time first; what tells no time stands where its document was published.
    pub cells: Vec<Cell>,
}

/// Whether documents agree on a metric.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Agreement {
    /// Every value is the same, as exactly as it is given.
    Agrees,
    /// Values differ, and so do the times, or they are not said.
    Changes,
    /// Two documents give two values for one time.
    Conflicts,
}

/// What one document says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    /// The number of the document.
    pub document: usize,
    /// The number of the figure in the document's analysis.
    pub figure: usize,
    /// Where the figure starts in the document's source.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// The figure as read.
    pub text: String,
    /// How much, in the row's unit.
    pub value: f64,
    /// How exact.
    #[serde(rename = "mod", skip_serializing_if = "Option::is_none")]
    pub modifier: Option<Modifier>,
    /// As of when, or over what time: ISO 8601 or EDTF.
    pub time: Option<String>,
    /// By how much of it the value differs from that of the cell before, in per cent, and a percentage by how many points; none for
    /// the first, and after nothing.
    pub change: Option<f64>,
}

/// The metrics that at least two of `analyses` give of one owner, in the order in which the first document tells of them. Takes time
/// in proportion to the figures, but for sorting.
pub fn compare(analyses: &[Analysis]) -> Vec<Row> {
    let mut keys: BTreeMap<Key, usize> = BTreeMap::new();
    let mut rows: Vec<Row> = Vec::new();
    for (document, analysis) in analyses.iter().enumerate() {
        let full = full_names(analysis);
        for (number, figure) in analysis.figures.iter().enumerate() {
            let Some((key, cell)) = entry(analysis, &full, document, number, figure) else { continue };
            let at = *keys.entry(key).or_insert_with_key(|key| {
                rows.push(Row {
                    metric: key.metric.clone(),
                    owner: key.owner.clone(),
                    kind: figure.kind,
                    unit: key.unit.clone(),
                    agreement: Agreement::Agrees,
                    cells: Vec::new(),
                });
                rows.len() - 1
            });
            let Some(row) = rows.get_mut(at) else { continue };
            // What a document says twice in the same way stands once.
            let mut own = row.cells.iter().rev().take_while(|c| c.document == document);
            if !own.any(|c| c.time == cell.time && c.value == cell.value) {
                row.cells.push(cell);
            }
        }
    }
    rows.retain(|row| row.cells.iter().any(|c| Some(c.document) != row.cells.first().map(|f| f.document)));
    for row in &mut rows {
        finish(row, analyses);
    }
    rows
}

/// What must be the same for two figures to be compared.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    metric: String,
    owner: String,
    kind: String,
    unit: Option<String>,
    /// A growth rate is not a level: 增长4.7% and 占4.7%.
    change: bool,
}

fn entry(
    analysis: &Analysis,
    full: &BTreeMap<&str, &str>,
    document: usize,
    number: usize,
    figure: &Figure,
) -> Option<(Key, Cell)> {
    let value = figure.value?;
    let squash = |text: &str| -> String { text.split_whitespace().collect() };
    let metric = squash(&figure.metric.as_ref()?.text);
    let name = squash(&analysis.entities.get(figure.owner?)?.text);
    let owner = full.get(name.as_str()).map_or(name.clone(), |full| (*full).to_owned());
    let time = figure.time.and_then(|time| analysis.times.get(time)).map(|time| time.value.clone());
    let key = Key {
        metric,
        owner,
        kind: format!("{:?}", figure.kind),
        unit: figure.unit.clone(),
        change: figure.kind == Kind::Percent && figure.trend.is_some(),
    };
    let cell = Cell {
        document,
        figure: number,
        start: figure.start,
        end: figure.end,
        text: figure.text.clone(),
        value,
        modifier: figure.modifier,
        time,
        change: None,
    };
    Some((key, cell))
}

/// The full form of every short one in an article.
fn full_names(analysis: &Analysis) -> BTreeMap<&str, &str> {
    let groups = analysis.aliases.iter().filter_map(|group| group.split_first());
    groups.flat_map(|(full, short)| short.iter().map(|s| (s.as_str(), full.as_str()))).collect()
}

/// Sorts the cells by time and says what became of the value.
fn finish(row: &mut Row, analyses: &[Analysis]) {
    let when = |cell: &Cell| -> Option<String> {
        let told = cell.time.clone().filter(|t| t.starts_with(|c: char| c.is_ascii_digit()));
        told.or_else(|| analyses.get(cell.document)?.published.clone())
    };
    row.cells.sort_by(|a, b| when(a).cmp(&when(b)).then(a.document.cmp(&b.document)).then(a.figure.cmp(&b.figure)));
    let mut before: Option<f64> = None;
    for cell in &mut row.cells {
        cell.change = match row.kind {
            Kind::Percent => before.map(|b| cell.value - b),
            _ => before.filter(|b| *b != 0.0).map(|b| (cell.value - b) / b.abs() * 100.0),
        };
        before = Some(cell.value);
    }
    // In the order of time what belongs to one time stands together.
    let neighbours = || row.cells.windows(2).filter_map(|pair| pair.first().zip(pair.get(1)));
    let one_time = |a: &Cell, b: &Cell| a.document != b.document && a.time.is_some() && a.time == b.time;
    row.agreement = if neighbours().all(|(a, b)| agree(a, b)) {
        Agreement::Agrees
    } else if neighbours().any(|(a, b)| one_time(a, b) && !agree(a, b)) {
        Agreement::Conflicts
    } else {
        Agreement::Changes
    };
}

/// Whether two values are the same as exactly as the coarser of the two is given: 5.77亿 and 57736万.
fn agree(a: &Cell, b: &Cell) -> bool {
    let tolerance = step(a).max(step(b)) / 2.0;
    let rough = a.modifier.is_some() || b.modifier.is_some();
    let tolerance = if rough { tolerance.max(a.value.abs().max(b.value.abs()) * 0.01) } else { tolerance };
    matches!((a.value - b.value).abs().partial_cmp(&(tolerance * 1.000_001)), Some(Ordering::Less | Ordering::Equal))
}

/// What one unit of the last digit that is written is worth: ten thousand in 5.77亿 is a hundredth of it. Nothing where no digits are
/// written.
fn step(cell: &Cell) -> f64 {
    let digits: String = cell.text.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
    let written = digits.parse::<f64>().unwrap_or(0.0);
    if written == 0.0 {
        return 0.0;
    }
    let places = digits.split_once('.').map_or(0, |(_, places)| places.len());
    let scale = (cell.value / written).abs();
    // A whole number is exact: 38个 is not 38.4.
    if places == 0 && (scale - 1.0).abs() < 1e-9 { 0.0 } else { scale / 10_f64.powi(i32::try_from(places).unwrap_or(i32::MAX)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Entity, Metric, Time};

    /// An article that says this of the owner, with the owner's full name where it gives one.
    fn article(owner: &str, full: Option<&str>, time: &str, metric: &str, text: &str, value: f64) -> Analysis {
        let entity = Entity {
            start: 0,
            end: 0,
            text: owner.into(),
            kind: crate::entity::EntityType::Org,
            cluster: 0,
            confidence: 1.0,
            evidence: Vec::new(),
        };
        let figure = Figure {
            start: 0,
            end: 0,
            text: text.into(),
            kind: Kind::Money,
            value: Some(value),
            lo: None,
            hi: None,
            unit: Some("CNY".into()),
            modifier: None,
            trend: None,
            metric: Some(Metric { text: metric.into(), ..Metric::default() }),
            owner: Some(0),
            time: (!time.is_empty()).then_some(0),
            comparison: None,
            share_of: None,
            evidence: Vec::new(),
        };
        Analysis {
            entities: vec![entity],
            times: vec![Time { value: time.into(), ..Time::default() }],
            figures: vec![figure],
            aliases: full.map(|full| vec![full.to_owned(), owner.to_owned()]).into_iter().collect(),
            ..Analysis::default()
        }
    }

    #[test]
    fn what_documents_say_of_one_metric() {
        let first = || article("青岛港", None, "2019", "营收", "120亿元", 12e9);
        for (second, want) in [
            (article("青岛港", None, "2020", "营收", "132亿元", 13.2e9), Some((Agreement::Changes, Some(10.0)))),
            (article("青岛港", None, "2019", "营收", "120.3亿元", 12.03e9), Some((Agreement::Agrees, Some(0.25)))),
            (article("青岛港", None, "2019", "营收", "125亿元", 12.5e9), Some((Agreement::Conflicts, Some(4.166_7)))),
            (article("集团", Some("青岛港"), "2019", "营收", "120亿元", 12e9), Some((Agreement::Agrees, Some(0.0)))),
            (article("日照港", None, "2020", "营收", "132亿元", 13.2e9), None),
            (article("青岛港", None, "2020", "利润", "132亿元", 13.2e9), None),
        ] {
            let rows = compare(&[first(), second]);
            let found = rows.first().map(|r| (r.agreement, r.cells[1].change.map(|c| (c * 1e4).round() / 1e4)));
            assert_eq!(found, want, "{rows:?}");
        }
    }

    #[test]
    fn cells_stand_in_the_order_of_time() {
        let read = |year: &str, value| article("青岛港", None, year, "营收", "1亿元", value);
        let rows = compare(&[read("2021", 3e8), read("2019", 1e8), read("2020", 2e8)]);
        let years: Vec<Option<&str>> = rows[0].cells.iter().map(|c| c.time.as_deref()).collect();
        assert_eq!(years, [Some("2019"), Some("2020"), Some("2021")]);
        assert_eq!(rows[0].cells[2].change, Some(50.0));
    }

    #[test]
    fn one_document_has_nothing_to_be_compared_with() {
        assert_eq!(compare(&[article("青岛港", None, "2019", "营收", "1亿元", 1e8)]), []);
        assert_eq!(compare(&[]), []);
    }
}
