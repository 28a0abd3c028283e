//! The forms in which an analysis is printed.

use anyhow::Result;
use clap::ValueEnum;
use quandian::{
    analysis::{Analysis, Entity, Figure, Time},
    entity::Evidence,
};
use serde::Serialize;

#[derive(Clone, Copy, ValueEnum)]
pub enum Format {
    /// The analysis as one JSON document an input.
    Json,
    /// The same on one line an input, with its name as `file`.
    Jsonl,
    /// The mentions for people to read, one a line.
    Table,
}

impl Format {
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Jsonl => "jsonl",
            Self::Table => "txt",
        }
    }

    /// The analysis of the input called `file`, ending in a line break.
    pub fn render(self, file: &str, analysis: &Analysis) -> Result<String> {
        let mut text = match self {
            Self::Json => serde_json::to_string_pretty(analysis)?,
            Self::Jsonl => serde_json::to_string(&Line { file, analysis })?,
            Self::Table => return Ok(table(file, analysis)),
        };
        text.push('\n');
        Ok(text)
    }
}

#[derive(Serialize)]
struct Line<'a> {
    file: &'a str,
    #[serde(flatten)]
    analysis: &'a Analysis,
}

/// A mention a row, in the order of the text: where, what, the words, and what they come to.
fn table(file: &str, analysis: &Analysis) -> String {
    let mut rows: Vec<(usize, [String; 4])> = Vec::new();
    rows.extend(analysis.entities.iter().map(|e| (e.start, row((e.start, e.end), name_of(&e.kind), &e.text, grounds(e)))));
    rows.extend(analysis.times.iter().map(|t| (t.start, row((t.start, t.end), "TIME".to_owned(), &t.text, time_value(t)))));
    rows.extend(analysis.figures.iter().map(|f| (f.start, row((f.start, f.end), name_of(&f.kind), &f.text, figure_value(f)))));
    rows.sort_by_key(|(start, _)| *start);
    let rows: Vec<[String; 4]> = rows.into_iter().map(|(_, cells)| cells).collect();
    format!("{file}\n{}", columns(&rows))
}

/// Rows under one another, each column as wide as it must be.
pub fn columns(rows: &[[String; 4]]) -> String {
    let widths = [0, 1, 2].map(|column| rows.iter().map(|cells| width(&cells[column])).max().unwrap_or(0));
    let mut text = String::new();
    for cells in rows {
        let mut line = String::new();
        for (cell, wide) in cells.iter().zip(widths.into_iter().chain([0])) {
            line.push_str("  ");
            line.push_str(cell);
            line.extend(std::iter::repeat_n(' ', wide.saturating_sub(width(cell))));
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

fn row((start, end): (usize, usize), what: String, words: &str, value: String) -> [String; 4] {
    [format!("{start}–{end}"), what, words.to_owned(), value]
}

/// `93% tagger, gazetteer, grammar divisions`, where it was asked for.
fn grounds(entity: &Entity) -> String {
    if entity.evidence.is_empty() {
        return String::new();
    }
    let named = |evidence: &Evidence| match evidence {
        Evidence::Grammar(rule) => format!("grammar {}", name_of(rule)),
        other => name_of(other),
    };
    let evidence: Vec<String> = entity.evidence.iter().map(named).collect();
    format!("{:.0}% {}", 100.0 * entity.confidence, evidence.join(", "))
}

fn time_value(time: &Time) -> String {
    let evidence = time.evidence.as_ref().map(|e| format!("({})", name_of(e)));
    join(&[time.value.clone(), time.modifier.as_ref().map(name_of).unwrap_or_default(), evidence.unwrap_or_default()])
}

/// `1600000000 CNY approx up ‹投资总额› (currency-of-text)`.
fn figure_value(figure: &Figure) -> String {
    let show = |v: Option<f64>| v.as_ref().map(ToString::to_string).unwrap_or_default();
    let evidence = figure.evidence.iter().map(name_of).collect::<Vec<_>>().join(", ");
    let amount = match (figure.lo, figure.hi) {
        (None, None) => show(figure.value),
        (lo, hi) => format!("{}…{}", show(lo), show(hi)),
    };
    join(&[
        amount,
        figure.unit.clone().unwrap_or_default(),
        figure.modifier.as_ref().map(name_of).unwrap_or_default(),
        figure.trend.as_ref().map(name_of).unwrap_or_default(),
        figure.metric.as_ref().map(|m| format!("‹{}›", m.text)).unwrap_or_default(),
        if evidence.is_empty() { evidence } else { format!("({evidence})") },
    ])
}

fn join(parts: &[String]) -> String {
    parts.iter().filter(|p| !p.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" ")
}

/// The name of a variant as JSON has it.
pub fn name_of(variant: &impl Serialize) -> String {
    serde_json::to_value(variant).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

/// What terminals show in double width, by Unicode's East Asian Width (UAX 11), whole blocks at a time.
const WIDE: &[std::ops::RangeInclusive<char>] = &[
    '\u{1100}'..='\u{115f}',
    '\u{2e80}'..='\u{a4cf}',
    '\u{ac00}'..='\u{d7a3}',
    '\u{f900}'..='\u{faff}',
    '\u{fe30}'..='\u{fe6f}',
    '\u{ff00}'..='\u{ff60}',
    '\u{ffe0}'..='\u{ffe6}',
    '\u{1f300}'..='\u{1f64f}',
    '\u{20000}'..='\u{3fffd}',
];

/// How many columns a terminal gives to `text`.
fn width(text: &str) -> usize {
    text.chars().map(|c| if WIDE.iter().any(|range| range.contains(&c)) { 2 } else { 1 }).sum()
}
