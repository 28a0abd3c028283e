//! From bytes, in which the library counts, to the units that leave it.

use crate::analysis::OffsetUnit;

/// Counts characters or UTF-16 code units up to a byte of a text, in logarithmic time: one entry for every change of the
/// number of bytes that a character takes.
pub struct Offsets {
    /// Byte, count, and bytes and counts of each character from there on.
    runs: Vec<(usize, usize, usize, usize)>,
}

impl Offsets {
    /// The table of `text`.
    pub fn new(text: &str, unit: OffsetUnit) -> Self {
        let mut runs: Vec<(usize, usize, usize, usize)> = Vec::new();
        let mut count = 0;
        for (at, c) in text.char_indices() {
            let bytes = c.len_utf8();
            let step = match unit {
                OffsetUnit::Utf16 => c.len_utf16(),
                OffsetUnit::Chars => 1,
                OffsetUnit::Bytes => bytes,
            };
            if runs.last().is_none_or(|r| (r.2, r.3) != (bytes, step)) {
                runs.push((at, count, bytes, step));
            }
            count += step;
        }
        Self { runs }
    }

    /// The count up to `byte`, which begins or ends a character.
    pub fn of(&self, byte: usize) -> usize {
        let next = self.runs.partition_point(|r| r.0 <= byte);
        match next.checked_sub(1).and_then(|i| self.runs.get(i)) {
            Some((at, count, bytes, step)) => count + (byte - at) / bytes * step,
            None => 0,
        }
    }
}
