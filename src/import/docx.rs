//! The text of a Word document: the paragraphs of `word/document.xml`, headings marked as in Markdown, the cells of a table
//! parted by tabs.

use super::{Error, ErrorKind, Format, LONGEST};
use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};
use std::io::{Cursor, Read};
use zip::ZipArchive;

const BODY: &str = "word/document.xml";

/// Whether the ZIP archive is a Word document.
pub fn is_docx(bytes: &[u8]) -> bool {
    ZipArchive::new(Cursor::new(bytes)).map_or_else(
        // The list of files stands at the end and is lost first where a file breaks off.
        |_| bytes.windows(BODY.len()).take(1 << 20).any(|w| w == BODY.as_bytes()),
        |zip| zip.index_for_name(BODY).is_some(),
    )
}

/// The text of the document.
pub fn text(bytes: &[u8]) -> Result<String, Error> {
    let damaged = || Error::from(ErrorKind::Damaged(Format::Docx));
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged())?;
    let entry = archive.by_name(BODY).map_err(|_| damaged())?;
    // Unpacked XML is some five times its text; what says less than it holds is stopped while it unpacks.
    let limit = 5 * LONGEST as u64;
    if entry.size() > limit {
        return Err(ErrorKind::TooLarge.into());
    }
    let mut xml = Vec::new();
    entry.take(limit + 1).read_to_end(&mut xml).map_err(|_| damaged())?;
    if xml.len() as u64 > limit {
        return Err(ErrorKind::TooLarge.into());
    }
    let xml = String::from_utf8(xml).map_err(|_| damaged())?;
    let mut writer = Writer::default();
    let mut reader = Reader::from_str(&xml);
    loop {
        match reader.read_event().map_err(|_| damaged())? {
            Event::Eof => break,
            Event::Start(tag) => writer.open(&tag),
            Event::Empty(tag) => {
                writer.open(&tag);
                writer.close(tag.local_name().as_ref());
            }
            Event::End(tag) => writer.close(tag.local_name().as_ref()),
            Event::Text(text) => writer.write(&text.xml10_content()),
            Event::CData(text) => writer.write(&text.xml10_content()),
            Event::GeneralRef(name) => writer.entity(&name),
            _ => {}
        }
        if writer.text.len() > LONGEST {
            return Err(ErrorKind::TooLarge.into());
        }
    }
    Ok(writer.text)
}

/// Gathers the text.
#[derive(Default)]
struct Writer {
    text: String,
    /// Where the open paragraph begins.
    paragraph: usize,
    /// Inside `w:t`, the only element that holds text to read.
    reading: bool,
    /// Inside something struck out or a field's code.
    hidden: usize,
    /// Whether the row of the table has a cell already.
    cell: bool,
}

impl Writer {
    fn open(&mut self, tag: &BytesStart) {
        match tag.local_name().as_ref() {
            "t" => self.reading = true,
            "p" => self.paragraph = self.text.len(),
            "pStyle" => self.style(tag),
            "tab" if self.hidden == 0 && self.paragraph < self.text.len() => self.text.push('\t'),
            "br" | "cr" if self.hidden == 0 => self.text.push('\n'),
            "del" | "moveFrom" | "instrText" | "Fallback" => self.hidden += 1,
            "tr" => self.cell = false,
            "tc" => self.open_cell(),
            _ => {}
        }
    }

    /// A cell goes on in the line of the cell before it.
    fn open_cell(&mut self) {
        if std::mem::replace(&mut self.cell, true) {
            self.text.truncate(self.text.trim_end_matches('\n').len());
            self.text.push('\t');
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "t" => self.reading = false,
            "p" => self.text.push('\n'),
            "del" | "moveFrom" | "instrText" | "Fallback" => self.hidden = self.hidden.saturating_sub(1),
            _ => {}
        }
    }

    /// Marks a heading: styles are called Heading1, 标题 1 or 1, a title is called Title.
    fn style(&mut self, tag: &BytesStart) {
        let value = tag.attributes().flatten().find(|a| a.key.local_name().as_ref() == "val").map(|a| a.value.to_string());
        let value = value.unwrap_or_default().to_ascii_lowercase();
        let level = match value.as_str() {
            "title" => Some(1),
            _ => value.strip_prefix("heading").unwrap_or(&value).trim().parse().ok(),
        };
        if let Some(level) = level.filter(|l| (1..=6).contains(l)) {
            self.text.push_str(&"#".repeat(level));
            self.text.push(' ');
        }
    }

    fn write(&mut self, text: &str) {
        if self.reading && self.hidden == 0 {
            self.text.push_str(text);
        }
    }

    fn entity(&mut self, name: &quick_xml::events::BytesRef) {
        let named = name.xml10_content();
        let c = match named.as_ref() {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            _ => name.resolve_char_ref().ok().flatten(),
        };
        if let Some(c) = c {
            self.write(c.encode_utf8(&mut [0; 4]));
        }
    }
}
