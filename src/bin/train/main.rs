//! Trains the recogniser and measures it.

mod choose;
mod corpus;
mod crf;
mod evaluate;

use anyhow::Result;
use choose::Group;
use clap::Parser;
use corpus::{Document, Scheme};
use crf::Settings;
use evaluate::Score;
use quandian::{
    entity::{Parts, Recognizer, select::weights::Weights, tagger::model::Model},
    segment::Segmenter,
};
use std::{
    fs::{self, File},
    path::PathBuf,
    time::Instant,
};

/// Trains the tagger of names.
#[derive(Parser)]
struct Cli {
    /// The folder with `articles` and `corpora`.
    #[arg(long, default_value = "../shared")]
    shared: PathBuf,
    /// The folder into which to write `model.bin` and `selection.bin`.
    #[arg(long)]
    out: Option<PathBuf>,
    /// A folder that keeps the taggers of the folds: those it has are not trained again.
    #[arg(long)]
    work: Option<PathBuf>,
    /// A file for the names missed and the names found wrongly.
    #[arg(long)]
    errors: Option<PathBuf>,
    /// Pull of the selection's weights towards zero.
    #[arg(long, default_value_t = 0.002)]
    pull: f32,
    #[arg(long, default_value_t = 5)]
    epochs: usize,
    #[arg(long, default_value_t = 0.1)]
    rate: f32,
    #[arg(long, default_value_t = 0.5)]
    dropout: f32,
    #[arg(long, default_value_t = 0.00001)]
    l1: f32,
    #[arg(long, default_value_t = 3)]
    least: u16,
    #[arg(long, default_value_t = 150_000)]
    rows: usize,
    #[arg(long, default_value_t = 1.5)]
    real: f32,
    #[arg(long, default_value_t = 0.3)]
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
    }
    let uner = corpus::corpus(&corpora.join("uner-gsdsimp/dev.bio"), 1, 1.0, &segmenter)?;
    let lost = |d: &[Document]| d.iter().map(|d| d.lost).sum::<usize>();
    eprintln!("read in {:?}; torn: written {}, real {}, dev {}", clock.elapsed(), lost(&written), lost(&real), lost(&dev));
    let settings =
        Settings { epochs: cli.epochs, rate: cli.rate, dropout: cli.dropout, l1: cli.l1, least: cli.least, rows: cli.rows };
    let folds =
        [&written, &real, &general].map(|d| (0..FOLDS).map(|fold| in_fold(d, fold).collect::<Vec<_>>()).collect::<Vec<_>>());
    let models = fold_models(&cli, &settings, &written, &real, &general)?;
    eprintln!("tagger of {FOLDS} folds and of all after {:?}", clock.elapsed());

    let parts = Parts::default();
    let mut groups: Vec<Vec<(Vec<Group>, f32)>> = Vec::new();
    for (fold, model) in models.iter().take(FOLDS).enumerate() {
        let recognizer = Recognizer::with(model.clone(), Weights::default(), parts);
        let documents = folds.iter().flat_map(|f| &f[fold]);
        groups.push(documents.map(|d| (choose::groups_of(d, &recognizer), d.weight)).collect());
    }
    eprintln!("candidates after {:?}", clock.elapsed());
    let of = |leave: Option<usize>| -> Weights {
        let kept = groups.iter().enumerate().filter(|(fold, _)| Some(*fold) != leave).flat_map(|(_, g)| g);
        let all: Vec<(&Group, f32)> = kept.flat_map(|(groups, weight)| groups.iter().map(move |g| (g, *weight))).collect();
        choose::train(&all, cli.pull)
    };
    let mut log = cli.errors.as_ref().map(File::create).transpose()?;
    let variants = [
        ("tagger", Parts { selection: false, second_look: false, ..parts }),
        ("+ selection", Parts { grammar: false, evidence: false, second_look: false, ..parts }),
        ("+ grammar", Parts { evidence: false, second_look: false, ..parts }),
        ("+ page", Parts { second_look: false, ..parts }),
        ("+ second look", parts),
    ];
    let mut scores = [[Score::default(); 3]; 5];
    for (fold, model) in models.iter().take(FOLDS).enumerate() {
        let weights = of(Some(fold));
        for ((_, parts), scores) in variants.iter().zip(&mut scores) {
            let recognizer = Recognizer::with(model.clone(), weights.clone(), *parts);
            for (documents, score) in folds.iter().zip(scores) {
                test(&recognizer, documents[fold].iter().copied(), score, log.as_mut().filter(|_| *parts == Parts::default()))?;
            }
        }
    }
    for ((name, _), [written, real, general]) in variants.iter().zip(&scores) {
        println!("{name:13} written {written}");
        println!("{name:13} real    {real}");
        println!("{name:13} general {general}");
    }
    eprintln!("folds after {:?}", clock.elapsed());

    let Some(model) = models.into_iter().nth(FOLDS) else { return Ok(()) };
    let weights = of(None);
    let (model_bytes, weights_bytes) = (model.write(), weights.write());
    println!("{} rows, {} bytes; {} weights, {} bytes", model.len(), model_bytes.len(), weights.len(), weights_bytes.len());
    if let Some(out) = cli.out {
        fs::write(out.join("model.bin"), model_bytes)?;
        fs::write(out.join("selection.bin"), weights_bytes)?;
    }
    for (name, parts) in variants {
        let recognizer = Recognizer::with(model.clone(), weights.clone(), parts);
        for (corpus, documents) in [("dev", &dev), ("uner", &uner)] {
            let mut score = Score::default();
            test(
                &recognizer,
                documents.iter(),
                &mut score,
                log.as_mut().filter(|_| corpus == "dev" && parts == Parts::default()),
            )?;
            println!("{name:13} {corpus:7} {score}");
        }
    }
    let recognizer = Recognizer::with(model, weights, parts);
    let characters: usize = dev.iter().map(|d| d.text.chars().count()).sum();
    let start = Instant::now();
    let rounds = 10;
    for document in (0..rounds).flat_map(|_| &dev) {
        std::hint::black_box(recognizer.find(&document.input()));
    }
    println!("{characters} characters in {:?}", start.elapsed() / rounds);
    eprintln!("done after {:?}", clock.elapsed());
    Ok(())
}

/// The taggers of the five folds, each trained without its fold, and the tagger of all; two at a time.
fn fold_models(
    cli: &Cli,
    settings: &Settings,
    written: &[Document],
    real: &[Document],
    general: &[Document],
) -> Result<Vec<Model>> {
    let numbers: Vec<usize> = (0..=FOLDS).collect();
    let mut models: Vec<Model> = Vec::new();
    for pair in numbers.chunks(2) {
        let made: Vec<Model> = std::thread::scope(|scope| {
            let threads: Vec<_> = pair
                .iter()
                .map(|fold| {
                    scope.spawn(move || {
                        let kept = cli.work.as_ref().map(|folder| folder.join(format!("fold{fold}.bin")));
                        if let Some(model) = kept.as_ref().and_then(|file| Model::read(&fs::read(file).ok()?)) {
                            return model;
                        }
                        let train: Vec<&Document> = out_of_fold(written, *fold)
                            .chain(out_of_fold(real, *fold))
                            .chain(out_of_fold(general, *fold))
                            .collect();
                        let model = crf::train(&train, settings);
                        if let Some(file) = kept {
                            let _ = fs::write(file, model.write());
                        }
                        model
                    })
                })
                .collect();
            threads.into_iter().filter_map(|t| t.join().ok()).collect()
        });
        models.extend(made);
    }
    Ok(models)
}

const FOLDS: usize = 5;

fn in_fold(documents: &[Document], fold: usize) -> impl Iterator<Item = &Document> {
    documents.iter().enumerate().filter(move |(i, _)| i % FOLDS == fold).map(|(_, d)| d)
}

fn out_of_fold(documents: &[Document], fold: usize) -> impl Iterator<Item = &Document> {
    documents.iter().enumerate().filter(move |(i, _)| i % FOLDS != fold).map(|(_, d)| d)
}

fn test<'a>(
    recognizer: &Recognizer,
    documents: impl Iterator<Item = &'a Document>,
    score: &mut Score,
    mut log: Option<&mut File>,
) -> Result<()> {
    for document in documents {
        let found = recognizer.find(&document.input());
        score.add(&document.gold, &found, document.lost);
        if let Some(log) = log.as_mut().filter(|_| document.scheme == Scheme::Full) {
            evaluate::write_errors(document, &found, log)?;
        }
    }
    Ok(())
}
