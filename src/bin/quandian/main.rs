//! The command line. Results go to standard output, complaints to standard error; the exit status is 0 when everything was
//! read and written, 1 when something could not be, 2 when the call makes no sense.

mod analyze;
mod compare;
mod files;
mod format;
mod recognize;

use clap::{Parser, Subcommand};
use std::{io, process::ExitCode};

/// Reads Chinese articles: names, dates, figures and what each figure measures.
#[derive(Parser)]
#[command(version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Analyse articles.
    Analyze(analyze::Args),
    /// Put what several articles say of the same metric of the same owner side by side.
    Compare(compare::Args),
    /// Read every number, measure and time of short texts: JSON lines {"id", "input", "reference"} in, {"id", "results"} out,
    /// offsets in characters.
    Recognize(recognize::Args),
}

/// How a command went, where it went through at all.
enum Outcome {
    Complete,
    /// Some inputs failed, each with a message on standard error.
    Partial,
}

fn main() -> ExitCode {
    let Cli { command } = Cli::parse();
    let outcome = match command {
        Command::Analyze(args) => analyze::run(&args),
        Command::Compare(args) => compare::run(&args),
        Command::Recognize(args) => recognize::run(&args),
    };
    match outcome {
        Ok(Outcome::Complete) => ExitCode::SUCCESS,
        Ok(Outcome::Partial) => ExitCode::FAILURE,
        // Whoever read the output has read enough.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&error);
            ExitCode::FAILURE
        }
    }
}

fn complain(error: &anyhow::Error) {
    eprintln!("quandian: {error:#}");
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe)
}
