//! Candidates: every stretch that the tagger, a rule of the grammar or another occurrence in the page proposes as a name.

use crate::entity::{
    EntityType,
    tagger::{
        Tagged,
        label::type_index,
        page::{Page, mix},
    },
};
use crate::span::{Reading, Span};
use std::collections::HashMap;

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
    /// The rules of the grammar that propose it, a bit for each.
    pub rules: u32,
    /// Whether the page has it elsewhere as a sure name.
    pub again: bool,
    /// A hash of its characters.
    pub hash: u64,
}

/// What a rule proposes: where, what, and the number of the rule.
pub type Proposal = (Span<Reading>, EntityType, u32);

/// A gap to everything else that makes a name sure.
const SURE: i32 = 30;

/// All candidates of a page, by start, then end, then type.
pub fn collect(page: &Page, tagged: &Tagged, proposals: impl IntoIterator<Item = Proposal>, again: bool) -> Vec<Candidate> {
    let mut all: Vec<Candidate> = tagged
        .paths
        .iter()
        .map(|p| Candidate { from: p.from, to: p.to, kind: p.kind, gap: Some(p.gap), rules: 0, again: false, hash: 0 })
        .collect();
    let glyph = |byte: usize| page.glyphs.partition_point(|g| g.at < byte);
    for (span, kind, rule) in proposals {
        let (from, to) = (glyph(span.start), glyph(span.end));
        if from < to && page.glyphs.get(from..to).is_some_and(|g| g.iter().all(|g| g.c != '\n' as u32)) {
            all.push(Candidate { from, to, kind: type_index(kind), gap: None, rules: 1 << (rule % 32), again: false, hash: 0 });
        }
    }
    merge(&mut all);
    for candidate in &mut all {
        candidate.hash = hash(page, candidate.from, candidate.to);
    }
    if again {
        let repeated = repeated(page, tagged, &all);
        all.extend(repeated);
        merge(&mut all);
    }
    all
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
            kept.gap = kept.gap.or(next.gap);
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
    let mut known: HashMap<u64, Vec<Candidate>> = HashMap::new();
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
