//! `quandian recognize`: JSON lines in, JSON lines out.

use crate::{Outcome, files};
use anyhow::{Context, Result};
use quandian::{
    OffsetUnit,
    recognize::{Answer, answers},
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
struct Line<'a> {
    id: &'a str,
    results: Vec<Answer>,
}

/// Answers every line on standard output.
pub fn run(args: &Args) -> Result<Outcome> {
    let cases = files::read(&args.file, Some("utf-8"))?;
    let mut out = std::io::stdout().lock();
    for (number, line) in cases.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let case: Case = serde_json::from_str(line).with_context(|| format!("line {}", number + 1))?;
        let reference = case.reference.as_deref().and_then(Reference::parse);
        let results = answers(&case.input, reference, OffsetUnit::Chars);
        writeln!(out, "{}", serde_json::to_string(&Line { id: &case.id, results })?)?;
    }
    Ok(Outcome::Complete)
}
