//! The features of a candidate: what a whole name shows that its characters one by one do not.

use super::{
    candidate::{Candidate, hash},
    contexts::{ContextSet, Contexts},
    fellows::Fellows,
    stretch::Stretch,
    surroundings::{self, Places},
    weights::KEY_BITS,
};
use crate::entity::tagger::{
    Tagged,
    known::Entry,
    page::{Page, Word, feature_key, mix},
};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// The candidates of a page with what their features need.
pub struct View<'a> {
    page: &'a Page,
    tagged: &'a Tagged,
    candidates: &'a [Candidate],
    /// For each glyph the range of glyphs of its line and the line's role.
    lines: Vec<(Range<usize>, u64)>,
    /// For each string the least gap by type, and how often it is a candidate.
    strings: FxHashMap<u64, Occurrences>,
    /// For each beginning and end of a name on the best chain, the types of such names, a bit for each.
    starts: FxHashMap<u64, u16>,
    ends: FxHashMap<u64, u16>,
    /// The types of the names of the best chain, plus one, by the glyph boundary at which they start and end.
    started: FxHashMap<usize, u64>,
    ended: FxHashMap<usize, u64>,
    /// For each candidate the least gap of what overlaps it, of its own type and of another.
    rivals: Vec<[i32; 2]>,
    /// For each candidate the rules that propose something else that overlaps it.
    contrary: Vec<u32>,
    /// For each candidate the type and gap of the best one that holds it, of the best one that it begins with, and of the best
    /// one that it ends with.
    nests: Vec<[Nest; 3]>,
    /// What stands beside the places of each string.
    places: FxHashMap<u64, Places>,
    /// What the other names of the page say.
    fellows: Fellows,
    /// For each glyph the number of the word that closes its list.
    lists: Vec<usize>,
    /// What the clauses speak of.
    contexts: Contexts,
}

#[derive(Clone, Copy, Debug, Default)]
struct Occurrences {
    /// How often the best chain has it as a name of each type.
    best: [u16; 9],
    total: u16,
    /// What the clauses around all its places speak of.
    contexts: ContextSet,
}

const FAR: i32 = 1000;

/// How an overlapping candidate lies to another.
#[derive(Clone, Copy, Debug)]
enum Relation {
    /// It holds the other.
    Around,
    /// The other begins with it.
    Start,
    /// The other ends with it.
    End,
}

/// Of the candidates that lie to another in one way, the one that the tagger likes best.
#[derive(Clone, Copy, Debug)]
struct Nest {
    /// The number of its type plus one; 0 where there is none.
    kind: u64,
    gap: i32,
    /// A hash of its characters.
    hash: u64,
}

impl Default for Nest {
    fn default() -> Self {
        Self { kind: 0, gap: FAR, hash: 0 }
    }
}

fn relation(mine: &Candidate, theirs: &Candidate) -> Option<Relation> {
    if (theirs.from, theirs.to) == (mine.from, mine.to) {
        None
    } else if theirs.from <= mine.from && theirs.to >= mine.to {
        Some(Relation::Around)
    } else if theirs.from == mine.from {
        Some(Relation::Start)
    } else if theirs.to == mine.to {
        Some(Relation::End)
    } else {
        None
    }
}

impl<'a> View<'a> {
    /// Prepares the candidates of a page, which are in order.
    pub fn new(page: &'a Page, tagged: &'a Tagged, candidates: &'a [Candidate], evidence: bool) -> Self {
        let mut view = Self {
            page,
            tagged,
            candidates,
            lines: page.lines.iter().map(|(line, role)| (line.clone(), *role as u64)).collect(),
            strings: FxHashMap::default(),
            starts: FxHashMap::default(),
            ends: FxHashMap::default(),
            started: FxHashMap::default(),
            ended: FxHashMap::default(),
            rivals: vec![[FAR; 2]; candidates.len()],
            contrary: vec![0; candidates.len()],
            nests: vec![[Nest::default(); 3]; candidates.len()],
            places: if evidence { surroundings::places(page, candidates) } else { FxHashMap::default() },
            fellows: if evidence { Fellows::new(page, candidates) } else { Fellows::default() },
            lists: surroundings::lists(page),
            contexts: Contexts::new(page),
        };
        if evidence {
            view.count_strings();
        }
        for candidate in candidates.iter().filter(|c| c.gap == Some(0)) {
            view.started.insert(candidate.from, candidate.kind as u64 + 1);
            view.ended.insert(candidate.to, candidate.kind as u64 + 1);
        }
        view.find_rivals();
        view
    }

    fn count_strings(&mut self) {
        const LONGEST_PART: usize = 12;
        let mut end = 0;
        for candidate in self.candidates {
            let string = self.strings.entry(candidate.hash).or_default();
            let [before, behind] = self.contexts.around(self.page.word_at(candidate.from), self.page.word_at(candidate.to - 1));
            string.contexts |= before | behind;
            if candidate.gap == Some(0) && candidate.from >= end {
                end = candidate.to;
                string.total = string.total.saturating_add(1);
                if let Some(count) = string.best.get_mut(candidate.kind) {
                    *count = count.saturating_add(1);
                }
                let length = candidate.to - candidate.from;
                for part in 2..length.min(LONGEST_PART) {
                    let start = hash(self.page, candidate.from, candidate.from + part);
                    let tail = hash(self.page, candidate.to - part, candidate.to);
                    *self.starts.entry(start).or_default() |= 1 << candidate.kind;
                    *self.ends.entry(tail).or_default() |= 1 << candidate.kind;
                }
            }
        }
    }

    fn find_rivals(&mut self) {
        // Candidates that overlap stand near each other in the list; a few dozens on either side hold all that matter.
        const NEAR: usize = 24;
        for (i, one) in self.candidates.iter().enumerate() {
            for (j, other) in self.candidates.iter().enumerate().skip(i + 1).take(NEAR) {
                if other.from >= one.to {
                    break;
                }
                for (mine, theirs, at) in [(one, other, i), (other, one, j)] {
                    let same = usize::from(mine.kind != theirs.kind);
                    if let Some(slot) = self.rivals.get_mut(at).and_then(|r| r.get_mut(same)) {
                        *slot = (*slot).min(theirs.gap.unwrap_or(FAR));
                    }
                    if let Some(slot) = self.contrary.get_mut(at) {
                        *slot |= theirs.rules;
                    }
                    if let Some(slot) = relation(mine, theirs).and_then(|r| self.nests.get_mut(at)?.get_mut(r as usize)) {
                        let gap = theirs.gap.unwrap_or(FAR - 1);
                        if gap < slot.gap {
                            *slot = Nest { kind: theirs.kind as u64 + 1, gap, hash: theirs.hash };
                        }
                    }
                }
            }
        }
    }

    /// Hands the features of candidate `number` to `sink`.
    pub fn features(&self, number: usize, mut sink: impl FnMut(u32)) {
        let Some(candidate) = self.candidates.get(number) else { return };
        let kind = candidate.kind as u64;
        let mut put = |template: u64, a: u64, b: u64| sink(feature_key::<KEY_BITS>(template << 8 | kind, a, b));
        let (from, to) = (candidate.from, candidate.to);
        let stretch = Stretch::new(self.page, from, to);
        let line = self.lines.partition_point(|(l, _)| l.end <= from);
        let Some((line, role)) = self.lines.get(line) else { return };
        let c = |i: usize| if line.contains(&i) { self.page.glyphs.get(i).map_or(1, |g| u64::from(g.c)) } else { 1 };
        let length = to - from;
        let span = length_bucket(length);

        let gap = candidate.gap.map_or(99, gap_bucket);
        let outside = self.tagged.outside.get(from..to).unwrap_or_default().iter().copied().max().unwrap_or(0);
        let outside = gap_bucket(outside);
        let [same, other] = self.rivals.get(number).copied().unwrap_or([FAR; 2]).map(gap_bucket);
        put(0, 0, 0);
        put(1, gap, 0);
        put(2, gap, outside);
        put(3, gap, same);
        put(4, gap, other);
        put(5, gap, mix(outside, mix(same, other)));
        put(6, span, gap);

        put(10, candidate.hash, 0);
        put(11, c(from), span);
        put(12, c(to - 1), span);
        put(13, c(to.wrapping_sub(2)) << 24 | c(to - 1), 0);
        put(15, c(from) << 24 | c(from + 1), 0);

        let word = |i: usize| -> Word {
            if !line.contains(&i) {
                return Word { hash: 1, pos: 1, ..Word::default() };
            }
            self.page.glyphs.get(i).and_then(|g| self.page.words.get(g.word)).copied().unwrap_or_default()
        };
        let (first, last) = (word(from), word(to - 1));
        let (before, after) = (word(from.wrapping_sub(1)), word(to));
        let cut = u64::from(first.start != from) << 1 | u64::from(last.end != to);
        put(30, last.hash, cut);
        put(31, first.hash, cut);
        put(32, mix(before.hash, kind), 0);
        put(33, after.hash, 0);
        put(34, mix(before.pos, after.pos), cut);
        put(35, cut, span);
        put(36, stretch.parts(), cut);
        put(37, mix(before.hash, last.hash), 0);
        put(38, mix(last.hash, after.hash), 0);
        put(39, mix(before.pos, first.pos), 0);
        put(40, mix(last.pos, after.pos), 0);

        stretch.inside(&mut put);
        let [left, right] = stretch.verbs(line);
        put(58, left, 0);
        put(59, left, last.hash);
        put(73, right, 0);
        let nests = self.nests.get(number).copied().unwrap_or_default();
        let nest = nests.map(|n| n.kind << 8 | gap_bucket(n.gap));
        put(7, gap, nest[0]);
        put(8, gap, nest[1]);
        put(9, gap, nest[2]);
        put(74, nest[0], mix(nest[1], nest[2]));

        let known = |i: usize| self.page.known.get(i).copied().unwrap_or_default();
        let entry = |e: Entry| mix(e.classes.bits(), whole(e.length, length));
        let (head, tail) = (known(from).starts, known(to - 1).ends);
        put(50, entry(head), span);
        put(51, entry(tail), span);
        put(52, entry(head), entry(tail));
        put(53, known(from.wrapping_sub(1)).ends.classes.bits(), entry(tail));
        put(54, known(to).starts.classes.bits(), entry(tail));
        put(55, known(from.wrapping_sub(1)).ends.classes.bits(), known(to).starts.classes.bits());
        put(56, stretch.areas(), entry(tail));
        if length <= 4 {
            let characters = (from..to).fold(0, |h, i| mix(h, known(i).character.bits()));
            put(57, characters, length as u64);
        }

        let quote = self.page.glyphs.get(from).map_or(0, |g| g.quote);
        let inside = quote.checked_sub(1).and_then(|n| self.page.quotes.get(n));
        if let Some(quote) = inside {
            let mark = u64::from(quote.kind);
            let exact = u64::from(quote.open + 1 == from) << 1 | u64::from(quote.close == to);
            let outer = word(quote.close + 1);
            put(60, mark, exact);
            put(61, mix(mark, exact), word(quote.open.wrapping_sub(1)).hash);
            put(62, mix(mark, exact), outer.hash);
            put(63, mix(mark, exact), last.hash);
            put(64, mix(mark, exact), mix(span, last.pos));
            put(65, mix(mark, exact), mix(u64::from(outer.last), stretch.digits()));
        } else {
            let holds = (from..to).any(|i| self.page.glyphs.get(i).is_some_and(|g| g.quote != quote));
            put(66, u64::from(holds), span);
        }
        let beside = |map: &FxHashMap<usize, u64>, at: usize, over: usize, mark: u64| {
            let near = map.get(&at).copied().unwrap_or(0);
            let linked = matches!(char::from_u32(mark as u32), Some('、' | '和' | '与' | '及' | '，' | ' ' | '·'));
            let far = if linked { map.get(&over).copied().unwrap_or(0) << 8 | mark << 16 } else { 0 };
            near | far
        };
        let ended = beside(&self.ended, from, from.wrapping_sub(1), c(from.wrapping_sub(1)));
        let started = beside(&self.started, to, to + 1, c(to));
        put(67, ended, 0);
        put(68, started, 0);
        put(69, ended, started);

        put(70, *role, span);
        put(71, u64::from(from == line.start) << 1 | u64::from(to == line.end), *role);
        put(72, stretch.digits(), span);

        for rule in (0..32).filter(|rule| candidate.rules >> rule & 1 == 1) {
            put(80, rule, 0);
            put(81, rule, gap);
        }
        let contrary = self.contrary.get(number).copied().unwrap_or(0) & !candidate.rules;
        for rule in (0..32).filter(|rule| contrary >> rule & 1 == 1) {
            put(82, rule, u64::from(candidate.rules != 0));
            put(83, rule, gap);
        }
        self.list(from, to, &c, &mut put);
        self.evidence(candidate, gap, &mut put);
        self.fellows(candidate, gap, &nests, &mut put);
        let proper = stretch.proper();
        put(107, proper, entry(tail));
        put(108, proper, last.hash);
        put(109, proper, mix(span, gap));
        self.clauses(candidate, gap, entry(tail), &last, &mut put);
    }

    /// What the clause speaks of, and those around the string's other places.
    fn clauses(&self, candidate: &Candidate, gap: u64, tail: u64, last: &Word, put: &mut impl FnMut(u64, u64, u64)) {
        let (first, end) = (self.page.word_at(candidate.from), self.page.word_at(candidate.to - 1));
        let [before, behind] = self.contexts.around(first, end);
        let here = before | behind;
        let elsewhere = self.strings.get(&candidate.hash).map_or(0, |s| s.contexts);
        put(110, u64::from(before), u64::from(behind));
        put(111, u64::from(here), tail);
        put(112, u64::from(elsewhere), tail);
        put(113, u64::from(elsewhere), gap);
        for (template, said) in [(114, here), (115, elsewhere)] {
            for context in (0..ContextSet::BITS).filter(|context| said >> context & 1 == 1) {
                put(template, u64::from(context), last.hash);
            }
        }
    }

    /// What the words behind the list say of its members.
    fn list(&self, from: usize, to: usize, c: &impl Fn(usize) -> u64, put: &mut impl FnMut(u64, u64, u64)) {
        const FARTHEST: usize = 6;
        let Some(closing) = self.lists.get(to).copied().filter(|n| *n > 0) else { return };
        let parts = |c: u64| u64::from(matches!(char::from_u32(c as u32), Some('、' | '和' | '与' | '及' | '等' | '”')));
        let at_end = self.page.glyphs.get(to).is_some_and(|g| g.word == closing);
        let place = parts(c(to)).max(u64::from(at_end) << 1) << 1 | parts(c(from.wrapping_sub(1)));
        if place == 0 {
            return;
        }
        let words = self.page.words.get(closing + 1..).unwrap_or_default().iter().take(FARTHEST);
        for word in words.take_while(|w| w.in_phrase) {
            put(97, word.hash, place);
        }
    }

    /// What the other names of the page say: the full name that this may be short for, the members of its list, and how often the
    /// candidates around and within stand on the page.
    fn fellows(&self, candidate: &Candidate, gap: u64, nests: &[Nest; 3], put: &mut impl FnMut(u64, u64, u64)) {
        let full = self.fellows.full(candidate);
        let fits = u64::from(full >> candidate.kind & 1) << 1 | u64::from(full & !(1 << candidate.kind) != 0);
        put(100, u64::from(full), length_bucket(candidate.to - candidate.from));
        put(101, fits, gap);
        if let Some((most, count, others)) = self.fellows.list(candidate) {
            let fits = match count {
                0 => 0,
                _ if most == candidate.kind => 1,
                _ => 2,
            };
            let members = fits << 8 | u64::from(count.min(3)) << 4 | u64::from(others.min(2));
            put(102, most as u64, members);
            put(103, members, gap);
        }
        const NONE: u64 = 9;
        let count = |hash: u64| u64::from(self.places.get(&hash).map_or(0, |p| p.count).min(3));
        let own = count(candidate.hash);
        for (template, nest) in (104..).zip(nests) {
            let theirs = if nest.kind == 0 { NONE } else { count(nest.hash) };
            put(template, own << 8 | theirs, u64::from(nest.kind == candidate.kind as u64 + 1));
        }
    }

    /// What the rest of the page says of the string.
    fn evidence(&self, candidate: &Candidate, gap: u64, put: &mut impl FnMut(u64, u64, u64)) {
        let string = self.strings.get(&candidate.hash).copied().unwrap_or_default();
        let here = u16::from(candidate.gap == Some(0));
        let mine = string.best.get(candidate.kind).copied().unwrap_or(0).saturating_sub(here);
        let others = string.total.saturating_sub(mine + here);
        let bits = |map: &FxHashMap<u64, u16>| {
            let bits = map.get(&candidate.hash).copied().unwrap_or(0);
            u64::from(bits >> candidate.kind & 1) << 1 | u64::from(bits & !(1 << candidate.kind) != 0)
        };
        let elsewhere = u64::from(mine.min(3)) << 2 | u64::from(others.min(3));
        put(90, elsewhere, gap);
        put(91, elsewhere, u64::from(candidate.again));
        put(92, bits(&self.starts), gap);
        put(93, bits(&self.ends), gap);
        let places = self.places.get(&candidate.hash).copied().unwrap_or_default();
        let beside = (places.before as u64) << 2 | places.behind as u64;
        let count = match places.count {
            0..=1 => 0,
            2 => 1,
            3..=4 => 2,
            _ => 3,
        };
        put(95, count, beside);
        put(96, beside, gap);
        put(98, places.before as u64, count);
        put(99, places.behind as u64, count);
        put(94, mix(bits(&self.starts), bits(&self.ends)), elsewhere);
    }
}

/// Whether an entry is the whole stretch, a part, longer than it, or none.
const fn whole(entry: usize, stretch: usize) -> u64 {
    if entry == 0 {
        0
    } else if entry == stretch {
        1
    } else if entry > stretch {
        2
    } else if entry + 1 == stretch {
        3
    } else {
        4
    }
}

fn gap_bucket(gap: i32) -> u64 {
    match gap {
        ..=0 => 0,
        1..=4 => 1,
        5..=8 => 2,
        9..=13 => 3,
        14..=20 => 4,
        21..=28 => 5,
        29..=38 => 6,
        39..=50 => 7,
        51..=80 => 8,
        _ => 9,
    }
}

const fn length_bucket(length: usize) -> u64 {
    match length {
        0..=8 => length as u64,
        9..=11 => 9,
        12..=15 => 10,
        16..=20 => 11,
        _ => 12,
    }
}
