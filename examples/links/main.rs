//! Linking on annotated mentions: writes what `score.py` reads, so that errors of linking show apart from errors of finding, and
//! trains the ranker of metrics.
//!
//! ```text
//! cargo run --release --example links -- eval FOLDER OUT
//! cargo run --release --example links -- folds FOLDER…
//! cargo run --release --example links -- try TEST FOLDER…
//! cargo run --release --example links -- train WEIGHTS FOLDER…
//! ```

mod gold;
mod train;

use anyhow::{Result, bail};
use gold::{Gold, read_folder};
use quandian::{
    check::{self, OperandRole, Verdict},
    link::{Linker, Links, unit::units},
    segment::Segmenter,
};
use serde_json::{Value, json};
use std::{fs, path::Path};
use train::{Tally, Trainer};

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let segmenter = Segmenter::new();
    match args.as_slice() {
        ["eval", folder, out] => evaluate(Path::new(folder), Path::new(out), &segmenter),
        ["folds", folders @ ..] => folds(&read_all(folders, &segmenter)?),
        ["try", test, folders @ ..] => attempt(&read_all(&[*test], &segmenter)?, &read_all(folders, &segmenter)?),
        ["train", weights, folders @ ..] => learn(Path::new(weights), &read_all(folders, &segmenter)?),
        _ => bail!("usage: links eval FOLDER OUT | folds FOLDER… | try TEST FOLDER… | train WEIGHTS FOLDER…"),
    }
}

fn read_all(folders: &[&str], segmenter: &Segmenter) -> Result<Vec<Gold>> {
    let articles: Result<Vec<_>> = folders.iter().map(|f| read_folder(Path::new(f), segmenter)).collect();
    Ok(articles?.into_iter().flatten().collect())
}

/// Trains on four fifths and tests on the rest, five times.
fn folds(articles: &[Gold]) -> Result<()> {
    let mut sum = Tally::default();
    for fold in 0..5 {
        let part = |test: bool| articles.iter().enumerate().filter(move |(i, _)| (i % 5 == fold) == test).map(|(_, g)| g);
        let mut trainer = Trainer::default();
        trainer.train(&part(false).collect::<Vec<_>>());
        let left = trainer.settle();
        trainer.show = fold == 0 && std::env::var_os("SHOW").is_some();
        let tally = trainer.test(&part(true).collect::<Vec<_>>());
        println!("fold {fold}: {left} weights, {tally}");
        sum = sum + tally;
    }
    println!("all: {sum}");
    Ok(())
}

/// Trains on some folders and tests on another, showing what is wrong there.
fn attempt(test: &[Gold], articles: &[Gold]) -> Result<()> {
    let mut trainer = Trainer::default();
    trainer.train(&articles.iter().collect::<Vec<_>>());
    println!("{} weights", trainer.settle());
    trainer.show = true;
    println!("{}", trainer.test(&test.iter().collect::<Vec<_>>()));
    Ok(())
}

fn learn(weights: &Path, articles: &[Gold]) -> Result<()> {
    let mut trainer = Trainer::default();
    trainer.train(&articles.iter().collect::<Vec<_>>());
    println!("{} weights", trainer.settle());
    fs::write(weights, trainer.write())?;
    Ok(())
}

fn evaluate(folder: &Path, out: &Path, segmenter: &Segmenter) -> Result<()> {
    fs::create_dir_all(out)?;
    let linker = Linker::new();
    for gold in read_folder(folder, segmenter)? {
        let input = gold.input();
        let units = units(&input);
        let links = linker.link(&input, &units);
        let checks = check::check(&input, &units, &links, |_| None);
        fs::write(out.join(&gold.id).with_extension("json"), serde_json::to_string(&prediction(&gold, &links, &checks))?)?;
    }
    Ok(())
}

/// What the command line would print, with the annotated mentions.
fn prediction(gold: &Gold, links: &Links, checks: &[check::Check]) -> Value {
    let text = gold.layout.text.as_str();
    let (mut entities, mut times, mut figures) = (Vec::new(), Vec::new(), Vec::new());
    for (start, end, kind, mention) in &gold.places {
        let mut mention = mention.clone();
        mention["start"] = json!(start);
        mention["end"] = json!(end);
        mention["type"] = json!(kind);
        match kind.as_str() {
            "TIME" => times.push(mention),
            "FIG" => {
                let metric = links.figures.get(figures.len()).and_then(|f| f.metric.as_ref());
                mention["metric"] = json!(metric.map(|m| json!({ "text": m.span.of(text) })));
                figures.push(mention);
            }
            _ => entities.push(mention),
        }
    }
    json!({
        "entities": entities, "times": times, "figures": figures, "aliases": links.aliases,
        "roles": links.roles.iter().map(|r| json!({ "person": r.person, "title": r.title })).collect::<Vec<_>>(),
        "checks": checks.iter().map(|c| check_json(c, text)).collect::<Vec<_>>(),
    })
}

fn check_json(check: &check::Check, text: &str) -> Value {
    let all =
        |role: OperandRole| check.operands.iter().filter(move |o| o.role == role).map(|o| o.span.of(text)).collect::<Vec<_>>();
    json!({
        "kind": check.kind,
        "total": all(OperandRole::Total).first(),
        "parts": all(OperandRole::Part),
        "arithmetic": check.arithmetic,
        "holds": check.verdict == Verdict::Holds,
    })
}
