//! Averages: 全县水稻3200亩，总产2560吨，亩产800公斤; 贷款462户、14.3亿元，户均3095万元.
//!
//! An average follows from an amount and the number of what it is spread over. Both stand near it and neither is marked, so an average
//! that no pair gives is an alarm only where its own sentence has exactly one such pair and the words call it an average of these.

use super::{
    Article, Check, CheckKind,
    OperandRole::{Part, Total, Value},
    sign, verdict,
};
use crate::{
    figure::{Kind, units},
    table,
};
use rust_decimal::Decimal;
use std::sync::LazyLock;

static WORDS: &str = include_str!("per.txt");

/// Words of an average, and the units of what it is spread over.
static AVERAGES: LazyLock<Vec<(&str, Vec<&str>)>> =
    LazyLock::new(|| table::rows(WORDS).filter_map(|l| l.split_once('\t')).map(|(w, u)| (w, u.split(' ').collect())).collect());

/// How many figures before an average, and how many after it, may be its amount and its number.
const REACH: (usize, usize) = (6, 2);

/// How far off, in hundredths of it, an average may be and still be meant to be the one that its sentence gives.
const NEAR: i64 = 20;

/// All averages whose amount and number the text gives.
pub fn averages(article: &Article) -> Vec<Check> {
    (0..article.input.figures.len()).filter_map(|i| average(article, i)).collect()
}

fn average(article: &Article, figure: usize) -> Option<Check> {
    let units = spread_over(article, figure)?;
    let value = article.value(figure).filter(|v| *v > Decimal::ZERO)?;
    let place = article.place(figure);
    let end = article.input.figures.len().min(figure + 1 + REACH.1);
    let near: Vec<usize> = (figure.saturating_sub(REACH.0)..end)
        .filter(|i| *i != figure && article.place(*i).paragraph == place.paragraph)
        .filter(|i| (place.sentence.saturating_sub(1)..=place.sentence).contains(&article.place(*i).sentence))
        .collect();
    let amounts = near.iter().filter(|i| article.value(**i).is_some_and(|v| v > value) && measures(article, figure, **i));
    let counts = near.iter().filter(|i| {
        let unit = article.figure(**i).and_then(|f| f.unit.as_deref());
        unit.is_some_and(|u| units.contains(&u)) && article.value(**i).is_some_and(|v| v > Decimal::ONE)
    });
    let (amounts, counts): (Vec<usize>, Vec<usize>) = (amounts.copied().collect(), counts.copied().collect());
    let pairs = || amounts.iter().flat_map(|a| counts.iter().map(move |c| (*a, *c))).filter(|(a, c)| a != c);
    if let Some((amount, count)) = pairs().find(|(a, c)| off(article, figure, *a, *c).is_some_and(|(off, slack)| off <= slack)) {
        return Some(check(article, figure, amount, count));
    }
    let here = |i: &usize| article.place(*i).sentence == place.sentence && !article.is_rough(*i);
    let ([amount], [count]) = (amounts.as_slice(), counts.as_slice()) else { return None };
    // A price that no pair gives may be of something else: 楼面价 is not over the ground.
    let called = article.figure(figure).is_some_and(|f| f.kind != Kind::Rate);
    let plain =
        called && here(amount) && here(count) && here(&figure) && amount.abs_diff(figure) <= 2 && count.abs_diff(figure) <= 2;
    let (off, slack) = off(article, figure, *amount, *count)?;
    let meant = off > slack * Decimal::TWO && off * Decimal::ONE_HUNDRED <= value * Decimal::from(NEAR);
    (plain && meant).then(|| check(article, figure, *amount, *count))
}

/// The units of what a figure is an average over, if the words before it in its clause say that it is one, or its unit.
fn spread_over(article: &Article, figure: usize) -> Option<&'static [&'static str]> {
    let said = match article.figure(figure)? {
        f if matches!(f.kind, Kind::Percent | Kind::Rank | Kind::Multiple | Kind::Fraction) => return None,
        f if f.kind == Kind::Rate => f.unit.as_deref()?,
        _ => article.clause(figure),
    };
    AVERAGES.iter().find(|(word, _)| said.contains(word)).map(|(_, units)| units.as_slice())
}

/// Whether `amount` is measured in the unit of the average: 吨 and 公斤 are both of mass, in one unit or not.
fn measures(article: &Article, average: usize, amount: usize) -> bool {
    let unit = |i: usize| article.figure(i).and_then(|f| f.unit.as_deref());
    let rate = unit(average).is_some_and(|u| u.starts_with("元/")) && unit(amount) == Some("CNY");
    rate || article.same_measure(average, amount) || scale(article, average, amount) != Decimal::ONE
}

/// How many of the average's units are one of the amount's.
fn scale(article: &Article, average: usize, amount: usize) -> Decimal {
    let unit = |i: usize| article.figure(i).and_then(|f| f.unit.as_deref());
    let ratio = unit(average).zip(unit(amount)).and_then(|(average, amount)| units::ratio(amount, average));
    ratio.unwrap_or(Decimal::ONE)
}

/// By how much an average misses what amount and number give, and how much their rounding may move it.
fn off(article: &Article, average: usize, amount: usize, count: usize) -> Option<(Decimal, Decimal)> {
    let (a, c) = (article.value(amount)? * scale(article, average, amount), article.value(count)?);
    let quotient = a.checked_div(c)?;
    let half = |i: usize| article.allowance(i);
    let own = half(average);
    // A whole number is rounded too: nobody gives the decimals of 3095.24.
    let own = if own.is_zero() { Decimal::new(5, 1) } else { own };
    let slack = own + quotient * (half(amount) / article.value(amount)? + half(count) / c);
    Some(((quotient - article.value(average)?).abs(), slack))
}

fn check(article: &Article, average: usize, amount: usize, count: usize) -> Check {
    let (off, tolerance) = off(article, average, amount, count).unwrap_or_default();
    let verdict = verdict(off <= tolerance);
    let [said, total, number] = [average, amount, count].map(|i| article.said(i));
    Check {
        kind: CheckKind::Average,
        operands: vec![article.operand(Total, amount), article.operand(Part, count), article.operand(Value, average)],
        arithmetic: format!("{total} ÷ {number} {} {said}", sign(verdict, "≈")),
        tolerance,
        verdict,
    }
}
