//! Readings as plain data, as they leave the program.

use super::{Kind, Reading, recognize};
use crate::{OffsetUnit, offsets::Offsets, time::Reference};
use serde::Serialize;

/// A reading with its place in the unit that was asked for; ends are exclusive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Answer {
    /// Where it starts.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// The words that were read.
    pub text: String,
    /// What it is.
    pub kind: Kind,
    /// How much, or when.
    #[serde(flatten)]
    pub value: Value,
    /// In what: an ISO 4217 code or a unit's symbol.
    pub unit: Option<String>,
    /// How it is bounded: over, under, min, max, approx, before, after, since, until.
    #[serde(rename = "mod", skip_serializing_if = "Option::is_none")]
    pub modifier: Option<&'static str>,
}

/// One value, or two ends of which one may be open, or nothing where it is not known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
#[expect(missing_docs, reason = "the fields are those of `Reading`")]
pub enum Value {
    One { value: String },
    Ends { lo: Option<String>, hi: Option<String> },
    Unknown {},
}

/// What [`recognize`] reads in `text`, as plain data.
pub fn answers(text: &str, reference: Option<Reference>, unit: OffsetUnit) -> Vec<Answer> {
    let offsets = Offsets::new(text, unit);
    recognize(text, reference).into_iter().map(|reading| answer(text, &offsets, reading)).collect()
}

fn answer(text: &str, offsets: &Offsets, reading: Reading) -> Answer {
    let value = match (reading.value, reading.lo, reading.hi) {
        (Some(value), ..) => Value::One { value },
        (None, None, None) => Value::Unknown {},
        (None, lo, hi) => Value::Ends { lo, hi },
    };
    Answer {
        start: offsets.of(reading.span.start),
        end: offsets.of(reading.span.end),
        text: reading.span.of(text).to_owned(),
        kind: reading.kind,
        value,
        unit: reading.unit,
        modifier: reading.modifier,
    }
}
