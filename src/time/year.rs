//! The part of the grammar that reads years: 2020年, 去年, 98年5月, 民国三年, 2016-2018年.

use super::{
    frame::{Block, Frame, YearRef},
    grammar::{Grammar, Manner, is_full_year, year_is},
    lexicon::Word,
    number::{Form, Number},
    numeric::century,
};

impl Grammar<'_> {
    /// A year; a pair as in 2016-2018年.
    pub(super) fn year(&self, at: usize) -> Option<(YearRef, Option<YearRef>, usize)> {
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
    pub(super) fn season_year(&self, at: usize) -> Option<(YearRef, usize)> {
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
    pub(super) fn plausible_year(&self, n: Number, end: usize) -> bool {
        let counting = self.any(end, &["历史", "的历史", "来", "间", "以上", "多", "余", "树龄"]).is_some();
        (1000..=2999).contains(&n.value) && !(counting && n.value.is_multiple_of(100))
    }

    /// 2100 in a short text: four digits that nothing counts by.
    pub(super) fn stands_alone(&self, n: Number) -> bool {
        let next = self.peek(n.end);
        let joined = next.is_some_and(|c| matches!(c, '-' | '~' | '至' | '到'));
        let unit = next.is_some_and(|c| c.is_alphanumeric() || matches!(c, '%' | '.' | ',' | ':' | '℃'));
        let copula = next.is_some_and(|c| matches!(c, '看' | '是' | '和' | '与' | '的' | '起'));
        (1000..=2999).contains(&n.value) && (joined || copula || !unit)
    }

    pub(super) fn year_word(&self, at: usize) -> Option<usize> {
        self.any(at, &["财政年度", "财年", "年度", "年"])
    }

    /// 98年5月, 零八年: two digits, only where something makes them a year.
    pub(super) fn short_year(&self, n: Number) -> Option<(YearRef, Option<YearRef>, usize)> {
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
    pub(super) fn school_year(&self, at: usize) -> Option<(Frame, usize)> {
        let from = self.number(at).filter(|n| is_full_year(*n))?;
        let to = self.number(self.any(from.end, &["/", "-", "~", "至"])?).filter(|n| n.value == from.value + 1)?;
        let end = self.any(to.end, &["学年度", "学年"])?;
        Some((Frame { year: Some(year_is(from.value)?), block: Some(Block::SchoolYear), ..Frame::default() }, end))
    }
}
