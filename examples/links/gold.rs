//! Reads an annotated article and aligns its mentions with the reading text.

use anyhow::{Context, Result};
use quandian::{
    entity::{Entity, EntityType},
    figure::{Amount, Figure, Kind},
    layout::{Layout, lay_out},
    link::Input,
    segment::{Segmenter, Token},
    span::{Reading, Span},
    time::{self, Time, TimeEvidence},
};
use rust_decimal::Decimal;
use serde_json::Value;
use std::{fs, path::Path};

/// An article with everything that linking reads, as annotated.
pub struct Gold {
    pub id: String,
    pub layout: Layout,
    pub tokens: Vec<Token>,
    pub entities: Vec<Entity>,
    pub times: Vec<Time>,
    pub figures: Vec<Figure>,
    /// For every figure its annotated metric without white space, empty for none.
    pub metrics: Vec<String>,
    /// For every mention its characters in the source, its type and its annotation.
    pub places: Vec<(usize, usize, String, Value)>,
}

impl Gold {
    pub fn input(&self) -> Input<'_> {
        Input {
            text: self.layout.text.as_str(),
            blocks: &self.layout.blocks,
            tokens: &self.tokens,
            entities: &self.entities,
            times: &self.times,
            figures: &self.figures,
        }
    }
}

/// All articles of a folder, by name.
pub fn read_folder(folder: &Path, segmenter: &Segmenter) -> Result<Vec<Gold>> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .with_context(|| format!("{}", folder.display()))?
        .flatten()
        .map(|f| f.path())
        .filter(|p| p.extension().is_some_and(|e| e == "json") && p.with_extension("txt").exists())
        .collect();
    files.sort();
    files.iter().map(|f| read(f, segmenter)).collect()
}

pub fn squash(text: &str) -> String {
    text.split_whitespace().collect()
}

fn read(file: &Path, segmenter: &Segmenter) -> Result<Gold> {
    let id = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let source = fs::read_to_string(file.with_extension("txt"))?;
    let json: Value = serde_json::from_str(&fs::read_to_string(file)?)?;
    let layout = lay_out(&source);
    let text = layout.text.as_str();
    // Where every character of the reading text starts in the source.
    let starts: Vec<(usize, usize)> = text
        .char_indices()
        .filter(|(_, c)| *c != '\n')
        .map(|(at, c)| (layout.text.to_source(Span::new(at, at + c.len_utf8())).start, at))
        .collect();
    let mut by_source = starts.clone();
    by_source.sort_unstable();
    let to_reading = |from: usize, to: usize| -> Option<Span<Reading>> {
        let first = by_source.partition_point(|p| p.0 < from);
        let after = by_source.partition_point(|p| p.0 < to);
        let inside = by_source.get(first..after)?;
        let start = inside.iter().map(|p| p.1).min()?;
        let last = inside.iter().map(|p| p.1).max()?;
        let end = last + text[last..].chars().next()?.len_utf8();
        Some(Span::new(start, end))
    };
    let (mut entities, mut times, mut figures) = (Vec::new(), Vec::new(), Vec::new());
    let mut places = Vec::new();
    let mut at = 0;
    for mention in json["mentions"].as_array().context("mentions")? {
        let s = mention["s"].as_str().context("s")?;
        let kind = mention["t"].as_str().context("t")?;
        let start = at + source[at..].find(s).with_context(|| format!("{id}: {s}"))?;
        at = start + s.len();
        let chars = source[..start].chars().count();
        places.push((chars, chars + s.chars().count(), kind.to_owned(), mention.clone()));
        let Some(span) = to_reading(start, at) else { continue };
        match kind {
            "TIME" => times.push((
                Time {
                    span,
                    value: time::Value::Year(mention["value"].as_str().and_then(|v| v.parse().ok())),
                    modifier: None,
                    evidence: TimeEvidence::Said,
                },
                0,
            )),
            "FIG" => figures.push((figure(span, mention), mention["metric"].as_str().map(squash).unwrap_or_default())),
            _ => {
                let kind: EntityType = serde_json::from_value(mention["t"].clone())?;
                entities.push((Entity { span, kind }, 0));
            }
        }
    }
    entities.sort_by_key(|e| e.0.span);
    times.sort_by_key(|e| e.0.span);
    figures.sort_by_key(|e| e.0.span);
    let (figures, metrics): (Vec<_>, Vec<_>) = figures.into_iter().unzip();
    let entities: Vec<_> = entities.into_iter().map(|e| e.0).collect();
    let times: Vec<_> = times.into_iter().map(|e| e.0).collect();
    let tokens = cut(segmenter.tokens(text), &entities, &times, &figures);
    Ok(Gold { id, tokens, layout, entities, times, figures, metrics, places })
}

fn number(value: &Value) -> Option<Decimal> {
    let text = value.as_number()?.to_string();
    text.parse().ok().or_else(|| Decimal::from_scientific(&text).ok())
}

fn figure(span: Span<Reading>, mention: &Value) -> Figure {
    let amount = match (number(&mention["value"]), number(&mention["lo"]), number(&mention["hi"])) {
        (Some(value), _, _) => Amount::Exact(value),
        (None, Some(lo), Some(hi)) => Amount::Range(lo, hi),
        _ => Amount::Vague,
    };
    Figure {
        span,
        kind: serde_json::from_value(mention["kind"].clone()).unwrap_or(Kind::Other),
        amount,
        unit: mention["unit"].as_str().map(str::to_owned),
        modifier: serde_json::from_value(mention["mod"].clone()).ok(),
        trend: serde_json::from_value(mention["trend"].clone()).ok(),
        evidence: Vec::new(),
    }
}

/// Cuts tokens at the edges of mentions, as the analyser does.
fn cut(tokens: Vec<Token>, entities: &[Entity], times: &[Time], figures: &[Figure]) -> Vec<Token> {
    let mut edges: Vec<usize> = entities
        .iter()
        .map(|e| e.span)
        .chain(times.iter().map(|t| t.span))
        .chain(figures.iter().map(|f| f.span))
        .flat_map(|s| [s.start, s.end])
        .collect();
    edges.sort_unstable();
    let mut out = Vec::new();
    for token in tokens {
        let mut start = token.span.start;
        let from = edges.partition_point(|e| *e <= start);
        for edge in edges[from..].iter().take_while(|e| **e < token.span.end) {
            if *edge > start {
                out.push(Token { span: Span::new(start, *edge), ..token });
                start = *edge;
            }
        }
        out.push(Token { span: Span::new(start, token.span.end), ..token });
    }
    out
}
