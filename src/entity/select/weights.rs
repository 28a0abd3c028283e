//! The weights of the selection: one whole number for each feature that matters.
//!
//! The file holds, in little-endian order: the magic `QDS1`; the number of features (u32); their keys in rising order, each as
//! its distance from the one before (variable length, seven bits a byte); and the weights (i8).

/// How many bits name a feature.
pub const KEY_BITS: u32 = 24;

const MAGIC: &[u8] = b"QDS1";

/// Bits of a feature that choose its slot.
const SLOT_BITS: u32 = 20;
const REST_BITS: u32 = KEY_BITS - SLOT_BITS;
/// No feature stands farther from its slot: so its lowest sixteen bits tell it from all others there.
const FARTHEST: usize = 1 << (16 - REST_BITS);

/// Weights by feature. A feature stands in the slot that its first bits choose or in the first free one after it: one look into
/// memory for most.
#[derive(Clone, Debug, Default)]
pub struct Weights {
    slots: Vec<Slot>,
    count: usize,
}

/// The lowest bits of a feature and its weight, which is 0 where the slot is free.
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    low: u16,
    weight: i8,
}

impl Weights {
    /// These weights. Of a feature that is given twice the first counts; those that are 0 are left out.
    pub fn new(entries: impl IntoIterator<Item = (u32, i8)>) -> Self {
        let mut slots = vec![Slot::default(); (1 << SLOT_BITS) + FARTHEST];
        let mut count = 0;
        for (key, weight) in entries.into_iter().filter(|(_, weight)| *weight != 0) {
            let free = slots.iter_mut().skip((key >> REST_BITS) as usize).take(FARTHEST).find(|slot| slot.weight == 0);
            if let Some(slot) = free {
                *slot = Slot { low: key as u16, weight };
                count += 1;
            }
        }
        Self { slots, count }
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
        let taken = self.slots.iter().enumerate().filter(|(_, slot)| slot.weight != 0);
        let mut entries: Vec<(u32, i8)> = taken.map(|(place, slot)| (key_of(place, slot.low), slot.weight)).collect();
        entries.sort_unstable();
        let mut bytes = MAGIC.to_vec();
        bytes.extend((entries.len() as u32).to_le_bytes());
        let mut before = 0;
        for (key, _) in &entries {
            let mut distance = key - before;
            while distance >= 0x80 {
                bytes.push(distance as u8 | 0x80);
                distance >>= 7;
            }
            bytes.push(distance as u8);
            before = *key;
        }
        bytes.extend(entries.iter().flat_map(|(_, weight)| weight.to_le_bytes()));
        bytes
    }

    /// The weight of a feature; 0 for those that do not matter.
    pub fn of(&self, key: u32) -> i32 {
        let first = (key >> REST_BITS) as usize;
        let near = self.slots.get(first..first + FARTHEST).unwrap_or_default();
        let found = near.iter().take_while(|slot| slot.weight != 0).find(|slot| slot.low == key as u16);
        found.map_or(0, |slot| i32::from(slot.weight))
    }

    /// How many features have weights.
    pub const fn len(&self) -> usize {
        self.count
    }

    /// Whether no feature has a weight.
    pub const fn is_empty(&self) -> bool {
        self.count == 0
    }
}

/// The feature that stands in slot number `place` and ends with the bits `low`.
const fn key_of(place: usize, low: u16) -> u32 {
    let far = (place - (low as usize >> REST_BITS)) % FARTHEST;
    ((place - far) << REST_BITS) as u32 | low as u32 & ((1 << REST_BITS) - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_read_back_as_written() {
        // The last of these share a slot.
        let entries = [(0, 3), (5, -4), (300, 127), ((1 << KEY_BITS) - 2, 9), ((1 << KEY_BITS) - 1, -127)];
        let read = Weights::read(&Weights::new(entries).write()).unwrap_or_default();
        assert!(entries.iter().all(|(key, weight)| read.of(*key) == i32::from(*weight)));
        assert_eq!((read.of(1), read.len()), (0, 5));
    }
}
