//! Words around a figure that say how it stands or moves and not what it measures (`words.txt`).

use super::Part;
use crate::table;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

static DATA: &str = include_str!("words.txt");

/// What a word says of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Said {
    /// That it changed.
    Change,
    /// That it stands at a value.
    Level,
    /// Against what it is counted, or how.
    Manner,
    /// How what the verb behind it says is meant.
    Adverb,
    /// How clauses go together, or who says it.
    Link,
    /// More of how much it is, behind the number.
    Behind,
    /// On what terms it is counted.
    Terms,
}

/// The words by the hash of their text.
static WORDS: LazyLock<FxHashMap<u64, Said>> = LazyLock::new(|| {
    let lists = [
        ("change", Said::Change),
        ("level", Said::Level),
        ("manner", Said::Manner),
        ("adverb", Said::Adverb),
        ("link", Said::Link),
        ("behind", Said::Behind),
        ("terms", Said::Terms),
    ];
    let words = lists.into_iter().flat_map(|(name, said)| table::list(DATA, name).into_iter().map(move |word| (word, said)));
    words.map(|(word, said)| (Part::new(word).hash, said)).collect()
});

impl Said {
    /// What a word says, if anything.
    pub fn of(word: Part) -> Option<Self> {
        WORDS.get(&word.hash).copied()
    }

    /// Its short name, in place of a part of speech.
    pub const fn tag(self) -> Part<'static> {
        match self {
            Self::Change => const { Part::new("change") },
            Self::Level => const { Part::new("level") },
            Self::Manner => const { Part::new("manner") },
            Self::Adverb => const { Part::new("adverb") },
            Self::Link => const { Part::new("link") },
            Self::Behind => const { Part::new("behind") },
            Self::Terms => const { Part::new("terms") },
        }
    }
}
