//! The table of units and classifiers, compiled once from `units.txt` and `classifiers.txt`.

use super::Kind;
use crate::{table, trie::Trie};
use rust_decimal::Decimal;
use std::sync::LazyLock;

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

/// Every word with its readings, the likeliest first.
static TABLE: LazyLock<Trie<Unit>> = LazyLock::new(|| {
    let mut words = Trie::new();
    let mut add = |unit: Unit| words.add(unit.word.chars(), unit);
    for line in table::rows(UNITS) {
        let mut fields = line.split_whitespace();
        let (Some(kind), Some(symbol)) = (fields.next(), fields.next()) else { continue };
        let Some(dimension) = Dimension::named(kind) else { continue };
        let (symbol, size) = match symbol.split_once(':') {
            Some((symbol, size)) => (symbol, size.parse().ok()),
            None => (symbol, None),
        };
        for word in fields {
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
    fn every_unit_is_found() {
        let words = table::rows(UNITS).flat_map(|row| row.split_whitespace().skip(2).map(|w| w.split('*').next().unwrap_or(w)));
        for word in words.chain(table::rows(CLASSIFIERS).flat_map(|row| row.split_whitespace().skip(1))) {
            assert!(named(word).is_some(), "{word}");
        }
    }
}
