//! A place in a text that moves forward.

/// A place in a text. Cheap to copy, so that a reader can try a way and take it back.
#[derive(Clone, Copy)]
pub struct Cursor<'a> {
    text: &'a str,
    /// The byte it stands at.
    pub at: usize,
}

impl<'a> Cursor<'a> {
    pub const fn new(text: &'a str, at: usize) -> Self {
        Self { text, at }
    }

    /// What is still to come; empty where `at` is no place in the text.
    pub fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    pub fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// What stands before it.
    pub fn before(&self) -> Option<char> {
        self.text.get(..self.at)?.chars().next_back()
    }

    pub fn next(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += c.len_utf8();
        Some(c)
    }

    pub fn eat_any(&mut self, any: &[char]) -> Option<char> {
        let c = self.peek()?;
        any.contains(&c).then(|| self.at += c.len_utf8()).map(|()| c)
    }

    /// Moves on by one character if `read` makes something of it.
    pub fn eat<T>(&mut self, read: impl Fn(char) -> Option<T>) -> Option<T> {
        let c = self.peek()?;
        let value = read(c)?;
        self.at += c.len_utf8();
        Some(value)
    }
}
