//! Ways out: an analysis as other programs and people read it. Pure functions, one a format.
//!
//! The formats that show marks in their text take a [`Page`], so that a reader's corrections go out with them.
//!
//! ```
//! use quandian::{Analyzer, Options, export, view::Page};
//! let page = Page::new(Analyzer::new().analyze("青岛港今年增长5%。", &Options::default()));
//! assert!(export::figures_csv(&page).starts_with("\u{feff}text,kind,value,"));
//! ```

mod csv;
mod markup;

pub use csv::{entities_csv, figures_csv};
pub use markup::{html, markdown};

use crate::Analysis;
#[cfg(doc)]
use crate::view::Page;

/// The whole analysis as JSON, indented. `{}` for what cannot be written, which no analysis holds.
pub fn json(analysis: &Analysis) -> String {
    serde_json::to_string_pretty(analysis).unwrap_or_else(|_| "{}".to_owned())
}

/// The name that a plain enum has in the JSON.
fn code(value: impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}
