//! Lists that say what their members are: 云海化学、东山特钢等企业, 人才公寓、生活广场等配套项目.

use super::{
    Candidate, Rule,
    runs::governs,
    view::{View, span},
};
use crate::{entity::EntityType, segment::Token, table};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// The words behind 等 that say what the members of a list are.
static HEADS: LazyLock<FxHashMap<&str, EntityType>> = LazyLock::new(|| {
    let mut heads = FxHashMap::default();
    for line in table::rows(include_str!("heads.txt")) {
        let mut words = line.split(' ');
        let kind = match words.next() {
            Some("ORG") => EntityType::Org,
            Some("PROJECT") => EntityType::Project,
            Some("FAC") => EntityType::Fac,
            Some("EVENT") => EntityType::Event,
            _ => continue,
        };
        for word in words {
            // Of a word that stands twice the first counts.
            heads.entry(word).or_insert(kind);
        }
    }
    heads
});

/// Proposes the members of every list that ends with 等 and a word for what they are.
pub fn members(view: &View, out: &mut Vec<Candidate>) {
    for (number, token) in view.tokens.iter().enumerate().filter(|(_, t)| t.span.of(view.text) == "等") {
        let Some(kind) = head(view, number + 1) else { continue };
        let start = list_start(view, number);
        let list = view.slice(start, token.span.start);
        let joints = list.char_indices().filter(|(_, c)| matches!(c, '、' | '和' | '与' | '及'));
        let ends = joints.map(|(at, c)| (at, c.len_utf8())).chain([(list.len(), 0)]);
        let mut from = 0;
        // Where the member before starts, if no 、 parts it from this one: 和 may be part of a name, so both readings are proposed.
        let mut whole = None;
        for (to, width) in ends {
            push(view, start + from, start + to, kind, out);
            if let Some(whole) = whole {
                push(view, whole, start + to, kind, out);
            }
            let apart = list.get(to..).is_some_and(|rest| rest.starts_with('、'));
            whole = (!apart).then_some(start + from);
            from = to + width;
        }
    }
}

/// Proposes a member without the marks around it.
fn push(view: &View, from: usize, to: usize, kind: EntityType, out: &mut Vec<Candidate>) {
    const LONGEST: usize = 90;
    const MARKS: &[char] = &['“', '”', '"', '‘', '’', ' '];
    let member = view.slice(from, to);
    let start = from + member.len() - member.trim_start_matches(MARKS).len();
    let name = member.trim_matches(MARKS);
    if name.chars().count() > 1 && name.len() <= LONGEST {
        out.push(Candidate { span: span(start, start + name.len()), kind, rule: Rule::ListMember });
    }
}

/// What the words from token `first` on say that the members are: the last of them that does, for a phrase ends with its head
/// (园区配套项目).
fn head(view: &View, first: usize) -> Option<EntityType> {
    const FARTHEST: usize = 5;
    let phrase = view.tokens.get(first..)?.iter().take(FARTHEST).take_while(|t| !t.pos.as_str().starts_with('u'));
    let words = phrase.map(|t| t.span.of(view.text)).take_while(|w| w.chars().all(char::is_alphanumeric));
    words.filter_map(kind_of).last()
}

/// What a word says that the members are: as it stands, or by its last two characters (大企业).
fn kind_of(word: &str) -> Option<EntityType> {
    let shorter = word.char_indices().rev().nth(1).and_then(|(at, _)| word.get(at..));
    HEADS.get(word).or_else(|| HEADS.get(shorter?)).copied()
}

/// Where the list begins that ends before token `number`: after the last word that joins or governs it.
fn list_start(view: &View, number: usize) -> usize {
    const FARTHEST: usize = 40;
    let stops = |t: &Token| {
        let word = t.span.of(view.text);
        word.contains(['，', '。', '；', '：', ',', ';', ':', '！', '？', '\n', '（', '）', '(', ')'])
            || matches!(t.pos.as_str(), "p" | "u" | "uj" | "ul" | "uz" | "d" | "r")
            || t.pos.as_str() == "v" && (word.chars().nth(1).is_none() || governs(word))
    };
    let before = view.tokens.get(number.saturating_sub(FARTHEST)..number).unwrap_or_default();
    let mut start = view.tokens.get(number).map_or(0, |t| t.span.start);
    for token in before.iter().rev() {
        if stops(token) {
            break;
        }
        start = token.span.start;
    }
    start
}
