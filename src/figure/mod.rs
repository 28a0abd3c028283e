//! Figures: every quantity with its kind, its value, its unit and the words around it that bound it.

use crate::{
    segment::Token,
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

/// How much.
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
}

/// The figures of `text`, which has these tokens and times. What stands in a time is not a figure.
pub fn find(text: &str, tokens: &[Token], times: &[Time]) -> Vec<Figure> {
    let _ = (text, tokens, times);
    Vec::new()
}
