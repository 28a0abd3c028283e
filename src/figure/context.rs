//! What the words around a quantity make of it: in what it is measured where its unit leaves that open, how exact it is and which
//! way it goes.

use super::{
    Amount, Figure, FigureEvidence, Kind, Modifier, Trend, judge,
    quantity::{Measure, Quantity},
    units::Dimension,
    words,
};
use crate::{
    codepoints::CharTable,
    numeral::Shape,
    segment::{Token, Words},
    table,
};
use rust_decimal::Decimal;
use std::sync::LazyLock;

table::lists! {
    /// The word lists of `context.txt`, which says what each is for.
    CUES: Cues in "context.txt" {
        ambiguous,
        per_hour,
        current,
        current_behind,
        heat,
        heat_behind,
        knots,
        knots_behind,
        coin,
        coin_behind,
        earth,
        yuan,
    }
}

/// What a text takes for granted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Setting {
    /// What 元 means: CNY, but HKD in a text from Hong Kong.
    pub currency: &'static str,
}

/// What a character tells of where a text was written.
#[derive(Clone, Copy, Default)]
enum Mark {
    #[default]
    None,
    Traditional,
    HongKong,
    Taiwan,
    Macao,
}

/// Characters of Traditional text that are frequent, and those that name places.
static MARKS: LazyLock<CharTable<Mark>> = LazyLock::new(|| {
    let traditional = "個國會與為時來億萬學開員場將對發後這經過業間達區產總實從現體".chars().map(|c| (c, Mark::Traditional));
    let places = [('港', Mark::HongKong), ('台', Mark::Taiwan), ('臺', Mark::Taiwan), ('澳', Mark::Macao)];
    traditional.chain(places).collect()
});

impl Setting {
    /// Takes it from the script and the places of the text.
    pub fn of(text: &str) -> Self {
        let (mut chars, mut traditional, mut hongkong, mut taiwan, mut macao) = (0, 0, 0, 0, 0);
        let marks: &CharTable<Mark> = &MARKS;
        for c in text.chars() {
            chars += 1;
            match marks.get(c) {
                Mark::None => {}
                Mark::Traditional => traditional += 1,
                Mark::HongKong => hongkong += 1,
                Mark::Taiwan => taiwan += 1,
                Mark::Macao => macao += 1,
            }
        }
        let opening: String = text.chars().take(12).collect();
        let currency = if traditional * 50 > chars {
            match (hongkong, taiwan, macao) {
                (h, t, m) if h >= t && h >= m && h > 0 => "HKD",
                (_, t, m) if m > t => "MOP",
                (_, t, _) if t > 0 => "TWD",
                _ => "CNY",
            }
        } else if opening.contains("香港") && !text.contains("人民币") {
            "HKD"
        } else {
            "CNY"
        };
        Self { currency }
    }
}

/// A quantity in its place.
pub struct Context<'a> {
    pub text: &'a str,
    pub quantity: &'a Quantity,
    words: &'a dyn Words,
    pub previous: Option<&'a Figure>,
    pub setting: Setting,
    /// The clause before the quantity.
    pub before: &'a str,
    /// What follows it.
    pub after: &'a str,
}

impl<'a> Context<'a> {
    pub fn new(
        text: &'a str,
        quantity: &'a Quantity,
        words: &'a dyn Words,
        previous: Option<&'a Figure>,
        setting: Setting,
    ) -> Self {
        const ENDS: &[char] = &['。', '；', '，', '！', '？', '\n', ';', ',', '：', ':'];
        let until = text.get(..quantity.span.start).unwrap_or_default();
        let clause = until.char_indices().rev().find(|(_, c)| ENDS.contains(c)).map_or(0, |(at, c)| at + c.len_utf8());
        let before = until.get(clause..).unwrap_or_default();
        let after = text.get(quantity.span.end..).unwrap_or_default();
        Self { text, quantity, words, previous, setting, before, after }
    }

    /// The figure that the quantity is here, if it is one.
    pub fn figure(&self) -> Option<Figure> {
        if !judge::is_figure(self) {
            return None;
        }
        let (kind, unit, by) = self.kind_and_unit()?;
        let (trend, by_trend) = self.trend(kind).unzip();
        Some(Figure {
            span: self.quantity.span,
            kind,
            amount: self.quantity.amount,
            unit,
            modifier: self.modifier(),
            trend,
            evidence: std::iter::once(by).chain(by_trend.flatten()).collect(),
        })
    }

    /// The words that share a character with the quantity, and the one after them.
    pub fn words(&self) -> Vec<Token> {
        self.words.around(self.quantity.span)
    }

    /// The unit as written.
    pub fn unit_word(&self) -> &'a str {
        self.quantity.unit_span.of(self.text)
    }

    /// The last characters before the quantity.
    pub fn ends(&self, words: &[&str]) -> bool {
        words.iter().any(|w| self.before.ends_with(w))
    }

    /// Whether one of the words stands right behind the quantity.
    pub fn goes_on(&self, words: &[&str]) -> bool {
        words.iter().any(|w| self.after.starts_with(w))
    }

    /// Whether one of the words stands in the last `reach` characters of the clause.
    pub fn near(&self, words: &[&str], reach: usize) -> bool {
        let from = self.before.char_indices().rev().take(reach).last().map_or(self.before.len(), |(at, _)| at);
        let tail = self.before.get(from..).unwrap_or_default();
        words.iter().any(|w| tail.contains(w))
    }

    /// What it measures, in what, and what tells so.
    fn kind_and_unit(&self) -> Option<(Kind, Option<String>, FigureEvidence)> {
        use FigureEvidence::{CurrencyOfText, Form, Unit, UnitInContext};
        let unit = |symbol: &str| Some(symbol.to_owned());
        let written = if CUES.ambiguous.contains(&self.unit_word()) { UnitInContext } else { Unit };
        Some(match &self.quantity.measure {
            Measure::Bare => {
                let (kind, unit) = judge::bare(self, self.setting)?;
                (kind, unit, FigureEvidence::Words)
            }
            Measure::Unit(Dimension::Money, "CNY") if !self.says_yuan() => {
                (Kind::Money, unit(self.setting.currency), CurrencyOfText)
            }
            Measure::Unit(Dimension::Length, "km") if self.ends(&CUES.per_hour) => (Kind::Rate, unit("公里/小时"), UnitInContext),
            Measure::Unit(..) if self.unit_word() == "度" => {
                let (kind, unit) = self.degrees();
                (kind, unit, UnitInContext)
            }
            // 116度23分.
            Measure::Unit(..) if self.quantity.others.first().is_some_and(|u| u.word == "度") => (Kind::Other, unit("度"), Unit),
            Measure::Unit(Dimension::Speed, symbol) if matches!(self.unit_word(), "节" | "節") => {
                let speed = self.near(&CUES.knots, 8) || self.goes_on(&CUES.knots_behind);
                (if speed { Kind::Rate } else { Kind::Count }, unit(symbol), written)
            }
            Measure::Unit(Dimension::Money, _) if matches!(self.unit_word(), "块" | "塊") && !self.pays() => {
                (Kind::Count, unit(self.unit_word()), written)
            }
            Measure::Unit(Dimension::Area, _) if self.unit_word() == "平" && judge::follows_games(self) => {
                (Kind::Count, unit(self.unit_word()), written)
            }
            Measure::Unit(Dimension::Volume, "m3") if matches!(self.unit_word(), "方" | "立方") && !self.is_earth() => {
                (Kind::Count, unit(self.unit_word()), written)
            }
            Measure::Unit(dimension, symbol) => (dimension.kind(), unit(symbol), written),
            Measure::Rate(name) => (Kind::Rate, Some(name.clone()), Unit),
            Measure::Fraction => (Kind::Fraction, None, Form),
            Measure::Result => (Kind::Score, None, Form),
            Measure::Rank(classifier) => (Kind::Rank, classifier.map(str::to_owned), Form),
        })
    }

    /// 度 is a degree of heat, a kilowatt-hour, a time (三度入围) or what an instrument shows.
    fn degrees(&self) -> (Kind, Option<String>) {
        let unit = |symbol: &str| Some(symbol.to_owned());
        if self.near(&CUES.current, 10) || self.goes_on(&CUES.current_behind) {
            return (Kind::Energy, unit("kWh"));
        }
        let below_zero = self.quantity.span.of(self.text).starts_with("零下");
        if below_zero || self.near(&CUES.heat, 10) || self.goes_on(&CUES.heat_behind) {
            return (Kind::Temperature, unit("C"));
        }
        let times = self.quantity.amount <= Amount::Exact(Decimal::TEN)
            && self
                .words()
                .iter()
                .find(|t| t.span.start >= self.quantity.span.end)
                .is_some_and(|t| t.pos.as_str().starts_with('v'));
        if times { (Kind::Count, unit("度")) } else { (Kind::Other, unit("度")) }
    }

    /// Whether the unit names its country: 人民币, 元人民币.
    fn says_yuan(&self) -> bool {
        let written = self.quantity.span.of(self.text);
        CUES.yuan.iter().any(|w| written.contains(w) || self.before.ends_with(w))
    }

    /// Whether 块 is the coin here and not a piece of something.
    fn pays(&self) -> bool {
        let written = self.quantity.unit_span.of(self.text);
        written.len() > "块".len() || self.goes_on(&CUES.coin_behind) || self.near(&CUES.coin, 4)
    }

    /// Whether 方 is a cubic metre here and not a party.
    fn is_earth(&self) -> bool {
        let many = matches!(self.quantity.amount, Amount::Exact(n) if n >= Decimal::ONE_HUNDRED || !n.fract().is_zero());
        many || self.near(&CUES.earth, 4)
    }

    fn modifier(&self) -> Option<Modifier> {
        let round = self.quantity.numeral.shape == Shape::Bare || self.quantity.span.of(self.text) == "半";
        if round && words::passes(self.before)
            || self.ends(&["突破"]) && self.quantity.measure != Measure::Bare && !self.counts_items()
        {
            return Some(Modifier::Over);
        }
        let lowered = ["降到", "降至", "压到", "压至", "减到", "减至", "降低到"];
        if self.after.starts_with("以下") && self.ends(&lowered) {
            return Some(Modifier::Under);
        }
        let after = words::modifier_after(self.after).map(|(m, _)| m);
        let own = (self.quantity.approximate
            || self.quantity.numeral.shape == Shape::Bare && self.quantity.amount == Amount::Vague)
            .then_some(Modifier::Approx);
        let range = self.quantity.range && !self.quantity.approximate;
        // 英超第9轮: nothing is more or less than a place in an order.
        let ranked = matches!(self.quantity.measure, Measure::Rank(_));
        after
            .filter(|_| !range || !self.quantity.span.of(self.text).contains("以上"))
            .or_else(|| words::modifier_before(self.before).filter(|_| !ranked))
            .or(own)
    }

    /// 突破5项技术 has broken through them, not passed them.
    fn counts_items(&self) -> bool {
        matches!(self.unit_word(), "项" | "個" | "个") && self.quantity.amount < Amount::Exact(Decimal::ONE_HUNDRED)
    }

    /// Which way it goes, and what tells so where that is not the words before it.
    fn trend(&self, kind: Kind) -> Option<(Trend, Option<FigureEvidence>)> {
        if matches!(kind, Kind::Age | Kind::Rank) && !self.ends(&["至", "到", "居"]) {
            return None;
        }
        if let Some(trend) = words::trend_before(self.before) {
            return Some((trend, None));
        }
        // 增长5.20%和4.20%: what is joined goes the same way.
        let previous = self.previous?;
        let gap = self.text.get(previous.span.end..self.quantity.span.start)?;
        let joined = matches!(gap, "、" | "和" | "及" | "与" | "或" | "，");
        if joined && previous.kind == kind && gap != "，" {
            return previous.trend.map(|trend| (trend, Some(FigureEvidence::JoinedTrend)));
        }
        words::trend_of_object(self.before).map(|trend| (trend, None))
    }
}

impl PartialOrd for Amount {
    /// Orders what has one value; the rest has no order.
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        match (self, other) {
            (Self::Exact(a), Self::Exact(b)) => a.partial_cmp(b),
            _ => None,
        }
    }
}
