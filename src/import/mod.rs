//! Import: from the bytes of a file to source text.
//!
//! Plain text and Markdown in any of the usual encodings, web pages, Word documents (.docx), RTF and, with the feature `pdf`,
//! the text layer of PDFs. What a file is, its content says; its name only helps where the content leaves it open.
//!
//! ```
//! use quandian::import::{Format, import};
//! let gbk = b"\xc7\xe0\xb5\xba\xbd\xf1\xcc\xec\xd5\xd9\xbf\xaa\xbb\xe1\xd2\xe9\xa1\xa3";
//! let imported = import(gbk, Some("news.txt"), None).unwrap();
//! assert_eq!(imported.text, "青岛今天召开会议。");
//! assert_eq!((imported.format, imported.encoding), (Format::Text, Some("GBK")));
//! ```

mod docx;
mod encoding;
mod html;
#[cfg(feature = "pdf")]
mod pdf;
mod rtf;
mod sheet;

pub use sheet::{Run, Sheet, in_order};

use std::fmt;

/// The largest file that is read, in bytes.
pub const LARGEST: usize = 64 << 20;

/// The longest text that a file may unpack to, in bytes of UTF-8. A book of a million characters takes 3 million.
pub const LONGEST: usize = 64 << 20;

/// What a file was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// Plain text, Markdown among it.
    Text,
    /// A web page.
    Html,
    /// A Word document (Office Open XML).
    Docx,
    /// Rich Text Format.
    Rtf,
    /// A PDF with a text layer.
    Pdf,
}

/// The text of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// The text, paragraphs parted by line breaks.
    pub text: String,
    /// What the file was.
    pub format: Format,
    /// The encoding that the bytes were read in, by its name in the Encoding Standard; `None` where the format fixes it.
    pub encoding: Option<&'static str>,
}

/// Why a file could not be read. [`fmt::Display`] says it to a reader, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// What went wrong.
    pub kind: ErrorKind,
}

/// What went wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// It is larger than [`LARGEST`], or unpacks to more than [`LONGEST`].
    TooLarge,
    /// It is locked with a password.
    Encrypted,
    /// It breaks off or is broken.
    Damaged(Format),
    /// It has pages but no text: a scan.
    NoText,
    /// It is of a kind that is not read; the name of the kind.
    Unsupported(&'static str),
    /// It is no text at all.
    Binary,
    /// There is no encoding of the name asked for.
    UnknownEncoding(String),
}

impl Format {
    /// Its name for programs, the usual ending of such files but for plain text.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Html => "html",
            Self::Docx => "docx",
            Self::Rtf => "rtf",
            Self::Pdf => "pdf",
        }
    }
}

impl ErrorKind {
    /// Its name for programs.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::TooLarge => "too-large",
            Self::Encrypted => "encrypted",
            Self::Damaged(_) => "damaged",
            Self::NoText => "no-text",
            Self::Unsupported(_) => "unsupported",
            Self::Binary => "binary",
            Self::UnknownEncoding(_) => "unknown-encoding",
        }
    }

    /// The kind of file or the name of the encoding that it speaks of, if any.
    pub fn detail(&self) -> &str {
        match self {
            Self::Damaged(format) => format.code(),
            Self::Unsupported(kind) => kind,
            Self::UnknownEncoding(name) => name,
            Self::TooLarge | Self::Encrypted | Self::NoText | Self::Binary => "",
        }
    }
}

impl From<ErrorKind> for Error {
    fn from(kind: ErrorKind) -> Self {
        Self { kind }
    }
}

impl std::error::Error for Error {}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            ErrorKind::TooLarge => write!(f, "the file is too large: split it or paste the part you need"),
            ErrorKind::Encrypted => {
                write!(f, "the file is locked with a password: open it in its program and save it without one")
            }
            ErrorKind::Damaged(format) => {
                write!(f, "the {format} file is damaged or incomplete: fetch it again, or paste its text")
            }
            ErrorKind::NoText => {
                write!(f, "the PDF holds pictures of pages and no text: run it through text recognition (OCR) first")
            }
            ErrorKind::Unsupported(kind) => {
                write!(f, "{kind} files are not read here: save it as .docx or .txt, or paste its text")
            }
            ErrorKind::Binary => write!(f, "this is not a text: give a .txt, .md, .html, .docx, .rtf or .pdf file"),
            ErrorKind::UnknownEncoding(name) => write!(f, "there is no encoding {name}: try utf-8, gb18030, big5 or utf-16le"),
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Text => "text",
            Self::Html => "HTML",
            Self::Docx => "Word",
            Self::Rtf => "RTF",
            Self::Pdf => "PDF",
        })
    }
}

/// Reads the text of the file `bytes`. `name` is its name, `encoding` the label of an encoding to use in place of the one that
/// would be detected.
///
/// # Errors
/// [`Error`] says why the file has no text to give.
pub fn import(bytes: &[u8], name: Option<&str>, encoding: Option<&str>) -> Result<Imported, Error> {
    if bytes.len() > LARGEST {
        return Err(ErrorKind::TooLarge.into());
    }
    let format = sniff(bytes, name)?;
    let (text, encoding) = match format {
        Format::Text => {
            let (text, encoding) = encoding::decode(bytes, encoding, None)?;
            (text, Some(encoding))
        }
        Format::Html => {
            let (page, encoding) = encoding::decode(bytes, encoding, encoding::declared(bytes))?;
            (html::text(&page), Some(encoding))
        }
        Format::Docx => (docx::text(bytes)?, None),
        Format::Rtf => (rtf::text(bytes)?, None),
        #[cfg(feature = "pdf")]
        Format::Pdf => (pdf::text(bytes)?, None),
        #[cfg(not(feature = "pdf"))]
        Format::Pdf => return Err(ErrorKind::Unsupported("PDF").into()),
    };
    if text.len() > LONGEST {
        return Err(ErrorKind::TooLarge.into());
    }
    Ok(Imported { text, format, encoding })
}

/// What the first bytes say that a file is.
fn sniff(bytes: &[u8], name: Option<&str>) -> Result<Format, Error> {
    let starts = |magic: &[u8]| bytes.starts_with(magic);
    let extension = name.and_then(|n| n.rsplit_once('.')).map(|(_, e)| e.to_ascii_lowercase()).unwrap_or_default();
    let kind = match extension.as_str() {
        "xlsx" => "Excel",
        "pptx" => "PowerPoint",
        "odt" => "OpenDocument",
        "epub" => "EPUB",
        _ => "ZIP",
    };
    if starts(b"PK\x03\x04") {
        return if docx::is_docx(bytes) { Ok(Format::Docx) } else { Err(ErrorKind::Unsupported(kind).into()) };
    }
    if starts(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return Err(
            if extension == "docx" { ErrorKind::Encrypted } else { ErrorKind::Unsupported("old Office (.doc, .xls)") }.into()
        );
    }
    let head = bytes.get(..bytes.len().min(1024)).unwrap_or_default();
    if head.windows(5).any(|w| w == b"%PDF-") {
        return Ok(Format::Pdf);
    }
    if starts(b"{\\rtf") {
        return Ok(Format::Rtf);
    }
    if let Some(kind) = picture(bytes) {
        return Err(ErrorKind::Unsupported(kind).into());
    }
    if html::is_html(head) || matches!(extension.as_str(), "html" | "htm" | "xhtml") {
        return Ok(Format::Html);
    }
    match extension.as_str() {
        "docx" if !bytes.is_empty() && encoding::is_binary(bytes) => Err(ErrorKind::Damaged(Format::Docx).into()),
        "pdf" if !bytes.is_empty() && encoding::is_binary(bytes) => Err(ErrorKind::Damaged(Format::Pdf).into()),
        _ => Ok(Format::Text),
    }
}

/// Files that are often dropped by mistake, by their first bytes.
fn picture(bytes: &[u8]) -> Option<&'static str> {
    let kinds: [(&[u8], &str); 6] = [
        (b"\x89PNG", "picture"),
        (b"\xFF\xD8\xFF", "picture"),
        (b"GIF8", "picture"),
        (b"Rar!", "RAR"),
        (b"7z\xBC\xAF", "7-Zip"),
        (b"\x1F\x8B", "gzip"),
    ];
    kinds.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, kind)| *kind)
}
