//! From bytes, in which the library counts, to the units that leave it.

use crate::analysis::OffsetUnit;
use std::cell::Cell;

/// Counts characters or UTF-16 code units up to a byte of a text: one entry for every change of the number of bytes that a character
/// takes; the next one is found at once where bytes are asked for in order, and in logarithmic time otherwise.
pub struct Offsets {
    /// Byte, count, and bytes and counts of each character from there on.
    runs: Vec<(usize, usize, usize, usize)>,
    last: Hint,
}

/// Where something was found last in a list that is mostly gone through in order.
#[derive(Clone, Debug, Default)]
pub struct Hint(Cell<usize>);

impl Hint {
    /// How many steps on from the last place are tried.
    const STEPS: usize = 4;

    /// The number of entries at the start of `list` of which `before` is true, as `partition_point` gives it.
    pub fn partition<T>(&self, list: &[T], before: impl Fn(&T) -> bool) -> usize {
        let from = self.0.get();
        let passed = from.checked_sub(1).is_none_or(|last| list.get(last).is_some_and(&before));
        let near = (from..from + Self::STEPS).find(|at| !list.get(*at).is_some_and(&before));
        let found = near.filter(|_| passed).unwrap_or_else(|| list.partition_point(before));
        self.0.set(found);
        found
    }
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
        Self { runs, last: Hint::default() }
    }

    /// The count up to `byte`, which begins or ends a character.
    pub fn of(&self, byte: usize) -> usize {
        let next = self.last.partition(&self.runs, |r| r.0 <= byte);
        match next.checked_sub(1).and_then(|i| self.runs.get(i)) {
            Some((at, count, bytes, step)) => count + (byte - at) / bytes * step,
            None => 0,
        }
    }
}
