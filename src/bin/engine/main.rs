//! The analyser for JavaScript: text in, the analysis as JSON out. `www/core.js` calls it, in a worker or on the page.
//!
//! JSON is the quick way through: as one string it crosses from here to JavaScript and from the worker to the page for nearly
//! nothing, and the browser parses it faster than an object of the same size is built from here or copied between threads.

use quandian::{Analyzer, OffsetUnit, Options};
use wasm_bindgen::prelude::*;

/// Runs when the module is instantiated: a panic is told on the console before it traps.
fn main() {
    console_error_panic_hook::set_once();
}

/// An analyser with its dictionary and models; making one takes some tenths of a second.
#[wasm_bindgen]
pub struct Engine {
    analyzer: Analyzer,
}

#[wasm_bindgen]
impl Engine {
    /// Reads the dictionary and the models.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self { analyzer: Analyzer::new() }
    }

    /// The `Analysis` of `text` as JSON, its offsets in UTF-16 code units. A lone surrogate is read as U+FFFD, which is one unit as
    /// well. Throws a string where `published` is given and is not a date.
    pub fn analyze(&self, text: &str, published: Option<String>) -> Result<String, String> {
        let date =
            |text: String| quandian::parse_date(&text).ok_or_else(|| format!("published: {text:?} is not a date (YYYY-MM-DD)"));
        let options = Options { published: published.map(date).transpose()?, offsets: OffsetUnit::Utf16 };
        serde_json::to_string(&self.analyzer.analyze(text, &options)).map_err(|error| error.to_string())
    }
}
