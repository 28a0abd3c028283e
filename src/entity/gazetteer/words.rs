//! A set of words that one pass over a text finds, each inside the others too.

use super::class::ClassSet;
use rustc_hash::FxHashMap;

/// Words with their classes, as a tree of characters: a search takes time in proportion to the text and the length of the longest
/// word.
///
/// Built at every start, the tree is ready in a few milliseconds, where an Aho-Corasick automaton of these words took fifty.
#[derive(Clone, Default)]
pub struct Words {
    /// From a node (0 is the root) by a character to the next.
    next: FxHashMap<(u32, char), u32>,
    /// The classes of the word that ends at each node but the root; empty where none does.
    classes: Vec<ClassSet>,
}

impl Words {
    /// Adds `classes` to those of `word`.
    pub fn add(&mut self, word: &str, classes: ClassSet) {
        let mut node = 0;
        for c in word.chars() {
            let new = self.classes.len() as u32 + 1;
            node = *self.next.entry((node, c)).or_insert(new);
            if node == new {
                self.classes.push(ClassSet::default());
            }
        }
        if let Some(all) = self.classes_of(node) {
            *all = all.with(classes);
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
                let Some(next) = self.next.get(&(node, c)) else { break };
                node = *next;
                end += c.len_utf8();
                if let Some(classes) = self.classes.get(node as usize - 1).filter(|classes| !classes.is_empty()) {
                    sink(start, end, *classes);
                }
            }
        }
    }
}
