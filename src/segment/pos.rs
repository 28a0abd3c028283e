//! Parts of speech.

use serde::Serialize;
use std::fmt;

/// A part of speech, by the tag set of Peking University as jieba's dictionary uses it: `n` noun, `nr` person, `ns` place,
/// `nt` organisation, `nz` other name, `v` verb, `vn` verbal noun, `a` adjective, `d` adverb, `m` numeral, `q` classifier,
/// `t` time, `f` direction, `p` preposition, `c` conjunction, `u…` particle, `x` anything else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Pos(&'static str);

/// Every tag that occurs in the dictionary, roughly by frequency, the second being for all others, and `eng` and `x`, which jieba gives to what is not in it.
const TAGS: &[&str] = &[
    "n", "x", "v", "nr", "ns", "m", "eng", "d", "p", "c", "a", "r", "i", "l", "nz", "nrt", "zg", "nt", "vn", "z", "t", "j", "b",
    "g", "s", "nrfg", "f", "ng", "o", "q", "vg", "ad", "mq", "y", "ag", "an", "e", "u", "tg", "vq", "vi", "k", "vd", "rr", "mg",
    "h", "dg", "uz", "uv", "ul", "uj", "ug", "ud", "rz", "rg", "df",
];

/// The tags as numbers, which are faster to compare.
const CODES: [u64; TAGS.len()] = {
    let mut codes = [0; TAGS.len()];
    let mut i = 0;
    while i < codes.len() {
        codes[i] = code(TAGS[i]);
        i += 1;
    }
    codes
};

/// A tag as a number: its bytes, at most seven of them.
pub(super) const fn code(tag: &str) -> u64 {
    let (mut rest, mut code) = (tag.as_bytes(), 0);
    while let Some((first, others)) = rest.split_first() {
        code = longer(code, *first);
        rest = others;
    }
    code
}

/// The code of a tag that goes on with `byte`.
pub(super) const fn longer(code: u64, byte: u8) -> u64 {
    if code >> 48 == 0 { code << 8 | byte as u64 } else { code }
}

impl Pos {
    /// The part of speech that `tag` names; `x` for a tag that the dictionary does not have.
    pub fn from_tag(tag: &str) -> Self {
        Self::numbered(Self::number_of(code(tag)))
    }

    /// The number of the part of speech whose tag has this code.
    pub(super) fn number_of(code: u64) -> usize {
        CODES.iter().position(|other| *other == code).unwrap_or(1)
    }

    /// The part of speech with this number.
    pub(super) fn numbered(number: usize) -> Self {
        Self(TAGS.get(number).copied().unwrap_or("x"))
    }

    /// The tag.
    pub const fn as_str(self) -> &'static str {
        self.0
    }
}

impl fmt::Display for Pos {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}
