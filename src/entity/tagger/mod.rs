//! The tagger: a conditional random field over characters that marks names of all nine types.
//!
//! It reads each line of the page as a chain of characters, each with some sixty features ([`feature`]), adds up the weights
//! that the model has for them ([`model`]) and takes the best chain of labels ([`viterbi`]). The program `train` makes the model;
//! `MODEL.md` beside the model says from what.

pub mod feature;
pub mod label;
pub mod model;
pub mod page;
pub mod viterbi;

use super::{Entity, Input};
use crate::span::Span;
use label::{Label, Place, TYPES};
use model::{Model, ROW};
use page::Page;

/// The tagger with its model.
#[derive(Clone, Debug, Default)]
pub struct Tagger {
    model: Model,
}

impl Tagger {
    /// A tagger with this model.
    pub const fn new(model: Model) -> Self {
        Self { model }
    }

    /// The names of a page, in order and without overlap.
    pub fn tag(&self, input: &Input, page: &Page) -> Vec<Entity> {
        let mut found = Vec::new();
        let mut scores: Vec<[i16; ROW]> = Vec::new();
        for (line, role) in &page.lines {
            scores.clear();
            scores.resize(line.len(), [0; ROW]);
            feature::of_line(page, line, *role, |i, key| {
                if let (Some(row), Some(sum)) = (self.model.row(key), scores.get_mut(i - line.start)) {
                    for (sum, weight) in sum.iter_mut().zip(row) {
                        *sum += i16::from(*weight);
                    }
                }
            });
            let labels = viterbi::best(&scores, self.model.transitions());
            let byte = |i: usize| page.glyphs.get(i).map_or(input.text.len(), |g| g.at);
            spans(&labels, |from, to, kind| {
                let span = Span::new(byte(line.start + from), byte(line.start + to));
                found.extend(TYPES.get(kind).map(|&kind| Entity { span, kind }));
            });
        }
        found
    }
}

/// Hands every name that `labels` spell to `sink`: first and after-last position, and the number of its type.
fn spans(labels: &[Label], mut sink: impl FnMut(usize, usize, usize)) {
    let mut start = 0;
    for (i, label) in labels.iter().enumerate() {
        match label.split() {
            Some((_, Place::Begin)) => start = i,
            Some((kind, Place::End)) => sink(start, i + 1, kind),
            Some((kind, Place::Single)) => sink(i, i + 1, kind),
            _ => {}
        }
    }
}
