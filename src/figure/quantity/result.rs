//! Results of matches: 22:20, 4-0, 3∶1.

use super::{Amount, Measure, Quantity};
use crate::{
    numeral::{self, Form, Number, Shape},
    span::Span,
    table,
    trie::Trie,
};
use std::sync::LazyLock;

/// The words of `results.txt`; `told` from their last character on.
struct Results {
    told: Trie<()>,
    won: Trie<()>,
    beats: Trie<()>,
}

static RESULTS: LazyLock<Results> = LazyLock::new(|| {
    let mut results = Results { told: Trie::new(), won: Trie::new(), beats: Trie::new() };
    for row in table::rows(include_str!("results.txt")) {
        let mut fields = row.split_whitespace();
        match fields.next() {
            Some("told") => fields.for_each(|w| results.told.add(w.chars().rev(), ())),
            Some("beats") => fields.for_each(|w| results.beats.add(w.chars(), ())),
            _ => fields.for_each(|w| results.won.add(w.chars(), ())),
        }
    }
    results
});

/// 22:20, 4-0: the result of a match, two numbers of up to three digits. Whether it is one, its context must say.
pub(super) fn result(text: &str, at: usize) -> Option<Quantity> {
    let points = |at| {
        let numeral = numeral::read(text, at)?;
        match (numeral.shape, numeral.number, numeral.form) {
            (Shape::Digits(1..=3), Number::Exact(n), Form::Arabic) => Some((numeral, n)),
            _ => None,
        }
    };
    let (first, a) = points(at)?;
    let end = first.span.end;
    let mark = text.get(end..)?.chars().next().filter(|c| matches!(c, ':' | '：' | '∶' | '-' | '比'))?;
    let (second, b) = points(end + mark.len_utf8())?;
    let next = text.get(second.span.end..)?.chars().next();
    if next.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, ':' | '：' | '-')) {
        return None;
    }
    let before = text.get(..at)?;
    let rest = text.get(second.span.end..)?;
    let listed = before.strip_suffix('、').is_some_and(|t| t.ends_with(|c: char| c.is_ascii_digit()));
    let told = listed || RESULTS.told.longest(before.chars().rev()).is_some();
    let won = told && RESULTS.won.longest(rest.chars()).is_some();
    (won || RESULTS.beats.longest(rest.chars()).is_some()).then(|| Quantity {
        span: Span::new(at, second.span.end),
        amount: Amount::Range(a.min(b), a.max(b)),
        measure: Measure::Result,
        others: &[],
        unit_span: Span::new(second.span.end, second.span.end),
        numeral: first,
        approximate: false,
        range: true,
    })
}
