//! What the grammar reads: times as they are said, not yet resolved.

use super::{
    festival::FestivalId,
    value::{DayPart, Every, Season, Unit},
};

/// A time as it is said.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Said {
    /// One point or span.
    One(Frame),
    /// From the first to the second.
    Range(Frame, Frame),
    /// Years from the first to the second, the end of a plan period, a decade: known without any context.
    Years(i16, i16),
    /// 去年同期: the time spoken of, so many years or months before.
    SamePeriod(Shift),
    /// 近三年, 五年前, 未来4个月.
    Rolling(Rolling),
    /// 几十年后: between the first, the earlier, and the second.
    Rollings(Rolling, Rolling),
    /// 立冬前一天: so many days from another day.
    Beside(Frame, i64),
    /// Now.
    Now,
    /// Not long ago.
    Recent,
    /// Again and again.
    Every(Every),
}

/// How far 同期 goes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shift {
    Years(i16),
    Months(i32),
    ToYear(i16),
    None,
}

/// A number of units before or after now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Rolling {
    /// How many halves of a unit: 两年 is 4, 三年半 is 7.
    pub halves: u32,
    pub unit: Unit,
    pub sense: Sense,
}

/// Where a number of units lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sense {
    /// 三年前: the point.
    Ago,
    /// 三年后: the point.
    Later,
    /// 近三年, 三年来: the span up to now.
    Lately,
    /// 过去三年: the span before this.
    Past,
    /// 未来三年: the span after this.
    Next,
    /// 前两年, 上两周: the whole units before this one.
    Before,
    /// 下三周, 后三天: the whole units after this one.
    After,
    /// 三天内.
    Within,
    /// 三个月以来: the span up to now, from the start of its month, day or hour.
    Since,
    /// 两天之前: any time until then.
    UntilAgo,
    /// 两天以后: any time from then.
    SinceLater,
}

/// A partly filled form: what is said of a time, from coarse to fine.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Frame {
    pub year: Option<YearRef>,
    pub block: Option<Block>,
    pub month: Option<MonthRef>,
    pub third: Option<MonthPart>,
    pub week: Option<WeekRef>,
    pub day: Option<DayRef>,
    pub part: Option<PartWord>,
    pub clock: Option<SaidClock>,
    /// The date is of the lunar calendar.
    pub lunar: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum YearRef {
    Is(i16),
    /// Counted from this year.
    Offset(i32),
    /// The one spoken of.
    Same,
    /// The one before the one spoken of.
    Before,
    /// One that the text leaves open.
    Unknown,
}

/// A part of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Block {
    Half(u8),
    Quarter(u8),
    /// Counted from this quarter.
    QuarterOffset(i32),
    /// 三季度末.
    QuarterEnd(u8),
    /// 上季度末.
    QuarterOffsetEnd(i32),
    /// 前三季度, 前10个月: the first so many months.
    FirstMonths(u8),
    /// 前2周.
    FirstWeeks(u8),
    Season(Season),
    /// 夏秋.
    Seasons(Season, Season),
    Start,
    Middle,
    End,
    /// 全年: the year spoken of.
    Whole,
    /// 年内.
    Within,
    Months(u8, u8),
    Days((u8, u8), (u8, u8)),
    Festival(FestivalId),
    /// 国庆假期, 春节期间.
    Holiday(FestivalId),
    /// Counted from this term of school.
    Semester(i32),
    /// 2018/2019学年: up to the next August.
    SchoolYear,
    /// 第N周.
    Week(u8),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MonthRef {
    /// 1 to 12; more does not exist.
    Is(u8),
    /// Counted from this month.
    Offset(i32),
    /// The one spoken of.
    Same,
    /// 闰四月.
    Leap(u8),
}

/// A part of a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MonthPart {
    /// 上旬.
    Early,
    /// 中旬.
    Middle,
    /// 下旬.
    Late,
    /// 初.
    Start,
    /// 底, 末.
    End,
    /// 上半月.
    FirstHalf,
    /// 下半月.
    SecondHalf,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WeekRef {
    /// Counted from this week.
    Offset(i32),
    /// The nth week of the month or year; -1 is the last.
    Nth(i8),
    /// The week in which the day that is named comes next.
    Coming,
    /// 下半周.
    SecondHalf,
    /// 上半周.
    FirstHalf,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DayRef {
    /// 1 to 31; more does not exist.
    Is(u8),
    /// Counted from today.
    Offset(i64),
    /// Counted from the day spoken of.
    Same(i64),
    /// Monday is 1.
    Weekday(u8),
    Weekend,
    /// 第一个星期一; -1 is the last.
    NthWeekday(i8, u8),
    /// 第一天; -1 is the last.
    Nth(i64),
    /// 前两天 of a month.
    First(i64),
}

/// A part of the day with the hours it covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct PartWord {
    pub part: DayPart,
    /// Whether it is the dead of night, so that 1 to 5 o'clock belong to the next morning.
    pub night: bool,
    pub from: u8,
    pub to: u8,
}

/// A clock time as it is said: 下午3时 has hour 3.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct SaidClock {
    pub hour: u8,
    pub minute: Option<u8>,
    pub second: Option<u8>,
    pub tenth: Option<u8>,
    /// pm was written after it.
    pub pm: Option<bool>,
}

impl Frame {
    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether nothing but a time of day is said.
    pub fn is_clock(&self) -> bool {
        self.date_is_empty() && !self.is_empty()
    }

    /// Whether no date is said.
    pub fn date_is_empty(&self) -> bool {
        let Self { year, block, month, third, week, day, part: _, clock: _, lunar: _ } = self;
        year.is_none() && block.is_none() && month.is_none() && third.is_none() && week.is_none() && day.is_none()
    }

    /// Fills in what the end of a range leaves unsaid because its start says it.
    pub fn inherit(&mut self, start: &Self) {
        let absolute_day = matches!(self.day, Some(DayRef::Is(_)));
        if self.is_clock() {
            let (part, clock) = (self.part.or(start.part), self.clock);
            *self = Self { part, clock, ..start.clone() };
        } else if self.year.is_none() && self.block.is_none() && self.week.is_none() {
            if self.month.is_none() && absolute_day {
                (self.month, self.lunar) = (start.month, start.lunar);
            }
            if self.month.is_some() && !matches!(self.month, Some(MonthRef::Offset(_))) {
                self.year = start.year;
                self.lunar |= start.lunar && self.day.is_some();
            }
        } else if self.year.is_none() && self.block.is_some() {
            self.year = start.year;
        } else if self.week.is_none() && matches!(self.day, Some(DayRef::Weekday(_))) {
            self.week = start.week;
        }
        if self.week.is_none() && matches!((self.day, start.day), (Some(DayRef::Weekday(_)), Some(DayRef::Weekday(_)))) {
            self.week = start.week;
        }
    }
}
