//! A reader's corrections: what was marked wrong, put right.

use super::MarkType;
use crate::{
    analysis::{Analysis, Comparison, Entity, Extent, Figure, OffsetUnit, Token, Whole},
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
                cut(&mut analysis.tokens, *at, analysis.offsets);
                let same = analysis.entities.iter().find(|e| e.kind == *kind && e.text == *text).map(|e| e.cluster);
                let fresh = || analysis.entities.iter().map(|e| e.cluster + 1).max().unwrap_or(0);
                let cluster = same.unwrap_or_else(fresh);
                let entity = Entity {
                    start: at.start,
                    end: at.end,
                    text: text.clone(),
                    kind: *kind,
                    cluster,
                    confidence: 1.0,
                    evidence: Vec::new(),
                };
                let place = analysis.entities.partition_point(|e| e.start < at.start);
                analysis.entities.insert(place, entity);
                let moved = |number: usize| Some(if number < place { number } else { number + 1 });
                analysis.figures.iter_mut().for_each(|f| f.owner = f.owner.and_then(moved));
            }
        }
    }
    analysis
}

/// Takes away every mention that overlaps `at`. What other figures and the checks say of it goes as well.
fn clear(analysis: &mut Analysis, at: Extent) {
    let apart = |start: usize, end: usize| end <= at.start || at.end <= start;
    let entities = renumber(analysis.entities.iter().map(|m| apart(m.start, m.end)));
    let times = renumber(analysis.times.iter().map(|m| apart(m.start, m.end)));
    let figures = renumber(analysis.figures.iter().map(|m| apart(m.start, m.end)));
    analysis.entities.retain(|m| apart(m.start, m.end));
    analysis.times.retain(|m| apart(m.start, m.end));
    analysis.figures.retain(|m| apart(m.start, m.end));
    for figure in &mut analysis.figures {
        relink(figure, &entities, &times, &figures);
    }
    analysis.checks.retain(|c| c.operands.iter().all(|o| o.figure.is_none_or(|f| new(&figures, f).is_some())));
    for operand in analysis.checks.iter_mut().flat_map(|c| &mut c.operands) {
        operand.figure = operand.figure.and_then(|f| new(&figures, f));
    }
}

/// Cuts the words at the edges of `at`, as the analysis promises. One with layout inside it stays whole.
fn cut(tokens: &mut Vec<Token>, at: Extent, unit: OffsetUnit) {
    for edge in [at.start, at.end] {
        let place = tokens.partition_point(|t| t.end <= edge);
        let Some(token) = tokens.get_mut(place).filter(|t| t.start < edge) else { continue };
        let size = |c: char| match unit {
            OffsetUnit::Utf16 => c.len_utf16(),
            OffsetUnit::Chars => 1,
            OffsetUnit::Bytes => c.len_utf8(),
        };
        if token.text.chars().map(size).sum::<usize>() != token.end - token.start {
            continue;
        }
        let mut count = token.start;
        let head = token.text.chars().take_while(|c| {
            count += size(*c);
            count <= edge
        });
        let byte: usize = head.map(char::len_utf8).sum();
        let rest = Token { start: edge, end: token.end, text: token.text.split_off(byte), pos: token.pos.clone() };
        token.end = edge;
        tokens.insert(place + 1, rest);
    }
}

/// For every entry, its number among those that stay.
fn renumber(stays: impl Iterator<Item = bool>) -> Vec<Option<usize>> {
    let mut next = 0..;
    stays.map(|stays| if stays { next.next() } else { None }).collect()
}

fn new(numbers: &[Option<usize>], old: usize) -> Option<usize> {
    numbers.get(old).copied().flatten()
}

/// Gives what a figure points to its new number.
fn relink(figure: &mut Figure, entities: &[Option<usize>], times: &[Option<usize>], figures: &[Option<usize>]) {
    figure.owner = figure.owner.and_then(|e| new(entities, e));
    figure.time = figure.time.and_then(|t| new(times, t));
    figure.comparison = figure.comparison.and_then(|c| match c {
        Comparison::Time(t) => new(times, t).map(Comparison::Time),
        Comparison::Figure(f) => new(figures, f).map(Comparison::Figure),
        Comparison::Year | Comparison::Period => Some(c),
    });
    figure.share_of = figure.share_of.take().and_then(|w| match w {
        Whole::Figure(f) => new(figures, f).map(Whole::Figure),
        Whole::Words(_) => Some(w),
    });
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
        Entity {
            start,
            end: start + text.chars().count(),
            text: text.into(),
            kind,
            cluster,
            confidence: 1.0,
            evidence: Vec::new(),
        }
    }

    #[test]
    fn numbers_that_point_into_the_lists_follow_them() {
        let figure = |start, owner| Figure { owner: Some(owner), ..figure(start) };
        let entities = vec![named(0, "甲", EntityType::Org, 0), named(2, "乙", EntityType::Org, 1)];
        let analysis = Analysis { entities, figures: vec![figure(4, 0), figure(6, 1)], ..Analysis::default() };
        let owners = |a: &Analysis| a.figures.iter().map(|f| f.owner).collect::<Vec<_>>();
        let cleared = correct(&analysis, &[Correction::Clear { at: Extent { start: 0, end: 1 } }]);
        assert_eq!(owners(&cleared), [None, Some(0)]);
        let put = Correction::mark(Extent { start: 1, end: 2 }, "丙", MarkType::Per).expect("a name");
        assert_eq!(owners(&correct(&analysis, &[put])), [Some(0), Some(2)]);
    }

    fn figure(start: usize) -> Figure {
        serde_json::from_value(serde_json::json!({
            "start": start, "end": start + 1, "text": "1", "kind": "count", "value": 1.0, "unit": null, "metric": null
        }))
        .expect("a figure")
    }

    #[test]
    fn a_mark_cuts_the_words_at_its_edges() {
        let word =
            |start: usize, text: &str| Token { start, end: start + text.chars().count(), text: text.into(), pos: "n".into() };
        let analysis = Analysis { tokens: vec![word(0, "青岛港务"), word(4, "局")], ..Analysis::default() };
        let put = Correction::mark(Extent { start: 2, end: 5 }, "港务局", MarkType::Org).expect("a name");
        let cut = correct(&analysis, &[put]).tokens;
        assert_eq!(cut, [word(0, "青岛"), word(2, "港务"), word(4, "局")]);
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
