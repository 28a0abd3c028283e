//! Which readings of the grammar are times in an article, and which are words cut across, counts, rates or names.

use super::Reader;
use crate::{
    table,
    time::{
        festival::FestivalId,
        frame::{Block, DayRef, Frame, MonthRef, Rolling, Said, Sense, Shift, YearRef},
        number::is_numeral,
        value::{Every, Unit},
    },
};

table::lists! {
    /// The word lists of `judge.txt`, which says what each is for.
    CUES: Cues in "judge.txt" {
        now_inside,
        now_menu,
        now_again,
        now_spoken,
        span_behind,
        span_before,
        span_opens,
        whole_behind,
        edge_behind,
        same_day,
        same_day_behind,
        same_year_behind,
        day_before,
        next_year_before,
        past,
        past_before,
        check,
        part,
        sale,
        term,
        festival_behind,
        fresh,
        festival_name,
    }
}

/// Whether a word of the list is this character.
fn is_one(c: Option<char>, words: &[&str]) -> bool {
    c.is_some_and(|c| words.iter().any(|word| word.starts_with(c)))
}

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
            Said::Range(from, to) => from.clock.is_some() == to.clock.is_some() || from.part.is_some() || !from.date_is_empty(),
            Said::Rolling(rolling) => self.rolling_is_time(*rolling, at, end),
        }
    }

    fn has(&self, at: usize, words: &[&str]) -> bool {
        self.grammar.any(at, words).is_some()
    }

    fn now_is_time(&self, at: usize, end: usize) -> bool {
        // 项目前期, 体现在, 当前位置: no words of their own.
        !is_one(self.before(at), &CUES.now_inside)
            && !self.has(end, &CUES.now_menu)
            && !self.has(at, &CUES.now_again)
            && !self.has(end, &CUES.now_spoken)
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
        let sound = rolling.halves > 0 && !is_one(next, &CUES.span_behind) && !is_one(self.before(at), &CUES.span_before);
        // 从警16年来 says how long, 三年来，… when.
        let opens = self.starts_clause(at) || is_one(self.before(at), &CUES.span_opens);
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
                !self.has(end, &CUES.whole_behind) && self.before(at) != Some('年')
            }
            (Some(Block::Start | Block::End | Block::Middle), _) if frame.year.is_none() => !is_one(next, &CUES.edge_behind),
            // 三年内 and 半年里 are durations.
            (Some(Block::Within), _) if frame.year.is_none() => !self.before(at).is_some_and(is_numeral),
            (Some(Block::FirstMonths(_)), _) if frame.year.is_none() => {
                !self.follows(at, &["提"]) && self.grammar.peek(at) != Some('头')
            }
            (Some(Block::Season(_)), _) if frame.year.is_none() => self.follows(at, &["整个"]),
            (_, Some(DayRef::Same(_))) if !timed => {
                if self.has(at, &CUES.same_day) && !self.starts_clause(at) {
                    return false;
                }
                let same_act = is_one(next, &CUES.same_day_behind);
                self.starts_clause(at) || !same_act && frame.day == Some(DayRef::Same(0))
            }
            // 达产后年产, 以前天不亮, 该年审: words cut across.
            _ if self.is_cut_across(at, end) => false,
            (_, Some(DayRef::Is(_))) if frame.month.is_none() && frame.year.is_none() => !self.follows(at, &CUES.day_before),
            // 8月当月 says 8月 again.
            _ if frame.month == Some(MonthRef::Same) => self.before(at) != Some('月'),
            _ if frame.year == Some(YearRef::Same) && frame.month.is_none() && frame.block.is_none() => {
                self.starts_clause(at) || !is_one(next, &CUES.same_year_behind)
            }
            _ => true,
        }
    }

    fn is_cut_across(&self, at: usize, end: usize) -> bool {
        let grammar = &self.grammar;
        let next_year =
            grammar.any(at, &["后年"]).is_some() && !self.starts_clause(at) && !is_one(self.before(at), &CUES.next_year_before);
        let past = self.has(at, &CUES.past) && is_one(self.before(at), &CUES.past_before);
        let check = self.has(at, &CUES.check);
        let ditto = self.before(at) == Some('一') || grammar.any(at, &["一月"]).is_some() && grammar.peek(end) == Some('一');
        next_year || past || check || ditto
    }

    fn part_is_plain(&self, at: usize) -> bool {
        self.has(at, &CUES.part)
    }

    fn festival_is_time(&self, id: FestivalId, at: usize, end: usize) -> bool {
        // 世界环境日, 国家宪法日: named days are events rather than times.
        let named_day = self.before(end) == Some('日') || self.has(at, &CUES.sale);
        let term = !id.is_lunar() && id.is_term() && !self.has(at, &CUES.term);
        let used = self.has(end, &CUES.festival_behind);
        let fresh = self.has(at, &CUES.fresh) && !used;
        let longer = self.has(end, &CUES.festival_name);
        !named_day && !longer && !fresh && (!term || used)
    }
}
