//! How many of what stands between two units, without counting them again for each pair.

use crate::link::unit::{Unit, UnitKind};

/// How many of what stands before a unit, so that of two such counts the difference tells what stands between.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Counts {
    /// Characters.
    pub chars: usize,
    /// Marks that part clauses.
    pub clauses: usize,
    /// What of each [`Sort`], side by side: between units of one candidate or so there are never more of one than have room, and
    /// what overflows before them cancels out.
    sorts: u64,
}

/// What is counted of units that stand near each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Figure,
    Time,
    Name,
    Verb,
    Noun,
    NounLike,
    /// The particle 的.
    Particle,
    /// A mark between the parts of a list (、).
    Comma,
    Quote,
}

impl Counts {
    /// Bits that the count of a sort takes.
    const BITS: u32 = u64::BITS / (Sort::Quote as u32 + 1);

    /// Adds a unit.
    pub fn add(&mut self, unit: &Unit) {
        self.chars += unit.text.chars().count();
        self.add_if(unit.is_noun(), Sort::Noun);
        self.add_if(unit.is_noun_like(), Sort::NounLike);
        match unit.kind {
            UnitKind::Figure(_) => self.add_if(true, Sort::Figure),
            UnitKind::Time(_) => self.add_if(true, Sort::Time),
            UnitKind::Entity(..) => self.add_if(true, Sort::Name),
            UnitKind::Mark => {
                self.clauses += usize::from(unit.text.contains(['，', '；', '：', ',', ';', ':', '（', '）', '(', ')']));
                self.add_if(unit.text == "、", Sort::Comma);
                self.add_if(matches!(unit.text, "“" | "”" | "《" | "》"), Sort::Quote);
            }
            UnitKind::Word(_) => {
                self.add_if(unit.is_verb(), Sort::Verb);
                self.add_if(unit.text == "的", Sort::Particle);
            }
        }
    }

    const fn add_if(&mut self, is: bool, sort: Sort) {
        self.sorts = self.sorts.wrapping_add((is as u64) << (Self::BITS * sort as u32));
    }

    /// How many of a sort.
    pub const fn of(self, sort: Sort) -> usize {
        (self.sorts >> (Self::BITS * sort as u32) & ((1 << Self::BITS) - 1)) as usize
    }

    /// Whether there is one of a sort.
    pub const fn has(self, sort: Sort) -> bool {
        self.of(sort) > 0
    }

    /// What came since `before`.
    pub const fn since(self, before: Self) -> Self {
        Self {
            chars: self.chars.saturating_sub(before.chars),
            clauses: self.clauses.saturating_sub(before.clauses),
            sorts: self.sorts.wrapping_sub(before.sorts),
        }
    }
}
