//! The part of the grammar that reads what is no date: plan periods, centuries, repeating times, and spans that roll with
//! the present day.

use super::{
    frame::{Rolling, Said, Sense},
    grammar::{CONNECTORS, Grammar, Manner},
    lexicon::Word,
    number::{Form, Number, han_digit},
    value::{Every, Unit},
};

const OPENING: &[&str] = &["“", "‘", "\"", "「"];
const CLOSING: &[&str] = &["”", "’", "\"", "」"];

impl Grammar<'_> {
    /// “十四五”期间, 十三五: the five-year plans. The quotation marks belong to it only where 期间 or the like follows.
    pub(super) fn plan(&self, at: usize) -> Option<(Said, usize)> {
        let opened = self.any(at, OPENING);
        let p = opened.unwrap_or(at);
        let n = self.number(p).filter(|n| !matches!(n.form, Form::Arabic(_)))?;
        let last = self.peek(n.end - 1)?;
        // 十四五 reads as the places 十四 and then 五, or as 十五 for the fifteenth alone.
        let (ordinal, end) = if self.peek(n.end) == Some('五') && n.form == Form::Places {
            (n.value, n.end + 1)
        } else if last == '五' && n.value % 10 == 5 {
            let ordinal = match n.form {
                Form::Digits(2) => n.value / 10,
                Form::Places if n.value == 15 => 10,
                Form::Places => n.value - 5,
                _ => return None,
            };
            (ordinal, n.end)
        } else {
            return None;
        };
        let (from, to) = plan_years(ordinal)?;
        let closed = self.any(end, CLOSING);
        let bare_tail = closed.unwrap_or(end);
        let whole = self.any(bare_tail, &["规划期间", "规划期", "期间", "时期"]);
        let tail = self.any(bare_tail, &["期末", "末期", "末"]);
        let start = self.any(bare_tail, &["初期", "初"]);
        match (opened, whole, tail, start) {
            (_, Some(end), ..) => Some((Said::Years(from, to), end)),
            (_, _, Some(end), _) => Some((Said::Years(to, to), end)),
            (_, _, _, Some(end)) => Some((Said::Years(from, from), end)),
            // Alone, 十四五 needs its quotation marks or a plan to speak of.
            (None, ..) if self.is_named_plan(at, end) => Some((Said::Years(from, to), end)),
            _ => None,
        }
    }

    fn is_named_plan(&self, at: usize, end: usize) -> bool {
        let quoted = at > 0 && self.any(at - 1, OPENING).is_some() && self.any(end, CLOSING).is_some();
        quoted || self.any(end, &["规划", "开局", "收官", "目标", "以来", "计划"]).is_some()
    }

    /// 上世纪90年代, 二十世纪, 上世纪五六十年代, 本世纪初.
    pub(super) fn century(&self, at: usize) -> Option<(Said, usize)> {
        let (century, p) = if let Some(p) = self.any(at, &["上世纪", "上个世纪"]) {
            (20, p)
        } else if let Some(p) = self.any(at, &["本世纪", "新世纪"]) {
            (21, p)
        } else {
            let n = self.number(at)?;
            if let Some(end) = self.literal(n.end, "世纪").filter(|_| (1..=22).contains(&n.value)) {
                (i16::try_from(n.value).ok()?, end)
            } else {
                // 90年代 alone.
                return self.decade(at, 20).filter(|_| n.value >= 20);
            }
        };
        if let Some(found) = self.decade(self.literal(p, "的").unwrap_or(p), century) {
            return Some(found);
        }
        let first = (century - 1) * 100;
        let (from, to, end) = match self.third(p) {
            Some((Third::Early, end)) => (first, first + 10, end),
            Some((Third::Middle, end)) => (first + 40, first + 60, end),
            Some((Third::Late, end)) => (first + 50, first + 100, end),
            None => (first, first + 99, p),
        };
        Some((Said::Years(from, to), end))
    }

    fn decade(&self, at: usize, century: i16) -> Option<(Said, usize)> {
        // 五六十年代.
        let pair = self.peek(at).and_then(han_digit).zip(self.peek(at + 1).and_then(han_digit)).filter(|(a, b)| *b == a + 1);
        let paired = pair.and_then(|_| self.literal(at + 2, "十年代"));
        let n = self.number(at)?;
        let mut end = paired.or_else(|| self.literal(n.end, "年代"))?;
        let (first, last) = match n.form {
            Form::Arabic(2) | Form::Places => (n.value, n.value),
            Form::Digits(_) if paired.is_some() => (0, 0),
            Form::Arabic(4) => return Some((Said::Years(i16::try_from(n.value).ok()?, i16::try_from(n.value).ok()? + 9), end)),
            _ => return None,
        };
        let (first, last) = match pair.filter(|_| paired.is_some()) {
            Some((a, b)) => (a * 10, b * 10),
            None => (first, last),
        };
        if last >= 100 || first % 10 != 0 {
            return None;
        }
        let base = (century - 1) * 100;
        let (first, last) = (base + i16::try_from(first).ok()?, base + i16::try_from(last).ok()?);
        let (from, to) = match self.third(end) {
            Some((third, after)) => {
                end = after;
                match third {
                    Third::Early => (first, first + 2),
                    Third::Middle => (first + 3, first + 6),
                    Third::Late => (last + 7, last + 9),
                }
            }
            None => (first, last + 9),
        };
        Some((Said::Years(from, to), end))
    }

    fn third(&self, at: usize) -> Option<(Third, usize)> {
        let words = [
            ("初期", Third::Early),
            ("前期", Third::Early),
            ("早期", Third::Early),
            ("中期", Third::Middle),
            ("中叶", Third::Middle),
            ("末期", Third::Late),
            ("后期", Third::Late),
            ("晚期", Third::Late),
            ("初", Third::Early),
            ("末", Third::Late),
        ];
        words.into_iter().find_map(|(word, third)| Some((third, self.literal(at, word)?)))
    }

    /// 每周三, 每两年, 每年3月, 每月15日, 每个周末.
    pub(super) fn every(&self, at: usize) -> Option<(Said, usize)> {
        if let Some(p) = self.any(at, &["每周的", "每逢", "每个", "每", "逢"])
            && let Some((day, end)) = self.weekday_at(p)
        {
            // 每周一至周五.
            let last = self.any(end, &["至", "到", "-"]).and_then(|p| self.weekday_at(p)).map(|(last, _)| last);
            return Some((Said::Every(on_days(day, last)), self.every_tail(end)));
        }
        let p = self.any(at, &["每隔", "每"])?;
        if let Some(end) = self.any(p, &["周末", "个周末", "逢周末"]) {
            return Some((Said::Every(Every::Weekend), end));
        }
        if let Some(month) = self.any(p, &["年"]).and_then(|p| self.number(p)).filter(|m| (1..=12).contains(&m.value))
            && let Some(end) = self.literal(month.end, "月")
        {
            let month = u8::try_from(month.value).ok()?;
            let end = self.number(end).and_then(|d| self.any(d.end, &["日", "号"])).unwrap_or(end);
            return Some((Said::Every(Every::MonthOfYear(month)), self.every_tail(end)));
        }
        if let Some((unit, end)) = self.unit(p) {
            return Some((Said::Every(Every::Unit(1, unit)), self.every_tail(end)));
        }
        let (halves, unit, end) = self.amount(p)?;
        // 每3天 repeats; 每一天 is every day; 每半年 every half a year.
        let every =
            if halves == 1 && unit == Unit::Year { Every::Unit(6, Unit::Month) } else { Every::Unit((halves / 2).max(1), unit) };
        Some((Said::Every(every), self.every_tail(end)))
    }

    /// 周一至周五9:00-17:00开放: days of every week, since something is open then.
    pub(super) fn weekly(&self, at: usize) -> Option<(Said, usize)> {
        const OPEN: &[&str] =
            &["开放", "营业", "办公", "上班", "接待", "接诊", "门诊", "受理", "服务", "售票", "值班", "开馆", "开门"];
        const FARTHEST: usize = 4;
        let (day, end) = self.weekday_at(at)?;
        let (last, end) = self.any(end, CONNECTORS).and_then(|p| self.weekday_at(p))?;
        let (from, _, p) = self.frame(self.blanks(end)).filter(|(from, ..)| from.is_clock())?;
        let (to, behind) = self.range_end(&from, p)?;
        let near = |from: usize| (from..=from + FARTHEST).any(|p| self.any(p, OPEN).is_some());
        let open = near(behind) || near(at.saturating_sub(FARTHEST + 2));
        (open && to.is_clock()).then_some((Said::Every(on_days(day, Some(last))), end))
    }

    /// The rest of a repeating time: the day of the month, the hour.
    pub(super) fn every_tail(&self, at: usize) -> usize {
        let p = self.literal(at, "的").unwrap_or(at);
        let mut end = at;
        if let Some(n) = self.number(p)
            && let Some(mut after) = self.any(n.end, &["日", "号"])
        {
            if let Some(m) = self.any(after, &["至", "到", "-", "~"]).and_then(|p| self.number(p)) {
                after = self.any(m.end, &["日", "号"]).unwrap_or(after);
            }
            end = after;
        } else if let Some((_, after)) = self.any(p, &["至", "到", "-"]).and_then(|p| self.weekday_at(p)) {
            end = after;
        } else if let Some(after) = self.any(p, &["末"]) {
            end = after;
        } else if let Some(after) = self.literal(p, "第一个").and_then(|p| self.weekday_at(p)).map(|(_, end)| end) {
            end = after;
        }
        let q = self.literal(end, "的").unwrap_or(end);
        let part = self.lexeme(q, |w| matches!(w, Word::Part(_) | Word::ShortPart(_)).then_some(())).map_or(q, |(_, p)| p);
        let hour = self.number(part).filter(|n| n.value <= 24).and_then(|n| {
            let end = self.any(n.end, &["时", "点"])?;
            let minutes = self.number(end).and_then(|m| self.literal(m.end, "分"));
            let half = self.literal(end, "半");
            Some(minutes.or(half).unwrap_or(end))
        });
        match hour {
            Some(after) => {
                let to =
                    self.any(after, &["至", "到", "-"]).and_then(|p| self.number(p)).and_then(|n| self.any(n.end, &["时", "点"]));
                to.unwrap_or(after)
            }
            None if part > q => part,
            None => end,
        }
    }

    /// 近三年, 过去五年, 未来4个月, 三年前, 五年来, 前两年.
    pub(super) fn rolling(&self, at: usize) -> Option<(Said, usize)> {
        let before = [
            ("过去的", Sense::Past),
            ("过去", Sense::Past),
            ("近", Sense::Lately),
            ("最近", Sense::Lately),
            ("未来的", Sense::Next),
            ("未来", Sense::Next),
            ("今后", Sense::Next),
            ("接下来的", Sense::Next),
            ("接下来", Sense::Next),
        ];
        for (word, sense) in before {
            let Some(p) = self.literal(at, word) else { continue };
            let Some((halves, unit, end)) = self.amount(p).or_else(|| self.bare_amount(p)) else { continue };
            let short = self.manner == Manner::Short;
            let end = if sense == Sense::Lately && short { self.any(end, &["以来", "来"]).unwrap_or(end) } else { end };
            let inside = self.any(end, &["里", "内", "间"]).filter(|_| short);
            // 未来48小时内: the last moment counts too.
            let fine = matches!(unit, Unit::Hour | Unit::Minute | Unit::Second);
            let sense = match sense {
                Sense::Past if inside.is_some() && fine => Sense::Lately,
                Sense::Next if inside.is_some() && fine => Sense::Within,
                sense => sense,
            };
            return Some((Said::Rolling(Rolling { halves, unit, sense }), inside.unwrap_or(end)));
        }
        if self.manner == Manner::Short
            && let Some(found) = self.short_rolling(at)
        {
            return Some(found);
        }
        if let Some(found) = self.vague_rolling(at).filter(|_| self.manner == Manner::Short) {
            return Some(found);
        }
        let (halves, unit, end) = self.amount(at)?;
        // 一千多年前, 27日前: no points of time in an article.
        let rough = self.text.get(at..end).is_some_and(|word| word.iter().any(|c| matches!(c, '多' | '余' | '日')));
        let pair = self.number(at).is_some_and(|n| n.pair().is_some());
        if (rough || pair) && self.manner == Manner::Article {
            return None;
        }
        let past = self.any(end, &["以来", "来"]).map(|end| (Sense::Since, end));
        let ago = || {
            let coarse = !matches!(unit, Unit::Hour | Unit::Minute | Unit::Second);
            if let Some(end) = self.any(end, &["之前", "以前"]).filter(|_| coarse && self.manner == Manner::Short) {
                return Some((Sense::UntilAgo, end));
            }
            let end = self.any(end, &["之前", "以前", "前"])?;
            let until_now = self.any(end, &["的", "，", ","]).is_some();
            // 3天前 in an article is a time, 提前3天 or 72小时前 mostly a condition.
            let calendar = matches!(unit, Unit::Year | Unit::Month | Unit::Day | Unit::Week);
            (self.manner == Manner::Short || calendar && (unit == Unit::Year || until_now || at > 0)).then_some((Sense::Ago, end))
        };
        let later = || {
            if let Some(end) = self.any(end, &["以后"]).filter(|_| self.manner == Manner::Short) {
                return Some((Sense::SinceLater, end));
            }
            let end = self.any(end, &["之后", "后"])?;
            (self.manner == Manner::Short).then_some((Sense::Later, end))
        };
        let within = || {
            let end = self.any(end, &["之内", "以内", "内"])?;
            (self.manner == Manner::Short).then_some((Sense::Within, end))
        };
        let (sense, end) = past.or_else(ago).or_else(later).or_else(within)?;
        Some((Said::Rolling(Rolling { halves, unit, sense }), end))
    }

    /// 前两分钟, 上两周, 下三个月, 后三天, 再过半个小时, 过两天, 之后5分钟.
    fn short_rolling(&self, at: usize) -> Option<(Said, usize)> {
        let words = [
            ("前", Sense::Before),
            ("上", Sense::Before),
            ("下", Sense::After),
            ("后", Sense::After),
            ("之后", Sense::Next),
            ("之前", Sense::Past),
            ("再过", Sense::SinceLater),
            ("过", Sense::SinceLater),
            ("还剩", Sense::Next),
        ];
        // 上个小时: the sixty minutes before now.
        if let Some((by, p)) = self.lexeme(at, |w| if let Word::Rel(n) = w { Some(n) } else { None })
            && let Some((unit @ (Unit::Hour | Unit::Minute), end)) = self.unit(p).filter(|_| by != 0)
        {
            return Some((
                Said::Rolling(Rolling { halves: 2, unit, sense: if by < 0 { Sense::Past } else { Sense::Next } }),
                end,
            ));
        }
        // 超过三天, 不过两年: no time that passes.
        let exceeds = self.peek(at) == Some('过')
            && at.checked_sub(1).and_then(|i| self.peek(i)).is_some_and(|c| matches!(c, '超' | '不' | '经' | '通' | '越' | '已'));
        words.into_iter().filter(|_| !exceeds).find_map(|(word, sense)| {
            let p = self.literal(at, word)?;
            let (halves, unit, end) = self.amount(p)?;
            // 上半年 is no half of a year before; 还剩8天20小时 is a duration.
            let half_year = self.peek(p) == Some('半') && matches!(sense, Sense::Before | Sense::After);
            // 前三季度 are the first of the year, 前三个季度 those before this.
            let of_year = unit == Unit::Quarter && word == "前" && !self.text.get(p..end).is_some_and(|t| t.contains(&'个'));
            (!half_year && !of_year && self.duration(p).is_none_or(|(_, longer)| longer <= end))
                .then_some((Said::Rolling(Rolling { halves, unit, sense }), end))
        })
    }

    /// 几天前, 几十年之后: from two of the place that is named up to ten; 两三天前.
    fn vague_rolling(&self, at: usize) -> Option<(Said, usize)> {
        let pair = self.number(at).and_then(|n| Some((n.pair()?, n.end)));
        let ((least, most), p) = match pair {
            Some(pair) => pair,
            None => ((2, 10), self.any(at, &["几", "数"])?),
        };
        let (place, p) = match self.peek(p)? {
            '十' => (10, p + 1),
            '百' => (100, p + 1),
            '千' => (1000, p + 1),
            _ => (1, p),
        };
        let counted = self.literal(p, "个");
        let (unit, p) = self.unit(counted.unwrap_or(p)).filter(|(unit, _)| *unit != Unit::Month || counted.is_some())?;
        let ago = self.any(p, &["之前", "以前", "前"]).map(|end| (Sense::Ago, end));
        let (sense, end) = ago.or_else(|| Some((Sense::Later, self.any(p, &["之后", "以后", "后"])?)))?;
        let rolling = |count: u32| Rolling { halves: 2 * count * place, unit, sense };
        let (near, far) = (rolling(least), rolling(most));
        let (first, last) = if sense == Sense::Ago { (far, near) } else { (near, far) };
        Some((Said::Rollings(first, last), end))
    }

    /// 一年, 三个月, 三年半, 半年, 两个半小时: a number of units, in halves.
    pub(super) fn amount(&self, at: usize) -> Option<(u32, Unit, usize)> {
        if let Some(p) = self.literal(at, "半") {
            let p = self.literal(p, "个").unwrap_or(p);
            let (unit, end) = self.unit(p)?;
            return Some((1, unit, end));
        }
        let n = self.number(at)?;
        let p = self.any(n.end, &["多个", "余个", "多", "余", "个多", "个"]).unwrap_or(n.end);
        let (half, p) = self.literal(p, "半").map_or((0, p), |p| (1, p));
        let (unit, end) = self.unit(p)?;
        // 3年级, 5月, 2020年 are no amounts; nor is 一时.
        if self.is_calendar_unit(n, unit, p) {
            return None;
        }
        let (late_half, end) = self.literal(end, "半").filter(|_| half == 0).map_or((0, end), |p| (1, p));
        // 近两三年 reaches back three.
        let count = n.pair().map_or(n.value, |(_, most)| most);
        Some((count.checked_mul(2)? + half + late_half, unit, end))
    }

    /// 近三月 for 近三个月.
    fn bare_amount(&self, at: usize) -> Option<(u32, Unit, usize)> {
        let n = self.number(at).filter(|n| n.value <= 12)?;
        Some((n.value * 2, Unit::Month, self.literal(n.end, "月")?))
    }

    /// Whether the number and unit name a year, month or day of the calendar.
    fn is_calendar_unit(&self, n: Number, unit: Unit, unit_at: usize) -> bool {
        let bare = unit_at == n.end;
        match unit {
            Unit::Year => matches!(n.form, Form::Arabic(4..) | Form::Digits(2..)) && n.value > 1000,
            Unit::Month => bare,
            _ => false,
        }
    }

    /// A unit of time.
    pub(super) fn unit(&self, at: usize) -> Option<(Unit, usize)> {
        let units = [
            ("个工作日", Unit::Workday),
            ("工作日", Unit::Workday),
            ("学期", Unit::Semester),
            ("季度", Unit::Quarter),
            ("星期", Unit::Week),
            ("礼拜", Unit::Week),
            ("小时", Unit::Hour),
            ("钟头", Unit::Hour),
            ("分钟", Unit::Minute),
            ("秒钟", Unit::Second),
            ("周年", Unit::Year),
            ("年", Unit::Year),
            ("月", Unit::Month),
            ("周", Unit::Week),
            ("天", Unit::Day),
            ("日", Unit::Day),
            ("钟", Unit::Hour),
            ("分", Unit::Minute),
            ("秒", Unit::Second),
        ];
        let (unit, end) = units.into_iter().find_map(|(word, unit)| Some((unit, self.literal(at, word)?)))?;
        let plain = self.manner == Manner::Short || !matches!(self.text.get(at..end), Some(['钟' | '分']));
        let next = self.peek(end);
        let goes_on = next.is_some_and(|c| {
            matches!(c, '级' | '龄' | '产' | '租' | '均' | '报' | '岁') || (c == '份' && matches!(unit, Unit::Month | Unit::Year))
        });
        (plain && !goes_on).then_some((unit, end))
    }
}

#[derive(Clone, Copy)]
enum Third {
    Early,
    Middle,
    Late,
}

/// The years of a five-year plan. After the second (1958–1962) three years passed without one.
fn plan_years(ordinal: u32) -> Option<(i16, i16)> {
    let ordinal = i16::try_from(ordinal).ok()?;
    let from = match ordinal {
        1 | 2 => 1948 + 5 * ordinal,
        3..=30 => 1951 + 5 * ordinal,
        _ => return None,
    };
    Some((from, from + 4))
}

/// What repeats on a day of the week, Monday being 1, or from one to another.
const fn on_days(day: u8, last: Option<u8>) -> Every {
    match (day, last) {
        (_, None) => Every::Weekday(day),
        (1, Some(5)) => Every::Workday,
        (6, Some(7)) => Every::Weekend,
        _ => Every::Unit(1, Unit::Week),
    }
}
