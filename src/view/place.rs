//! Finds for every mention its block and its place in the block's reading text.

use super::{Entry, Mark, MarkType, sort_by};
use crate::analysis::{Analysis, Block, Extent, OffsetUnit};

/// A stretch over which a block's reading text and the source advance side by side.
struct Run {
    /// Where it starts in the source.
    source: usize,
    /// The block it belongs to.
    block: usize,
    /// Where it starts in the block's text, in the unit of the analysis.
    reading: usize,
}

/// A mark whose ends are still counted in the unit of the analysis.
struct Placed {
    block: usize,
    start: usize,
    end: usize,
    kind: MarkType,
    entry: Entry,
    source: Extent,
}

/// The marks of `analysis`, in reading order; `cluster_of` says for every entity the number of its cluster.
pub fn marks(analysis: &Analysis, cluster_of: &[usize]) -> Vec<Mark> {
    let runs = runs(&analysis.blocks);
    let entities = analysis.entities.iter().zip(cluster_of).enumerate();
    let entities = entities.map(|(i, (e, c))| (e.start, e.end, e.kind.into(), Entry::Entity(i, *c)));
    let times = analysis.times.iter().enumerate().map(|(i, t)| (t.start, t.end, MarkType::Time, Entry::Time(i)));
    let figures = analysis.figures.iter().enumerate().map(|(i, f)| (f.start, f.end, MarkType::Figure, Entry::Figure(i)));
    let mut placed: Vec<Placed> = entities
        .chain(times)
        .chain(figures)
        .filter_map(|(start, end, kind, entry)| {
            let (block, from) = locate(&runs, start)?;
            let (last, to) = locate(&runs, end.checked_sub(1)?)?;
            (block == last).then_some(Placed { block, start: from, end: to + 1, kind, entry, source: Extent { start, end } })
        })
        .collect();
    sort_by(&mut placed, |a, b| (a.block, a.start, a.end).cmp(&(b.block, b.start, b.end)));
    placed.dedup_by(|later, first| later.block == first.block && later.start < first.end);
    let mut marks = Vec::with_capacity(placed.len());
    for of_block in placed.chunk_by(|a, b| a.block == b.block) {
        let text = of_block.first().and_then(|p| analysis.blocks.get(p.block)).map_or("", |b| b.text.as_str());
        let mut bytes = Bytes { text, unit: analysis.offsets, read: 0, byte: 0 };
        for p in of_block {
            let range = bytes.at(p.start)..bytes.at(p.end);
            marks.push(Mark { kind: p.kind, entry: p.entry, source: p.source, block: p.block, range });
        }
    }
    marks
}

/// The runs of all blocks, in the order of the source.
fn runs(blocks: &[Block]) -> Vec<Run> {
    let of = |(block, b): (usize, &Block)| -> Vec<Run> {
        b.runs.iter().map(|[reading, source]| Run { source: *source, block, reading: *reading }).collect()
    };
    let mut runs: Vec<Run> = blocks.iter().enumerate().flat_map(of).collect();
    sort_by(&mut runs, |a, b| a.source.cmp(&b.source));
    runs
}

/// The block and the place in it of what stands at `at` in the source.
fn locate(runs: &[Run], at: usize) -> Option<(usize, usize)> {
    let run = runs.get(runs.partition_point(|r| r.source <= at).checked_sub(1)?)?;
    Some((run.block, run.reading + (at - run.source)))
}

/// Turns ascending offsets into a text into bytes, in one pass.
struct Bytes<'a> {
    text: &'a str,
    unit: OffsetUnit,
    read: usize,
    byte: usize,
}

impl Bytes<'_> {
    /// The byte at `offset`, or the end of the text.
    fn at(&mut self, offset: usize) -> usize {
        let rest = self.text.get(self.byte..).unwrap_or_default();
        for c in rest.chars() {
            if self.read >= offset {
                break;
            }
            self.read += match self.unit {
                OffsetUnit::Utf16 => c.len_utf16(),
                OffsetUnit::Chars => 1,
                OffsetUnit::Bytes => c.len_utf8(),
            };
            self.byte += c.len_utf8();
        }
        self.byte
    }
}

/// Where in the source a stretch of a block's reading text stands, both counted in the unit of the analysis; `None` for an empty
/// one.
///
/// ```
/// use quandian::{analysis::{Block, Extent}, view::source_extent};
/// let block = Block { end: 4, text: "签约1".into(), runs: vec![[0, 0], [1, 2]], ..Block::default() }; // 签\n约1
/// assert_eq!(source_extent(&block, 0, 2), Some(Extent { start: 0, end: 3 }));
/// ```
pub fn source_extent(block: &Block, start: usize, end: usize) -> Option<Extent> {
    let source_of = |at: usize| {
        let run = block.runs.get(block.runs.partition_point(|[reading, _]| *reading <= at).checked_sub(1)?)?;
        Some(run[1] + (at - run[0]))
    };
    let last = end.checked_sub(1).filter(|last| *last >= start)?;
    Some(Extent { start: source_of(start)?, end: source_of(last)? + 1 })
}
