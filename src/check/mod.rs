//! Checks: arithmetic that an article's own figures must satisfy, and whether they do.

use crate::link::{Input, Links};
use serde::{Deserialize, Serialize};

/// What kind of arithmetic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CheckKind {
    /// Parts and their total.
    Sum,
}

/// One thing that must hold. Numbers point into [`Input::figures`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// What kind of arithmetic.
    pub kind: CheckKind,
    /// The figure that the others must give.
    pub total: usize,
    /// The others.
    pub parts: Vec<usize>,
    /// Whether they do.
    pub holds: bool,
}

/// The checks that the figures of a text allow.
pub fn check(input: &Input, links: &Links) -> Vec<Check> {
    let _ = (input, links);
    Vec::new()
}
