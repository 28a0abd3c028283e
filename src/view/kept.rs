//! Corrections as a file that belongs to one text.

use super::Correction;
use serde::{Deserialize, Serialize};

/// The name of this form of file.
const SCHEMA: &str = "quandian-corrections/1";

#[derive(Serialize, Deserialize)]
struct File {
    schema: String,
    source: Fingerprint,
    corrections: Vec<Correction>,
}

/// Enough of a text to know it again.
#[derive(PartialEq, Serialize, Deserialize)]
struct Fingerprint {
    /// Its length in characters.
    characters: usize,
    /// FNV-1a of its UTF-8, 64 bits in hexadecimal.
    digest: String,
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

/// `corrections`, which were made in `source`, as a file.
pub fn keep_corrections(corrections: &[Correction], source: &str) -> String {
    let file = File { schema: SCHEMA.to_owned(), source: Fingerprint::of(source), corrections: corrections.to_vec() };
    serde_json::to_string_pretty(&file).unwrap_or_default() + "\n"
}

/// The corrections of a file that was kept of `source`.
///
/// ```
/// use quandian::{analysis::Extent, view::{Correction, Misfit, keep_corrections, kept_corrections}};
/// let made = [Correction::Clear { at: Extent { start: 0, end: 2 } }];
/// let file = keep_corrections(&made, "青岛开工。");
/// assert_eq!(kept_corrections(&file, "青岛开工。"), Ok(made.to_vec()));
/// assert_eq!(kept_corrections(&file, "青岛停工。"), Err(Misfit::AnotherText));
/// assert_eq!(kept_corrections("青岛", "青岛开工。"), Err(Misfit::NotCorrections));
/// ```
pub fn kept_corrections(file: &str, source: &str) -> Result<Vec<Correction>, Misfit> {
    let file: File = serde_json::from_str(file).map_err(|_| Misfit::NotCorrections)?;
    match file {
        File { schema, .. } if schema != SCHEMA => Err(Misfit::NotCorrections),
        File { source: made_in, .. } if made_in != Fingerprint::of(source) => Err(Misfit::AnotherText),
        File { corrections, .. } => Ok(corrections),
    }
}
