//! Counts what a recogniser finds against the annotation: a name counts only with the same start, end and type.

use crate::corpus::Document;
use quandian::entity::{
    Entity, EntityType,
    tagger::label::{TYPES, type_index},
};
use std::{fmt, io::Write};

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

/// Writes what was missed and what was found wrongly in a text, each with what stands around it.
pub fn write_errors(document: &Document, found: &[Entity], mut into: impl Write) -> std::io::Result<()> {
    let gold = &document.gold;
    let missed = gold.iter().filter(|e| !found.contains(e)).map(|e| ("missed", e));
    let wrong = found.iter().filter(|e| !gold.contains(e)).map(|e| ("wrong", e));
    let mut errors: Vec<_> = missed.chain(wrong).collect();
    errors.sort_by_key(|(_, e)| (e.span.start, e.span.end));
    for (what, entity) in errors {
        let (before, rest) = document.text.split_at(entity.span.start);
        let (name, after) = rest.split_at(entity.span.len());
        let mut left: Vec<char> = before.chars().rev().take(8).collect();
        left.reverse();
        let left: String = left.into_iter().collect();
        let right: String = after.chars().take(8).collect();
        let context = format!("{left}[{name}]{right}").replace('\n', "/");
        writeln!(into, "{} {what} {:?} {name} {context}", document.id, entity.kind)?;
    }
    Ok(())
}
