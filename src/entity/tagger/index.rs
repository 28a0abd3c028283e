//! Where the rows of each gram stand: a hash table of one word for each gram, so that one look into memory tells whether a gram
//! has rows, for which of its features, and where.

use super::model::{GRAM_BITS, MOST_VARIANTS};

/// From the keys of grams to their rows.
///
/// A gram stands in the slot that the first bits of its key choose or in the first free one after it. A slot holds, from the
/// highest bits down: the lowest bits of the key, a bit for every feature that has a row, and the number of the first row; it is 0
/// where it is free.
#[derive(Clone, Debug, Default)]
pub struct Index {
    slots: Vec<u64>,
    /// How many of the lowest bits of a key do not choose its slot.
    rest_bits: u32,
    count: usize,
}

/// What the index knows of a gram.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// A bit for every feature that has a row.
    pub variants: u32,
    /// The number of the first row.
    pub first: usize,
}

/// No gram stands farther from the slot that its key chooses.
const FARTHEST: usize = 256;
const TAG_BITS: u32 = 20;
const FIRST_BITS: u32 = 24;
const _: () = assert!(TAG_BITS + MOST_VARIANTS + FIRST_BITS == u64::BITS);

impl Index {
    /// An index with room for `count` grams.
    pub fn with_room(count: usize) -> Self {
        // At most half of the slots is taken; and the lowest bits of a key must tell it from all that stand near.
        let bits = (2 * count).next_power_of_two().ilog2().clamp(GRAM_BITS + FARTHEST.ilog2() - TAG_BITS, GRAM_BITS);
        Self { slots: vec![0; (1 << bits) + FARTHEST], rest_bits: GRAM_BITS - bits, count: 0 }
    }

    /// Adds a gram, whose key is higher than those before and which has features.
    pub fn push(&mut self, key: u32, place: Place) {
        let first = (key >> self.rest_bits) as usize;
        // Where there is no room the gram is lost, which does not happen while half of the slots is free.
        if let Some(slot) = self.slots.iter_mut().skip(first).take(FARTHEST).find(|slot| **slot == 0) {
            let entry = u64::from(place.variants) << FIRST_BITS | place.first as u64;
            *slot = u64::from(key) << (MOST_VARIANTS + FIRST_BITS) | entry;
            self.count += 1;
        }
    }

    /// The slot that this key chooses. Apart from [`Index::find`] so that the slots of many keys can be fetched at once.
    #[inline]
    pub fn slot(&self, key: u32) -> u64 {
        self.slots.get((key >> self.rest_bits) as usize).copied().unwrap_or(0)
    }

    /// Where the rows of the gram with this key stand. `slot` is the slot that the key chooses.
    #[inline]
    pub fn find(&self, key: u32, slot: u64) -> Option<Place> {
        let wanted = u64::from(key) << (MOST_VARIANTS + FIRST_BITS);
        let is_wanted = |slot: u64| (slot ^ wanted) >> (MOST_VARIANTS + FIRST_BITS) == 0;
        if slot == 0 {
            return None;
        }
        if is_wanted(slot) {
            return Some(Self::place(slot));
        }
        let first = (key >> self.rest_bits) as usize;
        let near = self.slots.get(first + 1..first + FARTHEST)?.iter().take_while(|slot| **slot != 0);
        near.copied().find(|slot| is_wanted(*slot)).map(Self::place)
    }

    const fn place(slot: u64) -> Place {
        let variants = (slot >> FIRST_BITS) as u32 & ((1 << MOST_VARIANTS) - 1);
        Place { variants, first: (slot & ((1 << FIRST_BITS) - 1)) as usize }
    }

    /// All grams, by key.
    pub fn iter(&self) -> impl Iterator<Item = (u32, Place)> {
        let taken = self.slots.iter().enumerate().filter(|(_, slot)| **slot != 0);
        taken.map(|(at, slot)| {
            // The bits of the key that a slot does not hold are those of its number, unless the gram stands behind the slot that
            // its key chooses.
            let low = (slot >> (MOST_VARIANTS + FIRST_BITS)) as u32;
            let mut key = (at as u32) << self.rest_bits & !((1 << TAG_BITS) - 1) | low;
            if key >> self.rest_bits > at as u32 {
                key -= 1 << TAG_BITS;
            }
            (key, Self::place(*slot))
        })
    }

    /// How many grams there are.
    pub const fn count(&self) -> usize {
        self.count
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_gram_is_found_where_it_was_put() {
        // Grams far apart, and so many together that they run over the slots of the next.
        let apart = (0..1000).map(|n| n * 131_071);
        let together = (0..100).map(|n| (1 << GRAM_BITS) - 100 + n);
        let keys: Vec<u32> = apart.chain(together).collect();
        let mut index = Index::with_room(keys.len());
        let place = |n: usize| Place { variants: 1 << (n % 20), first: n };
        for (n, key) in keys.iter().enumerate() {
            index.push(*key, place(n));
        }
        assert_eq!(index.count(), keys.len());
        assert!(keys.iter().enumerate().all(|(n, key)| index.find(*key, index.slot(*key)) == Some(place(n))));
        assert!([1, 131_070, (1 << GRAM_BITS) - 101].iter().all(|key| index.find(*key, index.slot(*key)).is_none()));
        assert!(index.iter().map(|(key, _)| key).eq(keys));
        assert_eq!(Index::default().find(5, 0), None);
    }
}
