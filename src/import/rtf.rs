//! The text of an RTF file. Only what carries text is read: paragraphs, tabs, Unicode escapes, and bytes in the code page of
//! the file. The format is Microsoft's "Rich Text Format (RTF) Specification", version 1.9.1.

use super::{Error, ErrorKind, Format, LONGEST};
use encoding_rs::{BIG5, EUC_KR, Encoding, GB18030, SHIFT_JIS, WINDOWS_1252};

/// Groups that hold tables and pictures, not text.
const DESTINATIONS: [&str; 14] = [
    "fonttbl",
    "colortbl",
    "stylesheet",
    "info",
    "pict",
    "object",
    "header",
    "footer",
    "headerl",
    "headerr",
    "footerl",
    "footerr",
    "themedata",
    "generator",
];

/// Groups may lie this deep in each other.
const DEEPEST: usize = 500;

/// What holds for a group.
#[derive(Clone, Copy)]
struct State {
    /// Nothing in it is text.
    hidden: bool,
    /// Characters to pass over after a Unicode escape (`\uc`).
    fallback: usize,
}

/// The text of the file.
pub fn text(bytes: &[u8]) -> Result<String, Error> {
    let mut reader = Reader { bytes, at: 0, text: String::new(), pending: Vec::new(), high: None, skip: 0, page: WINDOWS_1252 };
    let mut groups = vec![State { hidden: false, fallback: 1 }];
    while let Some(byte) = reader.next() {
        let Some(state) = groups.last_mut() else { break };
        match byte {
            b'{' => {
                let state = *state;
                if groups.len() > DEEPEST {
                    return Err(ErrorKind::Damaged(Format::Rtf).into());
                }
                groups.push(state);
            }
            b'}' => {
                reader.flush();
                groups.pop();
            }
            b'\\' => reader.control(state),
            b'\r' | b'\n' => {}
            _ if state.hidden => {}
            _ => reader.byte(byte),
        }
        if reader.text.len() > LONGEST {
            return Err(ErrorKind::TooLarge.into());
        }
    }
    reader.flush();
    if groups.len() > 2 && reader.text.trim().is_empty() {
        return Err(ErrorKind::Damaged(Format::Rtf).into());
    }
    Ok(reader.text)
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    text: String,
    /// Bytes in the code page that are not decoded yet.
    pending: Vec<u8>,
    /// The first half of a surrogate pair.
    high: Option<u16>,
    /// Characters still to pass over after a Unicode escape.
    skip: usize,
    page: &'static Encoding,
}

impl Reader<'_> {
    fn next(&mut self) -> Option<u8> {
        let byte = self.bytes.get(self.at).copied();
        self.at += 1;
        byte
    }

    fn byte(&mut self, byte: u8) {
        if self.skip > 0 {
            self.skip -= 1;
        } else {
            // The second half of a pair follows the first at once.
            self.high = None;
            self.pending.push(byte);
        }
    }

    fn flush(&mut self) {
        if !self.pending.is_empty() {
            self.text.push_str(&self.page.decode_without_bom_handling(&self.pending).0);
            self.pending.clear();
        }
    }

    fn push(&mut self, c: char) {
        self.flush();
        self.text.push(c);
    }

    /// What follows a backslash.
    fn control(&mut self, state: &mut State) {
        let Some(first) = self.next() else { return };
        if first == b'\'' {
            let hex = self.bytes.get(self.at..self.at + 2).and_then(|h| std::str::from_utf8(h).ok());
            self.at += 2;
            if let Some(byte) = hex.and_then(|h| u8::from_str_radix(h, 16).ok()).filter(|_| !state.hidden) {
                self.byte(byte);
            }
            return;
        }
        if !first.is_ascii_alphabetic() {
            match first {
                b'*' => state.hidden = true,
                b'~' if !state.hidden => self.push('\u{A0}'),
                b'_' if !state.hidden => self.push('-'),
                b'\\' | b'{' | b'}' if !state.hidden => self.byte(first),
                _ => {}
            }
            return;
        }
        self.at -= 1;
        let word = self.take(|b| b.is_ascii_alphabetic());
        let negative = self.bytes.get(self.at) == Some(&b'-');
        self.at += usize::from(negative);
        let value = self.take(|b| b.is_ascii_digit()).parse::<i32>().ok().map(|v| if negative { -v } else { v });
        if self.bytes.get(self.at) == Some(&b' ') {
            self.at += 1;
        }
        self.word(&word, value, state);
    }

    fn take(&mut self, keep: impl Fn(&u8) -> bool) -> String {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let count = rest.iter().take(32).take_while(|b| keep(b)).count();
        self.at += count;
        rest.iter().take(count).map(|b| *b as char).collect()
    }

    fn word(&mut self, word: &str, value: Option<i32>, state: &mut State) {
        match (word, value) {
            ("ansicpg", Some(page)) => self.page = code_page(page),
            ("uc", Some(count)) => state.fallback = usize::try_from(count).unwrap_or(1).min(8),
            _ if DESTINATIONS.contains(&word) => state.hidden = true,
            ("bin", Some(count)) => self.at += usize::try_from(count).unwrap_or(0),
            _ if state.hidden => {}
            ("u", Some(value)) => self.unicode(value, state.fallback),
            ("par" | "line" | "row" | "sect" | "page", _) => self.push('\n'),
            ("tab" | "cell", _) => self.push('\t'),
            ("emdash", _) => self.push('—'),
            ("endash", _) => self.push('–'),
            ("lquote", _) => self.push('‘'),
            ("rquote", _) => self.push('’'),
            ("ldblquote", _) => self.push('“'),
            ("rdblquote", _) => self.push('”'),
            ("emspace" | "qmspace", _) => self.push('\u{3000}'),
            _ => {}
        }
    }

    /// A UTF-16 code unit, written as a signed number.
    fn unicode(&mut self, value: i32, fallback: usize) {
        let unit = (value & 0xFFFF) as u16;
        self.skip = fallback;
        match (self.high.take(), unit) {
            (_, 0xD800..=0xDBFF) => self.high = Some(unit),
            (Some(high), 0xDC00..=0xDFFF) => {
                if let Some(c) = char::decode_utf16([high, unit]).flatten().next() {
                    self.push(c);
                }
            }
            _ => {
                if let Some(c) = char::from_u32(u32::from(unit)) {
                    self.push(c);
                }
            }
        }
    }
}

fn code_page(page: i32) -> &'static Encoding {
    match page {
        936 | 54936 => GB18030,
        950 => BIG5,
        932 => SHIFT_JIS,
        949 => EUC_KR,
        _ => WINDOWS_1252,
    }
}
