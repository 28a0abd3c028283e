//! `quandian recognize`: JSON lines in, JSON lines out.

use crate::{Outcome, files};
use anyhow::{Context, Result};
use quandian::{
    recognize::{Kind, Reading, recognize},
    time::Reference,
};
use serde::{Deserialize, Serialize};
use std::{io::Write, path::PathBuf};

#[derive(clap::Args)]
pub struct Args {
    /// The file of JSON lines; `-` reads standard input.
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

/// One text.
#[derive(Deserialize)]
struct Case {
    id: String,
    input: String,
    /// The time that relative times count from, ISO 8601.
    reference: Option<String>,
}

#[derive(Serialize)]
struct Answer<'a> {
    id: &'a str,
    results: Vec<Found<'a>>,
}

/// A reading with its place in characters.
#[derive(Serialize)]
struct Found<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    kind: Kind,
    #[serde(flatten)]
    value: Value,
    unit: Option<String>,
    #[serde(rename = "mod", skip_serializing_if = "Option::is_none")]
    modifier: Option<&'static str>,
}

/// One value, or two ends of which one may be open, or nothing where it is not known.
#[derive(Serialize)]
#[serde(untagged)]
enum Value {
    One { value: String },
    Ends { lo: Option<String>, hi: Option<String> },
    Unknown {},
}

/// Answers every line on standard output.
pub fn run(args: &Args) -> Result<Outcome> {
    let cases = files::read(&args.file, Some("utf-8"))?;
    let mut out = std::io::stdout().lock();
    for (number, line) in cases.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let case: Case = serde_json::from_str(line).with_context(|| format!("line {}", number + 1))?;
        let reference = case.reference.as_deref().and_then(Reference::parse);
        let results = recognize(&case.input, reference).into_iter().map(|r| found(&case.input, r)).collect();
        writeln!(out, "{}", serde_json::to_string(&Answer { id: &case.id, results })?)?;
    }
    Ok(Outcome::Complete)
}

fn found(input: &str, reading: Reading) -> Found<'_> {
    let chars = |byte: usize| input.get(..byte).map_or(0, |s| s.chars().count());
    let value = match (reading.value, reading.lo, reading.hi) {
        (Some(value), ..) => Value::One { value },
        (None, None, None) => Value::Unknown {},
        (None, lo, hi) => Value::Ends { lo, hi },
    };
    Found {
        start: chars(reading.span.start),
        end: chars(reading.span.end),
        text: reading.span.of(input),
        kind: reading.kind,
        value,
        unit: reading.unit,
        modifier: reading.modifier,
    }
}
