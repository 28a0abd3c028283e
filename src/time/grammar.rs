//! The grammar: from characters to times as they are said.
//!
//! A hand-written descent over folded characters ([`Chars`](super::text::Chars)). At each place every kind of time is tried
//! and the longest reading wins. A date is read from coarse to fine into a [`Frame`]; nothing is resolved here.

use super::{
    frame::{Block, DayRef, Frame, MonthPart, MonthRef, PartWord, Said, SaidClock, Shift, WeekRef, YearRef},
    lexicon::{self, Word},
    number::{Form, Number, han_digit, is_numeral, number},
    numeric::century,
};

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
#[derive(Clone, Copy)]
pub(super) struct Grammar<'a> {
    pub text: &'a [char],
    pub manner: Manner,
}

const WEEK: &[&str] = &["周", "星期", "礼拜"];
const CONNECTORS: &[&str] = &["--", "-", "~", "至", "到"];

impl<'a> Grammar<'a> {
    pub const fn new(text: &'a [char], manner: Manner) -> Self {
        Self { text, manner }
    }

    /// The longest time that starts at `at`, and the character after it.
    pub fn read(&self, at: usize) -> Option<(Said, usize)> {
        if !lexicon::may_start(self.text.get(at..)?) || (at > 0 && self.splits_number(at)) {
            return None;
        }
        let readings = [
            self.word(at),
            self.every(at),
            self.plan(at),
            self.century(at),
            self.rolling(at),
            self.same_period(at),
            self.calendar(at),
        ];
        // The first of equally long readings.
        readings.into_iter().flatten().rev().max_by_key(|(_, end)| *end)
    }

    /// Whether `at` stands inside a run of digits, so that a time cannot start there.
    fn splits_number(&self, at: usize) -> bool {
        let (Some(before), Some(c)) = (self.peek(at - 1), self.peek(at)) else { return false };
        let before_that = at.checked_sub(2).and_then(|i| self.peek(i));
        (c.is_ascii_digit()
            && (before.is_ascii_alphanumeric()
                || (matches!(before, '.' | ',') && before_that.is_some_and(|c| c.is_ascii_digit()) && !self.is_month(at))))
            || (is_numeral(c) && is_numeral(before) && !c.is_ascii_digit())
            || (c.is_ascii_digit() && is_numeral(before))
    }

    /// Whether a number of a month stands here, as after the number of a list: 1.9月20日.
    fn is_month(&self, at: usize) -> bool {
        self.number(at).is_some_and(|n| (1..=12).contains(&n.value) && self.literal(n.end, "月").is_some())
    }

    pub fn peek(&self, at: usize) -> Option<char> {
        self.text.get(at).copied()
    }

    /// The end of the first of `words` that stands at `at`.
    pub fn any(&self, at: usize, words: &[&str]) -> Option<usize> {
        words.iter().find_map(|word| self.literal(at, word))
    }

    /// The end of `word` where it stands at `at`.
    pub fn literal(&self, at: usize, word: &str) -> Option<usize> {
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
    pub fn lexeme<T>(&self, at: usize, pick: impl Fn(Word) -> Option<T>) -> Option<(T, usize)> {
        lexicon::at(self.text.get(at..)?).find_map(|(word, len)| Some((pick(word)?, at + len)))
    }

    pub fn number(&self, at: usize) -> Option<Number> {
        number(self.text, at)
    }

    pub fn blanks(&self, at: usize) -> usize {
        at + self.text.get(at..).map_or(0, |rest| rest.iter().take_while(|c| matches!(c, ' ' | '\u{3000}')).count())
    }

    /// Now, recently, a dynasty.
    fn word(&self, at: usize) -> Option<(Said, usize)> {
        let (said, end) = self.lexeme(at, |word| {
            Some(match word {
                Word::Now => Said::Now,
                Word::ShortNow if self.manner == Manner::Short => Said::Now,
                Word::Recent => Said::Recent,
                Word::Every(every) => Said::Every(every),
                Word::Reign(first, last) => Said::Years(first, last),
                _ => return None,
            })
        })?;
        // 每晚9时.
        let end = if matches!(said, Said::Every(_)) { self.every_tail(end) } else { end };
        Some((said, end))
    }

    /// 去年同期, 2019年同期, 上月同期, 同期.
    fn same_period(&self, at: usize) -> Option<(Said, usize)> {
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
    pub fn rel_month(&self, at: usize) -> Option<(i32, usize)> {
        if let Some(found) = self.lexeme(at, |w| if let Word::Month(n) = w { Some(n) } else { None }) {
            return Some(found);
        }
        let (n, p) = self.lexeme(at, |w| if let Word::Rel(n) = w { Some(n) } else { None })?;
        Some((n, self.literal(p, "月").filter(|p| !matches!(self.peek(*p), Some('球' | '饼' | '亮')))?))
    }

    /// A date, a clock time, or a range of them.
    fn calendar(&self, at: usize) -> Option<(Said, usize)> {
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
    fn beside(&self, frame: &Frame, at: usize) -> Option<(Said, usize)> {
        let named = matches!(frame.block, Some(Block::Festival(_) | Block::Holiday(_))) || frame.day.is_some();
        let before = self.any(at, &["前一天", "前一日", "前一晚", "的前一天"]).map(|p| (-1, p));
        let after = || self.any(at, &["后一天", "后第一天", "的后一天", "翌日", "次日"]).map(|p| (1, p));
        let (by, end) = before.or_else(after).filter(|_| named)?;
        Some((Said::Beside(frame.clone(), by), end))
    }

    /// The second half of a range: 至2020年12月.
    fn range_end(&self, first: &Frame, at: usize) -> Option<(Frame, usize)> {
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

    /// 2021-09-12-11:23: a clock time hung on a date with a dash.
    fn dashed_clock(&self, first: &Frame, at: usize) -> Option<(Frame, usize)> {
        let day = first.clock.is_none() && first.part.is_none() && matches!(first.day, Some(DayRef::Is(_)));
        let p = self.literal(at, "-").filter(|_| day && self.manner == Manner::Short)?;
        let (clock, end) = self.colon_clock(p, true)?;
        Some((Frame { clock: Some(clock), ..first.clone() }, end))
    }

    /// One frame, or two where a number in it is a pair: 1-8月.
    fn frame(&self, at: usize) -> Option<(Frame, Option<Frame>, usize)> {
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

    fn dates(&self, draft: &mut Draft) {
        self.lunar_marker(draft);
        if let Some((year, last, end)) = self.year(draft.end) {
            draft.frame.year = Some(year);
            draft.end = end;
            if let Some(last) = last {
                draft.last = Some(Frame { year: Some(last), ..Frame::default() });
                return;
            }
        }
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

    fn lunar_marker(&self, draft: &mut Draft) {
        if let Some(p) = self.any(draft.end, &["农历", "阴历", "旧历"]) {
            let what_follows = self.year(p).is_some() || self.month(p, true).is_some();
            if what_follows {
                draft.frame.lunar = true;
                draft.end = p;
            }
        }
    }

    /// A year; a pair as in 2016-2018年.
    pub fn year(&self, at: usize) -> Option<(YearRef, Option<YearRef>, usize)> {
        let words = self.lexeme(at, |word| match word {
            Word::Year(n) => Some(YearRef::Offset(n)),
            Word::SameYear => Some(YearRef::Same),
            Word::YearBefore => Some(YearRef::Before),
            _ => None,
        });
        if let Some((year, end)) = words.or_else(|| self.season_year(at)) {
            return Some((year, None, end));
        }
        if let Some((before, p)) = self.lexeme(at, |w| if let Word::Era(y) = w { Some(y) } else { None }) {
            let n =
                if self.peek(p) == Some('元') { Number { value: 1, end: p + 1, form: Form::Places } } else { self.number(p)? };
            let end = self.literal(n.end, "年")?;
            return Some((YearRef::Is(before.checked_add(i16::try_from(n.value).ok()?)?), None, end));
        }
        if let Some((n, p)) = self.lexeme(at, |w| if let Word::Rel(n) = w { Some(n) } else { None }) {
            return Some((YearRef::Offset(n), None, self.literal(p, "年").filter(|_| p > at + 1)?));
        }
        let n = self.number(at)?;
        let joined = self.any(self.blanks(n.end), &["--", "-", "~", "/", "至", "到"]).map(|p| self.blanks(p));
        if let Some(p) = joined.filter(|_| is_full_year(n))
            && let Some(m) = self.number(p)
        {
            let (last, form_ok) = if is_full_year(m) {
                (m.value, true)
            } else {
                (n.value / 100 * 100 + m.value, m.form == Form::Arabic(2) && m.value > n.value % 100)
            };
            let end = self
                .year_word(m.end)
                .or_else(|| (self.manner == Manner::Short && is_full_year(m) && self.stands_alone(m)).then_some(m.end));
            if form_ok
                && last > n.value
                && let Some(end) = end
            {
                return Some((year_is(n.value)?, Some(year_is(last)?), end));
            }
        }
        if is_full_year(n) {
            if let Some(end) = self.year_word(n.end) {
                return self.plausible_year(n, end).then_some((year_is(n.value)?, None, end));
            }
            // 2019上半年, 2020Q1.
            let next = self.any(n.end, &["上半年", "下半年", "第一季度", "第二季度", "第三季度", "第四季度", "Q"]);
            let bare = self.manner == Manner::Short && self.stands_alone(n);
            return (n.form == Form::Arabic(4) && (next.is_some() || bare)).then_some((year_is(n.value)?, None, n.end));
        }
        self.short_year(n)
    }

    /// 今 in 今冬, 明 in 明春.
    fn season_year(&self, at: usize) -> Option<(YearRef, usize)> {
        let by = match self.peek(at)? {
            '今' => 0,
            '去' => -1,
            '明' => 1,
            _ => return None,
        };
        let season = matches!(self.peek(at + 1), Some('春' | '夏' | '秋' | '冬'));
        season.then_some((YearRef::Offset(by), at + 1))
    }

    /// Whether a number before 年 counts no years: 1000年历史, 1500余年.
    fn plausible_year(&self, n: Number, end: usize) -> bool {
        let counting = self.any(end, &["历史", "的历史", "来", "间", "以上", "多", "余", "树龄"]).is_some();
        (1000..=2999).contains(&n.value) && !(counting && n.value.is_multiple_of(100))
    }

    /// 2100 in a short text: four digits that nothing counts by.
    fn stands_alone(&self, n: Number) -> bool {
        let next = self.peek(n.end);
        let joined = next.is_some_and(|c| matches!(c, '-' | '~' | '至' | '到'));
        let unit = next.is_some_and(|c| c.is_alphanumeric() || matches!(c, '%' | '.' | ',' | ':' | '℃'));
        let copula = next.is_some_and(|c| matches!(c, '看' | '是' | '和' | '与' | '的' | '起'));
        (1000..=2999).contains(&n.value) && (joined || copula || !unit)
    }

    fn year_word(&self, at: usize) -> Option<usize> {
        self.any(at, &["财政年度", "财年", "年度", "年"])
    }

    /// 98年5月, 零八年: two digits, only where something makes them a year.
    fn short_year(&self, n: Number) -> Option<(YearRef, Option<YearRef>, usize)> {
        let end = self.literal(n.end, "年")?;
        let digits = matches!(n.form, Form::Digits(2 | 3));
        if !digits && n.form != Form::Arabic(2) {
            return None;
        }
        let counts = self.any(end, &["前", "后", "来", "间", "多", "余", "以", "内", "半", "级"]).is_some();
        let dated = self.month(end, true).is_some() || self.block(end, true).is_some();
        let zero = self.peek(n.end - 2).is_some_and(|c| matches!(c, '0' | '零' | '〇'));
        let bold = digits && self.manner == Manner::Short && !counts;
        if !(dated || zero || bold) {
            return None;
        }
        let value = if matches!(n.form, Form::Digits(3)) { n.value } else { century(n.value) };
        Some((year_is(value)?, None, end))
    }

    /// 2018/2019学年.
    fn school_year(&self, at: usize) -> Option<(Frame, usize)> {
        let from = self.number(at).filter(|n| is_full_year(*n))?;
        let to = self.number(self.any(from.end, &["/", "-", "~", "至"])?).filter(|n| n.value == from.value + 1)?;
        let end = self.any(to.end, &["学年度", "学年"])?;
        Some((Frame { year: Some(year_is(from.value)?), block: Some(Block::SchoolYear), ..Frame::default() }, end))
    }

    /// “五一”假期.
    fn quoted_holiday(&self, at: usize) -> Option<(Block, usize)> {
        let p = self.any(at, &["“", "‘", "\""])?;
        let (id, p) = self.lexeme(p, |w| if let Word::Festival(id) = w { Some(id) } else { None })?;
        let end = self.any(self.any(p, &["”", "’", "\""])?, &["假期", "小长假", "长假", "黄金周", "假日"])?;
        Some((Block::Holiday(id), end))
    }

    /// A part of the year.
    fn block(&self, at: usize, after_year: bool) -> Option<(Block, usize)> {
        if let Some(found) = self.quoted_holiday(at) {
            return Some(found);
        }
        if let Some(found) = self.lexeme(at, |w| if let Word::Festival(id) = w { Some(id) } else { None }) {
            let (id, end) = found;
            // 五一 and 十一 are festivals only where they are no numbers.
            let number = self.number(at).is_some_and(|n| n.end >= end);
            let suffix = self.any(end, &["假期", "小长假", "长假", "黄金周", "假日"]);
            let suffix = suffix.or_else(|| self.literal(end, "期间").filter(|_| number || self.manner == Manner::Short));
            if let Some(suffix) = suffix {
                return Some((Block::Holiday(id), suffix));
            }
            let next = self.peek(end);
            let goes_on = next.is_some_and(|c| {
                is_numeral(c)
                    || matches!(
                        c,
                        '日' | '号'
                            | '月'
                            | '个'
                            | '年'
                            | '点'
                            | '时'
                            | '路'
                            | '届'
                            | '次'
                            | '国'
                            | '家'
                            | '第'
                            | '村'
                            | '镇'
                            | '街'
                    )
            });
            if !(number
                && (goes_on
                    || at.checked_sub(1).and_then(|i| self.peek(i)).is_some_and(|c| matches!(c, '第' | '之' | '初' | '周'))))
                && (!number || self.manner == Manner::Short || self.festival_context(at, end))
            {
                return Some((Block::Festival(id), end));
            }
        }
        if let Some(found) = self.quarter(at) {
            return Some(found);
        }
        if let Some(found) = self.first_months(at, after_year) {
            return Some(found);
        }
        if let Some((n, end)) = self.nth_week(at).filter(|_| after_year) {
            return Some((Block::Week(n), end));
        }
        let season = |p: usize, short: bool| {
            self.lexeme(p, |w| match w {
                Word::Season(s) => Some(s),
                Word::ShortSeason(s) if short => Some(s),
                _ => None,
            })
        };
        if let Some((first, p)) = season(at, true) {
            if let Some((second, end)) = season(p, true).filter(|(second, _)| *second as u8 == first as u8 + 1) {
                let end = self.any(end, &["季"]).unwrap_or(end);
                return after_year
                    .then_some((Block::Seasons(first, second), end))
                    .or_else(|| (end > p + 1).then_some((Block::Seasons(first, second), end)));
            }
            let whole = season(at, false).is_some();
            if whole
                || (after_year
                    && !matches!(self.peek(p), Some('运' | '晚' | '节' | '耕' | '播' | '收' | '游' | '训' | '令' | '奥')))
            {
                return Some((Block::Season(first), p));
            }
        }
        if let Some((n, p)) = self.lexeme(at, |w| if let Word::Rel(n) = w { Some(n) } else { None })
            && let Some(end) = self.literal(p, "学期")
        {
            return Some((Block::Semester(n), end));
        }
        if let Some(found) = self.lexeme(at, |w| if let Word::Block(b) = w { Some(b) } else { None }) {
            return Some(found);
        }
        after_year.then(|| self.edge(at)).flatten()
    }

    /// Whether what stands round 五一 or 十一 speaks of a festival.
    fn festival_context(&self, at: usize, end: usize) -> bool {
        self.any(end, &["前", "后", "当天", "”", "’", "\""]).is_some()
            && at.checked_sub(1).and_then(|i| self.peek(i)).is_none_or(|c| !is_numeral(c))
    }

    /// 初, 底, 末 after a year.
    fn edge(&self, at: usize) -> Option<(Block, usize)> {
        let next = self.peek(at + 1);
        let block = match self.peek(at)? {
            '初' if !next.is_some_and(|c| {
                matches!(c, '中' | '步' | '级' | '期' | '心' | '衷' | '次' | '始' | '审' | '选' | '夏' | '春' | '秋' | '冬')
                    || han_digit(c).is_some()
            }) =>
            {
                Block::Start
            }
            '底' | '末' if !matches!(next, Some('线' | '层' | '部' | '端' | '班')) => Block::End,
            _ => return None,
        };
        Some((block, at + 1))
    }

    /// 一季度, 第三季度, 首季, Q1.
    fn quarter(&self, at: usize) -> Option<(Block, usize)> {
        let p = self.literal(at, "第").unwrap_or(at);
        let quarter = if let Some(end) = self.any(at, &["首季度", "首季", "头季度"]) {
            Some((1, end))
        } else if self.peek(at) == Some('Q') {
            let n = self.number(at + 1)?;
            Some((n.value, self.literal(n.end, "季度").unwrap_or(n.end)))
        } else {
            self.number(p)
                .and_then(|n| Some((n.value, self.any(n.end, &["季度", "个季度"]).filter(|end| p > at || end - n.end == 2)?)))
        };
        if let Some((n, end)) = quarter {
            let n = u8::try_from(n).ok().filter(|n| (1..=4).contains(n))?;
            if let Some(end) = self.any(end, &["末", "底"]) {
                return Some((Block::QuarterEnd(n), end));
            }
            return Some((Block::Quarter(n), end));
        }
        let (n, p) = self.lexeme(at, |w| if let Word::Rel(n) = w { Some(n) } else { None })?;
        let end = self.literal(p, "季度")?;
        if let Some(after) = self.any(end, &["末", "底"]) {
            return Some((Block::QuarterOffsetEnd(n), after));
        }
        Some((Block::QuarterOffset(n), end))
    }

    /// 前10个月, 前三季度, 前两个季度.
    fn first_months(&self, at: usize, after_year: bool) -> Option<(Block, usize)> {
        let p = self.any(at, &["前", "头"])?;
        let n = self.number(p)?;
        let small = u8::try_from(n.value).ok()?;
        if let Some(end) = self.any(n.end, &["个季度", "季度"]) {
            return (1..=4).contains(&small).then_some((Block::FirstMonths(3 * small), end));
        }
        if let Some(end) = self.any(n.end, &["周", "个星期"]).filter(|_| after_year) {
            return Some((Block::FirstWeeks(small), end));
        }
        // 前两个月 without a year counts from January in articles; in short texts it counts back.
        let end = self.any(n.end, &["个月", "月份", "月"])?;
        ((1..=12).contains(&small) && (after_year || self.manner == Manner::Article)).then_some((Block::FirstMonths(small), end))
    }

    /// 第二周, 第三十七个星期.
    fn nth_week(&self, at: usize) -> Option<(u8, usize)> {
        let p = self.literal(at, "第")?;
        let n = self.number(p)?;
        let p = self.literal(n.end, "个").unwrap_or(n.end);
        let end = self.any(p, WEEK)?;
        (self.weekday_at(p).is_none()).then_some((u8::try_from(n.value).ok()?, end))
    }

    /// A month and whether it is lunar; a pair as in 1-8月.
    fn month(&self, at: usize, after_year: bool) -> Option<((MonthRef, bool), Option<MonthRef>, usize)> {
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
    fn counted(&self, at: usize, units: &[&str]) -> Option<(u32, Option<u32>, usize)> {
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

    /// What a month goes on with: its tens, its weeks. Says whether the date is complete with that.
    fn in_month(&self, draft: &mut Draft) -> bool {
        let p = draft.end;
        let parts = [
            ("上旬", MonthPart::Early),
            ("中旬", MonthPart::Middle),
            ("下旬", MonthPart::Late),
            ("上半月", MonthPart::FirstHalf),
            ("下半月", MonthPart::SecondHalf),
            ("月初", MonthPart::Start),
            ("月底", MonthPart::End),
            ("月末", MonthPart::End),
            ("初", MonthPart::Start),
            ("底", MonthPart::End),
            ("末", MonthPart::End),
            ("中", MonthPart::Middle),
        ];
        for (word, part) in parts {
            let Some(end) = self.literal(p, word) else { continue };
            let next = self.peek(end);
            let goes_on = match word {
                "初" => next.is_some_and(|c| {
                    han_digit(c).is_some() || c.is_ascii_digit() || matches!(c, '十' | '级' | '步' | '期' | '中')
                }),
                "中" => next.is_some_and(|c| c.is_alphanumeric()) || self.manner == Manner::Article,
                _ => false,
            };
            if !goes_on {
                draft.frame.third = Some(part);
                draft.end = end;
                return true;
            }
        }
        let q = self.literal(p, "的").unwrap_or(p);
        if let Some((n, end)) = self.nth_week(q) {
            draft.frame.week = i8::try_from(n).ok().map(WeekRef::Nth);
            draft.end = end;
            return true;
        }
        if let Some((day, end)) = self.nth_day(q) {
            draft.frame.day = Some(day);
            draft.end = end;
            return true;
        }
        false
    }

    /// 第一个星期一, 最后一个星期一, 第一天, 最后一天, 前两天.
    fn nth_day(&self, at: usize) -> Option<(DayRef, usize)> {
        let (nth, p) = if let Some(p) = self.any(at, &["最后一个", "最后一"]) {
            (-1, p)
        } else if let Some(n) = self.literal(at, "第").and_then(|p| self.number(p)) {
            (i64::from(n.value), self.literal(n.end, "个").unwrap_or(n.end))
        } else {
            let n = self.number(self.literal(at, "前")?)?;
            return Some((DayRef::First(i64::from(n.value)), self.any(n.end, &["天", "日"])?));
        };
        if let Some((weekday, end)) = self.weekday_at(p) {
            return Some((DayRef::NthWeekday(i8::try_from(nth).ok()?, weekday), end));
        }
        Some((DayRef::Nth(nth), self.any(p, &["天", "日"])?))
    }

    /// 周三, 星期天: the number of the day, Monday is 1.
    pub fn weekday_at(&self, at: usize) -> Option<(u8, usize)> {
        let p = self.any(at, WEEK)?;
        let c = self.peek(p)?;
        let day = if matches!(c, '日' | '天') {
            7
        } else {
            u8::try_from(han_digit(c).filter(|n| (1..=6).contains(n) && !matches!(c, '元' | '两'))?).ok()?
        };
        // 一周三次, 周六天: a count.
        let next = self.peek(p + 1);
        let counted = next.is_some_and(|c| matches!(c, '次' | '个' | '天' | '年' | '趟' | '班' | '场' | '列'));
        (!counted).then_some((day, p + 1))
    }

    /// A day, into the draft.
    fn day(&self, draft: &mut Draft) {
        let p = draft.end;
        let has_month = draft.frame.month.is_some();
        if let Some((first, last, mut end)) = self.counted(p, &["日", "号"]) {
            let limit = if has_month { 39 } else { 31 };
            let real = |n: u32| u8::try_from(n).ok().filter(|n| (1..=limit).contains(n));
            let alone = !has_month && draft.frame.year.is_none();
            let hao = self.peek(end - 1) == Some('号');
            let blocked = (alone || draft.frame.year.is_some() && !has_month) && self.day_is_count(p, end, hao);
            if let (Some(day), false) = (real(first), blocked) {
                draft.frame.day = Some(DayRef::Is(day));
                match last {
                    Some(n) => {
                        let Some(n) = real(n).filter(|n| *n > day) else {
                            draft.frame.day = None;
                            return;
                        };
                        draft.last = Some(Frame { day: Some(DayRef::Is(n)), ..draft.frame.clone() });
                        draft.end = end;
                        return;
                    }
                    None => end = self.weekday_note(end),
                }
                draft.end = end;
            }
            return;
        }
        if has_month {
            self.lunar_or_bare_day(draft);
            if draft.frame.day.is_some() {
                return;
            }
        } else if let Some(end) =
            self.any(p, &["大年初", "年初", "初", "廿"]).filter(|_| self.manner == Manner::Short || self.peek(p) == Some('大'))
            && let Some((day, end)) = self.lunar_day_number(if self.peek(p) == Some('廿') { p } else { end })
        {
            draft.frame.lunar = true;
            draft.frame.month = (self.peek(p) != Some('廿') && self.peek(p) != Some('初')).then_some(MonthRef::Is(1));
            draft.frame.day = Some(DayRef::Is(day));
            draft.end = end;
            return;
        }
        if has_month || draft.frame.year.is_some() && self.nth_day(p).is_none() {
            return;
        }
        if let Some((day, end)) = self.nth_day(self.literal(p, "的").unwrap_or(p)).filter(|_| draft.frame.year.is_some()) {
            draft.frame.day = Some(day);
            draft.end = end;
            return;
        }
        let word = self.lexeme(p, |w| match w {
            Word::Day(n) => Some(DayRef::Offset(n)),
            Word::SameDay(n) => Some(DayRef::Same(n)),
            _ => None,
        });
        let short = || {
            let (day, end) = self.lexeme(p, |w| match w {
                Word::ShortDay(n) => Some(DayRef::Offset(n)),
                Word::ShortSameDay(n) => Some(DayRef::Same(n)),
                _ => None,
            })?;
            let part = self.lexeme(end, |w| matches!(w, Word::ShortPart(_) | Word::Part(_)).then_some(()));
            part.map(|_| (day, end))
        };
        let word = word.filter(|(_, end)| self.literal(*end, "头条").is_none());
        if let Some((day, end)) = word.or_else(short) {
            draft.frame.day = Some(day);
            draft.end = end;
            return;
        }
        self.week(draft);
    }

    /// Whether 3日 or 3号 counts or numbers something rather than naming a day of the month.
    fn day_is_count(&self, start: usize, end: usize, hao: bool) -> bool {
        let before = start.checked_sub(1).and_then(|i| self.peek(i));
        let after_word = self
            .any(
                end,
                &[
                    "内", "以内", "之内", "游", "后", "以上", "龄", "元", "均", "间", "楼", "线", "院", "机", "店", "厂", "公路",
                    "地块", "文", "令", "车", "台风", "洪水", "门", "路", "井", "桥", "船", "岛", "院", "厅", "馆", "矿", "炉",
                    "泊位", "码头", "电池", "文件", "单", "病",
                ],
            )
            .is_some();
        let before_word = before.is_some_and(|c| {
            matches!(
                c,
                '近' | '满'
                    | '逾'
                    | '超'
                    | '约'
                    | '第'
                    | '每'
                    | '历'
                    | '共'
                    | '期'
                    | '续'
                    | '足'
                    | '个'
                    | '过'
                    | '前'
                    | '后'
                    | '整'
                    | '时'
            )
        });
        if self.manner == Manner::Article {
            after_word
                || before_word
                || hao
                || self.number(start).is_some_and(|n| !matches!(n.form, Form::Arabic(_)) && n.form != Form::Places)
        } else {
            after_word && !hao || before_word && before != Some('期')
        }
    }

    /// （周六）, 星期四 after a date that names the day already.
    fn weekday_note(&self, at: usize) -> usize {
        let p = self.any(at, &["(", ", ", ",", "，", " "]).unwrap_or(at);
        let Some((_, end)) = self.weekday_at(p) else { return at };
        if self.peek(at) == Some('(') { self.literal(end, ")").unwrap_or(at) } else { end }
    }

    /// 初八, 十五 and 廿三 after a lunar month; in short texts also 1月3.
    fn lunar_or_bare_day(&self, draft: &mut Draft) {
        let p = draft.end;
        let marked = matches!(self.peek(p), Some('初' | '廿'));
        let start = if self.peek(p) == Some('初') { p + 1 } else { p };
        let Some((day, end)) = self.lunar_day_number(start) else { return };
        let bare = self.manner == Manner::Short && !draft.frame.lunar && !marked;
        let next = self.peek(end);
        let unit = next.is_some_and(|c| {
            c.is_alphanumeric() && !matches!(c, '早' | '上' | '下' | '晚' | '中' | '凌' | '清' | '至' | '到' | '出')
        });
        if marked || draft.frame.lunar || (bare && !unit) {
            // 去年八月十五: what is counted like that is the lunar month.
            let han = self.number(p).is_some_and(|n| !matches!(n.form, Form::Arabic(_)));
            let spoken = matches!(draft.frame.year, Some(YearRef::Offset(_)))
                && han
                && !self.peek(p - 2).is_some_and(|c| c.is_ascii_digit());
            draft.frame.lunar |= marked || spoken;
            draft.frame.day = Some(DayRef::Is(day));
            draft.end = end;
        }
    }

    fn lunar_day_number(&self, at: usize) -> Option<(u8, usize)> {
        let n = self.number(at)?;
        Some((u8::try_from(n.value).ok().filter(|d| (1..=31).contains(d) && !matches!(n.form, Form::Digits(2..)))?, n.end))
    }

    /// 上周, 下周三, 本周末, 周五.
    fn week(&self, draft: &mut Draft) {
        let p = draft.end;
        if let Some((weekday, end)) = self.weekday_at(p) {
            let before = p.checked_sub(1).and_then(|i| self.peek(i));
            if before.is_some_and(|c| is_numeral(c) || matches!(c, '每' | '个' | '逢')) {
                return;
            }
            draft.frame.day = Some(DayRef::Weekday(weekday));
            draft.end = end;
            // 星期天, 二月十号: the date says it all.
            let q = self.any(end, &[", ", ",", "，"]).unwrap_or(end);
            let mut dated = Draft { frame: Frame::default(), last: None, end: q };
            if let Some((month, None, end)) = self.month(q, false) {
                (dated.frame.month, dated.end) = (Some(month.0), end);
                self.day(&mut dated);
                if dated.frame.day.is_some() && dated.last.is_none() {
                    *draft = dated;
                }
            }
            return;
        }
        if let Some(end) = self.any(p, &["周末"]) {
            draft.frame.day = Some(DayRef::Weekend);
            draft.end = end;
            return;
        }
        let Some((n, q)) = self.lexeme(p, |w| if let Word::Rel(n) = w { Some(n) } else { None }) else { return };
        if let Some(end) = self.any(q, &["半周"]).filter(|_| n != 0) {
            draft.frame.week = Some(if n < 0 { WeekRef::FirstHalf } else { WeekRef::SecondHalf });
            draft.end = end;
            return;
        }
        let Some(end) = self.any(q, WEEK) else { return };
        // 今个星期一 in Cantonese is the coming one.
        draft.frame.week = Some(if self.peek(p) == Some('今') { WeekRef::Coming } else { WeekRef::Offset(n) });
        draft.end = end;
        if let Some((weekday, end)) = self.weekday_at(q) {
            draft.frame.day = Some(DayRef::Weekday(weekday));
            draft.end = end;
        } else if let Some(end) = self.literal(end, "末") {
            draft.frame.day = Some(DayRef::Weekend);
            draft.end = end;
        }
    }

    /// A part of the day and a clock time, into the draft.
    fn times(&self, draft: &mut Draft) {
        let mut p = draft.end;
        let dated = !draft.frame.date_is_empty();
        if dated {
            p = self.blanks(p);
            let joined = if self.manner == Manner::Short { self.any(p, &["的", ","]) } else { None };
            p = joined.filter(|q| self.part(*q, true).is_some()).unwrap_or(p);
        }
        if let Some((part, end)) = self.part(p, dated) {
            draft.frame.part = Some(part);
            (p, draft.end) = (end, end);
        }
        let p = self.blanks(p);
        let about = self.any(p, &["大约"]).filter(|_| self.manner == Manner::Short).unwrap_or(p);
        let said = draft.frame.part.is_some() || dated;
        if let Some((first, last, end)) = self.clock(about, said) {
            draft.frame.clock = Some(first);
            draft.end = end;
            if let Some(last) = last {
                draft.last = Some(Frame { clock: Some(last), ..draft.frame.clone() });
            }
        }
    }

    fn time_of_day(&self, frame: &mut Frame, at: usize) -> usize {
        let mut draft = Draft { frame: frame.clone(), last: None, end: at };
        self.times(&mut draft);
        if draft.last.is_some() {
            return at;
        }
        *frame = draft.frame;
        draft.end
    }

    /// A part of the day. The short ones only after a date or before a clock time.
    fn part(&self, at: usize, dated: bool) -> Option<(PartWord, usize)> {
        let (word, end) = self.lexeme(at, |w| matches!(w, Word::Part(_) | Word::ShortPart(_)).then_some(w))?;
        match word {
            Word::Part(part) => Some((part, end)),
            Word::ShortPart(part) => {
                let clock = self.clock(end, true).is_some();
                let free = self.peek(end).is_none_or(|c| {
                    !matches!(c, '会' | '宴' | '报' | '餐' | '饭' | '班' | '市' | '稻' | '点' | '期' | '上' | '霞' | '景')
                });
                (clock || dated && free).then_some((part, end))
            }
            _ => None,
        }
    }

    /// A clock time; a pair as in 9-11点. `said` tells whether a date or a part of the day stands before it.
    fn clock(&self, at: usize, said: bool) -> Option<(SaidClock, Option<SaidClock>, usize)> {
        if let Some((clock, end)) = self.colon_clock(at, said) {
            return Some((clock, None, end));
        }
        if let Some(end) = self.any(at, &["零时", "零点"]).filter(|end| self.peek(*end) != Some('差')) {
            let mut clock = SaidClock::default();
            let end = if self.peek(end).is_some_and(|c| is_numeral(c) && !said && c != '半') {
                return None;
            } else {
                self.minutes(&mut clock, end)
            };
            return Some((clock, None, end));
        }
        let (first, last, end) = self.counted(at, &["时", "点钟", "点"])?;
        let oclock = self.peek(end - 1) == Some('时') || self.peek(end - 1) == Some('钟');
        let real = |n: u32| u8::try_from(n).ok().filter(|n| *n <= 24);
        let mut clock = SaidClock { hour: real(first)?, ..SaidClock::default() };
        if let Some(last) = last {
            let last = SaidClock { hour: real(last)?, ..SaidClock::default() };
            return (said || self.manner == Manner::Short).then_some((clock, Some(last), end));
        }
        let after = self.minutes(&mut clock, end);
        let arabic = self.number(at).is_some_and(|n| matches!(n.form, Form::Arabic(_)));
        let ok = match self.manner {
            Manner::Short => said || after > end || oclock || self.bare_point(end),
            Manner::Article => {
                said || oclock && (arabic || after > end || self.bare_hour(at, end)) || (arabic && self.bare_point(end))
            }
        };
        let counted = oclock && self.any(end, &["间", "长", "速", "代", "空", "区", "段"]).is_some();
        (ok && !counted).then_some((clock, None, after))
    }

    /// Whether 点 ends an hour rather than starting decimals or counting points.
    fn bare_point(&self, end: usize) -> bool {
        self.peek(end).is_none_or(|c| {
            !is_numeral(c)
                && !matches!(
                    c,
                    '要' | '建' | '意' | '体' | '经' | '原' | '希' | '启' | '思' | '五' | '以' | '左' | '赞' | '评' | '位'
                )
        }) || self.any(end, &["以后", "以前", "左右"]).is_some()
    }

    /// Whether 九时 in Chinese numerals is an hour: not after a numeral or in 一时, 同时.
    fn bare_hour(&self, at: usize, _end: usize) -> bool {
        self.number(at).is_some_and(|n| n.value > 1 && matches!(n.form, Form::Digits(1) | Form::Places))
    }

    /// 15分, 半, 一刻, 整; what follows an hour.
    fn minutes(&self, clock: &mut SaidClock, at: usize) -> usize {
        if let Some(end) = self.any(at, &["半钟", "半"]) {
            clock.minute = Some(30);
            return end;
        }
        if let Some(end) = self.any(at, &["整"]) {
            return end;
        }
        if let Some(p) = self.any(at, &["踏", "搭"])
            && let Some(end) = self.literal(p, "半")
        {
            clock.minute = Some(30);
            return end;
        }
        let p = self.any(at, &["踏", "搭", "过"]).unwrap_or(at);
        let Some(n) = self.number(p) else { return at };
        let Some(value) = u8::try_from(n.value).ok().filter(|m| *m < 60) else { return at };
        if let Some(end) = self.literal(n.end, "刻").filter(|_| (1..=3).contains(&value)) {
            clock.minute = Some(15 * value);
            return end;
        }
        if p > at || (n.form == Form::Digits(1) && self.one_digit_minute(at, n.end)) {
            // 三点踏三: the hand stands at the three.
            clock.minute = (value < 12).then_some(5 * value);
            return n.end;
        }
        let leading = matches!(self.peek(p), Some('零' | '〇' | '0'));
        if let Some(mut end) = self.literal(n.end, "分").filter(|end| !matches!(self.peek(*end), Some('之' | '钟'))) {
            clock.minute = Some(value);
            if let Some((second, tenth, after)) = self.seconds(end) {
                (clock.second, clock.tenth, end) = (Some(second), tenth, after);
            }
            return end;
        }
        let two = matches!(n.form, Form::Arabic(2) | Form::Places) || (leading && matches!(n.form, Form::Digits(2)));
        let goes_on = self.peek(n.end).is_some_and(|c| is_numeral(c) || matches!(c, '度' | '个' | '名' | '%' | '元' | '人'));
        if two && !goes_on && self.manner == Manner::Short {
            clock.minute = Some(value);
            return n.end;
        }
        at
    }

    /// 三點一 after a part of the day: the hand stands at the one. Without one it may be 3.1.
    fn one_digit_minute(&self, at: usize, end: usize) -> bool {
        let hour = at.checked_sub(2).and_then(|i| self.peek(i)).is_some_and(is_numeral);
        let part =
            at.checked_sub(3).and_then(|i| self.peek(i)).is_some_and(|c| matches!(c, '昼' | '午' | '上' | '晚' | '早' | '晨'));
        self.manner == Manner::Short && self.peek(end).is_none() && self.peek(at - 1) == Some('点') && hour && part
    }

    fn seconds(&self, at: usize) -> Option<(u8, Option<u8>, usize)> {
        let n = self.number(at)?;
        let second = u8::try_from(n.value).ok().filter(|s| *s < 60)?;
        if let Some(p) = self.literal(n.end, ".") {
            let fraction = self.number(p)?;
            let tenth = u8::try_from(fraction.value).ok().filter(|t| *t < 10)?;
            return Some((second, Some(tenth), self.literal(fraction.end, "秒")?));
        }
        Some((second, None, self.literal(n.end, "秒")?))
    }

    /// 17:30, 17:55:23, 2:00pm, 3pm.
    fn colon_clock(&self, at: usize, said: bool) -> Option<(SaidClock, usize)> {
        let hour = self.number(at).filter(|n| matches!(n.form, Form::Arabic(1 | 2)) && n.value <= 24)?;
        let mut clock = SaidClock { hour: u8::try_from(hour.value).ok()?, ..SaidClock::default() };
        let mut end = hour.end;
        if let Some(p) = self.literal(end, ":") {
            let minute = self.number(p).filter(|n| n.form == Form::Arabic(2) && n.value < 60)?;
            (clock.minute, end) = (u8::try_from(minute.value).ok(), minute.end);
            if let Some(second) =
                self.literal(end, ":").and_then(|p| self.number(p)).filter(|n| n.form == Form::Arabic(2) && n.value < 60)
            {
                (clock.second, end) = (u8::try_from(second.value).ok(), second.end);
            }
        }
        let p = self.blanks(end);
        let am = self.any(p, &["a.m.", "am", "AM", "A.M."]).map(|p| (false, p));
        let pm = || self.any(p, &["p.m.", "pm", "PM", "P.M.", "p"]).map(|p| (true, p));
        if let Some((is_pm, p)) = am.or_else(pm) {
            (clock.pm, end) = (Some(is_pm), p);
        } else if clock.minute.is_none() {
            return None;
        }
        // A score is no time: in articles a bare one needs a line of its own to start.
        let starts_line = at.checked_sub(1).and_then(|i| self.peek(i)).is_none_or(|c| c == '\n');
        let free = self.peek(end).is_none_or(|c| !matches!(c, ':' | '.' | '0'..='9'));
        (free && (said || self.manner == Manner::Short || starts_line)).then_some((clock, end))
    }
}

struct Draft {
    frame: Frame,
    last: Option<Frame>,
    end: usize,
}

const fn is_full_year(n: Number) -> bool {
    match n.form {
        Form::Arabic(4) | Form::Digits(4) => true,
        Form::Places => n.value >= 1000 && n.value < 3000,
        _ => false,
    }
}

fn year_is(value: u32) -> Option<YearRef> {
    i16::try_from(value).ok().map(YearRef::Is)
}
