//! Aliases: names of one article that mean the same thing.
//!
//! A short form keeps characters of the long one in their order: 青岛科技大学 and 青科大, 青岛市发展和改革委员会 and 市发改委,
//! 滨州市滨城区 and 滨城区. Where the article says so (以下简称“…”), nothing needs to be guessed.

use crate::{
    entity::{
        EntityType::{self, Event, Fac, Init, Loc, Org, Per, Project, Title, Work},
        gazetteer::divisions,
    },
    link::Input,
    span::{Reading, Span},
    table,
};
use rustc_hash::{FxHashMap, FxHashSet};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

/// How many distinct names before and after a short form are tried as its long form.
const REACH: usize = 160;

/// A distinct name.
#[derive(Debug)]
struct Name {
    text: String,
    chars: Vec<char>,
    kind: EntityType,
    /// Where its words begin, in characters.
    words: Vec<usize>,
    /// The same without words of one character, which are cut off badly more often than not: 大|学, 邵东|市.
    pieces: Vec<usize>,
    /// Number of its first mention.
    first: usize,
}

/// What of a name tells at once that it is no form of most others. Sets of characters are bits of their hashes.
struct Key {
    len: usize,
    /// The characters that it has.
    has: u64,
    /// The characters that every long form of it has.
    needs: u64,
}

impl Key {
    fn of(name: &Name) -> Self {
        let set = |chars: &[char]| chars.iter().fold(0, |bits, c| bits | 1 << (u32::from(*c).wrapping_mul(0x9e37_79b1) >> 26));
        // 沪 has no character of 上海.
        let needs = if name.chars.len() == 1 { 0 } else { set(&kept(name)) };
        Self { len: name.chars.len(), has: set(&name.chars), needs }
    }

    fn may_be_of(&self, long: &Self) -> bool {
        self.needs & !long.has == 0 && (self.len < long.len || self.len == 1)
    }
}

/// Groups of names that mean one thing, the full form first.
pub fn aliases(input: &Input) -> Vec<Vec<String>> {
    let names = names(input);
    let keys: Vec<Key> = names.iter().map(Key::of).collect();
    let index: FxHashMap<&str, usize> = names.iter().enumerate().map(|(i, n)| (n.text.as_str(), i)).collect();
    let defined = definitions(input, &index);
    let mut parent: Vec<Option<usize>> = vec![None; names.len()];
    for (short, name) in names.iter().enumerate() {
        if let Some(long) = defined.get(&short) {
            parent[short] = Some(*long);
            continue;
        }
        let Some(key) = keys.get(short) else { continue };
        let near = keys.iter().enumerate().skip(short.saturating_sub(REACH)).take(2 * REACH);
        let best = near
            .filter(|(long, other)| *long != short && key.may_be_of(other))
            .filter_map(|(long, _)| Some((long, names.get(long)?)))
            .filter_map(|(long, other)| likeness(name, other).map(|score| (score, order(name, other), long)))
            .max_by(|a, b| a.0.cmp(&b.0).then(a.1.cmp(&b.1)).then(b.2.cmp(&a.2)));
        parent[short] = best.map(|b| b.2);
    }
    // 双星轮胎 goes with 双星, whose full form is 双星集团; 沈机国际 and 沈机股份 are two of several.
    let mut branches: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, name) in names.iter().enumerate().filter(|(at, n)| n.kind == Org && parent[*at].is_none()) {
        // A branch has two characters more than its brand.
        let Some((stem, _)) = name.text.char_indices().nth_back(1) else { continue };
        let brand = name.text.get(..stem).and_then(|brand| index.get(brand)).copied();
        let brand =
            brand.filter(|b| names.get(*b).is_some_and(|b| is_branch(b, name, name.text.get(stem..).unwrap_or_default())));
        if let Some(brand) = brand.filter(|b| parent[*b].is_some_and(|of| of != at)) {
            branches.entry(brand).or_default().push(at);
        }
    }
    for (brand, branches) in branches {
        if let [only] = branches.as_slice() {
            parent[*only] = Some(brand);
        }
    }
    group(&names, &parent)
}

/// A long form that comes first is likelier, the nearer the likelier.
fn order(short: &Name, long: &Name) -> (bool, isize) {
    let distance = short.first as isize - long.first as isize;
    (distance > 0, -distance.abs())
}

/// The distinct names of a text in the order of their first mention.
fn names(input: &Input) -> Vec<Name> {
    let mut seen: FxHashSet<String> = FxHashSet::default();
    let mut names = Vec::new();
    for (first, entity) in input.entities.iter().enumerate() {
        if matches!(entity.kind, Title) {
            continue;
        }
        let text: String = entity.span.of(input.text).split_whitespace().collect();
        if seen.insert(text.clone()) {
            let words = word_starts(input, entity.span);
            let chars: Vec<char> = text.chars().collect();
            let ends = words.iter().skip(1).copied().chain([chars.len()]);
            let long = words.iter().zip(ends).filter(|(from, to)| *to > *from + 1 || **from == 0);
            let pieces = long.map(|(from, _)| *from).collect();
            names.push(Name { chars, words, pieces, text, kind: entity.kind, first });
        }
    }
    names
}

/// The characters of a short form that are kept from the long one, whatever [`likeness`] goes by: not the marks of a title, not 公司
/// of 左江糖纸公司, of 市委 no more than its ends.
fn kept(name: &Name) -> Vec<char> {
    match (name.kind, name.chars.as_slice()) {
        (Work, chars) => chars.iter().copied().filter(|c| !matches!(c, '《' | '》')).collect(),
        (Loc, chars) => chars.to_vec(),
        (_, [first, .., area, '委']) => vec![*first, *area, '委'],
        (_, chars) => brand(chars, &name.text).to_vec(),
    }
}

/// Where the words of a name begin, in characters that are no white space.
fn word_starts(input: &Input, span: Span<Reading>) -> Vec<usize> {
    let first = input.tokens.partition_point(|t| t.span.start < span.start);
    let mut starts = vec![0];
    let mut at = 0;
    for token in input.tokens.iter().skip(first).take_while(|t| t.span.end <= span.end) {
        starts.push(at);
        at += token.span.of(input.text).chars().filter(|c| !c.is_whitespace()).count();
    }
    starts.dedup();
    starts
}

/// Short forms that the text defines right behind the long one: 青岛科技大学（以下简称“青科大”）. Maps short to long.
fn definitions(input: &Input, index: &FxHashMap<&str, usize>) -> BTreeMap<usize, usize> {
    let find = |span: Span<Reading>| {
        let text: String = span.of(input.text).split_whitespace().collect();
        index.get(text.as_str()).copied()
    };
    let mut defined = BTreeMap::new();
    for pair in input.entities.windows(2) {
        let [long, short] = pair else { continue };
        let between = input.text.get(long.span.end..short.span.start).unwrap_or_default();
        if between.len() > 40 || !["简称", "下称", "又称", "又名", "亦称", "原名"].iter().any(|cue| between.contains(cue))
        {
            continue;
        }
        if between.contains(['。', '；', '\n']) {
            continue;
        }
        if let (Some(long), Some(short)) = (find(long.span), find(short.span))
            && long != short
        {
            defined.insert(short, long);
        }
    }
    defined
}

/// How surely `short` is a short form of `long`: `None` for not at all.
fn likeness(short: &Name, long: &Name) -> Option<u32> {
    if let ([single], Loc, Loc) = (short.chars.as_slice(), short.kind, long.kind) {
        return is_single_name(*single, &long.text).then_some(90);
    }
    if short.chars.len() >= long.chars.len() || short.chars.len() < 2 {
        return None;
    }
    match (short.kind, long.kind) {
        (Per, Per) => part_of_foreign_name(&short.text, &long.text).then_some(100),
        (Loc, Loc) => place(short, long),
        (Work, Work) => document(&short.chars, &long.chars),
        (Org, Org) | (Event, Event) | (Init, Init) | (Fac | Project, Fac | Project) | (Org, Fac) | (Fac, Org) => {
            named(short, long)
        }
        _ => None,
    }
}

/// 古特雷斯 of 安东尼奥·古特雷斯.
fn part_of_foreign_name(short: &str, long: &str) -> bool {
    long.rsplit(['·', '•', '・', '-']).next().is_some_and(|last| last == short)
}

const AREA_ENDS: &[char] = &['省', '市', '县', '区', '州', '镇', '乡', '村', '盟', '旗', '縣', '區', '鄉', '鎮'];

/// Places: 芜湖 of 芜湖市, 滨城区 of 滨州市滨城区, 南浔 of 湖州市南浔区, 北川 of 北川羌族自治县, 经开区 of 上虞经济技术开发区.
fn place(short: &Name, long: &Name) -> Option<u32> {
    let (s, l) = (short.chars.as_slice(), long.chars.as_slice());
    let (last, stem) = l.split_last()?;
    if AREA_ENDS.contains(last) && stem.ends_with(s) && starts_area(stem, s.len()) {
        return Some(if stem.len() == s.len() { 100 } else { 80 });
    }
    let autonomous = ["自治县", "自治州", "自治区", "自治旗"].iter().any(|end| long.text.ends_with(end));
    if autonomous && l.starts_with(s) && s.last().is_none_or(|c| !AREA_ENDS.contains(c)) {
        return Some(90);
    }
    if autonomous && s.split_last().is_some_and(|(end, stem)| end == last && l.starts_with(stem)) {
        return Some(90);
    }
    if l.ends_with(s) && (starts_area(l, s.len()) || starts_word(long, s.len())) {
        return Some(90);
    }
    // 董家口 of 董家口经济区; but 坊子 is the 坊子区 and not its zone, nor is the 坊子区.
    let stem = s.split_last().filter(|(end, stem)| AREA_ENDS.contains(end) && stem.len() > 1).map_or(s, |(_, stem)| stem);
    if l.starts_with(stem) {
        let rest: String = l.get(s.len()..)?.iter().collect();
        let zone = stem == s && s.len() > 1 && ZONE_ENDS.contains(rest.as_str()) && !DIVISIONS.contains(short.text.as_str());
        return zone.then_some(75);
    }
    abbreviates(s, long, l.len()).map(|left_out| 70 - 10 * left_out)
}

/// Whether the last `len` characters of a name begin it, follow the end of an area's name, or begin with it (市委 of 重庆市委).
fn starts_area(name: &[char], len: usize) -> bool {
    let Some(at) = name.len().checked_sub(len) else { return false };
    let is_end = |at: usize| name.get(at).is_some_and(|c| AREA_ENDS.contains(c));
    at == 0 || is_end(at - 1) || is_end(at)
}

/// Whether the last `len` characters of a name begin with a word.
fn starts_word(name: &Name, len: usize) -> bool {
    name.chars.len().checked_sub(len).is_some_and(|at| name.words.contains(&at))
}

/// Organisations, buildings, projects, meetings and brands.
fn named(short: &Name, long: &Name) -> Option<u32> {
    let (s, l) = (short.chars.as_slice(), long.chars.as_slice());
    if l.ends_with(s) {
        let whole = s.len() > 2 || HEADS.contains(short.text.as_str());
        return (whole || starts_word(long, s.len()) || starts_area(l, s.len())).then_some(if whole { 85 } else { 90 });
    }
    // 市委 is the 市委员会 and no other 委.
    if let [.., area, '委'] = s
        && AREA_ENDS.contains(area)
    {
        let committee = l.ends_with(&[*area, '委', '员', '会']);
        return (committee && (s.len() == 2 || l.starts_with(&s[..1]))).then_some(90);
    }
    // 同济大学经济与管理学院 is a part of 同济大学.
    if let Some(rest) = long.text.strip_prefix(&short.text).filter(|rest| !COMPANY_ENDS.contains(rest)) {
        if BODY_ENDS.iter().any(|end| short.text.ends_with(end)) {
            return None;
        }
        if is_branch(short, long, rest) {
            return Some(65);
        }
    }
    if WHOLE_ENDS.iter().any(|end| short.text.ends_with(end) && long.text.ends_with(end)) {
        return None;
    }
    for end in &*COMPANY_ENDS {
        if !long.text.ends_with(end) {
            continue;
        }
        let Some(core) = l.get(..l.len() - end.chars().count()) else { continue };
        // The brand: 冈州红 of 广东冈州红陈皮股份有限公司, 左江糖纸公司 of 广西左江糖纸包装有限公司.
        let brand = brand(s, &short.text);
        let begins = |at: usize| core.get(at..).is_some_and(|rest| rest.starts_with(brand));
        if end.contains(['公', '集']) && brand.len() >= 2 && long.words.iter().take(3).any(|at| begins(*at)) {
            return Some(80);
        }
        if let Some(left_out) = abbreviates(s, long, core.len()) {
            return Some(60 - 10 * left_out);
        }
    }
    // Of two long forms the one that leaves less out: 澳大 is 澳门大学 before 澳门科技大学.
    let longer = u32::try_from(l.len() - s.len()).unwrap_or(u32::MAX).min(9);
    abbreviates(s, long, l.len()).map(|left_out| 80 - 10 * left_out - longer)
}

/// A name without what says what sort of company it is, where enough is left.
fn brand<'n>(chars: &'n [char], text: &str) -> &'n [char] {
    let end = COMPANY_ENDS.iter().find(|end| text.ends_with(*end));
    end.and_then(|end| chars.get(..chars.len() - end.chars().count())).filter(|b| b.len() >= 2).unwrap_or(chars)
}

/// Whether a name is a brand with what it makes: 双星轮胎 of 双星. `rest` is what it adds to the brand.
fn is_branch(brand: &Name, name: &Name, rest: &str) -> bool {
    let plain = (brand.kind, name.kind) == (Org, Org) && (2..=3).contains(&brand.chars.len());
    plain && rest.chars().count() == 2 && starts_word(name, 2) && !DIVISIONS.contains(brand.text.as_str())
}

/// 《办法》 of 《永州市市级预算绩效管理办法》.
fn document(short: &[char], long: &[char]) -> Option<u32> {
    let inner = |c: &[char]| -> Vec<char> { c.iter().copied().filter(|c| !matches!(c, '《' | '》')).collect() };
    inner(long).ends_with(&inner(short)).then_some(80)
}

/// Whether `short` keeps characters of the first `end` characters of `long` in order, so that it begins where a word or an area
/// begins, ends in the last word, and leaves a trace of the words between. Says how many words it left out without one.
fn abbreviates(short: &[char], long: &Name, end: usize) -> Option<u32> {
    let chars = long.chars.get(..end)?;
    let (first, rest) = short.split_first()?;
    let allowed = u32::from(short.len() >= 4);
    // Words may be cut badly inside names: the last two characters count as the last word at least.
    let last_word = long.pieces.iter().rev().find(|w| **w < end).copied()?.min(end.saturating_sub(2));
    let starts = (0..end).filter(|at| long.words.contains(at) || chars.get(*at).is_some_and(|c| AREA_ENDS.contains(c)));
    starts
        .filter(|at| chars.get(*at) == Some(first))
        .filter_map(|start| {
            let mut kept = vec![start];
            let mut at = start + 1;
            for (i, c) in rest.iter().enumerate() {
                // The last character stands in the last word, the others as early as they can.
                let from = if i + 1 == rest.len() { at.max(last_word) } else { at };
                let next = (from..end).find(|p| chars.get(*p) == Some(c))?;
                kept.push(next);
                at = next + 1;
            }
            // A meeting's short form leaves out which one it is and where: 食博会 of 第二十一届中国（漯河）食品博览会.
            let skipped = if long.kind == Event { 0 } else { skipped(long, start) };
            Some(left_out(long, &kept, end) + skipped)
        })
        .min()
        .filter(|n| *n <= allowed)
}

/// The words of a name with where they start and end, in characters.
fn words(name: &Name, end: usize) -> impl Iterator<Item = (usize, usize)> {
    let ends = name.pieces.iter().skip(1).copied().chain([end]);
    name.pieces.iter().copied().zip(ends).map(move |(from, to)| (from, to.min(end))).filter(|(from, to)| from < to)
}

/// How many words after the first kept character have none of the kept characters: generic words not counted, areas twice.
fn left_out(name: &Name, kept: &[usize], end: usize) -> u32 {
    let start = kept.first().copied().unwrap_or(0);
    words(name, end)
        .filter(|(from, to)| *from > start && !kept.iter().any(|k| from <= k && k < to))
        .map(|(from, to)| match name.chars.get(from..to).unwrap_or_default() {
            word if is_generic(word) => 0,
            [.., last] if AREA_ENDS.contains(last) => 2,
            _ => 1,
        })
        .sum()
}

/// Whether what stands before the first kept character is more than an area or two: one for yes.
fn skipped(name: &Name, start: usize) -> u32 {
    let before = words(name, start).filter(|(from, to)| {
        let word = name.chars.get(*from..*to).unwrap_or_default();
        !word.last().is_some_and(|c| AREA_ENDS.contains(c)) && !is_generic(word)
    });
    u32::from(before.count() > 1)
}

static GENERIC_WORDS: LazyLock<BTreeSet<Vec<char>>> =
    LazyLock::new(|| table::rows(include_str!("data/generic_words.txt")).map(|w| w.chars().collect()).collect());

static COMPANY_ENDS: LazyLock<Vec<&str>> = LazyLock::new(|| table::rows(include_str!("data/company_ends.txt")).collect());

static SINGLE_NAMES: LazyLock<BTreeMap<char, Vec<&str>>> = LazyLock::new(|| {
    let rows = table::rows(include_str!("data/single_names.txt")).filter_map(|l| l.split_once('\t'));
    rows.filter_map(|(single, full)| Some((single.chars().next()?, full.split(' ').collect()))).collect()
});

static ZONE_ENDS: LazyLock<BTreeSet<&str>> = LazyLock::new(|| table::rows(include_str!("data/zone_ends.txt")).collect());

static HEADS: LazyLock<BTreeSet<&str>> = LazyLock::new(|| table::rows(include_str!("data/heads.txt")).collect());

static BODY_ENDS: LazyLock<Vec<&str>> = LazyLock::new(|| table::rows(include_str!("data/body_ends.txt")).collect());

static WHOLE_ENDS: LazyLock<Vec<&str>> = LazyLock::new(|| table::rows(include_str!("data/whole_ends.txt")).collect());

/// The divisions of the country and their stems.
static DIVISIONS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    let mut names = FxHashSet::default();
    divisions::read(divisions::DATA, &[], |name, _| {
        names.insert(name);
    });
    names
});

fn is_generic(word: &[char]) -> bool {
    GENERIC_WORDS.contains(word)
}

fn is_single_name(single: char, full: &str) -> bool {
    SINGLE_NAMES.get(&single).is_some_and(|names| names.contains(&full))
}

/// Joins every name with its long form; the longest of a group stands first.
fn group(names: &[Name], parent: &[Option<usize>]) -> Vec<Vec<String>> {
    let root = |mut at: usize| {
        // A parent is always longer, or defined; the bound keeps defined circles from going on for ever.
        for _ in 0..names.len() {
            match parent.get(at).copied().flatten() {
                Some(up) => at = up,
                None => break,
            }
        }
        at
    };
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for at in 0..names.len() {
        groups.entry(root(at)).or_default().push(at);
    }
    let mut groups: Vec<Vec<usize>> = groups.into_values().filter(|g| g.len() > 1).collect();
    for g in &mut groups {
        g.sort_by_key(|i| names.get(*i).map(|n| (std::cmp::Reverse(n.chars.len()), n.first)));
    }
    groups.sort_by_key(|g| g.iter().filter_map(|i| names.get(*i)).map(|n| n.first).min());
    groups.into_iter().map(|g| g.into_iter().filter_map(|i| names.get(i)).map(|n| n.text.clone()).collect()).collect()
}

/// For every entity the number of its cluster: names of one group, or the same words for the same type of thing.
pub fn clusters(input: &Input, aliases: &[Vec<String>]) -> Vec<usize> {
    let of: BTreeMap<&str, usize> =
        aliases.iter().enumerate().flat_map(|(i, group)| group.iter().map(move |name| (name.as_str(), i))).collect();
    let mut numbers: BTreeMap<(Option<usize>, String, bool), usize> = BTreeMap::new();
    input
        .entities
        .iter()
        .map(|e| {
            let text: String = e.span.of(input.text).split_whitespace().collect();
            let key = match of.get(text.as_str()) {
                Some(group) if e.kind != Title => (Some(*group), String::new(), false),
                _ => (None, text, matches!(e.kind, Per | Title)),
            };
            let next = numbers.len();
            *numbers.entry(key).or_insert(next)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::testing::Marked;

    #[test]
    fn names_that_mean_one_thing() {
        let cases: &[(&str, &str, &str)] = &[
            ("青岛科技大学", "ORG", "青科大"),
            ("青岛市发展和改革委员会", "ORG", "市发改委"),
            ("永州市财政局", "ORG", "市财政局"),
            ("泰安市岱岳区委", "ORG", "区委"),
            ("广东冈州红陈皮股份有限公司", "ORG", "冈州红"),
            ("太原钢铁集团有限公司", "ORG", "太钢"),
            ("滨州市滨城区", "LOC", "滨城区"),
            ("芜湖市", "LOC", "芜湖"),
            ("昌吉回族自治州", "LOC", "昌吉州"),
            ("安东尼奥·古特雷斯", "PER", "古特雷斯"),
            ("《永州市市级预算绩效管理办法》", "WORK", "《办法》"),
            ("县人大常委会", "ORG", "-县委"),
            ("邢台市桥西区教育局", "ORG", "-市教育局"),
            ("白俄罗斯", "LOC", "-俄罗斯"),
            ("昆山市前进东路", "LOC", "-昆山"),
            ("董家口经济区", "LOC", "董家口"),
            ("昆山经济区", "LOC", "-昆山"),
            ("坊子经济开发区", "LOC", "-坊子区"),
            ("同济大学经济与管理学院", "ORG", "-同济大学"),
            ("恒昇国际控股集团", "ORG", "集团"),
            ("第二十一届中国（漯河）食品博览会", "EVENT", "食博会"),
            ("省人大常委会法工委", "ORG", "-省委"),
            ("龙光地产", "ORG", "龙光"),
        ];
        for (long, kind, short) in cases {
            let (short, expected) = short.strip_prefix('-').map_or((*short, true), |s| (s, false));
            let marked = Marked::new(&format!("[{long}|{kind}]发布消息，[{short}|{kind}]也发布消息。"));
            let found = aliases(&marked.input());
            assert_eq!(found == [[*long, short]], expected, "{long} and {short}: {found:?}");
        }
    }

    #[test]
    fn of_two_full_forms_the_closer_one() {
        let marked = Marked::new("[澳门科技大学|ORG]、[澳门大学|ORG]招生。[澳大|ORG]说。");
        assert_eq!(aliases(&marked.input()), [["澳门大学", "澳大"]]);
        let marked = Marked::new("[双星集团|ORG]转型，[双星|ORG]出海，[双星轮胎|ORG]领先。");
        assert_eq!(aliases(&marked.input()), [["双星集团", "双星轮胎", "双星"]]);
    }

    #[test]
    fn a_definition_needs_no_likeness() {
        let marked = Marked::new("[江门广播电视台|ORG]（以下简称“[侨乡台|ORG]”）摄制。[侨乡台|ORG]说。");
        assert_eq!(aliases(&marked.input()), [["江门广播电视台", "侨乡台"]]);
    }
}
