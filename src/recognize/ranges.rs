//! What lies between two numbers, above or below one: 大于10小于20, 一百到二百, 1000以上, ≥50, 500多亿.

use super::{Found, Kind, Said, numbers, scan};
use crate::{
    numeral::{self, Number, Numeral, Shape},
    table,
};
use rust_decimal::Decimal;
use std::sync::LazyLock;

/// Which side of a number is meant.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Above,
    Below,
}

/// The words of `ranges.txt`, which says what each list is for.
struct Words {
    before: Vec<(&'static str, Side)>,
    reaching: Vec<&'static str>,
    behind: Vec<(&'static str, Side)>,
    counted: Vec<&'static str>,
    still: Vec<&'static str>,
    than: Vec<(&'static str, Side)>,
    opening: Vec<&'static str>,
    /// With whether a word of `closing` must follow.
    between: Vec<(&'static str, bool)>,
    closing: Vec<&'static str>,
    joint: Vec<&'static str>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let list = |name| table::list(include_str!("ranges.txt"), name);
    let sides = |above, below| {
        let above = list(above).into_iter().map(|word| (word, Side::Above));
        above.chain(list(below).into_iter().map(|word| (word, Side::Below))).collect()
    };
    Words {
        before: sides("above-before", "below-before"),
        reaching: list("reaching"),
        behind: sides("above-behind", "below-behind"),
        counted: list("counted"),
        still: list("still"),
        than: sides("above-than", "below-than"),
        opening: list("opening"),
        between: list("to").into_iter().map(|w| (w, false)).chain(list("and").into_iter().map(|w| (w, true))).collect(),
        closing: list("closing"),
        joint: list("joint"),
    }
});

/// The first of `words` that `text` has at `at`, and what it says.
fn word_at<T: Copy>(text: &str, at: usize, words: &[(&'static str, T)]) -> Option<(&'static str, T)> {
    words.iter().find(|(word, _)| text.get(at..).is_some_and(|rest| rest.starts_with(word))).copied()
}

/// A number with one side.
struct Half {
    start: usize,
    end: usize,
    side: Side,
    value: Decimal,
}

/// The number ranges of a text, from left to right.
pub fn find(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    scan(text, |at, _| {
        let Some(range) = between(text, at).or_else(|| sided(text, at)) else {
            // Not into the middle of a number that is none.
            return Some(numeral_at(text, at)?.span.end);
        };
        let end = range.end;
        found.push(range);
        Some(end)
    });
    found
}

/// The number that starts at `at` if one may.
fn numeral_at(text: &str, at: usize) -> Option<Numeral> {
    let before = text.get(..at)?;
    let c = text.get(at..)?.chars().next()?;
    let inside = before.ends_with(|c: char| c.is_ascii_alphanumeric()) && c.is_ascii_alphanumeric();
    (numbers::signed(before, c) && !inside).then(|| numeral::read(text, at)).flatten()
}

fn value(numeral: &Numeral) -> Option<Decimal> {
    match numeral.number {
        Number::Exact(n) => Some(n),
        _ => None,
    }
}

fn skip(text: &str, at: usize, words: &[&str]) -> usize {
    let at = spaces(text, at);
    let next = words.iter().find(|w| text.get(at..).is_some_and(|rest| rest.starts_with(**w)));
    next.map_or(at, |w| spaces(text, at + w.len()))
}

fn spaces(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    at + rest.len() - rest.trim_start_matches(' ').len()
}

fn range(start: usize, end: usize, lo: Option<Decimal>, hi: Option<Decimal>) -> Found {
    let text = |n: Decimal| n.normalize().to_string();
    Found::new(start, end, Kind::NumberRange, Said::Between(lo.map(text), hi.map(text)))
}

/// 一到五, 20–100, 10000与20000之间.
fn between(text: &str, at: usize) -> Option<Found> {
    let start = at;
    let at = skip(text, at, &WORDS.opening);
    let first = numeral_at(text, at)?;
    let lo = value(&first)?;
    let end = spaces(text, first.span.end);
    let (mark, closed) = word_at(text, end, &WORDS.between)?;
    let after = spaces(text, end + mark.len());
    let second = numeral_at(text, after).or_else(|| numeral::read(text, after))?;
    let hi = value(&second)?;
    let end = skip(text, second.span.end, &WORDS.closing);
    if closed && end == second.span.end {
        return None;
    }
    // 两到三千 shares its unit of ten.
    let lo = if first.shape == Shape::Digits(1) && lo < hi { shared(text, &second, lo, hi) } else { lo };
    (lo < hi).then(|| range(start, end, Some(lo), Some(hi)))
}

fn shared(text: &str, second: &Numeral, lo: Decimal, hi: Decimal) -> Decimal {
    let written = second.span.of(text);
    let coefficient = written.chars().next().and_then(numeral::digit).map(Decimal::from);
    match coefficient {
        Some(c) if written.chars().count() == 2 && c > lo && c < hi => hi / c * lo,
        _ => lo,
    }
}

/// A number with one side, and another beside it that bounds the other side: 大于10小于20, 1000以上，1500以下.
fn sided(text: &str, at: usize) -> Option<Found> {
    let first = one_side(text, at)?;
    let second = one_side(text, skip(text, first.end, &WORDS.joint));
    if let Some(second) = second.filter(|s| s.side != first.side) {
        let (lo, hi) = if first.side == Side::Above { (first.value, second.value) } else { (second.value, first.value) };
        if lo <= hi {
            return Some(range(first.start, second.end, Some(lo), Some(hi)));
        }
    }
    Some(match first.side {
        Side::Above => range(first.start, first.end, Some(first.value), None),
        Side::Below => range(first.start, first.end, None, Some(first.value)),
    })
}

fn one_side(text: &str, at: usize) -> Option<Half> {
    let rest = text.get(at..)?;
    if let Some((word, side)) = WORDS.before.iter().filter(|(w, _)| rest.starts_with(w)).max_by_key(|(w, _)| w.len()) {
        let number = skip(text, at + word.len(), &WORDS.reaching);
        let numeral = numeral_at(text, number)?;
        let end = numeral.span.end;
        return Some(Half { start: at, end, side: *side, value: value(&numeral)? });
    }
    if rest.starts_with('比') {
        let numeral = numeral_at(text, skip(text, at + "比".len(), &[]))?;
        let end = skip(text, numeral.span.end, &WORDS.still);
        let (word, side) = word_at(text, end, &WORDS.than)?;
        return Some(Half { start: at, end: end + word.len(), side, value: value(&numeral)? });
    }
    let numeral = numeral_at(text, at)?;
    let n = value(&numeral)?;
    let end = spaces(text, numeral.span.end);
    let classifier = skip(text, end, &WORDS.counted);
    let behind = [end, classifier].into_iter().find_map(|end| {
        let (word, side) = word_at(text, end, &WORDS.behind)?;
        Some((end + word.len(), side))
    });
    match behind {
        Some((end, side)) => Some(Half { start: at, end, side, value: n }),
        // 500多亿 is more than that.
        None if numeral.approximate => Some(Half { start: at, end: numeral.span.end, side: Side::Above, value: n }),
        None => None,
    }
}
