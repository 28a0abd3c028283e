//! Reads the annotated texts: articles with all nine types, and corpora whose annotation knows persons, places and
//! organisations alone.

use anyhow::{Context, Result, bail};
use quandian::{
    entity::{Entity, EntityType, Input},
    figure::{self, Figure},
    layout::{self, Block, Role},
    segment::{Segmenter, Token},
    span::Span,
    time::{self, Time},
};
use serde::Deserialize;
use std::{collections::BTreeMap, fs, path::Path, process::Command};

/// What an annotation covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// All nine types, by GUIDELINES.md.
    Full,
    /// Persons, places and organisations, by rules of its own; what it leaves unmarked may still be a name of another type.
    Partial,
}

/// A text that has gone through the stages before the recogniser, with its names.
pub struct Document {
    /// Its file's name, or its corpus and number.
    pub id: String,
    pub scheme: Scheme,
    /// How much its characters count in training.
    pub weight: f32,
    pub text: String,
    blocks: Vec<Block>,
    tokens: Vec<Token>,
    times: Vec<Time>,
    figures: Vec<Figure>,
    /// Its names, in order.
    pub gold: Vec<Entity>,
    /// Names whose edges the reading text does not have (they run over a block's end).
    pub lost: usize,
}

impl Document {
    /// The document with other names in place of its own, where `other` has one.
    pub fn with_names<'a>(&'a self, segmenter: &Segmenter, other: impl Fn(EntityType, &'a str) -> Option<&'a str>) -> Self {
        let mut text = String::with_capacity(self.text.len());
        let mut gold = Vec::with_capacity(self.gold.len());
        // Where each stretch of the old text starts in the new one.
        let mut moved: Vec<(usize, usize)> = vec![(0, 0)];
        let mut end = 0;
        for entity in &self.gold {
            let name = entity.span.of(&self.text);
            text.push_str(self.text.get(end..entity.span.start).unwrap_or_default());
            let start = text.len();
            text.push_str(other(entity.kind, name).unwrap_or(name));
            gold.push(Entity { span: Span::new(start, text.len()), ..*entity });
            end = entity.span.end;
            moved.push((end, text.len()));
        }
        text.push_str(self.text.get(end..).unwrap_or_default());
        let place = |at: usize| {
            let before = moved.partition_point(|(old, _)| *old <= at).saturating_sub(1);
            moved.get(before).map_or(at, |(old, new)| new + at - old)
        };
        let blocks = self.blocks.iter().map(|b| Block { span: Span::new(place(b.span.start), place(b.span.end)), ..b.clone() });
        let blocks = blocks.collect();
        let tokens = segmenter.tokens(&text);
        let times = time::find(&text, |_| None);
        let figures = figure::find(&text, &tokens, &times);
        Self { id: self.id.clone(), text, blocks, tokens, times, figures, gold, ..*self }
    }

    pub fn input(&self) -> Input<'_> {
        Input { text: &self.text, blocks: &self.blocks, tokens: &self.tokens, times: &self.times, figures: &self.figures }
    }
}

#[derive(Deserialize)]
struct Annotation {
    published: Option<String>,
    mentions: Vec<Mention>,
}

#[derive(Deserialize)]
struct Mention {
    s: String,
    t: String,
}

/// Reads a folder of articles: `ID.txt` and `ID.json`.
pub fn articles(folder: &Path, weight: f32, segmenter: &Segmenter) -> Result<Vec<Document>> {
    let mut ids: Vec<String> = fs::read_dir(folder)
        .with_context(|| folder.display().to_string())?
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok()?.strip_suffix(".json").map(str::to_owned))
        .collect();
    ids.retain(|id| folder.join(id).with_extension("txt").exists());
    ids.sort();
    ids.iter().map(|id| article(folder, id, weight, segmenter).with_context(|| id.clone())).collect()
}

fn article(folder: &Path, id: &str, weight: f32, segmenter: &Segmenter) -> Result<Document> {
    let source = fs::read_to_string(folder.join(id).with_extension("txt"))?;
    let annotation: Annotation = serde_json::from_str(&fs::read_to_string(folder.join(id).with_extension("json"))?)?;
    let published = annotation.published.and_then(|date| date.parse().ok());
    let layout = layout::lay_out_published(&source, published);
    // As the analysis does: names are looked for in Simplified characters.
    let text = layout::fold_script(layout.text.as_str()).into_owned();
    let tokens = segmenter.tokens(&text);
    let times = time::find(&text, |at| layout.published_at(at).or(published));
    let figures = figure::find(&text, &tokens, &times);

    let mut starts = BTreeMap::new();
    let mut ends = BTreeMap::new();
    for (at, c) in text.char_indices().filter(|(_, c)| *c != '\n') {
        let end = at + c.len_utf8();
        let span = layout.text.to_source(Span::new(at, end));
        starts.insert(span.start, at);
        ends.insert(span.end, end);
    }
    let mut gold = Vec::new();
    let (mut cursor, mut lost) = (0, 0);
    for mention in annotation.mentions {
        let Some(found) = source.get(cursor..).and_then(|rest| rest.find(&mention.s)) else {
            bail!("not in the text: {}", mention.s)
        };
        let start = cursor + found;
        cursor = start + mention.s.len();
        let Some(kind) = kind(&mention.t) else { continue };
        match (starts.get(&start), ends.get(&cursor)) {
            (Some(&from), Some(&to)) if from < to && !text.get(from..to).unwrap_or("\n").contains('\n') => {
                gold.push(Entity { span: Span::new(from, to), kind });
            }
            _ => lost += 1,
        }
    }
    Ok(Document {
        id: id.to_owned(),
        scheme: Scheme::Full,
        weight,
        text,
        blocks: layout.blocks,
        tokens,
        times,
        figures,
        gold,
        lost,
    })
}

fn kind(name: &str) -> Option<EntityType> {
    serde_json::from_value(serde_json::Value::from(name)).ok()
}

/// Reads a file with a character and its tag a line (`xz` unpacks it where its name says so) and makes a document of every
/// `size` sentences.
pub fn corpus(file: &Path, size: usize, weight: f32, segmenter: &Segmenter) -> Result<Vec<Document>> {
    let name = file.parent().and_then(Path::file_name).unwrap_or_default().to_string_lossy().into_owned();
    let table = if file.extension().is_some_and(|e| e == "xz") {
        let output = Command::new("xz").arg("-dc").arg(file).output().context("xz")?;
        String::from_utf8(output.stdout)?
    } else {
        fs::read_to_string(file).with_context(|| file.display().to_string())?
    };
    let sentences: Vec<Vec<(char, &str)>> = table
        .split("\n\n")
        .map(|sentence| sentence.lines().filter_map(|line| Some((line.chars().next()?, line.split('\t').nth(1)?))).collect())
        .filter(|sentence: &Vec<_>| !sentence.is_empty())
        .collect();
    Ok(sentences
        .chunks(size)
        .enumerate()
        .map(|(i, chunk)| sentences_document(format!("{name}-{i}"), chunk, weight, segmenter))
        .collect())
}

fn sentences_document(id: String, sentences: &[Vec<(char, &str)>], weight: f32, segmenter: &Segmenter) -> Document {
    let mut text = String::new();
    let mut blocks = Vec::new();
    let mut gold: Vec<Entity> = Vec::new();
    for sentence in sentences {
        if !text.is_empty() {
            text.push('\n');
        }
        let start = text.len();
        for &(c, tag) in sentence {
            let at = text.len();
            text.push(fold_width(c));
            match (tag.split_once('-'), gold.last_mut()) {
                (Some(("I", _)), Some(last)) if last.span.end == at => last.span.end = text.len(),
                (Some((_, name)), _) => gold.extend(kind(name).map(|kind| Entity { span: Span::new(at, text.len()), kind })),
                (None, _) => {}
            }
        }
        let source = Span::new(start, text.len());
        blocks.push(Block { span: Span::new(start, text.len()), source, role: Role::Body, article: Some(0) });
    }
    let tokens = segmenter.tokens(&text);
    let times = time::find(&text, |_| None);
    let figures = figure::find(&text, &tokens, &times);
    Document { id, scheme: Scheme::Partial, weight, text, blocks, tokens, times, figures, gold, lost: 0 }
}

/// The half-width form of a full-width letter or digit, as layout makes it.
fn fold_width(c: char) -> char {
    match c {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}
