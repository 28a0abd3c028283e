//! Where marks stand, in the characters that the formats of annotation count.

use crate::{
    analysis::{Extent, OffsetUnit},
    view::{Mark, Page},
};

/// Turns the offsets of an analysis into Unicode characters (scalar values) of its source.
pub(super) struct Characters {
    source: Vec<char>,
    /// For every offset in the unit of the analysis, the character there. Empty where the unit is the character.
    of: Vec<usize>,
}

impl Characters {
    pub(super) fn new(source: &str, unit: OffsetUnit) -> Self {
        let size = |c: char| match unit {
            OffsetUnit::Utf16 => c.len_utf16(),
            OffsetUnit::Chars => 1,
            OffsetUnit::Bytes => c.len_utf8(),
        };
        let characters: Vec<char> = source.chars().collect();
        let mut of = Vec::new();
        if unit != OffsetUnit::Chars {
            for (number, c) in characters.iter().enumerate() {
                of.extend(std::iter::repeat_n(number, size(*c)));
            }
            of.push(characters.len());
        }
        Self { source: characters, of }
    }

    /// The characters of an extent; ends beyond the source are at its end.
    pub(super) fn of(&self, at: Extent) -> Extent {
        let of = |offset: usize| if self.of.is_empty() { offset } else { self.of.get(offset).copied().unwrap_or(usize::MAX) };
        let end = of(at.end).min(self.source.len());
        Extent { start: of(at.start).min(end), end }
    }

    /// What stands between two characters.
    pub(super) fn slice(&self, start: usize, end: usize) -> &[char] {
        self.source.get(start..end).unwrap_or_default()
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.source.len()
    }
}

/// The name that a mark's type has in annotations, its number, and its extent in characters, of every mark.
pub(super) fn marks<'a>(page: &'a Page, characters: &'a Characters) -> impl Iterator<Item = (usize, &'a Mark, Extent)> {
    page.marks.iter().enumerate().map(|(number, mark)| (number, mark, characters.of(mark.source)))
}
