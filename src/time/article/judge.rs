//! Which readings of the grammar are times in an article, and which are words cut across, counts, rates or names.

use super::Reader;
use crate::time::{
    festival::FestivalId,
    frame::{Block, DayRef, Frame, MonthRef, Rolling, Said, Sense, Shift, YearRef},
    number::is_numeral,
    value::{Every, Unit},
};

impl Reader<'_> {
    /// Whether a reading of the grammar is a time in an article.
    pub(super) fn is_time(&self, said: &Said, at: usize, end: usize) -> bool {
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
}
