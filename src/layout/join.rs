//! Which lines belong to one paragraph.
//!
//! Every break between two lines is judged by what speaks for and against it: whether the line before is full, whether it
//! stops in mid-sentence, whether the next line is indented or could begin a paragraph at all. The weights add up as
//! log-odds would; nothing decides alone.

use super::{
    Role, byline, clean, column,
    cue::{Cues, What},
    line::Line,
};
use std::ops::Range;

/// What the breaks of a page are like.
#[derive(Clone, Copy, Debug, Default)]
struct Habits {
    /// Paragraphs begin with an indent.
    indents: bool,
    /// Lines are parted by empty lines even in mid-sentence.
    spaced_out: bool,
    /// Marks of size stand before display lines.
    marked: bool,
    /// Lines were cut after so many characters, numbers and brackets or not.
    raw: bool,
}

/// The page as join sees it.
struct Page<'a> {
    source: &'a str,
    lines: &'a [Line],
    columns: Vec<Option<usize>>,
    habits: Habits,
}

/// The paragraphs of `lines`, each a range of lines.
pub fn paragraphs(source: &str, lines: &[Line]) -> Vec<Range<usize>> {
    let mut page = Page { source, lines, columns: column::widths(source, lines), habits: Habits::default() };
    page.habits = page.read_habits();
    let mut paragraphs = Vec::new();
    let mut start = 0;
    let mut open = 0;
    // The line that was last asked whether it is a byline: the head of a paragraph is asked at every line of it.
    let mut credit = (usize::MAX, false);
    for (i, pair) in lines.windows(2).enumerate() {
        let [a, b] = pair else { continue };
        open = (open + a.open).max(0);
        if credit.0 != start {
            credit = (start, lines.get(start).is_some_and(|l| byline::is_byline(l.of(source))));
        }
        let goes_on = match credit.1 {
            true => b.blanks <= 1 && byline::goes_on(a.of(source), b.of(source)),
            false => page.goes_on(start, i, a, b, open > 0),
        };
        if !goes_on {
            paragraphs.push(start..i + 1);
            start = i + 1;
            open = 0;
        }
    }
    if start < lines.len() {
        paragraphs.push(start..lines.len());
    }
    paragraphs
}

impl Page<'_> {
    fn read_habits(&self) -> Habits {
        let indented = self.lines.iter().filter(|l| (2..=8).contains(&l.indent)).count();
        let sentences = self.lines.iter().filter(|l| l.ends_sentence(self.source)).count();
        let mut sure = 0;
        let mut spaced = 0;
        let mut cut = 0;
        for pair in self.lines.windows(2) {
            let [a, b] = pair else { continue };
            let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
            cut += usize::from(digit(a.last(self.source)) && digit(b.first(self.source)));
            if a.last(self.source).is_some_and(clean::leaves_open) {
                sure += 1;
                spaced += usize::from(b.blanks > 0);
            }
        }
        Habits {
            indents: indented >= 3 && indented * 2 >= sentences,
            spaced_out: sure >= 3 && spaced * 2 > sure,
            marked: self.lines.iter().filter(|l| l.level > 0).count() >= 2,
            raw: cut >= 1,
        }
    }

    /// Whether `b`, line `i + 1`, goes on with the paragraph of `a`, which began at line `first`, no byline, and has quotes or
    /// brackets open.
    fn goes_on(&self, first: usize, i: usize, a: &Line, b: &Line, open: bool) -> bool {
        let (text, next) = (a.of(self.source), b.of(self.source));
        if a.level > 0 || b.level > 0 {
            return self.display_goes_on(a, b);
        }
        if is_tail(next) {
            return b.blanks <= 1 && !is_bare(text);
        }
        if is_furniture(a, text) || is_furniture(b, next) {
            return false;
        }
        !is_bare(text) && !is_bare(next) && self.evidence(first, i, open) + Cues::get().begins(next) > 0
    }

    /// A marked headline goes on with a smaller line where it cannot stand alone.
    fn display_goes_on(&self, a: &Line, b: &Line) -> bool {
        let sizes = a.level > 0 && b.level > a.level && b.level - a.level == 1;
        let dash = b.first(self.source) == Some('—');
        sizes && !dash && b.blanks <= 1 && a.chars <= 10 && a.chars < b.chars
    }

    fn evidence(&self, first: usize, i: usize, open: bool) -> i32 {
        let (Some(a), Some(b)) = (self.lines.get(i), self.lines.get(i + 1)) else { return 0 };
        let column = self.columns.get(i).copied().flatten().filter(|w| column::reach(a) <= w + 6);
        let last = a.last(self.source);
        let mut score = 0;
        score += match column {
            Some(width) => self.fullness(width, a, first_word(b.of(self.source))),
            None if a.width > 70 => 1,
            None => -3,
        };
        score += if a.ends_sentence(self.source) {
            if column.is_some() { -1 } else { -5 }
        } else if last.is_some_and(clean::leaves_open) {
            if column.is_some() { 4 } else { 6 }
        } else if last.is_some_and(|c| matches!(c, '：' | ':' | '；' | ';')) {
            if column.is_some() { 0 } else { -3 }
        } else {
            2
        };
        if open && !a.ends_sentence(self.source) {
            score += 2;
        }
        score += self.beginning(b, column.is_some());
        // Where display lines carry marks, a line without one that stops short was cut.
        if self.habits.marked && column.is_none() && b.indent == 0 && a.chars >= 12 && !a.ends_sentence(self.source) {
            score += 3;
        }
        if b.blanks > 0 && a.ends_sentence(self.source) {
            score -= 3;
        }
        if b.blanks > 0 && !self.habits.spaced_out {
            let display = self.lines.get(first..=i).unwrap_or_default().iter().all(|l| l.pauses == 0);
            score -= match column {
                Some(_) if display => 6,
                Some(_) => 3,
                None => 0,
            };
            score -= if b.blanks > 2 { 3 } else { 0 };
        }
        score
    }

    /// How much speaks for a line that ended because the next word did not fit.
    fn fullness(&self, width: usize, a: &Line, word: usize) -> i32 {
        let by_width = width.saturating_sub(column::reach(a) + word);
        let by_count = width.saturating_sub(a.indent.min(8) + 2 * (a.chars + 1));
        match if self.habits.raw { by_width.min(by_count) } else { by_width } {
            0..=1 => 3,
            2..=5 => 2,
            6..=9 => 0,
            _ => -3,
        }
    }

    /// How much `b` looks like the middle of a paragraph.
    fn beginning(&self, b: &Line, in_column: bool) -> i32 {
        let first = b.first(self.source);
        let indent = if b.indent >= 2 {
            -7
        } else if self.habits.indents {
            2
        } else {
            0
        };
        let start = match first {
            Some(c) if clean::cannot_begin(c) => 6,
            Some(c) if Cues::get().is_bound(c) => 2,
            _ if in_column => 0,
            _ => -1,
        };
        indent + start
    }
}

/// Half squares that the first unbreakable stretch of `text` takes.
fn first_word(text: &str) -> usize {
    let mut width = 0;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        width += if clean::is_full_width(c) { 2 } else { 1 };
        let next = chars.peek().copied().unwrap_or(' ');
        let inside =
            c.is_ascii_alphanumeric() && next.is_ascii_alphanumeric() || clean::cannot_begin(next) || clean::leaves_open(c);
        if !inside || width > 16 {
            break;
        }
    }
    width
}

/// The mark that ended a line too full to hold it.
fn is_tail(text: &str) -> bool {
    text.chars().all(|c| clean::cannot_begin(c) && c != '·' && c != '%' || clean::closes(c))
}

/// Whether a line is surely the page's own. Only a line without a pause can be: the others are not looked at.
fn is_furniture(line: &Line, text: &str) -> bool {
    let sum = || Cues::get().of(text).iter().filter(|c| c.0 == What::Role(Role::Furniture)).map(|c| c.1).sum::<i32>();
    line.pauses == 0 && line.chars <= 30 && sum() >= 6
}

/// A line without letters or digits: a rule, a bullet on its own.
fn is_bare(text: &str) -> bool {
    !text.chars().any(clean::is_word)
}
