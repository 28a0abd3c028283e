//! The likely names of a line: every stretch that is a name in some chain of labels hardly worse than the best one.
//!
//! Within a name of a type nothing but that type can stand, and a line neither starts nor ends within a name. All sums are
//! whole numbers, so that every machine finds the same names.

use super::{
    label::{Label, Place, TYPES},
    model::{ROW, Transitions},
};

const KINDS: usize = TYPES.len();
/// No name has more characters.
const LONGEST: usize = 100;
const NEVER: i32 = i32::MIN / 4;

/// A stretch of a line that may be a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Path {
    /// The first character.
    pub from: usize,
    /// After the last.
    pub to: usize,
    /// The number of its type among [`TYPES`].
    pub kind: usize,
    /// How much worse the best chain with this name is than the best of all.
    pub gap: i32,
}

/// The best sums up to a character and from it on.
#[derive(Clone, Copy, Debug)]
struct Sums {
    /// The best sum of what stands before this character, by what starts here: 0 nothing, 1 + n a name of type n.
    entry: [i32; KINDS + 1],
    /// The best sum of this character and all after it, by what has ended before it.
    rest: [i32; KINDS + 1],
    /// The same by the type of the name that is open: after its Begin, and after an Inside.
    open: [[i32; 2]; KINDS],
    /// The same by the type of the name that starts here.
    start: [i32; KINDS],
}

/// The names of all chains that are at most `limit` worse than the best, by start; and for each character how much worse the
/// best chain is that has it outside every name.
pub fn paths(scores: &[[i16; ROW]], transitions: &Transitions, limit: i32) -> (Vec<Path>, Vec<i32>) {
    let mut sums = backward(scores, transitions);
    let outside = forward(scores, transitions, &mut sums);
    let best = sums.first().map_or(0, |s| s.rest.first().copied().unwrap_or(0));
    let mut found = Vec::new();
    for (from, sum) in sums.iter().enumerate() {
        for kind in 0..KINDS {
            let least = best - limit;
            if entry(sum, kind) + at(&sum.start, kind) >= least {
                grow(scores, transitions, &sums, from, kind, least, |to, total| {
                    found.push(Path { from, to, kind, gap: best - total });
                });
            }
        }
    }
    (found, outside.into_iter().map(|sum| best - sum).collect())
}

/// Hands every end of a name of type `kind` that starts at `from` to `sink`, with the sum of its best chain.
fn grow(
    scores: &[[i16; ROW]],
    transitions: &Transitions,
    sums: &[Sums],
    from: usize,
    kind: usize,
    least: i32,
    mut sink: impl FnMut(usize, i32),
) {
    let inner = inner(transitions, kind);
    let rest = |i: usize| sums.get(i).map_or(0, |s| at(&s.rest, kind + 1));
    let score = |i: usize, place: Place| scores.get(i).map_or(NEVER, |row| of(row, Label::new(kind, place)));
    let Some(first) = sums.get(from) else { return };
    let mut offer = |to: usize, total: i32| {
        if total >= least {
            sink(to, total);
        }
    };
    offer(from + 1, entry(first, kind) + score(from, Place::Single) + rest(from + 1));
    let mut run = entry(first, kind) + score(from, Place::Begin);
    for i in from + 1..scores.len().min(from + LONGEST) {
        let after = usize::from(i > from + 1);
        offer(i + 1, run + inner[2 * after + 1] + score(i, Place::End) + rest(i + 1));
        run += inner[2 * after] + score(i, Place::Inside);
        let onward = sums.get(i + 1).map_or(NEVER, |s| s.open.get(kind).map_or(NEVER, |o| o[1]));
        if run + onward < least {
            break;
        }
    }
}

fn backward(scores: &[[i16; ROW]], transitions: &Transitions) -> Vec<Sums> {
    let end = Sums { entry: [NEVER; KINDS + 1], rest: [0; KINDS + 1], open: [[NEVER; 2]; KINDS], start: [NEVER; KINDS] };
    let mut sums = vec![end; scores.len()];
    let mut next = end;
    for (row, sum) in scores.iter().zip(&mut sums).rev() {
        let nothing = of(row, Label::OUTSIDE) + next.rest[0];
        for kind in 0..KINDS {
            let inner = inner(transitions, kind);
            let closed = at(&next.rest, kind + 1);
            let [after_begin, after_inside] = next.open.get(kind).copied().unwrap_or([NEVER; 2]);
            let inside = of(row, Label::new(kind, Place::Inside)) + after_inside;
            let end = of(row, Label::new(kind, Place::End)) + closed;
            let single = of(row, Label::new(kind, Place::Single)) + closed;
            let begin = of(row, Label::new(kind, Place::Begin)) + after_begin;
            if let (Some(open), Some(start)) = (sum.open.get_mut(kind), sum.start.get_mut(kind)) {
                *open = [(inner[0] + inside).max(inner[1] + end), (inner[2] + inside).max(inner[3] + end)];
                *start = single.max(begin);
            }
        }
        for (rest, weights) in sum.rest.iter_mut().zip(&transitions.between) {
            *rest = i32::from(weights[0]) + nothing;
            for (weight, start) in weights.iter().skip(1).zip(&sum.start) {
                *rest = (*rest).max(i32::from(*weight) + start);
            }
        }
        next = *sum;
    }
    sums
}

/// Fills in the entries. Returns for each character the sum of the best chain that has it outside.
fn forward(scores: &[[i16; ROW]], transitions: &Transitions, sums: &mut [Sums]) -> Vec<i32> {
    let mut outside = Vec::with_capacity(scores.len());
    let mut closed = [NEVER; KINDS + 1];
    closed[0] = 0;
    let mut begun = [NEVER; KINDS];
    let mut within = [NEVER; KINDS];
    let mut rests: Vec<i32> = sums.iter().skip(1).map(|s| s.rest[0]).collect();
    rests.push(0);
    for ((row, sum), rest) in scores.iter().zip(sums).zip(rests) {
        for (from, weights) in closed.iter().zip(&transitions.between) {
            for (entry, weight) in sum.entry.iter_mut().zip(weights) {
                *entry = (*entry).max(from + i32::from(*weight));
            }
        }
        closed[0] = sum.entry[0] + of(row, Label::OUTSIDE);
        outside.push(closed[0] + rest);
        for kind in 0..KINDS {
            let inner = inner(transitions, kind);
            let (b, w, enter) = (at(&begun, kind), at(&within, kind), entry(sum, kind));
            let end = (b + inner[1]).max(w + inner[3]) + of(row, Label::new(kind, Place::End));
            let single = enter + of(row, Label::new(kind, Place::Single));
            let inside = (b + inner[0]).max(w + inner[2]) + of(row, Label::new(kind, Place::Inside));
            let begin = enter + of(row, Label::new(kind, Place::Begin));
            for (slot, value) in
                [(closed.get_mut(kind + 1), end.max(single)), (begun.get_mut(kind), begin), (within.get_mut(kind), inside)]
            {
                if let Some(slot) = slot {
                    // Keeps the sums of what cannot be from running out of range.
                    *slot = value.max(NEVER);
                }
            }
        }
    }
    outside
}

fn at(values: &[i32], i: usize) -> i32 {
    values.get(i).copied().unwrap_or(NEVER)
}

fn entry(sum: &Sums, kind: usize) -> i32 {
    at(&sum.entry, kind + 1)
}

fn inner(transitions: &Transitions, kind: usize) -> [i32; 4] {
    transitions.within.get(kind).copied().unwrap_or_default().map(i32::from)
}

fn of(row: &[i16; ROW], label: Label) -> i32 {
    row.get(label.index()).map_or(0, |score| i32::from(*score))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(likes: &[(Label, i16)]) -> [i16; ROW] {
        let mut row = [0; ROW];
        for (label, score) in likes {
            row[label.index()] = *score;
        }
        row
    }

    #[test]
    fn the_best_chain_makes_names_whole() {
        let like = |kind, place| row(&[(Label::new(kind, place), 5)]);
        type Name = (usize, usize, usize);
        let cases: [(&[[i16; ROW]], &[Name]); 4] = [
            (&[], &[]),
            (
                &[like(2, Place::Begin), like(2, Place::Inside), like(2, Place::End), like(1, Place::Single)],
                &[(0, 3, 2), (3, 4, 1)],
            ),
            // End does not follow Begin of another type: the end wins, and the begin goes with it.
            (&[like(1, Place::Begin), row(&[(Label::new(0, Place::End), 9)])], &[(0, 2, 0)]),
            // A name that is shorter by one is four worse.
            (&[like(2, Place::Begin), like(2, Place::Inside), row(&[(Label::new(2, Place::End), 4)])], &[(0, 3, 2)]),
        ];
        for (scores, expected) in cases {
            let (paths, _) = paths(scores, &Transitions::default(), 0);
            let names: Vec<_> = paths.iter().map(|p| (p.from, p.to, p.kind)).collect();
            assert_eq!(names, expected);
        }
    }

    #[test]
    fn gaps_count_from_the_best_chain() {
        let scores = [row(&[(Label::new(3, Place::Single), 7), (Label::new(2, Place::Single), 4)])];
        let (paths, outside) = paths(&scores, &Transitions::default(), 5);
        assert_eq!(paths.iter().map(|p| (p.kind, p.gap)).collect::<Vec<_>>(), [(2, 3), (3, 0)]);
        assert_eq!(outside, [7]);
    }
}
