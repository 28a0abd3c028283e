//! Stand-off annotation of brat: a `.ann` beside the `.txt` that holds the source.
//!
//! <https://brat.nlplab.org/standoff.html>

use super::position::{Characters, marks};
use crate::view::{Entry, Mark, Page};
use std::fmt::Write;

/// The `.ann` file: a text-bound annotation (`T`) a mark, cut into fragments where the source breaks the line within it; the
/// mentions of one thing as `Equiv`; values of times and figures, and what a figure measures, as notes (`#`). Offsets count the
/// characters of `source`, which is the `.txt` as it stands.
pub fn brat(page: &Page, source: &str) -> String {
    let characters = Characters::new(source, page.analysis.offsets);
    let mut out = String::new();
    for (number, mark, at) in marks(page, &characters) {
        let fragments = fragments(characters.slice(at.start, at.end), at.start);
        let places: Vec<String> = fragments.iter().map(|(start, text)| format!("{start} {}", start + text.len())).collect();
        let texts: Vec<String> = fragments.iter().map(|(_, text)| text.iter().collect()).collect();
        // Writing to a string cannot fail.
        let _ = writeln!(out, "T{}\t{} {}\t{}", number + 1, mark.kind.code(), places.join(";"), texts.join(" "));
    }
    for cluster in page.clusters.iter().filter(|c| c.marks.len() > 1) {
        let names: Vec<String> = cluster.marks.iter().map(|m| format!("T{}", m + 1)).collect();
        let _ = writeln!(out, "*\tEquiv {}", names.join(" "));
    }
    let notes = page.marks.iter().enumerate().filter_map(|(number, mark)| Some((number, note(page, mark)?)));
    for (i, (number, note)) in notes.enumerate() {
        let _ = writeln!(out, "#{}\tAnnotatorNotes T{}\t{note}", i + 1, number + 1);
    }
    out
}

/// The stretches of a text between its line breaks, white space around them left out, each with the character it starts at.
fn fragments(text: &[char], start: usize) -> Vec<(usize, &[char])> {
    let mut fragments = Vec::new();
    let mut at = start;
    for line in text.split(|c| matches!(c, '\n' | '\r' | '\t')) {
        let blank = line.iter().take_while(|c| c.is_whitespace()).count();
        let line_end = at + line.len();
        let words = line.get(blank..).unwrap_or_default();
        let words = words.get(..words.len() - words.iter().rev().take_while(|c| c.is_whitespace()).count()).unwrap_or_default();
        if !words.is_empty() {
            fragments.push((at + blank, words));
        }
        at = line_end + 1;
    }
    fragments
}

/// What is known of a time or a figure beyond its type.
fn note(page: &Page, mark: &Mark) -> Option<String> {
    let parts: Vec<String> = match mark.entry {
        Entry::Entity(..) => Vec::new(),
        Entry::Time(number) => vec![page.analysis.times.get(number)?.value.clone()],
        Entry::Figure(number) => {
            let figure = page.analysis.figures.get(number)?;
            let amount = super::amount(figure);
            let value = [amount.as_str(), figure.unit.as_deref().unwrap_or_default()].join(" ").trim().to_owned();
            let metric = figure.metric.as_ref().map(|m| m.text.clone());
            [Some(value), metric].into_iter().flatten().collect()
        }
    };
    let note = parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" · ").replace(['\n', '\t'], " ");
    (!note.is_empty()).then_some(note)
}
