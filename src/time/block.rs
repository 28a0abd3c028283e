//! The part of the grammar that reads parts of a year: halves, quarters, seasons, festivals, 年底, 前10个月.

use super::{
    frame::Block,
    grammar::{Grammar, Manner, WEEK},
    lexicon::Word,
    number::{han_digit, is_numeral},
};

impl Grammar<'_> {
    /// “五一”假期.
    pub(super) fn quoted_holiday(&self, at: usize) -> Option<(Block, usize)> {
        let p = self.any(at, &["“", "‘", "\""])?;
        let (id, p) = self.lexeme(p, |w| if let Word::Festival(id) = w { Some(id) } else { None })?;
        let end = self.any(self.any(p, &["”", "’", "\""])?, &["假期", "小长假", "长假", "黄金周", "假日"])?;
        Some((Block::Holiday(id), end))
    }

    /// A part of the year.
    pub(super) fn block(&self, at: usize, after_year: bool) -> Option<(Block, usize)> {
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
            // 三月三号 is a date.
            let dated =
                matches!(next, Some('日' | '号')) && end.checked_sub(1).and_then(|i| self.peek(i)).is_some_and(is_numeral);
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
            if !dated
                && !(number
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
    pub(super) fn festival_context(&self, at: usize, end: usize) -> bool {
        self.any(end, &["前", "后", "当天", "”", "’", "\""]).is_some()
            && at.checked_sub(1).and_then(|i| self.peek(i)).is_none_or(|c| !is_numeral(c))
    }

    /// 初, 底, 末 after a year.
    pub(super) fn edge(&self, at: usize) -> Option<(Block, usize)> {
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
    pub(super) fn quarter(&self, at: usize) -> Option<(Block, usize)> {
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
    pub(super) fn first_months(&self, at: usize, after_year: bool) -> Option<(Block, usize)> {
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
    pub(super) fn nth_week(&self, at: usize) -> Option<(u8, usize)> {
        let p = self.literal(at, "第")?;
        let n = self.number(p)?;
        let p = self.literal(n.end, "个").unwrap_or(n.end);
        let end = self.any(p, WEEK)?;
        (self.weekday_at(p).is_none()).then_some((u8::try_from(n.value).ok()?, end))
    }
}
