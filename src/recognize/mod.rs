//! Every number, measure and time of a short text, as an input field holds it: bolder than in an article, where a number must
//! measure something to be a figure, and with every reading, though they overlap (百分之五 is a percentage, 五个 a number).
//!
//! ```
//! use quandian::recognize::{Kind, recognize};
//! let readings = recognize("至少三点五公里", None);
//! let length = readings.iter().find(|r| r.kind == Kind::Length).expect("a length");
//! assert_eq!(length.value.as_deref(), Some("3.5"));
//! assert_eq!(length.unit.as_deref(), Some("km"));
//! ```
//!
//! The way through: `plain` drops stray spaces and folds full-width letters, `numbers` reads bare numbers and ordinals,
//! `measures` numbers with units, `ranges` what lies between two numbers or above one; [`crate::time`] reads the times.

mod answer;
mod measures;
mod numbers;
mod plain;
mod ranges;

pub use answer::{Answer, Value, answers};

use crate::{
    figure::{Modifier, words},
    span::{self, Span},
    time::{self, Bound, Reference, TimeKind, TimeReadingValue},
};
use plain::Plain;
use serde::{Deserialize, Serialize};

/// What a reading is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Kind {
    Number,
    /// Digits one by one: 幺八九.
    Digits,
    Ordinal,
    /// What lies between two numbers, above or below one.
    NumberRange,
    Percent,
    Money,
    Age,
    Temperature,
    Length,
    Area,
    Mass,
    Volume,
    Data,
    Frequency,
    Power,
    Energy,
    /// A compound unit: 元/吨, 公里/小时.
    Rate,
    Other,
    Time,
    Duration,
    /// A repeating time.
    Set,
}

/// One way to read a stretch of a short text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Where it stands, in bytes of the text.
    pub span: Span<span::Source>,
    /// What it is.
    pub kind: Kind,
    /// Its value: an exact decimal, or ISO 8601 for a time.
    pub value: Option<String>,
    /// Its low end, where it has no one value; none for an open end.
    pub lo: Option<String>,
    /// Its high end.
    pub hi: Option<String>,
    /// In what: an ISO 4217 code or a unit's symbol.
    pub unit: Option<String>,
    /// How it is bounded: over, under, min, max, approx, before, after, since, until.
    pub modifier: Option<&'static str>,
}

/// Every reading of a short text, by where they start. Relative times count from `reference`; without it they have no value.
/// Takes time in proportion to the text.
pub fn recognize(text: &str, reference: Option<Reference>) -> Vec<Reading> {
    let plain = Plain::new(text);
    let mut found = numbers::find(plain.as_str());
    found.extend(ranges::find(plain.as_str()));
    found.extend(measures::find(plain.as_str()));
    let mut readings: Vec<Reading> = found.into_iter().map(|f| f.into_reading(&plain)).collect();
    readings.extend(time::recognize(text, reference).into_iter().map(|time| time_reading(text, time)));
    readings.sort_by_key(|r| (r.span.start, r.span.end));
    readings
}

/// Goes through a text: `read` is asked what starts at a byte, with the character there, and says where to go on; where nothing
/// does, at the next character.
fn scan(text: &str, mut read: impl FnMut(usize, char) -> Option<usize>) {
    let mut at = 0;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let next = at + c.len_utf8();
        at = read(at, c).map_or(next, |end| end.max(next));
    }
}

/// A reading of the plain text.
#[derive(Clone, Debug)]
struct Found {
    start: usize,
    end: usize,
    kind: Kind,
    value: Said,
    unit: Option<&'static str>,
    rate: Option<String>,
    modifier: Option<Modifier>,
}

/// What a number says.
#[derive(Clone, Debug)]
enum Said {
    Value(String),
    Between(Option<String>, Option<String>),
}

impl Found {
    const fn new(start: usize, end: usize, kind: Kind, value: Said) -> Self {
        Self { start, end, kind, value, unit: None, rate: None, modifier: None }
    }

    fn into_reading(self, plain: &Plain) -> Reading {
        let span = plain.source(self.start, self.end);
        let (value, lo, hi) = match self.value {
            Said::Value(value) => (Some(value), None, None),
            Said::Between(lo, hi) => (None, lo, hi),
        };
        let modifier = self.modifier.map(name);
        Reading { span, kind: self.kind, value, lo, hi, unit: self.rate.or(self.unit.map(str::to_owned)), modifier }
    }
}

/// What a modifier is called in the result.
const fn name(modifier: Modifier) -> &'static str {
    match modifier {
        Modifier::Approx => "approx",
        Modifier::Under => "under",
        Modifier::Over => "over",
        Modifier::Min => "min",
        Modifier::Max => "max",
    }
}

fn time_reading(text: &str, time: time::TimeReading) -> Reading {
    let (value, lo, hi) = match time.value {
        TimeReadingValue::Exact(value) => (Some(value), None, None),
        TimeReadingValue::Between(lo, hi) => (None, lo, hi),
        TimeReadingValue::Unknown => (None, None, None),
    };
    let kind = match time.kind {
        TimeKind::Time => Kind::Time,
        TimeKind::Duration => Kind::Duration,
        TimeKind::Set => Kind::Set,
    };
    let bound = time.bound.map(|b| match b {
        Bound::Before => "before",
        Bound::Until => "until",
        Bound::After => "after",
        Bound::Since => "since",
        Bound::Approx => "approx",
    });
    // 五年以上, 至少三天: a duration is bounded as a figure is.
    let (before, after) = (text.get(..time.span.start).unwrap_or_default(), text.get(time.span.end..).unwrap_or_default());
    let around = || words::modifier_after(after).map(|(m, _)| m).or_else(|| words::modifier_before(before));
    let modifier = if kind == Kind::Duration { around().map(name) } else { bound };
    let span = Span::new(time.span.start, time.span.end);
    Reading { span, kind, value, lo, hi, unit: time.unit.map(|u| u.to_string()), modifier }
}

#[cfg(test)]
mod tests;
