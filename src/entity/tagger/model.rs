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
    /// For each slot of the index 0 where it is free, or else some bits of its gram's key. They tell apart nearly all grams and
    /// are small enough to stay in the cache.
    tags: Vec<u8>,
    /// For each slot its gram's key and where the gram's rows start. A gram stands in the slot that its key chooses or in the
    /// first free one after it, so that the grams stand in the order of their keys.
    slots: Vec<(u32, u32)>,
    /// The rows of each gram: a bit for every feature that has one (four bytes), and for each row how many weights it has, and
    /// each weight after its label.
    rows: Vec<u8>,
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
        for (label, weight) in self.weights(variant) {
            if let Some(sum) = sum.get_mut(label) {
                *sum += i16::from(weight);
            }
        }
    }

    /// The labels and weights of the gram's feature number `variant`.
    #[inline]
    fn weights(&self, variant: u32) -> impl Iterator<Item = (usize, i8)> {
        let here = 1 << variant;
        let mut bytes = self.bytes;
        let mut row: &[u8] = &[];
        if self.variants & here != 0 {
            for _ in 0..=(self.variants & (here - 1)).count_ones() {
                let (length, rest) = bytes.split_first().unwrap_or((&0, &[]));
                (row, bytes) = rest.split_at_checked(2 * usize::from(*length)).unwrap_or_default();
            }
        }
        row.chunks_exact(2).filter_map(|pair| <[u8; 2]>::try_from(pair).ok()).map(|[label, weight]| (label.into(), weight as i8))
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
            let weights = |row: &Row| -> Vec<(u8, i8)> { (0u8..).zip(row.iter().copied()).filter(|(_, w)| *w != 0).collect() };
            model.push(key, gram.iter().map(|(variant, row)| (*variant, weights(row))));
        }
        model
    }

    /// Adds a gram, whose key is higher than those before.
    fn push(&mut self, key: u32, rows: impl Iterator<Item = (u32, Vec<(u8, i8)>)> + Clone) {
        if self.tags.is_empty() {
            self.tags.resize(1 << SLOT_BITS, 0);
            self.slots.resize(1 << SLOT_BITS, (0, 0));
        }
        let mut slot = (key >> REST_BITS) as usize;
        while self.tags.get(slot).is_some_and(|tag| *tag != 0) {
            slot += 1;
        }
        if slot >= self.tags.len() {
            self.tags.resize(slot + 1, 0);
            self.slots.resize(slot + 1, (0, 0));
        }
        if let (Some(tag), Some(place)) = (self.tags.get_mut(slot), self.slots.get_mut(slot)) {
            *tag = tag_of(key);
            *place = (key, self.rows.len() as u32);
        }
        let variants = rows.clone().fold(0u32, |bits, (variant, _)| bits | 1 << variant);
        self.rows.extend(variants.to_le_bytes());
        for (_, weights) in rows {
            self.count += 1;
            self.rows.push(weights.len() as u8);
            self.rows.extend(weights.into_iter().flat_map(|(label, weight)| [label, weight as u8]));
        }
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
                let labels = (0..ROW as u8).filter(|label| mask >> label & 1 == 1);
                let weights = labels.map(|label| Some((label, i8::from_le_bytes(bytes.take()?)))).collect::<Option<Vec<_>>>()?;
                gram.push((variant, weights));
            }
            model.push(key, gram.into_iter());
        }
        Some(model)
    }

    /// The model as a file.
    pub fn write(&self) -> Vec<u8> {
        let grams: Vec<(u32, Rows)> = self
            .slots
            .iter()
            .zip(&self.tags)
            .filter(|(_, tag)| **tag != 0)
            .filter_map(|((key, _), _)| Some((*key, self.rows(*key)?)))
            .collect();
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
        let rows: Vec<Vec<(usize, i8)>> = grams
            .iter()
            .flat_map(|(_, rows)| {
                (0..MOST_VARIANTS).filter(|v| rows.variants >> v & 1 == 1).map(|v| rows.weights(v).collect())
            })
            .collect();
        for row in &rows {
            let mask = row.iter().fold(0u64, |mask, (label, _)| mask | 1 << label);
            bytes.extend(mask.to_le_bytes().iter().take(5));
        }
        bytes.extend(rows.iter().flatten().flat_map(|(_, weight)| weight.to_le_bytes()));
        bytes
    }

    /// The rows of the gram with this key.
    #[inline]
    pub fn rows(&self, key: u32) -> Option<Rows<'_>> {
        let from = (key >> REST_BITS) as usize;
        let wanted = tag_of(key);
        for (by, tag) in self.tags.get(from..)?.iter().enumerate() {
            if *tag == 0 {
                return None;
            }
            if *tag == wanted
                && let Some((found, at)) = self.slots.get(from + by)
                && *found == key
            {
                let (variants, bytes) = self.rows.get(*at as usize..)?.split_first_chunk()?;
                return Some(Rows { variants: u32::from_le_bytes(*variants), bytes });
            }
        }
        None
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

/// Eight bits of a key, never 0.
const fn tag_of(key: u32) -> u8 {
    (key as u8).saturating_add(1)
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
