//! When an article says that it was published: datelines (本报12月24日讯), date lines, the stamps of pages and sites.

use jiff::{ToSpan, civil::Date};

/// What the dateline that opens an article says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dateline {
    /// The whole date, where it gives the year.
    pub full: Option<Date>,
    /// The month.
    pub month: i8,
    /// The day.
    pub day: i8,
    /// Whether the paper that prints it speaks for itself (本报), and not an agency.
    own: bool,
}

impl Dateline {
    /// When a report that was written on `date` is printed: a paper carries its own reports of a day on the day after.
    pub fn printed(&self, date: Date) -> Date {
        if self.own { date.tomorrow().unwrap_or(date) } else { date }
    }
}

/// Characters at the start of a paragraph within which a dateline ends.
const DATELINE: usize = 40;

/// The first full date in `text`: 2023-04-22, 2023年07月07日, 2021/6/3, spaces in it or not.
pub fn full_date(text: &str) -> Option<Date> {
    let chars: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).map(digit).collect();
    let starts = chars
        .iter()
        .enumerate()
        .filter(|(i, c)| c.is_ascii_digit() && !i.checked_sub(1).and_then(|b| chars.get(b)).is_some_and(char::is_ascii_digit));
    starts.filter_map(|(i, _)| date_at(chars.get(i..)?)).next()
}

/// Chinese numerals of a year count as digits.
fn digit(c: char) -> char {
    let value = "〇一二三四五六七八九".chars().position(|d| d == c);
    match value.and_then(|v| char::from_digit(u32::try_from(v).ok()?, 10)) {
        Some(d) => d,
        None if matches!(c, '○' | '零') => '0',
        None => c,
    }
}

fn date_at(chars: &[char]) -> Option<Date> {
    let (year, rest) = number(chars, 4)?;
    let rest = separator(rest, &['年', '-', '/', '.'])?;
    let (month, rest) = number(rest, 2)?;
    let rest = separator(rest, &['月', '-', '/', '.'])?;
    let (day, rest) = number(rest, 2)?;
    let ends = rest.first().is_none_or(|c| !c.is_ascii_digit() || year > 0 && rest.len() > 4);
    let year = (1900..2100).contains(&year).then_some(year)?;
    if !ends {
        return None;
    }
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn number(chars: &[char], most: usize) -> Option<(u32, &[char])> {
    let count = chars.iter().take(most).take_while(|c| c.is_ascii_digit()).count();
    let value = chars.get(..count)?.iter().fold(0, |n, c| n * 10 + c.to_digit(10).unwrap_or(0));
    (count > 0).then_some((value, chars.get(count..)?))
}

fn separator<'a>(chars: &'a [char], marks: &[char]) -> Option<&'a [char]> {
    chars.first().filter(|c| marks.contains(c))?;
    chars.get(1..)
}

/// The dateline that opens `text` (本报12月24日讯, 新华社北京1月5日电).
pub fn dateline(text: &str) -> Option<Dateline> {
    // Most paragraphs open without a day.
    if !text.chars().take(DATELINE).any(|c| c == '日') {
        return None;
    }
    let head: String = text.chars().take(DATELINE).filter(|c| !c.is_whitespace()).collect();
    let end = ["日讯", "日电", "日消息", "日综合", "日专电", "日报道"].iter().filter_map(|w| head.find(w)).min()?;
    let before = head.get(..end)?;
    let day = before.rsplit('月').next()?;
    let before = before.strip_suffix(day)?.strip_suffix('月')?;
    let month: String = before.chars().rev().take_while(char::is_ascii_digit).collect::<String>().chars().rev().collect();
    let (month, day) = (month.parse().ok()?, day.parse().ok()?);
    Date::new(2000, month, day).ok()?;
    Some(Dateline { full: full_date(&head), month, day, own: head.starts_with("本报") })
}

/// The last `month`/`day` not later than two days after `anchor`: a paper of 2 January carries reports of 31 December.
pub fn latest(month: i8, day: i8, anchor: Date) -> Option<Date> {
    let limit = anchor.checked_add(2.days()).unwrap_or(anchor);
    [limit.year(), limit.year() - 1].into_iter().filter_map(|year| Date::new(year, month, day).ok()).find(|d| *d <= limit)
}

/// The year that `text` names most often, the earlier of two named as often: plans for the year to come are spoken of as much
/// as the year that ends.
pub fn usual_year(text: &str) -> Option<i16> {
    let mut counts = std::collections::BTreeMap::<i16, usize>::new();
    for (at, _) in text.match_indices('年') {
        let before = text.get(..at).unwrap_or_default();
        let digits: Vec<char> = before.chars().rev().take(5).take_while(char::is_ascii_digit).collect();
        let year: String = digits.iter().rev().collect();
        if let Some(year) = year.parse().ok().filter(|y| digits.len() == 4 && (1949..2100).contains(y)) {
            *counts.entry(year).or_default() += 1;
        }
    }
    let most = counts.values().max()?;
    counts.iter().find(|(_, n)| *n == most).map(|(year, _)| *year)
}
