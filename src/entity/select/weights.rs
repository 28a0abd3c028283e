//! The weights of the selection: one whole number for each feature that matters.
//!
//! The file holds, in little-endian order: the magic `QDS1`; the number of features (u32); their keys in rising order, each as
//! its distance from the one before (variable length, seven bits a byte); and the weights (i8).

/// How many bits name a feature.
pub const KEY_BITS: u32 = 24;

const MAGIC: &[u8] = b"QDS1";

/// Weights by feature.
#[derive(Clone, Debug, Default)]
pub struct Weights {
    keys: Vec<u32>,
    weights: Vec<i8>,
    /// Where the features of each bucket start; one more than there are buckets.
    buckets: Vec<u32>,
}

const BUCKET_BITS: u32 = 17;

impl Weights {
    /// These weights, in rising order of their features.
    pub fn new(entries: impl IntoIterator<Item = (u32, i8)>) -> Self {
        let (keys, weights): (Vec<u32>, Vec<i8>) = entries.into_iter().unzip();
        let start = |bucket: u32| keys.partition_point(|k| k >> (KEY_BITS - BUCKET_BITS) < bucket) as u32;
        let buckets = (0..=1 << BUCKET_BITS).map(start).collect();
        Self { keys, weights, buckets }
    }

    /// Reads a weights file.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let (count, mut rest) = bytes.strip_prefix(MAGIC)?.split_first_chunk()?;
        let count = u32::from_le_bytes(*count) as usize;
        let mut keys = Vec::new();
        let (mut key, mut distance, mut shift) = (0u32, 0u32, 0);
        while keys.len() < count {
            let (byte, tail) = rest.split_first()?;
            rest = tail;
            distance |= u32::from(byte & 0x7F).checked_shl(shift)?;
            shift += 7;
            if *byte < 0x80 {
                key = key.checked_add(distance)?;
                keys.push(key);
                (distance, shift) = (0, 0);
            }
        }
        let weights = rest.get(..count)?.iter().map(|b| i8::from_le_bytes([*b]));
        Some(Self::new(keys.into_iter().zip(weights)))
    }

    /// The weights as a file.
    pub fn write(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend((self.keys.len() as u32).to_le_bytes());
        let mut before = 0;
        for key in &self.keys {
            let mut distance = key - before;
            while distance >= 0x80 {
                bytes.push(distance as u8 | 0x80);
                distance >>= 7;
            }
            bytes.push(distance as u8);
            before = *key;
        }
        bytes.extend(self.weights.iter().flat_map(|w| w.to_le_bytes()));
        bytes
    }

    /// The weight of a feature. Out of line: it is asked for in some eighty places.
    #[inline(never)]
    pub fn of(&self, key: u32) -> i32 {
        let bucket = (key >> (KEY_BITS - BUCKET_BITS)) as usize;
        let Some(&[from, to]) = self.buckets.get(bucket..bucket + 2) else { return 0 };
        let (from, to) = (from as usize, to as usize);
        let place = self.keys.get(from..to).and_then(|keys| keys.iter().position(|k| *k == key));
        place.and_then(|p| self.weights.get(from + p)).map_or(0, |w| i32::from(*w))
    }

    /// How many features have weights.
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// Whether no feature has a weight.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_read_back_as_written() {
        let entries = [(0, 3), (5, -4), (300, 127), ((1 << KEY_BITS) - 1, -127)];
        let read = Weights::read(&Weights::new(entries).write()).unwrap_or_default();
        assert!(entries.iter().all(|(key, weight)| read.of(*key) == i32::from(*weight)));
        assert_eq!((read.of(1), read.len()), (0, 4));
    }
}
