//! The tagger: a conditional random field over characters that finds likely names of all nine types.
//!
//! It reads each line of the page as a chain of characters, each with some fifty features ([`feature`]), adds up the weights
//! that the model has for them ([`model`]) and lists the names of all chains of labels that are nearly as good as the best
//! ([`lattice`]). The program `train` makes the model; `MODEL.md` beside the model says from what.

pub mod feature;
pub mod index;
pub mod known;
pub mod label;
pub mod lattice;
pub mod model;
pub mod page;

use feature::{Gram, Line};
use lattice::{Between, Path};
use model::{Model, Scores};
use page::Page;

/// How much worse than the best chain a name's best chain may be, to be a candidate. Names that are worse are hardly ever chosen
/// and cost time.
pub const LIMIT: i32 = 48;
/// The same where the choice is taught, which learns from bad candidates as well.
pub const TEACHING_LIMIT: i32 = 72;
/// No character has more features: 17 of characters, 13 of words, 21 of knowledge.
const MOST_FEATURES: usize = 51;

/// The tagger with its model.
#[derive(Clone, Debug, Default)]
pub struct Tagger {
    model: Model,
}

/// What the tagger makes of a page.
#[derive(Clone, Debug, Default)]
pub struct Tagged {
    /// Likely names, by start, as ranges of glyphs of the page.
    pub paths: Vec<Path>,
    /// For each glyph how much worse the best chain is that has it outside every name; 0 at line breaks.
    pub outside: Vec<i32>,
}

impl Tagger {
    /// A tagger with this model.
    pub const fn new(model: Model) -> Self {
        Self { model }
    }

    /// The names of a page whose best chains are at most `limit` worse than the best of all.
    pub fn tag(&self, page: &Page, limit: i32) -> Tagged {
        let mut tagged = Tagged { paths: Vec::new(), outside: vec![0; page.glyphs.len()] };
        let mut scores: Vec<Scores> = Vec::new();
        let (index, between) = (self.model.index(), Between::new(self.model.transitions()));
        let mut grams: Vec<(Gram, u64)> = Vec::new();
        let mut rows: Vec<RowsOfGlyph> = Vec::new();
        for (glyphs, role) in &page.lines {
            let line = Line::new(page, glyphs.clone(), *role);
            // One step after the other for all grams: the processor waits for memory in each, and in a short loop it waits for
            // many at once.
            grams.clear();
            line.grams(|gram| grams.push((gram, 0)));
            for (gram, slot) in &mut grams {
                *slot = index.slot(gram.key);
            }
            // Made once for the longest line: what stands behind the count is of no meaning and need not be cleared.
            if rows.len() < glyphs.len() {
                rows.resize(glyphs.len(), RowsOfGlyph::default());
            }
            let rows = rows.get_mut(..glyphs.len()).unwrap_or_default();
            rows.iter_mut().for_each(|rows| rows.count = 0);
            self.find_rows(&line, &grams, rows);
            scores.clear();
            scores.extend(rows.iter().map(|rows| self.model.sum(rows.all())));
            let (paths, outside) = lattice::paths(&scores, &between, limit);
            tagged.paths.extend(paths.iter().map(|p| Path { from: p.from + glyphs.start, to: p.to + glyphs.start, ..*p }));
            for (slot, gap) in tagged.outside.iter_mut().skip(glyphs.start).zip(outside) {
                *slot = gap;
            }
        }
        tagged
    }

    /// Adds the numbers of the rows that these grams have to those of the line's glyphs. Each gram comes with the slot of the
    /// index that its key chooses.
    #[inline(never)]
    fn find_rows(&self, line: &Line, grams: &[(Gram, u64)], rows: &mut [RowsOfGlyph]) {
        for (gram, slot) in grams {
            let Some(place) = self.model.index().find(gram.key, *slot) else { continue };
            line.rows(*gram, place, |at, row| {
                if let Some(rows) = rows.get_mut(at) {
                    rows.push(row);
                }
            });
        }
    }
}

/// The numbers of the rows of a glyph's features.
#[derive(Clone, Copy, Debug)]
struct RowsOfGlyph {
    rows: [u32; MOST_FEATURES],
    count: usize,
}

impl Default for RowsOfGlyph {
    fn default() -> Self {
        Self { rows: [0; MOST_FEATURES], count: 0 }
    }
}

impl RowsOfGlyph {
    #[inline]
    fn push(&mut self, row: usize) {
        if let Some(slot) = self.rows.get_mut(self.count) {
            *slot = row as u32;
            self.count += 1;
        }
    }

    fn all(&self) -> &[u32] {
        self.rows.get(..self.count).unwrap_or_default()
    }
}
