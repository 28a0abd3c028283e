//! What a figure is compared with, and what it is a share of.

use super::{
    subject::is_base,
    unit::{Unit, UnitKind},
};
use crate::{
    figure::{Figure, Kind},
    span::{Reading, Span},
};

/// How many units before a figure the words of comparison stand.
const REACH: usize = 12;

/// What a figure is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// The same period of the year before: 同比.
    YearOnYear,
    /// The period before: 环比.
    PeriodOnPeriod,
    /// A time: 比2015年增长. Its number in [`Input::times`](super::Input::times).
    Time(usize),
    /// A value: 由187家增至371家. Its number in [`Input::figures`](super::Input::figures).
    Figure(usize),
}

/// What a figure is a share of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whole {
    /// Another figure: 共50名，其中女性占20%. Its number in [`Input::figures`](super::Input::figures).
    Figure(usize),
    /// Words: 约占全市的1/5.
    Words(Span<Reading>),
}

/// What the figure at unit `at` is compared with.
pub fn comparison(units: &[Unit], at: usize) -> Option<Comparison> {
    let sentence = units.get(at)?.sentence;
    let mut became = false;
    for i in (at.saturating_sub(REACH)..at).rev() {
        let unit = units.get(i).filter(|u| u.sentence == sentence)?;
        match unit.kind {
            UnitKind::Word(_) if unit.text.ends_with("同比") => return Some(Comparison::YearOnYear),
            UnitKind::Word(_) if unit.text.ends_with("环比") => return Some(Comparison::PeriodOnPeriod),
            UnitKind::Time(number) if is_base(units, i) => return Some(Comparison::Time(number)),
            UnitKind::Word(_) if BECAME.iter().any(|w| unit.text.ends_with(w)) => became = true,
            UnitKind::Figure(number) => {
                return (became && comes_from(units, i)).then_some(Comparison::Figure(number));
            }
            // 同比 is said once for the clause; what stands before a semicolon or a full stop is of another.
            UnitKind::Mark if unit.text.contains(['；', ';', '，', ',']) && i + 4 < at => return None,
            _ => {}
        }
    }
    None
}

/// Ends of the words between a value and what it became.
const BECAME: &[&str] = &["至", "到", "为", "成"];

/// Whether 由 or 从 stands shortly before unit `at`.
fn comes_from(units: &[Unit], at: usize) -> bool {
    let before = units.get(at.saturating_sub(5)..at).unwrap_or_default();
    before.iter().any(|u| matches!(u.text, "由" | "从" | "自"))
}

/// What the figure at unit `at` is a share of.
pub fn share_of(figures: &[Figure], units: &[Unit], at: usize, number: usize) -> Option<Whole> {
    let figure = figures.get(number).filter(|f| matches!(f.kind, Kind::Percent | Kind::Fraction) && f.trend.is_none())?;
    if figure.unit.as_deref() == Some("pp") {
        return None;
    }
    let sentence = units.get(at)?.sentence;
    let window = at.saturating_sub(REACH)..at;
    let same = |i: &usize| units.get(*i).is_some_and(|u| u.sentence == sentence);
    let takes = window
        .rev()
        .take_while(same)
        .find(|i| units.get(*i).is_some_and(|u| matches!(u.text, "占" | "占到" | "占据" | "占比")))?;
    let words = units.get(takes + 1..at)?;
    let inside: Vec<&Unit> =
        words.iter().take_while(|u| u.text != "的" && !matches!(u.text, "比重" | "比例" | "约" | "近" | "超")).collect();
    if let (Some(first), Some(last)) = (inside.first(), inside.last())
        && inside.iter().all(|u| u.is_noun() || matches!(u.kind, UnitKind::Word(_)))
        && inside.iter().any(|u| u.is_noun())
    {
        return Some(Whole::Words(Span::new(first.span.start, last.span.end)));
    }
    // 其中女性10人，占20%: of the figure that 其中 divides.
    let divides = (0..takes).rev().take(2 * REACH).take_while(same).find(|i| units.get(*i).is_some_and(|u| u.text == "其中"))?;
    let whole = (0..divides).rev().take(REACH).find_map(|i| match units.get(i)?.kind {
        UnitKind::Figure(number) => Some(number),
        _ => None,
    })?;
    Some(Whole::Figure(whole))
}
