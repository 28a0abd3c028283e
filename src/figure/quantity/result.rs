//! Results of matches: 22:20, 4-0, 3∶1.

use super::{Amount, Measure, Quantity};
use crate::{
    numeral::{self, Form, Number, Numeral, Shape},
    span::Span,
    table,
    trie::Trie,
};
use rust_decimal::Decimal;
use std::sync::LazyLock;

/// The words of `results.txt`; `score` and `told` from their last character on.
struct Results {
    score: Trie<()>,
    told: Trie<()>,
    won: Trie<()>,
    beats: Trie<()>,
}

static RESULTS: LazyLock<Results> = LazyLock::new(|| {
    let mut results = Results { score: Trie::new(), told: Trie::new(), won: Trie::new(), beats: Trie::new() };
    for row in table::rows(include_str!("results.txt")) {
        let mut fields = row.split_whitespace();
        match fields.next() {
            Some("score") => fields.for_each(|w| results.score.add(w.chars().rev(), ())),
            Some("told") => fields.for_each(|w| results.told.add(w.chars().rev(), ())),
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
    let mark = text.get(end..)?.chars().next().filter(|c| is_between(*c))?;
    let (second, b) = points(text, end + mark.len_utf8())?;
    let rest = text.get(second.span.end..)?;
    if rest.starts_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, ':' | '：' | '-')) {
        return None;
    }
    let before = text.get(..at)?;
    let listed = before_list(before);
    let score = RESULTS.score.longest(listed.chars().rev()).is_some();
    let told = listed.len() < before.len() || RESULTS.told.longest(before.chars().rev()).is_some();
    let won = told && RESULTS.won.longest(rest.chars()).is_some();
    (score || won || RESULTS.beats.longest(rest.chars()).is_some()).then(|| Quantity {
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

/// Whether a mark or a word stands between the points of two sides.
const fn is_between(c: char) -> bool {
    matches!(c, ':' | '：' | '∶' | '-' | '比')
}

/// What stands before the results that `before` ends in, where they are a list: 三局比分 of 三局比分21比15、18比21、.
fn before_list(before: &str) -> &str {
    let digits = |c: char| c.is_ascii_digit();
    let mut start = before;
    while let Some(item) = start.strip_suffix(['、', '，', '和']) {
        let first = item.trim_end_matches(digits);
        let rest = first.strip_suffix(is_between).map(|rest| (rest.trim_end_matches(digits), rest));
        let Some((open, _)) = rest.filter(|(open, rest)| first.len() < item.len() && open.len() < rest.len()) else { break };
        start = open;
    }
    start
}
