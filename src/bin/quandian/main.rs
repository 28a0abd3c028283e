//! The command line.

use anyhow::{Context, Result};
use clap::{Parser, Subcommand, ValueEnum};
use quandian::{Analyzer, Date, OffsetUnit, Options};
use std::{fs, io::Read, path::PathBuf, process::ExitCode};

/// Reads Chinese articles: names, dates, figures and what each figure measures.
#[derive(Parser)]
#[command(version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Analyse files.
    Analyze {
        /// The files; `-` reads standard input.
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// When the text was published (YYYY-MM-DD), where it does not say so itself.
        #[arg(long)]
        published: Option<Date>,
        /// What offsets count.
        #[arg(long, value_enum, default_value = "chars")]
        offsets: Unit,
        /// Write one JSON file for every input into this folder.
        #[arg(long)]
        out: Option<PathBuf>,
    },
}

#[derive(Clone, Copy, ValueEnum)]
enum Unit {
    Chars,
    Utf16,
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

fn main() -> ExitCode {
    match run(Cli::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("quandian: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(cli: Cli) -> Result<()> {
    let Command::Analyze { files, published, offsets, out } = cli.command;
    let options = Options { published, offsets: offsets.into() };
    let analyzer = Analyzer::new();
    for file in files {
        let source = read(&file)?;
        let json = serde_json::to_string(&analyzer.analyze(&source, &options))?;
        match &out {
            None => println!("{json}"),
            Some(folder) => {
                fs::create_dir_all(folder).with_context(|| format!("{}", folder.display()))?;
                let name = folder.join(file.file_stem().unwrap_or_default()).with_extension("json");
                fs::write(&name, json).with_context(|| format!("{}", name.display()))?;
            }
        }
    }
    Ok(())
}

fn read(file: &PathBuf) -> Result<String> {
    if file.as_os_str() == "-" {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text)?;
        return Ok(text);
    }
    fs::read_to_string(file).with_context(|| format!("{}", file.display()))
}
