//! `quandian compare`: what several articles say of the same metric of the same owner.

use crate::{Outcome, analyze, complain, files, format};
use anyhow::Result;
use clap::ValueEnum;
use quandian::{
    Analyzer, Date, OffsetUnit, Options,
    compare::{Row, compare},
    figure::Kind,
};
use serde::Serialize;
use std::{
    io::{self, Write},
    path::PathBuf,
};

#[derive(clap::Args)]
pub struct Args {
    /// The articles: text in any usual encoding, HTML, .docx or RTF.
    #[arg(required = true, num_args = 2.., value_name = "FILE")]
    files: Vec<PathBuf>,
    /// When the texts were published, where they do not say so themselves: YYYY-MM-DD, YYYY-MM or YYYY.
    #[arg(long, value_name = "DATE", value_parser = analyze::date)]
    published: Option<Date>,
    /// The encoding of the files (utf-8, gb18030, big5, …), where the one that is found is wrong.
    #[arg(long, value_name = "NAME")]
    encoding: Option<String>,
    /// The form of the result.
    #[arg(long, value_enum, default_value_t = Form::Table)]
    format: Form,
}

#[derive(Clone, Copy, ValueEnum)]
enum Form {
    /// For people to read.
    Table,
    /// One JSON document: the names of the files as `documents`, and `rows`.
    Json,
}

#[derive(Serialize)]
struct Document<'a> {
    documents: &'a [String],
    rows: &'a [Row],
}

pub fn run(args: &Args) -> Result<Outcome> {
    let options = Options { published: args.published, offsets: OffsetUnit::Chars, explain: false };
    let analyzer = Analyzer::new();
    let mut outcome = Outcome::Complete;
    let (mut names, mut analyses) = (Vec::new(), Vec::new());
    for file in &args.files {
        match files::read(file, args.encoding.as_deref()) {
            Ok(source) => {
                names.push(files::name(file));
                analyses.push(analyzer.analyze(&source, &options));
            }
            Err(error) => {
                complain(&error);
                outcome = Outcome::Partial;
            }
        }
    }
    let rows = compare(&analyses);
    let text = match args.format {
        Form::Json => serde_json::to_string_pretty(&Document { documents: &names, rows: &rows })? + "\n",
        Form::Table => rows.iter().map(|row| table(row, &names)).collect(),
    };
    io::stdout().write_all(text.as_bytes())?;
    Ok(outcome)
}

/// The row's owner and metric, and a line for what each document says.
fn table(row: &Row, names: &[String]) -> String {
    let head = format!("{} · {} · {}", row.owner, row.metric, format::name_of(&row.agreement));
    let unit = if row.kind == Kind::Percent { "pp" } else { "%" };
    let lines: Vec<[String; 4]> = row
        .cells
        .iter()
        .map(|cell| {
            let change = cell.change.filter(|c| *c != 0.0).map(|c| format!("{c:+.1}{unit}")).unwrap_or_default();
            let name = names.get(cell.document).cloned().unwrap_or_default();
            [cell.time.clone().unwrap_or_default(), cell.text.clone(), change, name]
        })
        .collect();
    format!("{head}\n{}", format::columns(&lines))
}
