//! Checks: arithmetic that an article's own figures must satisfy, and whether they do.
//!
//! Parts and their total (638 = 248 + 380 + 10), a share of a whole, growth from one value to another, one thing said twice with two
//! values, an average, a rank and the list that gives it, a sentence that stands twice, a date that lies after the day of publication. Numbers are exact decimals; how far a sum may be
//! off follows from the places that its operands are given to. A check that fails must be worth a reader's time, so it fails only
//! where the article says clearly what belongs together.

mod conflict;
mod exact;
mod growth;
mod order;
mod per;
mod rank;
mod repeat;
mod share;
mod spread;
mod sum;
#[cfg(test)]
mod tests;

use crate::{
    figure::{Amount, Figure, Modifier},
    link::{
        Input, Links,
        unit::{Unit, UnitKind},
    },
    span::{Reading, Span},
};
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// What kind of arithmetic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CheckKind {
    /// Parts and their total.
    Sum,
    /// A part, its whole, and the percentage that it is.
    Share,
    /// From one value to another, and by how much.
    Growth,
    /// One thing with two values.
    Conflict,
    /// A sentence that stands twice.
    Repeat,
    /// A state of affairs as of a day that lies after the day of publication.
    Order,
    /// A part that is more than the whole.
    Whole,
    /// An amount, what it is spread over, and the average.
    Average,
    /// The rank of a name and its place in a list.
    Rank,
}

/// Whether it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It does, within the tolerance.
    Holds,
    /// It does not.
    Fails,
}

/// What an operand is in its check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum OperandRole {
    /// What the parts must give, or what a part is a share of.
    Total,
    /// A part.
    Part,
    /// The percentage that the others must give.
    Percent,
    /// The value before.
    From,
    /// The value after.
    To,
    /// One of the things that must agree.
    Value,
    /// A sentence or a time.
    Place,
}

/// Something that a check reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Operand {
    /// What it is in the check.
    pub role: OperandRole,
    /// Where it stands.
    pub span: Span<Reading>,
    /// Its number in [`Input::figures`], where it is a figure.
    pub figure: Option<usize>,
}

/// One thing that must hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Check {
    /// What kind of arithmetic.
    pub kind: CheckKind,
    /// What it reads.
    pub operands: Vec<Operand>,
    /// The arithmetic spelled out: `638 = 248 + 380 + 10`.
    pub arithmetic: String,
    /// How far the two sides may be off, in the unit of what they give.
    pub tolerance: Decimal,
    /// Whether it holds.
    pub verdict: Verdict,
}

/// The checks that a text allows, of which `units` are the units, in the order in which they begin. `published` says for a reading
/// byte when what stands there was published.
pub fn check(input: &Input, units: &[Unit], links: &Links, published: impl Fn(usize) -> Option<Date>) -> Vec<Check> {
    let article = Article::new(input, units);
    let mut checks = sum::sums(&article);
    let totals = checks.iter().filter_map(|c| c.operands.first()).filter_map(|o| o.figure).collect();
    checks.extend(spread::sums(&article, links, &totals));
    checks.extend(share::shares(&article, links));
    checks.extend(share::more_than_whole(&article, links));
    checks.extend(growth::growths(&article));
    checks.extend(per::averages(&article));
    checks.extend(rank::ranks(&article, links));
    checks.extend(conflict::conflicts(&article, links));
    checks.extend(repeat::repeats(input));
    checks.extend(order::late(input, published));
    checks.sort_by_key(|c| c.operands.first().map(|o| o.span));
    checks
}

/// What the checks read of a text.
struct Article<'a> {
    input: &'a Input<'a>,
    units: &'a [Unit<'a>],
    /// Where every figure stands.
    places: Vec<Place>,
}

/// Where a figure stands.
#[derive(Clone, Copy, Debug, Default)]
struct Place {
    unit: usize,
    sentence: usize,
    paragraph: usize,
}

impl<'a> Article<'a> {
    fn new(input: &'a Input<'a>, units: &'a [Unit<'a>]) -> Self {
        let mut places = vec![Place::default(); input.figures.len()];
        let mut paragraph = 0;
        for (at, unit) in units.iter().enumerate() {
            match unit.kind {
                UnitKind::Mark if unit.text.contains('\n') => paragraph += 1,
                UnitKind::Figure(i) => {
                    if let Some(place) = places.get_mut(i) {
                        *place = Place { unit: at, sentence: unit.sentence, paragraph };
                    }
                }
                _ => {}
            }
        }
        Self { input, units, places }
    }

    fn figure(&self, at: usize) -> Option<&'a Figure> {
        self.input.figures.get(at)
    }

    fn place(&self, figure: usize) -> Place {
        self.places.get(figure).copied().unwrap_or_default()
    }

    /// The value of a figure that gives one number.
    fn value(&self, figure: usize) -> Option<Decimal> {
        match self.figure(figure)?.amount {
            Amount::Exact(value) => Some(value),
            _ => None,
        }
    }

    /// Whether two figures measure in the same unit.
    fn same_measure(&self, a: usize, b: usize) -> bool {
        match (self.figure(a), self.figure(b)) {
            (Some(a), Some(b)) => a.kind == b.kind && a.unit == b.unit,
            _ => false,
        }
    }

    /// The text between two figures.
    fn between(&self, a: usize, b: usize) -> &'a str {
        let (Some(a), Some(b)) = (self.figure(a), self.figure(b)) else { return "" };
        self.input.text.get(a.span.end..b.span.start).unwrap_or_default()
    }

    /// The text before a figure from the last mark on.
    fn clause(&self, figure: usize) -> &'a str {
        let place = self.place(figure);
        let before = self.units.get(..place.unit).unwrap_or_default();
        let start = before.iter().rev().take_while(|u| !u.is_mark()).last().map(|u| u.span.start);
        let end = self.figure(figure).map(|f| f.span.start);
        start.zip(end).and_then(|(s, e)| self.input.text.get(s..e)).unwrap_or_default()
    }

    /// The text of at most so many units before a figure, in its sentence.
    fn before(&self, figure: usize, units: usize) -> &'a str {
        let place = self.place(figure);
        let mut window = place.unit.saturating_sub(units)..place.unit;
        let from = window.find(|i| self.units.get(*i).is_some_and(|u| u.sentence == place.sentence));
        let start = from.and_then(|i| self.units.get(i)).map(|u| u.span.start);
        let end = self.figure(figure).map(|f| f.span.start);
        start.zip(end).and_then(|(s, e)| self.input.text.get(s..e)).unwrap_or_default()
    }

    fn operand(&self, role: OperandRole, figure: usize) -> Operand {
        let span = self.figure(figure).map_or(Span::new(0, 0), |f| f.span);
        Operand { role, span, figure: Some(figure) }
    }

    /// A figure as read, white space left out.
    fn said(&self, figure: usize) -> String {
        self.figure(figure).map_or("", |f| f.span.of(self.input.text)).split_whitespace().collect()
    }

    /// Half of the last place that a figure is given to.
    fn half_place(&self, figure: usize) -> Decimal {
        self.figure(figure).map(|f| exact::half_place(f.span.of(self.input.text))).unwrap_or_default()
    }

    /// How far from what it says a figure may be before it is wrong: half of its last place, or, where it is said to be rough (3200余),
    /// one of its last digit.
    fn allowance(&self, figure: usize) -> Decimal {
        let half = self.half_place(figure);
        if self.is_rough(figure) { half.max(self.value(figure).map(exact::last_digit).unwrap_or_default()) } else { half }
    }

    /// Whether a figure is said to be more or less than the number that it gives: 约, 近, 余, 超.
    fn is_rough(&self, figure: usize) -> bool {
        self.figure(figure).is_some_and(|f| matches!(f.modifier, Some(Modifier::Approx | Modifier::Over | Modifier::Under)))
    }
}

/// Of two signs the one for a check that holds or fails.
fn sign(verdict: Verdict, holds: &'static str) -> &'static str {
    if verdict == Verdict::Holds { holds } else { "≠" }
}

fn verdict(holds: bool) -> Verdict {
    if holds { Verdict::Holds } else { Verdict::Fails }
}
