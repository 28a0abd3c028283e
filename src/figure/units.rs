//! The table of units and classifiers, compiled once from `units.txt` and `classifiers.txt`.

use super::Kind;
use crate::{table, trie::Trie};
use rust_decimal::Decimal;
use std::{str::SplitWhitespace, sync::LazyLock};

static UNITS: &str = include_str!("units.txt");
static CLASSIFIERS: &str = include_str!("classifiers.txt");

/// What a unit measures, finer than [`Kind`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dimension {
    Money,
    Percent,
    Duration,
    Area,
    Length,
    Volume,
    Mass,
    Energy,
    Power,
    Temperature,
    Data,
    Frequency,
    Speed,
    Age,
    Score,
    Multiple,
    /// A classifier.
    Count,
    /// A noun that is counted without a classifier.
    Noun,
    Other,
}

impl Dimension {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "money" => Self::Money,
            "percent" => Self::Percent,
            "duration" => Self::Duration,
            "area" => Self::Area,
            "length" => Self::Length,
            "volume" => Self::Volume,
            "mass" => Self::Mass,
            "energy" => Self::Energy,
            "power" => Self::Power,
            "temperature" => Self::Temperature,
            "data" => Self::Data,
            "frequency" => Self::Frequency,
            "speed" => Self::Speed,
            "age" => Self::Age,
            "score" => Self::Score,
            "multiple" => Self::Multiple,
            "classifier" => Self::Count,
            "noun" => Self::Noun,
            "other" => Self::Other,
            _ => return None,
        })
    }

    /// The kind of a figure in such a unit.
    pub const fn kind(self) -> Kind {
        match self {
            Self::Money => Kind::Money,
            Self::Percent => Kind::Percent,
            Self::Duration => Kind::Duration,
            Self::Area => Kind::Area,
            Self::Length => Kind::Length,
            Self::Volume => Kind::Volume,
            Self::Mass => Kind::Mass,
            Self::Energy | Self::Power => Kind::Energy,
            Self::Temperature => Kind::Temperature,
            Self::Speed => Kind::Rate,
            Self::Age => Kind::Age,
            Self::Score => Kind::Score,
            Self::Multiple => Kind::Multiple,
            Self::Count | Self::Noun => Kind::Count,
            Self::Data | Self::Frequency | Self::Other => Kind::Other,
        }
    }

    /// Whether it measures (and does not count or grade).
    pub const fn is_measure(self) -> bool {
        matches!(
            self,
            Self::Area
                | Self::Length
                | Self::Volume
                | Self::Mass
                | Self::Energy
                | Self::Power
                | Self::Data
                | Self::Frequency
                | Self::Speed
                | Self::Temperature
                | Self::Other
        )
    }
}

/// One reading of a unit's word.
#[derive(Debug, PartialEq)]
pub struct Unit {
    /// The word.
    pub word: &'static str,
    /// Its symbol; the word itself where the table says "as written".
    pub symbol: &'static str,
    /// The symbol in international use; the same for most.
    pub international: &'static str,
    /// What it measures.
    pub dimension: Dimension,
    /// What one of the word is in the symbol: 15 for 刻钟, whose symbol is minute.
    pub factor: Decimal,
    /// One of the symbol in the base unit of its dimension, where units mix.
    pub size: Option<Decimal>,
}

/// A row of the table of units: what it measures, the symbol, its size and its words.
struct Row {
    dimension: Dimension,
    symbol: &'static str,
    size: Option<Decimal>,
    words: SplitWhitespace<'static>,
}

fn rows() -> impl Iterator<Item = Row> {
    table::rows(UNITS).filter_map(|line| {
        let mut words = line.split_whitespace();
        let (dimension, symbol) = (Dimension::named(words.next()?)?, words.next()?);
        let (symbol, size) = symbol.split_once(':').map_or((symbol, None), |(symbol, size)| (symbol, size.parse().ok()));
        Some(Row { dimension, symbol, size, words })
    })
}

/// The symbols whose size is known.
static SIZES: LazyLock<Vec<(Dimension, &str, Decimal)>> = LazyLock::new(|| {
    let symbol = |row: &Row| row.symbol.split_once('=').map_or(row.symbol, |(symbol, _)| symbol);
    rows().filter_map(|row| Some((row.dimension, symbol(&row), row.size?))).collect()
});

/// How many of `unit` one of `other` is, where both are symbols of one dimension whose sizes the table gives: 1000 kg are one t.
pub fn ratio(other: &str, unit: &str) -> Option<Decimal> {
    let size = |of: &str| SIZES.iter().find(|(_, symbol, _)| *symbol == of);
    let ((dimension, _, large), (same, _, small)) = (size(other)?, size(unit)?);
    large.checked_div(*small).filter(|_| dimension == same)
}

/// Every word with its readings, the likeliest first.
static TABLE: LazyLock<Trie<Unit>> = LazyLock::new(|| {
    let mut words = Trie::new();
    let mut add = |unit: Unit| words.add(unit.word.chars(), unit);
    for Row { dimension, symbol, size, words } in rows() {
        for word in words {
            let (word, factor) = match word.split_once('*') {
                Some((word, factor)) => (word, factor.parse().unwrap_or(Decimal::ONE)),
                None => (word, Decimal::ONE),
            };
            let (symbol, international) = match symbol {
                "=" => (word, word),
                _ => symbol.split_once('=').unwrap_or((symbol, symbol)),
            };
            add(Unit { word, symbol, international, dimension, factor, size });
        }
    }
    for line in table::rows(CLASSIFIERS) {
        let mut fields = line.split_whitespace();
        let Some(dimension) = fields.next().and_then(Dimension::named) else { continue };
        for word in fields {
            add(Unit { word, symbol: word, international: word, dimension, factor: Decimal::ONE, size: None });
        }
    }
    words
});

/// The signs and codes of currencies that stand before the number, with the currency.
static SIGNS: LazyLock<Trie<(&str, &str)>> = LazyLock::new(|| {
    let mut signs = Trie::new();
    for row in table::rows(UNITS) {
        let mut fields = row.split_whitespace();
        if let (Some("sign"), Some(code)) = (fields.next(), fields.next()) {
            fields.for_each(|sign| signs.add(sign.chars(), (sign, code)));
        }
    }
    signs
});

/// The currency whose sign `text` starts with, and how many bytes the sign has.
pub fn currency_sign(text: &str) -> Option<(&'static str, usize)> {
    let ((sign, code), _) = SIGNS.longest(text.chars())?;
    Some((*code, sign.len()))
}

/// The readings of the longest unit that `text` starts with. A unit of Latin letters does not end inside a word.
pub fn longest(text: &str) -> Option<&'static [Unit]> {
    let open = |c: char| c.is_ascii_alphanumeric();
    let whole = |readings: &&[Unit]| {
        let word = readings.first().map_or("", |u| u.word);
        let latin = word.ends_with(|c: char| c.is_ascii_alphabetic());
        !latin || !text.get(word.len()..).is_some_and(|behind| behind.starts_with(open))
    };
    TABLE.matches(text.chars()).groups().map(|(readings, _)| readings).find(whole)
}

/// The unit that is exactly `word`.
pub fn named(word: &str) -> Option<&'static [Unit]> {
    let (readings, _) = TABLE.matches(word.chars()).groups().next()?;
    (readings.first()?.word == word).then_some(readings)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_of_one_dimension_have_a_ratio() {
        for (other, unit, expected) in
            [("t", "kg", Some("1000")), ("斤", "g", Some("500")), ("t", "km", None), ("CNY", "t", None)]
        {
            assert_eq!(ratio(other, unit).map(|n| n.normalize().to_string()).as_deref(), expected, "{other} {unit}");
        }
    }

    #[test]
    fn every_unit_is_found() {
        let words = rows().flat_map(|row| row.words.map(|word| word.split('*').next().unwrap_or(word)));
        for word in words.chain(table::rows(CLASSIFIERS).flat_map(|row| row.split_whitespace().skip(1))) {
            assert!(named(word).is_some(), "{word}");
        }
    }
}
