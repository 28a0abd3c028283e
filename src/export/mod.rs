//! Ways out: an analysis as other programs and people read it. Pure functions, one a format.
//!
//! The formats that show marks in their text take a [`Page`], so that a reader's corrections go out with them.
//!
//! ```
//! use quandian::{Analyzer, Options, export, view::Page};
//! let page = Page::new(Analyzer::new().analyze("青岛港今年增长5%。", &Options::default()));
//! assert!(export::figures_csv(&page).starts_with("\u{feff}text,kind,value,"));
//! ```

mod annotations;
mod brat;
mod conll;
mod csv;
mod markup;
mod position;
#[cfg(test)]
mod tests;

pub use annotations::{doccano, web_annotation};
pub use brat::brat;
pub use conll::conll;
pub use csv::{csv, entities_csv, figures_csv, tsv};
pub use markup::{html, markdown};

use crate::{Analysis, analysis::Figure, view::Page};

/// The forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// The whole analysis.
    Json,
    /// The ledger as a table.
    FiguresCsv,
    /// The names as a table.
    EntitiesCsv,
    /// The article with its ledger, for people.
    Markdown,
    /// The same as a web page of one file.
    Html,
    /// Words and tags, for programs that learn.
    Conll,
    /// Stand-off annotation of brat.
    Brat,
    /// The W3C's Web Annotation Data Model.
    WebAnnotation,
    /// A line for doccano.
    Doccano,
}

impl Format {
    /// Every form.
    pub const ALL: [Self; 9] = [
        Self::Json,
        Self::FiguresCsv,
        Self::EntitiesCsv,
        Self::Markdown,
        Self::Html,
        Self::Conll,
        Self::Brat,
        Self::WebAnnotation,
        Self::Doccano,
    ];

    /// What programs call it, and how its files end.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::FiguresCsv => "figures.csv",
            Self::EntitiesCsv => "names.csv",
            Self::Markdown => "md",
            Self::Html => "html",
            Self::Conll => "conll",
            Self::Brat => "ann",
            Self::WebAnnotation => "annotations.jsonld",
            Self::Doccano => "doccano.jsonl",
        }
    }

    /// The form whose files end so.
    pub fn from_ending(ending: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.ending() == ending)
    }

    /// Its media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::FiguresCsv | Self::EntitiesCsv => "text/csv;charset=utf-8",
            Self::Markdown => "text/markdown;charset=utf-8",
            Self::Html => "text/html;charset=utf-8",
            Self::Conll | Self::Brat => "text/plain;charset=utf-8",
            Self::WebAnnotation => "application/ld+json",
            Self::Doccano => "application/jsonl",
        }
    }

    /// The page in this form. `source` is the text that was analysed; `title` heads the web page.
    pub fn write(self, page: &Page, source: &str, title: &str) -> String {
        match self {
            Self::Json => json(&page.analysis),
            Self::FiguresCsv => figures_csv(page),
            Self::EntitiesCsv => entities_csv(page),
            Self::Markdown => markdown(page),
            Self::Html => html(page, title),
            Self::Conll => conll(page, source),
            Self::Brat => brat(page, source),
            Self::WebAnnotation => web_annotation(page, source),
            Self::Doccano => doccano(page, source),
        }
    }
}

/// The whole analysis as JSON, indented. `{}` for what cannot be written, which no analysis holds.
pub fn json(analysis: &Analysis) -> String {
    serde_json::to_string_pretty(analysis).unwrap_or_else(|_| "{}".to_owned())
}

/// The name that a plain enum has in the JSON.
fn code(value: impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

/// A figure's value, or the ends of its range.
fn amount(figure: &Figure) -> String {
    match (figure.value, figure.lo, figure.hi) {
        (Some(value), ..) => value.to_string(),
        (None, Some(lo), Some(hi)) => format!("{lo}–{hi}"),
        _ => String::new(),
    }
}
