//! The part of the grammar that reads dates written with digits and separators: 2020-12-24, and in short texts 13.5.2015,
//! 12-11-10, 6·30, 2010 01 29.

use super::{
    frame::{DayRef, Frame, MonthRef, YearRef},
    grammar::{Grammar, Manner},
    number::{Form, Number},
};

impl Grammar<'_> {
    /// The date in digits at `at`, and the character after it.
    pub(super) fn numeric_date(&self, at: usize) -> Option<(Frame, usize)> {
        let first = self.number(at)?;
        let Form::Arabic(digits) = first.form else { return None };
        let found = self.year_first(first).or_else(|| {
            if self.manner == Manner::Article {
                return self.labelled(first, at);
            }
            (digits <= 2)
                .then(|| self.year_last(first).or_else(|| self.short_year_first(first)).or_else(|| self.no_year(first)))
                .flatten()
        })?;
        let next = self.peek(found.1);
        (!next.is_some_and(|c| c.is_ascii_digit()) || self.glued_clock(found.1)).then_some(found)
    }

    /// 2018-12-1209:03: a clock time right after the date.
    fn glued_clock(&self, at: usize) -> bool {
        self.number(at).is_some_and(|n| n.form == Form::Arabic(2) && self.peek(n.end) == Some(':'))
    }

    fn separator(&self, at: usize, spaces: bool) -> Option<(char, usize)> {
        let c = self.peek(at)?;
        let ok = matches!(c, '-' | '/' | '.') || (spaces && c == ' ');
        ok.then(|| (c, self.blanks(at + 1)))
    }

    /// A number of at most two digits; the first two of four where a clock time is glued to it.
    fn two_digits(&self, at: usize) -> Option<Number> {
        let n = self.number(at)?;
        match n.form {
            Form::Arabic(1 | 2) => Some(n),
            Form::Arabic(4) if self.manner == Manner::Short && self.peek(n.end) == Some(':') => {
                Some(Number { value: n.value / 100, end: at + 2, form: Form::Arabic(2) })
            }
            _ => None,
        }
    }

    /// 2020-12-24, 2020.12.24; in short texts with mixed separators too, and 1999.08.
    fn year_first(&self, year: Number) -> Option<(Frame, usize)> {
        if year.form != Form::Arabic(4) || !(1000..=2999).contains(&year.value) {
            return None;
        }
        let short = self.manner == Manner::Short;
        let (mark, p) = self.separator(year.end, short)?;
        let month = self.two_digits(p)?;
        let day = self.separator(month.end, short).filter(|(c, _)| short || *c == mark).and_then(|(_, p)| self.two_digits(p));
        if let Some(day) = day {
            let frame = date_frame(Some(year.value), month.value, Some(day.value))?;
            return Some((frame, day.end));
        }
        let whole_month = short
            && mark == '.'
            && month.form == Form::Arabic(2)
            && !self.peek(month.end).is_some_and(|c| matches!(c, '.' | '%'));
        whole_month.then(|| date_frame(Some(year.value), month.value, None)).flatten().map(|frame| (frame, month.end))
    }

    /// 13.5.2015, 10/1/2017, 3/3/15: day, month, year.
    fn year_last(&self, day: Number) -> Option<(Frame, usize)> {
        let (mark, p) = self.separator(day.end, false).filter(|(c, _)| *c != '-')?;
        let month = self.two_digits(p)?;
        let year = self.number(self.separator(month.end, false).filter(|(c, _)| *c == mark)?.1)?;
        let full = match year.form {
            Form::Arabic(4) => year.value,
            Form::Arabic(2) if mark == '/' => century(year.value),
            _ => return None,
        };
        // Where only the first can be a month, the month comes first.
        let (day, month) = if month.value > 12 { (month, day) } else { (day, month) };
        Some((date_frame(Some(full), month.value, Some(day.value))?, year.end))
    }

    /// 12-11-10: year, month, day.
    fn short_year_first(&self, year: Number) -> Option<(Frame, usize)> {
        let (_, p) = self.separator(year.end, false).filter(|(c, _)| *c == '-' && year.form == Form::Arabic(2))?;
        let month = self.two_digits(p)?;
        let day = self.two_digits(self.separator(month.end, false).filter(|(c, _)| *c == '-')?.1)?;
        Some((date_frame(Some(century(year.value)), month.value, Some(day.value))?, day.end))
    }

    /// 6·30, and 09-01 where a clock time follows.
    fn no_year(&self, month: Number) -> Option<(Frame, usize)> {
        let dot = self.any(month.end, &["·", "•"]);
        let dash = || {
            let p = self.literal(month.end, "-")?;
            let day = self.number(p)?;
            let clock =
                self.peek(day.end) == Some(' ') && self.number(day.end + 1).is_some_and(|h| self.peek(h.end) == Some(':'));
            (clock && day.form == Form::Arabic(2)).then_some(p)
        };
        let day = self.two_digits(dot.or_else(dash)?)?;
        Some((date_frame(None, month.value, Some(day.value))?, day.end))
    }

    /// 日期:01-14.
    fn labelled(&self, month: Number, at: usize) -> Option<(Frame, usize)> {
        let label =
            ["日期:", "时间:", "日期："].iter().any(|label| at.checked_sub(3).is_some_and(|p| self.literal(p, label).is_some()));
        let day = self.two_digits(self.literal(month.end, "-").filter(|_| label && month.form == Form::Arabic(2))?)?;
        let frame = date_frame(None, month.value, Some(day.value))?;
        Some((Frame { year: Some(YearRef::Unknown), ..frame }, day.end))
    }
}

fn date_frame(year: Option<u32>, month: u32, day: Option<u32>) -> Option<Frame> {
    let small = |n: u32, max: u8| u8::try_from(n).ok().filter(|n| (1..=max).contains(n));
    let year = match year {
        Some(year) => Some(YearRef::Is(i16::try_from(year).ok()?)),
        None => None,
    };
    let day = match day {
        Some(day) => Some(DayRef::Is(small(day, 31)?)),
        None => None,
    };
    Some(Frame { year, month: Some(MonthRef::Is(small(month, 12)?)), day, ..Frame::default() })
}

/// The year of two digits: 98 is 1998, 12 is 2012.
pub(super) const fn century(value: u32) -> u32 {
    value + if value >= 30 { 1900 } else { 2000 }
}
