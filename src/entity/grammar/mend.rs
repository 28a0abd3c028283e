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
            Some(last) if let Some(at) = committee(text, *last, name) => {
                *last = Entity { span: Span::new(last.span.start, at), kind: EntityType::Org };
                mended.push(Entity { span: Span::new(at, name.span.end), ..name });
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
    without_former(text, found, &mut mended);
    without_honorific(text, &mut mended);
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

/// Where the committee of a place ends that was taken for the beginning of an office: 西海岸新区 and 党委书记. That of a firm or
/// a school stays with the office.
fn committee(text: &str, place: Entity, office: Entity) -> Option<usize> {
    let adjoin = place.kind == EntityType::Loc && office.kind == EntityType::Title && place.span.end == office.span.start;
    let string = office.span.of(text);
    let body = ["党委", "党工委", "工委"].into_iter().find(|body| adjoin && string.starts_with(body))?;
    (string.len() > body.len()).then_some(office.span.start + body.len())
}

/// Takes 原 and 前 from the end of a name before a title: they belong to neither (省政府原副秘书长).
fn without_former(text: &str, found: &Found, names: &mut [Entity]) {
    for i in 1..names.len() {
        let Some([name, title]) = names.get_mut(i - 1..=i) else { continue };
        let former = |c: char| matches!(c, '原' | '前');
        let string = name.span.of(text);
        if title.kind == EntityType::Title
            && name.span.end == title.span.start
            && let Some(body) = string.strip_suffix(former).filter(|body| body.chars().count() > 1)
        {
            name.span.end = name.span.start + body.len();
            if found.starting_at(name.span.start, ClassSet::AREAS).is_some_and(|area| area.span == name.span) {
                name.kind = EntityType::Loc;
            }
        } else if title.kind == EntityType::Title
            && let Some(office) = title.span.of(text).strip_prefix(former).filter(|_| name.span.end == title.span.start)
        {
            title.span.start = title.span.end - office.len();
        }
    }
}

/// Takes 先生 and 女士 from the ends of names.
fn without_honorific(text: &str, names: &mut [Entity]) {
    for name in names.iter_mut().filter(|n| n.kind == EntityType::Per) {
        let string = name.span.of(text);
        let bare = ["先生", "女士", "小姐", "同志"].into_iter().find_map(|word| string.strip_suffix(word));
        if let Some(bare) = bare.filter(|bare| !bare.is_empty()) {
            name.span.end = name.span.start + bare.len();
        }
    }
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
        use EntityType::{Loc, Org, Per, Title};
        for (text, names, expected) in [
            ("云溪经济区公共服务部", &[("云溪经济区", Loc), ("公共服务部", Org)][..], "云溪经济区公共服务部 Org"),
            ("东路88号市营商办", &[("东路88号", Loc), ("市营商办", Org)], "东路88号 Loc, 市营商办 Org"),
            ("邯郸市河北天云公司", &[("邯郸市", Loc), ("河北天云公司", Org)], "邯郸市 Loc, 河北天云公司 Org"),
            ("市委市政府要求", &[("市委市政府", Org)], "市委 Org, 市政府 Org"),
            ("市民李先生说", &[("李先生", Per)], "李 Per"),
            ("临溪镇党委副书记", &[("临溪镇", Loc), ("党委副书记", Title)], "临溪镇党委 Org, 副书记 Title"),
            ("多亏了管委会", &[], "管委会 Org"),
            ("省政府原副秘书长", &[("省政府原", Org), ("副秘书长", Title)], "省政府 Org, 副秘书长 Title"),
            ("山西省原副省长", &[("山西省原", Org), ("副省长", Title)], "山西省 Loc, 副省长 Title"),
            ("高新区管委会说", &[("高新区管委会", Org)], "高新区管委会 Org"),
        ] {
            assert_eq!(mended(text, names), expected, "{text}");
        }
    }
}
