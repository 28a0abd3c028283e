//! What small numbers tell of a candidate as a whole. Few combinations of them come up in a text, and each is worth the same wherever
//! it does.

use super::{
    candidate::{LONGEST, Side},
    feature::{Part, Sink, flag, kind_name, number, side_name},
};
use crate::figure::Kind;

/// Features that small numbers make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Group {
    /// What stands in the candidate.
    Inside {
        before: bool,
        /// Units, [`LONGEST`] at most.
        len: u8,
        /// Verbs, three at most.
        verbs: u8,
        /// Names, three at most.
        names: u8,
        noun: bool,
        /// The particle 的.
        particle: bool,
        time: bool,
        figure: bool,
        /// A mark between the parts of a list.
        comma: bool,
        /// A quotation mark without its partner.
        quote: bool,
    },
    /// How many characters it has, fourteen at most.
    Length { before: bool, kind: Kind, chars: u8 },
    /// How it fits its place.
    Fit {
        before: bool,
        kind: Kind,
        /// Whether it is a run of nouns from end to end.
        run: bool,
        /// Whether it touches the figure.
        touches: bool,
        /// Whether the run of nouns goes on before it and after it.
        cut: [bool; 2],
        /// Whether it and the figure fill a clause.
        fills: bool,
    },
}

/// How many characters count.
pub(super) const MOST_CHARS: usize = 14;

/// How many kinds of figures there are.
const KINDS: usize = Kind::Other as usize + 1;

/// How many groups of each sort there are.
const INSIDE: usize = 2 * (LONGEST + 1) * 4 * 4 * (1 << 6);
const LENGTH: usize = 2 * KINDS * (MOST_CHARS + 1);
const FIT: usize = 2 * KINDS * (1 << 5);

impl Group {
    /// How many there are.
    pub const COUNT: usize = INSIDE + LENGTH + FIT;

    /// Its number among all.
    pub fn number(self) -> usize {
        match self {
            Self::Inside { before, len, verbs, names, noun, particle, time, figure, comma, quote } => {
                let counts =
                    ((usize::from(before) * (LONGEST + 1) + usize::from(len)) * 4 + usize::from(verbs)) * 4 + usize::from(names);
                bits(counts, &[noun, particle, time, figure, comma, quote])
            }
            Self::Length { before, kind, chars } => {
                INSIDE + (usize::from(before) * KINDS + kind as usize) * (MOST_CHARS + 1) + usize::from(chars)
            }
            Self::Fit { before, kind, run, touches, cut: [left, right], fills } => {
                INSIDE + LENGTH + bits(usize::from(before) * KINDS + kind as usize, &[run, touches, left, right, fills])
            }
        }
    }

    /// Gives its features to `sink`.
    pub fn features(self, sink: &mut impl Sink) {
        match self {
            Self::Inside { before, len, verbs, names, noun, particle, time, figure, comma, quote } => {
                let (s, size) = (side(before), number(usize::from(len)));
                sink.add(const { Part::new("count") }, &[s, size]);
                sink.add(const { Part::new("verbs in") }, &[s, number(usize::from(verbs)), number(usize::from(len.min(4)))]);
                sink.add(const { Part::new("noun in") }, &[s, flag(noun)]);
                sink.add(const { Part::new("的 in") }, &[s, flag(particle)]);
                sink.add(const { Part::new("time in") }, &[s, flag(time)]);
                sink.add(const { Part::new("figure in") }, &[s, flag(figure)]);
                sink.add(const { Part::new("、 in") }, &[s, flag(comma), size]);
                sink.add(const { Part::new("names in") }, &[s, number(usize::from(names)), size]);
                sink.add(const { Part::new("quotes") }, &[flag(quote)]);
            }
            Self::Length { before, kind, chars } => {
                sink.add(const { Part::new("chars") }, &[side(before), number(usize::from(chars))]);
                sink.add(const { Part::new("chars+kind") }, &[kind_name(kind), number(usize::from(chars.min(10)))]);
            }
            Self::Fit { before, kind, run, touches, cut: [left, right], fills } => {
                let (s, kind) = (side(before), kind_name(kind));
                sink.add(const { Part::new("run") }, &[s, flag(run), flag(touches)]);
                sink.add(const { Part::new("run+kind") }, &[kind, flag(run), flag(touches)]);
                sink.add(const { Part::new("cut") }, &[s, flag(left), flag(right)]);
                sink.add(const { Part::new("fills") }, &[s, flag(fills), kind]);
            }
        }
    }
}

fn side(before: bool) -> Part<'static> {
    side_name(if before { Side::Before } else { Side::After })
}

/// A number that goes on with a bit for each of `flags`.
fn bits(number: usize, flags: &[bool]) -> usize {
    flags.iter().fold(number, |number, flag| number << 1 | usize::from(*flag))
}
