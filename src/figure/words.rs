//! The words around a figure that say how exact it is and which way it goes, from `words.txt`.

use super::{Modifier, Trend};
use crate::table;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

static WORDS: LazyLock<Words> = LazyLock::new(|| Words::parse(include_str!("words.txt")));

#[derive(Default)]
struct Words {
    before: Vec<(&'static str, Modifier)>,
    after: Vec<(&'static str, Modifier)>,
    trends: Vec<(&'static str, Trend)>,
    fillers: Vec<&'static str>,
    /// Verbs that may have their object between them and the figure.
    verbs: Vec<(&'static str, Trend)>,
}

impl Words {
    fn parse(table: &'static str) -> Self {
        let mut words = Self::default();
        for line in table::rows(table) {
            let mut fields = line.split_whitespace();
            match fields.next() {
                Some("filler") => words.fillers.extend(fields),
                Some("more") => words.verbs.extend(fields.map(|w| (w, Trend::Up))),
                Some("less") => words.verbs.extend(fields.map(|w| (w, Trend::Down))),
                Some("up") => words.trends.extend(fields.map(|w| (w, Trend::Up))),
                Some("down") => words.trends.extend(fields.map(|w| (w, Trend::Down))),
                Some(place) => {
                    let list = if place == "after" { &mut words.after } else { &mut words.before };
                    if let Some(modifier) = fields.next().and_then(modifier) {
                        list.extend(fields.map(|w| (w, modifier)));
                    }
                }
                None => {}
            }
        }
        // Longest first, so that 不超过 is not read as 超过.
        words.before.sort_by_key(|(w, _)| std::cmp::Reverse(w.len()));
        words.after.sort_by_key(|(w, _)| std::cmp::Reverse(w.len()));
        words.trends.sort_by_key(|(w, _)| std::cmp::Reverse(w.len()));
        words.fillers.sort_by_key(|w| std::cmp::Reverse(w.len()));
        words
    }
}

fn modifier(name: &str) -> Option<Modifier> {
    Some(match name {
        "over" => Modifier::Over,
        "under" => Modifier::Under,
        "approx" => Modifier::Approx,
        "min" => Modifier::Min,
        "max" => Modifier::Max,
        _ => return None,
    })
}

/// By the numeral they hold: what stands before it and what stands from it on.
static IDIOMS: LazyLock<FxHashMap<char, Vec<(&'static str, &'static str)>>> = LazyLock::new(|| {
    let mut idioms: FxHashMap<char, Vec<_>> = FxHashMap::default();
    for word in table::rows(include_str!("idioms.txt")).flat_map(str::split_whitespace) {
        let (before, from) = word.split_once('|').unwrap_or(("", word));
        if let Some(first) = from.chars().next() {
            idioms.entry(first).or_default().push((before, from));
        }
    }
    idioms
});

/// Whether what stands between `before` and the start of `from` and has `len` bytes is part of a set phrase, or is one. What is
/// longer than the phrase is not: 一点二亿, 十分钟.
pub fn is_idiom(before: &str, from: &str, len: usize) -> bool {
    let idioms = from.chars().next().and_then(|first| IDIOMS.get(&first));
    idioms.is_some_and(|list| list.iter().any(|(b, f)| f.len() >= len && from.starts_with(f) && before.ends_with(b)))
}

/// How exact the words at the end of `before` make the figure that follows.
pub fn modifier_before(before: &str) -> Option<Modifier> {
    // Words that may stand between: 超过了10亿, 最高可达500万元, 至少需要3天.
    const BETWEEN: &[&str] = &[
        "了",
        "达",
        "达到",
        "人民币",
        "为",
        "是",
        "有",
        "可",
        "“",
        "的",
        "每人",
        "只有",
        "到",
        "贷",
        "占",
        "占全市",
        "占全省",
        "占全国",
        "占全区",
        "占全县",
        "要",
        "需",
        "需要",
        "还得",
        "得",
        "说得",
        "说要",
    ];
    let mut rest = before;
    for _ in 0..3 {
        rest = rest.trim_end_matches([' ', '　']);
        if let Some((word, modifier)) = WORDS.before.iter().find(|(w, _)| rest.ends_with(w)) {
            // 签约 and 节约 are other words.
            let other = *word == "约" && rest.ends_with('约') && OTHER_YUE.iter().any(|w| rest.ends_with(w));
            return (!other).then_some(*modifier);
        }
        rest = BETWEEN.iter().filter_map(|f| rest.strip_suffix(f)).min_by_key(|r| r.len())?;
    }
    None
}

/// Words that end in 约 and do not mean "about".
const OTHER_YUE: &[&str] = &[
    "签约", "节约", "预约", "公约", "制约", "合约", "契约", "邀约", "违约", "特约", "集约", "条约", "履约", "解约", "续约",
    "纽约",
];

/// Whether 过 or 破 before a round number or a half means "more than": 过半, 过百亿. Elsewhere it says that something was done.
pub fn passes(before: &str) -> bool {
    before.ends_with(['过', '過', '破'])
}

/// How exact the words at the start of `after` make the figure before them. Its length too.
pub fn modifier_after(after: &str) -> Option<(Modifier, usize)> {
    let rest = after.trim_start_matches([' ', '　']);
    let (word, modifier) = WORDS.after.iter().find(|(w, _)| rest.starts_with(w))?;
    Some((*modifier, after.len() - rest.len() + word.len()))
}

/// Which way the words at the end of `before`, the clause up to the figure, make it go.
pub fn trend_before(before: &str) -> Option<Trend> {
    let mut rest = before;
    for _ in 0..5 {
        rest = rest.trim_end_matches([' ', '　']);
        if let Some((_, trend)) = WORDS.trends.iter().find(|(w, _)| rest.ends_with(w)) {
            return Some(*trend);
        }
        rest = WORDS.fillers.iter().find_map(|f| rest.strip_suffix(f))?;
    }
    None
}

/// Which way a verb with its object before the figure makes it go: 新增学位1080个, 节约财务成本数十万元.
pub fn trend_of_object(before: &str) -> Option<Trend> {
    // An object is a short noun: no number, no further clause.
    const REACH: usize = 9;
    let (from, _) = before.char_indices().rev().take(REACH + 2).last()?;
    let tail = before.get(from..)?;
    let (at, word, trend) =
        WORDS.verbs.iter().filter_map(|(w, t)| tail.rfind(w).map(|at| (at, w, t))).max_by_key(|(at, w, _)| at + w.len())?;
    let object = tail.get(at + word.len()..)?;
    let stops = |c: char| c.is_ascii_digit() || c.is_ascii_punctuation() || "、的“”（）《》由从将把比".contains(c);
    (!object.contains(stops)).then_some(*trend)
}
