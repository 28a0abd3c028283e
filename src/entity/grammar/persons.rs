//! Names of persons and the titles beside them.

use super::{
    Candidate, Rule,
    view::{View, is_hanzi, span},
};
use crate::entity::{
    EntityType,
    gazetteer::{Class, ClassSet},
};
use std::collections::{BTreeMap, BTreeSet};

/// What may stand between the names of a list.
const SEPARATORS: &[char] = &[' ', '\u{3000}', '、', '/', '／', '|', '；', ';', ',', '，'];

/// All rules for persons, in the order in which they build on each other.
pub fn all(view: &View, out: &mut Vec<Candidate>) {
    bylines(view, out);
    dotted(view, out);
    after_titles(view, out);
    before_words(view, out);
    familiar(view, out);
    lists(view, out);
}

/// Names in the lists after 记者, 通讯员, 责编 and their kin.
fn bylines(view: &View, out: &mut Vec<Candidate>) {
    for cue in view.found.longest(Class::BylineCue.into()) {
        let after = view.after(cue.span.end);
        let gap: usize =
            after.take_while(|c| matches!(c, ' ' | '\u{3000}' | ':' | '：' | '/' | '|' | '\n')).map(char::len_utf8).sum();
        let mut at = cue.span.end + gap;
        // 记者张涛 without a gap is a byline only where the name ends at a mark or at another cue.
        while let Some(end) = whole_name(view, at) {
            out.push(Candidate { span: span(at, end), kind: EntityType::Per, rule: Rule::Byline });
            let gap: usize = view.after(end).take_while(|c| SEPARATORS.contains(c)).map(char::len_utf8).sum();
            if gap == 0 || view.starts(end + gap, Class::BylineCue).is_some() {
                break;
            }
            at = end + gap;
        }
    }
}

/// The end of the name that fills the run of Chinese characters at byte `at`, or the run up to the next cue (张涛摄).
fn whole_name(view: &View, at: usize) -> Option<usize> {
    const CUES: ClassSet = ClassSet::of(&[Class::BylineCue, Class::BylineEnd]);
    let run = view.hanzi_end(at);
    let mut ends = view.slice(at, run).char_indices().map(|(i, c)| at + i + c.len_utf8()).take(4);
    ends.find(|&end| (end == run || view.starts(end, CUES).is_some()) && is_name(view, at, end))
}

/// Whether the characters from `start` to `end` have the form of a Chinese name.
pub fn is_name(view: &View, start: usize, end: usize) -> bool {
    let name = view.slice(start, end);
    let length = name.chars().count();
    let surname = surname(view, start, end);
    let given = length.saturating_sub(surname);
    surname > 0
        && (1..=2).contains(&given)
        && name.chars().skip(surname).all(|c| is_hanzi(c) && !view.is(c, Class::GivenUnlikely))
        && view.starts(start, Class::BylineCue).is_none()
}

/// How many characters of the name from `start` to `end` are its surname; 0 where none is.
fn surname(view: &View, start: usize, end: usize) -> usize {
    if view.starts(start, Class::CompoundSurname).is_some_and(|m| m.span.end < end) {
        return 2;
    }
    usize::from(view.after(start).next().is_some_and(|c| view.is(c, Class::Surname)))
}

/// Transliterated names: 达伦·阿罗诺夫斯基, 古丽米拉·艾则孜.
fn dotted(view: &View, out: &mut Vec<Candidate>) {
    let mut end = 0;
    for (at, _) in view.text.match_indices('·') {
        if at < end {
            continue;
        }
        let foreign = |c: char| view.is(c, Class::ForeignName) || c == '-';
        let left: Vec<char> = view.before(at).take_while(|c| foreign(*c)).take(8).collect();
        let mut start = at - left.iter().map(|c| c.len_utf8()).sum::<usize>();
        // 美国总统唐纳德·特朗普, 伊朗的拉赫曼·阿里: the name starts after the word that the gazetteer knows.
        let known = [Class::Title, Class::Country, Class::ForeignCity, Class::BylineCue, Class::ProvinceStem];
        let within = view.found.all().iter().skip(view.found.all().partition_point(|m| m.span.start < start));
        for m in within.take_while(|m| m.span.start < at) {
            if m.span.end < at && known.iter().any(|c| m.classes.has(*c)) {
                start = m.span.end;
            }
        }
        end = at;
        while view.after(end).next() == Some('·') {
            let dot = '·'.len_utf8();
            let part: usize = view.after(end + dot).take_while(|c| foreign(*c)).take(8).map(char::len_utf8).sum();
            if part == 0 {
                break;
            }
            end += dot + part;
        }
        let whole = view.slice(start, at).chars().count() >= 2 && view.slice(at, end).chars().count() >= 3;
        if whole && view.is_edge(end) {
            out.push(Candidate { span: span(start, end), kind: EntityType::Per, rule: Rule::DottedName });
        }
    }
}

/// Names right after a title, and the titles.
fn after_titles(view: &View, out: &mut Vec<Candidate>) {
    let dotted: BTreeSet<usize> = out.iter().filter(|c| c.rule == Rule::DottedName).map(|c| c.span.start).collect();
    for title in view.found.longest(ClassSet::of(&[Class::Title, Class::Profession])) {
        let at = title.span.end;
        if !dotted.contains(&at) {
            let name = behind_remark(view, at);
            let Some(end) = name_in_text(view, name) else { continue };
            out.push(Candidate { span: span(name, end), kind: EntityType::Per, rule: Rule::TitleBeforeName });
        }
        if !title.classes.has(Class::Title) {
            continue;
        }
        let start = title_start(view, title.span.start);
        out.push(Candidate { span: span(start, at), kind: EntityType::Title, rule: Rule::TitleOfName });
    }
}

/// Whether characters begin with a date or an hour: 李强21日, 李强9月2日.
fn opens_date(after: impl Iterator<Item = char>) -> bool {
    let mut rest = after.skip_while(char::is_ascii_digit);
    rest.next().is_some_and(|c| matches!(c, '日' | '月' | '时' | '年'))
}

/// Where a short remark in brackets ends that opens at byte `at`: 副局长（主持工作）陈健; `at` where there is none.
fn behind_remark(view: &View, at: usize) -> usize {
    const LONGEST: usize = 10;
    let mut after = view.after(at);
    if !after.next().is_some_and(|c| matches!(c, '（' | '(')) {
        return at;
    }
    let closed = after.take(LONGEST).take_while(|c| *c != '\n').position(|c| matches!(c, '）' | ')'));
    closed.map_or(at, |inside| at + view.after(at).take(inside + 2).map(char::len_utf8).sum::<usize>())
}

/// Where the title starts whose last word starts at byte `at`: 常务副 belongs to 常务副市长.
fn title_start(view: &View, mut at: usize) -> usize {
    while let Some(prefix) = view.ends(at, Class::TitlePrefix) {
        let outside = matches!(
            view.slice(prefix.span.start, prefix.span.end),
            "原" | "前" | "前任" | "现" | "现任" | "时任" | "新任" | "全国" | "总" | "正"
        );
        if outside || !view.is_edge(prefix.span.start) {
            break;
        }
        at = prefix.span.start;
    }
    at
}

/// The end of the name that starts at byte `at` in running text: two or three characters (four with a surname of two) that end
/// where the segmenter sees a word end, before a mark or before a word that follows names.
fn name_in_text(view: &View, at: usize) -> Option<usize> {
    if !view.is_edge(at) {
        return None;
    }
    let ends: Vec<usize> =
        view.slice(at, view.hanzi_end(at)).char_indices().map(|(i, c)| at + i + c.len_utf8()).take(4).collect();
    let fits = |end: &usize| is_name(view, at, *end) && follows_name(view, *end);
    ends.iter().rev().find(|end| fits(end)).copied()
}

/// Whether what stands at byte `at` can follow a name: a mark, the end, a date, or a word that persons are the subject of.
fn follows_name(view: &View, at: usize) -> bool {
    let Some(next) = view.after(at).next() else { return true };
    if matches!(next, '·' | '-' | '—') || next.is_ascii_alphanumeric() && !opens_date(view.after(at)) {
        return false;
    }
    !is_hanzi(next)
        || view.is_edge(at)
            && (view.starts(at, Class::SpeechVerb).is_some()
                || view.starts(at, Class::Honorific).is_some()
                || matches!(
                    next,
                    '等' | '在'
                        | '和'
                        | '对'
                        | '向'
                        | '为'
                        | '与'
                        | '一'
                        | '也'
                        | '就'
                        | '还'
                        | '从'
                        | '率'
                        | '是'
                        | '及'
                        | '说'
                        | '把'
                ))
}

/// Names before 先生, 女士 and before 说, 表示 at the head of a clause.
fn before_words(view: &View, out: &mut Vec<Candidate>) {
    for word in view.found.all() {
        let (rule, needs_clause) = if word.classes.has(Class::SpeechVerb) {
            (Rule::Speaker, true)
        } else if matches!(word.span.of(view.text), "先生" | "女士" | "小姐" | "阿姨" | "师傅" | "同志" | "夫妇") {
            (Rule::Honorific, false)
        } else {
            continue;
        };
        let end = word.span.start;
        if rule == Rule::Honorific
            && let Some(surname) = view.before(end).next().filter(|c| view.is(*c, Class::Surname))
            && view.is_edge(end - surname.len_utf8())
            && view.is_edge(word.span.end)
        {
            // 市民李先生: a surname alone.
            let start = end - surname.len_utf8();
            out.push(Candidate { span: span(start, end), kind: EntityType::Per, rule });
        }
        if !view.is_edge(end) {
            continue;
        }
        let starts: Vec<usize> = view
            .before(end)
            .take_while(|c| is_hanzi(*c))
            .take(4)
            .scan(end, |at, c| {
                *at -= c.len_utf8();
                Some(*at)
            })
            .collect();
        let fits = |start: &&usize| {
            is_name(view, **start, end) && if needs_clause { view.is_clause_start(**start) } else { view.is_edge(**start) }
        };
        if let Some(&start) = starts.iter().rev().find(fits) {
            out.push(Candidate { span: span(start, end), kind: EntityType::Per, rule });
        }
    }
}

/// A surname with 小, 老 or 阿 before it: 小张.
fn familiar(view: &View, out: &mut Vec<Candidate>) {
    for (at, c) in view.text.match_indices(['小', '老', '阿']) {
        let surname = at + c.len();
        let Some(end) = view.after(surname).next().filter(|c| view.is(*c, Class::Surname)).map(|c| surname + c.len_utf8()) else {
            continue;
        };
        if view.is_edge(at) && view.is_edge(end) {
            out.push(Candidate { span: span(at, end), kind: EntityType::Per, rule: Rule::Familiar });
        }
    }
}

/// Names that follow a sure one in a list: 黄锦耀、陈国苗、林小同.
fn lists(view: &View, out: &mut Vec<Candidate>) {
    let sure: BTreeMap<usize, usize> =
        out.iter().filter(|c| c.kind == EntityType::Per).map(|c| (c.span.start, c.span.end)).collect();
    for mut end in sure.into_values() {
        while view.after(end).next() == Some('、') {
            let at = end + '、'.len_utf8();
            let run = view.hanzi_end(at);
            let mut ends = view.slice(at, run).char_indices().map(|(i, c)| at + i + c.len_utf8()).take(4);
            let whole = ends.find(|&e| (e == run || view.after(e).next() == Some('等')) && is_name(view, at, e));
            let Some(next) = whole else { break };
            out.push(Candidate { span: span(at, next), kind: EntityType::Per, rule: Rule::NameList });
            end = next;
        }
    }
}
