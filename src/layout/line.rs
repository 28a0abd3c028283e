//! The lines of a source and what can be seen of each: indent, width, marks.

use super::clean::{self, Fate};

/// One line that holds something to read. Widths and indents count half squares: 2 for a Chinese character, 1 for a Latin
/// letter.
#[derive(Clone, Debug)]
pub struct Line {
    /// Byte of its first visible character in the source.
    pub start: usize,
    /// Byte after its last visible character.
    pub end: usize,
    /// White space before it.
    pub indent: usize,
    /// From its first visible character to its last.
    pub width: usize,
    /// Characters to read, spaces not counted.
    pub chars: usize,
    /// Empty lines between it and the line before.
    pub blanks: usize,
    /// Markdown `#` marks before it.
    pub level: usize,
    /// Byte where its text begins, `#` marks passed over.
    pub text: usize,
    /// How many more quotes and brackets it opens than it closes.
    pub open: i32,
    /// Commas and stops in it.
    pub pauses: usize,
    /// Whether white space stands between its characters.
    pub spaced: bool,
}

impl Line {
    /// Its text, as written.
    pub fn of<'a>(&self, source: &'a str) -> &'a str {
        source.get(self.text..self.end).unwrap_or_default()
    }

    /// Its first character to read.
    pub fn first(&self, source: &str) -> Option<char> {
        self.of(source).chars().find_map(read)
    }

    /// Its last character to read.
    pub fn last(&self, source: &str) -> Option<char> {
        self.of(source).chars().rev().find_map(read)
    }

    /// Its last character, closing quotes and brackets passed over.
    pub fn last_inside(&self, source: &str) -> Option<char> {
        self.of(source).chars().rev().filter_map(read).find(|c| !clean::closes(*c))
    }

    /// Whether it ends as a sentence does.
    pub fn ends_sentence(&self, source: &str) -> bool {
        self.last_inside(source).is_some_and(|c| clean::ends_sentence(c) || c == '.')
    }
}

fn read(c: char) -> Option<char> {
    match clean::fate(c) {
        Fate::Read(c) => Some(c),
        _ => None,
    }
}

/// The lines of `source` that hold something to read.
pub fn split(source: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut blanks = 0;
    let mut at = 0;
    let mut before = ' ';
    for piece in source.split_inclusive(|c| clean::fate(c) == Fate::Break) {
        // The second half of \r\n ends no line of its own.
        let half = piece == "\n" && before == '\r';
        before = piece.chars().next_back().unwrap_or(' ');
        match measure(at, piece) {
            Some(line) => {
                lines.push(Line { blanks, ..line });
                blanks = 0;
            }
            None if half => {}
            None => blanks += 1,
        }
        at += piece.len();
    }
    lines
}

fn measure(at: usize, piece: &str) -> Option<Line> {
    let level = marks(piece);
    let mut line =
        Line { start: 0, end: 0, indent: 0, width: 0, chars: 0, blanks: 0, level: 0, text: 0, open: 0, pauses: 0, spaced: false };
    let mut gap = 0;
    for (i, c) in piece.char_indices() {
        // Most characters: Chinese ones behind what was read last.
        if matches!(c, '\u{4E00}'..='\u{9FFF}') && line.end == at + i && line.end > 0 {
            line.width += 2;
            line.chars += 1;
            line.end += c.len_utf8();
            continue;
        }
        let width = if clean::is_full_width(c) { 2 } else { 1 };
        match clean::fate(c) {
            Fate::Break | Fate::Drop => continue,
            Fate::Space => gap += if c == '\t' { 4 } else { width },
            Fate::Read(read) => {
                if line.end == 0 {
                    line.start = at + i;
                    line.indent = gap;
                } else {
                    line.width += gap;
                    line.spaced |= gap > 0;
                }
                gap = 0;
                line.width += width;
                line.chars += 1;
                line.open += opening(read);
                line.pauses += usize::from(matches!(read, '，' | '。' | '；' | '、' | ','));
                line.end = at + i + c.len_utf8();
            }
        }
    }
    line.text = line.start;
    if let Some((count, text)) = level {
        line.level = count;
        line.text = at + text;
    }
    (line.end > 0).then_some(line)
}

fn opening(c: char) -> i32 {
    match c {
        '“' | '‘' | '（' | '《' | '(' | '「' | '『' => 1,
        '”' | '’' | '）' | '》' | ')' | '」' | '』' => -1,
        _ => 0,
    }
}

/// How many Markdown `#` marks open the line, and the byte at which its text begins; a `#` with no space after it is no mark,
/// and neither is one with nothing after it.
fn marks(piece: &str) -> Option<(usize, usize)> {
    let visible = |c: char| !matches!(clean::fate(c), Fate::Read(_));
    let rest = piece.trim_start_matches(visible);
    let text = rest.trim_start_matches('#');
    let count = rest.len() - text.len();
    let inner = text.trim_start_matches(visible);
    let spaced = text.starts_with(|c| clean::fate(c) == Fate::Space);
    ((1..=6).contains(&count) && spaced && !inner.is_empty()).then(|| (count, piece.len() - inner.len()))
}
