//! What stands around the places of a string, all over the page, and behind the list that a candidate is a member of.

use super::candidate::Candidate;
use crate::{
    entity::tagger::page::{Glyph, Page},
    layout::is_word,
};
use rustc_hash::FxHashMap;

/// What stands beside the places of a string.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Beside {
    /// The string has one place only.
    #[default]
    Once,
    /// The same letter everywhere: the string may be cut off there (阿里云, always before 智能).
    Same,
    /// Letters that differ.
    Letters,
    /// A mark or the edge of a line, at least once.
    Mark,
}

/// The places of a string.
#[derive(Clone, Copy, Debug, Default)]
pub struct Places {
    /// How many there are.
    pub count: u16,
    /// What stands before them.
    pub before: Beside,
    /// What stands behind them.
    pub behind: Beside,
}

/// Strings with one beginning, each with its length and first place.
type Strings = FxHashMap<u64, Vec<(u64, usize, usize)>>;

/// The places of the strings of all candidates, by hash.
pub fn places(page: &Page, candidates: &[Candidate]) -> FxHashMap<u64, Places> {
    const LONGEST: usize = 16;
    const SAME_START: usize = 24;
    let c = |i: usize| page.glyphs.get(i).map_or('\n' as u32, |g| g.c);
    let is_word = |c: u32| char::from_u32(c).is_some_and(is_word);
    let pair = |i: usize| u64::from(c(i)) << 24 | u64::from(c(i + 1));
    let named = || candidates.iter().filter(|c| (2..=LONGEST).contains(&(c.to - c.from)));
    // How often the pairs stand in the page with which a candidate begins.
    let mut pairs: FxHashMap<u64, u16> = named().map(|c| (pair(c.from), 0)).collect();
    for i in 0..page.glyphs.len() {
        if let Some(count) = pairs.get_mut(&pair(i)) {
            *count = count.saturating_add(1);
        }
    }
    let mut strings = Strings::default();
    let mut places: FxHashMap<u64, Places> = FxHashMap::default();
    for one in named() {
        if pairs.get(&pair(one.from)).is_some_and(|n| *n > 1) && !places.contains_key(&one.hash) {
            let same = strings.entry(pair(one.from)).or_default();
            if same.len() < SAME_START {
                same.push((one.hash, one.from, one.to - one.from));
                places.insert(one.hash, Places::default());
            }
        }
    }
    for i in 0..page.glyphs.len() {
        for (hash, first, length) in strings.get(&pair(i)).into_iter().flatten() {
            if (2..*length).all(|k| c(i + k) == c(first + k))
                && let Some(places) = places.get_mut(hash)
            {
                let beside = |at: usize, model: usize, old: Beside| {
                    let (here, there) = (c(at), c(model));
                    if old == Beside::Mark || !is_word(here) {
                        Beside::Mark
                    } else if places.count == 0 {
                        Beside::Once
                    } else if here == there && matches!(old, Beside::Once | Beside::Same) {
                        Beside::Same
                    } else {
                        Beside::Letters
                    }
                };
                let before = beside(i.wrapping_sub(1), first.wrapping_sub(1), places.before);
                let behind = beside(i + length, first + length, places.behind);
                *places = Places { count: places.count.saturating_add(1), before, behind };
            }
        }
    }
    places
}

/// For each glyph the word that closes the list it may stand in, by its number: 等, or the figure of 两大项目. Zero where there is
/// none.
pub fn lists(page: &Page) -> Vec<usize> {
    const LONGEST: usize = 120;
    let mut closing = vec![0; page.glyphs.len()];
    let mut near: Option<(usize, usize)> = None;
    for (i, glyph) in page.glyphs.iter().enumerate().rev() {
        let c = char::from_u32(glyph.c).unwrap_or('\n');
        if matches!(c, '，' | '。' | '；' | '：' | '！' | '？' | '\n') || near.is_some_and(|(at, _)| at - i > LONGEST) {
            near = None;
        }
        let before = i.checked_sub(1).and_then(|j| char::from_u32(page.glyphs.get(j)?.c));
        if closes(page, glyph) && before.is_some_and(is_word) {
            near = Some((i, glyph.word));
        }
        if let (Some((_, word)), Some(slot)) = (near, closing.get_mut(i)) {
            *slot = word;
        }
    }
    closing
}

fn closes(page: &Page, glyph: &Glyph) -> bool {
    let single = page.words.get(glyph.word).is_some_and(|w| w.end - w.start == 1);
    single && glyph.c == '等' as u32 || glyph.quantity == 1
}
