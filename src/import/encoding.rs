//! Which encoding bytes are in, and what they say in it.

use super::{Error, ErrorKind};
use crate::table;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};
use std::{collections::HashSet, sync::LazyLock};

/// Bytes that tell the encoding of a text.
const SAMPLE: usize = 1 << 20;

/// The text of `bytes`, and the name of its encoding: the one asked for, else the one that a byte order mark, the shape of
/// UTF-8 or UTF-16, the file itself (`declared`) or its letters tell.
pub fn decode(bytes: &[u8], label: Option<&str>, declared: Option<&'static Encoding>) -> Result<(String, &'static str), Error> {
    let chosen = match label {
        Some(label) => Some(Encoding::for_label(label.as_bytes()).ok_or_else(|| ErrorKind::UnknownEncoding(label.to_owned()))?),
        None => Encoding::for_bom(bytes).map(|(encoding, _)| encoding),
    };
    let encoding = match chosen.or_else(|| wide(bytes)) {
        Some(encoding) => encoding,
        None if is_binary(bytes) => return Err(ErrorKind::Binary.into()),
        None => declared.filter(|e| fits(e, bytes)).unwrap_or_else(|| guess(bytes)),
    };
    // GB 18030 holds all of GBK and more.
    let decoder = if encoding == GBK { GB18030 } else { encoding };
    let (text, broken) = decoder.decode_with_bom_removal(bytes);
    if broken && label.is_none() && text.chars().filter(|c| *c == '\u{FFFD}').count() * 20 > text.chars().count() {
        return Err(ErrorKind::Binary.into());
    }
    Ok((text.into_owned(), encoding.name()))
}

/// The encoding that a web page declares for itself in its first kilobyte.
pub fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head: String = bytes.iter().take(1024).map(|b| b.to_ascii_lowercase() as char).collect();
    let after = head.get(head.find("charset=")? + "charset=".len()..)?;
    let label = after.trim_start_matches(['"', '\'', ' ']);
    let end = label.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_')).unwrap_or(label.len());
    Encoding::for_label(label.get(..end)?.as_bytes())
}

/// Whether `bytes` are no text in any encoding: control bytes where letters should be.
pub fn is_binary(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(1 << 16)).unwrap_or_default();
    let controls = head.iter().filter(|b| matches!(b, 1..=8 | 14..=26 | 28..=31)).count();
    let nuls = head.iter().filter(|b| **b == 0).count();
    wide(bytes).is_none() && (controls * 50 > head.len() || nuls * 20 > head.len())
}

/// UTF-16 without a byte order mark: even length, and one byte of the pairs that spaces, line breaks and Chinese punctuation
/// make is far more uniform than the other.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(1 << 16) & !1).unwrap_or_default();
    if head.len() < 4 || std::str::from_utf8(bytes).is_ok() {
        return None;
    }
    let decodes = |encoding: &'static Encoding| {
        let (text, broken) = encoding.decode_without_bom_handling(head);
        let known = |c: &char| matches!(c, '\t' | '\n' | '\r' | ' '..='~' | '\u{3000}'..='\u{303F}' | '\u{4E00}'..='\u{9FFF}' | '\u{FF00}'..='\u{FF5E}' | '\u{2010}'..='\u{2026}');
        let usual = |c: &char| matches!(c, '\n' | ' ' | '，' | '。' | '、' | '的' | '一' | '是' | '在');
        let count = text.chars().count();
        let good = text.chars().filter(known).count() * 100 >= count * 95;
        !broken && good && text.chars().filter(usual).count() * 50 >= count
    };
    [UTF_16LE, UTF_16BE].into_iter().find(|e| decodes(e))
}

fn fits(encoding: &'static Encoding, bytes: &[u8]) -> bool {
    let sample = bytes.get(..bytes.len().min(SAMPLE)).unwrap_or_default();
    encoding != UTF_8
        || std::str::from_utf8(sample).is_ok_and(|_| true)
        || std::str::from_utf8(sample).is_err_and(|e| e.error_len().is_none())
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    if std::str::from_utf8(bytes).is_ok() {
        return UTF_8;
    }
    let sample = bytes.get(..bytes.len().min(SAMPLE)).unwrap_or(bytes);
    // A text that breaks off inside a character is still UTF-8.
    if std::str::from_utf8(bytes).is_err_and(|e| e.error_len().is_none()) {
        return UTF_8;
    }
    // For a reader of Chinese the Chinese encodings come first: the right one gives common characters.
    let chinese = [GB18030, BIG5].map(|e| (commonness(sample, e), e));
    match chinese.into_iter().max_by_key(|(share, _)| *share) {
        Some((share, encoding)) if share >= COMMON => return if encoding == GB18030 { GBK } else { encoding },
        _ => {}
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, sample.len() == bytes.len());
    detector.guess(None, Utf8Detection::Allow)
}

/// Common characters among a hundred of a Chinese text: running text has sixty and more, text in the wrong encoding under
/// twenty.
const COMMON: usize = 35;

static CHARACTERS: LazyLock<HashSet<char>> = LazyLock::new(|| {
    let lines = table::rows(include_str!("common.txt"));
    lines.flat_map(str::chars).collect()
});

/// How many of a hundred characters outside ASCII are common ones, the bytes read in `encoding`.
fn commonness(bytes: &[u8], encoding: &'static Encoding) -> usize {
    let text = encoding.decode_without_bom_handling(bytes).0;
    let (mut common, mut all) = (0, 0);
    for c in text.chars().filter(|c| !c.is_ascii()) {
        all += 1;
        common += usize::from(CHARACTERS.contains(&c));
    }
    common * 100 / all.max(1)
}
