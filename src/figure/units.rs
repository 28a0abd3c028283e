//! The table of units and classifiers, compiled once from `units.txt` and `classifiers.txt`.

use super::Kind;
use crate::table;
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

static UNITS: &str = include_str!("units.txt");
static CLASSIFIERS: &str = include_str!("classifiers.txt");

static TABLE: LazyLock<Table> = LazyLock::new(Table::new);

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

struct Table {
    /// Every word with its readings, the likeliest first.
    words: FxHashMap<&'static str, Vec<Unit>>,
    /// The length of the longest word in characters.
    longest: usize,
}

impl Table {
    fn new() -> Self {
        let mut table = Self { words: FxHashMap::default(), longest: 0 };
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
                table.add(Unit { word, symbol, international, dimension, factor, size });
            }
        }
        for line in table::rows(CLASSIFIERS) {
            let mut fields = line.split_whitespace();
            let Some(dimension) = fields.next().and_then(Dimension::named) else { continue };
            for word in fields {
                table.add(Unit { word, symbol: word, international: word, dimension, factor: Decimal::ONE, size: None });
            }
        }
        table
    }

    fn add(&mut self, unit: Unit) {
        self.longest = self.longest.max(unit.word.chars().count());
        self.words.entry(unit.word).or_default().push(unit);
    }
}

/// The readings of the longest unit that `text` starts with. A unit of Latin letters does not end inside a word.
pub fn longest(text: &str) -> Option<&'static [Unit]> {
    matching(text).next()
}

/// The readings of every unit that `text` starts with, the longest first.
pub fn matching(text: &str) -> impl Iterator<Item = &'static [Unit]> {
    let ends: Vec<usize> = text.char_indices().take(TABLE.longest).map(|(at, c)| at + c.len_utf8()).collect();
    ends.into_iter().rev().filter_map(|end| {
        let (word, behind) = text.split_at_checked(end)?;
        let open = |c: char| c.is_ascii_alphanumeric();
        if word.ends_with(|c: char| c.is_ascii_alphabetic()) && behind.starts_with(open) {
            return None;
        }
        TABLE.words.get(word).map(Vec::as_slice)
    })
}

/// The unit that is exactly `word`.
pub fn named(word: &str) -> Option<&'static [Unit]> {
    TABLE.words.get(word).map(Vec::as_slice)
}
