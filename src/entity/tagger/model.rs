//! The model: for every feature that matters a row of weights, one for each label, and weights between labels.
//!
//! A feature is a gram (some characters or words, or what is known of them) seen from a character: the same three characters are
//! one gram and three features, for the first of them, the second and the third. One look into the [`Index`] finds the rows of a
//! gram, which stand together and are as wide as some registers, so that each is added in a few steps.
//!
//! The file holds, in little-endian order: the magic `QDM2`; the number of grams (u32); the transitions (i16); the keys of the
//! grams in rising order, each as its distance from the one before (variable length, seven bits a byte); for each gram a bit for
//! every feature that has a row (variable length); for each row a bit for every label that has a weight (five bytes); and the
//! weights (i8).

use super::{
    index::{self, Index},
    label::{LABELS, TYPES},
};

/// How many bits name a gram. Two grams of a text share a number by chance in one case out of some hundreds.
pub const GRAM_BITS: u32 = 27;
/// A gram has at most so many features.
pub const MOST_VARIANTS: u32 = 20;
/// The width of a row by label: the labels, filled up.
pub const ROW: usize = 40;

const MAGIC: &[u8] = b"QDM2";

/// Weights between neighbouring labels.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Transitions {
    /// From what has just ended (0 nothing, 1 + n a name of type n) to what starts (the same).
    pub between: [[i16; TYPES.len() + 1]; TYPES.len() + 1],
    /// Inside a name of each type: Begin to Inside, Begin to End, Inside to Inside, Inside to End.
    pub within: [[i16; 4]; TYPES.len()],
}

/// One feature's weights, by label.
pub type Row = [i8; ROW];

/// How many scores a character has at each place of a name: of nothing, then of each type.
pub const LANES: usize = TYPES.len() + 1;
/// The scores of a character's labels, for Begin, Inside, End and Single by type. Outside stands where a single character of type
/// nothing does.
pub type Scores = [[i16; LANES]; 4];
/// A row in the order of [`Scores`].
pub type Weights = [i8; 4 * LANES];

/// The place of each label in [`Weights`].
const PLACES: [u8; LABELS] = {
    let mut places = [0; LABELS];
    places[0] = 3 * LANES as u8;
    let mut label = 1;
    while label < LABELS {
        places[label] = ((label - 1) % 4 * LANES + 1 + (label - 1) / 4) as u8;
        label += 1;
    }
    places
};

/// The weights, ready for use.
#[derive(Clone, Debug, Default)]
pub struct Model {
    transitions: Transitions,
    index: Index,
    rows: Vec<Weights>,
}

impl Model {
    /// A model of these rows, in rising order of their features: the key of the gram and the number of its feature.
    pub fn new(transitions: Transitions, features: impl IntoIterator<Item = ((u32, u32), Row)>) -> Self {
        let mut grams: Vec<(u32, index::Place)> = Vec::new();
        let mut rows = Vec::new();
        for ((key, variant), row) in features {
            match grams.last_mut().filter(|(last, _)| *last == key) {
                Some((_, place)) => place.variants |= 1 << variant,
                None => grams.push((key, index::Place { variants: 1 << variant, first: rows.len() })),
            }
            let mut weights = [0; 4 * LANES];
            for (place, weight) in PLACES.iter().zip(row) {
                if let Some(slot) = weights.get_mut(usize::from(*place)) {
                    *slot = weight;
                }
            }
            rows.push(weights);
        }
        let mut index = Index::with_room(grams.len());
        grams.into_iter().for_each(|(key, place)| index.push(key, place));
        Self { transitions, index, rows }
    }

    /// Reads a model file; `None` where it is not one or is cut short.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let mut bytes = Reader(bytes.strip_prefix(MAGIC)?);
        let count = u32::from_le_bytes(bytes.take()?) as usize;
        let mut transitions = Transitions::default();
        for weight in transitions.between.iter_mut().flatten().chain(transitions.within.iter_mut().flatten()) {
            *weight = i16::from_le_bytes(bytes.take()?);
        }
        // A reader for each part: all are read at once, straight into their places.
        let mut keys = Reader(bytes.0);
        bytes.skip_varints(count)?;
        let mut variants = Reader(bytes.0);
        let mut features = 0;
        for _ in 0..count {
            features += bytes.varint()?.count_ones() as usize;
        }
        let (masks, mut weights) = bytes.0.split_at_checked(5 * features)?;
        let mut index = Index::with_room(count);
        let (mut key, mut first) = (0, 0);
        for _ in 0..count {
            key += keys.varint()?;
            let variants = variants.varint()?;
            index.push(key, index::Place { variants, first });
            first += variants.count_ones() as usize;
        }
        let mut rows = vec![[0; 4 * LANES]; features];
        for (row, [a, b, c, d, e]) in rows.iter_mut().zip(masks.as_chunks().0) {
            let mut mask = u64::from_le_bytes([*a, *b, *c, *d, *e, 0, 0, 0]);
            let (here, rest) = weights.split_at_checked(mask.count_ones() as usize)?;
            weights = rest;
            for weight in here {
                let place = PLACES.get(mask.trailing_zeros() as usize)?;
                *row.get_mut(usize::from(*place))? = *weight as i8;
                mask &= mask - 1;
            }
        }
        Some(Self { transitions, index, rows })
    }

    /// The model as a file.
    pub fn write(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend((self.index.count() as u32).to_le_bytes());
        for weight in self.transitions.between.iter().flatten().chain(self.transitions.within.iter().flatten()) {
            bytes.extend(weight.to_le_bytes());
        }
        let mut before = 0;
        for (key, _) in self.index.iter() {
            write_varint(key - before, &mut bytes);
            before = key;
        }
        for (_, place) in self.index.iter() {
            write_varint(place.variants, &mut bytes);
        }
        let by_label = |row: &Weights| PLACES.map(|place| row.get(usize::from(place)).copied().unwrap_or(0));
        for row in &self.rows {
            let weights = by_label(row);
            let mask = weights.iter().enumerate().fold(0u64, |mask, (label, weight)| mask | u64::from(*weight != 0) << label);
            bytes.extend(mask.to_le_bytes().iter().take(5));
        }
        bytes.extend(self.rows.iter().flat_map(by_label).filter(|weight| *weight != 0).map(|weight| weight as u8));
        bytes
    }

    /// Where the rows of the grams are.
    pub const fn index(&self) -> &Index {
        &self.index
    }

    /// The sum of some rows, by their numbers.
    #[inline(never)]
    pub fn sum(&self, rows: &[u32]) -> Scores {
        let mut scores = Scores::default();
        for row in rows.iter().filter_map(|row| self.rows.get(*row as usize)) {
            for (sum, weight) in scores.as_flattened_mut().iter_mut().zip(row) {
                *sum += i16::from(*weight);
            }
        }
        scores
    }

    /// The weights between labels.
    pub const fn transitions(&self) -> &Transitions {
        &self.transitions
    }

    /// How many features have weights.
    pub const fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether no feature has weights.
    pub const fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*taken)
    }

    /// Passes over numbers of variable length.
    fn skip_varints(&mut self, count: usize) -> Option<()> {
        let Some(last) = count.checked_sub(1) else { return Some(()) };
        let (end, _) = self.0.iter().enumerate().filter(|(_, byte)| **byte < 0x80).nth(last)?;
        self.0 = self.0.get(end + 1..)?;
        Some(())
    }

    fn varint(&mut self) -> Option<u32> {
        let mut value = 0;
        for shift in (0..32).step_by(7) {
            let [byte] = self.take()?;
            value |= u32::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return Some(value);
            }
        }
        None
    }
}

fn write_varint(mut value: u32, bytes: &mut Vec<u8>) {
    while value >= 0x80 {
        bytes.push(value as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entity::tagger::label::{Label, Place};

    #[test]
    fn a_model_reads_back_as_written() {
        let features = [(3, 0), (3, 7), (4, 19), (1 << 24, 2), ((1 << GRAM_BITS) - 1, 0), ((1 << GRAM_BITS) - 1, 1)];
        let labels = [Label::OUTSIDE, Label::new(0, Place::Begin), Label::new(8, Place::Single), Label::new(3, Place::Inside)];
        let rows: Vec<_> = features
            .into_iter()
            .zip(-3i8..)
            .map(|(feature, weight)| {
                let mut row = [0; ROW];
                row[labels[weight.unsigned_abs() as usize].index()] = if weight == 0 { 127 } else { weight };
                (feature, row)
            })
            .collect();
        let mut transitions = Transitions::default();
        transitions.between[1][9] = -300;
        let model = Model::new(transitions, rows.clone());
        let read = Model::read(&model.write()).unwrap_or_default();
        assert_eq!(read.write(), model.write());
        let scores = |place: Place, lane: usize, weight: i16| {
            let mut scores = Scores::default();
            scores[place as usize][lane] = weight;
            scores
        };
        // Nothing is the first lane, outside is the single character of nothing.
        let expected = [
            scores(Place::Inside, 4, -3),
            scores(Place::Single, 9, -2),
            scores(Place::Begin, 1, -1),
            scores(Place::Single, 0, 127),
            scores(Place::Begin, 1, 1),
            scores(Place::Single, 9, 2),
        ];
        for (row, expected) in (0..).zip(expected) {
            assert_eq!(read.sum(&[row]), expected);
        }
        assert_eq!(read.sum(&[0, 2, 5])[Place::Inside as usize][4], -3);
        let find = |key: u32| read.index().find(key, read.index().slot(key)).map(|place| (place.variants, place.first));
        assert_eq!([3, 4, 1 << 24, (1 << GRAM_BITS) - 1].map(find), [(0b1000_0001, 0), (1 << 19, 2), (4, 3), (3, 4)].map(Some));
        assert_eq!([0, 5].map(find), [None, None]);
        assert_eq!((read.transitions(), read.len()), (model.transitions(), 6));
    }

    #[test]
    fn what_is_no_model_is_none() {
        for bytes in [&b""[..], b"QDM2", b"QDM2\x01\0\0\0", b"XXXX\0\0\0\0"] {
            assert!(Model::read(bytes).is_none());
        }
    }
}
