//! Times, durations and repeating times in short texts such as an input field holds.
//!
//! An article rarely means a time by a bare number; a short text often does (周三三点, 15.3.2020). So the grammar reads more
//! boldly here, and relative times count from a moment rather than from a date of publication.

mod reading;
mod rolling;

pub use reading::{Bound, Reference, TimeKind, TimeReading, TimeReadingValue};

use super::{
    bounds::{Bounds, Moment},
    frame::{DayRef, Frame, MonthRef, Rolling, Said, Sense, YearRef},
    grammar::{Grammar, Manner},
    resolve::{Context, exact},
    text::Chars,
    value::{Season, Value},
};
use crate::span::Span;
use jiff::ToSpan;
use rust_decimal::Decimal;

/// Every time, duration and repeating time of a short text, in order and without overlap.
///
/// ```
/// use quandian::time::{Reference, TimeReadingValue, recognize};
/// let readings = recognize("明天下午三点", Reference::parse("2021-06-14T01:06:40"));
/// assert_eq!(readings[0].value, TimeReadingValue::Exact("2021-06-15T15:00".to_owned()));
/// ```
pub fn recognize(text: &str, reference: Option<Reference>) -> Vec<TimeReading> {
    let chars = Chars::new(text);
    let recognizer = Recognizer { grammar: Grammar::new(chars.as_slice(), Manner::Short), reference };
    let mut readings = Vec::new();
    let mut before: Option<(Frame, usize)> = None;
    let mut at = 0;
    while at < chars.as_slice().len() {
        let listed = before.as_ref().and_then(|(frame, end)| recognizer.goes_on(*end, at).then_some(frame));
        let Some((found, said, end)) = recognizer.read(at, listed) else {
            at += 1;
            continue;
        };
        readings.push(TimeReading { span: chars.span(at, end), ..found });
        before = said.map(|frame| (frame, end));
        at = end;
    }
    readings
}

/// A reading, the frame it was read from where it is one, and the character after it.
type Found = (TimeReading, Option<Frame>, usize);

struct Recognizer<'a> {
    grammar: Grammar<'a>,
    reference: Option<Reference>,
}

impl Recognizer<'_> {
    /// Whether a list of times that has come to `end` goes on at `at`: 9月10号，11号.
    fn goes_on(&self, end: usize, at: usize) -> bool {
        at == end + 1 && matches!(self.grammar.peek(end), Some('、' | '，' | ',' | '和' | '及' | '与'))
    }

    /// The reading that starts at `at`, after `listed` in a list.
    fn read(&self, at: usize, listed: Option<&Frame>) -> Option<Found> {
        let time = self.time(at, listed);
        let duration = self.grammar.duration(at).filter(|_| !self.inside_number(at));
        match (time, duration) {
            (Some(time), Some((_, longer))) if longer <= time.2 => Some(time),
            (_, Some((duration, end))) => {
                let unit = Some(duration.unit);
                let text = |d: Decimal| d.normalize().to_string();
                let value = if duration.lo == duration.hi {
                    TimeReadingValue::Exact(text(duration.lo))
                } else {
                    TimeReadingValue::Between(Some(text(duration.lo)), Some(text(duration.hi)))
                };
                let reading = TimeReading { span: Span::new(0, 0), kind: TimeKind::Duration, value, unit, bound: None };
                Some((reading, None, end))
            }
            (time, None) => time,
        }
    }

    fn inside_number(&self, at: usize) -> bool {
        at.checked_sub(1).and_then(|i| self.grammar.peek(i)).is_some_and(|c| c.is_ascii_digit() || c == '.')
    }

    fn time(&self, at: usize, listed: Option<&Frame>) -> Option<Found> {
        let grammar = &self.grammar;
        let until = grammar.any(at, &["截止到", "截止至", "截至到", "截至", "截止", "直到", "直至"]);
        let lead = until.or_else(|| grammar.any(at, &["自从", "从", "自", "在", "大约", "约", "于"]));
        let since = grammar.any(at, &["自从", "从", "自"]).is_some();
        let led = lead.and_then(|p| grammar.read(p));
        let until = until.is_some() && led.is_some();
        let (mut said, end) = match led {
            Some(found) => found,
            None => grammar.read(at)?,
        };
        if let Said::Every(every) = said {
            let value = TimeReadingValue::Exact(Value::Every(every).to_string());
            let reading = TimeReading { span: Span::new(0, 0), kind: TimeKind::Set, value, unit: None, bound: None };
            return Some((reading, None, end));
        }
        if let (Said::One(frame), Some(listed)) = (&mut said, listed)
            && matches!(frame.day, Some(DayRef::Is(_)))
        {
            frame.inherit(listed);
        }
        let between = self.pair(&said, end).or_else(|| self.with_now(&said, end)).or_else(|| self.begun_until(&said, end));
        let (bounds, end) = match between {
            Some((bounds, end)) => (Some(bounds), end),
            None => (self.bounds(&said), end),
        };
        let range = between.is_some() || matches!(said, Said::Range(..));
        let (bound, end) = self.bound(end, since && !range);
        let bound = if until { bound.or(Some(Bound::Until)) } else { bound };
        // 2018年至2020年止 has its end already.
        let bound = bound.filter(|b| *b != Bound::Until || !range);
        // 2020至2025年前 has both its ends already.
        let bound = bound.filter(|b| *b != Bound::Before || !matches!(said, Said::Range(..)));
        let whole = bound.is_none_or(|b| b == Bound::Approx);
        let exact = self.exact(&said).filter(|_| whole && between.is_none());
        let value = match (exact, bounds) {
            (Some(value), _) => TimeReadingValue::Exact(value),
            (None, Some(bounds)) => bounded(bounds, bound, self.is_point(&said), self.reference.map(Reference::moment)),
            (None, None) => TimeReadingValue::Unknown,
        };
        let frame = if let Said::One(frame) = said { Some(frame) } else { None };
        Some((TimeReading { span: Span::new(0, 0), kind: TimeKind::Time, value, unit: None, bound }, frame, end))
    }

    /// The words after a time that bound it.
    fn bound(&self, end: usize, since: bool) -> (Option<Bound>, usize) {
        const WORDS: [(&[&str], Bound); 6] = [
            (&["或之前", "及之前", "及以前", "或以前", "或更早"], Bound::Until),
            (&["或之后", "及之后", "及以后", "或以后", "以来", "起", "开始"], Bound::Since),
            (&["左右", "前后", "许"], Bound::Approx),
            (&["之前", "以前", "前"], Bound::Before),
            (&["之后", "以后", "后"], Bound::After),
            (&["至今"], Bound::Since),
        ];
        // 9月底止, 到9月底为止; but not 9月底止跌.
        let stops = |end: &usize| !self.grammar.peek(*end).is_some_and(|c| c.is_alphanumeric() && c != '的');
        if let Some(end) = self.grammar.any(end, &["为止", "截止", "止"]).filter(stops) {
            return (Some(Bound::Until), end);
        }
        for (words, bound) in WORDS {
            if let Some(end) = self.grammar.any(end, words) {
                return (Some(bound), self.grammar.literal(end, "至今").unwrap_or(end));
            }
        }
        (since.then_some(Bound::Since), end)
    }

    /// 1月15号4点和2月3号9点之间, 2007年与2009年间.
    fn pair(&self, first: &Said, end: usize) -> Option<(Bounds, usize)> {
        let p = self.grammar.any(end, &["和", "与", "跟"])?;
        let (second, end) = self.grammar.read(p)?;
        let end = self.grammar.any(end, &["之间", "间"])?;
        let (Said::One(from), Said::One(to)) = (first, &second) else { return None };
        let mut to = to.clone();
        to.inherit(from);
        let (lo, mut hi) = (self.frame(from)?.lo?, self.frame(&to)?.lo?);
        let order = |m: &Moment| (m.date, m.seconds);
        let mut lo = lo;
        if order(&hi) < order(&lo) {
            // 10月和5月间: the start lies in the year before.
            match from.month {
                Some(_) if from.year.is_none() => lo.date = lo.date.and_then(|d| d.checked_sub(1.year()).ok()),
                _ => hi.date = hi.date.and_then(|d| d.checked_add(1.year()).ok()),
            }
        }
        // What lies behind and names no year is the coming one.
        let behind = self.reference.is_some_and(|r| order(&hi) < order(&r.moment()));
        if behind && from.month.is_some() && from.year.is_none() && to.year.is_none() {
            let later = |m: Moment| Moment { date: m.date.and_then(|d| d.checked_add(1.year()).ok()), ..m };
            (lo, hi) = (later(lo), later(hi));
        }
        Some((Bounds::new(lo, hi), end))
    }

    /// 去年到现在, 从现在到八点.
    fn with_now(&self, first: &Said, end: usize) -> Option<(Bounds, usize)> {
        let reference = self.reference?;
        // 2001年起至今.
        let until_now = self.grammar.literal(self.grammar.any(end, &["起", "以来", "开始"]).unwrap_or(end), "至今");
        if let (Said::One(frame), Some(end)) = (first, until_now) {
            return Some((Bounds { lo: self.frame(frame)?.lo, hi: reference.end() }, end));
        }
        let (second, end) = self.grammar.read(self.grammar.any(end, &["到", "至", "-"])?)?;
        match (first, &second) {
            (Said::One(frame), Said::Now) => Some((Bounds { lo: self.frame(frame)?.lo, hi: reference.end() }, end)),
            (Said::Now, Said::One(frame)) => {
                let (lo, hi) = (reference.moment(), self.frame(frame)?);
                let hi = if frame.clock.is_some() { hi.lo? } else { hi.hi? };
                let past = hi.date == lo.date && hi.seconds < lo.seconds && frame.part.is_none();
                Some((Bounds::new(lo, if past { hi.plus(12 * 3600) } else { hi }), end))
            }
            _ => None,
        }
    }

    /// 自2019年3月起至2021年6月, 9月1日开始到9月30日.
    fn begun_until(&self, first: &Said, end: usize) -> Option<(Bounds, usize)> {
        let begun = self.grammar.any(end, &["起", "开始"])?;
        let p = self.grammar.any(begun, &["，", ","]).unwrap_or(begun);
        let (second, end) = self.grammar.read(self.grammar.any(p, &["至", "到", "-"])?)?;
        match (first, &second) {
            (Said::One(from), Said::One(to)) => {
                let mut to = to.clone();
                to.inherit(from);
                Some((self.range(from, &to)?, end))
            }
            _ => None,
        }
    }

    fn context(&self) -> Context {
        Context {
            today: self.reference.map(|r| r.date),
            day: self.reference.map(|r| r.date),
            manner: Manner::Short,
            ..Context::default()
        }
    }

    /// Whether a time is a point on the clock rather than a span.
    fn is_point(&self, said: &Said) -> bool {
        matches!(
            said,
            Said::One(Frame { clock: Some(_), .. }) | Said::Rolling(Rolling { sense: Sense::Ago | Sense::Later, .. }) | Said::Now
        )
    }

    /// The value as one string, where it has one.
    fn exact(&self, said: &Said) -> Option<String> {
        match said {
            Said::One(frame) => {
                if let Some(clock) = frame.clock {
                    let lo = self.frame(frame)?.lo?;
                    let (said, _) = exact(clock, frame.part);
                    return Some(match (lo.date, said.second) {
                        (Some(date), Some(_)) => {
                            format!("{date}T{:02}:{:02}:{:02}", lo.seconds / 3600, lo.seconds / 60 % 60, lo.seconds % 60)
                        }
                        (Some(date), None) => format!("{date}T{:02}:{:02}", lo.seconds / 3600, lo.seconds / 60 % 60),
                        (None, _) => lo.to_string(),
                    });
                }
                if frame.part.is_some() {
                    return None;
                }
                match self.context().resolve(said)? {
                    Value::Season(Some(year), season) => {
                        let name = match season {
                            Season::Spring => "SP",
                            Season::Summer => "SU",
                            Season::Autumn => "FA",
                            Season::Winter => "WI",
                        };
                        Some(format!("{year:04}-{name}"))
                    }
                    value @ (Value::Year(Some(_))
                    | Value::Half(Some(_), _)
                    | Value::Quarter(Some(_), _)
                    | Value::Month(Some(_), Some(_))
                    | Value::Day(_)) => Some(value.to_string()),
                    _ => None,
                }
            }
            Said::Now => {
                let now = self.reference?;
                Some(now.time.map_or_else(
                    || now.date.to_string(),
                    |t| format!("{}T{:02}:{:02}:{:02}", now.date, t.hour(), t.minute(), t.second()),
                ))
            }
            Said::Rolling(rolling) if matches!(rolling.sense, Sense::Ago | Sense::Later) => self.point(*rolling),
            _ => None,
        }
    }

    fn bounds(&self, said: &Said) -> Option<Bounds> {
        match said {
            Said::One(frame) => self.frame(frame),
            Said::Range(from, to) => self.range(from, to),
            Said::Rolling(rolling) => self.rolling(*rolling),
            Said::Rollings(first, last) => Some(Bounds { lo: self.near(*first)?.lo, hi: self.near(*last)?.hi }),
            Said::Now => {
                let now = self.reference?.moment();
                Some(Bounds::new(now, now))
            }
            Said::Recent | Said::Every(_) => None,
            Said::Years(..) | Said::SamePeriod(_) | Said::Beside(..) => Bounds::of(&self.context().resolve(said)?),
        }
    }

    fn range(&self, from: &Frame, to: &Frame) -> Option<Bounds> {
        let first = self.frame(from)?;
        let mut to = to.clone();
        // 2月29日-3月1日: both in the year of the first.
        if to.year.is_none() && from.year.is_none() && matches!(to.month, Some(MonthRef::Is(_))) && !to.lunar {
            to.year = first.lo?.date.map(|d| YearRef::Is(d.year()));
        }
        let last = self.frame(&to)?;
        // The end of a range on the clock is the hour that is named; of days, months and years it is inside.
        let (lo, mut hi) = (first.lo?, if to.clock.is_some() { last.lo? } else { last.hi? });
        let order = |m: &Moment| (m.date, m.seconds);
        if order(&hi) < order(&lo) {
            if matches!(to.day, Some(DayRef::Weekday(_))) && to.month.is_none() {
                // 周一到周五: the Friday after that Monday.
                hi.date = hi.date.and_then(|d| d.checked_add(7.days()).ok());
            } else if to.clock.is_some() && to.date_is_empty() || to.clock.is_some() && hi.date == lo.date {
                hi.date = hi.date.and_then(|d| d.tomorrow().ok());
            } else if to.month.is_some() && from.year.is_none() || to.year.is_none() {
                hi.date = hi.date.and_then(|d| d.checked_add(1.year()).ok());
            }
        }
        Some(Bounds::new(lo, hi))
    }

    /// The bounds of a frame: of its hour, its part of the day or its days.
    fn frame(&self, frame: &Frame) -> Option<Bounds> {
        let context = self.context();
        let timed = frame.clock.is_some() || frame.part.is_some();
        if !timed {
            return Bounds::of(&context.resolve(&Said::One(frame.clone()))?);
        }
        let date = if frame.date_is_empty() {
            // A bare clock time belongs to a day only where the reference is a moment of one.
            self.reference.filter(|r| r.time.is_some()).map(|r| r.date)
        } else {
            let day = Frame { clock: None, part: None, ..frame.clone() };
            Some(context.resolve(&Said::One(day))?.first_day()?)
        };
        let midnight = Moment { date, seconds: 0 };
        if let Some(said) = frame.clock {
            let (clock, _) = exact(said, frame.part);
            let seconds =
                (i32::from(clock.hour) * 60 + i32::from(clock.minute.unwrap_or(0))) * 60 + i32::from(clock.second.unwrap_or(0));
            let lo = midnight.plus(seconds);
            let length = if clock.second.is_some() {
                1
            } else if clock.minute.is_some() {
                60
            } else {
                3600
            };
            return Some(Bounds::new(lo, lo.plus(length)));
        }
        let part = frame.part?;
        Some(Bounds::new(midnight.plus(i32::from(part.from) * 3600), midnight.plus(i32::from(part.to) * 3600)))
    }
}

/// The bounds that are left of a time when 之前, 以来 or the like follows, seen from `now`.
fn bounded(bounds: Bounds, bound: Option<Bound>, point: bool, now: Option<Moment>) -> TimeReadingValue {
    let text = |m: Option<Moment>| m.map(|m| m.to_string());
    let ahead = now.zip(bounds.lo).is_some_and(|(now, lo)| lo.date.is_some() && lo.date > now.date);
    let (lo, hi) = match bound {
        None | Some(Bound::Approx) => (bounds.lo, bounds.hi),
        // What is to be done 明年底前 has from now until the end of it, and 后天下午3点前 until that moment.
        Some(Bound::Before) if ahead => (now, if point { bounds.lo } else { bounds.hi }),
        Some(Bound::Before) => (None, bounds.lo),
        Some(Bound::Until) => (None, bounds.hi),
        Some(Bound::After) if point => (bounds.lo, None),
        Some(Bound::After) => (bounds.hi, None),
        Some(Bound::Since) => (bounds.lo, None),
    };
    if lo.is_none() && hi.is_none() { TimeReadingValue::Unknown } else { TimeReadingValue::Between(text(lo), text(hi)) }
}

#[cfg(test)]
mod tests;
