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
    let mut best: Option<(u32, usize)> = None;
    let mut back = None;
    for i in (from..at).rev() {
        let Some(unit) = units.get(i) else { break };
        let before = unit.sentence < sentence || unit.is_mark() && unit.text == ".";
        // The sentence before has the subject only where this one points back to it.
        if before && !*back.get_or_insert_with(|| best.is_none() && points_back(units.get(i + 1..at).unwrap_or_default())) {
            break;
        }
        if unit.sentence + SENTENCES < sentence || (unit.is_mark() && unit.text.contains('\n')) {
            break;
        }
        let UnitKind::Entity(kind, number) = unit.kind else { continue };
        let Some(rank) = rank(kind) else { continue };
        let score = rank + fit(units, i) - 4 * u32::try_from(sentence - unit.sentence).unwrap_or(1).min(1);
        if best.is_none_or(|b| score > b.0) {
            best = Some((score, number));
        }
    }
    best.map(|b| b.1)
}

/// Whether a sentence opens with a word that points to something named before: 该区投入, 这艘货轮总长, 此次开工项目, 其中.
fn points_back(sentence: &[Unit]) -> bool {
    const OPENING: usize = 8;
    sentence.iter().take(OPENING).any(|u| u.text.starts_with(['该', '这', '此', '其', '本', '全', '它', '他', '她']))
}

/// 准东开发区28个, 巴宜区古树635株: the name that begins the figure's own part of a list.
fn list_part(units: &[Unit], at: usize) -> Option<usize> {
    let start = (0..at).rev().take(6).find(|i| units.get(*i).is_none_or(|u| u.is_mark()))?;
    let UnitKind::Entity(kind, number) = units.get(start + 1)?.kind else { return None };
    let inside = units.get(start + 2..at)?;
    let verb = inside.iter().any(|u| matches!(u.kind, UnitKind::Word("v" | "p" | "uj")));
    (rank(kind).is_some() && !verb).then_some(number)
}

/// How likely a name of this type is what a figure is about.
fn rank(kind: EntityType) -> Option<u32> {
    match kind {
        Org | Project => Some(10),
        Loc | Fac | Event | Init => Some(9),
        Per => Some(6),
        _ => None,
    }
}

/// How well the place of a name fits a subject: it begins a clause, nothing makes it an adjunct.
fn fit(units: &[Unit], at: usize) -> u32 {
    let before = at.checked_sub(1).and_then(|i| units.get(i));
    let after = units.get(at + 1);
    // What stands in quotation marks after a verb or another such name is its object: 推行“两步申报”“船边直提”.
    let outside = at.checked_sub(2).and_then(|i| units.get(i));
    let object = outside.is_some_and(|o| !o.is_mark() || matches!(o.text, "”" | "\""));
    let quoted = before.is_some_and(|b| matches!(b.text, "“" | "”" | "\"" | "《")) && object;
    let begins = !quoted && before.is_none_or(|b| b.is_mark() || matches!(b.kind, UnitKind::Time(_)) || b.text == "其中");
    let adjunct = before.is_some_and(|b| ADJUNCTS.contains(&b.text));
    let titled = after.is_some_and(|a| matches!(a.kind, UnitKind::Entity(EntityType::Title | Per, _)));
    let speaks = after.is_some_and(|a| SPEECH.contains(&a.text));
    let plus = 8 + if begins { 4 } else { 0 };
    let minus = if adjunct { 4 } else { 0 } + if titled || speaks { 4 } else { 0 };
    plus - minus
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

    static PASSAGES: &str = include_str!("../../tests/links/figures.txt");

    /// The shares of owners, times and comparisons that agree with the annotation may not fall below these.
    const LEAST: [f64; 3] = [0.55, 0.85, 0.95];

    #[test]
    fn owner_time_and_comparison_agree_with_the_annotated_figures() {
        let linker = Linker::new();
        let mut right = [0_u32; 3];
        let mut all = 0_u32;
        for line in table::rows(PASSAGES) {
            let fields: Vec<&str> = line.split('\t').collect();
            let [_, passage, expected @ ..] = fields.as_slice() else { panic!("{line}") };
            let (before, _) = passage.split_once("[[").expect("the figure in question");
            let text = passage.replace("[[", "[").replace("]]", "]");
            let number = Marked::new(before).figures.len();
            let marked = Marked::new(&text);
            let input = marked.input();
            let links = linker.link(&input, &units(&input)).figures.swap_remove(number);
            let read = [
                links.owner.map(|o| input.entities[o].span.of(input.text)),
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
        assert!(shares.iter().zip(LEAST).all(|(share, least)| *share >= least), "{shares:?}");
    }
}
