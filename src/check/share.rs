//! Shares: a part, its whole, and the percentage that the article says it is; and percentages of a whole that are more than it.

use super::{
    Article, Check, CheckKind,
    OperandRole::{Part, Percent, Total, Value},
    Verdict,
    exact::plain,
    sign, verdict,
};
use crate::{figure::Kind, link::Links};
use rust_decimal::Decimal;

/// How many figures before a percentage, and how many after it, may be its part or its whole.
const REACH: (usize, usize) = (6, 2);

/// How many figures before a rate the whole may stand.
const FAR: usize = 16;

/// Ends of the metrics of rates, which begin with what they are a rate of.
const RATES: &[&str] = &["率", "占比", "比重", "比例"];

/// What stands between a part and its percentage where nothing but the whole named before can be meant.
const PLAIN: &[&str] = &["占比", "占比为", "占比达", "占总数的", "占总量的", "占"];

/// Words of a metric that make a percentage a share of a whole.
const WHOLE: &[&str] = &["占比", "比重", "覆盖率", "合格率", "满意率", "满意度"];

/// All shares that the figures of a text give, and those that it says they give.
pub fn shares(article: &Article, links: &Links) -> Vec<Check> {
    let percents = (0..article.input.figures.len()).filter(|i| is_share(article, *i));
    percents.filter_map(|p| given(article, p).or_else(|| told(article, p)).or_else(|| rate(article, links, p))).collect()
}

fn is_share(article: &Article, figure: usize) -> bool {
    let plain_percent = article.figure(figure).is_some_and(|f| is_percent(f.kind, f.unit.as_deref()) && f.trend.is_none());
    plain_percent && article.value(figure).is_some_and(|v| v > Decimal::ZERO && v < Decimal::ONE_HUNDRED)
}

fn is_percent(kind: Kind, unit: Option<&str>) -> bool {
    kind == Kind::Percent && unit == Some("%")
}

/// The part and the whole near a percentage that give it. A percentage without decimals agrees with many pairs by chance, so it must
/// be said to be a share.
fn given(article: &Article, percent: usize) -> Option<Check> {
    let place = article.place(percent);
    let near = |i: &usize| {
        let p = article.place(*i);
        *i != percent && p.paragraph == place.paragraph && p.sentence + 1 >= place.sentence && p.sentence <= place.sentence
    };
    let end = article.input.figures.len().min(percent + 1 + REACH.1);
    let around: Vec<usize> = (percent.saturating_sub(REACH.0)..end).filter(near).collect();
    let (before, after) = (article.before(percent, 8), article.between(percent, percent + 1));
    let says_share = ["占", "比例", "比重"].iter().any(|cue| before.contains(cue) || after.contains(cue));
    let fine = article.said(percent).contains('.');
    let tolerance = precision(article, percent);
    let pairs = around.iter().rev().flat_map(|part| around.iter().map(move |whole| (*part, *whole)));
    let mut fits = pairs.filter(|(part, whole)| {
        part != whole
            && article.same_measure(*part, *whole)
            && off(article, percent, *part, *whole).is_some_and(|off| off <= tolerance + slack(article, *part, *whole))
    });
    let (part, whole) = fits.next()?;
    (fine || says_share).then(|| share(article, percent, part, whole, true))
}

/// 发放贷款142271.15亿元……不良贷款余额2074.63亿元，不良贷款率1.46%: the metric names the part, and a figure further off is the whole.
fn rate(article: &Article, links: &Links, percent: usize) -> Option<Check> {
    let metric = |i: usize| links.figures.get(i).and_then(|l| l.metric).map_or("", |m| m.span.of(article.input.text));
    let stem = RATES.iter().find_map(|end| metric(percent).strip_suffix(end)).filter(|stem| stem.chars().count() > 1)?;
    let part = percent.checked_sub(1).filter(|part| metric(*part).starts_with(stem))?;
    let paragraph = |i: usize| article.place(i).paragraph;
    if !article.said(percent).contains('.') || paragraph(part) != paragraph(percent) {
        return None;
    }
    let tolerance = precision(article, percent);
    let whole = (percent.saturating_sub(FAR)..part)
        .rev()
        .filter(|whole| article.same_measure(part, *whole) && paragraph(*whole) + 1 >= paragraph(part))
        .find(|whole| off(article, percent, part, *whole).is_some_and(|off| off <= tolerance + slack(article, part, *whole)))?;
    Some(share(article, percent, part, whole, true))
}

/// 全年A为100亿元，其中B为25亿元，占比30%: part and whole are plain from the words, and do not give the percentage.
fn told(article: &Article, percent: usize) -> Option<Check> {
    let part = percent.checked_sub(1)?;
    let whole = part.checked_sub(1)?;
    let between = article.between(part, percent).trim_start_matches(['，', ',', '、', '（', '(']);
    let told = article.place(whole).sentence == article.place(percent).sentence
        && PLAIN.contains(&between)
        && article.same_measure(whole, part)
        && article.between(whole, part).contains("其中");
    if !told {
        return None;
    }
    let off = off(article, percent, part, whole)?;
    let rough = [percent, part, whole].iter().any(|i| article.is_rough(*i));
    let tolerance = precision(article, percent) + slack(article, part, whole);
    (!rough && off > tolerance * Decimal::TWO).then(|| share(article, percent, part, whole, false))
}

/// How many points a percentage may be off by how it is given.
fn precision(article: &Article, percent: usize) -> Decimal {
    let half = article.half_place(percent);
    if half.is_zero() { Decimal::new(5, 1) } else { half }
}

/// By how many points a percentage misses the share of `part` in `whole`.
fn off(article: &Article, percent: usize, part: usize, whole: usize) -> Option<Decimal> {
    let (part, whole) = (article.value(part)?, article.value(whole)?);
    if whole <= part || part <= Decimal::ZERO {
        return None;
    }
    Some((part * Decimal::ONE_HUNDRED / whole - article.value(percent)?).abs())
}

/// How many points the rounding of part and whole may move their share.
fn slack(article: &Article, part: usize, whole: usize) -> Decimal {
    let (Some(a), Some(b)) = (article.value(part), article.value(whole)) else { return Decimal::ZERO };
    (article.half_place(part) / a + article.half_place(whole) / b) * a / b * Decimal::ONE_HUNDRED
}

fn share(article: &Article, percent: usize, part: usize, whole: usize, holds: bool) -> Check {
    let verdict = verdict(holds);
    let [said_part, said_whole, said_percent] = [part, whole, percent].map(|i| article.said(i));
    let quotient = article.value(part).zip(article.value(whole)).map(|(a, b)| (a * Decimal::ONE_HUNDRED / b).round_dp(2));
    let arithmetic = format!(
        "{said_part} ÷ {said_whole} = {}% {} {said_percent}",
        quotient.map(plain).unwrap_or_default(),
        sign(verdict, "≈")
    );
    let operands = vec![article.operand(Total, whole), article.operand(Part, part), article.operand(Percent, percent)];
    let tolerance = precision(article, percent) + slack(article, part, whole);
    Check { kind: CheckKind::Share, operands, arithmetic, tolerance, verdict }
}

/// Percentages of a whole that are more than the whole.
pub fn more_than_whole(article: &Article, links: &Links) -> Vec<Check> {
    let metric = |i: usize| links.figures.get(i).and_then(|l| l.metric).map_or("", |m| m.span.of(article.input.text));
    let over = (0..article.input.figures.len()).filter(|i| {
        article.figure(*i).is_some_and(|f| is_percent(f.kind, f.unit.as_deref()) && f.trend.is_none())
            && article.value(*i).is_some_and(|v| v > Decimal::ONE_HUNDRED)
            && WHOLE.iter().any(|w| metric(*i).contains(w))
    });
    over.map(|i| Check {
        kind: CheckKind::Whole,
        operands: vec![article.operand(Value, i)],
        arithmetic: format!("{} > 100%", article.said(i)),
        tolerance: Decimal::ZERO,
        verdict: Verdict::Fails,
    })
    .collect()
}
