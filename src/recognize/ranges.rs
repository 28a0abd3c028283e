//! What lies between two numbers, above or below one: 大于10小于20, 一百到二百, 1000以上, ≥50, 500多亿.

use super::{Found, Kind, Said, numbers};
use crate::numeral::{self, Number, Numeral, Shape};
use rust_decimal::Decimal;

/// Which side of a number is meant.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Above,
    Below,
}

/// Words before the number. The longest is taken.
const BEFORE: &[(&str, Side)] = &[
    ("大于或者等于", Side::Above),
    ("大于或等于", Side::Above),
    ("大于等于", Side::Above),
    ("大于", Side::Above),
    ("高于", Side::Above),
    ("多于", Side::Above),
    ("超过了", Side::Above),
    ("超过", Side::Above),
    ("超出", Side::Above),
    ("超", Side::Above),
    ("过", Side::Above),
    ("不小于", Side::Above),
    ("不少于", Side::Above),
    ("不低于", Side::Above),
    ("至少", Side::Above),
    ("最少", Side::Above),
    ("最低", Side::Above),
    ("起码", Side::Above),
    (">=", Side::Above),
    ("> =", Side::Above),
    ("≥", Side::Above),
    (">", Side::Above),
    ("小于或者等于", Side::Below),
    ("小于或等于", Side::Below),
    ("小于等于", Side::Below),
    ("少于等于", Side::Below),
    ("小于", Side::Below),
    ("低于", Side::Below),
    ("少于", Side::Below),
    ("不到", Side::Below),
    ("不足", Side::Below),
    ("不大于", Side::Below),
    ("不多于", Side::Below),
    ("不超过", Side::Below),
    ("不高于", Side::Below),
    ("至多", Side::Below),
    ("最多", Side::Below),
    ("最高", Side::Below),
    ("<=", Side::Below),
    ("< =", Side::Below),
    ("≤", Side::Below),
    ("<", Side::Below),
];

/// Words behind the number.
const BEHIND: &[(&str, Side)] = &[
    ("或者以上", Side::Above),
    ("或以上", Side::Above),
    ("及以上", Side::Above),
    ("以上", Side::Above),
    ("之上", Side::Above),
    ("或者更多", Side::Above),
    ("或更多", Side::Above),
    ("或者以下", Side::Below),
    ("或以下", Side::Below),
    ("及以下", Side::Below),
    ("以下", Side::Below),
    ("之下", Side::Below),
    ("以内", Side::Below),
    ("之内", Side::Below),
    ("或更少", Side::Below),
];

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
    let mut at = 0;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let range = between(text, at).or_else(|| sided(text, at));
        at = match range {
            Some(range) => {
                let end = range.end;
                found.push(range);
                end
            }
            // Not into the middle of a number that is none.
            None => numeral_at(text, at).map_or(at + c.len_utf8(), |n| n.span.end),
        };
    }
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
    let at = skip(text, at, &["从", "自", "在", "介于"]);
    let first = numeral_at(text, at)?;
    let lo = value(&first)?;
    let end = spaces(text, first.span.end);
    let (mark, closed) = [
        ("到", false),
        ("至", false),
        ("—", false),
        ("–", false),
        ("-", false),
        ("~", false),
        ("～", false),
        ("与", true),
        ("和", true),
        ("跟", true),
    ]
    .into_iter()
    .find(|(w, _)| text.get(end..).is_some_and(|rest| rest.starts_with(w)))?;
    let after = spaces(text, end + mark.len());
    let second = numeral_at(text, after).or_else(|| numeral::read(text, after))?;
    let hi = value(&second)?;
    let end = skip(text, second.span.end, &["之间", "间"]);
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
    let joint = ["并且", "而且", "且", "并", "但", "，", ",", "、"];
    let second = one_side(text, skip(text, first.end, &joint));
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
    if let Some((word, side)) = BEFORE.iter().filter(|(w, _)| rest.starts_with(w)).max_by_key(|(w, _)| w.len()) {
        let number = skip(text, at + word.len(), &["是", "有", "为", "达到", "达"]);
        let numeral = numeral_at(text, number)?;
        let end = numeral.span.end;
        return Some(Half { start: at, end, side: *side, value: value(&numeral)? });
    }
    if rest.starts_with('比') {
        let numeral = numeral_at(text, skip(text, at + "比".len(), &[]))?;
        let end = skip(text, numeral.span.end, &["还", "要"]);
        let (word, side) = [
            ("大", Side::Above),
            ("高", Side::Above),
            ("多", Side::Above),
            ("小", Side::Below),
            ("低", Side::Below),
            ("少", Side::Below),
        ]
        .into_iter()
        .find(|(w, _)| text.get(end..).is_some_and(|rest| rest.starts_with(w)))?;
        return Some(Half { start: at, end: end + word.len(), side, value: value(&numeral)? });
    }
    let numeral = numeral_at(text, at)?;
    let n = value(&numeral)?;
    let end = spaces(text, numeral.span.end);
    let classifier = skip(text, end, &["个", "個", "名", "人", "位", "件", "家", "次"]);
    let behind = [end, classifier].into_iter().find_map(|end| {
        let (word, side) = BEHIND.iter().find(|(w, _)| text.get(end..).is_some_and(|rest| rest.starts_with(w)))?;
        Some((end + word.len(), *side))
    });
    match behind {
        Some((end, side)) => Some(Half { start: at, end, side, value: n }),
        // 500多亿 is more than that.
        None if numeral.approximate => Some(Half { start: at, end: numeral.span.end, side: Side::Above, value: n }),
        None => None,
    }
}
