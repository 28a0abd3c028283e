//! The text layer of a PDF, page by page, as far as the file says what its glyphs mean. A scan has none. In the browser
//! Mozilla's pdf.js does this; here it is for the command line.

use super::{Error, ErrorKind, Format};
use std::panic;

/// The text of the document, an empty line between pages.
pub fn text(bytes: &[u8]) -> Result<String, Error> {
    if bytes.windows(8).any(|w| w == b"/Encrypt") {
        return Err(ErrorKind::Encrypted.into());
    }
    // The library panics on fonts that it does not know; what a file does must not end the program.
    let pages = panic::catch_unwind(|| pdf_extract::extract_text_from_mem_by_pages(bytes));
    let damaged = || Error::from(ErrorKind::Damaged(Format::Pdf));
    let pages = pages.map_err(|_| damaged())?.map_err(|_| damaged())?;
    let text = pages.join("\n");
    if text.chars().filter(|c| c.is_alphanumeric()).count() < 4 * pages.len() {
        return Err(ErrorKind::NoText.into());
    }
    Ok(text)
}
