//! Trains the recogniser and measures it.

mod corpus;
mod crf;
mod evaluate;

use anyhow::Result;
use clap::Parser;
use corpus::Document;
use crf::Settings;
use evaluate::Score;
use quandian::{entity::Recognizer, segment::Segmenter};
use std::{fs, path::PathBuf, time::Instant};

/// Trains the tagger of names.
#[derive(Parser)]
struct Cli {
    /// The folder with `articles` and `corpora`.
    #[arg(long, default_value = "../shared")]
    shared: PathBuf,
    /// Where to write the model.
    #[arg(long)]
    out: Option<PathBuf>,
    /// Also train and test this many of the five folds.
    #[arg(long, default_value_t = 0)]
    folds: usize,
    #[arg(long, default_value_t = 8)]
    epochs: usize,
    #[arg(long, default_value_t = 0.15)]
    rate: f32,
    #[arg(long, default_value_t = 0.2)]
    dropout: f32,
    #[arg(long, default_value_t = 0.00001)]
    l1: f32,
    #[arg(long, default_value_t = 2)]
    least: u16,
    #[arg(long, default_value_t = 150_000)]
    rows: usize,
    #[arg(long, default_value_t = 1.0)]
    real: f32,
    #[arg(long, default_value_t = 0.5)]
    general: f32,
}

fn main() -> Result<()> {
    let cli = Cli::parse();
    let clock = Instant::now();
    let segmenter = Segmenter::new();
    let articles = cli.shared.join("articles");
    let corpora = cli.shared.join("corpora");
    let written = corpus::articles(&articles.join("written"), 1.0, &segmenter)?;
    let real = corpus::articles(&articles.join("real"), cli.real, &segmenter)?;
    let dev = corpus::articles(&articles.join("dev"), 1.0, &segmenter)?;
    let mut general = Vec::new();
    if cli.general > 0.0 {
        general.extend(corpus::corpus(&corpora.join("uner-gsdsimp/train.bio.xz"), 1, cli.general, &segmenter)?);
        general.extend(corpus::corpus(&corpora.join("aishell-ner/train.bio.xz"), 1, cli.general, &segmenter)?);
        general.extend(corpus::corpus(&corpora.join("weibo-ner/train.bio"), 1, cli.general, &segmenter)?);
    }
    let uner = corpus::corpus(&corpora.join("uner-gsdsimp/dev.bio"), 1, 1.0, &segmenter)?;
    let lost = |d: &[Document]| d.iter().map(|d| d.lost).sum::<usize>();
    eprintln!("read in {:?}; torn: written {}, real {}, dev {}", clock.elapsed(), lost(&written), lost(&real), lost(&dev));
    let settings =
        Settings { epochs: cli.epochs, rate: cli.rate, dropout: cli.dropout, l1: cli.l1, least: cli.least, rows: cli.rows };
    let (mut folds_written, mut folds_real) = (Score::default(), Score::default());
    for fold in 0..cli.folds {
        let train: Vec<&Document> = out_of_fold(&written, fold).chain(out_of_fold(&real, fold)).chain(&general).collect();
        let recognizer = Recognizer::with_model(crf::train(&train, &settings));
        test(&recognizer, in_fold(&written, fold), &mut folds_written);
        test(&recognizer, in_fold(&real, fold), &mut folds_real);
        println!("folds to {fold} after {:?}", clock.elapsed());
        println!("written {folds_written}");
        println!("real    {folds_real}");
    }
    if cli.folds == 0 || cli.out.is_some() {
        let train: Vec<&Document> = written.iter().chain(&real).chain(&general).collect();
        let model = crf::train(&train, &settings);
        let bytes = model.write();
        println!("{} rows, {} bytes, after {:?}", model.len(), bytes.len(), clock.elapsed());
        if let Some(out) = cli.out {
            fs::write(out, bytes)?;
        }
        let recognizer = Recognizer::with_model(model);
        for (name, documents) in [("dev", &dev), ("uner", &uner)] {
            let mut score = Score::default();
            test(&recognizer, documents.iter(), &mut score);
            println!("{name} {score}");
        }
    }
    Ok(())
}

const FOLDS: usize = 5;

fn in_fold(documents: &[Document], fold: usize) -> impl Iterator<Item = &Document> {
    documents.iter().enumerate().filter(move |(i, _)| i % FOLDS == fold).map(|(_, d)| d)
}

fn out_of_fold(documents: &[Document], fold: usize) -> impl Iterator<Item = &Document> {
    documents.iter().enumerate().filter(move |(i, _)| i % FOLDS != fold).map(|(_, d)| d)
}

fn test<'a>(recognizer: &Recognizer, documents: impl Iterator<Item = &'a Document>, score: &mut Score) {
    for document in documents {
        let found = recognizer.find(&document.input());
        score.add(&document.gold, &found, document.lost);
    }
}
