//! Text that stands at places of a page, as a PDF has it, put in the order in which it is read.
//!
//! The runs of a page are first put together to pieces of lines, cut where a gutter could be. Then the page is cut as an editor
//! would: wherever a strip of white has lines on either side over a stretch of the page, what stands left of it comes before what
//! stands right of it, and what lies above and below the stretch comes before and after. Each part is cut again until it is one
//! column. Recursive cuts along white space are known as the X-Y cut (Nagy and Seth, 1984); here the longest stretch is cut first, so
//! that a headline across two of three columns does not part the third.
//!
//! The layout of the page is written as plain text has it: an indent where a paragraph is indented, an empty line where there is
//! more space than between lines, Markdown's `#` before what stands in larger type. What is wrapped stays wrapped.

use super::{Error, ErrorKind, LONGEST};
use serde::Deserialize;
use std::{collections::HashMap, sync::LazyLock};

/// A page.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Sheet {
    /// What stands on it.
    pub runs: Vec<Run>,
}

/// Characters that stand side by side, or one below the other. Lengths are in points; the origin is the lower left corner.
#[derive(Clone, Debug, Deserialize)]
pub struct Run {
    /// The characters.
    pub text: String,
    /// The left edge; of vertical text, the middle.
    pub x: f32,
    /// The base line; of vertical text, the upper edge.
    pub y: f32,
    /// The length along the line.
    pub length: f32,
    /// The size of the type.
    pub size: f32,
    /// Whether it runs from top to bottom.
    #[serde(default)]
    pub vertical: bool,
}

/// White between two pieces of a line that may be a gutter, in sizes of the type.
const GUTTER: f32 = 0.9;
/// Lines that must stand on either side of a gutter.
const LINES: usize = 3;
/// A column is at least this wide, in sizes of the type; narrower ones are the columns of a table.
const NARROWEST: f32 = 5.0;
/// Type larger than the text's by this is a headline's, by the second a subhead's.
const LARGER: [f32; 2] = [1.45, 1.15];
/// Cuts may lie this deep in each other.
const DEEPEST: usize = 40;

/// The text of `sheets`, an empty line between two of them. Numbers of pages are left out: they would part the sentence that goes
/// on overleaf.
///
/// # Errors
/// [`ErrorKind::NoText`] where the pages hold next to none, as those of a scan do.
pub fn in_order(sheets: &[Sheet]) -> Result<String, Error> {
    let usual = usual_size(sheets);
    let mut text = String::new();
    for sheet in sheets {
        let mut page = String::new();
        let pieces = without_number(pieces(&sheet.runs));
        read(pieces, usual, 0, &mut page);
        if !text.is_empty() && !page.is_empty() {
            text.push('\n');
        }
        // A font may draw the two halves of a dash as one glyph.
        let page = page.replace('⸺', "——");
        text.extend(page.chars().map(|c| RADICALS.get(&c).copied().unwrap_or(c)));
        if text.len() > LONGEST {
            return Err(ErrorKind::TooLarge.into());
        }
    }
    // A scan may carry a stamp or the number of the page.
    if text.chars().filter(|c| c.is_alphanumeric()).count() < 4 * sheets.len().max(1) {
        return Err(ErrorKind::NoText.into());
    }
    Ok(text)
}

/// The size that most characters have.
fn usual_size(sheets: &[Sheet]) -> f32 {
    let mut counts = std::collections::BTreeMap::<u32, usize>::new();
    for run in sheets.iter().flat_map(|s| &s.runs) {
        *counts.entry((run.size * 4.0).round() as u32).or_default() += run.text.chars().count();
    }
    counts.iter().max_by_key(|(_, n)| **n).map_or(10.0, |(size, _)| *size as f32 / 4.0).max(1.0)
}

/// Radicals and the characters that look the same: many a font has one glyph for both, and the program that writes the PDF notes
/// the wrong one (⾼新⼯程 for 高新工程).
static RADICALS: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    let pair = |line: &str| Some((line.chars().next()?, line.chars().nth(2)?));
    let is_radical = |(from, _): &(char, char)| ('\u{2E80}'..='\u{2FDF}').contains(from);
    include_str!("../layout/folds.tsv").lines().filter_map(pair).filter(is_radical).collect()
});

/// A line of a column, or a part of one.
#[derive(Clone, Debug)]
struct Piece {
    text: String,
    left: f32,
    right: f32,
    /// The base line.
    y: f32,
    size: f32,
}

/// Puts runs together where they go on in one line.
fn pieces(runs: &[Run]) -> Vec<Piece> {
    let (upright, mut rows): (Vec<&Run>, Vec<&Run>) =
        runs.iter().filter(|r| !r.text.trim().is_empty() && r.size > 0.0).partition(|r| r.vertical);
    rows.sort_by(|a, b| b.y.total_cmp(&a.y).then(a.x.total_cmp(&b.x)));
    let mut pieces: Vec<Piece> = Vec::new();
    let mut at = 0;
    while let Some(first) = rows.get(at) {
        // Runs on one base line, as far as rounding and raised figures let it be seen.
        let reach = |r: &&&Run| first.y - r.y < 0.3 * r.size.min(first.size);
        let count = rows.get(at..).unwrap_or_default().iter().take_while(reach).count().max(1);
        let mut row: Vec<&Run> = rows.get(at..at + count).unwrap_or_default().to_vec();
        row.sort_by(|a, b| a.x.total_cmp(&b.x));
        let begin = pieces.len();
        for run in row {
            let last = pieces.get_mut(begin..).and_then(|new| new.last_mut());
            match last {
                Some(piece) if run.x - piece.right < GUTTER * run.size.max(piece.size) && alike(piece.size, run.size) => {
                    piece.add(run);
                }
                _ => pieces.push(Piece::of(run)),
            }
        }
        at += count;
    }
    pieces.extend(columns(upright));
    pieces.sort_by(|a, b| b.y.total_cmp(&a.y).then(a.left.total_cmp(&b.left)));
    pieces
}

/// Whether two sizes of type may stand in one line: a raised figure may, a headline beside a column may not.
fn alike(a: f32, b: f32) -> bool {
    a.max(b) < 2.2 * a.min(b)
}

/// Vertical text: lines from right to left, taken as one piece each time that lines stand side by side.
fn columns(mut runs: Vec<&Run>) -> Vec<Piece> {
    runs.sort_by(|a, b| b.x.total_cmp(&a.x).then(b.y.total_cmp(&a.y)));
    let mut pieces: Vec<Piece> = Vec::new();
    for run in runs {
        let half = run.size / 2.0;
        match pieces.last_mut() {
            Some(last) if last.left - (run.x + half) < 1.5 * run.size && alike(last.size, run.size) => {
                last.text.push_str(run.text.trim());
                last.left = last.left.min(run.x - half);
            }
            _ => pieces.push(Piece {
                text: run.text.trim().to_owned(),
                left: run.x - half,
                right: run.x + half,
                y: run.y - run.size,
                size: run.size,
            }),
        }
    }
    pieces
}

impl Piece {
    fn of(run: &Run) -> Self {
        let indent = run.text.chars().take_while(|c| c.is_whitespace()).count();
        // White space that the run itself begins with is an indent as any other.
        let share = indent as f32 / run.text.chars().count().max(1) as f32;
        let left = run.x + share * run.length;
        Self { text: run.text.trim().to_owned(), left, right: run.x + run.length, y: run.y, size: run.size }
    }

    fn add(&mut self, run: &Run) {
        let gap = run.x - self.right;
        let text = run.text.trim();
        let wide = |c: Option<char>| c.is_some_and(|c| c >= '\u{2E80}');
        let tight = wide(self.text.chars().next_back()) || wide(text.chars().next());
        let said = run.text.starts_with(char::is_whitespace) || self.text.ends_with(char::is_whitespace);
        if gap > if tight { 0.6 } else { 0.15 } * run.size || said && !tight {
            self.text.push(' ');
        }
        self.text.push_str(text);
        self.right = self.right.max(run.x + run.length);
        self.size = self.size.max(run.size);
    }
}

/// The pieces without the number of the page at its head or foot.
fn without_number(mut pieces: Vec<Piece>) -> Vec<Piece> {
    let is_number = |p: &Piece| {
        let plain = p.text.trim_matches(|c: char| c.is_whitespace() || "-–—·第页Page".contains(c));
        (1..=4).contains(&plain.len()) && plain.chars().all(|c| c.is_ascii_digit())
    };
    let alone = |pieces: &[Piece], i: usize| {
        let y = pieces.get(i).map(|p| p.y);
        pieces.len() > 3 && y.is_some_and(|y| pieces.iter().filter(|p| (p.y - y).abs() < p.size).count() == 1)
    };
    for i in [pieces.len().wrapping_sub(1), 0] {
        if pieces.get(i).is_some_and(is_number) && alone(&pieces, i) {
            pieces.remove(i);
        }
    }
    pieces
}

/// A strip of white and the stretch of pieces (in the order from the top) that it parts.
struct Cut {
    from: usize,
    to: usize,
    x: f32,
}

/// Reads `pieces`, which stand in the order from the top.
fn read(pieces: Vec<Piece>, usual: f32, depth: usize, text: &mut String) {
    if pieces.is_empty() {
        return;
    }
    let Some(cut) = widest_cut(&pieces).filter(|_| depth < DEEPEST) else {
        write(pieces, usual, text);
        return;
    };
    let mut above = pieces;
    let mut inside = above.split_off(cut.from);
    let below = inside.split_off(cut.to - cut.from);
    let (left, right): (Vec<Piece>, Vec<Piece>) = inside.into_iter().partition(|p| p.left < cut.x);
    for part in [above, left, right, below] {
        read(part, usual, depth + 1, text);
    }
}

/// The cut that parts most pieces.
fn widest_cut(pieces: &[Piece]) -> Option<Cut> {
    let mut edges: Vec<f32> = pieces.iter().map(|p| p.left).collect();
    edges.sort_by(f32::total_cmp);
    let mut best: Option<Cut> = None;
    let mut at = 0;
    while let Some(edge) = edges.get(at).copied() {
        let count = edges.get(at..).unwrap_or_default().iter().take_while(|x| **x - edge < 1.0).count().max(1);
        at += count;
        // Where one line begins no column does.
        if count < LINES {
            continue;
        }
        for cut in cuts_at(pieces, edge) {
            if best.as_ref().is_none_or(|b| cut.to - cut.from > b.to - b.from) {
                best = Some(cut);
            }
        }
    }
    best
}

/// The stretches of pieces that the strip left of `x` parts.
fn cuts_at(pieces: &[Piece], x: f32) -> Vec<Cut> {
    let mut cuts = Vec::new();
    let mut from = 0;
    for i in 0..=pieces.len() {
        let crosses = pieces.get(i).is_none_or(|p| p.left < x - 0.5 && p.right > x - 0.5 * p.size);
        if !crosses {
            continue;
        }
        if parts_columns(pieces.get(from..i).unwrap_or_default(), x) {
            cuts.push(Cut { from, to: i, x: x - 0.5 });
        }
        from = i + 1;
    }
    cuts
}

/// Whether the strip left of `x` parts columns of text: lines on both sides, at the same height, long enough to be no table.
fn parts_columns(pieces: &[Piece], x: f32) -> bool {
    let (left, right): (Vec<&Piece>, Vec<&Piece>) = pieces.iter().partition(|p| p.left < x - 0.5);
    let column = |side: &[&Piece]| {
        let mut widths: Vec<f32> = side.iter().map(|p| (p.right - p.left) / p.size).collect();
        widths.sort_by(f32::total_cmp);
        side.len() >= LINES && widths.get(widths.len() * 2 / 3).is_some_and(|w| *w >= NARROWEST)
    };
    let span = |side: &[&Piece]| Some((side.last()?.y, side.first()?.y));
    let Some(((low, high), (bottom, top))) = span(&left).zip(span(&right)) else { return false };
    let common = high.min(top) - low.max(bottom);
    let size = pieces.iter().map(|p| p.size).fold(0.0, f32::max);
    column(&left) && column(&right) && common > size
}

/// Writes the lines of one column.
fn write(pieces: Vec<Piece>, usual: f32, text: &mut String) {
    let lines = lines(pieces);
    let leading = usual_leading(&lines);
    let edge = left_edge(&lines);
    let mut before: Option<&Piece> = None;
    for line in &lines {
        let level = LARGER.iter().position(|l| line.size >= l * usual).map_or(0, |p| p + 1);
        let gap = before.map_or(0.0, |b| b.y - line.y);
        let same = before.is_some_and(|b| level > 0 && (b.size - line.size).abs() < 0.5 && gap < 1.9 * line.size);
        if same {
            // A headline in two lines.
            text.truncate(text.trim_end_matches('\n').len());
        } else if before.is_some() && gap > 1.45 * leading.max(line.size) {
            text.push('\n');
        }
        if level > 0 && !same {
            text.push_str(if level == 1 { "# " } else { "## " });
        }
        let indent = (line.left - edge) / line.size;
        if level == 0 && (1.2..6.0).contains(&indent) {
            text.push_str("　　");
        }
        text.push_str(&line.text);
        text.push('\n');
        before = Some(line);
    }
    // What follows stands elsewhere.
    if !text.is_empty() && lines.iter().any(|l| l.size >= LARGER[1] * usual) {
        text.push('\n');
    }
}

/// Puts the pieces of a line side by side.
fn lines(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut lines: Vec<Piece> = Vec::new();
    for piece in pieces {
        match lines.last_mut() {
            Some(last) if (last.y - piece.y).abs() < 0.3 * last.size.min(piece.size) && piece.left >= last.right => {
                last.text.push(' ');
                last.text.push_str(&piece.text);
                last.right = piece.right;
            }
            _ => lines.push(piece),
        }
    }
    lines
}

/// The usual distance of two lines.
fn usual_leading(lines: &[Piece]) -> f32 {
    let mut gaps: Vec<f32> = lines.windows(2).filter_map(|w| Some(w.first()?.y - w.last()?.y)).filter(|g| *g > 0.0).collect();
    gaps.sort_by(f32::total_cmp);
    gaps.get(gaps.len() / 2).copied().unwrap_or(0.0)
}

/// Where the lines of a column begin: the leftmost edge that is not one line's alone.
fn left_edge(lines: &[Piece]) -> f32 {
    let mut edges: Vec<f32> = lines.iter().map(|l| l.left).collect();
    edges.sort_by(f32::total_cmp);
    let shared = edges.windows(2).find(|w| matches!(w, [a, b] if b - a < 1.0)).and_then(|w| w.first().copied());
    shared.or(edges.first().copied()).unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A run of type of 10 points that stands `x` and `y` sizes from the left and the upper edge.
    fn run(x: f32, y: f32, text: &str) -> Run {
        sized(x, y, text, 10.0)
    }

    fn sized(x: f32, y: f32, text: &str, size: f32) -> Run {
        let length = text.chars().count() as f32 * size;
        Run { text: text.to_owned(), x: 10.0 * x, y: 1000.0 - 10.0 * y, length, size, vertical: false }
    }

    fn read(runs: Vec<Run>) -> String {
        in_order(&[Sheet { runs }]).expect("text")
    }

    /// `count` lines of ten characters, one below the other.
    fn column(x: f32, y: f32, letter: char, count: usize) -> Vec<Run> {
        (0..count).map(|i| run(x, y + 1.5 * i as f32, &letter.to_string().repeat(10))).collect()
    }

    fn order(text: &str) -> String {
        let mut letters: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
        letters.dedup();
        letters.into_iter().collect()
    }

    #[test]
    fn columns_are_read_one_after_the_other() {
        let two = [column(0.0, 0.0, '甲', 6), column(12.0, 0.0, '乙', 6)].concat();
        assert_eq!(order(&read(two)), "甲乙");
        // Base lines that do not meet, and a headline across both.
        let head = vec![sized(0.0, 0.0, "题题题题题题题题题题题", 20.0)];
        let two = [head, column(0.0, 4.0, '甲', 6), column(12.0, 4.7, '乙', 5), column(0.0, 14.0, '丙', 1)].concat();
        assert_eq!(order(&read(two)), "题甲丙乙");
        // A line across the page parts what stands above it from what stands below.
        let foot = vec![run(0.0, 12.0, "尾尾尾尾尾尾尾尾尾尾尾尾尾尾尾尾尾尾尾尾")];
        let two = [
            column(0.0, 0.0, '甲', 6),
            column(12.0, 0.0, '乙', 6),
            foot,
            column(0.0, 14.0, '丙', 4),
            column(12.0, 14.0, '丁', 4),
        ];
        assert_eq!(order(&read(two.concat())), "甲乙尾丙丁");
        // A headline across two of three columns does not part the third.
        let head = vec![sized(0.0, 0.0, "题题题题题题题题题题题", 20.0)];
        let three = [head, column(0.0, 4.0, '甲', 6), column(12.0, 4.0, '乙', 6), column(24.0, 0.0, '丙', 9)].concat();
        assert_eq!(order(&read(three)), "题甲乙丙");
    }

    #[test]
    fn a_table_is_read_by_rows() {
        let cells = ["姓名", "年龄", "张三", "31", "李四", "45", "王五", "29"];
        let runs = cells.iter().enumerate().map(|(i, c)| run(12.0 * (i % 2) as f32, 1.5 * (i / 2) as f32, c)).collect();
        assert_eq!(read(runs), "姓名 年龄\n张三 31\n李四 45\n王五 29\n");
    }

    #[test]
    fn indents_headlines_and_space_are_written_as_plain_text_has_them() {
        let runs = vec![
            sized(0.0, 0.0, "一站式服务做强", 20.0),
            sized(0.0, 2.4, "项目", 20.0),
            run(2.0, 6.0, "今年以来，签约⾦额"),
            run(0.0, 7.5, "达到１２亿元，比上年"),
            run(0.0, 9.0, "多一成⸺多。"),
            run(2.0, 10.5, "记者看到"),
            run(6.3, 10.5, "GTT"),
            run(9.3, 10.5, "公司"),
            run(0.0, 14.0, "另有新的工程开工。"),
            run(9.0, 60.0, "12"),
        ];
        let text = "# 一站式服务做强项目\n\n　　今年以来，签约金额\n达到１２亿元，比上年\n多一成——多。\n　　记者看到GTT公司\n\n另有新的工程开工。\n\n";
        assert_eq!(read(runs), text);
    }

    #[test]
    fn vertical_lines_are_read_from_right_to_left() {
        let line = |x: f32, text: &str| Run { vertical: true, length: 40.0, ..run(x, 0.0, text) };
        let text = read([vec![line(30.0, "新区项目"), line(28.5, "昨天开工")], column(0.0, 0.0, '甲', 4)].concat());
        assert!(text.contains("新区项目昨天开工"), "{text}");
    }

    #[test]
    fn pages_without_words_are_a_scan() {
        let number = || Sheet { runs: vec![run(0.0, 0.0, "1")] };
        assert_eq!(in_order(&[number(), number()]).map_err(|e| e.kind), Err(ErrorKind::NoText));
        assert_eq!(in_order(&[]).map_err(|e| e.kind), Err(ErrorKind::NoText));
    }
}
