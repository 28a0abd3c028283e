//! The likely names of a line: every stretch that is a name in some chain of labels hardly worse than the best one.
//!
//! Within a name of a type nothing but that type can stand, and a line neither starts nor ends within a name. All sums are
//! whole numbers, so that every machine finds the same names.
//!
//! The loops over a line's characters are functions that are not inlined: made into one function, as the optimiser likes to, they
//! have more variables than a browser's compiler keeps in registers.

use super::{
    label::{Place, TYPES},
    model::{LANES, Scores, Transitions},
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

/// A sum for nothing and for each type, 1 + n being type n, filled up to whole registers: one step works on all of them.
type Sums = [i32; WIDTH];
const WIDTH: usize = LANES.next_multiple_of(4);

/// The best sums up to a character and from it on.
#[derive(Clone, Copy, Debug)]
struct Best {
    /// The best sum of what stands before this character, by what starts here.
    entry: Sums,
    /// The best sum of this character and all after it, by what has ended before it.
    rest: Sums,
    /// The same by the type of the name that is open, after its Begin.
    begun: Sums,
    /// The same after an Inside.
    within: Sums,
    /// The same by what starts here.
    start: Sums,
}

/// The weights between labels, by type as [`Sums`] are.
#[derive(Clone, Debug)]
pub struct Between {
    /// From each type to all.
    from: [Step; LANES],
    /// To each type from all.
    to: [Step; LANES],
    /// Inside names: Begin to Inside, Begin to End, Inside to Inside, Inside to End.
    within: [Sums; 4],
}

/// The weights from one type to all, or to one from all.
#[derive(Clone, Copy, Debug)]
struct Step {
    weights: Sums,
    /// By how much these weights are higher than those of nothing, at most: a sum that is lower by more is never the best one.
    most: i32,
}

/// The best sums after a step from or to each type.
fn best_of(sums: &Sums, steps: &[Step; LANES]) -> Sums {
    let mut best = [NEVER; WIDTH];
    let nothing = sums[0];
    for (sum, step) in sums.iter().zip(steps) {
        if sum + step.most >= nothing {
            for (best, weight) in best.iter_mut().zip(&step.weights) {
                *best = (*best).max(sum + weight);
            }
        }
    }
    best
}

impl Between {
    /// From the weights of a model.
    pub fn new(transitions: &Transitions) -> Self {
        let never = [NEVER; WIDTH];
        let mut from = [never; LANES];
        let mut to = [never; LANES];
        for (one, weights) in transitions.between.iter().enumerate() {
            for (other, weight) in weights.iter().enumerate() {
                set(from.get_mut(one), other, i32::from(*weight));
                set(to.get_mut(other), one, i32::from(*weight));
            }
        }
        let mut within = [never; 4];
        for (kind, weights) in transitions.within.iter().enumerate() {
            for (sums, weight) in within.iter_mut().zip(weights) {
                set(Some(sums), kind + 1, i32::from(*weight));
            }
        }
        Self { from: steps(from), to: steps(to), within }
    }
}

fn steps(all: [Sums; LANES]) -> [Step; LANES] {
    let [nothing, ..] = all;
    all.map(|weights| {
        let more = weights.iter().zip(&nothing).take(LANES).map(|(weight, nothing)| weight - nothing);
        Step { weights, most: more.max().unwrap_or(0) }
    })
}

fn set(sums: Option<&mut Sums>, kind: usize, value: i32) {
    if let Some(slot) = sums.and_then(|sums| sums.get_mut(kind)) {
        *slot = value;
    }
}

/// The names of all chains that are at most `limit` worse than the best, by start; and for each character how much worse the
/// best chain is that has it outside every name.
#[inline(never)]
pub fn paths(scores: &[Scores], between: &Between, limit: i32) -> (Vec<Path>, Vec<i32>) {
    let mut sums = backward(scores, between);
    let outside = forward(scores, between, &mut sums);
    let best = sums.first().map_or(0, |s| s.rest[0]);
    let mut found = Vec::new();
    for (from, sum) in sums.iter().enumerate() {
        for kind in 0..KINDS {
            let least = best - limit;
            if at(&sum.entry, kind + 1) + at(&sum.start, kind + 1) >= least {
                grow(scores, between, &sums, from, kind, least, |to, total| {
                    found.push(Path { from, to, kind, gap: best - total });
                });
            }
        }
    }
    (found, outside.into_iter().map(|sum| best - sum).collect())
}

/// Hands every end of a name of type `kind` that starts at `from` to `sink`, with the sum of its best chain.
fn grow(
    scores: &[Scores],
    between: &Between,
    sums: &[Best],
    from: usize,
    kind: usize,
    least: i32,
    mut sink: impl FnMut(usize, i32),
) {
    let lane = kind + 1;
    let [begin_inside, begin_end, inside_inside, inside_end] = &between.within;
    let rest = |i: usize| sums.get(i).map_or(0, |s| at(&s.rest, lane));
    let score =
        |i: usize, place: Place| scores.get(i).and_then(|s| s[place as usize].get(lane)).map_or(NEVER, |score| i32::from(*score));
    let Some(first) = sums.get(from) else { return };
    let mut offer = |to: usize, total: i32| {
        if total >= least {
            sink(to, total);
        }
    };
    let entry = at(&first.entry, lane);
    offer(from + 1, entry + score(from, Place::Single) + rest(from + 1));
    let mut run = entry + score(from, Place::Begin);
    for i in from + 1..scores.len().min(from + LONGEST) {
        let (inside, end) = if i == from + 1 { (begin_inside, begin_end) } else { (inside_inside, inside_end) };
        offer(i + 1, run + at(end, lane) + score(i, Place::End) + rest(i + 1));
        run += at(inside, lane) + score(i, Place::Inside);
        let onward = sums.get(i + 1).map_or(NEVER, |s| at(&s.within, lane));
        if run + onward < least {
            break;
        }
    }
}

#[inline(never)]
fn backward(scores: &[Scores], between: &Between) -> Vec<Best> {
    let never = [NEVER; WIDTH];
    let end = Best { entry: never, rest: [0; WIDTH], begun: never, within: never, start: never };
    let mut sums = vec![end; scores.len()];
    let mut next = end;
    let [begin_inside, begin_end, inside_inside, inside_end] = &between.within;
    for (scores, sum) in scores.iter().zip(&mut sums).rev() {
        let [begin, inside, end, single] = [wide(&scores[0]), wide(&scores[1]), wide(&scores[2]), wide(&scores[3])];
        let inside = add(inside, &next.within);
        let end = add(end, &next.rest);
        sum.begun = max(add(inside, begin_inside), &add(end, begin_end));
        sum.within = max(add(inside, inside_inside), &add(end, inside_end));
        sum.start = max(add(single, &next.rest), &add(begin, &next.begun));
        sum.rest = best_of(&sum.start, &between.to);
        next = *sum;
    }
    sums
}

/// Fills in the entries. Returns for each character the sum of the best chain that has it outside.
#[inline(never)]
fn forward(scores: &[Scores], between: &Between, sums: &mut [Best]) -> Vec<i32> {
    let mut outside: Vec<i32> = sums.iter().skip(1).map(|s| s.rest[0]).collect();
    outside.resize(scores.len(), 0);
    let never = [NEVER; WIDTH];
    let mut closed = never;
    closed[0] = 0;
    let mut begun = never;
    let mut within = never;
    let [begin_inside, begin_end, inside_inside, inside_end] = &between.within;
    for ((scores, sum), outside) in scores.iter().zip(sums).zip(&mut outside) {
        let entry = best_of(&closed, &between.from);
        sum.entry = entry;
        let [begin, inside, end, single] = [wide(&scores[0]), wide(&scores[1]), wide(&scores[2]), wide(&scores[3])];
        let end = add(max(add(begun, begin_end), &add(within, inside_end)), &end);
        let inside = add(max(add(begun, begin_inside), &add(within, inside_inside)), &inside);
        // No less than never, so that the sums of what cannot be do not run out of range.
        closed = max(max(end, &add(entry, &single)), &never);
        begun = max(add(entry, &begin), &never);
        within = max(inside, &never);
        *outside += closed[0];
    }
    outside
}

fn wide(scores: &[i16; LANES]) -> Sums {
    let mut sums = [0; WIDTH];
    for (sum, score) in sums.iter_mut().zip(scores) {
        *sum = i32::from(*score);
    }
    sums
}

fn add(mut sums: Sums, other: &Sums) -> Sums {
    for (sum, other) in sums.iter_mut().zip(other) {
        *sum += other;
    }
    sums
}

fn max(mut sums: Sums, other: &Sums) -> Sums {
    for (sum, other) in sums.iter_mut().zip(other) {
        *sum = (*sum).max(*other);
    }
    sums
}

fn at(values: &Sums, i: usize) -> i32 {
    values.get(i).copied().unwrap_or(NEVER)
}

#[cfg(test)]
mod tests {
    use super::*;

    const OUTSIDE: (usize, Place) = (0, Place::Single);

    /// The scores of a character that likes these labels, each as the type's number plus one and the place.
    fn row(likes: &[((usize, Place), i16)]) -> Scores {
        let mut scores = Scores::default();
        for ((lane, place), score) in likes {
            scores[*place as usize][*lane] = *score;
        }
        scores
    }

    #[test]
    fn the_best_chain_makes_names_whole() {
        let like = |kind: usize, place| row(&[((kind + 1, place), 5)]);
        type Name = (usize, usize, usize);
        let cases: [(&[Scores], &[Name]); 5] = [
            (&[], &[]),
            (&[row(&[(OUTSIDE, 5)])], &[]),
            (
                &[like(2, Place::Begin), like(2, Place::Inside), like(2, Place::End), like(1, Place::Single)],
                &[(0, 3, 2), (3, 4, 1)],
            ),
            // End does not follow Begin of another type: the end wins, and the begin goes with it.
            (&[like(1, Place::Begin), row(&[((1, Place::End), 9)])], &[(0, 2, 0)]),
            // A name that is shorter by one is four worse.
            (&[like(2, Place::Begin), like(2, Place::Inside), row(&[((3, Place::End), 4)])], &[(0, 3, 2)]),
        ];
        for (scores, expected) in cases {
            let (paths, _) = paths(scores, &Between::new(&Transitions::default()), 0);
            let names: Vec<_> = paths.iter().map(|p| (p.from, p.to, p.kind)).collect();
            assert_eq!(names, expected);
        }
    }

    #[test]
    fn gaps_count_from_the_best_chain() {
        let scores = [row(&[((4, Place::Single), 7), ((3, Place::Single), 4)])];
        let (paths, outside) = paths(&scores, &Between::new(&Transitions::default()), 5);
        assert_eq!(paths.iter().map(|p| (p.kind, p.gap)).collect::<Vec<_>>(), [(2, 3), (3, 0)]);
        assert_eq!(outside, [7]);
    }
}
