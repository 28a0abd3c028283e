//! Times in articles: which readings of the grammar are times there, what they count from, and what stands round them.

use super::{
    Time, TimeModifier,
    festival::FestivalId,
    frame::{Block, DayRef, Frame, MonthRef, Rolling, Said, Sense, Shift, YearRef},
    grammar::{Grammar, Manner},
    lexicon::{self, Starts},
    number::is_numeral,
    resolve::Context,
    text::Chars,
    value::{Every, Unit, Value},
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
        if let Some(value) = reader.value(&said, at, end) {
            if matches!(value, Value::Clock(None, _) | Value::DayPart(None, _)) && reader.starts_line(at) {
                reader.unset.push(times.len());
            }
            times.push(Time { span: chars.span(at, end), value, modifier });
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
            self.context = Context {
                today: published,
                report_year: published.map(|d| if d.month() <= 3 { d.year() - 1 } else { d.year() }),
                ..Context::default()
            };
        }
    }

    /// Gives the section heads that stand before the scene is set its day.
    fn set_scene(&mut self, times: &mut [Time]) {
        let Some(day) = self.scene else { return };
        for i in self.unset.drain(..) {
            if let Some(Value::Clock(date, _) | Value::DayPart(date, _)) = times.get_mut(i).map(|t| &mut t.value) {
                *date = Some(day);
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

    /// Whether a reading of the grammar is a time in an article.
    fn is_time(&self, said: &Said, at: usize, end: usize) -> bool {
        match said {
            Said::Now => self.now_is_time(at, end),
            Said::Recent => !self.follows(at, &["而"]),
            Said::One(frame) => self.frame_is_time(frame, at, end),
            Said::SamePeriod(Shift::None) | Said::Rollings(..) => false,
            Said::SamePeriod(_) | Said::Beside(..) => true,
            // 创建国家级 is cut across; 十四五个城市 counts.
            Said::Years(..) => match self.grammar.peek(end) {
                Some('个') => false,
                Some('家') => self.before(at) != Some('创'),
                _ => true,
            },
            Said::Every(every) => self.every_is_time(*every, at),
            Said::Range(from, to) => from.clock.is_none() && to.clock.is_none() || from.part.is_some() || !from.date_is_empty(),
            Said::Rolling(rolling) => self.rolling_is_time(*rolling, at, end),
        }
    }

    fn now_is_time(&self, at: usize, end: usize) -> bool {
        // 项目前期, 体现在, 当前位置: no words of their own.
        let cut =
            matches!(self.before(at), Some('项' | '题' | '科' | '条' | '体' | '出' | '呈' | '实' | '展' | '表' | '发' | '兑'));
        let menu = self.grammar.any(end, &["位置", "的位置", "页", "期"]).is_some();
        let year = self.grammar.any(at, &["而今年", "而今天", "而今日"]).is_some();
        !cut && !menu && !year && self.grammar.any(end, &[",我代表", "，我代表", "请"]).is_none()
    }

    /// 每人每月1200元 and 每秒120帧 are rates.
    fn every_is_time(&self, every: Every, at: usize) -> bool {
        let rate = (1..=6)
            .filter_map(|back| at.checked_sub(back))
            .take_while(|i| self.grammar.peek(*i).is_some_and(char::is_alphanumeric))
            .any(|i| self.grammar.peek(i) == Some('每'));
        !rate && !matches!(every, Every::Unit(_, Unit::Second | Unit::Minute | Unit::Hour))
    }

    fn rolling_is_time(&self, rolling: Rolling, at: usize, end: usize) -> bool {
        let next = self.grammar.peek(end);
        let sound = rolling.halves > 0
            && !matches!(next, Some('级' | '期' | '龄' | '后'))
            && !matches!(self.before(at), Some('每' | '第' | '满' | '提' | '超' | '前'));
        // 从警16年来 says how long, 三年来，… when.
        let opens = self.starts_clause(at) || matches!(self.before(at), Some('为' | '“'));
        let years = rolling.unit == Unit::Year;
        sound
            && match rolling.sense {
                Sense::Since => opens,
                Sense::Lately => years && (opens || next == Some('来')),
                Sense::Past => years,
                _ => true,
            }
    }

    fn frame_is_time(&self, frame: &Frame, at: usize, end: usize) -> bool {
        let next = self.grammar.peek(end);
        let timed = frame.part.is_some() || frame.clock.is_some();
        if frame.is_clock() {
            // A bare part of the day is a time where it opens a clause.
            let short = end <= at + 1;
            let counted = self.grammar.peek(end) == Some('差');
            return frame.clock.is_some() && !counted || (!short && self.starts_clause(at) && self.part_is_plain(at));
        }
        match (frame.block, frame.day) {
            (Some(Block::Festival(id)), _) => frame.year.is_some() || self.festival_is_time(id, at, end),
            (Some(Block::Whole), _) if frame.year.is_none() => {
                self.grammar.any(end, &["目标", "任务", "预期", "无休", "免费", "无假", "计划", "指标", "可", "能"]).is_none()
                    && self.before(at) != Some('年')
            }
            (Some(Block::Start | Block::End | Block::Middle), _) if frame.year.is_none() => {
                !matches!(next, Some('结' | '奖' | '终' | '考' | '答' | '总'))
            }
            // 三年内 and 半年里 are durations.
            (Some(Block::Within), _) if frame.year.is_none() => !self.before(at).is_some_and(is_numeral),
            (Some(Block::FirstMonths(_)), _) if frame.year.is_none() => {
                !self.follows(at, &["提"]) && self.grammar.peek(at) != Some('头')
            }
            (Some(Block::Season(_)), _) if frame.year.is_none() => self.follows(at, &["整个"]),
            (_, Some(DayRef::Same(_))) if !timed => {
                if self.grammar.any(at, &["那天", "第二天", "第三天", "第四天", "首日"]).is_some() && !self.starts_clause(at)
                {
                    return false;
                }
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
            // 达产后年产, 以前天不亮, 该年审: words cut across.
            _ if self.is_cut_across(at, end) => false,
            (_, Some(DayRef::Is(_))) if frame.month.is_none() && frame.year.is_none() => {
                !self.follows(at, &["少于", "多于", "超过", "至少", "有", "达", "共"])
            }
            // 8月当月 says 8月 again.
            _ if frame.month == Some(MonthRef::Same) => self.before(at) != Some('月'),
            _ if frame.year == Some(YearRef::Same) && frame.month.is_none() && frame.block.is_none() => {
                self.starts_clause(at) || !matches!(next, Some('就' | '可' | '即' | '的' | '见' | '开' | '建'))
            }
            _ => true,
        }
    }

    fn is_cut_across(&self, at: usize, end: usize) -> bool {
        let grammar = &self.grammar;
        let next_year = grammar.any(at, &["后年"]).is_some()
            && !self.starts_clause(at)
            && !matches!(self.before(at), Some('到' | '在' | '至' | '于'));
        let past = grammar.any(at, &["前天", "前年", "前日"]).is_some() && matches!(self.before(at), Some('以' | '之' | '目'));
        let check = grammar.any(at, &["该年审", "该年检"]).is_some();
        let ditto = self.before(at) == Some('一') || grammar.any(at, &["一月"]).is_some() && grammar.peek(end) == Some('一');
        next_year || past || check || ditto
    }

    fn part_is_plain(&self, at: usize) -> bool {
        self.grammar.any(at, &["上午", "下午", "傍晚", "中午", "清晨", "晚上", "当晚", "午后"]).is_some()
    }

    fn festival_is_time(&self, id: FestivalId, at: usize, end: usize) -> bool {
        // 世界环境日, 国家宪法日: named days are events rather than times.
        let named_day = self.before(end) == Some('日') || self.grammar.any(at, &["双11", "双12"]).is_some();
        let term = !id.is_lunar() && id.is_term() && self.grammar.any(at, &["清明", "冬至", "夏至", "立"]).is_none();
        let used = self.grammar.any(end, &["前", "后", "刚过", "过后", "时节", "节气", "当天", "将至", "临近"]).is_some();
        let fresh = self.grammar.any(at, &["新春", "元宵"]).is_some() && !used;
        let longer = self
            .grammar
            .any(end, &["节", "路", "街", "村", "晚会", "联欢", "文化", "档", "山", "河", "镇", "区", "县", "湖"])
            .is_some();
        !named_day && !longer && !fresh && (!term || used)
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

    /// What the time means here; notes it for the times that follow.
    fn value(&mut self, said: &Said, at: usize, end: usize) -> Option<Value> {
        let mut context = self.context.clone();
        context.ahead = self.points_ahead(at, end);
        context.deadline = self.grammar.any(end, &["前", "之前", "以前"]).is_some();
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
mod tests {
    use super::*;

    /// The times of `text` as `span value`, published on 25 December 2020.
    fn times(text: &str) -> Vec<String> {
        let found = find(text, |_| Some(Date::constant(2020, 12, 25)));
        found.iter().map(|t| format!("{} {}", t.span.of(text), t.value)).collect()
    }

    #[test]
    fn dates_and_spans() {
        for (text, want) in [
            ("截至11月底，共新引进30个项目", "11月底 2020-11-30"),
            ("今年以来签约26个", "今年 2020"),
            ("即2019年12月至2020年12月按时缴费", "2019年12月至2020年12月 2019-12/2020-12"),
            ("今年1—8月销售增长", "今年1—8月 2020-01/2020-08"),
            ("上半年完成", "上半年 2020-H1"),
            ("三季度末逐一通报", "三季度末 2020-09-30"),
            ("去年同期", "去年同期 2019"),
            ("二〇一九年五月一日起", "二〇一九年五月一日 2019-05-01"),
            ("“十四五”期间投资", "“十四五”期间 2021/2025"),
            ("上世纪五六十年代的老厂", "上世纪五六十年代 1950/1969"),
            ("9月20日7时至12时", "9月20日7时至12时 2020-09-20T07:00/2020-09-20T12:00"),
            ("4月8日（周六）9时至16时", "4月8日（周六）9时至16时 2020-04-08T09:00/2020-04-08T16:00"),
            ("7、8两月发运", "7、8两月 2020-07/2020-08"),
            ("国庆假期接待游客", "国庆假期 2020-10-01/2020-10-08"),
            ("农历三月廿三", "农历三月廿三 2020-04-15"),
            ("近年来", "近年来 recent"),
            ("逢周三出诊", "逢周三 every-wednesday"),
            ("8月中旬至9月底，", "8月中旬至9月底 2020-08-11/2020-09-30"),
        ] {
            assert_eq!(times(text), [want], "{text}");
        }
    }

    #[test]
    fn what_does_not_exist_is_left_open() {
        assert_eq!(times("2月31日开工"), ["2月31日 2020-02-XX"]);
        assert_eq!(times("二〇二三年十三月"), ["二〇二三年十三月 2023-XX"]);
        assert_eq!(times("2021年2月29日"), ["2021年2月29日 2021-02-XX"]);
    }

    #[test]
    fn without_a_date_of_publication_values_say_what_the_text_says() {
        let text = "12月24日，今年，2019年3月，昨天上午";
        let read: Vec<String> = find(text, |_| None).iter().map(|t| t.value.to_string()).collect();
        assert_eq!(read, ["XXXX-12-24", "XXXX", "2019-03", "TMO"]);
    }

    #[test]
    fn times_count_from_what_is_told() {
        for (text, want) in [
            ("本报12月24日讯 今天上午，会议召开", ["12月24日 2020-12-24", "今天上午 2020-12-24TMO"]),
            ("12月21日，发布会举行。当天下午，代表签约", ["12月21日 2020-12-21", "当天下午 2020-12-21TAF"]),
            ("1至10月发运80列，是去年同期的2倍", ["1至10月 2020-01/2020-10", "去年同期 2019-01/2019-10"]),
            ("2018年实现利润3亿元，比上年增长", ["2018年 2018", "上年 2017"]),
            ("3月1日报到，5日结束", ["3月1日 2020-03-01", "5日 2020-03-05"]),
        ] {
            assert_eq!(times(text), want, "{text}");
        }
    }

    #[test]
    fn what_is_no_time() {
        for text in [
            "3天办结",
            "两年，5个月",
            "3号线",
            "项目前期工作",
            "体现在三个方面",
            "每人每月1200元",
            "每秒120帧",
            "以21:16获胜",
            "用了16年来完成",
            "三年内不得再报",
        ] {
            assert_eq!(times(text), [""; 0], "{text}");
        }
    }
}
