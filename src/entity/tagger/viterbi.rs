//! The best chain of labels for a line.

use super::{
    label::{Label, Place, TYPES},
    model::{ROW, Transitions},
};

/// States between names and inside them: outside or after a name of a type, and within a name of a type.
const STATES: usize = TYPES.len();

/// The labels with the highest sum of scores and transitions. Within a name of a type nothing but that type can stand, and a
/// line neither starts nor ends within a name. Whole numbers only, so that every machine finds the same chain.
pub fn best(scores: &[[i16; ROW]], transitions: &Transitions) -> Vec<Label> {
    let mut back: Vec<Step> = Vec::with_capacity(scores.len());
    // The best sums that end here with no name open, by what has just ended (0 nothing, 1 + n a name of type n), and with a
    // name open, by its type and whether it has just begun.
    let mut closed = [i32::MIN / 2; STATES + 1];
    closed[0] = 0;
    let mut begun = [i32::MIN / 2; STATES];
    let mut within = [i32::MIN / 2; STATES];
    for row in scores {
        let score = |label: Label| row.get(label.index()).map_or(0, |&s| i32::from(s));
        let mut step = Step::default();
        // To where no name is open: the best way to start something new.
        let mut entry = [i32::MIN / 2; STATES + 1];
        for (to, (entry, from)) in entry.iter_mut().zip(&mut step.entry).enumerate() {
            for (i, (sum, weights)) in closed.iter().zip(&transitions.between).enumerate() {
                let sum = sum + weights.get(to).copied().map_or(0, i32::from);
                if sum > *entry {
                    *entry = sum;
                    *from = i as u8;
                }
            }
        }
        let mut next_closed = [i32::MIN / 2; STATES + 1];
        next_closed[0] = entry[0] + score(Label::OUTSIDE);
        for kind in 0..STATES {
            let inner = transitions.within.get(kind).copied().unwrap_or_default().map(i32::from);
            let enter = entry.get(kind + 1).copied().unwrap_or(i32::MIN / 2);
            let (b, w) = (begun.get(kind).copied().unwrap_or(i32::MIN / 2), within.get(kind).copied().unwrap_or(i32::MIN / 2));
            let (to_inside, inside_began) = better(b + inner[0], w + inner[2]);
            let (to_end, end_began) = better(b + inner[1], w + inner[3]);
            let end = to_end + score(Label::new(kind, Place::End));
            let single = enter + score(Label::new(kind, Place::Single));
            let (close, is_end) = better(end, single);
            step.mark(kind, inside_began, end_began, is_end);
            if let Some(slot) = next_closed.get_mut(kind + 1) {
                *slot = close;
            }
            if let Some(slot) = begun.get_mut(kind) {
                *slot = enter + score(Label::new(kind, Place::Begin));
            }
            if let Some(slot) = within.get_mut(kind) {
                *slot = to_inside + score(Label::new(kind, Place::Inside));
            }
        }
        closed = next_closed;
        back.push(step);
    }
    trace(&back, &closed)
}

/// The larger, and whether it is the first.
fn better(a: i32, b: i32) -> (i32, bool) {
    if a >= b { (a, true) } else { (b, false) }
}

/// How the best sums at a character came about.
#[derive(Clone, Copy, Debug, Default)]
struct Step {
    /// For each thing that can start here, what ended before it.
    entry: [u8; STATES + 1],
    /// Bits by type: whether the way to Inside came from Begin; the way to End; whether a name that closes here is longer than
    /// one character.
    inside_began: u16,
    end_began: u16,
    is_end: u16,
}

impl Step {
    fn mark(&mut self, kind: usize, inside_began: bool, end_began: bool, is_end: bool) {
        self.inside_began |= u16::from(inside_began) << kind;
        self.end_began |= u16::from(end_began) << kind;
        self.is_end |= u16::from(is_end) << kind;
    }
}

fn trace(back: &[Step], closed: &[i32; STATES + 1]) -> Vec<Label> {
    let mut labels = vec![Label::OUTSIDE; back.len()];
    // `max_by_key` would take the last of equals; the first is as good, but it must always be the same.
    let mut state = closed.iter().enumerate().fold(0, |best, (i, sum)| if Some(sum) > closed.get(best) { i } else { best });
    let mut open: Option<bool> = None;
    for (step, label) in back.iter().zip(&mut labels).rev() {
        let entry = |what: usize| step.entry.get(what).map_or(0, |&from| usize::from(from));
        let Some(kind) = state.checked_sub(1) else {
            state = entry(0);
            continue;
        };
        let bit = |mask: u16| mask >> kind & 1 == 1;
        // `open` says, inside a name seen from its end, whether this character begins it.
        let place = match open {
            None if bit(step.is_end) => Place::End,
            None => Place::Single,
            Some(true) => Place::Begin,
            Some(false) => Place::Inside,
        };
        *label = Label::new(kind, place);
        open = match place {
            Place::End => Some(bit(step.end_began)),
            Place::Inside => Some(bit(step.inside_began)),
            Place::Begin | Place::Single => {
                state = entry(kind + 1);
                None
            }
        };
    }
    labels
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Labels as text: `.` outside, the type's number for Begin, Inside and Single, `)` for End.
    fn spell(labels: &[Label]) -> String {
        let spell = |label: &Label| match label.split() {
            None => '.',
            Some((_, Place::End)) => ')',
            Some((kind, _)) => char::from_digit(kind as u32, 10).unwrap_or('?'),
        };
        labels.iter().map(spell).collect()
    }

    fn row(likes: &[(Label, i16)]) -> [i16; ROW] {
        let mut row = [0; ROW];
        for (label, score) in likes {
            row[label.index()] = *score;
        }
        row
    }

    #[test]
    fn finds_the_best_chain_that_makes_names_whole() {
        let like = |kind, place| row(&[(Label::new(kind, place), 5)]);
        let cases: [(&[[i16; ROW]], &str); 5] = [
            (&[], ""),
            (&[row(&[]), row(&[])], ".."),
            (&[like(2, Place::Begin), like(2, Place::Inside), like(2, Place::End), like(1, Place::Single)], "22)1"),
            // Inside does not follow Begin of another type: the end wins, and the begin goes with it.
            (&[like(1, Place::Begin), row(&[(Label::new(0, Place::End), 9)])], "0)"),
            // No name stays open at the end of the line.
            (&[row(&[]), like(3, Place::Begin)], ".."),
        ];
        for (scores, expected) in cases {
            assert_eq!(spell(&best(scores, &Transitions::default())), expected);
        }
    }
}
