//! The analyser for JavaScript: text in, the analysis as JSON out. `www/core.js` calls it, in a worker or on the page.
//!
//! JSON is the quick way through for what is large: as one string it crosses from here to JavaScript and from the worker to the page
//! for nearly nothing, and the browser parses it faster than an object of the same size is built from here or copied between
//! threads. What is small crosses as plain objects.

use quandian::{
    Analysis, Analyzer, OffsetUnit, Options,
    compare::compare,
    export::Format,
    recognize::answers,
    time::Reference,
    view::{Correction, Page, correct},
};
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
    #[expect(clippy::new_without_default, reason = "only JavaScript makes one")]
    pub fn new() -> Self {
        Self { analyzer: Analyzer::new() }
    }

    /// The `Analysis` of `text` as JSON, its offsets in UTF-16 code units. A lone surrogate is read as U+FFFD, which is one unit as
    /// well. `explain` has every mention say what speaks for it. Throws a string where `published` is given and is not a date.
    pub fn analyze(&self, text: &str, published: Option<String>, explain: Option<bool>) -> Result<String, String> {
        let date =
            |text: String| quandian::parse_date(&text).ok_or_else(|| format!("published: {text:?} is not a date (YYYY-MM-DD)"));
        let published = published.map(date).transpose()?;
        let options = Options { published, offsets: OffsetUnit::Utf16, explain: explain.unwrap_or_default() };
        self.analyzer.analyze_to_json(text, &options).map_err(|error| error.to_string())
    }

    /// How many times and figures a text has that needs no layout: what `make bench` measures.
    pub fn count_quantities(&self, text: &str) -> usize {
        let (times, figures) = self.analyzer.quantities(text, None);
        times.len() + figures.len()
    }

    /// Every reading of a number, measure or time in a short text, a list of plain objects, offsets as in `analyze`. Relative times
    /// count from `reference`, ISO 8601. Throws a string where that is no time.
    pub fn recognize(&self, text: &str, reference: Option<String>) -> Result<JsValue, String> {
        let time =
            |text: String| Reference::parse(&text).ok_or_else(|| format!("reference: {text:?} is not a date or time (ISO 8601)"));
        let reference = reference.map(time).transpose()?;
        plain(&answers(text, reference, OffsetUnit::Utf16))
    }

    /// The keyness of words: a list of pairs of a word and how often it occurs in an article, all its words; a list of numbers in their
    /// order. Throws a string where `words` is no such list.
    pub fn keyness(&self, words: JsValue) -> Result<JsValue, String> {
        let words: Vec<(String, usize)> = serde_wasm_bindgen::from_value(words).map_err(|error| format!("words: {error}"))?;
        let words: Vec<(&str, usize)> = words.iter().map(|(word, count)| (word.as_str(), *count)).collect();
        plain(&self.analyzer.keyness(&words))
    }

    /// An analysis, the JSON that `analyze` gave for `source`, as other programs read it, `corrections` (a JSON list) made. `format`
    /// is the ending of its files. Throws a string where an argument is not what it should be.
    pub fn export(&self, analysis: &str, format: &str, corrections: &str, source: &str, title: &str) -> Result<String, String> {
        let format = Format::from_ending(format)
            .ok_or_else(|| format!("format: {format:?} is none of {:?}", Format::ALL.map(Format::ending)))?;
        let analysis: Analysis = serde_json::from_str(analysis).map_err(|error| format!("analysis: {error}"))?;
        let corrections: Vec<Correction> = serde_json::from_str(corrections).map_err(|error| format!("corrections: {error}"))?;
        Ok(format.write(&Page::new(correct(&analysis, &corrections)), source, title))
    }

    /// What several analyses say of the same metric of the same owner: a JSON list of rows. `analyses` is a JSON list of pairs, each what
    /// `analyze` gave and the corrections to make in it. Throws a string where the list is none.
    pub fn compare(&self, analyses: &str) -> Result<String, String> {
        let pairs: Vec<(Analysis, Vec<Correction>)> =
            serde_json::from_str(analyses).map_err(|error| format!("analyses: {error}"))?;
        let analyses: Vec<Analysis> = pairs.iter().map(|(analysis, corrections)| correct(analysis, corrections)).collect();
        serde_json::to_string(&compare(&analyses)).map_err(|error| error.to_string())
    }
}

/// The plain objects that `JSON.parse` would make of the value's JSON.
fn plain(value: &impl Serialize) -> Result<JsValue, String> {
    value.serialize(&Serializer::json_compatible()).map_err(|error| error.to_string())
}
