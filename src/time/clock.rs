//! The part of the grammar that reads times of day: 上午9时, 下午3点半, 17:30, 晚8时40分.

use super::{
    frame::{DayRef, Frame, PartWord, SaidClock},
    grammar::{CONNECTORS, Draft, Grammar, Manner},
    lexicon::Word,
    number::{Form, is_numeral},
};

impl Grammar<'_> {
    /// 2021-09-12-11:23: a clock time hung on a date with a dash.
    pub(super) fn dashed_clock(&self, first: &Frame, at: usize) -> Option<(Frame, usize)> {
        let day = first.clock.is_none() && first.part.is_none() && matches!(first.day, Some(DayRef::Is(_)));
        let p = self.literal(at, "-").filter(|_| day && self.manner == Manner::Short)?;
        let (clock, end) = self.colon_clock(p, true)?;
        Some((Frame { clock: Some(clock), ..first.clone() }, end))
    }

    /// A part of the day and a clock time, into the draft.
    pub(super) fn times(&self, draft: &mut Draft) {
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

    pub(super) fn time_of_day(&self, frame: &mut Frame, at: usize) -> usize {
        let mut draft = Draft { frame: frame.clone(), last: None, end: at };
        self.times(&mut draft);
        if draft.last.is_some() {
            return at;
        }
        *frame = draft.frame;
        draft.end
    }

    /// A part of the day. The short ones only after a date or before a clock time.
    pub(super) fn part(&self, at: usize, dated: bool) -> Option<(PartWord, usize)> {
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
    pub(super) fn clock(&self, at: usize, said: bool) -> Option<(SaidClock, Option<SaidClock>, usize)> {
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
            // 七八点 lasts to the end of the second hour, 7到8点 to its start.
            let either = self.manner == Manner::Short && self.number(at).is_some_and(|n| matches!(n.form, Form::Digits(2)));
            let last = SaidClock { hour: real(last + u32::from(either))?, ..SaidClock::default() };
            return (said || self.manner == Manner::Short).then_some((clock, Some(last), end));
        }
        let after = self.minutes(&mut clock, end);
        let arabic = self.number(at).is_some_and(|n| matches!(n.form, Form::Arabic(_)));
        let ok = match self.manner {
            Manner::Short => said || after > end || oclock || self.bare_point(end),
            Manner::Article => {
                // 5点半, but 5点整改意见; 三点半 is the name of a class more often.
                let whole = self.any(end, &["整改", "整治", "整顿", "整合", "整体"]).is_none();
                let point = arabic && whole && (after > end || self.bare_point(end));
                said || point || oclock && (arabic || after > end || self.bare_hour(at, end))
            }
        };
        let counted = oclock && self.any(end, &["间", "长", "速", "代", "空", "区", "段"]).is_some();
        (ok && !counted).then_some((clock, None, after))
    }

    /// Whether 点 ends an hour rather than starting decimals or counting points.
    pub(super) fn bare_point(&self, end: usize) -> bool {
        self.peek(end).is_none_or(|c| {
            !is_numeral(c)
                && !matches!(
                    c,
                    '要' | '建' | '意' | '体' | '经' | '原' | '希' | '启' | '思' | '五' | '以' | '左' | '赞' | '评' | '位'
                )
        }) || self.any(end, &["以后", "以前", "左右"]).is_some()
    }

    /// Whether 九时 in Chinese numerals is an hour: not after a numeral or in 一时, 同时.
    pub(super) fn bare_hour(&self, at: usize, _end: usize) -> bool {
        self.number(at).is_some_and(|n| n.value > 1 && matches!(n.form, Form::Digits(1) | Form::Places))
    }

    /// 15分, 半, 一刻, 整; what follows an hour.
    pub(super) fn minutes(&self, clock: &mut SaidClock, at: usize) -> usize {
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
    pub(super) fn one_digit_minute(&self, at: usize, end: usize) -> bool {
        let hour = at.checked_sub(2).and_then(|i| self.peek(i)).is_some_and(is_numeral);
        let part =
            at.checked_sub(3).and_then(|i| self.peek(i)).is_some_and(|c| matches!(c, '昼' | '午' | '上' | '晚' | '早' | '晨'));
        self.manner == Manner::Short && self.peek(end).is_none() && self.peek(at - 1) == Some('点') && hour && part
    }

    pub(super) fn seconds(&self, at: usize) -> Option<(u8, Option<u8>, usize)> {
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
    pub(super) fn colon_clock(&self, at: usize, said: bool) -> Option<(SaidClock, usize)> {
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
        let sure = said || self.manner == Manner::Short || starts_line || self.opens_range(end) || self.closes_range(at);
        (free && sure).then_some((clock, end))
    }

    /// Whether 17:30 up to `end` has another beside it: 9:00-17:30. Neither is a score then.
    fn opens_range(&self, end: usize) -> bool {
        let second = self.any(self.blanks(end), CONNECTORS).and_then(|p| self.number(self.blanks(p)));
        let minutes = second.and_then(|hour| self.number(self.literal(hour.end, ":").filter(|_| hour.value <= 24)?));
        minutes.is_some_and(|n| n.form == Form::Arabic(2) && n.value < 60)
    }

    /// Whether 17:30 from `at` has another before it.
    fn closes_range(&self, at: usize) -> bool {
        let back = |by: usize| at.checked_sub(by).and_then(|i| self.peek(i));
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        matches!(back(1), Some('-' | '~' | '至' | '到')) && digit(back(2)) && digit(back(3)) && back(4) == Some(':')
    }
}
