//! The words of an analysis packed for the way to JavaScript, where they would be four fifths of what crosses: one flat list that
//! holds, for each word, how far it starts behind the end of the word before, its length, its text and its part of speech.
//! `www/words.js` makes objects of it.

use crate::analysis::Token;
use serde::{Deserialize, Deserializer, de::Error};

/// A [`Token`] that holds nothing of its own.
#[derive(Clone, Copy, Debug)]
pub struct Word<'a> {
    /// Where it starts.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// The word as read.
    pub text: &'a str,
    /// Its part of speech.
    pub pos: &'static str,
}

impl Word<'_> {
    /// Bytes of JSON that most words take at most.
    pub const JSON: usize = 24;
}

/// Writes the list as JSON.
pub fn push<'a>(words: impl Iterator<Item = Word<'a>>, json: &mut String) -> serde_json::Result<()> {
    json.push('[');
    let mut before = 0;
    for (i, word) in words.enumerate() {
        if i > 0 {
            json.push(',');
        }
        if word.start < before {
            json.push('-');
        }
        push_number(word.start.abs_diff(before), json);
        json.push(',');
        push_number(word.end.saturating_sub(word.start), json);
        json.push(',');
        push_text(word.text, json)?;
        json.push(',');
        push_text(word.pos, json)?;
        before = word.end;
    }
    json.push(']');
    Ok(())
}

fn push_number(number: usize, json: &mut String) {
    if number >= 10 {
        push_number(number / 10, json);
    }
    // `as`: a digit.
    json.push(char::from(b'0' + (number % 10) as u8));
}

fn push_text(text: &str, json: &mut String) -> serde_json::Result<()> {
    if text.bytes().any(|b| b < b' ' || matches!(b, b'"' | b'\\')) {
        json.push_str(&serde_json::to_string(text)?);
    } else {
        json.push('"');
        json.push_str(text);
        json.push('"');
    }
    Ok(())
}

/// Reads words from such a list, or from one of objects.
pub fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Token>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Part {
        Number(isize),
        Text(String),
        Whole(Token),
    }
    let mut words = Vec::new();
    let mut before = 0usize;
    let mut parts = Vec::<Part>::deserialize(from)?.into_iter();
    while let Some(part) = parts.next() {
        let word = match part {
            Part::Whole(word) => word,
            Part::Number(behind) => {
                let (Some(Part::Number(length)), Some(Part::Text(text)), Some(Part::Text(pos))) =
                    (parts.next(), parts.next(), parts.next())
                else {
                    return Err(D::Error::custom("a word lacks its length, text or part of speech"));
                };
                let start = before.checked_add_signed(behind);
                let end = start.zip(usize::try_from(length).ok()).and_then(|(start, length)| start.checked_add(length));
                let (Some(start), Some(end)) = (start, end) else {
                    return Err(D::Error::custom("a word stands where no text can be"));
                };
                Token { start, end, text, pos }
            }
            Part::Text(_) => return Err(D::Error::custom("a word starts with a text")),
        };
        before = word.end;
        words.push(word);
    }
    Ok(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_word_is_an_error() {
        for list in [r#"["词"]"#, r#"[0,1,"词"]"#, r#"[-1,1,"词","n"]"#, r#"[0,-1,"词","n"]"#] {
            assert!(read(&mut serde_json::Deserializer::from_str(list)).is_err(), "{list}");
        }
        let high = format!(r#"[{0},{0},"词","n",{0},{0},"词","n"]"#, isize::MAX);
        assert!(read(&mut serde_json::Deserializer::from_str(&high)).is_err());
    }
}
