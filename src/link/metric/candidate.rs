//! Which stretches of words may say what a figure measures.

use super::{Context, Metric, Source, words::Said};
use crate::{
    entity::EntityType,
    figure::{Kind, Modifier},
    link::unit::{Unit, UnitKind},
    span::Span,
};

/// How many units before a figure its metric may end, and how many after it may begin.
pub(super) const REACH_BEFORE: usize = 14;
pub(super) const REACH_AFTER: usize = 9;

/// How many units a metric may have.
pub(super) const LONGEST: usize = 7;

/// How many figures back a metric may be inherited from.
const ANCESTORS: usize = 4;

/// Where a candidate stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// Before the figure.
    Before,
    /// After it.
    After,
    /// With the figure so many figures back.
    Inherited(usize),
    /// Nowhere: the text does not say.
    Absent,
}

/// A stretch of units that may be the metric of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Number of the figure.
    pub figure: usize,
    /// Where the stretch stands.
    pub side: Side,
    /// Its first unit.
    pub first: usize,
    /// Its last unit.
    pub last: usize,
    /// The metric that is inherited.
    pub inherited: Option<Metric>,
}

impl Context<'_> {
    /// The candidates of a figure, given the metrics of the figures before it.
    pub fn candidates(&self, figure: usize, before: &[Option<Metric>]) -> Vec<Candidate> {
        let mut found = vec![Candidate { figure, side: Side::Absent, first: 0, last: 0, inherited: None }];
        let Some(at) = self.unit_of(figure) else { return found };
        let Some(sentence) = self.units.get(at).map(|u| u.sentence) else { return found };
        let inside = |i: usize| self.units.get(i).is_some_and(|u| u.sentence == sentence);
        for last in (at.saturating_sub(REACH_BEFORE)..at).rev().take_while(|i| inside(*i)) {
            self.stretches(figure, Side::Before, last, &mut found);
        }
        let end = (at + 1..self.units.len()).take(REACH_AFTER + LONGEST).take_while(|i| inside(*i) && !self.breaks(*i));
        for last in end {
            self.stretches(figure, Side::After, last, &mut found);
        }
        for back in 1..=ANCESTORS.min(figure) {
            let near = self.unit_of(figure - back).is_some_and(|u| self.units.get(u).is_some_and(|u| u.sentence + 1 >= sentence));
            if let (true, Some(metric)) = (near, before.get(figure - back).copied().flatten()) {
                found.push(Candidate { figure, side: Side::Inherited(back), first: 0, last: 0, inherited: Some(metric) });
            }
        }
        found
    }

    /// Adds the stretches that end with unit `last`.
    fn stretches(&self, figure: usize, side: Side, last: usize, found: &mut Vec<Candidate>) {
        let Some(at) = self.unit_of(figure) else { return };
        if !self.units.get(last).is_some_and(may_end) || self.says(last).is_some() {
            return;
        }
        let from = if side == Side::After { at + 1 } else { 0 };
        for first in (from..=last).rev().take(LONGEST).take_while(|i| !self.breaks(*i)) {
            if side == Side::After && first > at + REACH_AFTER {
                continue;
            }
            let opens = self.says(first).is_none_or(|said| said == Said::Adverb);
            let names_whose = first == last && self.names_whose(figure, first);
            if opens && !names_whose && self.units.get(first).is_some_and(|u| self.may_begin(u)) {
                found.push(Candidate { figure, side, first, last, inherited: None });
            }
        }
    }

    /// Whether a unit names whose figure it is, which alone does not say what is measured: 青岛市248个. A person's age is the person's.
    fn names_whose(&self, figure: usize, at: usize) -> bool {
        match self.units.get(at).map(|u| u.kind) {
            Some(UnitKind::Entity(EntityType::Loc, _)) => true,
            Some(UnitKind::Entity(EntityType::Per, _)) => self.figures.get(figure).is_none_or(|f| f.kind != Kind::Age),
            _ => false,
        }
    }

    /// Whether a metric never reaches over unit `at`.
    fn breaks(&self, at: usize) -> bool {
        self.units.get(at).is_none_or(|u| match u.kind {
            UnitKind::Figure(i) => !self.is_class(i),
            UnitKind::Mark => !INNER_MARKS.contains(&u.text),
            _ => false,
        })
    }

    /// Whether a figure is a threshold that names a class: 亿元以上产业项目, 过百亿元项目.
    fn is_class(&self, figure: usize) -> bool {
        self.figures.get(figure).is_some_and(|f| {
            let next = self.unit_of(figure).and_then(|u| self.units.get(u + 1)).map_or("", |u| u.text);
            f.kind == Kind::Money && (f.modifier == Some(Modifier::Over) || matches!(next, "以上" | "级"))
        })
    }

    fn may_begin(&self, unit: &Unit) -> bool {
        match unit.kind {
            UnitKind::Mark => matches!(unit.text, "“" | "《" | "‘" | "「"),
            UnitKind::Word("uj" | "c" | "ul" | "uz" | "y") => false,
            UnitKind::Figure(i) => self.is_class(i),
            _ => true,
        }
    }

    /// What a candidate stands for.
    pub fn metric(&self, candidate: &Candidate) -> Option<Metric> {
        match candidate.side {
            Side::Absent => None,
            Side::Inherited(_) => candidate.inherited.map(|m| Metric { source: Source::Inherited, ..m }),
            Side::Before | Side::After => {
                let (first, last) = (self.units.get(candidate.first)?, self.units.get(candidate.last)?);
                Some(Metric { span: Span::new(first.span.start, last.span.end), source: Source::Own })
            }
        }
    }
}

/// Marks that may stand inside a metric.
const INNER_MARKS: &[&str] = &["、", "“", "”", "‘", "’", "《", "》", "·", "-", "—", "+", "/", "\"", "「", "」", "－", "～"];

fn may_end(unit: &Unit) -> bool {
    match unit.kind {
        UnitKind::Mark => matches!(unit.text, "”" | "》" | "’" | "」"),
        UnitKind::Word("uj" | "p" | "c" | "ul" | "uz") | UnitKind::Figure(_) => false,
        _ => true,
    }
}
