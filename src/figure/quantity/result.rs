//! Results of matches: 22:20, 4-0, 3∶1.

use super::{Amount, Measure, Quantity};
use crate::{
    numeral::{self, Form, Number, Numeral, Shape},
    span::Span,
    table,
    trie::Trie,
};
use rust_decimal::Decimal;
use std::{iter, sync::LazyLock};

/// The words of `results.txt`; `score` and `told` from their last character on.
struct Results {
    score: Trie<()>,
    told: Trie<()>,
    won: Trie<()>,
    ahead: Trie<()>,
    beats: Trie<()>,
}

static RESULTS: LazyLock<Results> = LazyLock::new(|| {
    let mut results = Results { score: Trie::new(), told: Trie::new(), won: Trie::new(), ahead: Trie::new(), beats: Trie::new() };
    for row in table::rows(include_str!("results.txt")) {
        let mut fields = row.split_whitespace();
        match fields.next() {
            Some("score") => fields.for_each(|w| results.score.add(w.chars().rev(), ())),
            Some("told") => fields.for_each(|w| results.told.add(w.chars().rev(), ())),
            Some("ahead") => fields.for_each(|w| results.ahead.add(w.chars(), ())),
            Some("beats") => fields.for_each(|w| results.beats.add(w.chars(), ())),
            _ => fields.for_each(|w| results.won.add(w.chars(), ())),
        }
    }
    results
});

/// 22:20, 4-0: the result of a match, two numbers of up to three digits. Whether it is one, its context must say.
pub(super) fn result(text: &str, at: usize) -> Option<Quantity> {
    let (first, a) = points(text, at)?;
    let end = first.span.end;
    let mark = text.get(end..)?.chars().next().filter(|c| matches!(c, ':' | '：' | '∶' | '-' | '比'))?;
    let (second, b) = points(text, end + mark.len_utf8())?;
    let rest = text.get(second.span.end..)?;
    if rest.starts_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, ':' | '：' | '-')) {
        return None;
    }
    let before = before_list(text.get(..at)?, mark);
    let [score, told] = [&RESULTS.score, &RESULTS.told].map(|words| words.longest(before.chars().rev()).is_some());
    let [won, ahead, beats] = [&RESULTS.won, &RESULTS.ahead, &RESULTS.beats].map(|words| words.longest(rest.chars()).is_some());
    (score || told && (won || ahead) || mark == '比' && ahead || beats).then(|| Quantity {
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

/// The points of one side that stand at the byte `at`.
fn points(text: &str, at: usize) -> Option<(Numeral, Decimal)> {
    let numeral = numeral::read(text, at)?;
    match (numeral.shape, numeral.number, numeral.form) {
        (Shape::Digits(1..=3), Number::Exact(n), Form::Arabic) => Some((numeral, n)),
        _ => None,
    }
}

/// What stands before the results of the same form that `before` ends in, where they are a list: 三局比分 of 三局比分21比15、18比21、.
fn before_list(before: &str, mark: char) -> &str {
    const MOST: usize = 8;
    let items = iter::successors(Some(before), |end| before_result(end.strip_suffix(['、', '和'])?, mark));
    items.take(MOST).last().unwrap_or(before)
}

/// What stands before the result that `text` ends in.
fn before_result(text: &str, mark: char) -> Option<&str> {
    before_digits(before_digits(text)?.strip_suffix(mark)?)
}

fn before_digits(text: &str) -> Option<&str> {
    let before = text.trim_end_matches(|c: char| c.is_ascii_digit());
    (before.len() < text.len()).then_some(before)
}
