//! A text, its analysis, and what the reader put right in it.

use super::Failure;
use crate::engine::{Answer, Tokens};
use quandian::{
    Analysis,
    layout::Role,
    view::{Correction, Mark, Page, correct, heads_first},
};
use std::rc::Rc;
use yew::prelude::*;

/// A page of marks; equal to itself only, so that comparing costs nothing.
#[derive(Clone, Debug)]
pub struct PageRef {
    page: Rc<Page>,
    /// What the engine answered.
    answer: Answer,
}

impl PartialEq for PageRef {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.page, &other.page)
    }
}

impl PageRef {
    fn new(analysis: Analysis, answer: &Answer) -> Self {
        Self { page: Rc::new(Page::new(analysis)), answer: answer.clone() }
    }

    /// What speaks for a mark, as the engine's codes; nothing for one that the reader made.
    pub fn grounds(&self, mark: &Mark) -> Vec<String> {
        self.answer.grounds(mark.source.start, mark.source.end, mark.kind).unwrap_or_default()
    }
}

impl std::ops::Deref for PageRef {
    type Target = Page;

    fn deref(&self) -> &Page {
        &self.page
    }
}

/// An analysed article.
#[derive(Clone, PartialEq)]
pub struct Reading {
    /// What the engine found, words left out.
    found: Rc<Analysis>,
    /// The same with the reader's corrections, arranged.
    pub page: PageRef,
    /// Its words.
    pub tokens: Tokens,
    /// What the engine answered, for exports and for the widget's host.
    pub answer: Answer,
    /// How long the analysis took, in milliseconds.
    pub took: f64,
}

impl Reading {
    /// What the engine found in `took` milliseconds.
    pub fn new(mut found: Analysis, answer: Answer, took: f64) -> Self {
        found.blocks = heads_first(found.blocks);
        let page = PageRef::new(found.clone(), &answer);
        Self { found: Rc::new(found), page, tokens: answer.tokens.clone(), answer, took }
    }

    fn with(&self, corrections: &[Correction]) -> Self {
        Self { page: PageRef::new(correct(&self.found, corrections), &self.answer), ..self.clone() }
    }
}

/// How far a document's analysis is.
#[derive(Clone, PartialEq)]
pub enum Phase {
    /// It waits for the engine or its answer.
    Waiting,
    /// It can be read.
    Done(Reading),
    /// It failed.
    Failed(Failure),
}

/// The file that a text was read from.
#[derive(Clone, Debug, PartialEq)]
pub struct Origin {
    /// The file itself, to read it again.
    pub file: web_sys::File,
    /// What it is called.
    pub name: AttrValue,
    /// The encoding that it was read in, where its format leaves that open.
    pub encoding: Option<AttrValue>,
}

/// A text and what is known about it.
#[derive(Clone, PartialEq)]
pub struct Document {
    /// Its number, never used twice.
    pub id: u32,
    /// Counts what is asked about it: an answer to an older question is dropped.
    pub asked: u32,
    /// The text as it came in.
    pub source: AttrValue,
    /// When it was published, `YYYY-MM-DD`, set by hand.
    pub published: Option<AttrValue>,
    /// The file that it came from, if it did and the page was not loaded again since.
    pub origin: Option<Origin>,
    /// Which part of a long text it is, of how many, counted from one.
    pub part: Option<(usize, usize)>,
    /// How far it is.
    pub phase: Phase,
    /// What the reader put right.
    pub corrections: Vec<Correction>,
    /// What the reader took back, the last first to come again.
    pub(super) undone: Vec<Correction>,
}

/// Bytes of a text beyond which it is taken in parts: what an engine finds in one must fit in the memory of a page many times over.
const PART: usize = 600_000;

/// A long text in parts, cut between paragraphs where it has any.
pub(super) fn parts(source: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = source;
    while rest.len() > PART {
        let head = rest.get(..rest.floor_char_boundary(PART)).unwrap_or_default();
        let cut = ["\n\n", "\n", "。"].iter().find_map(|mark| Some(head.rfind(mark)? + mark.len())).unwrap_or(head.len());
        let (part, after) = rest.split_at(cut);
        parts.push(part);
        rest = after;
    }
    parts.push(rest);
    parts
}

/// A text's first characters, to call it by.
fn beginning(text: &str) -> String {
    match text.char_indices().nth(40) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

impl Document {
    /// A text that nobody has looked at yet.
    pub(super) fn new(id: u32, source: AttrValue, published: Option<AttrValue>, origin: Option<Origin>) -> Self {
        let phase = Phase::Waiting;
        Self { id, asked: 0, source, published, origin, part: None, phase, corrections: Vec::new(), undone: Vec::new() }
    }

    /// Puts another text in place of this one; corrections are for the text that they were made in.
    pub(super) fn replace(&mut self, source: AttrValue) {
        if self.source != source {
            self.corrections.clear();
            self.undone.clear();
        }
        self.source = source;
        self.asked += 1;
        self.phase = Phase::Waiting;
    }

    /// The reading, if the analysis is there.
    pub fn reading(&self) -> Option<&Reading> {
        match &self.phase {
            Phase::Done(reading) => Some(reading),
            Phase::Waiting | Phase::Failed(_) => None,
        }
    }

    /// What to call it: its headline, or the start of its text.
    pub fn title(&self) -> String {
        let headline = |r: &Reading| {
            let text = || r.page.analysis.blocks.iter().find(|b| matches!(b.role, Role::Subhead | Role::Body));
            let opening = || text().map(|b| beginning(&b.text));
            r.page.analysis.articles.iter().find_map(|a| a.headline.clone()).or_else(opening)
        };
        let first = || beginning(self.source.lines().map(str::trim).find(|l| !l.is_empty()).unwrap_or_default());
        let title = self.reading().and_then(headline).unwrap_or_else(first);
        match self.part {
            Some((part, of)) => format!("{part}/{of} {title}"),
            None => title,
        }
    }

    /// Whether there is something to do again.
    pub fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }

    /// Shows the analysis with the corrections as they are now.
    pub(super) fn show_corrections(&mut self) {
        if let Phase::Done(reading) = &self.phase {
            self.phase = Phase::Done(reading.with(&self.corrections));
        }
    }
}
