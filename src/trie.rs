//! Words as a tree of characters: which words of a list a text starts with, or, read backwards, ends with, in one walk over a
//! few characters however long the list is.
//!
//! For lists of some thousand words at most, where a word says several things and the longest is wanted: a node is small and its
//! children are looked through one by one. The hundred thousand words of the gazetteer, which say nothing but their classes and are
//! all wanted, have a tree of their own (`entity::gazetteer::words`): one hash map for all, without a list a node.

use crate::codepoints::CharTable;

/// Characters that a word has at most; a longer one is never found.
const LONGEST: usize = 16;

/// A list of words with what each says.
#[derive(Clone, Debug)]
pub struct Trie<T> {
    /// The node of each first character; 0 for none.
    firsts: CharTable<u16>,
    nodes: Vec<Node<T>>,
}

/// What has been read of a word.
#[derive(Clone, Debug)]
struct Node<T> {
    /// What the words say that end here.
    values: Vec<T>,
    /// What they can go on with.
    next: Vec<(char, u16)>,
}

impl<T> Node<T> {
    const fn new() -> Self {
        Self { values: Vec::new(), next: Vec::new() }
    }
}

impl<T> Trie<T> {
    /// A list without words.
    pub fn new() -> Self {
        // Node 0 is no word's, so that 0 can say so.
        Self { firsts: CharTable::new(), nodes: vec![Node::new()] }
    }

    /// Adds a word. It is found after those that are the same and were added before.
    pub fn add(&mut self, word: impl IntoIterator<Item = char>, value: T) {
        let mut chars = word.into_iter();
        let Some(first) = chars.next() else { return };
        let mut node = self.firsts.get(first);
        if node == 0 {
            node = self.grow();
            self.firsts.set(first, |n| *n = node);
        }
        for c in chars {
            let next = self.nodes.get(usize::from(node)).and_then(|n| n.next.iter().find(|(next, _)| *next == c));
            let next = next.map(|(_, next)| *next);
            let after = next.unwrap_or_else(|| self.grow());
            if let Some(here) = self.nodes.get_mut(usize::from(node)).filter(|_| next.is_none()) {
                here.next.push((c, after));
            }
            node = after;
        }
        if let Some(node) = self.nodes.get_mut(usize::from(node)) {
            node.values.push(value);
        }
    }

    /// A new node.
    fn grow(&mut self) -> u16 {
        let node = u16::try_from(self.nodes.len()).unwrap_or(0);
        self.nodes.push(Node::new());
        node
    }

    /// The characters that words start with.
    pub fn firsts(&self) -> impl Iterator<Item = char> {
        self.firsts.chars()
    }

    /// Whether a word starts with `c`.
    pub fn has_first(&self, c: char) -> bool {
        self.firsts.get(c) != 0
    }

    /// The words that `text` starts with, the longest first, each with its length in characters.
    pub fn matches(&self, text: impl IntoIterator<Item = char>) -> Matches<'_, T> {
        let mut found = Matches { trie: self, path: [0; LONGEST], len: 0, value: 0 };
        let mut text = text.into_iter();
        let mut node = text.next().map_or(0, |c| self.firsts.get(c));
        while node != 0
            && let (Some(slot), Some(here)) = (found.path.get_mut(found.len), self.nodes.get(usize::from(node)))
        {
            *slot = node;
            found.len += 1;
            if here.next.is_empty() {
                break;
            }
            let next = text.next().and_then(|c| here.next.iter().find(|(next, _)| *next == c));
            node = next.map_or(0, |(_, next)| *next);
        }
        found
    }

    /// What the longest word says that `text` starts with, and its length in characters.
    pub fn longest(&self, text: impl IntoIterator<Item = char>) -> Option<(&T, usize)> {
        self.matches(text).next()
    }
}

/// The words that were found, the longest first.
#[derive(Debug)]
pub struct Matches<'a, T> {
    trie: &'a Trie<T>,
    /// The nodes of the first characters, one after the other.
    path: [u16; LONGEST],
    /// How many of them are still to come.
    len: usize,
    /// Which word of the last of them is next.
    value: usize,
}

impl<'a, T> Matches<'a, T> {
    /// All that is said of each word, the longest word first.
    pub fn groups(self) -> impl Iterator<Item = (&'a [T], usize)> {
        (1..=self.len).rev().filter_map(move |len| {
            let node = self.trie.nodes.get(usize::from(*self.path.get(len - 1)?))?;
            (!node.values.is_empty()).then_some((node.values.as_slice(), len))
        })
    }
}

impl<T> Clone for Matches<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Matches<'_, T> {}

impl<'a, T> Iterator for Matches<'a, T> {
    type Item = (&'a T, usize);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let node = self.path.get(self.len.checked_sub(1)?)?;
            match self.trie.nodes.get(usize::from(*node))?.values.get(self.value) {
                Some(value) => {
                    self.value += 1;
                    return Some((value, self.len));
                }
                None => (self.len, self.value) = (self.len - 1, 0),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_words_from_the_longest_on() {
        let mut trie = Trie::new();
        for (word, value) in [("上", 1), ("上半年", 2), ("上", 3), ("下", 4), ("上半天", 5)] {
            trie.add(word.chars(), value);
        }
        for (text, expected) in
            [("上半年", vec![(2, 3), (1, 1), (3, 1)]), ("上半", vec![(1, 1), (3, 1)]), ("下上", vec![(4, 1)]), ("半", vec![])]
        {
            let found: Vec<(i32, usize)> = trie.matches(text.chars()).map(|(value, len)| (*value, len)).collect();
            assert_eq!(found, expected, "{text}");
        }
        let groups: Vec<_> = trie.matches("上半年".chars()).groups().collect();
        assert_eq!(groups, [(&[2][..], 3), (&[1, 3][..], 1)]);
        assert_eq!(trie.firsts().collect::<String>(), "上下");
    }

    #[test]
    fn finds_endings_backwards() {
        let mut trie = Trie::new();
        for word in ["超过", "不超过"] {
            trie.add(word.chars().rev(), word);
        }
        assert_eq!(trie.longest("预计不超过".chars().rev()), Some((&"不超过", 3)));
    }
}
