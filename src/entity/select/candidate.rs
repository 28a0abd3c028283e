//! Candidates: every stretch that the tagger, a rule of the grammar or another occurrence in the page proposes as a name.

use crate::entity::{
    EntityType,
    gazetteer::{Class, ClassSet},
    grammar::Rule,
    tagger::{
        Tagged,
        label::{TYPES, type_index},
        page::{Glyph, Page, mix, word_hash},
    },
};
use crate::span::{Reading, Span};
use crate::table;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// A stretch that may be a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Its first glyph.
    pub from: usize,
    /// After its last glyph.
    pub to: usize,
    /// The number of its type.
    pub kind: usize,
    /// How much worse the tagger's best chain with it is than the best of all; `None` where the tagger did not think of it.
    pub gap: Option<i32>,
    /// What proposes it, a bit for each: the rules of the grammar by their numbers, then [`JOINED`], [`EXTENDED`], [`RETYPED`].
    pub rules: u32,
    /// Whether the page has it elsewhere as a sure name.
    pub again: bool,
    /// A hash of its characters.
    pub hash: u64,
}

impl Candidate {
    /// Whether the choice may take it; else it counts as a rival of those that it may take, and no more.
    ///
    /// More than half of all candidates are none that the choice ever takes: of 20,293 in the five folds that the tagger did not
    /// think of it took two, both wrong, and of 7,720 that the tagger likes least and nothing else proposes 67, of which 23 were
    /// right. 《 and 》 say where a title stands whatever the tagger thinks.
    pub fn contends(&self) -> bool {
        /// From this gap on nothing but the tagger's word is not enough.
        const TOO_FAR: i32 = 32;
        let alone = self.rules == 0 && !self.again;
        self.gap.is_some_and(|gap| !alone || gap < TOO_FAR) || self.rules >> Rule::BookMarks as u32 & 1 == 1
    }
}

/// What a rule proposes: where, what, and the number of the rule.
pub type Proposal = (Span<Reading>, EntityType, u32);

/// The candidate is made of names that stand side by side.
pub const JOINED: u32 = 1 << 29;
/// The candidate is a name and what follows it up to an ending of names.
pub const EXTENDED: u32 = 1 << 30;
/// The candidate is the beginning of a name of its type elsewhere in the page, though the tagger takes it for another type.
pub const RETYPED: u32 = 1 << 31;

/// A gap to what is outside that makes a name sure.
const SURE: i32 = 12;

/// All candidates of a page, by start, then end, then type.
#[inline(never)]
pub fn collect(page: &Page, tagged: &Tagged, proposals: impl IntoIterator<Item = Proposal>, again: bool) -> Vec<Candidate> {
    let mut all: Vec<Candidate> = tagged
        .paths
        .iter()
        .map(|p| Candidate { from: p.from, to: p.to, kind: p.kind, gap: Some(p.gap), rules: 0, again: false, hash: 0 })
        .map(|candidate| behind_leading(page, candidate))
        .collect();
    let glyph = |byte: usize| page.glyphs.partition_point(|g| g.at < byte);
    for (span, kind, rule) in proposals {
        let (from, to) = (glyph(span.start), glyph(span.end));
        if from < to && page.glyphs.get(from..to).is_some_and(|g| g.iter().all(|g| g.c != '\n' as u32)) {
            let candidate =
                Candidate { from, to, kind: type_index(kind), gap: None, rules: 1 << (rule % 32), again: false, hash: 0 };
            all.push(behind_leading(page, candidate));
        }
    }
    merge(&mut all);
    let longer: Vec<Candidate> = joined(&all).into_iter().chain(extended(page, &all)).collect();
    all.extend(longer);
    all.retain(|c| is_whole(page, c));
    merge(&mut all);
    for candidate in &mut all {
        candidate.hash = hash(page, candidate.from, candidate.to);
    }
    if again {
        let repeated: Vec<Candidate> = repeated(page, tagged, &all).into_iter().chain(retyped(page, &all)).collect();
        all.extend(repeated);
        merge(&mut all);
    }
    all
}

/// Whether a candidate keeps pairs of marks together, does not run over the end of a sentence and is neither two names nor a code.
fn is_whole(page: &Page, candidate: &Candidate) -> bool {
    let glyphs = page.glyphs.get(candidate.from..candidate.to).unwrap_or_default();
    if is_code(glyphs) || joins_two(page, candidate) {
        return false;
    }
    let ends = |c: u32| matches!(char::from_u32(c), Some('。' | '；' | '！' | '？'));
    let same_pair = glyphs.first().map(|g| g.quote) == glyphs.last().map(|g| g.quote);
    same_pair && (is(candidate, EntityType::Work) || is(candidate, EntityType::Init) || !glyphs.iter().any(|g| ends(g.c)))
}

/// Letters and digits that number something: SDGP3702000002.
fn is_code(glyphs: &[Glyph]) -> bool {
    const FEWEST: usize = 6;
    let is = |g: &Glyph, test: fn(&char) -> bool| char::from_u32(g.c).is_some_and(|c| test(&c));
    glyphs.iter().all(|g| is(g, char::is_ascii_alphanumeric))
        && glyphs.iter().filter(|g| is(g, char::is_ascii_digit)).count() >= FEWEST
}

/// The types whose names begin with a name or a description and end with a word for what they are.
const NAMED_BY_ENDING: [EntityType; 4] = [EntityType::Org, EntityType::Loc, EntityType::Fac, EntityType::Project];

static LISTS: &str = include_str!("leading.txt");

/// The hashes of the words that stand before names; whether they are verbs, which some names begin with.
static LEADING: LazyLock<FxHashMap<u64, bool>> = LazyLock::new(|| {
    let lists = [("before", false), ("verb", true)];
    let words = lists.into_iter().flat_map(|(list, verb)| table::list(LISTS, list).into_iter().map(move |word| (word, verb)));
    words.map(|(word, verb)| (word_hash(word), verb)).collect()
});

/// What the names of bodies end with that may begin with a verb.
static BODIES: LazyLock<Vec<&str>> = LazyLock::new(|| table::list(LISTS, "body"));

/// The endings of names behind which a word for "and" begins another.
static CLOSED: LazyLock<Vec<&str>> = LazyLock::new(|| table::list(LISTS, "closed"));

/// A candidate without the words before the name that the tagger took for its beginning: 助力|上合示范区.
fn behind_leading(page: &Page, candidate: Candidate) -> Candidate {
    const SHORTEST: usize = 2;
    let mut from = candidate.from;
    if NAMED_BY_ENDING.iter().any(|kind| is(&candidate, *kind)) {
        for word in page.words.get(page.word_at(from)..).unwrap_or_default() {
            // 于都县 begins with a word that stands before names, too.
            let known = page.known.get(from).is_some_and(|k| k.starts.length > word.end - word.start);
            let leads = LEADING.get(&word.hash).is_some_and(|verb| !verb || !ends_with(page, candidate.to, &BODIES));
            if word.start != from || known || !leads || word.end + SHORTEST > candidate.to {
                break;
            }
            from = word.end;
        }
    }
    Candidate { from, ..candidate }
}

/// Whether one of `endings` stands before glyph `to`.
fn ends_with(page: &Page, to: usize, endings: &[&str]) -> bool {
    let before = page.glyphs.get(..to).unwrap_or_default();
    endings.iter().any(|ending| {
        let mut glyphs = before.iter().rev();
        ending.chars().rev().all(|c| glyphs.next().is_some_and(|g| g.c == u32::from(c)))
    })
}

/// Whether a candidate is two names with a word for "and" between them: 特朗普和普京, 县公安局和市财政局. 发展和改革委员会 is one.
fn joins_two(page: &Page, candidate: &Candidate) -> bool {
    const SHORTEST: usize = 2;
    let glyph = |i: usize| page.glyphs.get(i).and_then(|g| char::from_u32(g.c));
    let mut within = candidate.from + SHORTEST..candidate.to.saturating_sub(SHORTEST);
    if is(candidate, EntityType::Per) {
        // In names of one word no and stands so far within, even where the segmenter joins it with what stands beside it.
        let dotted = (candidate.from..candidate.to).any(|i| glyph(i) == Some('·'));
        return !dotted && within.any(|i| matches!(glyph(i), Some('和' | '与')));
    }
    NAMED_BY_ENDING.iter().any(|kind| is(candidate, *kind))
        && within.any(|i| {
            let word = page.words.get(page.word_at(i)).map(|word| (word.start, word.end));
            matches!(glyph(i), Some('和' | '与' | '及')) && word == Some((i, i + 1)) && ends_with(page, i, &CLOSED)
        })
}

fn is(candidate: &Candidate, kind: EntityType) -> bool {
    candidate.kind == type_index(kind)
}

/// Names of the best chain that stand side by side, taken together: 青岛市 + 市南区 + 审批局.
fn joined(all: &[Candidate]) -> Vec<Candidate> {
    const MOST: usize = 4;
    let mut found = Vec::new();
    let mut run: Vec<Candidate> = Vec::new();
    for one in all.iter().filter(|c| c.gap == Some(0)) {
        if run.last().is_none_or(|before| before.to != one.from) {
            run.clear();
        }
        if !is(one, EntityType::Per) && !is(one, EntityType::Title) {
            let starts = run.iter().rev().take(MOST).take_while(|c| !is(c, EntityType::Per));
            found.extend(starts.map(|first| Candidate { from: first.from, gap: None, rules: JOINED, ..*one }));
        }
        run.push(*one);
    }
    found
}

/// Names of the best chain with what follows them up to the next endings of names in their phrase.
fn extended(page: &Page, all: &[Candidate]) -> Vec<Candidate> {
    const FARTHEST: usize = 14;
    const MOST: usize = 3;
    let mut found = Vec::new();
    for one in all.iter().filter(|c| c.gap == Some(0) && !is(c, EntityType::Per) && !is(c, EntityType::Title)) {
        let ahead = page.glyphs.iter().enumerate().skip(one.to).take(FARTHEST);
        let ahead = ahead.take_while(|(_, g)| page.words.get(g.word).is_some_and(|w| w.in_phrase));
        let endings = ahead.flat_map(|(i, _)| {
            let classes = page.known.get(i).map_or(ClassSet::default(), |k| k.ends.classes);
            kinds_of(classes).map(move |kind| (i + 1, kind))
        });
        found.extend(endings.take(MOST).map(|(to, kind)| Candidate {
            to,
            kind: type_index(kind),
            gap: None,
            rules: EXTENDED,
            ..*one
        }));
    }
    found
}

/// The types of names that end with an entry of these classes.
pub fn kinds_of(classes: ClassSet) -> impl Iterator<Item = EntityType> {
    const ENDINGS: [(ClassSet, EntityType); 5] = [
        (ClassSet::ORG_SUFFIXES, EntityType::Org),
        (ClassSet::PLACE_SUFFIXES, EntityType::Loc),
        (ClassSet::of(&[Class::FacilitySuffix]), EntityType::Fac),
        (ClassSet::of(&[Class::ProjectSuffix]), EntityType::Project),
        (ClassSet::of(&[Class::EventSuffix, Class::Event]), EntityType::Event),
    ];
    ENDINGS.into_iter().filter(move |(ends, _)| ends.meets(classes)).map(|(_, kind)| kind)
}

/// Names of the best chain that are the beginning of longer names of another type elsewhere, as names of that type.
fn retyped(page: &Page, all: &[Candidate]) -> Vec<Candidate> {
    const LONGEST: usize = 6;
    let best = || all.iter().filter(|c| c.gap == Some(0));
    let mut starts: FxHashMap<u64, u16> = FxHashMap::default();
    for name in best().filter(|c| is(c, EntityType::Org) || is(c, EntityType::Project) || is(c, EntityType::Fac)) {
        for part in 2..(name.to - name.from).min(LONGEST + 1) {
            *starts.entry(hash(page, name.from, name.from + part)).or_default() |= 1 << name.kind;
        }
    }
    let mut found = Vec::new();
    for name in best() {
        let kinds = starts.get(&name.hash).copied().unwrap_or(0) & !(1 << name.kind);
        let others = (0..TYPES.len()).filter(|kind| kinds >> kind & 1 == 1);
        found.extend(others.map(|kind| Candidate { kind, gap: None, rules: RETYPED, ..*name }));
    }
    found
}

/// A hash of the characters of a stretch.
pub fn hash(page: &Page, from: usize, to: usize) -> u64 {
    page.glyphs.get(from..to).unwrap_or_default().iter().fold(0, |h, g| mix(h, u64::from(g.c)))
}

/// Sorts and makes one of candidates with the same edges and type.
fn merge(all: &mut Vec<Candidate>) {
    all.sort_by_key(|c| (c.from, c.to, c.kind));
    all.dedup_by(|next, kept| {
        let same = (next.from, next.to, next.kind) == (kept.from, kept.to, kept.kind);
        if same {
            kept.gap = kept.gap.into_iter().chain(next.gap).min();
            kept.rules |= next.rules;
            kept.again |= next.again;
        }
        same
    });
}

/// The other occurrences of names that the tagger is sure of.
fn repeated(page: &Page, tagged: &Tagged, all: &[Candidate]) -> Vec<Candidate> {
    const SAME_START: usize = 8;
    let c = |i: usize| page.glyphs.get(i).map_or(0, |g| u64::from(g.c));
    let mut known: FxHashMap<u64, Vec<Candidate>> = FxHashMap::default();
    for candidate in all.iter().filter(|c| c.gap == Some(0) && c.to - c.from >= 2) {
        let outside = tagged.outside.get(candidate.from..candidate.to).unwrap_or_default();
        if outside.iter().any(|gap| *gap < SURE) {
            continue;
        }
        let names = known.entry(c(candidate.from) << 24 | c(candidate.from + 1)).or_default();
        let new = names.iter().all(|n| (n.hash, n.kind) != (candidate.hash, candidate.kind));
        if new && names.len() < SAME_START {
            names.push(*candidate);
        }
    }
    let mut found = Vec::new();
    for i in 0..page.glyphs.len() {
        for name in known.get(&(c(i) << 24 | c(i + 1))).into_iter().flatten() {
            let length = name.to - name.from;
            if i != name.from && (2..length).all(|k| c(i + k) == c(name.from + k)) {
                found.push(Candidate { from: i, to: i + length, gap: None, rules: 0, again: true, ..*name });
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        entity::{Input, gazetteer::Gazetteer},
        segment::Segmenter,
        span::Span,
    };

    /// The candidates that are made of proposals, as their texts.
    fn collected(text: &str, proposals: &[(&str, EntityType)]) -> Vec<String> {
        let gazetteer = Gazetteer::new();
        let tokens = Segmenter::new().tokens(text);
        let input = Input { text, blocks: &[], tokens: &tokens, times: &[], figures: &[] };
        let page = Page::new(&input, &gazetteer, &gazetteer.find(text));
        let proposals = proposals.iter().filter_map(|(name, kind)| {
            let start = text.find(name)?;
            Some((Span::new(start, start + name.len()), *kind, 0))
        });
        let glyphs = |c: &Candidate| page.glyphs.get(c.from..c.to).unwrap_or_default().iter().filter_map(|g| char::from_u32(g.c));
        collect(&page, &Tagged::default(), proposals, false).iter().map(|c| glyphs(c).collect()).collect()
    }

    #[test]
    fn a_candidate_is_one_name_and_begins_with_it() {
        use EntityType::{Init, Loc, Org, Per};
        for (text, name, kind, expected) in [
            ("助力上合示范区建设", "助力上合示范区", Loc, "上合示范区"),
            ("他从全力打造暖心商会起步", "全力打造暖心商会", Org, "暖心商会"),
            ("开展助力乡村行动", "助力乡村行动", Init, "助力乡村行动"),
            ("特朗普和普京会晤", "特朗普和普京", Per, ""),
            ("县公安局和市自然资源局", "县公安局和市自然资源局", Org, ""),
            ("国家发展和改革委员会", "国家发展和改革委员会", Org, "国家发展和改革委员会"),
            ("兰州银行和政支行", "兰州银行和政支行", Org, "兰州银行和政支行"),
            ("深圳市市场和质量监督管理委员会", "深圳市市场和质量监督管理委员会", Org, "深圳市市场和质量监督管理委员会"),
            ("于都县政府", "于都县政府", Org, "于都县政府"),
            ("成立优化营商环境工作领导小组", "优化营商环境工作领导小组", Org, "优化营商环境工作领导小组"),
            ("库尔班·和卓木到场", "库尔班·和卓木", Per, "库尔班·和卓木"),
        ] {
            assert_eq!(collected(text, &[(name, kind)]).join(" "), expected, "{text}");
        }
    }

    #[test]
    fn what_the_tagger_likes_or_does_not_like_alone_contends() {
        let candidate = |gap, rules, again| Candidate { from: 0, to: 2, kind: 0, gap, rules, again, hash: 0 };
        let (byline, book_marks) = (1 << Rule::Byline as u32, 1 << Rule::BookMarks as u32);
        for (gap, rules, again, expected) in [
            (Some(0), 0, false, true),
            (Some(40), 0, false, false),
            (Some(40), byline, false, true),
            (Some(40), 0, true, true),
            (None, byline, true, false),
            (None, JOINED, false, false),
            (None, book_marks, false, true),
        ] {
            assert_eq!(candidate(gap, rules, again).contends(), expected, "{gap:?} {rules} {again}");
        }
    }
}
