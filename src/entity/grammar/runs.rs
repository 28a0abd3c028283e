//! Names that are a run of words up to a telling last one: facilities, projects, events, organisations, measures.
//!
//! Where such a name ends is plain, where it begins is not. The rules take the first area in the run, or the ordinal, or the whole
//! run; they propose and are not certain.

use super::{
    Candidate, Rule,
    bodies::{area_in_run, is_name_word},
    view::{View, span},
};
use crate::entity::{
    EntityType,
    gazetteer::{Class, ClassSet},
};
use crate::table;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// The last words and what the run up to them names.
const KINDS: &[(ClassSet, EntityType, Rule)] = &[
    (ClassSet::of(&[Class::FacilitySuffix]), EntityType::Fac, Rule::FacilityRun),
    (ClassSet::of(&[Class::ProjectSuffix]), EntityType::Project, Rule::ProjectRun),
    (ClassSet::of(&[Class::EventSuffix, Class::Event]), EntityType::Event, Rule::EventRun),
    (ClassSet::ORG_ENDINGS, EntityType::Org, Rule::OrganisationRun),
    (
        ClassSet::of(&[Class::PlaceSuffix, Class::RoadSuffix, Class::WaterSuffix, Class::SettlementSuffix]),
        EntityType::Loc,
        Rule::PlaceRun,
    ),
    (ClassSet::of(&[Class::InitiativeSuffix]), EntityType::Init, Rule::InitiativeRun),
];

/// Verbs that stand before a name and are not its first word.
static GOVERNING: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    let lines = table::rows(include_str!("verbs.txt"));
    lines.flat_map(str::split_whitespace).collect()
});

/// Whether a word stands before names as their verb.
pub fn governs(word: &str) -> bool {
    GOVERNING.contains(word)
}

/// Proposes a name for every telling word that ends where the segmenter sees a word end.
pub fn runs(view: &View, out: &mut Vec<Candidate>) {
    let mut last_end = 0;
    for suffix in view.found.all() {
        let (at, end) = (suffix.span.start, suffix.span.end);
        let mut kinds = KINDS.iter().filter(|(classes, ..)| suffix.classes.meets(*classes)).peekable();
        if kinds.peek().is_none() || end == last_end || !view.is_edge(end) {
            continue;
        }
        let whole = run_start(view, at);
        let usual = area_in_run(view, at).unwrap_or(whole);
        for (_, kind, rule) in kinds {
            let ordinal = if *kind == EntityType::Event { ordinal_start(view, at) } else { None };
            let start = ordinal.unwrap_or(usual);
            if start < at {
                let end_with = closing_bracket(view, *kind, end);
                out.push(Candidate { span: span(start, end_with), kind: *kind, rule: *rule });
                last_end = end;
                if matches!(kind, EntityType::Fac | EntityType::Project | EntityType::Event) && whole < start {
                    out.push(Candidate { span: span(whole, end_with), kind: *kind, rule: *rule });
                }
            }
        }
    }
}

/// Events known by names of their own: 十八大, and with an ordinal before them 第四届进博会.
pub fn known_events(view: &View, out: &mut Vec<Candidate>) {
    for event in view.found.longest(Class::Event.into()) {
        let mut propose = |start| {
            out.push(Candidate { span: span(start, event.span.end), kind: EntityType::Event, rule: Rule::KnownEvent });
        };
        propose(event.span.start);
        if let Some(start) = ordinal_start(view, event.span.start) {
            propose(start);
        }
    }
}

/// The stretches between quotation marks, as measures.
pub fn quoted(view: &View, out: &mut Vec<Candidate>) {
    const MOST: usize = 60;
    for (open, mark) in view.text.match_indices(['“', '‘', '「']) {
        let close = match mark {
            "“" => '”',
            "‘" => '’',
            _ => '」',
        };
        let start = open + mark.len();
        let inside = view.text.get(start..).unwrap_or_default();
        let Some(length) = inside.find([close, '\n']).filter(|length| *length > 0 && *length <= MOST) else { continue };
        if inside.get(length..).is_some_and(|rest| rest.starts_with(close)) {
            out.push(Candidate { span: span(start, start + length), kind: EntityType::Init, rule: Rule::Quoted });
        }
    }
}

/// Where the run of name words before byte `at` starts.
fn run_start(view: &View, at: usize) -> usize {
    const LONGEST: usize = 8;
    let mut number = view.token_at(at);
    if view.tokens.get(number).is_some_and(|t| t.span.start < at) {
        number += 1;
    }
    let mut start = at;
    for _ in 0..LONGEST {
        let Some(token) = number.checked_sub(1).and_then(|i| view.tokens.get(i)).filter(|t| is_name_word(view, t)) else { break };
        number -= 1;
        start = token.span.start;
    }
    while let Some(token) = view.tokens.get(number).filter(|t| t.span.end < at && governs(t.span.of(view.text))) {
        number += 1;
        start = token.span.end;
    }
    start
}

/// Where the 第…届 or 第…次 starts that opens the name of an event whose last word starts at byte `at`.
fn ordinal_start(view: &View, at: usize) -> Option<usize> {
    const FARTHEST: usize = 90;
    let from = (0..=FARTHEST).filter_map(|back| at.checked_sub(back)).take_while(|i| *i + FARTHEST >= at);
    let from = from.filter(|i| view.text.is_char_boundary(*i)).last()?;
    let before = view.slice(from, at);
    let clause = before
        .rfind(['，', '。', '、', '“', '”', '\n', '；', ' '])
        .map_or(0, |i| i + before.get(i..).and_then(|s| s.chars().next()).map_or(0, char::len_utf8));
    let inside = before.get(clause..)?;
    let ordinal = inside.rfind('第').filter(|i| inside.get(*i..).is_some_and(|rest| rest.contains(['届', '次', '个'])))?;
    Some(from + clause + ordinal)
}

/// The end of a name of this kind with the （一期） that may stand behind it.
fn closing_bracket(view: &View, kind: EntityType, end: usize) -> usize {
    let phase = |open: char, close: char| {
        let inside = view.text.get(end..)?.strip_prefix(open)?;
        let (inside, _) = inside.split_once(close)?;
        let short = matches!(inside, "一期" | "二期" | "三期" | "四期");
        short.then(|| end + open.len_utf8() + inside.len() + close.len_utf8())
    };
    if kind != EntityType::Project {
        return end;
    }
    phase('（', '）').or_else(|| phase('(', ')')).unwrap_or(end)
}
