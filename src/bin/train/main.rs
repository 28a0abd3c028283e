//! Trains the recogniser and measures it.

mod augment;
mod calibrate;
mod choose;
mod corpus;
mod crf;
mod evaluate;
mod expectation;
mod random;

use anyhow::Result;
use augment::Names;
use calibrate::Calibration;
use choose::{Group, Origin};
use clap::Parser;
use corpus::{Document, Scheme};
use crf::Settings;
use evaluate::Score;
use quandian::{
    entity::{Parts, Recognizer, select::weights::Weights, tagger::model::Model},
    segment::Segmenter,
};
use random::Random;
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
    /// The folder into which to write `model.bin`, `selection.bin` and `confidence.txt`.
    #[arg(long)]
    out: Option<PathBuf>,
    /// A folder that keeps the taggers of the folds: those it has are not trained again.
    #[arg(long)]
    work: Option<PathBuf>,
    /// A file for the names missed and the names found wrongly.
    #[arg(long)]
    errors: Option<PathBuf>,
    /// Measure only what all parts together find.
    #[arg(long)]
    quick: bool,
    /// Rounds of the tagger over its texts.
    #[arg(long, default_value_t = 8)]
    epochs: usize,
    #[arg(long, default_value_t = 0.1)]
    rate: f32,
    /// Share of the tagger's features left out at random while learning.
    #[arg(long, default_value_t = 0.6)]
    dropout: f32,
    /// Pull of the tagger's weights towards zero.
    #[arg(long, default_value_t = 0.00001)]
    l1: f32,
    /// How often a feature of the tagger must occur.
    #[arg(long, default_value_t = 3)]
    least: u16,
    /// How many features of the tagger to keep.
    #[arg(long, default_value_t = 50_000)]
    rows: usize,
    /// How many times the tagger is learnt, each with other random numbers; the model is the mean.
    #[arg(long, default_value_t = 3)]
    runs: usize,
    /// How much real articles count for the tagger; written ones count one.
    #[arg(long, default_value_t = 4.0)]
    real: f32,
    /// How many articles to make of a real one by exchanging its names.
    #[arg(long, default_value_t = 2)]
    copies: usize,
    /// How much of a real article's weight its copies have together.
    #[arg(long, default_value_t = 0.5)]
    copied: f32,
    /// How much real articles count for the choice.
    #[arg(long, default_value_t = 1.0)]
    choice_real: f32,
    /// How much the general corpus counts.
    #[arg(long, default_value_t = 0.3)]
    general: f32,
    /// Rounds of the choice over its groups.
    #[arg(long, default_value_t = 12)]
    choice_epochs: usize,
    /// How many times the choice is learnt; its weights are the mean.
    #[arg(long, default_value_t = 4)]
    choice_runs: usize,
    /// The least weight of the choice that is kept, in steps.
    #[arg(long, default_value_t = 1.5)]
    choice_least: f32,
    #[arg(long, default_value_t = 0.08)]
    choice_rate: f32,
    /// Share of the choice's features left out at random while learning.
    #[arg(long, default_value_t = 0.5)]
    choice_dropout: f32,
    /// Pull of the choice's weights towards zero.
    #[arg(long, default_value_t = 0.004)]
    choice_l1: f32,
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
    let settings = Settings {
        epochs: cli.epochs,
        rate: cli.rate,
        dropout: cli.dropout,
        l1: cli.l1,
        least: cli.least,
        rows: cli.rows,
        runs: cli.runs,
    };
    let folds =
        [&written, &real, &general].map(|d| (0..FOLDS).map(|fold| in_fold(d, fold).collect::<Vec<_>>()).collect::<Vec<_>>());
    let models = fold_models(&cli, &settings, &written, &real, &general, &segmenter)?;
    eprintln!("tagger of {FOLDS} folds and of all after {:?}", clock.elapsed());

    let parts = Parts::default();
    const ORIGINS: [Origin; 3] = [Origin::Written, Origin::Real, Origin::General];
    let mut groups: Vec<Vec<(Vec<Group>, Origin)>> = Vec::new();
    let mut proposed = [Score::default(); 3];
    for (fold, model) in models.iter().take(FOLDS).enumerate() {
        let recognizer = Recognizer::with(model.clone(), Weights::default(), parts);
        let mut of_fold = Vec::new();
        for ((documents, origin), score) in folds.iter().zip(ORIGINS).zip(&mut proposed) {
            for document in &documents[fold] {
                of_fold.push((choose::groups_of(document, &recognizer), origin));
                score.add(&document.gold, &choose::proposed(document, &recognizer), document.lost);
            }
        }
        groups.push(of_fold);
    }
    print_scores("best choice", &proposed);
    eprintln!("candidates after {:?}", clock.elapsed());
    let settings = choose::Settings {
        rate: cli.choice_rate,
        epochs: cli.choice_epochs,
        dropout: cli.choice_dropout,
        l1: cli.choice_l1,
        runs: cli.choice_runs,
        least: cli.choice_least,
        weights: [1.0, cli.choice_real, cli.general],
    };
    let of = |leave: Option<usize>| -> Weights {
        let kept = groups.iter().enumerate().filter(|(fold, _)| Some(*fold) != leave).flat_map(|(_, g)| g);
        let all: Vec<(&Group, Origin)> = kept.flat_map(|(groups, origin)| groups.iter().map(move |g| (g, *origin))).collect();
        choose::train(&all, &settings)
    };
    let mut log = cli.errors.as_ref().map(File::create).transpose()?;
    let variants = [
        ("tagger", Parts { selection: false, second_look: false, ..parts }),
        ("+ selection", Parts { grammar: false, evidence: false, second_look: false, ..parts }),
        ("+ grammar", Parts { evidence: false, second_look: false, ..parts }),
        ("+ page", Parts { second_look: false, ..parts }),
        ("+ second look", parts),
    ];
    let variants = if cli.quick { variants.get(4..).unwrap_or_default() } else { &variants };
    let mut scores = vec![[Score::default(); 3]; variants.len()];
    let mut calibration = Calibration::default();
    for (fold, model) in models.iter().take(FOLDS).enumerate() {
        let weights = of(Some(fold));
        for ((_, variant), scores) in variants.iter().zip(&mut scores) {
            let recognizer = Recognizer::with(model.clone(), weights.clone(), *variant);
            for (documents, score) in folds.iter().zip(scores) {
                test(&recognizer, documents[fold].iter().copied(), score, log.as_mut().filter(|_| *variant == parts))?;
            }
        }
        let recognizer = Recognizer::with(model.clone(), weights, parts);
        for document in folds.iter().take(2).flat_map(|f| &f[fold]) {
            calibration.add(document, &recognizer.findings(&document.input()), f64::from(document.weight));
        }
    }
    for ((name, _), scores) in variants.iter().zip(&scores) {
        print_scores(name, scores);
    }
    let confidence = calibration.table();
    for step in confidence.lines().filter_map(|line| line.split_once(' ')) {
        if let (Ok(lead), percent) = (step.0.parse(), step.1) {
            let (precision, recall) = calibration.at(lead);
            println!("names of {percent} percent and more: precision {precision:.3}, recall {recall:.3}");
        }
    }
    eprintln!("folds after {:?}", clock.elapsed());

    let Some(model) = models.into_iter().nth(FOLDS) else { return Ok(()) };
    let weights = of(None);
    let (model_bytes, weights_bytes) = (model.write(), weights.write());
    println!("{} rows, {} bytes; {} weights, {} bytes", model.len(), model_bytes.len(), weights.len(), weights_bytes.len());
    if let Some(out) = cli.out {
        fs::write(out.join("model.bin"), model_bytes)?;
        fs::write(out.join("selection.bin"), weights_bytes)?;
        fs::write(out.join("confidence.txt"), confidence)?;
    }
    for (name, variant) in variants {
        let recognizer = Recognizer::with(model.clone(), weights.clone(), *variant);
        for (corpus, documents) in [("dev", &dev), ("uner", &uner)] {
            let mut score = Score::default();
            let log = log.as_mut().filter(|_| corpus == "dev" && *variant == parts);
            test(&recognizer, documents.iter(), &mut score, log)?;
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

fn print_scores(name: &str, scores: &[Score; 3]) {
    for (corpus, score) in ["written", "real", "general"].into_iter().zip(scores) {
        println!("{name:13} {corpus:7} {score}");
    }
}

/// The taggers of the five folds, each trained without its fold, and the tagger of all; two at a time.
fn fold_models(
    cli: &Cli,
    settings: &Settings,
    written: &[Document],
    real: &[Document],
    general: &[Document],
    segmenter: &Segmenter,
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
                        let model = tagger_without(*fold, cli, settings, [written, real, general], segmenter);
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

/// The tagger that is trained without the articles of a fold. Names are exchanged for others of the same articles.
fn tagger_without(
    fold: usize,
    cli: &Cli,
    settings: &Settings,
    [written, real, general]: [&[Document]; 3],
    segmenter: &Segmenter,
) -> Model {
    let own: Vec<&Document> = out_of_fold(written, fold).chain(out_of_fold(real, fold)).collect();
    let names = Names::of(&own);
    let mut random = Random(0xA06);
    let copies: Vec<Document> = out_of_fold(real, fold)
        .flat_map(|document| std::iter::repeat_n(document, cli.copies))
        .map(|document| augment::exchanged(document, &names, segmenter, &mut random))
        .collect();
    let copied = if cli.copies > 0 { cli.copied } else { 0.0 };
    let documents = out_of_fold(written, fold)
        .map(|d| (d, d.weight))
        .chain(out_of_fold(real, fold).map(|d| (d, d.weight * (1.0 - copied))))
        .chain(out_of_fold(general, fold).map(|d| (d, d.weight)))
        .chain(copies.iter().map(|d| (d, d.weight * copied / cli.copies as f32)));
    crf::train(&documents.collect::<Vec<_>>(), settings)
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
