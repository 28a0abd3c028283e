//! Roles: who holds which office, read from the words beside a person's name.
//!
//! Chinese puts the office before the name (青岛市委书记陆治原), sometimes after it (陆治原书记), in brackets behind it
//! (张三（市工信局局长）), or says it with a verb (由张三任组长). Offices come in chains (区委常委、副区长张三), and persons in lists that
//! share an office (副会长张三、李四).

use crate::{
    entity::EntityType::{self, Event, Fac, Init, Loc, Org, Per, Project, Title, Work},
    layout::Role as BlockRole,
    link::{
        Input, RoleOf,
        office::{has_office, overlap},
        unit::{Unit, UnitKind},
    },
    table,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

/// Words between organisation and office, or between two offices, that belong to the title: at most this many bytes.
const MAX_INNER: usize = 24;

/// How many units before a name the title may begin.
const REACH: usize = 24;

/// How many names back, and how many sentences, the body of an office that stands alone may have been named.
const BACK: (usize, usize) = (24, 1);

/// The offices of a text, in order, each person and title once.
pub fn roles(input: &Input, units: &[Unit], aliases: &[Vec<String>]) -> Vec<RoleOf> {
    let full: BTreeMap<&str, &str> = aliases
        .iter()
        .filter_map(|group| group.split_first())
        .flat_map(|(full, short)| short.iter().map(|s| (s.as_str(), full.as_str())))
        .collect();
    let mut found = Found::default();
    // The last office read in the list that is going on, for names that share it.
    let mut list: Option<List> = None;
    for (at, unit) in units.iter().enumerate() {
        let UnitKind::Entity(Per, _) = unit.kind else { continue };
        if in_byline(input, unit) {
            continue;
        }
        let before = chain_before(units, at);
        let going_on = list.take().filter(|l| l.goes_on(units, before.first().map_or(at, |o| o.start)));
        if let (Some(shared), true) = (&going_on, before.is_empty()) {
            for title in &shared.titles {
                found.push(unit.text, title);
            }
            list = going_on.map(|l| List { end: at, ..l });
        } else if !before.is_empty() {
            let mut of = going_on.map(|l| l.of).unwrap_or_default();
            let mut titles = Vec::new();
            for office in &before {
                if !office.of.is_empty() {
                    of.clone_from(&office.of);
                }
                let placed = place_before(units, office.start, &office.title);
                let title = match (office.of.is_empty(), of.is_empty()) {
                    _ if placed.is_some() => placed.unwrap_or_default(),
                    (true, true) => {
                        let body = body_before(units, &full, office.start, &office.title).unwrap_or_default();
                        format!("{body}{}", office.title.get(overlap(body, &office.title)..).unwrap_or_default())
                    }
                    (true, false) if takes_organisation(&of, &office.title) => of.clone() + &office.title,
                    _ => office.title.clone(),
                };
                found.push(unit.text, &title);
                titles.push(title);
            }
            list = Some(List { end: at, of, titles });
        }
        let known = found.people.contains(unit.text);
        for title in after(units, at, known) {
            found.push(unit.text, &title);
        }
        for title in held(units, at) {
            found.push(unit.text, &title);
        }
    }
    found.roles
}

/// `role_words.txt`.
static ROLE_WORDS: LazyLock<RoleWords> = LazyLock::new(|| RoleWords::read(include_str!("data/role_words.txt")));

#[derive(Default)]
struct RoleWords {
    /// Verbs of a life's record.
    record: Vec<&'static str>,
    /// Verbs of holding an office.
    hold: Vec<&'static str>,
    /// Ends of the names of bodies inside another.
    inside: Vec<&'static str>,
    /// Bodies that a title may begin with.
    own: Vec<&'static str>,
}

impl RoleWords {
    fn read(file: &'static str) -> Self {
        let mut words = Self::default();
        for (what, list) in table::rows(file).filter_map(|l| l.split_once('\t')) {
            let list = list.split(' ').collect();
            match what {
                "record" => words.record = list,
                "hold" => words.hold = list,
                "inside" => words.inside = list,
                _ => words.own = list,
            }
        }
        words
    }
}

/// The offices that verbs further on give the person at unit `at`: 李四，男，1975年生，现任县财政局局长，拟任……; 王五应邀担任评委.
fn held(units: &[Unit], at: usize) -> Vec<String> {
    let mut found = Vec::new();
    let line = units.get(at + 1..).unwrap_or_default().iter().position(|u| u.is_mark() && u.text.contains('\n'));
    let end = line.map_or(units.len(), |line| at + 1 + line);
    let next = units.get(at + 1..end).unwrap_or_default().iter().position(|u| matches!(u.kind, UnitKind::Entity(Per, _)));
    let end = next.map_or(end, |next| at + 2 + next).min(at + 4 * REACH);
    let words = units.get(at + 1..end).unwrap_or_default();
    let mut plain = true;
    let mut from = 0;
    for (i, unit) in words.iter().enumerate() {
        let record = starts_record(words, i);
        let holds = i > 0 && plain && ROLE_WORDS.hold.contains(&unit.text);
        if i >= from && (record.is_some() || holds) {
            let after = record.unwrap_or(i + 1);
            let (titles, len) = offices_after(words.get(after..).unwrap_or_default());
            found.extend(titles);
            from = after + len;
        }
        plain &=
            matches!(unit.kind, UnitKind::Word("v" | "d" | "p" | "vd" | "ad") | UnitKind::Time(_)) || i == 0 && !unit.is_mark();
    }
    found
}

/// The unit after a verb of a record that starts at `at`; jieba may cut it in two.
fn starts_record(words: &[Unit], at: usize) -> Option<usize> {
    let first = words.get(at)?.text;
    if !ROLE_WORDS.record.iter().any(|verb| verb.starts_with(first)) {
        return None;
    }
    let mut text = String::new();
    for (i, unit) in words.iter().enumerate().skip(at).take(3) {
        text.push_str(unit.text);
        if ROLE_WORDS.record.contains(&text.as_str()) && !words.get(i + 1).is_some_and(|u| u.text == "为" || u.text == "名为")
        {
            return Some(i + 1);
        }
    }
    None
}

/// The offices that begin right at the first of `words`, with the number of units they take up; across commas too.
fn offices_after(words: &[Unit]) -> (Vec<String>, usize) {
    let mut found: Vec<String> = Vec::new();
    let mut of = String::new();
    let mut at = 0;
    // How many offices stand before the last comma, and where.
    let mut clause = (0, 0);
    loop {
        let rest = words.get(at..).unwrap_or_default();
        let Some(title) = rest.iter().take(REACH).position(|u| matches!(u.kind, UnitKind::Entity(Title, _))) else { break };
        let head = rest.get(..title).unwrap_or_default();
        if !head.iter().all(|u| matches!(u.kind, UnitKind::Entity(k, _) if holds_office(k)) || is_inner(u)) {
            break;
        }
        let own: String = head.iter().map(|u| u.text).collect();
        let office = rest.get(title).map_or("", |u| u.text);
        if !own.is_empty() {
            of = own;
        }
        // 市人民政府副市长、代市长: both of the government.
        let takes = !of.is_empty() && (!head.is_empty() || of.ends_with("政府") || takes_organisation(&of, office));
        found.push(if takes { format!("{of}{office}") } else { office.to_owned() });
        at += title + 1;
        match words.get(at).map(|u| u.text) {
            Some("、" | "兼") => at += 1,
            Some("，" | ",") => {
                clause = (found.len(), at);
                at += 1;
            }
            _ => break,
        }
    }
    // 担任评委，副院长王五到会: what stands after the comma is of the next person.
    if words.get(at).is_some_and(|u| matches!(u.kind, UnitKind::Entity(Per, _))) && clause.0 > 0 {
        found.truncate(clause.0);
        at = clause.1;
    }
    (found, at)
}

/// Roles as they are found, each person and title once.
#[derive(Default)]
struct Found {
    roles: Vec<RoleOf>,
    seen: BTreeSet<(String, String)>,
    people: BTreeSet<String>,
}

impl Found {
    fn push(&mut self, person: &str, title: &str) {
        let squash = |s: &str| -> String { s.split_whitespace().collect() };
        let (person, title) = (squash(person), squash(title));
        self.people.insert(person.clone());
        if self.seen.insert((person.clone(), title.clone())) {
            self.roles.push(RoleOf { person, title });
        }
    }
}

/// An office of a village, town or quarter that is said without its name (镇党委书记), with the name that stands shortly before.
fn place_before(units: &[Unit], at: usize, title: &str) -> Option<String> {
    let level = LEVELS.iter().find(|level| title.starts_with(*level))?;
    let sentence = units.get(at)?.sentence;
    let back = units.get(..at)?.iter().rev().take_while(|u| u.sentence + 1 + BACK.1 >= sentence);
    let place = back.take(8 * BACK.0).find(|u| match u.kind {
        UnitKind::Entity(Loc | Org | Fac, _) => u.text.ends_with(level) && u.text.len() > level.len() + 3,
        _ => false,
    })?;
    let rest = title.strip_prefix(level).filter(|rest| !rest.starts_with('委') && !rest.starts_with('民'));
    Some(format!("{}{}", place.text, rest.unwrap_or(title)))
}

/// Levels of places whose offices are often said without the name of the place.
const LEVELS: &[&str] = &["街道", "社区", "村", "镇", "乡"];

/// The body named shortly before unit `at` that has an office like `title`; a short name is judged by its full form.
fn body_before<'a>(units: &[Unit<'a>], full: &BTreeMap<&str, &str>, at: usize, title: &str) -> Option<&'a str> {
    let mut sentence = units.get(at)?.sentence;
    let mut names = 0;
    let mut quoted = None;
    for unit in units.get(..at)?.iter().rev() {
        // “……。”局长张三说: what is quoted puts no distance between the body and its officer.
        match (quoted, unit.text) {
            (None, "”") => quoted = Some(unit.sentence),
            (Some(end), "“") => {
                sentence = sentence.saturating_sub(end - unit.sentence);
                quoted = None;
            }
            _ => {}
        }
        if quoted.is_none() && unit.sentence + BACK.1 < sentence || names > BACK.0 {
            return None;
        }
        if let UnitKind::Entity(kind, _) = unit.kind {
            names += 1;
            if matches!(kind, Org | Fac) && has_office(full.get(unit.text).unwrap_or(&unit.text), title) == Some(true) {
                return Some(unit.text);
            }
        }
    }
    None
}

/// A list of persons that is going on.
struct List {
    /// The unit of its last name.
    end: usize,
    of: String,
    titles: Vec<String>,
}

impl List {
    /// Whether the list goes on with what starts at unit `at`: only a mark or a word of joining stands between.
    fn goes_on(&self, units: &[Unit], at: usize) -> bool {
        let between = units.get(self.end + 1..at).unwrap_or_default();
        matches!(between, [mark] if matches!(mark.text, "、" | "，" | "," | "和" | "及" | "与"))
    }
}

/// A person of a byline has no office to tell.
fn in_byline(input: &Input, unit: &Unit) -> bool {
    let before = input.blocks.partition_point(|b| b.span.start <= unit.span.start);
    let block = before.checked_sub(1).and_then(|i| input.blocks.get(i));
    block.is_some_and(|b| matches!(b.role, BlockRole::Byline | BlockRole::Source | BlockRole::Furniture))
}

/// An office in front of a name.
struct Before {
    start: usize,
    title: String,
    of: String,
}

/// The offices in front of the name at unit `at`, in order: 区委常委、副区长张三 gives two.
fn chain_before(units: &[Unit], at: usize) -> Vec<Before> {
    let mut found = Vec::new();
    // 局长　张三: a title line above or beside the name.
    let blank = at.checked_sub(1).and_then(|i| units.get(i)).is_some_and(|u| u.text.trim().is_empty());
    let mut end = if blank { at - 1 } else { at };
    while let Some(office) = office_before(units, end) {
        let start = office.start;
        found.push(office);
        match start.checked_sub(1).and_then(|i| units.get(i)) {
            Some(joint) if matches!(joint.text, "、" | "兼" | "，" | "暨") && ends_office(units, start - 1) => {
                end = start - 1
            }
            _ => break,
        }
    }
    found.reverse();
    found
}

/// Whether an office ends right before unit `at`.
fn ends_office(units: &[Unit], at: usize) -> bool {
    at.checked_sub(1).and_then(|i| units.get(i)).is_some_and(|u| matches!(u.kind, UnitKind::Entity(Title, _)))
}

/// The office that ends before unit `end`: a title with the organisation, place or other name right in front of it.
fn office_before(units: &[Unit], end: usize) -> Option<Before> {
    let title_at = end.checked_sub(1)?;
    let title = units.get(title_at)?;
    if !matches!(title.kind, UnitKind::Entity(Title, _)) {
        return None;
    }
    let mut start = title_at;
    let mut of_end = None;
    let mut inner = 0;
    let mut at = title_at;
    let mut quoted = false;
    while let Some(before) = at.checked_sub(1) {
        if title_at - before > REACH {
            break;
        }
        let Some(unit) = units.get(before) else { break };
        match unit.kind {
            UnitKind::Entity(kind, _) if holds_office(kind) => {
                start = before;
                of_end.get_or_insert(before + 1);
                inner = 0;
            }
            UnitKind::Word(_) if is_inner(unit) && inner + unit.text.len() <= MAX_INNER => inner += unit.text.len(),
            UnitKind::Word("uj") if unit.text == "的" && at == title_at => inner += unit.text.len(),
            // “阿穆尔之星”号船长
            UnitKind::Mark if matches!(unit.text, "”" | "\"") && !quoted => quoted = true,
            UnitKind::Mark if matches!(unit.text, "“" | "\"") && quoted => {
                quoted = false;
                start = before;
            }
            _ => break,
        }
        at = before;
    }
    // Words in front of a title without a name are a class (知名财经评论人), not an organisation.
    let title_text = |from: usize| -> String {
        let words = units.get(from..end).unwrap_or_default();
        let drop_de = words.len() >= 2 && words.get(words.len() - 2).is_some_and(|u| u.text == "的");
        words.iter().enumerate().filter(|(i, _)| !(drop_de && *i == words.len() - 2)).map(|(_, u)| u.text).collect()
    };
    // 项目推进专班负责人: the title begins with a body's noun, whose name goes back over the nouns before it.
    if let Some(body) = of_end.is_none().then(|| ROLE_WORDS.own.iter().find(|b| title.text.starts_with(*b))).flatten() {
        let before = units.get(..title_at)?;
        let named = |u: &&Unit| matches!(u.kind, UnitKind::Word("n" | "vn" | "nz" | "v" | "j" | "b"));
        let len = before.iter().rev().take(4).take_while(named).count();
        let verbs = before.get(title_at - len..)?.iter().take_while(|u| u.kind == UnitKind::Word("v")).count();
        let start = title_at - len + verbs;
        let of: String = units.get(start..title_at)?.iter().map(|u| u.text).collect();
        return Some(Before { start, title: of.clone() + title.text, of: of + body });
    }
    let of = of_end.map(|e| units.get(start..e).unwrap_or_default().iter().map(|u| u.text).collect()).unwrap_or_default();
    Some(Before { start, title: title_text(start), of })
}

/// Whether a name of this type may stand before an office as what it is an office of.
fn holds_office(kind: EntityType) -> bool {
    matches!(kind, Org | Loc | Fac | Project | Event | Work | Init | Title)
}

/// Words that may stand between an organisation and an office.
fn is_inner(unit: &Unit) -> bool {
    matches!(unit.kind, UnitKind::Word("n" | "vn" | "b" | "nz" | "a" | "j" | "eng" | "ng" | "f" | "h" | "ns" | "nt" | "an"))
        || matches!(unit.text, "原" | "前" | "时任" | "首席" | "驻" | "总" | "副" | "老" | "号" | "轮")
}

/// Whether a title that names no organisation is one of the organisation `of` named before it in the same list.
fn takes_organisation(of: &str, title: &str) -> bool {
    let head = title.trim_start_matches("常务").trim_start_matches('副');
    if matches!(head.chars().next(), Some('市' | '县' | '区' | '省' | '州' | '镇' | '乡' | '村')) {
        return false;
    }
    // 纪委书记张三，副院长李四: what has no such office is not what is led.
    !ROLE_WORDS.inside.iter().any(|p| of.ends_with(p)) || has_office(of, title) != Some(false)
}

/// Offices said after the name at unit `at`: in brackets, with a verb, or as a form of address, which tells nothing new of a person
/// who is already `known` by an office.
fn after(units: &[Unit], at: usize, known: bool) -> Vec<String> {
    let rest = units.get(at + 1..).unwrap_or_default();
    let mut skip = 0;
    let verb = rest
        .first()
        .is_some_and(|u| matches!(u.text, "任" | "担任" | "当选" | "兼任" | "出任" | "为" | "是" | "当选为" | "受聘为"));
    let bracket = rest.first().is_some_and(|u| matches!(u.text, "（" | "("));
    let address = !known && rest.first().is_some_and(|u| matches!(u.kind, UnitKind::Entity(Title, _)));
    // 生志诚，滕州农商银行龙泉支行行长。
    let comma = rest.first().is_some_and(|u| matches!(u.text, "，" | ","));
    let apposed = comma && at.checked_sub(1).and_then(|i| units.get(i)).is_none_or(|u| u.is_mark() && u.text != "、");
    if verb || bracket || apposed {
        skip = 1;
    } else if !address {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut at = skip;
    loop {
        let words = rest.get(at..).unwrap_or_default();
        let Some(title) = words.iter().take(REACH).position(|u| matches!(u.kind, UnitKind::Entity(Title, _))) else { break };
        let head = words.get(..title).unwrap_or_default();
        if !head.iter().all(|u| matches!(u.kind, UnitKind::Entity(k, _) if holds_office(k)) || is_inner(u)) {
            break;
        }
        let after = words.get(title + 1);
        if apposed && !after.is_none_or(|u| u.is_mark() && !matches!(u.text, "，" | ",")) {
            break;
        }
        found.push(words.get(..=title).unwrap_or_default().iter().map(|u| u.text).collect());
        at += title + 1;
        if address || !rest.get(at).is_some_and(|u| matches!(u.text, "、" | "兼")) {
            break;
        }
        at += 1;
    }
    // 张三书记 is a form of address only where no name follows at once: 张三书记李四 is a list without its mark.
    if address && rest.get(at).is_some_and(|u| matches!(u.kind, UnitKind::Entity(Per, _))) {
        return Vec::new();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::{testing::Marked, unit::units};

    #[test]
    fn offices_as_articles_give_them() {
        let cases: &[(&str, &[(&str, &str)])] = &[
            ("[青岛市委|ORG][书记|TITLE][陆治原|PER]讲话。", &[("陆治原", "青岛市委书记")]),
            ("[区委|ORG][常委|TITLE]、[组织部部长|TITLE][王兵|PER]到会。", &[("王兵", "区委常委"), ("王兵", "区委组织部部长")]),
            ("[副会长|TITLE][冯放|PER]、[区云|PER]出席。", &[("冯放", "副会长"), ("区云", "副会长")]),
            (
                "[河南工程学院|ORG][党委书记|TITLE][刘湘玉|PER]、[校长|TITLE][李利英|PER]来访。",
                &[("刘湘玉", "河南工程学院党委书记"), ("李利英", "河南工程学院校长")],
            ),
            ("由[慕继祖|PER]任[组委会|ORG][主任|TITLE]。", &[("慕继祖", "组委会主任")]),
            ("[邸梦瑶|PER]（[沧州市人民医院|ORG][护士长|TITLE]）获奖。", &[("邸梦瑶", "沧州市人民医院护士长")]),
            ("“[阿穆尔之星|INIT]”号[船长|TITLE][安德烈|PER]说。", &[("安德烈", "“阿穆尔之星”号船长")]),
            ("[县自然资源局|ORG]发文。[局长|TITLE][张三|PER]说。", &[("张三", "县自然资源局局长")]),
            ("[盐东镇|LOC]地少。[镇党委|ORG][书记|TITLE][拾以德|PER]说。", &[("拾以德", "盐东镇党委书记")]),
            ("[生志诚|PER]，[滕州农商银行|ORG][行长|TITLE]。", &[("生志诚", "滕州农商银行行长")]),
            ("[区交警大队|ORG]查车。“慢一点。稳一点。”[大队长|TITLE][张三|PER]说。", &[("张三", "区交警大队大队长")]),
            ("[高新区管委会|ORG]发文。[管委会副主任|TITLE][张三|PER]说。", &[("张三", "高新区管委会副主任")]),
            ("[外交部|ORG]发文。[外交部长|TITLE][张三|PER]说。", &[("张三", "外交部长")]),
            ("区委[常委|TITLE]、项目推进[专班负责人|TITLE][张三|PER]说。", &[("张三", "常委"), ("张三", "项目推进专班负责人")]),
            (
                "[张三|PER]，男，高级工程师，现任[市水务局|ORG][局长|TITLE]，拟任[市审计局|ORG][局长|TITLE]。曾任[县政府|ORG][副县长|TITLE]、[代县长|TITLE]。",
                &[("张三", "市水务局局长"), ("张三", "市审计局局长"), ("张三", "县政府副县长"), ("张三", "县政府代县长")],
            ),
            ("[张三|PER]应邀担任[评委|TITLE]，我校[副校长|TITLE][李四|PER]到会。", &[("张三", "评委"), ("李四", "副校长")]),
            (
                "[学院纪委|ORG][书记|TITLE][张三|PER]，[副院长|TITLE][李四|PER]到会。",
                &[("张三", "学院纪委书记"), ("李四", "副院长")],
            ),
            ("[张三|PER]到会。", &[]),
        ];
        for (text, expected) in cases {
            let marked = Marked::new(text);
            let input = marked.input();
            let found = roles(&input, &units(&input), &[]);
            let found: Vec<(&str, &str)> = found.iter().map(|r| (r.person.as_str(), r.title.as_str())).collect();
            assert_eq!(found, *expected, "{text}");
        }
    }
}
