//! The model: for every feature that matters a row of weights, one for each label, and weights between labels.
//!
//! The file holds, in little-endian order: the magic `QDM1`; the number of rows (u32); the transitions (i16); the keys of the
//! rows in rising order, each as its distance from the one before (variable length, seven bits a byte); for each row a bit for
//! every label that has a weight (five bytes); and the weights (i8).

use super::label::{LABELS, TYPES};

/// The width of a row: the labels, filled up so that rows add up in whole registers.
pub const ROW: usize = 40;

const MAGIC: &[u8] = b"QDM1";
/// Bits of a feature's number that choose its slot in the index.
const SLOT_BITS: u32 = 18;
const REST_BITS: u32 = super::feature::KEY_BITS - SLOT_BITS;
/// An empty slot.
const EMPTY: u64 = u64::MAX;

/// Weights between neighbouring labels.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Transitions {
    /// From what has just ended (0 nothing, 1 + n a name of type n) to what starts (the same).
    pub between: [[i16; TYPES.len() + 1]; TYPES.len() + 1],
    /// Inside a name of each type: Begin to Inside, Begin to End, Inside to Inside, Inside to End.
    pub within: [[i16; 4]; TYPES.len()],
}

/// The weights, ready for use.
#[derive(Clone, Debug, Default)]
pub struct Model {
    transitions: Transitions,
    /// For each slot the key of a row and the row's number. A row stands in the slot that its key chooses or in the first free
    /// one after it, so that one look into memory mostly tells whether there is a row.
    index: Vec<u64>,
    /// The keys of the rows, rising.
    keys: Vec<u32>,
    rows: Vec<[i8; ROW]>,
}

impl Model {
    /// A model of these rows, in rising order of their keys.
    pub fn new(transitions: Transitions, rows: impl IntoIterator<Item = (u32, [i8; ROW])>) -> Self {
        let (keys, rows): (Vec<u32>, Vec<_>) = rows.into_iter().unzip();
        // Room for those that no slot was left for at the end.
        let mut index = vec![EMPTY; (1 << SLOT_BITS) + keys.len() + 1];
        for (number, key) in keys.iter().enumerate() {
            let slot = (key >> REST_BITS) as usize;
            if let Some(free) = index.iter_mut().skip(slot).find(|s| **s == EMPTY) {
                *free = u64::from(*key) << 32 | number as u64;
            }
        }
        let used = index.iter().rposition(|s| *s != EMPTY).map_or(0, |last| last + 1);
        index.truncate(used.max(1 << SLOT_BITS) + 1);
        Self { transitions, index, keys, rows }
    }

    /// Reads a model file. A file that is cut short gives the rows it still holds.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let mut bytes = Reader(bytes.strip_prefix(MAGIC)?);
        let count = u32::from_le_bytes(bytes.take()?) as usize;
        let mut transitions = Transitions::default();
        for weight in transitions.between.iter_mut().flatten().chain(transitions.within.iter_mut().flatten()) {
            *weight = i16::from_le_bytes(bytes.take()?);
        }
        let mut key = 0;
        let mut keys = Vec::new();
        for _ in 0..count {
            key += bytes.varint()?;
            keys.push(key);
        }
        let mut masks = Vec::new();
        for _ in 0..count {
            let [a, b, c, d, e] = bytes.take()?;
            masks.push(u64::from_le_bytes([a, b, c, d, e, 0, 0, 0]));
        }
        let rows = keys.into_iter().zip(masks).map(|(key, mask)| {
            let mut row = [0; ROW];
            for (label, weight) in row.iter_mut().enumerate() {
                if mask >> label & 1 == 1 {
                    *weight = bytes.take::<1>().map_or(0, i8::from_le_bytes);
                }
            }
            (key, row)
        });
        Some(Self::new(transitions, rows))
    }

    /// The model as a file.
    pub fn write(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend((self.rows.len() as u32).to_le_bytes());
        for weight in self.transitions.between.iter().flatten().chain(self.transitions.within.iter().flatten()) {
            bytes.extend(weight.to_le_bytes());
        }
        let mut before = 0;
        for key in &self.keys {
            write_varint(key - before, &mut bytes);
            before = *key;
        }
        for row in &self.rows {
            let mask = row.iter().enumerate().fold(0u64, |mask, (i, w)| mask | u64::from(*w != 0) << i);
            bytes.extend(mask.to_le_bytes().iter().take(5));
        }
        for row in &self.rows {
            bytes.extend(row.iter().take(LABELS).filter(|w| **w != 0).flat_map(|w| w.to_le_bytes()));
        }
        bytes
    }

    /// The weights of a feature.
    pub fn row(&self, key: u32) -> Option<&[i8; ROW]> {
        self.rows.get(self.number(key)?)
    }

    fn number(&self, key: u32) -> Option<usize> {
        let from = self.index.get((key >> REST_BITS) as usize..)?;
        let entry = from.iter().take_while(|entry| **entry != EMPTY).find(|entry| **entry >> 32 == u64::from(key))?;
        Some((entry & 0xFFFF_FFFF) as usize)
    }

    /// Adds the weights of these features to `sum`. The rows are found first and added then: the processor waits for memory
    /// in both, and in a short loop it waits for many at once.
    pub fn add(&self, keys: &[u32], sum: &mut [i16; ROW], numbers: &mut Vec<usize>) {
        numbers.clear();
        numbers.extend(keys.iter().filter_map(|key| self.number(*key)));
        for row in numbers.iter().filter_map(|number| self.rows.get(*number)) {
            // In eights, so that the compiler takes whole registers.
            for (sums, weights) in sum.chunks_exact_mut(8).zip(row.chunks_exact(8)) {
                for (sum, weight) in sums.iter_mut().zip(weights) {
                    *sum += i16::from(*weight);
                }
            }
        }
    }

    /// The weights between labels.
    pub const fn transitions(&self) -> &Transitions {
        &self.transitions
    }

    /// How many features have weights.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether no feature has weights.
    pub fn is_empty(&self) -> bool {
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
        let rows = [(3, 1), (4, -7), (1 << 24, 127), ((1 << 25) - 1, -127)].map(|(key, weight)| {
            let mut row = [0; ROW];
            row[key as usize % LABELS] = weight;
            (key, row)
        });
        let mut transitions = Transitions::default();
        transitions.between[1][9] = -300;
        let model = Model::new(transitions, rows);
        let read = Model::read(&model.write()).unwrap_or_default();
        for (key, row) in rows {
            assert_eq!(read.row(key), Some(&row), "{key}");
        }
        assert_eq!((read.row(5), read.row(0)), (None, None));
        assert_eq!(read.transitions(), model.transitions());
    }

    #[test]
    fn what_is_no_model_is_none() {
        for bytes in [&b""[..], b"QDM1", b"QDM1\x01\0\0\0", b"XXXX\0\0\0\0"] {
            assert!(Model::read(bytes).is_none());
        }
    }
}
