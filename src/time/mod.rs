//! Times: points and spans on the calendar and the clock, resolved against the date of publication.
//!
//! ```
//! use quandian::{Date, time};
//! let text = "截至11月底，今年共新引进30个项目。";
//! let times = time::find(text, |_| Some(Date::constant(2020, 12, 25)));
//! let read: Vec<_> = times.iter().map(|t| (t.span.of(text), t.value.to_string())).collect();
//! assert_eq!(read, [("11月底", "2020-11-30".to_owned()), ("今年", "2020".to_owned())]);
//! ```
//!
//! The way through: `text` folds the characters, `grammar` and `periods` read times from them as they are said (`frame`),
//! with the words of `words.txt` and `festivals.txt` (`lexicon`, `festival`, `calendar`); `resolve` turns what is said into
//! a [`Value`], given what is known where it stands, which `article` keeps track of.
//!
//! Durations (3天, 两年) are figures, not times. What is said of a date that does not exist keeps only what is true of it:
//! 2月31日 is `2020-02-XX`, 十三月 of 2023 is `2023-XX`. Without a date of publication a value says what the text says:
//! 12月24日 is `XXXX-12-24`, 今年 is `XXXX`.

mod article;
mod block;
mod bounds;
mod calendar;
mod clock;
mod day;
mod duration;
mod festival;
mod frame;
mod grammar;
mod lexicon;
mod number;
mod numeric;
mod periods;
mod recognize;
mod resolve;
mod text;
mod value;
mod year;

pub use recognize::{Bound, Reference, TimeKind, TimeReading, TimeReadingValue, recognize};
pub use value::{Clock, DayPart, Every, Season, Unit, Value};

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

/// From what the value of a time follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TimeEvidence {
    /// From its own words: 2020年12月24日.
    Said,
    /// From them and the day of publication: 今年, 12月24日.
    Publication,
    /// From them and what the text says before: 同期, 当月, or the hour of a day that was named.
    Text,
}

/// A point or span on the calendar or the clock.
#[derive(Clone, Debug, PartialEq)]
pub struct Time {
    /// Where it stands, without the words that bound it (截至, 以来).
    pub span: Span<Reading>,
    /// What it means.
    pub value: Value,
    /// How it bounds what is said.
    pub modifier: Option<TimeModifier>,
    /// From what its value follows.
    pub evidence: TimeEvidence,
}

/// The times of `text`. Relative ones count from `published`, which says for a reading byte when what stands there was
/// published; without it they stay unresolved.
pub fn find(text: &str, published: impl Fn(usize) -> Option<Date>) -> Vec<Time> {
    article::find(text, published)
}
