//! Figures: every quantity with its kind, its value, its unit and the words around it that bound it.

mod context;
mod judge;
pub(crate) mod quantity;
pub(crate) mod units;
pub(crate) mod words;

use context::{Context, Setting};
pub(crate) use words::is_idiom;

use crate::{
    segment::Words,
    span::{Reading, Span},
    time::Time,
};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// What a figure measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Kind {
    Money,
    Percent,
    Count,
    Duration,
    Area,
    Length,
    Mass,
    Volume,
    Energy,
    /// A compound unit: 毫克/立方米.
    Rate,
    /// 3倍, 一倍.
    Multiple,
    /// 三分之一, 1/5.
    Fraction,
    Score,
    Rank,
    Temperature,
    Age,
    Other,
}

/// How exact a figure is said to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Modifier {
    /// About: 约 左右 余 多 几.
    Approx,
    /// Less: 近 不到 将近 低于.
    Under,
    /// More: 超过 突破 逾 以上.
    Over,
    /// No less: 至少 不少于.
    Min,
    /// No more: 至多 不超过 以内.
    Max,
}

/// Which way a figure that states a change goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Trend {
    /// 增长 提高 增至.
    Up,
    /// 下降 减少 压缩.
    Down,
}

/// From what a figure's kind, unit and trend follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FigureEvidence {
    /// The unit that is written: 36台, 5%, 元/吨.
    Unit,
    /// The way it is written: 三分之一, 第三位, 3:1.
    Form,
    /// The unit may mean several things, and the words around it tell which: 度, 块, 方.
    UnitInContext,
    /// 元 without its country: the currency is that of the whole text, by its script and its places.
    CurrencyOfText,
    /// No unit is written: the words around the number tell what it counts.
    Words,
    /// It goes the way of the figure before, to which it is joined: 增长5.2%和4.2%.
    JoinedTrend,
}

/// How much. Of a rough figure the number that is certain: 十几条 and 十余条 are 10, with [`Modifier::Approx`] (GUIDELINES.md).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// One number, in the figure's unit.
    Exact(Decimal),
    /// From the first to the second, both inside.
    Range(Decimal, Decimal),
    /// Said, but not how much: 数十, 几百.
    Vague,
}

/// A quantity.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// Where it stands: the number, what is glued to it and its unit.
    pub span: Span<Reading>,
    /// What it measures.
    pub kind: Kind,
    /// How much.
    pub amount: Amount,
    /// In what: an ISO 4217 code, a unit's symbol, or a classifier as it stands; `None` for a bare number.
    pub unit: Option<String>,
    /// How exact.
    pub modifier: Option<Modifier>,
    /// Up or down, where it states a change.
    pub trend: Option<Trend>,
    /// From what this follows.
    pub evidence: Vec<FigureEvidence>,
}

/// The figures of `text`, whose words `words` knows and which has these times. What stands in a time is not a figure.
pub fn find(text: &str, words: &dyn Words, times: &[Time]) -> Vec<Figure> {
    let setting = Setting::of(text);
    let mut times = times.iter().map(|t| t.span).peekable();
    let mut figures: Vec<Figure> = Vec::new();
    let mut at = 0;
    let mut last = None;
    while let Some(rest) = text.get(at..) {
        // From one character to the next with which a quantity may start.
        let Some((skipped, c)) = rest.char_indices().find(|(_, c)| quantity::may_start(*c)) else { break };
        if skipped > 0 {
            last = rest.get(..skipped).and_then(|s| s.chars().next_back());
            at += skipped;
        }
        while let Some(passed) = times.next_if(|t| t.end <= at) {
            last = last.filter(|_| passed.end < at);
        }
        if let Some(time) = times.peek().filter(|t| t.start <= at) {
            last = None;
            at = time.end;
            continue;
        }
        let next = at + c.len_utf8();
        let limit = times.peek().map_or(text.len(), |t| t.start);
        let quantity = starts_here(last, c).then(|| quantity::read(text.get(..limit).unwrap_or_default(), at)).flatten();
        last = Some(c);
        let Some(quantity) = quantity else {
            at = next;
            continue;
        };
        at = quantity.span.end.max(next);
        last = None;
        figures.extend(Context::new(text, &quantity, words, figures.last(), setting).figure());
    }
    figures
}

/// Whether a quantity may start with `c`, one of its characters, after `last`: 负 is no sign in 减负, nor - in 2020-12.
fn starts_here(last: Option<char>, c: char) -> bool {
    match c {
        '负' | '負' => !last.is_some_and(|l| "减減欠背肩自胜抱担".contains(l)),
        '-' | '−' | '－' => !last.is_some_and(|l| l.is_ascii_alphanumeric() || matches!(l, '-' | '年' | '月' | '日')),
        '上' => !last.is_some_and(|l| "以之网线路海江街身地桌船车会手台跨迈登".contains(l)),
        _ => true,
    }
}

#[cfg(test)]
mod tests;
