//! Names of organisations.

use super::{
    Candidate, Rule,
    view::{View, is_hanzi, span},
};
use crate::{
    entity::{
        EntityType,
        gazetteer::{Class, ClassSet, Match},
    },
    segment::Token,
};

/// What the name of a body may begin with.
const AREAS: ClassSet = ClassSet::AREAS.with(ClassSet::of(&[Class::NewArea]));
/// A body, or a part of one.
const BODIES: ClassSet = ClassSet::of(&[Class::LocalBody, Class::Department]);

/// Bodies that every area has, with the areas before them: 青岛市即墨区行政审批服务局, 市财政局, 区人大.
pub fn of_areas(view: &View, out: &mut Vec<Candidate>) {
    for body in view.found.longest(Class::LocalBody.into()) {
        let areas = area_chain(view, body.span.start);
        let (start, rule) = if areas < body.span.start {
            (areas, Rule::AreaBody)
        } else if let Some(start) = level_before(view, body) {
            (start, Rule::LevelBody)
        } else {
            continue;
        };
        let end = nested_end(view, body.span.end);
        let start = with_parent(view, start);
        out.push(Candidate { span: span(start, end), kind: EntityType::Org, rule });
    }
}

/// Where the name starts that starts at byte `at` or with the known organisation right before: 国网湖州供电公司.
fn with_parent(view: &View, at: usize) -> usize {
    let parent = view.ends(at, ClassSet::ORGANISATIONS).filter(|m| m.span.of(view.text).chars().count() > 1);
    parent.map_or(at, |m| m.span.start)
}

/// Where the areas start that stand one behind the other before byte `at`.
pub fn area_chain(view: &View, mut at: usize) -> usize {
    while let Some(area) = view.ends(at, AREAS) {
        if !view.is_edge(area.span.start) {
            break;
        }
        at = area.span.start;
    }
    at
}

/// The byte of the 市, 县 or 区 that a body belongs to without a name: 市财政局; or the body's own start where its first
/// character says as much (市委, 县政府).
fn level_before(view: &View, body: Match) -> Option<usize> {
    const LEVELS: &[char] = &['省', '市', '县', '区', '州', '旗', '镇', '乡'];
    let own = view.after(body.span.start).next().is_some_and(|c| LEVELS.contains(&c));
    if own && body.span.of(view.text).chars().count() > 1 {
        return free_left(view, body.span.start).then_some(body.span.start);
    }
    let level = view.before(body.span.start).next().filter(|c| LEVELS.contains(c))?;
    let start = body.span.start - level.len_utf8();
    free_left(view, start).then_some(start)
}

/// Whether no name can reach over byte `at` from the left.
fn free_left(view: &View, at: usize) -> bool {
    // The segmenter may glue these to what follows: 从市 财政局.
    const OPENERS: &[char] =
        &['从', '在', '由', '向', '与', '和', '及', '对', '被', '经', '据', '到', '给', '把', '为', '跟', '让'];
    let before = view.before(at).next();
    before.is_none_or(|c| !is_hanzi(c) || OPENERS.contains(&c))
        || view.is_edge(at)
            && view.token_at(at).checked_sub(1).and_then(|i| view.tokens.get(i)).is_some_and(|t| {
                matches!(t.pos.as_str().bytes().next(), Some(b'p' | b'c' | b'u' | b'd' | b'v' | b't' | b'r' | b'y'))
            })
}

/// Where the body ends whose name goes on after byte `at` with bodies inside it: 市公安局交警支队, 自然资源局丹徒分局,
/// 财政局预算科.
fn nested_end(view: &View, mut at: usize) -> usize {
    loop {
        let part = view.starts(at, BODIES).map(|m| m.span.end).or_else(|| part_end(view, at));
        let Some(end) = part else { return at };
        // 组织部长 is a title, not 组织部 and 长.
        if view.starts(at, Class::Title).is_some_and(|t| t.span.end > end) || !view.is_edge(end) {
            return at;
        }
        at = end;
    }
}

/// The end of the part of a body that starts at byte `at` with a word or two of its own: 丹徒分局, 预算科, 驻乍浦办事处.
fn part_end(view: &View, at: usize) -> Option<usize> {
    const PARTS: &[char] = &['科', '处', '室', '股', '庭', '司', '所', '局', '队', '行', '院', '系'];
    const MOST_WORDS: usize = 4;
    let first = view.token_at(at);
    for token in view.tokens.get(first..)?.iter().take(MOST_WORDS) {
        let word = token.span.of(view.text);
        let length = word.chars().count();
        if !word.chars().all(is_hanzi) || matches!(token.pos.as_str(), "p" | "c" | "d" | "r" | "t" | "m" | "u" | "ul" | "uj") {
            return None;
        }
        let end = token.span.end;
        if view.ends(end, Class::Department).is_some_and(|m| m.span.start > at)
            || end - at > '科'.len_utf8()
                && length <= 3
                && word.ends_with(PARTS)
                && view.starts(token.span.start, Class::Title).is_none()
        {
            return Some(end);
        }
        if length == 1 && word != "驻" {
            return None;
        }
    }
    None
}

/// Bodies of the nation and the world and well-known organisations.
pub fn known(view: &View, out: &mut Vec<Candidate>) {
    for body in view.found.longest(ClassSet::ORGANISATIONS.with(ClassSet::AREAS)) {
        let certain = ClassSet::of(&[Class::NationalBody, Class::WorldBody, Class::University, Class::Bank, Class::Media]);
        if body.classes.meets(certain) && body.span.of(view.text).chars().count() > 2 {
            let end = nested_end(view, body.span.end);
            out.push(Candidate { span: span(body.span.start, end), kind: EntityType::Org, rule: Rule::KnownBody });
        }
    }
}

/// Names that end with a legal form, and schools, hospitals and institutes that begin with an area.
pub fn with_suffix(view: &View, out: &mut Vec<Candidate>) {
    const INSTITUTIONS: ClassSet =
        ClassSet::of(&[Class::SchoolSuffix, Class::HospitalSuffix, Class::ResearchSuffix, Class::MediaSuffix, Class::OrgSuffix]);
    let suffixes = view.found.all().iter().filter(|m| m.classes.meets(INSTITUTIONS.with(Class::CompanySuffix.into())));
    for suffix in suffixes {
        let word = suffix.span.of(view.text);
        let legal = matches!(word, "有限公司" | "有限责任公司" | "股份有限公司" | "集团有限公司");
        if !legal && (!suffix.classes.meets(INSTITUTIONS) || word.chars().count() < 2) {
            continue;
        }
        let Some(start) = area_in_run(view, suffix.span.start) else { continue };
        let rule = if legal { Rule::LegalForm } else { Rule::AreaInstitution };
        if view.is_edge(suffix.span.end) {
            let span = span(with_parent(view, start), nested_end(view, suffix.span.end));
            out.push(Candidate { span, kind: EntityType::Org, rule });
        }
    }
}

/// Where the areas start that open the run of name words before byte `at`; `None` where the run opens with none.
pub fn area_in_run(view: &View, at: usize) -> Option<usize> {
    const LONGEST: usize = 12;
    let mut first = None;
    let mut number = view.token_at(at);
    if view.tokens.get(number).is_some_and(|t| t.span.start < at) {
        number += 1;
    }
    for _ in 0..LONGEST {
        let Some(token) = number.checked_sub(1).and_then(|i| view.tokens.get(i)).filter(|t| is_name_word(view, t)) else { break };
        number -= 1;
        let area = view.starts(token.span.start, AREAS).filter(|a| view.is_edge(a.span.end) && !a.classes.has(Class::NewArea));
        if let Some(area) = area {
            first = Some(area.span.start);
        } else if first.is_some() {
            // A word before the areas: 引进北京某公司 starts at 北京.
            break;
        }
    }
    first
}

/// Whether a word can stand inside the name of a body: a noun, a verb or adjective of two characters, letters, digits, but no
/// particle, preposition, pronoun or adverb.
pub fn is_name_word(view: &View, token: &Token) -> bool {
    let word = token.span.of(view.text);
    let one = word.chars().nth(1).is_none();
    match token.pos.as_str().bytes().next() {
        Some(b'n' | b'j' | b'b' | b'i' | b'l' | b's' | b'z' | b'g') => true,
        Some(b'v' | b'a') => !one,
        Some(b'e' | b'x' | b'm') => word.chars().all(|c| is_hanzi(c) || c.is_ascii_alphanumeric()),
        _ => false,
    }
}
