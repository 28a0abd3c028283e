//! A set of words that one pass over a text finds, each inside the others too.

use super::class::ClassSet;
use crate::codepoints::CharTable;
use rustc_hash::FxHashMap;

/// Words with their classes, as a tree of characters: a search takes time in proportion to the text and the length of the longest
/// word.
///
/// Built at every start, the tree is ready in a few milliseconds, where an Aho-Corasick automaton of these words took fifty.
#[derive(Clone)]
pub struct Words {
    /// The node of each first character of the basic plane; 0 where no word starts with it.
    firsts: CharTable<u32>,
    /// From a node by a character to the next; from 0 by the other first characters.
    next: FxHashMap<(u32, char), u32>,
    /// The classes of the word that ends at each node, the first of which is 1; empty where none does.
    classes: Vec<ClassSet>,
}

impl Words {
    /// Adds `classes` to those of `word`.
    pub fn add(&mut self, word: &str, classes: ClassSet) {
        let mut node = 0;
        for c in word.chars() {
            let new = self.classes.len() as u32 + 1;
            let next = self.after(node, c).unwrap_or(new);
            if next == new {
                self.classes.push(ClassSet::default());
                match node {
                    0 if is_basic(c) => self.firsts.set(c, |first| *first = new),
                    _ => _ = self.next.insert((node, c), new),
                }
            }
            node = next;
        }
        if let Some(all) = self.classes_of(node) {
            *all = all.with(classes);
        }
    }

    /// The node after `node` (0 before the first character) by `c`.
    fn after(&self, node: u32, c: char) -> Option<u32> {
        match node {
            0 if is_basic(c) => Some(self.firsts.get(c)).filter(|first| *first != 0),
            _ => self.next.get(&(node, c)).copied(),
        }
    }

    fn classes_of(&mut self, node: u32) -> Option<&mut ClassSet> {
        self.classes.get_mut((node as usize).checked_sub(1)?)
    }

    /// Gives every word in `text` to `sink`, as start, end and classes: by start, at one start the shorter before the longer.
    pub fn find(&self, text: &str, mut sink: impl FnMut(usize, usize, ClassSet)) {
        for (start, _) in text.char_indices() {
            let mut node = 0;
            let mut end = start;
            for c in text.get(start..).unwrap_or_default().chars() {
                let Some(next) = self.after(node, c) else { break };
                node = next;
                end += c.len_utf8();
                if let Some(classes) = self.classes.get(node as usize - 1).filter(|classes| !classes.is_empty()) {
                    sink(start, end, *classes);
                }
            }
        }
    }
}

const fn is_basic(c: char) -> bool {
    c <= '\u{FFFF}'
}

impl Default for Words {
    fn default() -> Self {
        Self { firsts: CharTable::new(), next: FxHashMap::default(), classes: Vec::new() }
    }
}
