//! The weights of the selection: one whole number for each feature that matters.
//!
//! The file holds, in little-endian order: the magic `QDS1`; the number of features (u32); their keys in rising order, each as
//! its distance from the one before (variable length, seven bits a byte); and the weights (i8).

/// How many bits name a feature.
pub const KEY_BITS: u32 = 24;

const MAGIC: &[u8] = b"QDS1";

/// Weights by feature. A feature stands in the slot that its first bits choose or in the first free one after it: one look into
/// memory for most.
#[derive(Clone, Debug, Default)]
pub struct Weights {
    slots: Vec<Slot>,
    /// How many of the lowest bits of a feature do not choose its slot.
    rest_bits: u32,
    count: usize,
}

/// The lowest bits of a feature and its weight, which is 0 where the slot is free.
#[derive(Clone, Copy, Debug, Default)]
pub struct Slot {
    low: u16,
    weight: i8,
}

/// No feature stands farther from its slot: so its lowest sixteen bits tell it from all others there.
const FARTHEST: usize = 256;

impl Weights {
    /// These weights, in rising order of their features. Those that are 0 are left out.
    pub fn new(entries: impl IntoIterator<Item = (u32, i8)>) -> Self {
        let entries: Vec<(u32, i8)> = entries.into_iter().filter(|(_, weight)| *weight != 0).collect();
        let mut weights = Self::with_room(entries.len());
        entries.into_iter().for_each(|(key, weight)| weights.push(key, weight));
        weights
    }

    fn with_room(count: usize) -> Self {
        // At most two thirds of the slots are taken. With a third the look-ups take as long, and the table twice the memory.
        let bits = (3 * count / 2).next_power_of_two().ilog2().clamp(KEY_BITS + FARTHEST.ilog2() - u16::BITS, KEY_BITS);
        Self { slots: vec![Slot::default(); (1 << bits) + FARTHEST], rest_bits: KEY_BITS - bits, count: 0 }
    }

    /// Adds a feature, which comes after those before.
    fn push(&mut self, key: u32, weight: i8) {
        let near = self.slots.iter_mut().skip((key >> self.rest_bits) as usize).take(FARTHEST);
        // Where there is no room the weight is lost, which does not happen while a third of the slots is free.
        if let Some(slot) = near.into_iter().find(|slot| slot.weight == 0) {
            *slot = Slot { low: key as u16, weight };
            self.count += 1;
        }
    }

    /// Reads a weights file; `None` where it is not one or is cut short.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let (count, keys) = bytes.strip_prefix(MAGIC)?.split_first_chunk()?;
        let count = u32::from_le_bytes(*count) as usize;
        let (keys, values) = keys.split_at_checked(keys.len().checked_sub(count)?)?;
        let mut weights = Self::with_room(count);
        let mut values = values.iter();
        let (mut key, mut distance, mut shift) = (0u32, 0u32, 0);
        for byte in keys {
            distance |= u32::from(byte & 0x7F).checked_shl(shift)?;
            shift += 7;
            if *byte < 0x80 {
                key = key.checked_add(distance)?;
                weights.push(key, *values.next()? as i8);
                (distance, shift) = (0, 0);
            }
        }
        values.next().is_none().then_some(weights)
    }

    /// The weights as a file.
    pub fn write(&self) -> Vec<u8> {
        let taken = self.slots.iter().enumerate().filter(|(_, slot)| slot.weight != 0);
        let entries: Vec<(u32, i8)> = taken.map(|(place, slot)| (self.key_of(place, slot.low), slot.weight)).collect();
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

    /// The feature that stands in slot number `place` and ends with the bits `low`.
    const fn key_of(&self, place: usize, low: u16) -> u32 {
        // The bits that the slot does not hold are those of its number, unless the feature stands behind the slot it chose.
        let key = (place as u32) << self.rest_bits & !(u16::MAX as u32) | low as u32;
        if key >> self.rest_bits > place as u32 { key - (1 << u16::BITS) } else { key }
    }

    /// The slot that a feature chooses. Apart from [`Weights::of`] so that the slots of many features can be fetched at once.
    #[inline]
    pub fn slot(&self, key: u32) -> Slot {
        self.slots.get((key >> self.rest_bits) as usize).copied().unwrap_or_default()
    }

    /// The weight of a feature; 0 for those that do not matter. `slot` is the one that it chooses.
    #[inline]
    pub fn of(&self, key: u32, slot: Slot) -> i32 {
        // Whether the slot holds this feature or nothing is a guess that the processor loses every other time: both are one case.
        let here = i32::from(slot.weight) * i32::from(slot.low == key as u16);
        if here != 0 || slot.weight == 0 { here } else { self.behind(key) }
    }

    /// The weight of a feature that does not stand in the slot that it chooses.
    fn behind(&self, key: u32) -> i32 {
        let first = (key >> self.rest_bits) as usize;
        let near = self.slots.get(first + 1..first + FARTHEST).unwrap_or_default();
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_read_back_as_written() {
        // The last of these share a slot.
        let entries = [(0, 3), (5, -4), (300, 127), ((1 << KEY_BITS) - 2, 9), ((1 << KEY_BITS) - 1, -127)];
        let file = Weights::new(entries).write();
        let read = Weights::read(&file).unwrap_or_default();
        let of = |key: u32| read.of(key, read.slot(key));
        assert!(entries.iter().all(|(key, weight)| of(*key) == i32::from(*weight)));
        assert_eq!((of(1), of(300 + (1 << 16)), read.len(), read.write()), (0, 0, 5, file));
    }

    #[test]
    fn what_is_no_file_of_weights_is_none() {
        for bytes in [&b""[..], b"QDS1", b"QDS1\x01\0\0\0", b"QDS1\x01\0\0\0\x05", b"XXXX\0\0\0\0"] {
            assert!(Weights::read(bytes).is_none());
        }
    }
}
