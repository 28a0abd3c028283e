//! The reading text and its way back to the source.

use crate::span::{Reading, Source, Span};
use std::cell::Cell;

/// A stretch of reading text that was copied from the source character by character, every character taking the same number
/// of bytes on each side: `step` says how many (1 and 3 for a full-width digit made half-width, equal for a plain copy).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    reading: usize,
    source: usize,
    step: Step,
}

/// Bytes that one character takes in the reading text and in the source; a plain copy may mix widths and counts bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Step {
    reading: usize,
    source: usize,
}

const COPY: Step = Step { reading: 1, source: 1 };

impl Piece {
    /// The byte of the source for the byte `at` of the reading text, at an edge of a character of the piece.
    const fn source_of(self, at: usize) -> usize {
        let on = at - self.reading;
        self.source + if self.step.reading == self.step.source { on } else { on / self.step.reading * self.step.source }
    }
}

/// Where a place was found last, for those who ask for places mostly in order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Hint(Cell<usize>);

impl Hint {
    /// How many steps on from the last place are tried.
    const STEPS: usize = 4;

    /// The number of entries at the start of `list` of which `before` is true, as `partition_point` gives it.
    fn partition<T>(&self, list: &[T], before: impl Fn(&T) -> bool) -> usize {
        let from = self.0.get();
        let passed = from.checked_sub(1).is_none_or(|last| list.get(last).is_some_and(&before));
        let near = (from..from + Self::STEPS).find(|at| !list.get(*at).is_some_and(&before));
        let found = near.filter(|_| passed).unwrap_or_else(|| list.partition_point(before));
        self.0.set(found);
        found
    }
}

/// The text that the stages read, with a piece table back to the source: one entry for every place where the two part ways,
/// not one for every character.
///
/// Every character of the reading text stands for exactly one character of the source, except the line breaks that layout
/// puts between blocks. So a reading offset and a source offset counted in characters, or in UTF-16 code units, differ only by
/// what layout left out.
///
/// ```
/// use quandian::{layout::ReadingText, span::Span};
/// let mut text = ReadingText::default();
/// text.push(0, "签");      // 签\n约１
/// text.push(4, "约");
/// text.push_folded(7, '１', '1');
/// assert_eq!(text.as_str(), "签约1");
/// assert_eq!(text.to_source(Span::new(0, 6)), Span::new(0, 7));
/// assert_eq!(text.to_source(Span::new(6, 7)), Span::new(7, 10));
/// ```
#[derive(Clone, Debug, Default)]
pub struct ReadingText {
    text: String,
    pieces: Vec<Piece>,
    /// Where the source of the last character ends.
    source_end: usize,
}

impl ReadingText {
    /// The text itself.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Appends `slice`, which stands at byte `source` of the source.
    pub fn push(&mut self, source: usize, slice: &str) {
        if slice.is_empty() {
            return;
        }
        self.open_piece(source, COPY);
        self.text.push_str(slice);
        self.source_end = source + slice.len();
    }

    /// Appends `to` for the character `from` that stands at byte `source` of the source.
    pub fn push_folded(&mut self, source: usize, from: char, to: char) {
        let step = Step { reading: to.len_utf8(), source: from.len_utf8() };
        self.open_piece(source, if step.reading == step.source { COPY } else { step });
        self.text.push(to);
        self.source_end = source + from.len_utf8();
    }

    /// Appends a line break between blocks, which has no source of its own: its span is empty, where the last block ends.
    pub fn push_break(&mut self) {
        self.open_piece(self.source_end, Step { reading: 1, source: 0 });
        self.text.push('\n');
    }

    /// Opens a piece unless the last one simply goes on.
    fn open_piece(&mut self, source: usize, step: Step) {
        let goes_on = self.source_end == source && self.pieces.last().is_some_and(|p| p.step == step);
        if !goes_on {
            self.pieces.push(Piece { reading: self.text.len(), source, step });
        }
    }

    /// Where a stretch of reading text stands in the source, layout inside it included. The edges hold no layout: the span
    /// starts with the source of its first character and ends with that of its last.
    pub fn to_source(&self, span: Span<Reading>) -> Span<Source> {
        self.to_source_near(span, &Hint::default())
    }

    /// The same for many spans in order, which `hint` goes along with.
    pub(crate) fn to_source_near(&self, span: Span<Reading>, hint: &Hint) -> Span<Source> {
        if span.is_empty() {
            let at = self.source_of(span.start, hint);
            return Span::new(at, at);
        }
        Span::new(self.source_of(span.start, hint), self.source_after(span.end, hint))
    }

    /// The source byte of the character that starts at reading byte `at`.
    fn source_of(&self, at: usize, hint: &Hint) -> usize {
        let next = hint.partition(&self.pieces, |p| p.reading <= at);
        match next.checked_sub(1).and_then(|i| self.pieces.get(i)) {
            Some(p) if at < self.text.len() => p.source_of(at),
            Some(_) => self.source_end,
            None => 0,
        }
    }

    /// The source byte after the character that ends at reading byte `at`.
    fn source_after(&self, at: usize, hint: &Hint) -> usize {
        let next = hint.partition(&self.pieces, |p| p.reading < at);
        match next.checked_sub(1).and_then(|i| self.pieces.get(i)) {
            Some(p) => p.source_of(at),
            None => 0,
        }
    }

    /// The stretches of the reading text over which reading and source advance together, character by character: pairs of the
    /// bytes at which each begins, within `span`.
    pub fn runs(&self, span: Span<Reading>) -> Vec<(usize, usize)> {
        let first = self.pieces.partition_point(|p| p.reading <= span.start);
        let inside = self.pieces.iter().skip(first).take_while(|p| p.reading < span.end);
        std::iter::once((span.start, self.source_of(span.start, &Hint::default())))
            .chain(inside.map(|p| (p.reading, p.source)))
            .collect()
    }
}
