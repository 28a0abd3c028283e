//! Names of places.

use super::{
    Candidate, Rule,
    bodies::area_chain,
    view::{View, is_hanzi, span},
};
use crate::entity::{
    EntityType,
    gazetteer::{Class, ClassSet},
};

/// Divisions, the larger before the smaller, and other known places: 山东省青岛市即墨区, 长三角.
pub fn divisions(view: &View, out: &mut Vec<Candidate>) {
    let full = ClassSet::of(&[Class::Province, Class::Prefecture, Class::County]);
    let places = view.found.longest(ClassSet::PLACES.with(ClassSet::ORGANISATIONS));
    let mut places = places.iter().peekable();
    while let Some(place) = places.next() {
        if place.classes.has(Class::OrdinaryStem) || !place.classes.meets(ClassSet::PLACES) || !view.is_edge(place.span.start) {
            continue;
        }
        let mut end = place.span.end;
        let chain = full.with(ClassSet::of(&[Class::ProvinceStem, Class::PrefectureStem]));
        while let Some(next) = places.next_if(|n| n.span.start == end && place.classes.meets(chain) && n.classes.meets(full)) {
            end = next.span.end;
        }
        if view.is_edge(end) {
            out.push(Candidate { span: span(place.span.start, end), kind: EntityType::Loc, rule: Rule::Divisions });
        }
    }
}

/// Roads with their house numbers and the places they are in: 龙湖区长平路155号.
pub fn addresses(view: &View, out: &mut Vec<Candidate>) {
    for (at, c) in view.text.char_indices().filter(|(_, c)| matches!(c, '路' | '街' | '道' | '巷')) {
        let end = at + c.len_utf8();
        let digits: usize = view.after(end).take_while(char::is_ascii_digit).map(char::len_utf8).sum();
        if digits == 0 || view.after(end + digits).next() != Some('号') {
            continue;
        }
        let Some(start) = road_start(view, at) else { continue };
        let span = span(area_chain(view, start), end + digits + '号'.len_utf8());
        out.push(Candidate { span, kind: EntityType::Loc, rule: Rule::Address });
    }
}

/// Where the name of the road starts that has its 路 at byte `at`: the words before, until three characters are together.
fn road_start(view: &View, at: usize) -> Option<usize> {
    let mut number = view.token_at(at);
    let mut start = view.tokens.get(number)?.span.start;
    while view.slice(start, at).chars().count() < 2 || matches!(view.slice(start, at), "东" | "西" | "南" | "北" | "中" | "大")
    {
        number = number.checked_sub(1)?;
        let token = view.tokens.get(number)?;
        if !token.span.of(view.text).chars().all(is_hanzi) {
            break;
        }
        start = token.span.start;
    }
    Some(start)
}
