//! Times: points and spans on the calendar, resolved against the date of publication.

use crate::span::{Reading, Span};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// How a time bounds what is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TimeModifier {
    /// From then on (…以来, 自…).
    Since,
    /// Up to then (截至…).
    Until,
    /// Earlier than that (…之前).
    Before,
    /// Later than that (…之后).
    After,
    /// Round about then (…前后).
    Approx,
}

/// A point or span on the calendar or the clock.
#[derive(Clone, Debug, PartialEq)]
pub struct Time {
    /// Where it stands.
    pub span: Span<Reading>,
    /// What it means: ISO 8601 or EDTF, `recent`, or `every-month` and the like.
    pub value: String,
    /// How it bounds what is said.
    pub modifier: Option<TimeModifier>,
}

/// The times of `text`. Relative ones count from `published`, which says for a reading byte when what stands there was
/// published; without it they stay unresolved.
pub fn find(text: &str, published: impl Fn(usize) -> Option<Date>) -> Vec<Time> {
    let _ = (text, published);
    Vec::new()
}
