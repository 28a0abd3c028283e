//! The grammar: from characters to times as they are said.
//!
//! A hand-written descent over folded characters ([`Chars`](super::text::Chars)). At each place every kind of time is tried
//! and the longest reading wins. A date is read from coarse to fine into a [`Frame`]; nothing is resolved here.

use super::{
    frame::{Block, DayRef, Frame, MonthRef, Said, Shift, YearRef},
    lexicon::{self, Starts, Word},
    number::{Form, Number, is_numeral, number},
};
use crate::trie::Matches;
use std::cell::Cell;

/// How boldly to read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Manner {
    /// In articles, where a number is rarely a time.
    #[default]
    Article,
    /// In short texts, where it often is.
    Short,
}

/// Reads times from characters.
pub(super) struct Grammar<'a> {
    pub text: &'a [char],
    pub manner: Manner,
    /// Where words were last looked for, and the words: most places are asked for several kinds of them.
    words: Cell<Option<(usize, Matches<'static, Word>)>>,
}

pub(super) const WEEK: &[&str] = &["周", "星期", "礼拜"];
pub(super) const CONNECTORS: &[&str] = &["--", "-", "~", "至", "到"];

impl<'a> Grammar<'a> {
    pub(super) fn new(text: &'a [char], manner: Manner) -> Self {
        Self { text, manner, words: Cell::default() }
    }

    /// The longest time that starts at `at`, and the character after it.
    pub(super) fn read(&self, at: usize) -> Option<(Said, usize)> {
        let rest = self.text.get(at..)?;
        let starts = lexicon::may_start(rest);
        if starts == Starts::default() || (at > 0 && self.splits_number(at)) {
            return None;
        }
        let can = |what| starts.any(what);
        let rolls = can(Starts::ROLLING) || self.manner == Manner::Short;
        let same = can(Starts::SAME) && self.speaks_of_same(rest);
        let readings = [
            can(Starts::WORD).then(|| self.word(at)).flatten(),
            can(Starts::EVERY).then(|| self.every(at)).flatten(),
            can(Starts::PLAN).then(|| self.plan(at)).flatten(),
            can(Starts::CENTURY).then(|| self.century(at)).flatten(),
            rolls.then(|| self.rolling(at)).flatten(),
            same.then(|| self.same_period(at)).flatten(),
            can(Starts::CALENDAR).then(|| self.calendar(at)).flatten(),
        ];
        // The first of equally long readings.
        readings.into_iter().flatten().rev().max_by_key(|(_, end)| *end)
    }

    /// Whether 同期, 此时 or 这个时候 stands no further on than a year takes.
    fn speaks_of_same(&self, rest: &[char]) -> bool {
        const REACH: usize = 24;
        rest.windows(2).take(REACH).any(|w| matches!(w, ['同', '期'] | ['此', '时'] | ['这', '个']))
    }

    /// Whether a day of the week ends before `at`, whose numeral is none of what follows: 周五9:00.
    fn ends_weekday(&self, at: usize) -> bool {
        at.checked_sub(2).and_then(|p| self.weekday_at(p)).is_some_and(|(_, end)| end == at)
    }

    /// Whether `at` stands inside a run of digits, so that a time cannot start there.
    pub(super) fn splits_number(&self, at: usize) -> bool {
        let (Some(before), Some(c)) = (self.peek(at - 1), self.peek(at)) else { return false };
        let before_that = at.checked_sub(2).and_then(|i| self.peek(i));
        (c.is_ascii_digit()
            && (before.is_ascii_alphanumeric()
                || (matches!(before, '.' | ',') && before_that.is_some_and(|c| c.is_ascii_digit()) && !self.is_month(at))))
            || (is_numeral(c) && is_numeral(before) && !c.is_ascii_digit())
            || (c.is_ascii_digit() && is_numeral(before) && !self.ends_weekday(at))
    }

    /// Whether a number of a month stands here, as after the number of a list: 1.9月20日.
    pub(super) fn is_month(&self, at: usize) -> bool {
        self.number(at).is_some_and(|n| (1..=12).contains(&n.value) && self.literal(n.end, "月").is_some())
    }

    pub(super) fn peek(&self, at: usize) -> Option<char> {
        self.text.get(at).copied()
    }

    /// The end of the first of `words` that stands at `at`.
    pub(super) fn any(&self, at: usize, words: &[&str]) -> Option<usize> {
        words.iter().find_map(|word| self.literal(at, word))
    }

    /// The end of `word` where it stands at `at`.
    pub(super) fn literal(&self, at: usize, word: &str) -> Option<usize> {
        let mut end = at;
        for c in word.chars() {
            if self.peek(end) != Some(c) {
                return None;
            }
            end += 1;
        }
        Some(end)
    }

    /// The longest lexicon word at `at` from which `pick` takes something.
    pub(super) fn lexeme<T>(&self, at: usize, pick: impl Fn(Word) -> Option<T>) -> Option<(T, usize)> {
        let rest = self.text.get(at..)?;
        if !lexicon::starts(*rest.first()?).any(Starts::WORD) {
            return None;
        }
        let words = match self.words.get() {
            Some((place, words)) if place == at => words,
            _ => lexicon::at(rest),
        };
        self.words.set(Some((at, words)));
        words.into_iter().find_map(|(word, len)| Some((pick(*word)?, at + len)))
    }

    pub(super) fn number(&self, at: usize) -> Option<Number> {
        number(self.text, at)
    }

    pub(super) fn blanks(&self, at: usize) -> usize {
        at + self.text.get(at..).map_or(0, |rest| rest.iter().take_while(|c| matches!(c, ' ' | '\u{3000}')).count())
    }

    /// Now, recently, a dynasty.
    pub(super) fn word(&self, at: usize) -> Option<(Said, usize)> {
        let (said, end) = self.lexeme(at, |word| {
            Some(match word {
                Word::Now => Said::Now,
                Word::ShortNow if self.manner == Manner::Short => Said::Now,
                Word::Recent => Said::Recent,
                Word::Every(every) => Said::Every(every),
                Word::Reign(first, last) => Said::Years(first, last),
                Word::Years(first, last) => {
                    let year = |offset| Frame { year: Some(YearRef::Offset(offset)), ..Frame::default() };
                    Said::Range(year(first), year(last))
                }
                Word::Days(first, last) => {
                    let day = |offset| Frame { day: Some(DayRef::Offset(offset)), ..Frame::default() };
                    Said::Range(day(first), day(last))
                }
                _ => return None,
            })
        })?;
        // 每晚9时.
        let end = if matches!(said, Said::Every(_)) { self.every_tail(end) } else { end };
        Some((said, end))
    }

    /// 去年同期, 2019年同期, 上月同期, 同期.
    pub(super) fn same_period(&self, at: usize) -> Option<(Said, usize)> {
        let (shift, p) = if let Some((shift, p)) = self.lexeme(at, |word| match word {
            Word::Year(n) => i16::try_from(n).ok().map(Shift::Years),
            Word::YearBefore => Some(Shift::Years(-1)),
            Word::Month(n) => Some(Shift::Months(n)),
            _ => None,
        }) {
            (shift, p)
        } else if let Some((YearRef::Is(year), p)) = self.year(at).map(|(y, _, p)| (y, p)) {
            (Shift::ToYear(year), p)
        } else if let Some((Shift::Months(n), p)) = self.rel_month(at).map(|(n, p)| (Shift::Months(n), p)) {
            (Shift::Months(n), p)
        } else {
            (Shift::None, at)
        };
        let p = self.literal(p, "的").unwrap_or(p);
        Some((Said::SamePeriod(shift), self.any(p, &["同期", "此时", "这个时候"])?))
    }

    /// 上个月, 下月.
    pub(super) fn rel_month(&self, at: usize) -> Option<(i32, usize)> {
        if let Some(found) = self.lexeme(at, |w| if let Word::Month(n) = w { Some(n) } else { None }) {
            return Some(found);
        }
        let (n, p) = self.lexeme(at, |w| if let Word::Rel(n) = w { Some(n) } else { None })?;
        Some((n, self.literal(p, "月").filter(|p| !matches!(self.peek(*p), Some('球' | '饼' | '亮')))?))
    }

    /// A date, a clock time, or a range of them.
    pub(super) fn calendar(&self, at: usize) -> Option<(Said, usize)> {
        if let Some(found) = self.weekly(at) {
            return Some(found);
        }
        let (first, last, p) = self.frame(at)?;
        if let Some(last) = last {
            return Some((Said::Range(first, last), p));
        }
        if let Some((frame, end)) = self.dashed_clock(&first, p) {
            return Some((Said::One(frame), end));
        }
        if let Some((to, end)) = self.range_end(&first, p) {
            return Some((Said::Range(first, to), end));
        }
        if let Some(found) = self.beside(&first, p) {
            return Some(found);
        }
        Some((Said::One(first), p))
    }

    /// 立冬前一天, 春节后第三天.
    pub(super) fn beside(&self, frame: &Frame, at: usize) -> Option<(Said, usize)> {
        let named = matches!(frame.block, Some(Block::Festival(_) | Block::Holiday(_))) || frame.day.is_some();
        let before = self.any(at, &["前一天", "前一日", "前一晚", "的前一天"]).map(|p| (-1, p));
        let after = || self.any(at, &["后一天", "后第一天", "的后一天", "翌日", "次日"]).map(|p| (1, p));
        let (by, end) = before.or_else(after).filter(|_| named)?;
        Some((Said::Beside(frame.clone(), by), end))
    }

    /// The second half of a range: 至2020年12月.
    pub(super) fn range_end(&self, first: &Frame, at: usize) -> Option<(Frame, usize)> {
        let p = self.any(self.blanks(at), CONNECTORS)?;
        let p = self.blanks(p);
        let (mut to, None, end) = self.frame(p)? else { return None };
        // 到现在 and 到会 are no ends; 12月24日到周五 is one.
        if first.is_clock() && !to.is_clock() && to.clock.is_none() {
            return None;
        }
        if matches!(to.block, Some(Block::Whole | Block::Within)) {
            return None;
        }
        to.inherit(first);
        Some((to, end))
    }

    /// One frame, or two where a number in it is a pair: 1-8月.
    pub(super) fn frame(&self, at: usize) -> Option<(Frame, Option<Frame>, usize)> {
        if let Some(found) = self.numeric_date(at) {
            let (mut frame, end) = found;
            let end = self.time_of_day(&mut frame, end);
            return Some((frame, None, end));
        }
        if let Some((frame, end)) = self.school_year(at) {
            return Some((frame, None, end));
        }
        let mut draft = Draft { frame: Frame::default(), last: None, end: at };
        self.dates(&mut draft);
        if draft.last.is_none() {
            self.times(&mut draft);
        }
        (draft.end > at && !draft.frame.is_empty()).then_some((draft.frame, draft.last, draft.end))
    }

    pub(super) fn dates(&self, draft: &mut Draft) {
        self.lunar_marker(draft);
        if let Some((year, last, end)) = self.year(draft.end) {
            draft.frame.year = Some(year);
            draft.end = end;
            if let Some(last) = last {
                // 1985到89年9月: the months belong to the second year.
                let mut to = Draft { frame: Frame { year: Some(last), ..Frame::default() }, last: None, end };
                if self.month(end, true).is_some() {
                    self.in_year(&mut to);
                }
                if to.last.is_some() {
                    to = Draft { frame: Frame { year: Some(last), ..Frame::default() }, last: None, end };
                }
                (draft.last, draft.end) = (Some(to.frame), to.end);
                return;
            }
        }
        self.in_year(draft);
    }

    /// What a year goes on with, or a date without one.
    fn in_year(&self, draft: &mut Draft) {
        self.lunar_marker(draft);
        let p = draft.end;
        let after_year = draft.frame.year.is_some();
        let p = if after_year { self.literal(p, "的").unwrap_or(p) } else { p };
        if let Some((block, end)) = self.block(p, after_year) {
            draft.frame.block = Some(block);
            draft.end = end;
            if after_year || !matches!(block, Block::Start | Block::End) {
                return;
            }
            return;
        }
        if let Some((first, last, end)) = self.month(p, after_year) {
            draft.frame.lunar |= first.1;
            draft.frame.month = Some(first.0);
            draft.end = end;
            if let Some(month) = last {
                draft.last = Some(Frame { month: Some(month), ..draft.frame.clone() });
                return;
            }
            if self.in_month(draft) {
                return;
            }
        }
        self.day(draft);
    }

    /// A month and whether it is lunar; a pair as in 1-8月.
    pub(super) fn month(&self, at: usize, after_year: bool) -> Option<((MonthRef, bool), Option<MonthRef>, usize)> {
        if let Some(end) = self.any(at, &["正月", "腊月", "冬月"]) {
            let month = match self.peek(at)? {
                '正' => 1,
                '冬' => 11,
                _ => 12,
            };
            return Some(((MonthRef::Is(month), true), None, end));
        }
        if let Some(p) = self.literal(at, "闰") {
            let n = self.number(p)?;
            return Some(((MonthRef::Leap(u8::try_from(n.value).ok()?), true), None, self.literal(n.end, "月")?));
        }
        if let Some((n, end)) = self.rel_month(at) {
            return Some(((MonthRef::Offset(n), false), None, end));
        }
        if let Some((_, end)) = self.lexeme(at, |w| matches!(w, Word::SameMonth).then_some(())) {
            return Some(((MonthRef::Same, false), None, end));
        }
        if let Some(end) = self.any(at, &["月初", "月底", "月末", "月中"]) {
            let bound = at
                .checked_sub(1)
                .and_then(|i| self.peek(i))
                .is_none_or(|c| !is_numeral(c) && !matches!(c, '个' | '每' | '明' | '岁' | '按'));
            return (bound && !after_year).then_some(((MonthRef::Offset(0), false), None, end - 1));
        }
        let (first, last, end) = self.counted(at, &["月份", "月"])?;
        let real = |n: u32| u8::try_from(n).ok().filter(|n| (1..=if after_year { 19 } else { 12 }).contains(n));
        if matches!(self.peek(end), Some('球' | '饼' | '嫂' | '子' | '龄')) {
            return None;
        }
        let last = match last {
            Some(last) => Some(MonthRef::Is(real(last).filter(|last| u32::from(*last) > first && *last <= 12)?)),
            None => None,
        };
        Some(((MonthRef::Is(real(first)?), false), last, end))
    }

    /// A number, or two joined by a connector, before one of `units`.
    pub(super) fn counted(&self, at: usize, units: &[&str]) -> Option<(u32, Option<u32>, usize)> {
        let n = self.number(at)?;
        if let Some(end) = self.any(n.end, units) {
            // 七八月: two digits side by side, the second one more.
            if n.form == Form::Digits(2) && n.value % 10 == n.value / 10 + 1 {
                return Some((n.value / 10, Some(n.value % 10), end));
            }
            return (!matches!(n.form, Form::Digits(2..))).then_some((n.value, None, end));
        }
        let p = self.any(n.end, &["--", "-", "~", "至", "到", "、", "和", "与"])?;
        let m = self.number(p)?;
        let q = self.any(m.end, &["两个", "两"]).unwrap_or(m.end);
        Some((n.value, Some(m.value), self.any(q, units)?))
    }
}

/// A date as far as it is read.
pub(super) struct Draft {
    pub frame: Frame,
    /// The end of a range whose unit stands once: 1-8月.
    pub last: Option<Frame>,
    pub end: usize,
}

pub(super) const fn is_full_year(n: Number) -> bool {
    match n.form {
        Form::Arabic(4) | Form::Digits(4) => true,
        Form::Places => n.value >= 1000 && n.value < 3000,
        _ => false,
    }
}

pub(super) fn year_is(value: u32) -> Option<YearRef> {
    i16::try_from(value).ok().map(YearRef::Is)
}
