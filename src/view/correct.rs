//! A reader's corrections: what was marked wrong, put right.

use super::MarkType;
use crate::{
    analysis::{Analysis, Entity, Extent},
    entity::EntityType,
};
use serde::{Deserialize, Serialize};

/// One thing put right by hand. Extents point into the source, in the unit of the analysis.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "lowercase")]
pub enum Correction {
    /// What stands here names something, and this.
    Mark {
        /// Where.
        at: Extent,
        /// The name as read.
        text: String,
        /// What it names.
        #[serde(rename = "type")]
        kind: EntityType,
    },
    /// What stands here is nothing to mark.
    Clear {
        /// Where.
        at: Extent,
    },
}

/// `analysis` with `corrections` made in their order. A mark takes the place of whatever it overlaps, and joins the cluster of
/// the name that reads the same and has the same type.
pub fn correct(analysis: &Analysis, corrections: &[Correction]) -> Analysis {
    let mut analysis = analysis.clone();
    for correction in corrections {
        match correction {
            Correction::Clear { at } => clear(&mut analysis, *at),
            Correction::Mark { at, text, kind } => {
                clear(&mut analysis, *at);
                let same = analysis.entities.iter().find(|e| e.kind == *kind && e.text == *text).map(|e| e.cluster);
                let fresh = || analysis.entities.iter().map(|e| e.cluster + 1).max().unwrap_or(0);
                let cluster = same.unwrap_or_else(fresh);
                let entity = Entity { start: at.start, end: at.end, text: text.clone(), kind: *kind, cluster };
                let place = analysis.entities.partition_point(|e| e.start < at.start);
                analysis.entities.insert(place, entity);
            }
        }
    }
    analysis
}

/// Takes away every mention that overlaps `at`.
fn clear(analysis: &mut Analysis, at: Extent) {
    let apart = |start: usize, end: usize| end <= at.start || at.end <= start;
    analysis.entities.retain(|m| apart(m.start, m.end));
    analysis.times.retain(|m| apart(m.start, m.end));
    analysis.figures.retain(|m| apart(m.start, m.end));
}

impl Correction {
    /// The correction that makes of what stands `at` a name of this type; `None` for a time or a figure, which need a value.
    pub fn mark(at: Extent, text: &str, kind: MarkType) -> Option<Self> {
        Some(Self::Mark { at, text: text.to_owned(), kind: kind.entity()? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(start: usize, text: &str, kind: EntityType, cluster: usize) -> Entity {
        Entity { start, end: start + text.chars().count(), text: text.into(), kind, cluster }
    }

    #[test]
    fn a_mark_replaces_what_it_overlaps_and_joins_its_namesakes() {
        let entities = vec![named(0, "青岛", EntityType::Loc, 0), named(5, "青岛港", EntityType::Loc, 1)];
        let analysis = Analysis { entities, ..Analysis::default() };
        let put = Correction::mark(Extent { start: 5, end: 7 }, "青岛", MarkType::Loc).expect("a name");
        let right = correct(&analysis, &[put]);
        assert_eq!(right.entities, [named(0, "青岛", EntityType::Loc, 0), named(5, "青岛", EntityType::Loc, 0)]);
        let none = correct(&right, &[Correction::Clear { at: Extent { start: 0, end: 7 } }]);
        assert_eq!(none.entities, []);
    }
}
