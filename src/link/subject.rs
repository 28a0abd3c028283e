//! Owner and time of a figure: the name that it is about and the time that it is as of or over.
//!
//! The subject of a Chinese clause stands before its verb and is left out while it goes on, so the search goes back: the figure's own
//! clause, the clauses before it, the sentence before it. In a list each part has an owner of its own right before it (青岛市248个，
//! 菏泽市380个).

use super::unit::{Unit, UnitKind};
use crate::entity::EntityType::{self, Event, Fac, Init, Loc, Org, Per, Project};

/// How many units back an owner or a time is looked for.
const REACH: usize = 60;

/// How many sentences back the subject may have been named.
const SENTENCES: usize = 1;

/// Words after which a name is where, with whom or compared to what something is, not what it is about.
const ADJUNCTS: &[&str] = &[
    "在", "与", "和", "同", "向", "对", "从", "由", "到", "至", "比", "较", "给", "为", "被", "把", "以", "按", "据", "经", "跟",
    "占", "距", "离", "赴", "往", "沿",
];

/// Words between which and a figure a name says where the figure stands, and never what it is about: 距许昌东站11公里, 居酒泉市第2位.
const PLACED: &[&str] = &["距", "距离", "离", "居", "位居", "位列", "列", "排", "排名"];

/// Verbs of those who tell of a figure and are not what it is about.
const SPEECH: &[&str] = &[
    "说", "介绍", "表示", "告诉", "透露", "认为", "指出", "坦言", "解释", "通报", "统计", "发布", "公布", "获悉", "提醒", "强调",
];

/// The owner of the figure at unit `at`, as a number in [`Input::entities`](super::Input::entities).
pub fn owner(units: &[Unit], at: usize) -> Option<usize> {
    let sentence = units.get(at)?.sentence;
    let from = at.saturating_sub(REACH);
    if let Some(part) = list_part(units, at) {
        return Some(part);
    }
    let mut best: Option<(i32, usize)> = None;
    let mut back = None;
    let pointer = pointer(units, at);
    let mut own_clause = true;
    for i in (from..at).rev() {
        let Some(unit) = units.get(i) else { break };
        let before = unit.sentence < sentence || unit.is_mark() && unit.text == ".";
        // The sentence before has the subject only where this one points back to it.
        let weak = best.is_none_or(|b| b.0 < WEAK);
        if before && !*back.get_or_insert_with(|| weak && points_back(units.get(i + 1..at).unwrap_or_default())) {
            break;
        }
        if unit.sentence + SENTENCES < sentence || (unit.is_mark() && unit.text.contains('\n')) {
            break;
        }
        own_clause &= !(unit.is_mark() && unit.text.contains(['，', '；', '：', ',', ';', ':']));
        let UnitKind::Entity(kind, number) = unit.kind else { continue };
        // 该区 and 全县 mean what is called a 区 and a 县.
        if before && pointer.is_some_and(|noun| !unit.text.ends_with(noun)) {
            continue;
        }
        let Some(rank) = rank(kind).filter(|_| !is_taken(units, i, at)) else { continue };
        let Some(fit) = fit(units, i) else { continue };
        let near = if own_clause && fit >= 0 { OWN_CLAUSE } else { 0 };
        let far = if unit.sentence < sentence { 4 } else { 0 };
        let score = rank + fit + near - far;
        if score >= LEAST && best.is_none_or(|b| score > b.0) {
            best = Some((score, number));
        }
    }
    best.map(|b| b.1)
}

/// What it counts that a name stands in the clause of the figure itself.
const OWN_CLAUSE: i32 = 6;

/// A name that fits less than this is no owner; one that fits less than the other gives way to the subject of the sentence before,
/// where this one points back.
const LEAST: i32 = 5;
const WEAK: i32 = 10;

/// Whether a name at unit `i` is the owner of another figure before unit `at` and of that alone: 其中区财政安排3.6亿元.
fn is_taken(units: &[Unit], i: usize, at: usize) -> bool {
    let part = i.checked_sub(1).and_then(|b| units.get(b)).is_some_and(|b| b.text == "其中");
    part && units.get(i..at).unwrap_or_default().iter().any(|u| matches!(u.kind, UnitKind::Figure(_)))
}

/// Whether a sentence opens with a word that points to something named before: 该区投入, 这艘货轮总长, 此次开工项目, 其中.
fn points_back(sentence: &[Unit]) -> bool {
    sentence.iter().take(OPENING).any(|u| u.text.starts_with(['该', '这', '此', '其', '本', '全', '它', '他', '她']))
}

/// What the sentence of the figure at unit `at` opens with after 该 or 全: 区 of 该区, 公司 of 该公司.
fn pointer<'a>(units: &[Unit<'a>], at: usize) -> Option<&'a str> {
    let sentence = units.get(at)?.sentence;
    let first = (0..at).rev().take_while(|i| units.get(*i).is_some_and(|u| u.sentence == sentence)).last()?;
    let opening = units.get(first..at)?;
    opening.iter().zip(opening.iter().skip(1)).take(OPENING).find_map(|(unit, next)| {
        let noun = unit.text.strip_prefix(['该', '全'])?;
        let noun = if noun.is_empty() { next.text } else { noun };
        (noun.chars().all(char::is_alphabetic) && !matches!(next.kind, UnitKind::Entity(..))).then_some(noun)
    })
}

/// How many words open a sentence.
const OPENING: usize = 8;

/// 准东开发区28个, 巴宜区古树635株: the name that begins the figure's own part of a list.
fn list_part(units: &[Unit], at: usize) -> Option<usize> {
    let start = (0..at).rev().take(6).find(|i| units.get(*i).is_none_or(|u| u.is_mark()))?;
    let UnitKind::Entity(kind, number) = units.get(start + 1)?.kind else { return None };
    let inside = units.get(start + 2..at)?;
    let verb = inside.iter().any(|u| matches!(u.kind, UnitKind::Word("v" | "p" | "uj")));
    (rank(kind).is_some() && !verb).then_some(number)
}

/// How likely a name of this type is what a figure is about.
fn rank(kind: EntityType) -> Option<i32> {
    match kind {
        Org | Project => Some(10),
        Loc | Fac | Event | Init => Some(9),
        Per => Some(6),
        _ => None,
    }
}

/// How well the place of a name fits a subject: it begins a clause, nothing makes it an adjunct, a modifier of another name or one of
/// those who tell; `None` for what can be none.
fn fit(units: &[Unit], at: usize) -> Option<i32> {
    let before = at.checked_sub(1).and_then(|i| units.get(i));
    let after = units.get(at + 1);
    let is = |words: &[&str]| before.is_some_and(|b| words.contains(&b.text));
    if is(PLACED) || after.is_some_and(|a| SPEECH.contains(&a.text)) {
        return None;
    }
    // What stands in quotation marks after a verb or another such name is its object: 推行“两步申报”“船边直提”.
    let outside = at.checked_sub(2).and_then(|i| units.get(i));
    let object = outside.is_some_and(|o| !o.is_mark() || matches!(o.text, "”" | "\""));
    let quoted = before.is_some_and(|b| matches!(b.text, "“" | "”" | "\"" | "《")) && object;
    let begins = !quoted && before.is_none_or(|b| b.is_mark() || matches!(b.kind, UnitKind::Time(_)) || b.text == "其中");
    let titled = after.is_some_and(|a| matches!(a.kind, UnitKind::Entity(EntityType::Title | Per, _)));
    // 从汊河到南京北: where something begins is rather its owner than where it ends.
    let adjunct = if is(&["从"]) {
        4
    } else if is(ADJUNCTS) {
        5
    } else {
        0
    };
    // What is founded or built at the end of a clause is what the next one tells of: 组建母基金，规模20亿元.
    let verb = before.is_some_and(|b| matches!(b.kind, UnitKind::Word("v" | "vd")) && b.text != "是");
    let thing = units.get(at).is_some_and(|u| !matches!(u.kind, UnitKind::Entity(Loc | Per, _)));
    let closes = thing && after.is_some_and(Unit::is_mark);
    let told = if titled { 4 } else { 0 };
    let modifier = modifies(units, at);
    let second = if follows_name(units, at) { 3 } else { 0 };
    Some(if begins || verb && closes { 4 } else { 0 } - adjunct - told - modifier - second - if verb && !closes { 5 } else { 0 })
}

/// How much it counts against a name that it belongs to the words before 的, whose head is another name (盐东镇的原盐城第三棉纺厂, 甲与乙
/// 合办的“工匠班”) or a noun; of a person nothing but what was said or done is left then.
fn modifies(units: &[Unit], at: usize) -> i32 {
    let rest = units.get(at + 1..).unwrap_or_default();
    let clause = || rest.iter().take_while(|u| !u.is_mark() && !matches!(u.kind, UnitKind::Figure(_)));
    let Some(particle) = clause().position(|u| u.text == "的") else { return 0 };
    let head = rest.iter().skip(particle + 1).find(|u| !u.is_mark());
    let named = head.is_some_and(|u| matches!(u.kind, UnitKind::Entity(..)));
    let person = units.get(at).is_some_and(|u| matches!(u.kind, UnitKind::Entity(Per, _)));
    match particle {
        _ if named => 6,
        0 if person => 6,
        0 => 3,
        _ => 0,
    }
}

/// Whether a name follows another of the same list: the first stands for all.
fn follows_name(units: &[Unit], at: usize) -> bool {
    let before = units.get(..at).unwrap_or_default().iter().rev();
    let marks = |u: &&Unit| matches!(u.text, "、" | "“" | "”" | "\"" | "和" | "与" | "及");
    let gap = before.clone().take_while(marks).count();
    gap > 0 && before.clone().nth(gap).is_some_and(|u| matches!(u.kind, UnitKind::Entity(..)))
}

/// The time of the figure at unit `at`, as a number in [`Input::times`](super::Input::times): the nearest before it in its sentence that is not what it is
/// compared with; or, in a list of parts, that of the sentence before.
pub fn time(units: &[Unit], at: usize) -> Option<usize> {
    let sentence = units.get(at)?.sentence;
    let continues = units.iter().take(at).rev().take_while(|u| u.sentence == sentence).last().is_some_and(|u| u.text == "其中");
    for i in (at.saturating_sub(REACH)..at).rev() {
        let unit = units.get(i)?;
        if unit.sentence + usize::from(continues) < sentence {
            return None;
        }
        if let UnitKind::Time(number) = unit.kind
            && !is_base(units, i)
        {
            return Some(number);
        }
    }
    None
}

/// Whether a time is what something is compared with: 比2015年增长.
pub fn is_base(units: &[Unit], at: usize) -> bool {
    at.checked_sub(1).and_then(|i| units.get(i)).is_some_and(|u| matches!(u.text, "比" | "较" | "是" | "同" | "与"))
}

#[cfg(test)]
mod tests {
    use crate::{
        link::{Comparison, Linker, testing::Marked, unit::units},
        table,
    };

    /// The passages that the rules were tried on, and those that nothing was tried on; the shares of owners, times and comparisons that
    /// agree with the annotation may not fall below these.
    const PASSAGES: [(&str, [f64; 3]); 2] = [
        (include_str!("../../tests/links/figures.txt"), [0.74, 0.85, 0.95]),
        (include_str!("../../tests/links/held_out.txt"), [0.54, 0.85, 0.95]),
    ];

    #[test]
    fn owner_time_and_comparison_agree_with_the_annotated_figures() {
        for (passages, least) in PASSAGES {
            let shares = shares(passages);
            assert!(shares.iter().zip(least).all(|(share, least)| *share >= least), "{shares:?}");
        }
    }

    fn shares(passages: &str) -> [f64; 3] {
        let linker = Linker::new();
        let mut right = [0_u32; 3];
        let mut all = 0_u32;
        for line in table::rows(passages) {
            let fields: Vec<&str> = line.split('\t').collect();
            let [_, passage, expected @ ..] = fields.as_slice() else { panic!("{line}") };
            let (before, _) = passage.split_once("[[").expect("the figure in question");
            let text = passage.replace("[[", "[").replace("]]", "]");
            let number = Marked::new(before).figures.len();
            let marked = Marked::new(&text);
            let input = marked.input();
            let mut found = linker.link(&input, &units(&input));
            let links = found.figures.swap_remove(number);
            let name = |o: usize| input.entities[o].span.of(input.text);
            // Any name of the owner will do.
            let same = |o: &usize| {
                (0..input.entities.len()).find(|e| name(*e) == expected[0] && found.clusters[*e] == found.clusters[*o])
            };
            let read = [
                links.owner.map(|o| name(same(&o).unwrap_or(o))),
                links.time.map(|t| input.times[t].span.of(input.text)),
                links.comparison.map(|c| match c {
                    Comparison::YearOnYear => "同比",
                    Comparison::PeriodOnPeriod => "环比",
                    Comparison::Time(t) => input.times[t].span.of(input.text),
                    Comparison::Figure(f) => input.figures[f].span.of(input.text),
                }),
            ];
            all += 1;
            for (i, read) in read.iter().enumerate() {
                let read = read.unwrap_or("-");
                right[i] += u32::from(read == expected[i]);
                if read != expected[i] {
                    println!("{} {}: {read}, not {} | {text}", ["owner", "time", "comparison"][i], fields[0], expected[i]);
                }
            }
        }
        let shares = right.map(|n| f64::from(n) / f64::from(all));
        println!("owner, time, comparison: {shares:?} of {all}");
        shares
    }
}
