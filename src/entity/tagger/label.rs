//! The labels that the tagger gives to characters: outside every name, or begin, inside, end of a name or a name of its own,
//! of one of the nine types (the scheme known as BIOES).

use crate::entity::EntityType;

/// How many labels there are.
pub const LABELS: usize = 1 + 4 * TYPES.len();

/// The types in the order of their labels.
pub const TYPES: [EntityType; 9] = [
    EntityType::Per,
    EntityType::Title,
    EntityType::Org,
    EntityType::Loc,
    EntityType::Fac,
    EntityType::Project,
    EntityType::Work,
    EntityType::Init,
    EntityType::Event,
];

/// Where a character stands in its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The first of several.
    Begin,
    /// Neither first nor last.
    Inside,
    /// The last of several.
    End,
    /// The only one.
    Single,
}

/// A label: what a character is in which type of name.
///
/// ```
/// use quandian::entity::tagger::label::{Label, Place};
/// let label = Label::new(2, Place::End);
/// assert_eq!(label.split(), Some((2, Place::End)));
/// assert_eq!(Label::OUTSIDE.split(), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label(u8);

impl Label {
    /// Outside every name.
    pub const OUTSIDE: Self = Self(0);

    /// The label of a character at `place` in a name of type number `kind` of [`TYPES`].
    pub const fn new(kind: usize, place: Place) -> Self {
        Self((1 + 4 * kind + place as usize) as u8)
    }

    /// Its number, below [`LABELS`].
    pub const fn index(self) -> usize {
        self.0 as usize
    }

    /// The type's number and the place, or `None` outside names.
    pub const fn split(self) -> Option<(usize, Place)> {
        if self.0 == 0 {
            return None;
        }
        let n = self.0 as usize - 1;
        let place = match n % 4 {
            0 => Place::Begin,
            1 => Place::Inside,
            2 => Place::End,
            _ => Place::Single,
        };
        Some((n / 4, place))
    }
}

/// The number of `kind` among [`TYPES`].
pub const fn type_index(kind: EntityType) -> usize {
    kind as usize
}
