//! Mends what the form of a name forbids: a place that was cut from the name it opens, two bodies run into one, a 管委 left out.

use crate::{
    entity::{
        Entity, EntityType,
        gazetteer::{Class, ClassSet, Found},
    },
    span::Span,
};

/// Mends `names`, which are in order and without overlap, as the result is. `found` is what the gazetteer finds in `text`.
pub fn mend(text: &str, found: &Found, names: Vec<Entity>) -> Vec<Entity> {
    let mut mended: Vec<Entity> = Vec::with_capacity(names.len());
    for name in names {
        match mended.last_mut() {
            Some(last) if opens(text, found, *last, name) => {
                *last = Entity { span: Span::new(last.span.start, name.span.end), ..name }
            }
            _ => match two_bodies(text, name) {
                Some(at) => {
                    mended.push(Entity { span: Span::new(name.span.start, at), ..name });
                    mended.push(Entity { span: Span::new(at, name.span.end), ..name });
                }
                None => mended.push(name),
            },
        }
    }
    administrations(text, found, &mut mended);
    mended
}

/// Whether a place belongs to the body right behind it: 董家口经济区 and 应急管理部. An address does not (东路88号市营商办),
/// nor does a place before a body with an area or a level of its own (邯郸市 and 河北某公司).
fn opens(text: &str, found: &Found, place: Entity, name: Entity) -> bool {
    const OWN: ClassSet = ClassSet::AREAS.with(ClassSet::of(&[
        Class::NewArea,
        Class::WorldBody,
        Class::University,
        Class::Company,
        Class::Bank,
        Class::Media,
        Class::Association,
    ]));
    let (area, body) = (place.span.of(text), name.span.of(text));
    place.kind == EntityType::Loc
        && name.kind == EntityType::Org
        && place.span.end == name.span.start
        && !area.ends_with(['号', '路', '街', '道'])
        && !body.starts_with(LEVELS)
        && !["国", "中", "全国"].iter().any(|nation| body.starts_with(nation))
        && found.starting_at(name.span.start, OWN).is_none()
}

const LEVELS: &[char] = &['省', '市', '县', '区', '州', '旗', '镇', '乡'];

/// Where the second body begins of two that were taken for one: 市委市政府.
fn two_bodies(text: &str, name: Entity) -> Option<usize> {
    let string = name.span.of(text);
    let first = string.chars().next().filter(|c| LEVELS.contains(c))?;
    let party = first.len_utf8() + '委'.len_utf8();
    let rest = string.get(party..).filter(|_| name.kind == EntityType::Org)?;
    let second = rest.strip_prefix(first)?;
    let body = matches!(second, "政府" | "人民政府" | "人大" | "政协" | "人大常委会");
    (body && string.get(first.len_utf8()..party) == Some("委")).then_some(name.span.start + party)
}

/// Adds every 管委 and 管委会 that stands in no name: the word names the body wherever it stands.
fn administrations(text: &str, found: &Found, names: &mut Vec<Entity>) {
    for word in found.longest(Class::LocalBody.into()).iter().filter(|m| matches!(m.span.of(text), "管委" | "管委会")) {
        let at = names.partition_point(|n| n.span.end <= word.span.start);
        if names.get(at).is_none_or(|n| !n.span.overlaps(word.span)) {
            names.insert(at, Entity { span: word.span, kind: EntityType::Org });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entity::gazetteer::Gazetteer;

    fn mended(text: &str, names: &[(&str, EntityType)]) -> String {
        let at = |name: &str| text.find(name).unwrap_or_default();
        let name = |(name, kind): &(&str, EntityType)| Entity { span: Span::new(at(name), at(name) + name.len()), kind: *kind };
        let names = mend(text, &Gazetteer::new().find(text), names.iter().map(name).collect());
        let written: Vec<String> = names.iter().map(|n| format!("{} {:?}", n.span.of(text), n.kind)).collect();
        written.join(", ")
    }

    #[test]
    fn what_the_form_forbids() {
        use EntityType::{Loc, Org};
        for (text, names, expected) in [
            ("云溪经济区公共服务部", &[("云溪经济区", Loc), ("公共服务部", Org)][..], "云溪经济区公共服务部 Org"),
            ("东路88号市营商办", &[("东路88号", Loc), ("市营商办", Org)], "东路88号 Loc, 市营商办 Org"),
            ("邯郸市河北天云公司", &[("邯郸市", Loc), ("河北天云公司", Org)], "邯郸市 Loc, 河北天云公司 Org"),
            ("市委市政府要求", &[("市委市政府", Org)], "市委 Org, 市政府 Org"),
            ("多亏了管委会", &[], "管委会 Org"),
            ("高新区管委会说", &[("高新区管委会", Org)], "高新区管委会 Org"),
        ] {
            assert_eq!(mended(text, names), expected, "{text}");
        }
    }
}
