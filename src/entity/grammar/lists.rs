//! Lists that say what their members are: 金能化学、青岛特钢等企业, 人才公寓、生活广场等配套项目.

use super::{
    Candidate, Rule,
    view::{View, span},
};
use crate::{entity::EntityType, segment::Token};

/// The words behind 等 that say what the members of a list are. Form: the type, then its words.
const HEADS: &str = include_str!("heads.txt");

/// Proposes the members of every list that ends with 等 and a word for what they are.
pub fn members(view: &View, out: &mut Vec<Candidate>) {
    for (number, token) in view.tokens.iter().enumerate().filter(|(_, t)| t.span.of(view.text) == "等") {
        let Some(kind) = head(view, number + 1) else { continue };
        let start = list_start(view, number);
        let end = token.span.start;
        let list = view.slice(start, end);
        let mut from = 0;
        let marks = list.char_indices().filter(|(_, c)| matches!(c, '、' | '和' | '与' | '及'));
        let marks: Vec<(usize, usize)> = marks.map(|(at, c)| (at, c.len_utf8())).chain([(list.len(), 0)]).collect();
        let mut weak_from = None;
        for (at, width) in marks {
            let (member, whole) = (start + from, start + at);
            push(view, member, whole, kind, out);
            // 和 may be part of a member: both readings are proposed.
            if let Some(weak) = weak_from.take() {
                push(view, weak, whole, kind, out);
            }
            if list.get(at..).is_some_and(|rest| !rest.starts_with('、')) {
                weak_from = Some(member);
            }
            from = at + width;
        }
    }
}

fn push(view: &View, from: usize, to: usize, kind: EntityType, out: &mut Vec<Candidate>) {
    const LONGEST: usize = 90;
    const MARKS: &[char] = &['“', '”', '"', '‘', '’', ' '];
    let name = view.slice(from, to);
    let (bare, open) = (name.trim_end_matches(MARKS), name.trim_start_matches(MARKS));
    let inner = span(to - open.len().min(to), from + bare.len());
    let inner = if inner.start < inner.end { inner } else { return };
    let letters = name.trim_matches(MARKS);
    if letters.chars().count() > 1 && letters.len() <= LONGEST {
        out.push(Candidate { span: inner, kind, rule: Rule::ListMember });
    }
}

/// What the words from token `first` on say that the members are.
fn head(view: &View, first: usize) -> Option<EntityType> {
    const FARTHEST: usize = 5;
    let words = view.tokens.get(first..)?.iter().take(FARTHEST).map(|t| t.span.of(view.text));
    let mut words = words.take_while(|w| w.chars().all(char::is_alphanumeric));
    words.find_map(|word| {
        let mut lines = HEADS.lines().filter(|line| !line.starts_with('#'));
        lines.find_map(|line| {
            let (name, heads) = line.split_once(' ')?;
            let kind = match name {
                "ORG" => EntityType::Org,
                "PROJECT" => EntityType::Project,
                "FAC" => EntityType::Fac,
                "EVENT" => EntityType::Event,
                _ => return None,
            };
            heads.split(' ').any(|head| head == word).then_some(kind)
        })
    })
}

/// Where the list begins that ends before token `number`: after the last word that joins or governs it.
fn list_start(view: &View, number: usize) -> usize {
    const FARTHEST: usize = 40;
    let stops = |t: &Token| {
        let word = t.span.of(view.text);
        word.contains(['，', '。', '；', '：', ',', ';', ':', '！', '？', '\n', '（', '）', '(', ')'])
            || matches!(t.pos.as_str(), "p" | "u" | "uj" | "ul" | "uz" | "d" | "v" | "r")
    };
    let before = view.tokens.get(number.saturating_sub(FARTHEST)..number).unwrap_or_default();
    let mut start = view.tokens.get(number).map_or(0, |t| t.span.start);
    for token in before.iter().rev() {
        // A verb inside a member is part of it; one before the first member governs the list.
        if stops(token) && !(token.pos.as_str() == "v" && view.slice(token.span.end, start + 1).starts_with('、')) {
            break;
        }
        start = token.span.start;
    }
    start
}
