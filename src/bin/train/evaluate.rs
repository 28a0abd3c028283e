//! Counts what a recogniser finds against the annotation: a name counts only with the same start, end and type.

use quandian::entity::{
    Entity, EntityType,
    tagger::label::{TYPES, type_index},
};
use std::fmt;

/// Counts by type.
#[derive(Clone, Copy, Debug, Default)]
pub struct Score {
    gold: [usize; TYPES.len()],
    found: [usize; TYPES.len()],
    right: [usize; TYPES.len()],
}

impl Score {
    /// Counts one text.
    pub fn add(&mut self, gold: &[Entity], found: &[Entity], lost: usize) {
        for entity in gold {
            self.gold[type_index(entity.kind)] += 1;
        }
        for entity in found {
            self.found[type_index(entity.kind)] += 1;
            self.right[type_index(entity.kind)] += usize::from(gold.contains(entity));
        }
        // Names that layout tore apart have no type here; they count against the first, which is close enough.
        self.gold[0] += lost;
    }

    /// F1 over these types.
    pub fn f1(&self, types: &[EntityType]) -> f64 {
        let sum = |counts: &[usize; TYPES.len()]| types.iter().map(|t| counts[type_index(*t)]).sum::<usize>();
        let (gold, found, right) = (sum(&self.gold), sum(&self.found), sum(&self.right));
        if right == 0 { 0.0 } else { 2.0 * right as f64 / (gold + found) as f64 }
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for kind in TYPES {
            write!(f, "{kind:?} {:.3}  ", self.f1(&[kind]))?;
        }
        let three = [EntityType::Per, EntityType::Loc, EntityType::Org];
        write!(f, "P/L/O {:.3}  nine {:.3}", self.f1(&three), self.f1(&TYPES))
    }
}
