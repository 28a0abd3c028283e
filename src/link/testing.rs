//! Texts with their names marked, for tests: `[青岛科技大学|ORG]今年投资[1600亿元|money]` has an organisation and a figure.

use crate::{
    entity::{Entity, EntityType},
    figure::{Amount, Figure, Kind},
    layout::Block,
    link::Input,
    segment::{Segmenter, Token},
    settle,
    span::Span,
    time::{Time, TimeEvidence, Value},
};
use rust_decimal::Decimal;
use std::sync::LazyLock;

static SEGMENTER: LazyLock<Segmenter> = LazyLock::new(Segmenter::new);

/// A text and what is marked in it.
pub struct Marked {
    pub text: String,
    pub blocks: Vec<Block>,
    pub tokens: Vec<Token>,
    pub entities: Vec<Entity>,
    pub times: Vec<Time>,
    pub figures: Vec<Figure>,
}

impl Marked {
    pub fn new(marked: &str) -> Self {
        let (mut text, mut entities, mut times, mut figures) = (String::new(), Vec::new(), Vec::new(), Vec::new());
        let mut rest = marked;
        while let Some((before, tail)) = rest.split_once('[') {
            text.push_str(before);
            let (mention, tail) = tail.split_once(']').expect("a closing bracket");
            let (name, kind) = mention.split_once('|').expect("a type");
            let span = Span::new(text.len(), text.len() + name.len());
            text.push_str(name);
            match serde_json::from_value::<EntityType>(kind.into()) {
                Ok(kind) => entities.push(Entity { span, kind }),
                Err(_) if kind.starts_with("TIME") => {
                    times.push(Time {
                        span,
                        value: Value::Year(kind.trim_start_matches("TIME=").parse().ok()),
                        modifier: None,
                        evidence: TimeEvidence::Said,
                    });
                }
                Err(_) => figures.push(figure(span, name, kind)),
            }
            rest = tail;
        }
        text.push_str(rest);
        let tokens = settle::cut_at_mentions(SEGMENTER.tokens(&text), &entities, &times, &figures);
        Self { text, blocks: Vec::new(), tokens, entities, times, figures }
    }

    pub fn input(&self) -> Input<'_> {
        Input {
            text: &self.text,
            blocks: &self.blocks,
            tokens: &self.tokens,
            entities: &self.entities,
            times: &self.times,
            figures: &self.figures,
        }
    }
}

/// Reads a plain figure: digits, then what it counts.
fn figure(span: Span<crate::span::Reading>, text: &str, kind: &str) -> Figure {
    let digits = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let (number, unit) = text.split_at(digits);
    let scale = if unit.starts_with('万') {
        10_000
    } else if unit.starts_with('亿') {
        100_000_000
    } else {
        1
    };
    let amount = number.parse().map_or(Amount::Vague, |n: Decimal| Amount::Exact(n * Decimal::from(scale)));
    let kind: Kind = serde_json::from_value(kind.into()).expect("a kind of figure");
    Figure {
        span,
        kind,
        amount,
        unit: Some(unit.trim_start_matches(['万', '亿']).to_owned()),
        modifier: None,
        trend: None,
        evidence: Vec::new(),
    }
}
