//! Linking on annotated mentions: writes what `score.py` reads, so that errors of linking show apart from errors of finding, and
//! trains the ranker of metrics.
//!
//! ```text
//! cargo run --release --example links -- eval FOLDER OUT
//! ```

mod gold;

use anyhow::{Result, bail};
use gold::{Gold, read_folder};
use quandian::{
    check,
    link::{self, Links},
    segment::Segmenter,
};
use serde_json::{Value, json};
use std::{fs, path::Path};

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let segmenter = Segmenter::new();
    match args.as_slice() {
        ["eval", folder, out] => evaluate(Path::new(folder), Path::new(out), &segmenter),
        _ => bail!("usage: links eval FOLDER OUT"),
    }
}

fn evaluate(folder: &Path, out: &Path, segmenter: &Segmenter) -> Result<()> {
    fs::create_dir_all(out)?;
    for gold in read_folder(folder, segmenter)? {
        let input = gold.input();
        let links = link::link(&input);
        let checks = check::check(&input, &links);
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
                mention["metric"] = json!(metric.map(|m| json!({ "text": m.of(text) })));
                figures.push(mention);
            }
            _ => entities.push(mention),
        }
    }
    let figure = |i: usize| gold.figures.get(i).map_or("", |f| f.span.of(text));
    json!({
        "entities": entities, "times": times, "figures": figures, "aliases": links.aliases,
        "roles": links.roles.iter().map(|r| json!({ "person": r.person, "title": r.title })).collect::<Vec<_>>(),
        "checks": checks.iter().map(|c| json!({
            "total": figure(c.total), "parts": c.parts.iter().map(|p| figure(*p)).collect::<Vec<_>>(), "holds": c.holds,
        })).collect::<Vec<_>>(),
    })
}
