//! From bytes, in which the library counts, to the units that leave it.

use crate::analysis::OffsetUnit;

/// Counts characters or UTF-16 code units up to a byte of a text, in one step wherever it is asked.
pub struct Offsets {
    stretches: Vec<Stretch>,
}

/// Sixty-four bytes of a text.
struct Stretch {
    /// The count up to its first byte.
    before: usize,
    /// A bit for each byte at which the count goes up.
    steps: u64,
}

impl Stretch {
    const BYTES: usize = u64::BITS as usize;
}

impl Offsets {
    /// The table of `text`.
    pub fn new(text: &str, unit: OffsetUnit) -> Self {
        let starts = |byte: u8| byte & 0xC0 != 0x80;
        match unit {
            // A character of four bytes is two units; the second is counted at its second byte.
            OffsetUnit::Utf16 => Self::counting(text, |before, byte| starts(byte) || before >= 0xF0),
            OffsetUnit::Chars => Self::counting(text, |_, byte| starts(byte)),
            OffsetUnit::Bytes => Self::counting(text, |_, _| true),
        }
    }

    /// The table in which those bytes count of which `counts` is true, given the byte before.
    fn counting(text: &str, counts: impl Fn(u8, u8) -> bool) -> Self {
        let mut stretches = Vec::with_capacity(text.len() / Stretch::BYTES + 1);
        let (mut before, mut last) = (0, 0);
        for bytes in text.as_bytes().chunks(Stretch::BYTES) {
            let mut steps = 0;
            for (bit, byte) in bytes.iter().enumerate() {
                steps |= u64::from(counts(last, *byte)) << bit;
                last = *byte;
            }
            stretches.push(Stretch { before, steps });
            before += steps.count_ones() as usize;
        }
        // For the end of a text that fills its last stretch.
        stretches.push(Stretch { before, steps: 0 });
        Self { stretches }
    }

    /// The count up to `byte`, which begins or ends a character.
    pub fn of(&self, byte: usize) -> usize {
        self.stretches.get(byte / Stretch::BYTES).map_or(0, |stretch| {
            let inside = stretch.steps & ((1 << (byte % Stretch::BYTES)) - 1);
            stretch.before + inside.count_ones() as usize
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_up_to_every_character() {
        for text in ["", "a", "青岛2020年é😀完", &"圈😀1".repeat(40), &"x".repeat(64), &"圈".repeat(128)] {
            let tables = [OffsetUnit::Utf16, OffsetUnit::Chars, OffsetUnit::Bytes].map(|unit| Offsets::new(text, unit));
            for at in text.char_indices().map(|(at, _)| at).chain([text.len()]) {
                let before = &text[..at];
                let expected = [before.encode_utf16().count(), before.chars().count(), at];
                assert_eq!(tables.each_ref().map(|table| table.of(at)), expected, "{at} of {text:?}");
            }
        }
    }
}
