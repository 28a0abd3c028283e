//! Import for JavaScript: the bytes of a file in, its text out. `www/import-worker.js` calls it, in a worker of its own that is
//! started when the first file comes, so that a page on which text is only pasted never loads it.

use quandian::import::{Error, Format, Sheet, import, in_order};
use wasm_bindgen::prelude::*;

/// Runs when the module is instantiated: a panic is told on the console before it traps.
fn main() {
    console_error_panic_hook::set_once();
}

/// The text of a file.
#[wasm_bindgen(getter_with_clone)]
pub struct Imported {
    /// The text, paragraphs parted by line breaks.
    pub text: String,
    /// What the file was: `text`, `html`, `docx`, `rtf` or `pdf`.
    pub format: String,
    /// The encoding that its bytes were read in; `undefined` where the format fixes it.
    pub encoding: Option<String>,
}

/// Reads the file `bytes` called `name`, in `encoding` where one is given. Throws a string: the code of what is wrong and, after a
/// space, the kind of file that it is.
#[wasm_bindgen]
pub fn read(bytes: &[u8], name: &str, encoding: Option<String>) -> Result<Imported, String> {
    let imported = import(bytes, Some(name), encoding.as_deref()).map_err(told)?;
    let format = imported.format.code().to_owned();
    Ok(Imported { text: imported.text, format, encoding: imported.encoding.map(str::to_owned) })
}

/// The text of the pages of a PDF, as pdf.js found it: the JSON of a list of [`Sheet`]s. Throws as [`read`] does.
#[wasm_bindgen]
pub fn pages(json: &str) -> Result<Imported, String> {
    let sheets: Vec<Sheet> = serde_json::from_str(json).map_err(|error| format!("damaged {error}"))?;
    let text = in_order(&sheets).map_err(told)?;
    Ok(Imported { text, format: Format::Pdf.code().to_owned(), encoding: None })
}

fn told(error: Error) -> String {
    format!("{} {}", error.kind.code(), error.kind.detail())
}
