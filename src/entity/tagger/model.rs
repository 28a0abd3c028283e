//! The model: for every feature that matters a row of weights, one for each label, and weights between labels.
//!
//! The file holds, in little-endian order: the magic `QDM1`; the number of rows (u32); the transitions (i16); the keys of the
//! rows in rising order, each as its distance from the one before (variable length, seven bits a byte); for each row a bit for
//! every label that has a weight (five bytes); and the weights (i8).

use super::label::{LABELS, TYPES};

/// The width of a row: the labels, filled up so that rows add up in whole registers.
pub const ROW: usize = 40;

const MAGIC: &[u8] = b"QDM1";
/// Bits of a feature's number that choose its bucket.
const BUCKET_BITS: u32 = 16;
const REST_BITS: u32 = super::feature::KEY_BITS - BUCKET_BITS;

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
    /// Where the rows of each bucket start; one more than there are buckets.
    buckets: Vec<u32>,
    /// The rest of each row's key.
    rests: Vec<u16>,
    rows: Vec<[i8; ROW]>,
}

impl Model {
    /// A model of these rows, in rising order of their keys.
    pub fn new(transitions: Transitions, rows: impl IntoIterator<Item = (u32, [i8; ROW])>) -> Self {
        let mut model = Self { transitions, ..Self::default() };
        for (key, row) in rows {
            let bucket = (key >> REST_BITS) as usize;
            let count = model.rows.len() as u32;
            if model.buckets.len() <= bucket {
                model.buckets.resize(bucket + 1, count);
            }
            model.rests.push((key & ((1 << REST_BITS) - 1)) as u16);
            model.rows.push(row);
        }
        let count = model.rows.len() as u32;
        model.buckets.resize((1 << BUCKET_BITS) + 1, count);
        model
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
        for (bucket, ends) in self.buckets.windows(2).enumerate() {
            let &[from, to] = ends else { continue };
            for rest in self.rests.get(from as usize..to as usize).unwrap_or_default() {
                let key = (bucket as u32) << REST_BITS | u32::from(*rest);
                write_varint(key - before, &mut bytes);
                before = key;
            }
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
        let bucket = (key >> REST_BITS) as usize;
        let rest = (key & ((1 << REST_BITS) - 1)) as u16;
        let &[from, to] = self.buckets.get(bucket..bucket + 2)? else { return None };
        let rests = self.rests.get(from as usize..to as usize)?;
        let at = rests.iter().position(|r| *r == rest)?;
        self.rows.get(from as usize + at)
    }

    /// Adds the weights of a feature to `sum`. Every character asks for some eighty features: out of line, the loop is compiled
    /// once and over whole registers, where inlined into each of the eighty it is neither.
    #[inline(never)]
    pub fn add(&self, key: u32, sum: &mut [i16; ROW]) {
        if let Some(row) = self.row(key) {
            for (sum, weight) in sum.iter_mut().zip(row) {
                *sum += i16::from(*weight);
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
