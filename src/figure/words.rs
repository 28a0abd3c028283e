//! The words around a figure that say how exact it is and which way it goes, from `words.txt`.

use super::{Modifier, Trend};
use crate::{table, trie::Trie};
use std::sync::LazyLock;

static WORDS: LazyLock<Words> = LazyLock::new(|| Words::parse(include_str!("words.txt")));

/// The words of the table. All but `after` stand before the figure and are looked up from their last character on.
struct Words {
    before: Trie<(&'static str, Modifier)>,
    after: Trie<(&'static str, Modifier)>,
    trends: Trie<Trend>,
    fillers: Trie<&'static str>,
    /// Verbs that may have their object between them and the figure.
    verbs: Trie<Trend>,
    /// What may stand between a word of `before` and the figure.
    between: Trie<&'static str>,
    /// Words that end in 约 and do not mean "about".
    others: Trie<()>,
}

impl Words {
    fn parse(table: &'static str) -> Self {
        let mut words = Self {
            before: Trie::new(),
            after: Trie::new(),
            trends: Trie::new(),
            fillers: Trie::new(),
            verbs: Trie::new(),
            between: Trie::new(),
            others: Trie::new(),
        };
        for line in table::rows(table) {
            let mut fields = line.split_whitespace();
            let what = fields.next().unwrap_or_default();
            let backwards = |word: &'static str| word.chars().rev();
            match what {
                "filler" => fields.for_each(|w| words.fillers.add(backwards(w), w)),
                "between" => fields.for_each(|w| words.between.add(backwards(w), w)),
                "other" => fields.for_each(|w| words.others.add(backwards(w), ())),
                "up" | "down" | "more" | "less" => {
                    let trend = if matches!(what, "up" | "more") { Trend::Up } else { Trend::Down };
                    let list = if matches!(what, "up" | "down") { &mut words.trends } else { &mut words.verbs };
                    fields.for_each(|w| list.add(backwards(w), trend));
                }
                place => {
                    let Some(modifier) = fields.next().and_then(modifier) else { continue };
                    match place {
                        "after" => fields.for_each(|w| words.after.add(w.chars(), (w, modifier))),
                        _ => fields.for_each(|w| words.before.add(backwards(w), (w, modifier))),
                    }
                }
            }
        }
        words
    }
}

/// What the longest word says that `text` ends in.
fn ending<T: Copy>(words: &Trie<T>, text: &str) -> Option<T> {
    words.longest(text.chars().rev()).map(|(value, _)| *value)
}

fn modifier(name: &str) -> Option<Modifier> {
    Some(match name {
        "over" => Modifier::Over,
        "under" => Modifier::Under,
        "approx" => Modifier::Approx,
        "min" => Modifier::Min,
        "max" => Modifier::Max,
        _ => return None,
    })
}

/// From the numeral on that they hold: what stands before it, and the length of what stands from it on in bytes.
static IDIOMS: LazyLock<Trie<(&'static str, usize)>> = LazyLock::new(|| {
    let mut idioms = Trie::new();
    for word in table::rows(include_str!("idioms.txt")).flat_map(str::split_whitespace) {
        let (before, from) = word.split_once('|').unwrap_or(("", word));
        idioms.add(from.chars(), (before, from.len()));
    }
    idioms
});

/// Whether what stands between `before` and the start of `from` and has `len` bytes is part of a set phrase, or is one. What is
/// longer than the phrase is not: 一点二亿, 十分钟.
pub fn is_idiom(before: &str, from: &str, len: usize) -> bool {
    IDIOMS.matches(from.chars()).any(|((b, size), _)| *size >= len && before.ends_with(b))
}

/// How exact the words at the end of `before` make the figure that follows.
pub fn modifier_before(before: &str) -> Option<Modifier> {
    let mut rest = before;
    for _ in 0..3 {
        rest = rest.trim_end_matches([' ', '　']);
        if let Some((word, modifier)) = ending(&WORDS.before, rest) {
            let other = word == "约" && ending(&WORDS.others, rest).is_some();
            return (!other).then_some(modifier);
        }
        rest = rest.strip_suffix(ending(&WORDS.between, rest)?)?;
    }
    None
}

/// Whether 过 or 破 before a round number or a half means "more than": 过半, 过百亿. Elsewhere it says that something was done.
pub fn passes(before: &str) -> bool {
    before.ends_with(['过', '過', '破'])
}

/// How exact the words at the start of `after` make the figure before them. Its length too.
pub fn modifier_after(after: &str) -> Option<(Modifier, usize)> {
    let rest = after.trim_start_matches([' ', '　']);
    let ((word, modifier), _) = WORDS.after.longest(rest.chars())?;
    Some((*modifier, after.len() - rest.len() + word.len()))
}

/// Which way the words at the end of `before`, the clause up to the figure, make it go.
pub fn trend_before(before: &str) -> Option<Trend> {
    let mut rest = before;
    for _ in 0..5 {
        rest = rest.trim_end_matches([' ', '　']);
        if let Some(trend) = ending(&WORDS.trends, rest) {
            return Some(trend);
        }
        rest = rest.strip_suffix(ending(&WORDS.fillers, rest)?)?;
    }
    None
}

/// Which way a verb with its object before the figure makes it go: 新增学位1080个, 节约财务成本数十万元.
pub fn trend_of_object(before: &str) -> Option<Trend> {
    // An object is a short noun: no number, no further clause.
    const REACH: usize = 9;
    let (from, _) = before.char_indices().rev().take(REACH + 2).last()?;
    let tail = before.get(from..)?;
    let ends = tail.char_indices().rev().map(|(at, c)| at + c.len_utf8());
    let (end, trend) = ends.filter_map(|end| Some((end, ending(&WORDS.verbs, tail.get(..end)?)?))).next()?;
    let object = tail.get(end..)?;
    let stops = |c: char| c.is_ascii_digit() || c.is_ascii_punctuation() || "、的“”（）《》由从将把比".contains(c);
    (!object.contains(stops)).then_some(trend)
}
