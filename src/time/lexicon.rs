//! The words of time, read from `words.txt` and `festivals.txt`.

use super::{
    festival::{self, FestivalId},
    frame::{Block, PartWord},
    number,
    value::{DayPart, Every, Season, Unit},
};
use crate::{
    codepoints::CharTable,
    table,
    trie::{Matches, Trie},
};
use std::sync::LazyLock;

static LEXICON: LazyLock<Trie<Word>> = LazyLock::new(read);

/// Characters that a time can start with without being a word of the lexicon or a numeral.
const STARTERS: &str = "每逢近过未接最第前头闰农阴旧首正腊冬Q半再还之初大月周星礼后“‘\"「个去明";

/// What a character can begin, as far as it tells: most characters of a text begin nothing and need no closer look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Starts(u16);

impl Starts {
    /// A time, whatever follows.
    pub const TIME: Self = Self(1);
    /// A word of the lexicon.
    pub const WORD: Self = Self(1 << 1);
    /// Either of the two.
    pub const TIME_OR_WORD: Self = Self::TIME.and(Self::WORD);
    /// A repeating time.
    pub const EVERY: Self = Self(1 << 2);
    /// A plan period.
    pub const PLAN: Self = Self(1 << 3);
    /// A century or decade.
    pub const CENTURY: Self = Self(1 << 4);
    /// A span that rolls with the present day, in an article.
    pub const ROLLING: Self = Self(1 << 5);
    /// 去年同期, 此时.
    pub const SAME: Self = Self(1 << 6);
    /// A date or a time of day.
    pub const CALENDAR: Self = Self(1 << 7);

    /// Whether it can begin one of `what`.
    pub const fn any(self, what: Self) -> bool {
        self.0 & what.0 != 0
    }

    const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

static STARTS: LazyLock<CharTable<Starts>> = LazyLock::new(|| {
    let mut table = CharTable::new();
    let mut mark = |chars: &mut dyn Iterator<Item = char>, what: Starts| {
        chars.for_each(|c| table.set(c, |starts: &mut Starts| *starts = starts.and(what)));
    };
    let dated = Starts::CENTURY.and(Starts::ROLLING).and(Starts::SAME).and(Starts::CALENDAR);
    mark(&mut number::STARTS.chars(), Starts::TIME.and(dated));
    mark(&mut number::STARTS.chars().filter(|c| !c.is_ascii_digit()), Starts::PLAN);
    mark(&mut number::FURTHER.chars(), Starts::TIME);
    mark(&mut LEXICON.firsts(), Starts::WORD.and(Starts::SAME).and(Starts::CALENDAR));
    mark(&mut STARTERS.chars(), Starts::TIME);
    for (chars, what) in [
        ("每逢", Starts::EVERY),
        ("“‘\"「", Starts::PLAN),
        ("上本新", Starts::CENTURY),
        ("过近最未今接半", Starts::ROLLING),
        ("今去明的同此这", Starts::SAME),
        ("农阴旧今去明“‘\"第首头Q前正腊冬闰月大年初廿周星礼", Starts::CALENDAR),
    ] {
        mark(&mut chars.chars(), what);
    }
    table
});

/// What a time that starts with `c` can be.
pub(super) fn starts(c: char) -> Starts {
    STARTS.get(c)
}

/// What a time can be that starts here, nothing where none can: at most characters of a text it need not look any closer.
pub(super) fn may_start(text: &[char]) -> Starts {
    let starts = text.first().map_or(Starts::default(), |c| starts(*c));
    let word = || starts.any(Starts::WORD) && at(text).next().is_some();
    if starts.any(Starts::TIME) || word() { starts } else { Starts::default() }
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
    /// From one year to another, and so of days: 今明两年.
    Years(i32, i32),
    Days(i64, i64),
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

fn read() -> Trie<Word> {
    let mut lexicon = Trie::new();
    let entries = table::rows(include_str!("words.txt")).filter_map(|row| row.split_once('\t'));
    let entries = entries.filter_map(|(names, what)| Some((names, word(what)?)));
    let entries = entries.flat_map(|(names, word)| names.split('/').map(move |name| (name, word)));
    for (name, word) in entries.chain(festival::names().map(|(name, id)| (name, Word::Festival(id)))) {
        lexicon.add(name.chars(), word);
    }
    lexicon
}

/// The words that `text` starts with, the longest first, with their length in characters.
pub(super) fn at(text: &[char]) -> Matches<'static, Word> {
    LEXICON.matches(text.iter().copied())
}

fn word(what: &str) -> Option<Word> {
    let mut fields = what.split(' ');
    let kind = fields.next()?;
    let rest: Vec<&str> = fields.collect();
    let text = |at: usize| rest.get(at).copied();
    let number = |at: usize| text(at).and_then(|n| n.parse::<i64>().ok());
    let small = |at: usize| number(at).and_then(|n| u8::try_from(n).ok());
    let year = |at: usize| number(at).and_then(|n| i16::try_from(n).ok());
    let offset_at = |at: usize| number(at).and_then(|n| i32::try_from(n).ok());
    let offset = || offset_at(0);
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
        "years" => Word::Years(offset()?, offset_at(1)?),
        "days" => Word::Days(number(0)?, number(1)?),
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
    fn no_word_is_too_long() {
        let names = table::rows(include_str!("words.txt")).filter_map(|row| Some(row.split_once('\t')?.0));
        let names = names.flat_map(|names| names.split('/')).chain(festival::names().map(|(name, _)| name));
        for name in names {
            let name: Vec<char> = name.chars().collect();
            assert_eq!(at(&name).next().map(|(_, len)| len), Some(name.len()), "{name:?}");
        }
    }

    #[test]
    fn the_longest_word_comes_first() {
        let text: Vec<char> = "上半年以来".chars().collect();
        assert_eq!(at(&text).next(), Some((&Word::Block(Block::Half(1)), 3)));
    }
}
