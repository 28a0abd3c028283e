//! Times in articles: which readings of the grammar are times there, what they count from, and what stands round them.

mod judge;

use super::{
    Time, TimeEvidence, TimeModifier,
    frame::{Block, DayRef, Frame, MonthRef, Said},
    grammar::{Grammar, Manner},
    lexicon::{self, Starts},
    resolve::Context,
    text::Chars,
    value::Value,
};
use jiff::civil::Date;

/// The times of `text`.
pub(super) fn find(text: &str, published: impl Fn(usize) -> Option<Date>) -> Vec<Time> {
    let chars = Chars::new(text);
    let grammar = Grammar::new(chars.as_slice(), Manner::Article);
    let mut reader = Reader {
        grammar,
        context: Context::default(),
        published: None,
        line_month: None,
        clause_year: None,
        quoted: false,
        scene: None,
        weekly: false,
        unset: Vec::new(),
    };
    let mut times = Vec::new();
    let mut at = 0;
    while let Some(c) = chars.as_slice().get(at) {
        reader.pass(*c, at);
        if !lexicon::starts(*c).any(Starts::TIME_OR_WORD) {
            at += 1;
            continue;
        }
        let Some((said, end)) = reader.grammar.read(at).filter(|(said, end)| reader.is_time(said, at, *end)) else {
            at += 1;
            continue;
        };
        reader.publish(published(chars.span(at, end).start));
        let end = reader.with_about(&said, end);
        let modifier = reader.modifier(at, end);
        if let Some((value, evidence)) = reader.value(&said, at, end) {
            if matches!(value, Value::Clock(None, _) | Value::DayPart(None, _)) && reader.starts_line(at) {
                reader.unset.push(times.len());
            }
            times.push(Time { span: chars.span(at, end), value, modifier, evidence });
        }
        reader.set_scene(&mut times);
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
    /// The day of the events that are told: bare clock times belong to it.
    scene: Option<Date>,
    /// The sentence speaks of every week.
    weekly: bool,
    /// The times that head a section before the scene is set.
    unset: Vec<usize>,
}

impl Reader<'_> {
    /// Notes the character `c` at `at`.
    fn pass(&mut self, c: char, at: usize) {
        match c {
            '\n' => {
                (self.quoted, self.line_month, self.clause_year, self.weekly) = (false, None, None, false);
            }
            '。' | '！' | '？' | ';' | '；' => (self.clause_year, self.weekly) = (None, false),
            '.' if !self.grammar.peek(at + 1).is_some_and(|c| c.is_ascii_alphanumeric()) => self.clause_year = None,
            '每' if self.grammar.any(at + 1, &["周", "个星期", "星期"]).is_some() => self.weekly = true,
            '“' => self.quoted = true,
            '”' => self.quoted = false,
            _ => {}
        }
    }

    /// Notes the date of publication; a new one starts a new article.
    fn publish(&mut self, published: Option<Date>) {
        if published != self.published {
            self.published = published;
            (self.scene, self.unset) = (None, Vec::new());
            self.context = Context::of(published);
        }
    }

    /// Gives the section heads that stand before the scene is set its day.
    fn set_scene(&mut self, times: &mut [Time]) {
        let Some(day) = self.scene else { return };
        for i in self.unset.drain(..) {
            let Some(time) = times.get_mut(i) else { continue };
            if let Value::Clock(date, _) | Value::DayPart(date, _) = &mut time.value {
                *date = Some(day);
                time.evidence = TimeEvidence::Text;
            }
        }
    }

    fn starts_line(&self, at: usize) -> bool {
        self.before(at).is_none_or(|c| c == '\n')
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
        let before = self.is_deadline(end) || grammar.literal(end, "止").is_some();
        (before && grammar.any(end, &["前往", "前来", "前去", "前列"]).is_none()).then_some(TimeModifier::Until)
    }

    /// Whether 前 or the like follows and makes a limit of a time: not in 五一假期前三天, which says which days.
    fn is_deadline(&self, end: usize) -> bool {
        let Some(after) = self.grammar.any(end, &["前", "之前", "以前"]) else { return false };
        let counted = self.grammar.number(after).and_then(|n| self.grammar.any(n.end, &["天", "周", "个月", "小时", "个小时"]));
        counted.is_none()
    }

    /// Whether the words of the clause point ahead.
    fn points_ahead(&self, at: usize, end: usize) -> bool {
        const CUES: &[&str] = &["将", "拟", "计划", "预计", "力争", "争取", "确保", "定于", "有望"];
        let stop = |c: char| matches!(c, '。' | '，' | ',' | '；' | ';' | '\n' | '！' | '？');
        let start = (at.saturating_sub(12)..at)
            .rev()
            .take_while(|i| self.grammar.peek(*i).is_some_and(|c| !stop(c)))
            .last()
            .unwrap_or(at);
        let after = (end..end + 15).take_while(|i| self.grammar.peek(*i).is_some_and(|c| !stop(c)));
        (start..at).chain(after).any(|i| self.grammar.any(i, CUES).is_some())
    }

    /// What the time means here, and from what that follows; notes it for the times that follow.
    fn value(&mut self, said: &Said, at: usize, end: usize) -> Option<(Value, TimeEvidence)> {
        let mut context = self.context.clone();
        context.ahead = self.points_ahead(at, end);
        context.deadline = self.is_deadline(end);
        context.over = self.grammar.any(end, &["以来", "至今"]).is_some();
        context.scene = self.scene;
        context.compared = self.follows(at, &["较", "比"]);
        context.weekly = self.weekly;
        context.clause_year = self.clause_year.filter(|_| !self.is_dispatch(end));
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
        let evidence = self.evidence(said, &value, &context);
        Some((value, evidence))
    }

    /// What the value would not be the same without: nothing but what is said, the day of publication, or what the text said before.
    fn evidence(&self, said: &Said, value: &Value, known: &Context) -> TimeEvidence {
        let follows_from = |day: Option<Date>| known.forgetful(day).resolve(said).as_ref() == Some(value);
        if follows_from(None) {
            TimeEvidence::Said
        } else if follows_from(self.published) {
            TimeEvidence::Publication
        } else {
            TimeEvidence::Text
        }
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
        let compares = self.follows(at, &["比", "较", "是", "由", "从", "创", "相当于", "恢复到", "超过", "到", "至"]);
        if !compares || self.context.period.is_none() || self.follows(at, &["截至", "截止到", "截止至"]) {
            self.context.period = Some(value.clone());
            self.context.holiday = match said {
                Said::One(Frame { block: Some(Block::Holiday(id) | Block::Festival(id)), .. }) => Some(*id),
                _ => None,
            };
        }
        if let Said::One(frame) | Said::Range(_, frame) = said
            && (frame.year.is_some() || frame.month.is_some())
            && let Some(last) = value.last_day()
            // 比2015年 and 由2016年 only measure by that year.
            && !compares
        {
            if frame.year.is_some() {
                (self.context.year, self.clause_year) = (Some(last.year()), Some(last.year()));
            }
            if frame.month.is_some() {
                let month = (last.year(), last.month().unsigned_abs());
                self.context.month = Some(month);
                if frame.day.is_some() {
                    self.line_month = Some(month);
                }
            }
        }
        let day = match value {
            Value::Day(day) | Value::DayPart(Some(day), _) | Value::Clock(Some(day), _) => Some(*day),
            Value::Interval(_, last) if matches!(**last, Value::Day(_)) => value.first_day(),
            _ => None,
        };
        let Some(day) = day else { return };
        let (Said::One(frame) | Said::Range(frame, _)) = said else { return };
        let ahead = self.context.today.and_then(|today| day.until(today).ok()).map(|span| span.get_days());
        if frame.block.is_none() && frame.third.is_none() && !self.follows(at, &["继", "比", "较"]) {
            self.context.day = Some(day);
            let told = ahead.is_none_or(|days| (0..=30).contains(&days));
            if told && !self.follows(at, &["截至", "截止", "走到"]) {
                self.scene = Some(day);
            }
        }
        let distance = self.published.map_or(0, |p| p.since(day).map_or(i32::MAX, |s| s.get_days().abs()));
        if self.is_dateline(frame, at, end) && distance <= 40 || self.heads_diary(at, end) && distance <= 366 {
            self.context.today = Some(day);
            self.scene = Some(day);
        }
    }

    /// 3月12日 晴: a line of a diary that holds the date and the weather.
    fn heads_diary(&self, at: usize, end: usize) -> bool {
        let weather = ["晴", "阴", "雨", "雪", "风", "云", "雾", "霾", "尘"];
        let rest = (end..end + 5).take_while(|i| self.grammar.peek(*i).is_some_and(|c| c != '\n'));
        let rest: Vec<usize> = rest.collect();
        rest.len() <= 4 && self.starts_line(at) && rest.iter().any(|i| self.grammar.any(*i, &weather).is_some())
    }

    fn is_dispatch(&self, end: usize) -> bool {
        self.grammar.any(end, &["讯", "电", "消息"]).is_some()
    }

    /// 本报12月24日讯, or a line of a diary that holds only the date and the weather.
    fn is_dateline(&self, frame: &Frame, at: usize, end: usize) -> bool {
        if !matches!((frame.month, frame.day), (Some(MonthRef::Is(_)), Some(DayRef::Is(_)))) {
            return false;
        }
        let dispatch = self.is_dispatch(end);
        let rest = (end..end + 5).take_while(|i| self.grammar.peek(*i).is_some_and(|c| c != '\n')).count();
        dispatch || (rest <= 4 && self.before(at).is_none_or(|c| c == '\n'))
    }
}

#[cfg(test)]
mod tests;
