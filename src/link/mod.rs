//! Links: which names mean one thing, who holds which office, and what each figure measures.

mod alias;
mod compare;
pub mod metric;
mod office;
mod role;
mod subject;
#[cfg(test)]
pub(crate) mod testing;
pub mod unit;

pub use compare::{Comparison, Whole};

use crate::{entity::Entity, figure::Figure, layout::Block, segment::Token, time::Time};
use unit::{Unit, UnitKind};

/// What linking reads: the text and every mention in it.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The reading text.
    pub text: &'a str,
    /// Its blocks.
    pub blocks: &'a [Block],
    /// Its words.
    pub tokens: &'a [Token],
    /// Its names.
    pub entities: &'a [Entity],
    /// Its times.
    pub times: &'a [Time],
    /// Its figures.
    pub figures: &'a [Figure],
}

/// Somebody's office, as the article gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleOf {
    /// The person's name.
    pub person: String,
    /// The title with its organisation.
    pub title: String,
}

/// What a figure is about. Numbers point into [`Input`]'s lists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FigureLinks {
    /// What is measured, in the article's own words.
    pub metric: Option<metric::Metric>,
    /// The entity that it is about.
    pub owner: Option<usize>,
    /// The time that it is as of, or over.
    pub time: Option<usize>,
    /// What it is compared with.
    pub comparison: Option<Comparison>,
    /// What it is a share of.
    pub share_of: Option<Whole>,
}

/// What linking found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Links {
    /// For every entity, the number of the cluster of mentions that mean the same thing.
    pub clusters: Vec<usize>,
    /// Groups of names that mean one thing, the full form first.
    pub aliases: Vec<Vec<String>>,
    /// Who holds which office.
    pub roles: Vec<RoleOf>,
    /// For every figure, what it is about.
    pub figures: Vec<FigureLinks>,
}

/// Links mentions. Holds the model that ranks metrics.
#[derive(Debug, Default)]
pub struct Linker {
    metrics: metric::Model,
}

impl Linker {
    /// Reads the model that is compiled in.
    pub fn new() -> Self {
        Self { metrics: metric::Model::new() }
    }

    /// Links the mentions of a text, of which `units` are the units.
    pub fn link(&self, input: &Input, units: &[Unit]) -> Links {
        let aliases = alias::aliases(input);
        let mut figures: Vec<FigureLinks> = metric::metrics(&self.metrics, input, units)
            .into_iter()
            .map(|metric| FigureLinks { metric, ..FigureLinks::default() })
            .collect();
        for (at, unit) in units.iter().enumerate() {
            let UnitKind::Figure(number) = unit.kind else { continue };
            let Some(links) = figures.get_mut(number) else { continue };
            links.owner = subject::owner(units, at);
            links.time = subject::time(units, at);
            links.comparison = compare::comparison(units, at);
            links.share_of = compare::share_of(input.figures, units, at, number);
        }
        Links { clusters: alias::clusters(input, &aliases), roles: role::roles(input, units, &aliases), aliases, figures }
    }
}
