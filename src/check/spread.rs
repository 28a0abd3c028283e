//! Parts that stand in sentences of their own: 地震造成20480户受灾…… 甲县受灾434户……。乙县受灾19976户……。丙县受灾70户…….
//!
//! Nothing but the metric ties such parts to their total, so the arithmetic itself must speak for them: exactly one choice among the
//! figures of this metric gives the total, and the total is no round number. Where one total of a sentence has its parts so, the
//! sentence's other totals may have theirs in the same places with less to show for it. What does not add up is no alarm.

use super::{Article, Check, sum};
use crate::link::Links;
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// How many sentences and paragraphs after its total a part may stand.
const REACH: (usize, usize) = (8, 3);

/// How many figures are tried as parts.
const MOST: usize = 8;

/// How many digits a total must have, zeros at its end not counted: where nothing else speaks for it, and where another total does.
const DIGITS: (usize, usize) = (3, 2);

/// All totals whose parts stand in other sentences. `used` are the figures that are totals already.
pub fn sums(article: &Article, links: &Links, used: &BTreeSet<usize>) -> Vec<Check> {
    let totals: Vec<usize> =
        (0..article.input.figures.len()).filter(|i| !used.contains(i) && sum::adds_up(article, *i)).collect();
    let mut found: Vec<(usize, Vec<usize>)> = Vec::new();
    for total in totals.iter().copied().filter(|i| digits(article, *i) >= DIGITS.0) {
        if let Some(list) = parts(article, links, total, |_| true) {
            found.push((total, list));
        }
    }
    let sentence = |i: usize| article.place(i).sentence;
    let sure: BTreeSet<(usize, usize)> =
        found.iter().flat_map(|(total, list)| list.iter().map(|part| (sentence(*total), sentence(*part)))).collect();
    for total in totals.iter().copied().filter(|i| (DIGITS.1..DIGITS.0).contains(&digits(article, *i))) {
        if let Some(list) = parts(article, links, total, |part| sure.contains(&(sentence(total), sentence(part)))) {
            found.push((total, list));
        }
    }
    found.into_iter().map(|(total, list)| sum::sum_of(article, total, &list)).collect()
}

/// The figures after a total that give it, where only one choice does; `may_be` tells which may be parts.
fn parts(article: &Article, links: &Links, total: usize, may_be: impl Fn(usize) -> bool) -> Option<Vec<usize>> {
    let (place, whole) = (article.place(total), article.value(total)?);
    let metric = metric(article, links, total)?;
    let near = |i: &usize| {
        let p = article.place(*i);
        p.sentence <= place.sentence + REACH.0 && p.paragraph <= place.paragraph + REACH.1
    };
    let kin: Vec<(usize, Decimal)> = (total + 1..article.input.figures.len())
        .take_while(near)
        .filter(|i| article.place(*i).sentence > place.sentence && article.same_measure(total, *i) && may_be(*i))
        .filter(|i| self::metric(article, links, *i).is_some_and(|other| are_kin(metric, other)))
        .filter_map(|i| Some((i, article.value(i).filter(|v| *v > Decimal::ZERO && *v < whole)?)))
        .take(MOST)
        .collect();
    if kin.iter().map(|k| k.1).sum::<Decimal>() < whole {
        return None;
    }
    let chosen = |choice: u32| kin.iter().enumerate().filter(move |(at, _)| choice >> at & 1 == 1).map(|(_, k)| k);
    let mut fits = (1..1_u32 << kin.len())
        .filter(|choice| choice.count_ones() >= 2 && chosen(*choice).map(|k| k.1).sum::<Decimal>() == whole);
    let fit = fits.next()?;
    fits.next().is_none().then(|| chosen(fit).map(|k| k.0).collect())
}

/// The words that say what a figure measures.
fn metric<'a>(article: &Article<'a>, links: &Links, figure: usize) -> Option<&'a str> {
    let metric = links.figures.get(figure)?.metric?;
    Some(metric.span.of(article.input.text))
}

/// Whether two metrics share two characters in a row: 受灾人口 and 受灾.
fn are_kin(a: &str, b: &str) -> bool {
    let pairs = |text: &str| -> BTreeSet<(char, char)> { text.chars().zip(text.chars().skip(1)).collect() };
    !pairs(a).is_disjoint(&pairs(b))
}

/// How many digits the value of a figure has, zeros at its ends not counted.
fn digits(article: &Article, figure: usize) -> usize {
    let value = article.value(figure).map(|v| v.normalize().mantissa().unsigned_abs().to_string()).unwrap_or_default();
    value.trim_end_matches('0').len()
}
