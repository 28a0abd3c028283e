//! The analyser for JavaScript: text and options in, plain objects out. `www/core.js` loads it, in a worker or on the page.

use quandian::{Analyzer, Date, OffsetUnit, Options};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
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

    /// The `Analysis` of `text` as a plain object, its offsets in UTF-16 code units. `published` is `YYYY-MM-DD`; throws a
    /// `RangeError` where it is not a date.
    pub fn analyze(&self, text: &str, published: Option<String>) -> Result<JsValue, JsValue> {
        let published = published.map(|date| date.parse::<Date>().map_err(|_| not_a_date(&date))).transpose()?;
        let options = Options { published, offsets: OffsetUnit::Utf16 };
        let analysis = self.analyzer.analyze(text, &options);
        Ok(analysis.serialize(&Serializer::json_compatible())?)
    }
}

fn not_a_date(text: &str) -> JsValue {
    js_sys::RangeError::new(&format!("published: {text:?} is not a date (YYYY-MM-DD)")).into()
}
