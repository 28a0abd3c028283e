//! The words of time, read from `words.txt` and `festivals.txt`.

use super::{
    festival::{self, FestivalId},
    frame::{Block, PartWord},
    number::is_numeral,
    text::CharSet,
    value::{DayPart, Every, Season, Unit},
};
use crate::table;
use std::{collections::BTreeMap, sync::LazyLock};

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::read);

/// Characters that a time can start with without being a word of the lexicon or a numeral.
const STARTERS: &str = "每逢近过未接最第前头闰农阴旧首正腊冬Q半再还之初大月周星礼后“‘\"「个去明";

static STARTS: LazyLock<CharSet> = LazyLock::new(|| STARTERS.chars().collect());
static FIRSTS: LazyLock<CharSet> = LazyLock::new(|| LEXICON.0.keys().copied().collect());

/// Whether a time may start here: at most characters of a text it need not look any closer.
pub(super) fn may_start(text: &[char]) -> bool {
    let Some(first) = text.first().copied() else { return false };
    STARTS.contains(first) || is_numeral(first) || FIRSTS.contains(first) && at(text).next().is_some()
}

/// What a word says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Word {
    /// A day, counted from today.
    Day(i64),
    /// The same before a part of the day only.
    ShortDay(i64),
    /// A day, counted from the one spoken of.
    SameDay(i64),
    ShortSameDay(i64),
    Year(i32),
    SameYear,
    /// The one before the one spoken of.
    YearBefore,
    Month(i32),
    SameMonth,
    /// Before a unit: this, last, next.
    Rel(i32),
    Part(PartWord),
    ShortPart(PartWord),
    Season(Season),
    ShortSeason(Season),
    Block(Block),
    Now,
    /// Now, in short texts only.
    ShortNow,
    Recent,
    Every(Every),
    /// The year before the first of an era.
    Era(i16),
    Reign(i16, i16),
    Festival(FestivalId),
}

/// Words by their first character, the longest first.
struct Lexicon(BTreeMap<char, Vec<(Vec<char>, Word)>>);

impl Lexicon {
    fn read() -> Self {
        let mut words: BTreeMap<char, Vec<(Vec<char>, Word)>> = BTreeMap::new();
        let rows = table::rows(include_str!("words.txt"));
        let entries = rows.filter_map(|row| row.split_once('\t')).filter_map(|(names, what)| Some((names, word(what)?)));
        let entries = entries.flat_map(|(names, word)| names.split('/').map(move |name| (name, word)));
        for (name, word) in entries.chain(festival::names().map(|(name, id)| (name, Word::Festival(id)))) {
            let name: Vec<char> = name.chars().collect();
            if let Some(first) = name.first() {
                words.entry(*first).or_default().push((name, word));
            }
        }
        for list in words.values_mut() {
            list.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        }
        Self(words)
    }
}

/// The words that `text` starts with, the longest first, with their length in characters.
pub(super) fn at(text: &[char]) -> impl Iterator<Item = (Word, usize)> {
    let list = text.first().and_then(|c| LEXICON.0.get(c)).map_or(&[][..], Vec::as_slice);
    list.iter().filter(|(name, _)| text.starts_with(name)).map(|(name, word)| (*word, name.len()))
}

fn word(what: &str) -> Option<Word> {
    let mut fields = what.split(' ');
    let kind = fields.next()?;
    let rest: Vec<&str> = fields.collect();
    let text = |at: usize| rest.get(at).copied();
    let number = |at: usize| text(at).and_then(|n| n.parse::<i64>().ok());
    let small = |at: usize| number(at).and_then(|n| u8::try_from(n).ok());
    let year = |at: usize| number(at).and_then(|n| i16::try_from(n).ok());
    let offset = || number(0).and_then(|n| i32::try_from(n).ok());
    let month_day = |at: usize| text(at).and_then(|t| Some((t.get(..2)?.parse().ok()?, t.get(2..)?.parse().ok()?)));
    let part = || {
        let (part, night) = match text(0)? {
            "morning" => (DayPart::Morning, false),
            "noon" => (DayPart::Noon, false),
            "afternoon" => (DayPart::Afternoon, false),
            "evening" => (DayPart::Evening, false),
            "night" => (DayPart::Evening, true),
            _ => return None,
        };
        Some(PartWord { part, night, from: small(1)?, to: small(2)? })
    };
    let season = || season(number(0)?);
    Some(match kind {
        "day" => Word::Day(number(0)?),
        "short-day" => Word::ShortDay(number(0)?),
        "same-day" => Word::SameDay(number(0)?),
        "short-same-day" => Word::ShortSameDay(number(0)?),
        "year" => Word::Year(offset()?),
        "same-year" => Word::SameYear,
        "year-before" => Word::YearBefore,
        "month" => Word::Month(offset()?),
        "same-month" => Word::SameMonth,
        "rel" => Word::Rel(offset()?),
        "part" => Word::Part(part()?),
        "short-part" => Word::ShortPart(part()?),
        "season" => Word::Season(season()?),
        "short-season" => Word::ShortSeason(season()?),
        "block" => Word::Block(match text(0)? {
            "half" => Block::Half(small(1)?),
            "start" => Block::Start,
            "middle" => Block::Middle,
            "end" => Block::End,
            "whole" => Block::Whole,
            "within" => Block::Within,
            "months" => Block::Months(small(1)?, small(2)?),
            "days" => Block::Days(month_day(1)?, month_day(2)?),
            _ => return None,
        }),
        "now" => Word::Now,
        "now-short" => Word::ShortNow,
        "recent" => Word::Recent,
        "every" => Word::Every(match text(0)? {
            "weekend" => Every::Weekend,
            "evening" => Every::Evening,
            "workday" => Every::Workday,
            _ => Every::Unit(u32::try_from(number(0)?).ok()?, unit(text(1)?)?),
        }),
        "era" => Word::Era(year(0)?),
        "reign" => Word::Reign(year(0)?, year(1)?),
        _ => return None,
    })
}

/// The season with this number in EDTF.
pub(super) const fn season(number: i64) -> Option<Season> {
    Some(match number {
        21 => Season::Spring,
        22 => Season::Summer,
        23 => Season::Autumn,
        24 => Season::Winter,
        _ => return None,
    })
}

fn unit(name: &str) -> Option<Unit> {
    Some(match name {
        "second" => Unit::Second,
        "minute" => Unit::Minute,
        "hour" => Unit::Hour,
        "day" => Unit::Day,
        "week" => Unit::Week,
        "month" => Unit::Month,
        "quarter" => Unit::Quarter,
        "semester" => Unit::Semester,
        "year" => Unit::Year,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read() {
        let rows = table::rows(include_str!("words.txt"));
        for row in rows {
            let (_, what) = row.split_once('\t').expect(row);
            assert!(word(what).is_some(), "{row}");
        }
    }

    #[test]
    fn the_longest_word_comes_first() {
        let text: Vec<char> = "上半年以来".chars().collect();
        assert_eq!(at(&text).next(), Some((Word::Block(Block::Half(1)), 3)));
    }
}
