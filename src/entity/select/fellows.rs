//! What the other names of the page say of a candidate: the full name that it may be short for, and the members of its list.
//!
//! The names are those of the tagger's best reading.

use super::candidate::Candidate;
use crate::entity::{
    EntityType,
    gazetteer::ClassSet,
    tagger::{
        label::{TYPES, type_index},
        page::Page,
    },
};
use rustc_hash::FxHashMap;

/// What the names of a page say of its candidates.
#[derive(Default)]
pub struct Fellows {
    /// The types of the names that a string may be short for, a bit for each.
    full: FxHashMap<u64, u16>,
    /// For each 、 the number of its list.
    joints: FxHashMap<usize, usize>,
    /// For each list how many members of each type it has.
    lists: Vec<[u8; TYPES.len()]>,
    /// The type of the name that fills a member of a list, by the joints around it.
    started: FxHashMap<usize, usize>,
    ended: FxHashMap<usize, usize>,
}

impl Fellows {
    /// Reads the names among `candidates`.
    pub fn new(page: &Page, candidates: &[Candidate]) -> Self {
        let mut fellows = Self { full: full_names(page, candidates), ..Self::default() };
        for name in candidates.iter().filter(|c| c.gap == Some(0)) {
            fellows.started.insert(name.from, name.kind);
            fellows.ended.insert(name.to, name.kind);
        }
        fellows.find_lists(page);
        fellows
    }

    /// The types of the names that a candidate's string may be short for, a bit for each.
    pub fn full(&self, candidate: &Candidate) -> u16 {
        self.full.get(&candidate.hash).copied().unwrap_or(0)
    }

    /// The type that most other members of a candidate's list have and how many do, and how many have another; `None` where the
    /// candidate stands in no list.
    pub fn list(&self, candidate: &Candidate) -> Option<(usize, u8, u8)> {
        let joint = |at: usize| self.joints.get(&at).copied();
        let (before, after) = (candidate.from.checked_sub(1).and_then(joint), joint(candidate.to));
        let mut members = *self.lists.get(before.or(after)?)?;
        let own = match (before, after) {
            (Some(_), Some(_)) | (Some(_), None) => self.started.get(&candidate.from),
            _ => self.ended.get(&candidate.to),
        };
        if let Some(count) = own.and_then(|kind| members.get_mut(*kind)) {
            *count = count.saturating_sub(1);
        }
        let (most, count) = members.iter().copied().enumerate().max_by_key(|(kind, n)| (*n, std::cmp::Reverse(*kind)))?;
        Some((most, count, members.iter().sum::<u8>() - count))
    }

    fn find_lists(&mut self, page: &Page) {
        /// No list has more members.
        const MOST: u8 = 40;
        let is =
            |i: usize, marks: &[char]| page.glyphs.get(i).and_then(|g| char::from_u32(g.c)).is_none_or(|c| marks.contains(&c));
        let mut last: Option<usize> = None;
        for i in 0..page.glyphs.len() {
            if is(i, &['，', '。', '；', '：', '！', '？', '\n']) {
                if let Some(kind) = last.take().and_then(|joint| self.started.get(&(joint + 1))) {
                    self.count(*kind, MOST);
                }
            } else if is(i, &['、']) {
                let kind = match last {
                    Some(joint) => self.started.get(&(joint + 1)).filter(|kind| self.ended.get(&i) == Some(kind)),
                    None => {
                        self.lists.push([0; TYPES.len()]);
                        self.ended.get(&i)
                    }
                };
                if let Some(kind) = kind {
                    self.count(*kind, MOST);
                }
                self.joints.insert(i, self.lists.len() - 1);
                last = Some(i);
            }
        }
    }

    fn count(&mut self, kind: usize, most: u8) {
        if let Some(list) = self.lists.last_mut()
            && list.iter().sum::<u8>() < most
            && let Some(count) = list.get_mut(kind)
        {
            *count += 1;
        }
    }
}

/// For each string of a few characters the types of the names that it may be short for.
fn full_names(page: &Page, candidates: &[Candidate]) -> FxHashMap<u64, u16> {
    const SHORTEST: usize = 4;
    const LONGEST_SHORT: usize = 5;
    const SAME_START: usize = 12;
    let c = |i: usize| page.glyphs.get(i).map_or(0, |g| g.c);
    let mut names: FxHashMap<u32, Vec<(&Candidate, usize)>> = FxHashMap::default();
    let person = |c: &Candidate| c.kind == type_index(EntityType::Per) || c.kind == type_index(EntityType::Title);
    for name in candidates.iter().filter(|c| c.gap == Some(0) && c.to - c.from >= SHORTEST && !person(c)) {
        let area = page.known.get(name.from).map(|k| k.starts).filter(|e| e.classes.meets(ClassSet::AREAS));
        let behind = area.map(|e| name.from + e.length).filter(|at| *at < name.to);
        for start in [Some(name.from), behind].into_iter().flatten() {
            let same = names.entry(c(start)).or_default();
            if same.len() < SAME_START && same.iter().all(|(n, _)| (n.hash, n.kind) != (name.hash, name.kind)) {
                same.push((name, start));
            }
        }
    }
    let mut full: FxHashMap<u64, u16> = FxHashMap::default();
    for short in candidates.iter().filter(|c| (2..=LONGEST_SHORT).contains(&(c.to - c.from))) {
        let Some(same) = names.get(&c(short.from)) else { continue };
        full.entry(short.hash).or_insert_with(|| {
            let holds = |name: &Candidate, start: usize| {
                let mut rest = start..name.to;
                name.to - start > short.to - short.from && (short.from..short.to).all(|i| rest.any(|j| c(j) == c(i)))
            };
            same.iter().filter(|(name, start)| holds(name, *start)).fold(0, |bits, (name, _)| bits | 1 << name.kind)
        });
    }
    full
}
