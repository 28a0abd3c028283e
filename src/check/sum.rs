//! Parts and their total: 全县登记民宿1036家，其中古宅118家、精品305家、农家613家.

use super::{
    Article, Check, CheckKind,
    OperandRole::{Part, Total},
    sign, verdict,
};
use crate::figure::Kind;
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// Words between a total and its first part that say that parts follow.
const CUES: &[&str] = &["其中", "分别", "包括", "包含", "分为", "即", "构成", "：", ":", "（", "("];

/// Words before a total, in its clause, that say that its parts have been given.
const TOTAL_CUES: &[&str] = &["合计", "共计", "总计", "一共", "总投资", "总额", "累计", "共"];

/// How many parts a total may have.
const MOST: usize = 12;

/// After how many figures of its unit the parts of a total may begin.
const STARTS: usize = 5;

/// A total of fewer steps of its last place agrees with two parts by chance too often to trust without a cue.
const SMALL: i64 = 20;

/// From how many to how many hundredths of its total a list of parts that misses it is still taken to be meant to give it.
const NEAR: (i64, i64) = (88, 112);

/// The same where no word says that parts follow and only the form of the list does.
const NEAR_UNSAID: (i64, i64) = (94, 106);

/// All sums, each total with the lists of parts that stand with it.
pub fn sums(article: &Article) -> Vec<Check> {
    let mut found = Vec::new();
    for total in (0..article.input.figures.len()).filter(|i| adds_up(article, *i)) {
        let parts = parts_after(article, total);
        let cued = parts.first().is_some_and(|p| CUES.iter().any(|cue| article.between(total, *p).contains(cue)));
        let lists = exact_lists(article, total, &parts, cued);
        if !lists.is_empty() {
            found.extend(lists.into_iter().map(|list| sum_of(article, total, list)));
        } else if let Some(list) = parts_before(article, total) {
            found.push(sum_of(article, total, &list));
        } else if let Some(list) = near_list(article, total, &parts) {
            found.push(sum_of(article, total, list));
        }
    }
    let used: BTreeSet<usize> = found.iter().flat_map(|c| &c.operands).filter_map(|o| o.figure).collect();
    for first in 0..article.input.figures.len().saturating_sub(1) {
        if let Some(check) = joined(article, first).filter(|_| !used.contains(&first)) {
            found.push(check);
        }
    }
    found
}

/// Whether a figure may be the sum of others.
pub fn adds_up(article: &Article, figure: usize) -> bool {
    let kind = article.figure(figure).map(|f| f.kind);
    let value = article.value(figure);
    match kind {
        Some(Kind::Rank | Kind::Age | Kind::Temperature | Kind::Rate | Kind::Multiple | Kind::Fraction) | None => false,
        Some(Kind::Percent) => value == Some(Decimal::ONE_HUNDRED),
        Some(Kind::Money) => value.is_some_and(|v| v > Decimal::ZERO),
        Some(_) => value.is_some_and(|v| v > Decimal::ONE),
    }
}

/// The figures after a total that may be its parts: the same unit, less than it, in its sentence or the next.
fn parts_after(article: &Article, total: usize) -> Vec<usize> {
    let place = article.place(total);
    let whole = article.value(total).unwrap_or_default();
    (total + 1..article.input.figures.len())
        .take(4 * MOST)
        .take_while(|i| {
            // A new paragraph counts as a sentence more.
            let p = article.place(*i);
            p.paragraph <= place.paragraph + 1 && p.sentence <= place.sentence + 1 + 2 * (p.paragraph - place.paragraph)
        })
        .filter(|i| article.same_measure(total, *i) && !is_difference(article, *i))
        .take_while(|i| article.value(*i).is_some_and(|v| v < whole && v > Decimal::ZERO))
        .take(MOST)
        .collect()
}

/// Whether a figure says by how much something is more or less than something else: 比上年多58场.
fn is_difference(article: &Article, figure: usize) -> bool {
    let before = article.clause(figure);
    let more = ["增加", "增", "减少", "减"].iter().any(|cue| before.ends_with(cue));
    before.ends_with(['多', '少']) || more && before.contains(['比', '较'])
}

/// The lists among the parts that give the total, one after the other.
fn exact_lists<'p>(article: &Article, total: usize, parts: &'p [usize], cued: bool) -> Vec<&'p [usize]> {
    let mut lists = Vec::new();
    let mut start = 0;
    while start < parts.len().min(STARTS) {
        let rest = parts.get(start..).unwrap_or_default();
        match exact_prefix(article, total, rest, cued && start == 0) {
            Some(list) => {
                start += list.len();
                lists.push(list);
            }
            None => start += 1,
        }
    }
    lists
}

/// The first of the parts that give the total.
fn exact_prefix<'p>(article: &Article, total: usize, parts: &'p [usize], cued: bool) -> Option<&'p [usize]> {
    let whole = article.value(total)?;
    let mut sum = Decimal::ZERO;
    for (i, part) in parts.iter().enumerate() {
        sum += article.value(*part)?;
        let list = parts.get(..=i)?;
        let tolerance = tolerance(article, total, list);
        let equal = sum == whole || (cued && (sum - whole).abs() < tolerance);
        if list.len() >= 2
            && equal
            && (cued || list.len() >= 3 || steps(article, total) >= SMALL || is_tight(article, total, list))
        {
            return Some(list);
        }
        if sum > whole + tolerance {
            return None;
        }
    }
    None
}

/// 共装机组6台，已投产3台、待投产3台: nothing but the parts' names stands between.
fn is_tight(article: &Article, total: usize, parts: &[usize]) -> bool {
    let near = |a: usize, b: usize| b == a + 1 && article.between(a, b).chars().count() <= 6;
    parts.first().is_some_and(|p| near(total, *p)) && parts.windows(2).all(|pair| matches!(pair, [a, b] if near(*a, *b)))
}

/// The parts before a total that is announced as one, where they give it exactly.
fn parts_before(article: &Article, total: usize) -> Option<Vec<usize>> {
    let before = article.clause(total);
    if !TOTAL_CUES.iter().any(|cue| before.contains(cue)) {
        return None;
    }
    let (place, whole) = (article.place(total), article.value(total)?);
    let near = |i: &usize| article.place(*i).paragraph == place.paragraph && article.place(*i).sentence + 3 >= place.sentence;
    let mut parts = Vec::new();
    let mut sum = Decimal::ZERO;
    for part in (0..total).rev().take(4 * MOST).take_while(near).filter(|i| article.same_measure(total, *i)) {
        sum += article.value(part)?;
        parts.push(part);
        if sum == whole && parts.len() >= 2 {
            parts.reverse();
            return Some(parts);
        }
        if sum > whole {
            return None;
        }
    }
    None
}

/// The list of parts that comes near the total but does not give it, where the words or the form of the list say that it should:
/// 其中 or 分别 opens it, or a colon, or it is a bare list of names and numbers; and it goes on figure after figure to its end.
fn near_list<'p>(article: &Article, total: usize, parts: &'p [usize]) -> Option<&'p [usize]> {
    let rough = |i: usize| article.is_rough(i);
    let (place, opening) = (article.place(total), |p: usize| article.between(total, p));
    let said = parts.iter().position(|p| opening(*p).contains("其中") || opening(*p).contains("分别"));
    let colon = parts.first().is_some_and(|p| opening(*p).contains(['：', ':']) && opening(*p).chars().count() <= 14);
    let list = parts.get(said.unwrap_or_default()..)?;
    let first = *list.first()?;
    if rough(total) || opening(first).chars().count() > 60 || article.place(first).paragraph != place.paragraph {
        return None;
    }
    let apart = article.place(first).sentence > place.sentence;
    let goes_on = |a: usize, b: usize| {
        let between = article.between(a, b);
        between.chars().count() <= 20 && !between.contains('。') && (apart || !between.contains(['；', ';']))
    };
    let more = list.windows(2).take_while(|pair| matches!(pair, [a, b] if goes_on(*a, *b))).count();
    let list = list.get(..=more)?;
    let bare = list.len() >= 3
        && opening(first).chars().count() <= 8
        && list.windows(2).all(|pair| matches!(pair, [a, b] if *b == a + 1 && article.between(*a, *b).chars().count() <= 8));
    let (low, high) = match (said.is_some() || colon, bare) {
        (true, _) => NEAR,
        (false, true) => NEAR_UNSAID,
        (false, false) => return None,
    };
    if list.len() < 2 || list.iter().any(|p| rough(*p)) || steps(article, total) <= 8 {
        return None;
    }
    let hundredths =
        list.iter().filter_map(|p| article.value(*p)).sum::<Decimal>() * Decimal::ONE_HUNDRED / article.value(total)?;
    (hundredths >= Decimal::from(low) && hundredths <= Decimal::from(high)).then_some(list)
}

/// 3家合伙企业和2家有限公司 … 5家公司: two parts joined by a word, and their total in the sentences around.
fn joined(article: &Article, first: usize) -> Option<Check> {
    let second = first + 1;
    let between = article.between(first, second);
    let pair = article.same_measure(first, second) && between.ends_with(['和', '及', '与']) && between.chars().count() <= 10;
    let sum = article.value(first)? + article.value(second)?;
    let place = article.place(first);
    let near = |i: &usize| article.place(*i).sentence.abs_diff(place.sentence) <= 6 && article.value(*i) == Some(sum);
    let around = (first.saturating_sub(MOST)..first).rev().chain(second + 1..second + 1 + MOST);
    let total = around.into_iter().filter(|i| adds_up(article, *i) && article.same_measure(*i, first)).find(near)?;
    pair.then(|| sum_of(article, total, &[first, second]))
}

/// How many steps of its last place a figure is.
fn steps(article: &Article, figure: usize) -> i64 {
    let half = article.half_place(figure);
    let step = if half.is_zero() { Decimal::ONE } else { half * Decimal::TWO };
    let steps = article.value(figure).unwrap_or_default() / step;
    i64::try_from(steps.trunc()).unwrap_or(i64::MAX)
}

/// How far rounding may take a sum from its total.
fn tolerance(article: &Article, total: usize, parts: &[usize]) -> Decimal {
    parts.iter().chain([&total]).map(|i| article.half_place(*i)).sum()
}

pub fn sum_of(article: &Article, total: usize, parts: &[usize]) -> Check {
    let tolerance = tolerance(article, total, parts);
    let sum: Decimal = parts.iter().filter_map(|p| article.value(*p)).sum();
    let off = (sum - article.value(total).unwrap_or_default()).abs();
    let verdict = verdict(off.is_zero() || off < tolerance);
    let said: Vec<String> = parts.iter().map(|p| article.said(*p)).collect();
    let mut operands = vec![article.operand(Total, total)];
    operands.extend(parts.iter().map(|p| article.operand(Part, *p)));
    let arithmetic = format!("{} {} {}", article.said(total), sign(verdict, "="), said.join(" + "));
    Check { kind: CheckKind::Sum, operands, arithmetic, tolerance, verdict }
}
