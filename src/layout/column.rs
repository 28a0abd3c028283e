//! How wide the columns are: which lines were broken because the column was full, and which because the writer ended them.

use super::line::Line;

/// Lines on either side that tell the width of a column.
const WINDOW: usize = 12;
/// Half squares by which a full line may fall short: what kinsoku and unbreakable words push to the next line.
const RAGGED: usize = 6;
/// Half squares beyond which lines are paragraphs, not lines of a column.
const WIDEST: usize = 110;
/// Half squares below which few lines tell nothing of a column.
const NARROWEST: usize = 20;
/// Half squares beyond which a line in mid-sentence is no headline.
const LONG: usize = 64;
/// Full lines needed to speak of a column.
const LINES: usize = 4;

/// The width of the column that each line stands in, indent included, or `None` where lines are not broken by a column.
pub fn widths(source: &str, lines: &[Line]) -> Vec<Option<usize>> {
    if lines.len() < 2 * LINES {
        return vec![width_of_few(source, lines); lines.len()];
    }
    let reaches: Vec<usize> = lines.iter().map(reach).collect();
    let mut near = Vec::with_capacity(2 * WINDOW + 1);
    let width_at = |i: usize| {
        near.clear();
        near.extend_from_slice(reaches.get(i.saturating_sub(WINDOW)..(i + WINDOW + 1).min(reaches.len()))?);
        near.sort_unstable();
        width_of(&near)
    };
    (0..lines.len()).map(width_at).collect()
}

/// The width of the column that a snippet of few lines was copied from. Two lines as wide as each other may be two headlines, so the
/// wide ones must stop in mid-sentence and the last line must end one.
fn width_of_few(source: &str, lines: &[Line]) -> Option<usize> {
    let (last, others) = lines.split_last()?;
    let column = lines.iter().map(reach).max()?;
    let stops = |l: &&Line| reach(l) + RAGGED >= column && !l.ends_sentence(source);
    let full = others.iter().filter(stops).count();
    let pauses = others.iter().any(|l| l.pauses > 0);
    let told = (NARROWEST..=WIDEST).contains(&column) && last.ends_sentence(source);
    // A headline over a paragraph is followed by something wider, lines that a writer ended differ.
    let alone = others.len() == 1 && full == 1 && (pauses || column >= LONG);
    (told && (alone || full >= 2 && full * 2 >= others.len() && pauses)).then_some(column)
}

/// The width of the column whose lines reach so far, the narrowest first.
fn width_of(reaches: &[usize]) -> Option<usize> {
    // The widest line that is not alone: headlines across columns and stray lines reach further.
    let is_column = |(before, widest): &(usize, &usize)| {
        let full = before + 1 - reaches.partition_point(|r| r + RAGGED < **widest);
        full >= LINES && full * 5 >= reaches.len() * 2
    };
    let (_, column) = reaches.iter().enumerate().rev().find(is_column)?;
    (*column <= WIDEST).then_some(*column)
}

/// How far a line reaches from the left edge.
pub fn reach(line: &Line) -> usize {
    line.indent.min(8) + line.width
}
