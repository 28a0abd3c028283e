//! Times, durations and repeating times in short texts such as an input field holds.
//!
//! An article rarely means a time by a bare number; a short text often does (周三三点, 15.3.2020). So the grammar reads more
//! boldly here, and relative times count from a moment rather than from a date of publication.

use super::{
    bounds::{Bounds, Moment},
    frame::{DayRef, Frame, MonthRef, Rolling, Said, Sense, YearRef},
    grammar::{Grammar, Manner},
    resolve::{Context, exact, monday_of},
    text::Chars,
    value::{Season, Unit, Value},
};
use crate::span::{Reading, Span};
use jiff::{
    ToSpan,
    civil::{Date, DateTime, Time as TimeOfDay},
};
use rust_decimal::Decimal;

/// The moment that relative times count from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The day.
    pub date: Date,
    /// The time of day; without one a bare clock time names no day.
    pub time: Option<TimeOfDay>,
    /// How exact it is.
    pub precision: Unit,
}

impl Reference {
    /// Reads ISO 8601 as exact as it is given: `2021`, `2019-09`, `2017-03-22`, `2016-11-07T14:07:00`; an offset from UTC is
    /// left aside. `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let (day, time) = text.split_once('T').map_or((text, None), |(day, time)| (day, Some(time)));
        let mut parts = day.split('-').map(str::parse::<i16>);
        let (year, month, day) = (parts.next()?.ok()?, parts.next(), parts.next());
        let mut precision = match (&month, &day) {
            (None, _) => Unit::Year,
            (_, None) => Unit::Month,
            _ => Unit::Day,
        };
        let (month, day) = (month.unwrap_or(Ok(1)).ok()?, day.unwrap_or(Ok(1)).ok()?);
        let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
        let clock = time.map(|t| t.split(['+', '-', 'Z']).next().unwrap_or_default());
        let time = match clock {
            Some(clock) => {
                let mut parts = clock.split(':').map(str::parse::<i8>);
                let (hour, minute, second) = (parts.next()?.ok()?, parts.next(), parts.next());
                precision = match (&minute, &second) {
                    (None, _) => Unit::Hour,
                    (_, None) => Unit::Minute,
                    _ => Unit::Second,
                };
                Some(TimeOfDay::new(hour, minute.unwrap_or(Ok(0)).ok()?, second.unwrap_or(Ok(0)).unwrap_or(0), 0).ok()?)
            }
            None => None,
        };
        Some(Self { date, time, precision })
    }

    /// The first moment after it: what lasts until now lasts until then.
    fn end(self) -> Option<Moment> {
        Some(match self.precision {
            Unit::Year => Moment::midnight(self.date.last_of_year().tomorrow().ok()?),
            Unit::Month => Moment::midnight(self.date.last_of_month().tomorrow().ok()?),
            Unit::Day => Moment::midnight(self.date.tomorrow().ok()?),
            unit => self.moment().plus(i32::try_from(unit.seconds()).ok()?),
        })
    }

    fn moment(self) -> Moment {
        Moment::at(DateTime::from_parts(self.date, self.time.unwrap_or(TimeOfDay::midnight())))
    }
}

/// What kind of time was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TimeKind {
    /// A point or span on the calendar or the clock.
    Time,
    /// How long.
    Duration,
    /// Again and again.
    Set,
}

/// How a time read in a short text is bounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Bound {
    Before,
    Until,
    After,
    Since,
    Approx,
}

/// What a reading means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TimeReadingValue {
    /// One value: ISO 8601 for a time, a decimal number for a duration, `every-…` for a repeating time.
    Exact(String),
    /// From the first moment inside up to the first outside, ISO 8601; an open end is `None`. For a duration: from the least
    /// to the most.
    Between(Option<String>, Option<String>),
    /// Something that does not exist, or counts from a reference that was not given.
    Unknown,
}

/// A time, duration or repeating time in a short text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeReading {
    /// Where it stands, with the words that bound it.
    pub span: Span<Reading>,
    /// What kind it is.
    pub kind: TimeKind,
    /// What it means.
    pub value: TimeReadingValue,
    /// The unit of a duration; a mixed one (一年又一个月) is in seconds.
    pub unit: Option<Unit>,
    /// How it is bounded.
    pub bound: Option<Bound>,
}

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

    /// 2小时后, 5天前, 七年后: as exact as the unit.
    fn point(&self, rolling: Rolling) -> Option<String> {
        if let Some(moment) = self.fine_point(rolling) {
            return Some(format!(
                "{}T{:02}:{:02}:{:02}",
                moment.date?,
                moment.seconds / 3600,
                moment.seconds / 60 % 60,
                moment.seconds % 60
            ));
        }
        let value = self.context().resolve(&Said::Rolling(rolling))?;
        if rolling.unit == Unit::Week && matches!(value, Value::Day(_)) || self.halves_a_month(rolling) {
            // 4个星期之后: some day of a week; the bounds say which.
            return None;
        }
        matches!(value, Value::Year(Some(_)) | Value::Month(Some(_), _) | Value::Day(_)).then(|| value.to_string())
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

    fn rolling(&self, rolling: Rolling) -> Option<Bounds> {
        let Rolling { halves, unit, sense } = rolling;
        let reference = self.reference?;
        let now = reference.moment();
        let today = reference.date;
        let seconds = i32::try_from(halves.checked_mul(unit.seconds())? / 2).ok()?;
        let fine = matches!(unit, Unit::Second | Unit::Minute | Unit::Hour);
        let back = |d: Date| step(d, -i64::from(halves), unit);
        let forth = |d: Date| step(d, i64::from(halves), unit);
        let after_now = reference.end()?;
        match sense {
            Sense::Before | Sense::After => self.whole_units(halves, unit, sense),
            Sense::Past if fine => Some(Bounds::new(now.plus(-seconds), now)),
            Sense::Lately | Sense::Since if fine => Some(Bounds::new(now.plus(-seconds), after_now)),
            Sense::Since if matches!(unit, Unit::Day | Unit::Week) => Some(Bounds::new(now.plus(-seconds), after_now)),
            Sense::Since => Some(Bounds::new(Moment::midnight(back(today)?.first_of_month()), after_now)),
            Sense::Next if fine => Some(Bounds::new(now, now.plus(seconds))),
            Sense::Past if unit == Unit::Week => Some(Bounds::new(now.plus(-seconds), after_now)),
            Sense::Past | Sense::Lately => Some(Bounds::new(Moment::midnight(back(today)?), after_now)),
            Sense::UntilAgo => Some(Bounds { lo: None, ..Bounds::of(&self.context().resolve(&Said::Rolling(rolling))?)? }),
            Sense::SinceLater if fine => Some(Bounds { lo: Some(now.plus(seconds)), hi: None }),
            Sense::SinceLater => Some(Bounds { hi: None, ..Bounds::of(&self.context().resolve(&Said::Rolling(rolling))?)? }),
            Sense::Next if matches!(unit, Unit::Day | Unit::Week) => {
                let first = today.tomorrow().ok()?;
                Some(Bounds::new(Moment::midnight(first), Moment::midnight(forth(first)?)))
            }
            Sense::Next => Some(Bounds::new(Moment::midnight(today), Moment::midnight(forth(today)?))),
            Sense::Within if fine => Some(Bounds::new(now, after_now.plus(seconds))),
            Sense::Within if reference.precision > Unit::Day || halves % 2 == 1 && unit == Unit::Year => {
                Some(Bounds::new(now, Moment::midnight(forth(today)?.last_of_month().tomorrow().ok()?)))
            }
            Sense::Within => Some(Bounds::new(now, Moment::midnight(forth(today)?.tomorrow().ok()?))),
            Sense::Ago | Sense::Later if self.halves_a_month(rolling) => {
                let halves = i64::from(halves) * if sense == Sense::Ago { -1 } else { 1 };
                let moved = |d: Date| d.checked_add(jiff::Span::new().try_months(halves.div_euclid(2)).ok()?.days(15)).ok();
                Some(Bounds::new(Moment::midnight(moved(today)?), Moment::midnight(moved(reference.end()?.date?)?)))
            }
            Sense::Ago | Sense::Later => {
                let first = if sense == Sense::Ago { back(today)? } else { forth(today)? };
                Some(Bounds::days(first, first.checked_add(6.days()).ok()?))
            }
        }
    }

    /// 十个半月后 seen from a month: from the middle of a month to that of the next.
    fn halves_a_month(&self, rolling: Rolling) -> bool {
        let month = self.reference.is_some_and(|r| r.precision == Unit::Month);
        month && rolling.unit == Unit::Month && rolling.halves % 2 == 1
    }

    /// Round the moment so long ago or from now: its year, month or day, or where the unit is finer itself.
    fn near(&self, rolling: Rolling) -> Option<Bounds> {
        match self.fine_point(rolling) {
            Some(moment) => Some(Bounds::new(moment, moment)),
            None => Bounds::of(&self.context().resolve(&Said::Rolling(rolling))?),
        }
    }

    /// The moment so many hours, minutes or seconds ago or from now; none for longer units.
    fn fine_point(&self, Rolling { halves, unit, sense }: Rolling) -> Option<Moment> {
        if !matches!(unit, Unit::Second | Unit::Minute | Unit::Hour) {
            return None;
        }
        let seconds = i32::try_from(halves.checked_mul(unit.seconds())? / 2).ok()?;
        Some(self.reference?.moment().plus(if sense == Sense::Ago { -seconds } else { seconds }))
    }

    /// 上两周, 下三年: the whole units before or after the present one.
    fn whole_units(&self, halves: u32, unit: Unit, sense: Sense) -> Option<Bounds> {
        let reference = self.reference?;
        let now = reference.moment();
        let count = i64::from(halves / 2);
        if matches!(unit, Unit::Second | Unit::Minute | Unit::Hour) {
            let length = i32::try_from(unit.seconds()).ok()?;
            let start = Moment { seconds: now.seconds / length * length, ..now };
            let count = i32::try_from(count).ok()?;
            return Some(if sense == Sense::Before {
                Bounds::new(start.plus(-length * count), start)
            } else {
                Bounds::new(start.plus(length), start.plus(length * (count + 1)))
            });
        }
        let start = match unit {
            Unit::Week => monday_of(reference.date)?,
            Unit::Month => reference.date.first_of_month(),
            Unit::Year => reference.date.first_of_year(),
            _ => reference.date,
        };
        let halves = i64::from(halves);
        let (lo, hi) = if sense == Sense::Before {
            (step(start, -halves, unit)?, start)
        } else {
            let next = step(start, 2, unit)?;
            (next, step(next, halves, unit)?)
        };
        Some(Bounds::new(Moment::midnight(lo), Moment::midnight(hi)))
    }
}

/// So many halves of a unit later.
fn step(day: Date, halves: i64, unit: Unit) -> Option<Date> {
    let days = |per: i64| jiff::Span::new().try_days(halves * per / 2).ok();
    let months = |per: i64| jiff::Span::new().try_months(halves * per / 2).ok();
    let span = match unit {
        Unit::Year => months(12)?,
        Unit::Semester => months(6)?,
        Unit::Quarter => months(3)?,
        Unit::Month if halves % 2 == 0 => months(1)?,
        Unit::Month => days(30)?,
        Unit::Week => days(7)?,
        Unit::Day | Unit::Workday => days(1)?,
        Unit::Hour | Unit::Minute | Unit::Second => days(0)?,
    };
    day.checked_add(span).ok()
}

/// The bounds that are left of a time when 之前, 以来 or the like follows, seen from `now`.
fn bounded(bounds: Bounds, bound: Option<Bound>, point: bool, now: Option<Moment>) -> TimeReadingValue {
    let text = |m: Option<Moment>| m.map(|m| m.to_string());
    let ahead = now.zip(bounds.lo).is_some_and(|(now, lo)| lo.date.is_some() && lo.date > now.date);
    let (lo, hi) = match bound {
        None | Some(Bound::Approx) => (bounds.lo, bounds.hi),
        // What is to be done 明年底前 has from now until the end of it.
        Some(Bound::Before) if ahead => (now, bounds.hi),
        Some(Bound::Before) => (None, bounds.lo),
        Some(Bound::Until) => (None, bounds.hi),
        Some(Bound::After) if point => (bounds.lo, None),
        Some(Bound::After) => (bounds.hi, None),
        Some(Bound::Since) => (bounds.lo, None),
    };
    if lo.is_none() && hi.is_none() { TimeReadingValue::Unknown } else { TimeReadingValue::Between(text(lo), text(hi)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The readings of `text` as `span value`.
    fn readings(text: &str, reference: &str) -> Vec<String> {
        let read = |r: &TimeReading| {
            let value = match &r.value {
                TimeReadingValue::Exact(value) => value.clone(),
                TimeReadingValue::Between(lo, hi) => {
                    format!("{}..{}", lo.as_deref().unwrap_or_default(), hi.as_deref().unwrap_or_default())
                }
                TimeReadingValue::Unknown => "?".to_owned(),
            };
            let unit = r.unit.map(|u| format!(" {u}")).unwrap_or_default();
            format!("{} {value}{unit}", r.span.of(text))
        };
        recognize(text, Reference::parse(reference)).iter().map(read).collect()
    }

    #[test]
    fn times_of_short_texts() {
        for (text, reference, want) in [
            ("明天下午三点见", "2021-06-14T01:06:40", "明天下午三点 2021-06-15T15:00"),
            ("下午三点", "2021-06-14", "下午三点 T15:00:00"),
            ("周五开会", "2021-06-14", "周五 2021-06-18"),
            ("13.5.2015", "2021-06-14", "13.5.2015 2015-05-13"),
            ("从五点半到六点", "2017-03-22", "从五点半到六点 T05:30:00..T06:00:00"),
            ("2018年之后", "2017-03-22", "2018年之后 2019-01-01.."),
            ("自2018年以来", "2020-03-22", "自2018年以来 2018-01-01.."),
            ("明年底前", "2021-06-14", "明年底前 2021-06-14..2023-01-01"),
            ("2小时后", "2018-08-30T14:16:03", "2小时后 2018-08-30T16:16:03"),
            ("上两周", "2013-02-12T04:30:00", "上两周 2013-01-28..2013-02-11"),
            ("2019年2月29日", "2020-03-22", "2019年2月29日 ?"),
            ("聖誕節", "2013-02-12", "聖誕節 2013-12-25"),
            ("每周三", "2013-02-12", "每周三 every-wednesday"),
            ("1985到89年9月", "2020", "1985到89年9月 1985-01-01..1989-10-01"),
            ("2020至2025年前", "2020", "2020至2025年前 2020-01-01..2026-01-01"),
            ("2001年起至今", "2021-06-14", "2001年起至今 2001-01-01..2021-06-15"),
            ("下午七八点", "2021-06-14T01:06:40", "下午七八点 2021-06-14T19:00:00..2021-06-14T21:00:00"),
            ("几十年之后", "2021-06-14", "几十年之后 2041-01-01..2122-01-01"),
            ("几天前", "2021-06-14", "几天前 2021-06-04..2021-06-13"),
            ("几小时后", "2021-06-14T01:00:00", "几小时后 2021-06-14T03:00:00..2021-06-14T11:00:00"),
            ("未来7小时内", "2021-07-03T14:32", "未来7小时内 2021-07-03T14:32:00..2021-07-03T21:33:00"),
            ("一个半月后", "2019-09", "一个半月后 2019-10-16..2019-11-16"),
        ] {
            assert_eq!(readings(text, reference), [want], "{text}");
        }
    }

    #[test]
    fn bounded_times_seen_from_a_monday() {
        for (text, want) in [
            ("明天上午十点以后", "2021-06-15T10:00:00.."),
            ("今早七点半起", "2021-06-14T07:30:00.."),
            ("昨晚八点前后", "2021-06-13T20:00"),
            ("下午6时30分许", "2021-06-14T18:30"),
            ("本月15日止", "..2021-06-16"),
            ("截止到5月底", "..2021-06-01"),
            ("截至2020年12月31日", "..2021-01-01"),
            ("自2019年3月起至2021年6月止", "2019-03-01..2021-07-01"),
            ("从9月1日开始到9月30日", "2021-09-01..2021-10-01"),
            ("从周一到周五", "2021-06-21..2021-06-26"),
            ("上周三至本周二", "2021-06-09..2021-06-16"),
            ("3月5日至8日", "2021-03-05..2021-03-09"),
            ("3月5日－4月2日", "2021-03-05..2021-04-03"),
            ("2018年至2020年", "2018-01-01..2021-01-01"),
            ("2019年5月到7月", "2019-05-01..2019-08-01"),
            ("5月1日8时至5月3日18时", "2021-05-01T08:00:00..2021-05-03T18:00:00"),
            ("上午9:00-11:30", "2021-06-14T09:00:00..2021-06-14T11:30:00"),
            ("晚上7点半至9点", "2021-06-14T19:30:00..2021-06-14T21:00:00"),
            ("23点到次日凌晨2点", "2021-06-14T23:00:00..2021-06-15T02:00:00"),
            ("每周一至周五上午", "every-workday"),
            ("9月1日以后", "2021-09-02.."),
            ("9月1日及以后", "2021-09-01.."),
            ("9月1日或之前", "..2021-09-02"),
            ("2020年以来", "2020-01-01.."),
            ("从去年起", "2020-01-01.."),
            ("10天之内", "2021-06-14T01:06:40..2021-06-25"),
            ("两三天内", "2021-06-14T01:06:40..2021-06-18"),
            ("两三天前", "2021-06-11..2021-06-13"),
            ("近两三年", "2018-06-14..2021-06-14T01:06:41"),
            ("接下来的三天", "2021-06-15..2021-06-18"),
            ("过去十年", "2011-06-14..2021-06-14T01:06:41"),
            ("十年前", "2011"),
            ("二十年后", "2041"),
            ("前三季度", "2021-01-01..2021-10-01"),
            ("今年二季度末", "2021-06-30"),
            ("20世纪90年代末", "1997-01-01..2000-01-01"),
            ("去年国庆期间", "2020-10-01..2020-10-09"),
            ("除夕夜", "2022-01-31"),
            ("腊月廿三", "2022-01-25"),
            ("下下周五", "2021-07-02"),
            ("这个月月底", "2021-06-25..2021-07-01"),
        ] {
            assert_eq!(readings(text, "2021-06-14T01:06:40"), [format!("{text} {want}")], "{text}");
        }
    }

    #[test]
    fn days_of_a_list_share_their_month() {
        let days = readings("9月10号，11号和12号", "2021-06-14");
        assert_eq!(days, ["9月10号 2021-09-10", "11号 2021-09-11", "12号 2021-09-12"]);
    }

    #[test]
    fn durations_of_short_texts() {
        for (text, want) in [
            ("三年半", "三年半 3.5 year"),
            ("2621.2小时", "2621.2小时 2621.2 hour"),
            ("一个半钟头", "一个半钟头 1.5 hour"),
            ("3~6个月", "3~6个月 3..6 month"),
            ("一年又一个月21天", "一年又一个月21天 35942400 second"),
            ("兩年零三個月", "兩年零三個月 27 month"),
            ("三五天", "三五天 3..5 day"),
            ("两三个月", "两三个月 2..3 month"),
            ("十七八年", "十七八年 17..18 year"),
            ("大半天", "大半天 0.5..0.9 day"),
            ("小半年", "小半年 0.1..0.5 year"),
        ] {
            assert_eq!(readings(text, "2020-01-01"), [want], "{text}");
        }
    }
}
