//! Ranks: 前三名依次为青岛市、济南市、烟台市; then 烟台市位居第2 is wrong.

use super::{
    Article, Check, CheckKind, Operand,
    OperandRole::{Place, Value},
    sign, verdict,
};
use crate::{
    figure::Kind,
    link::{
        Links,
        unit::{Unit, UnitKind},
    },
    table,
};
use rust_decimal::Decimal;
use std::sync::LazyLock;

/// What stands right before the first of a list that gives the order, and what its sentence must say besides.
static CUES: LazyLock<[Vec<&str>; 2]> =
    LazyLock::new(|| ["order", "ranks"].map(|list| table::list(include_str!("rank.txt"), list)));

/// How many sentences from the list a rank may stand.
const REACH: usize = 3;

/// A list of names in the order of their ranks, first to last.
struct Ranking {
    sentence: usize,
    paragraph: usize,
    /// Their numbers in [`crate::link::Input::entities`].
    names: Vec<usize>,
}

/// All ranks of names that a list near them gives as well.
pub fn ranks(article: &Article, links: &Links) -> Vec<Check> {
    let rankings = rankings(article);
    if rankings.is_empty() {
        return Vec::new();
    }
    let ranks = (0..article.input.figures.len()).filter(|i| article.figure(*i).is_some_and(|f| f.kind == Kind::Rank));
    ranks.filter_map(|rank| check(article, links, &rankings, rank)).collect()
}

fn check(article: &Article, links: &Links, rankings: &[Ranking], rank: usize) -> Option<Check> {
    let place = article.place(rank);
    let ranking = rankings
        .iter()
        .find(|r| r.paragraph == place.paragraph && r.sentence.abs_diff(place.sentence) <= REACH && !is_head(article, r, rank))?;
    // Only the name right before the rank in its clause is surely the one that has it.
    let clause = article.units.get(..place.unit)?.iter().rev().take_while(|u| !u.is_mark());
    let owner = clause.filter_map(|u| name_of(u)).last()?;
    let cluster = |name: usize| links.clusters.get(name);
    let listed = ranking.names.iter().position(|n| cluster(*n) == cluster(owner))?;
    let said = article.value(rank)?;
    let verdict = verdict(said == Decimal::from(listed + 1));
    let text = article.input.entities.get(owner)?.span.of(article.input.text);
    let at = |name: usize| article.input.entities.get(name).map(|e| Operand { role: Place, span: e.span, figure: None });
    Some(Check {
        kind: CheckKind::Rank,
        operands: [Some(article.operand(Value, rank)), at(*ranking.names.get(listed)?)].into_iter().flatten().collect(),
        arithmetic: format!("{text} {} {} 第{}", article.said(rank), sign(verdict, "="), listed + 1),
        tolerance: Decimal::ZERO,
        verdict,
    })
}

/// Whether a rank opens the list itself: 前3名依次为.
fn is_head(article: &Article, ranking: &Ranking, rank: usize) -> bool {
    let first = ranking.names.first().and_then(|n| article.input.entities.get(*n)).map(|e| e.span.start);
    let end = article.figure(rank).map(|f| f.span.end);
    ranking.sentence == article.place(rank).sentence && first > end
}

/// The lists that give an order of ranks.
fn rankings(article: &Article) -> Vec<Ranking> {
    let [in_order, of_ranks] = &*CUES;
    let mut found = Vec::new();
    let mut paragraph = 0;
    for (at, unit) in article.units.iter().enumerate() {
        paragraph += usize::from(unit.is_mark() && unit.text.contains('\n'));
        let Some(first) = name_of(unit) else { continue };
        let before = article.input.text.get(..unit.span.start).unwrap_or_default();
        if !in_order.iter().any(|cue| before.ends_with(cue)) {
            continue;
        }
        let sentence =
            article.units.get(..at).unwrap_or_default().iter().rev().take_while(|u| u.sentence == unit.sentence).last();
        let said = sentence.and_then(|s| before.get(s.span.start..)).unwrap_or_default();
        let names = listed(article.units.get(at + 1..).unwrap_or_default(), first);
        if of_ranks.iter().any(|cue| said.contains(cue)) && names.len() > 1 {
            found.push(Ranking { sentence: unit.sentence, paragraph, names });
        }
    }
    found
}

/// The names of a list that begins with `first`: nothing but marks of a list and the brackets behind a name stand between them.
fn listed(rest: &[Unit], first: usize) -> Vec<usize> {
    let mut names = vec![first];
    let mut bracket = false;
    let mut open = false;
    for unit in rest {
        match unit.text {
            "（" | "(" => bracket = true,
            "）" | ")" => bracket = false,
            _ if bracket => {}
            "、" | "，" | "和" | "及" => open = true,
            _ => match name_of(unit).filter(|_| open) {
                Some(name) => {
                    names.push(name);
                    open = false;
                }
                None => break,
            },
        }
    }
    names
}

fn name_of(unit: &Unit) -> Option<usize> {
    match unit.kind {
        UnitKind::Entity(_, number) => Some(number),
        _ => None,
    }
}
