//! A table by character, for what is asked of every character of a text: one look into a page of 256 code points in place of a
//! long match or a hash.

/// What each character of the basic plane is worth; every other character, and most of these, the default.
#[derive(Clone, Debug)]
pub struct CharTable<T> {
    /// The page of each block of 256 code points; the first page is empty.
    index: [u8; 256],
    pages: Vec<[T; 256]>,
}

impl<T: Copy + Default> CharTable<T> {
    /// A table in which every character is worth the default.
    pub fn new() -> Self {
        Self { index: [0; 256], pages: vec![[T::default(); 256]] }
    }

    /// What `c` is worth.
    #[inline]
    pub fn get(&self, c: char) -> T {
        let code = c as usize;
        let page = self.index.get(code >> 8).copied().unwrap_or(0);
        self.pages.get(usize::from(page)).map_or_else(T::default, |page| page[code & 0xFF])
    }

    /// Changes what `c` is worth; a character beyond the basic plane stays as it is.
    pub fn set(&mut self, c: char, change: impl FnOnce(&mut T)) {
        let code = c as usize;
        let Some(page) = self.index.get_mut(code >> 8) else { return };
        if *page == 0 {
            // There are 248 blocks beside those of the surrogates, which are no characters.
            let Ok(next) = u8::try_from(self.pages.len()) else { return };
            *page = next;
            self.pages.push([T::default(); 256]);
        }
        if let Some(page) = self.pages.get_mut(usize::from(*page)) {
            change(&mut page[code & 0xFF]);
        }
    }

    /// The characters that are worth something.
    pub fn chars(&self) -> impl Iterator<Item = char>
    where
        T: PartialEq,
    {
        let blocks = (0_u32..).zip(self.index).filter(|(_, page)| *page != 0);
        let codes = blocks.flat_map(|(block, _)| block << 8..(block + 1) << 8);
        codes.filter_map(char::from_u32).filter(|c| self.get(*c) != T::default())
    }
}

impl<T: Copy + Default> FromIterator<(char, T)> for CharTable<T> {
    fn from_iter<I: IntoIterator<Item = (char, T)>>(pairs: I) -> Self {
        let mut table = Self::new();
        for (c, value) in pairs {
            table.set(c, |slot| *slot = value);
        }
        table
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holds_what_was_set() {
        let table: CharTable<u8> = [('a', 1), ('一', 2), ('￥', 3), ('😀', 4)].into_iter().collect();
        for (c, worth) in [('a', 1), ('一', 2), ('￥', 3), ('😀', 0), ('b', 0), ('丁', 0)] {
            assert_eq!(table.get(c), worth, "{c}");
        }
        assert_eq!(table.chars().collect::<String>(), "a一￥");
    }

    #[test]
    fn every_block_can_be_used() {
        let mut table = CharTable::<u8>::new();
        for c in ('\0'..='\u{FFFF}').step_by(256) {
            table.set(c, |slot| *slot = 1);
        }
        assert_eq!(('\0'..='\u{FFFF}').step_by(256).filter(|c| table.get(*c) == 1).count(), 248);
    }
}
