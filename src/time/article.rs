//! Times in articles: which readings of the grammar are times there, what they count from, and what stands round them.

use super::{
    Time, TimeModifier,
    festival::FestivalId,
    frame::{Block, DayRef, Frame, MonthRef, Said, YearRef},
    grammar::{Grammar, Manner},
    resolve::Context,
    text::Chars,
    value::Value,
};
use jiff::civil::Date;

/// The times of `text`.
pub(super) fn find(text: &str, published: impl Fn(usize) -> Option<Date>) -> Vec<Time> {
    let chars = Chars::new(text);
    let grammar = Grammar::new(chars.as_slice(), Manner::Article);
    let mut reader =
        Reader { grammar, context: Context::default(), published: None, line_month: None, clause_year: None, quoted: false };
    let mut times = Vec::new();
    let mut at = 0;
    while at < chars.as_slice().len() {
        reader.pass(at);
        let Some((said, end)) = grammar.read(at).filter(|(said, end)| reader.is_time(said, at, *end)) else {
            at += 1;
            continue;
        };
        reader.publish(published(chars.span(at, end).start));
        let end = reader.with_about(&said, end);
        let modifier = reader.modifier(at, end);
        if let Some(value) = reader.value(&said, at, end) {
            times.push(Time { span: chars.span(at, end), value, modifier });
        }
        at = end;
    }
    times
}

/// The article as far as it is read.
struct Reader<'a> {
    grammar: Grammar<'a>,
    context: Context,
    published: Option<Date>,
    /// The month spoken of in this line.
    line_month: Option<(i16, u8)>,
    /// The year spoken of in this sentence.
    clause_year: Option<i16>,
    /// Inside quotation marks.
    quoted: bool,
}

impl Reader<'_> {
    /// Notes the character at `at`.
    fn pass(&mut self, at: usize) {
        match self.grammar.peek(at) {
            Some('\n') => {
                (self.quoted, self.line_month, self.clause_year) = (false, None, None);
            }
            Some('。' | '！' | '？' | ';' | '；') => self.clause_year = None,
            Some('“') => self.quoted = true,
            Some('”') => self.quoted = false,
            _ => {}
        }
    }

    /// Notes the date of publication; a new one starts a new article.
    fn publish(&mut self, published: Option<Date>) {
        if published != self.published {
            self.published = published;
            self.context = Context {
                today: published,
                report_year: published.map(|d| if d.month() <= 3 { d.year() - 1 } else { d.year() }),
                ..Context::default()
            };
        }
    }

    fn before(&self, at: usize) -> Option<char> {
        at.checked_sub(1).and_then(|i| self.grammar.peek(i))
    }

    /// Whether one of `words` ends just before `at`.
    fn follows(&self, at: usize, words: &[&str]) -> bool {
        words
            .iter()
            .any(|word| at.checked_sub(word.chars().count()).is_some_and(|start| self.grammar.literal(start, word).is_some()))
    }

    /// Whether `at` starts a clause.
    fn starts_clause(&self, at: usize) -> bool {
        self.before(at).is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '“' | '、' | '%' | '-'))
    }

    /// Whether a reading of the grammar is a time in an article.
    fn is_time(&self, said: &Said, at: usize, end: usize) -> bool {
        let next = self.grammar.peek(end);
        match said {
            Said::Now => !self.follows(at, &["从", "到", "直到", "至"]) && self.grammar.any(end, &["为止", "时"]).is_none(),
            Said::Recent => true,
            Said::One(frame) => self.frame_is_time(frame, at, end),
            Said::SamePeriod(super::frame::Shift::None) => self.starts_clause(at),
            Said::SamePeriod(_) | Said::Every(_) | Said::Years(..) | Said::Beside(..) => true,
            Said::Range(from, to) => from.clock.is_none() && to.clock.is_none() || from.part.is_some() || !from.date_is_empty(),
            Said::Rolling(rolling) => {
                rolling.halves > 0
                    && !matches!(next, Some('级' | '期' | '龄'))
                    && !matches!(self.before(at), Some('每' | '第' | '满' | '提' | '超'))
            }
        }
    }

    fn frame_is_time(&self, frame: &Frame, at: usize, end: usize) -> bool {
        let next = self.grammar.peek(end);
        let timed = frame.part.is_some() || frame.clock.is_some();
        if frame.is_clock() {
            // A bare part of the day is a time where it opens a clause.
            let short = end <= at + 1;
            return frame.clock.is_some() || (!short && self.starts_clause(at) && self.part_is_plain(at));
        }
        match (frame.block, frame.day) {
            (Some(Block::Festival(id)), _) => frame.year.is_some() || self.festival_is_time(id, at, end),
            (Some(Block::Whole), _) if frame.year.is_none() => {
                self.grammar.any(end, &["目标", "任务", "预期", "无休", "免费", "无假", "开放", "计划", "指标"]).is_none()
            }
            (Some(Block::Start | Block::End | Block::Middle), _) if frame.year.is_none() => {
                !matches!(next, Some('结' | '奖' | '终' | '考'))
            }
            (Some(Block::Season(_)), _) if frame.year.is_none() => self.starts_clause(at) || self.follows(at, &["整个"]),
            (_, Some(DayRef::Same(_))) if !timed => {
                let same_act = matches!(
                    next,
                    Some(
                        '就' | '可'
                            | '即'
                            | '取'
                            | '领'
                            | '办'
                            | '放'
                            | '发'
                            | '到'
                            | '完'
                            | '受'
                            | '拿'
                            | '审'
                            | '出'
                            | '达'
                            | '送'
                    )
                );
                self.starts_clause(at) || !same_act && frame.day == Some(DayRef::Same(0))
            }
            _ if frame.year == Some(YearRef::Same) && frame.month.is_none() && frame.block.is_none() => {
                self.starts_clause(at) || !matches!(next, Some('就' | '可' | '即' | '的' | '见' | '开' | '建'))
            }
            _ => true,
        }
    }

    fn part_is_plain(&self, at: usize) -> bool {
        self.grammar.any(at, &["上午", "下午", "傍晚", "中午", "清晨", "晚上", "当晚", "午后"]).is_some()
    }

    fn festival_is_time(&self, id: FestivalId, at: usize, end: usize) -> bool {
        // 世界环境日, 国家宪法日: named days are events rather than times.
        let named_day = self.before(end) == Some('日') || self.grammar.any(at, &["双11", "双12"]).is_some();
        let term = !id.is_lunar() && id.is_term() && self.grammar.any(at, &["清明", "冬至", "夏至", "立"]).is_none();
        let used = self.grammar.any(end, &["前", "后", "刚过", "过后", "时节", "节气", "当天", "将至", "临近"]).is_some();
        let longer = self
            .grammar
            .any(end, &["节", "路", "街", "村", "晚会", "联欢", "文化", "档", "山", "河", "镇", "区", "县", "湖"])
            .is_some();
        !named_day && !longer && (!term || used)
    }

    /// 许 after a clock time belongs to it.
    fn with_about(&self, said: &Said, end: usize) -> usize {
        match said {
            Said::One(Frame { clock: Some(_), .. }) => self.grammar.literal(end, "许").unwrap_or(end),
            _ => end,
        }
    }

    /// How the words round it bound what is said.
    fn modifier(&self, at: usize, end: usize) -> Option<TimeModifier> {
        if self.follows(at, &["截至", "截止", "截止到", "截至到", "截至目前"]) {
            return Some(TimeModifier::Until);
        }
        let grammar = &self.grammar;
        if grammar.any(end, &["以来", "起", "至今", "以后", "开始", "后", "之后"]).is_some() || self.follows(at, &["自", "自从"])
        {
            return Some(TimeModifier::Since);
        }
        if grammar.any(end, &["前后", "左右"]).is_some() || self.before(end) == Some('许') {
            return Some(TimeModifier::Approx);
        }
        let before = grammar.any(end, &["前", "之前", "以前", "止"]).is_some();
        (before && grammar.any(end, &["前往", "前来", "前去", "前列"]).is_none()).then_some(TimeModifier::Until)
    }

    /// Whether the words of the clause point ahead.
    fn points_ahead(&self, at: usize, end: usize) -> bool {
        const CUES: &[&str] = &["将", "拟", "计划", "预计", "力争", "争取", "确保", "定于", "有望", "前"];
        let stop = |c: char| matches!(c, '。' | '，' | ',' | '；' | ';' | '\n' | '！' | '？');
        let start = (at.saturating_sub(12)..at)
            .rev()
            .take_while(|i| self.grammar.peek(*i).is_some_and(|c| !stop(c)))
            .last()
            .unwrap_or(at);
        let after = (end..end + 15).take_while(|i| self.grammar.peek(*i).is_some_and(|c| !stop(c)));
        (start..at).chain(after).any(|i| self.grammar.any(i, CUES).is_some())
    }

    /// What the time means here; notes it for the times that follow.
    fn value(&mut self, said: &Said, at: usize, end: usize) -> Option<Value> {
        let mut context = self.context.clone();
        context.ahead = self.points_ahead(at, end);
        context.clause_year = self.clause_year;
        context.line_month = self.line_month;
        if self.quoted
            && let Some(day) = self.day_of_event()
        {
            // 今天 in somebody's words is the day of the event that is told.
            if let Said::One(Frame { day: Some(DayRef::Offset(_)), .. }) = said {
                context.today = Some(day);
            }
        }
        let value = context.resolve(said)?;
        self.note(said, &value, at, end);
        Some(value)
    }

    /// The day last spoken of, where it lies in the days before publication.
    fn day_of_event(&self) -> Option<Date> {
        let (day, today) = (self.context.day?, self.context.today?);
        let days = day.until(today).ok()?.get_days();
        (1..=7).contains(&days).then_some(day)
    }

    fn note(&mut self, said: &Said, value: &Value, at: usize, end: usize) {
        if matches!(value, Value::Recent | Value::Every(_)) || matches!(said, Said::SamePeriod(_) | Said::Rolling(_)) {
            return;
        }
        self.context.period = Some(value.clone());
        if let Said::One(frame) | Said::Range(_, frame) = said
            && (frame.year.is_some() || frame.month.is_some())
            && let Some(last) = value.last_day()
        {
            self.context.year = Some(last.year());
            if frame.year.is_some() {
                self.clause_year = Some(last.year());
            }
            if frame.month.is_some() {
                let month = (last.year(), last.month().unsigned_abs());
                (self.context.month, self.line_month) = (Some(month), Some(month));
            }
        }
        let day = match value {
            Value::Day(day) | Value::DayPart(Some(day), _) | Value::Clock(Some(day), _) => Some(*day),
            Value::Interval(_, last) if matches!(**last, Value::Day(_)) => value.first_day(),
            _ => None,
        };
        let Some(day) = day else { return };
        let (Said::One(frame) | Said::Range(frame, _)) = said else { return };
        if frame.block.is_none() && frame.third.is_none() {
            self.context.day = Some(day);
        }
        if self.is_dateline(frame, at, end) && self.published.is_none_or(|p| p.since(day).is_ok_and(|s| s.get_days().abs() <= 40))
        {
            self.context.today = Some(day);
        }
    }

    /// 本报12月24日讯, or a line of a diary that holds only the date and the weather.
    fn is_dateline(&self, frame: &Frame, at: usize, end: usize) -> bool {
        if !matches!((frame.month, frame.day), (Some(MonthRef::Is(_)), Some(DayRef::Is(_)))) {
            return false;
        }
        let dispatch = self.grammar.any(end, &["讯", "电", "消息"]).is_some();
        let rest = (end..end + 5).take_while(|i| self.grammar.peek(*i).is_some_and(|c| c != '\n')).count();
        dispatch || (rest <= 4 && self.before(at).is_none_or(|c| c == '\n'))
    }
}
