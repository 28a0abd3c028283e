//! The model: for every feature that matters a row of weights, one for each label, and weights between labels.
//!
//! A feature is a gram (some characters or words, or what is known of them) seen from a character: the same three characters are
//! one gram and three features, for the first of them, the second and the third. The rows of a gram stand together, so that one
//! look finds them all, and hold only the weights that are not zero, so that the whole model stays near the processor.
//!
//! The file holds, in little-endian order: the magic `QDM2`; the number of grams (u32); the transitions (i16); the keys of the
//! grams in rising order, each as its distance from the one before (variable length, seven bits a byte); for each gram a bit for
//! every feature that has a row (variable length); for each row a bit for every label that has a weight (five bytes); and the
//! weights (i8).

use super::label::TYPES;

/// The width of a row: the labels, filled up to whole registers.
pub const ROW: usize = 40;
/// How many bits name a gram. Two grams of a text share a number by chance in one case out of some hundreds.
pub const GRAM_BITS: u32 = 27;
/// A gram has at most so many features.
pub const MOST_VARIANTS: u32 = 32;

const MAGIC: &[u8] = b"QDM2";
/// Bits of a gram's key that choose its slot in the index.
const SLOT_BITS: u32 = 18;
const REST_BITS: u32 = GRAM_BITS - SLOT_BITS;
/// Marks a slot that is taken; the bits below it are the lowest of the key.
const TAKEN: u16 = 1 << 15;
/// No gram stands farther from the slot that its key chooses: so the lowest bits of its key tell it from all others there.
const FARTHEST: usize = 1 << (15 - REST_BITS);

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

/// The weights, ready for use.
#[derive(Clone, Debug, Default)]
pub struct Model {
    transitions: Transitions,
    /// For each slot of the index 0 where it is free, or else [`TAKEN`] and the lowest bits of its gram's key. A gram stands in the
    /// slot that its key chooses or in the first free one after it.
    tags: Vec<u16>,
    /// For each slot where the rows of its gram start.
    slots: Vec<u32>,
    /// The rows of each gram: a bit for every feature that has one (four bytes), and the rows as [`store`] writes them.
    rows: Vec<u8>,
    /// The keys of the grams, rising.
    keys: Vec<u32>,
    count: usize,
}

/// The rows of a gram.
#[derive(Clone, Copy, Debug)]
pub struct Rows<'a> {
    variants: u32,
    bytes: &'a [u8],
}

impl Rows<'_> {
    /// Adds the weights of the gram's feature number `variant` to `sum`.
    #[inline]
    pub fn add(&self, variant: u32, sum: &mut [i16; ROW]) {
        match self.stored(variant) {
            Stored::Dense(row) => add_whole(sum, row),
            Stored::Sparse(pairs) => {
                for [label, weight] in pairs {
                    if let Some(sum) = sum.get_mut(usize::from(*label)) {
                        *sum += i16::from(*weight as i8);
                    }
                }
            }
        }
    }

    /// The weights of the gram's feature number `variant`, by label.
    fn row(&self, variant: u32) -> Row {
        let mut row = [0; ROW];
        match self.stored(variant) {
            Stored::Dense(weights) => row = weights.map(|w| w as i8),
            Stored::Sparse(pairs) => {
                for [label, weight] in pairs {
                    if let Some(slot) = row.get_mut(usize::from(*label)) {
                        *slot = *weight as i8;
                    }
                }
            }
        }
        row
    }

    #[inline]
    fn stored(&self, variant: u32) -> Stored<'_> {
        let here = 1 << variant;
        if self.variants & here == 0 {
            return Stored::Sparse(&[]);
        }
        let before = (self.variants & (here - 1)).count_ones() as usize;
        match self.bytes.split_first() {
            Some((&DENSE, rows)) => rows.as_chunks().0.get(before).map_or(Stored::Sparse(&[]), Stored::Dense),
            _ => {
                let mut bytes = self.bytes;
                for _ in 0..before {
                    bytes = split_sparse(bytes).1;
                }
                Stored::Sparse(split_sparse(bytes).0)
            }
        }
    }
}

/// Adds a row that has a weight for every label. A function of its own, so that the compiler sees that the two do not overlap and
/// adds whole registers.
#[inline(never)]
fn add_whole(sum: &mut [i16; ROW], row: &[u8; ROW]) {
    for (sum, weight) in sum.iter_mut().zip(row) {
        *sum += i16::from(*weight as i8);
    }
}

/// A row as it is kept.
#[derive(Clone, Copy, Debug)]
enum Stored<'a> {
    /// A weight for every label.
    Dense(&'a [u8; ROW]),
    /// Labels, each with its weight.
    Sparse(&'a [[u8; 2]]),
}

/// Stands before the rows of a gram where they are kept with a weight for every label.
const DENSE: u8 = u8::MAX;
/// Rows with more weights than this are added faster whole.
const MOST_SPARSE: usize = 5;

/// The first of some rows that are kept without the weights that are zero, each after their number; and the bytes after it.
#[inline]
fn split_sparse(bytes: &[u8]) -> (&[[u8; 2]], &[u8]) {
    let (length, rest) = bytes.split_first().unwrap_or((&0, &[]));
    let (pairs, rest) = rest.split_at_checked(2 * usize::from(*length)).unwrap_or_default();
    (pairs.as_chunks().0, rest)
}

/// Adds the rows of a gram to `bytes`, with a weight for every label or without those that are zero, whichever reads faster.
fn store(features: &[(u32, Row)], bytes: &mut Vec<u8>) {
    let weights = |row: &Row| (0u8..).zip(*row).filter(|(_, weight)| *weight != 0);
    let all: usize = features.iter().map(|(_, row)| weights(row).count()).sum();
    if all > MOST_SPARSE * features.len() {
        bytes.push(DENSE);
        bytes.extend(features.iter().flat_map(|(_, row)| row.map(|weight| weight as u8)));
        return;
    }
    for (_, row) in features {
        bytes.push(weights(row).count() as u8);
        bytes.extend(weights(row).flat_map(|(label, weight)| [label, weight as u8]));
    }
}

impl Model {
    /// A model of these rows, in rising order of their features: the key of the gram and the number of its feature.
    pub fn new(transitions: Transitions, features: impl IntoIterator<Item = ((u32, u32), Row)>) -> Self {
        let mut model = Self { transitions, ..Self::default() };
        let mut features = features.into_iter().peekable();
        while let Some(&((key, _), _)) = features.peek() {
            let mut gram = Vec::new();
            while let Some(((_, variant), row)) = features.next_if(|((k, _), _)| *k == key) {
                gram.push((variant, row));
            }
            model.push(key, &gram);
        }
        model
    }

    /// Adds a gram, whose key is higher than those before.
    fn push(&mut self, key: u32, features: &[(u32, Row)]) {
        if self.tags.is_empty() {
            self.tags.resize((1 << SLOT_BITS) + FARTHEST, 0);
            self.slots.resize((1 << SLOT_BITS) + FARTHEST, 0);
        }
        let first = (key >> REST_BITS) as usize;
        let mut near = self.tags.iter_mut().zip(&mut self.slots).skip(first).take(FARTHEST);
        // Where there is no room the gram is lost, which does not happen to a model of some hundred thousand grams.
        let Some((tag, slot)) = near.find(|(tag, _)| **tag == 0) else { return };
        *tag = tag_of(key);
        *slot = self.rows.len() as u32;
        self.keys.push(key);
        let variants = features.iter().fold(0u32, |bits, (variant, _)| bits | 1 << variant);
        self.rows.extend(variants.to_le_bytes());
        store(features, &mut self.rows);
        self.count += features.len();
    }

    /// Reads a model file; `None` where it is not one or is cut short.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let mut bytes = Reader(bytes.strip_prefix(MAGIC)?);
        let count = u32::from_le_bytes(bytes.take()?) as usize;
        let mut model = Self::default();
        let transitions = &mut model.transitions;
        for weight in transitions.between.iter_mut().flatten().chain(transitions.within.iter_mut().flatten()) {
            *weight = i16::from_le_bytes(bytes.take()?);
        }
        let mut key = 0;
        let mut keys = Vec::new();
        for _ in 0..count {
            key += bytes.varint()?;
            keys.push(key);
        }
        let variants: Vec<u32> = (0..count).map(|_| bytes.varint()).collect::<Option<_>>()?;
        let rows = variants.iter().map(|v| v.count_ones() as usize).sum();
        let mut masks = Vec::new();
        for _ in 0..rows {
            let [a, b, c, d, e] = bytes.take()?;
            masks.push(u64::from_le_bytes([a, b, c, d, e, 0, 0, 0]));
        }
        let mut masks = masks.into_iter();
        for (key, variants) in keys.into_iter().zip(variants) {
            let mut gram = Vec::new();
            for variant in (0..MOST_VARIANTS).filter(|v| variants >> v & 1 == 1) {
                let mask = masks.next()?;
                let mut row = [0; ROW];
                for (label, weight) in row.iter_mut().enumerate() {
                    if mask >> label & 1 == 1 {
                        *weight = i8::from_le_bytes(bytes.take()?);
                    }
                }
                gram.push((variant, row));
            }
            model.push(key, &gram);
        }
        Some(model)
    }

    /// The model as a file.
    pub fn write(&self) -> Vec<u8> {
        let grams: Vec<(u32, Rows)> = self.keys.iter().filter_map(|key| Some((*key, self.rows(*key)?))).collect();
        let mut bytes = MAGIC.to_vec();
        bytes.extend((grams.len() as u32).to_le_bytes());
        for weight in self.transitions.between.iter().flatten().chain(self.transitions.within.iter().flatten()) {
            bytes.extend(weight.to_le_bytes());
        }
        let mut before = 0;
        for (key, _) in &grams {
            write_varint(key - before, &mut bytes);
            before = *key;
        }
        for (_, rows) in &grams {
            write_varint(rows.variants, &mut bytes);
        }
        let variants = |rows: &Rows| {
            (0..MOST_VARIANTS).filter({
                let bits = rows.variants;
                move |v| bits >> v & 1 == 1
            })
        };
        let rows: Vec<Row> = grams.iter().flat_map(|(_, rows)| variants(rows).map(|v| rows.row(v))).collect();
        for row in &rows {
            let mask = row.iter().enumerate().fold(0u64, |mask, (label, weight)| mask | u64::from(*weight != 0) << label);
            bytes.extend(mask.to_le_bytes().iter().take(5));
        }
        bytes.extend(rows.iter().flatten().filter(|weight| **weight != 0).flat_map(|weight| weight.to_le_bytes()));
        bytes
    }

    /// The rows of the gram with this key.
    #[inline]
    pub fn rows(&self, key: u32) -> Option<Rows<'_>> {
        let first = (key >> REST_BITS) as usize;
        let wanted = tag_of(key);
        let near = self.tags.get(first..first + FARTHEST)?;
        let by = near.iter().take_while(|tag| **tag != 0).position(|tag| *tag == wanted)?;
        let start = *self.slots.get(first + by)? as usize;
        let (variants, bytes) = self.rows.get(start..)?.split_first_chunk()?;
        Some(Rows { variants: u32::from_le_bytes(*variants), bytes })
    }

    /// The weights between labels.
    pub const fn transitions(&self) -> &Transitions {
        &self.transitions
    }

    /// How many features have weights.
    pub const fn len(&self) -> usize {
        self.count
    }

    /// Whether no feature has weights.
    pub const fn is_empty(&self) -> bool {
        self.count == 0
    }
}

const fn tag_of(key: u32) -> u16 {
    TAKEN | key as u16
}

struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*taken)
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

    #[test]
    fn a_model_reads_back_as_written() {
        let features = [(3, 0), (3, 7), (4, 31), (1 << 24, 2), ((1 << GRAM_BITS) - 1, 0), ((1 << GRAM_BITS) - 1, 1)];
        let rows = features.iter().zip(-3i8..).map(|((key, variant), weight)| {
            let mut row = [0; ROW];
            row[(*key + variant) as usize % ROW] = if weight == 0 { 127 } else { weight };
            ((*key, *variant), row)
        });
        let mut transitions = Transitions::default();
        transitions.between[1][9] = -300;
        let model = Model::new(transitions, rows.clone());
        let read = Model::read(&model.write()).unwrap_or_default();
        for ((key, variant), row) in rows {
            let mut sum = [0; ROW];
            read.rows(key).unwrap().add(variant, &mut sum);
            assert_eq!(sum, row.map(i16::from), "{key} {variant}");
        }
        let mut none = [0; ROW];
        read.rows(3).unwrap().add(6, &mut none);
        assert_eq!(none, [0; ROW]);
        assert!(read.rows(5).is_none() && read.rows(0).is_none());
        assert_eq!((read.transitions(), read.len()), (model.transitions(), 6));
    }

    #[test]
    fn what_is_no_model_is_none() {
        for bytes in [&b""[..], b"QDM2", b"QDM2\x01\0\0\0", b"XXXX\0\0\0\0"] {
            assert!(Model::read(bytes).is_none());
        }
    }
}
