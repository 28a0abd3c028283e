//! Corrections as a file that belongs to one text.

use super::Correction;
use serde::{Deserialize, Serialize};

/// The name of this form of file.
const SCHEMA: &str = "quandian-corrections/1";

/// What such a file holds.
///
/// ```
/// use quandian::{analysis::Extent, view::{Correction, KeptCorrections, Misfit}};
/// let made = [Correction::Clear { at: Extent { start: 0, end: 2 } }];
/// let file = KeptCorrections::new(&made, "青岛开工。");
/// assert_eq!(file.clone().made_in("青岛开工。"), Ok(made.to_vec()));
/// assert_eq!(file.made_in("青岛停工。"), Err(Misfit::AnotherText));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptCorrections {
    /// The name of this form of file.
    pub schema: String,
    /// The text that they were made in.
    pub source: Fingerprint,
    /// The corrections.
    pub corrections: Vec<Correction>,
}

/// Enough of a text to know it again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fingerprint {
    /// Its length in characters.
    pub characters: usize,
    /// FNV-1a of its UTF-8, 64 bits in hexadecimal.
    pub digest: String,
}

impl Fingerprint {
    fn of(source: &str) -> Self {
        let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        let hash = source.bytes().fold(0xcbf2_9ce4_8422_2325, step);
        Self { characters: source.chars().count(), digest: format!("{hash:016x}") }
    }
}

/// Why a file of corrections is of no use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Misfit {
    /// It is no such file.
    NotCorrections,
    /// They were made in another text.
    AnotherText,
}

impl KeptCorrections {
    /// `corrections`, which were made in `source`.
    pub fn new(corrections: &[Correction], source: &str) -> Self {
        Self { schema: SCHEMA.to_owned(), source: Fingerprint::of(source), corrections: corrections.to_vec() }
    }

    /// The corrections, if it was `source` that they were made in.
    pub fn made_in(self, source: &str) -> Result<Vec<Correction>, Misfit> {
        if self.schema != SCHEMA {
            Err(Misfit::NotCorrections)
        } else if self.source != Fingerprint::of(source) {
            Err(Misfit::AnotherText)
        } else {
            Ok(self.corrections)
        }
    }
}
