//! `quandian analyze`: an analysis for every article.

use crate::{Outcome, complain, files, format::Format};
use anyhow::{Context, Result};
use clap::ValueEnum;
use quandian::{Analyzer, Date, OffsetUnit, Options};
use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

#[derive(clap::Args)]
pub struct Args {
    /// The articles: text in any usual encoding, HTML, .docx or RTF; `-` reads standard input.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// When the text was published, where it does not say so itself: YYYY-MM-DD, YYYY-MM or YYYY.
    #[arg(long, value_name = "DATE", value_parser = date)]
    published: Option<Date>,
    /// The encoding of the files (utf-8, gb18030, big5, …), where the one that is found is wrong.
    #[arg(long, value_name = "NAME")]
    encoding: Option<String>,
    /// What offsets count.
    #[arg(long, value_enum, default_value_t = Unit::Chars)]
    offsets: Unit,
    /// Say of each name what speaks for it (tagger, gazetteer, a rule of the grammar, the article), and of each time and figure from
    /// what its value follows.
    #[arg(long)]
    explain: bool,
    /// The form of the result.
    #[arg(long, value_enum, default_value_t = Format::Json)]
    format: Format,
    /// Write one file for every input into this folder, named after the input.
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Unit {
    /// Unicode characters, as Python counts.
    Chars,
    /// UTF-16 code units, as JavaScript counts.
    Utf16,
    /// Bytes of UTF-8.
    Bytes,
}

impl From<Unit> for OffsetUnit {
    fn from(unit: Unit) -> Self {
        match unit {
            Unit::Chars => Self::Chars,
            Unit::Utf16 => Self::Utf16,
            Unit::Bytes => Self::Bytes,
        }
    }
}

pub fn date(text: &str) -> Result<Date, String> {
    quandian::parse_date(text).ok_or_else(|| "not a date; write YYYY-MM-DD, YYYY-MM or YYYY".to_owned())
}

pub fn run(args: &Args) -> Result<Outcome> {
    let options = Options { published: args.published, offsets: args.offsets.into(), explain: args.explain };
    let outputs = match &args.out {
        None => args.files.iter().map(|_| None).collect(),
        Some(folder) => {
            let outputs = files::outputs(folder, &args.files, args.format.extension())?;
            fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
            outputs.into_iter().map(Some).collect::<Vec<_>>()
        }
    };
    let analyzer = Analyzer::new();
    let mut outcome = Outcome::Complete;
    for (file, output) in args.files.iter().zip(outputs) {
        match files::read(file, args.encoding.as_deref()) {
            Ok(source) => {
                let analysis = analyzer.analyze(&source, &options);
                write(&args.format.render(&files::name(file), &analysis)?, output.as_deref())?;
            }
            Err(error) => {
                complain(&error);
                outcome = Outcome::Partial;
            }
        }
    }
    Ok(outcome)
}

fn write(text: &str, output: Option<&Path>) -> Result<()> {
    match output {
        None => io::stdout().write_all(text.as_bytes())?,
        Some(path) => fs::write(path, text).with_context(|| path.display().to_string())?,
    }
    Ok(())
}
