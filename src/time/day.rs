//! The part of the grammar that reads days: of a month, of a week, lunar ones, and those counted from today.

use super::{
    frame::{DayRef, Frame, MonthPart, MonthRef, WeekRef, YearRef},
    grammar::{Draft, Grammar, Manner, WEEK},
    lexicon::Word,
    number::{Form, han_digit, is_numeral},
};

impl Grammar<'_> {
    pub(super) fn lunar_marker(&self, draft: &mut Draft) {
        if let Some(p) = self.any(draft.end, &["农历", "阴历", "旧历"]) {
            let what_follows = self.year(p).is_some() || self.month(p, true).is_some();
            if what_follows {
                draft.frame.lunar = true;
                draft.end = p;
            }
        }
    }

    /// What a month goes on with: its tens, its weeks. Says whether the date is complete with that.
    pub(super) fn in_month(&self, draft: &mut Draft) -> bool {
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
    pub(super) fn nth_day(&self, at: usize) -> Option<(DayRef, usize)> {
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
    pub(super) fn weekday_at(&self, at: usize) -> Option<(u8, usize)> {
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
    pub(super) fn day(&self, draft: &mut Draft) {
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
    pub(super) fn day_is_count(&self, start: usize, end: usize, hao: bool) -> bool {
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
    pub(super) fn weekday_note(&self, at: usize) -> usize {
        let p = self.any(at, &["(", ", ", ",", "，", " "]).unwrap_or(at);
        let Some((_, end)) = self.weekday_at(p) else { return at };
        if self.peek(at) == Some('(') { self.literal(end, ")").unwrap_or(at) } else { end }
    }

    /// 初八, 十五 and 廿三 after a lunar month; in short texts also 1月3.
    pub(super) fn lunar_or_bare_day(&self, draft: &mut Draft) {
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

    pub(super) fn lunar_day_number(&self, at: usize) -> Option<(u8, usize)> {
        let n = self.number(at)?;
        Some((u8::try_from(n.value).ok().filter(|d| (1..=31).contains(d) && !matches!(n.form, Form::Digits(2..)))?, n.end))
    }

    /// 上周, 下周三, 本周末, 周五.
    pub(super) fn week(&self, draft: &mut Draft) {
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
}
