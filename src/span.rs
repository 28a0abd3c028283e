//! Stretches of text that know which text they index.
//!
//! A [`Span`] is a half-open range of **bytes** in UTF-8: `start` is inside, `end` is not. Its type parameter says whether it
//! points into the [`Source`] as it came in or into the [`Reading`] text that layout made of it, so the two cannot be
//! confused. Only [`ReadingText`](crate::layout::ReadingText) turns one into the other; only [`crate::analysis`] turns bytes
//! into the characters or UTF-16 code units that leave the program.
//!
//! ```
//! use quandian::span::{Reading, Span};
//! let span: Span<Reading> = Span::new(3, 9);
//! assert_eq!(&"读青岛"[span.range()], "青岛");
//! ```

use std::{
    cmp::Ordering,
    fmt,
    hash::{Hash, Hasher},
    marker::PhantomData,
    ops::Range,
};

/// The text as it came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {}

/// The text with layout undone, which every stage after layout reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {}

/// A half-open range of bytes of the text `T`.
pub struct Span<T> {
    /// First byte inside.
    pub start: usize,
    /// First byte after the end.
    pub end: usize,
    text: PhantomData<T>,
}

impl<T> Span<T> {
    /// The bytes from `start` up to and without `end`. A reversed pair gives an empty span at `start`.
    pub const fn new(start: usize, end: usize) -> Self {
        let end = if end < start { start } else { end };
        Self { start, end, text: PhantomData }
    }

    /// The length in bytes.
    pub const fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether there is nothing inside.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// As a standard range, to slice a `str` with.
    pub const fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// Whether the two share at least one byte.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly inside.
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The slice of `text`, or `""` where the span does not fit it.
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or_default()
    }
}

// Written out because a derive would ask the same of `T`.
impl<T> Clone for Span<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Span<T> {}
impl<T> PartialEq for Span<T> {
    fn eq(&self, other: &Self) -> bool {
        (self.start, self.end) == (other.start, other.end)
    }
}
impl<T> Eq for Span<T> {}
impl<T> PartialOrd for Span<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Span<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.start, self.end).cmp(&(other.start, other.end))
    }
}
impl<T> Hash for Span<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.start, self.end).hash(state);
    }
}
impl<T> fmt::Debug for Span<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}
