//! Quandian (圈点) reads Chinese articles: it marks words, names, dates and every figure with its value, its unit and what it
//! measures.
//!
//! The library is pure Rust: no browser, no input or output, no clock. One text in, one [`Analysis`] out:
//!
//! ```
//! use quandian::{Analyzer, Options};
//! let analyzer = Analyzer::new();
//! let analysis = analyzer.analyze("青岛今天召开会议。", &Options::default());
//! assert_eq!(analysis.tokens[0].text, "青岛");
//! ```
//!
//! The way through, one module a stage, each knowing only the types before it:
//!
//! ```text
//! source ─ layout ─▶ reading text + blocks ─ segment ─▶ tokens ─ time, figure ─▶ quantities
//!        ─ entity ─▶ names ─ link ─▶ aliases, roles, metrics ─ check ─▶ Analysis
//! ```

pub mod analysis;
pub mod check;
mod codepoints;
pub mod compare;
pub mod entity;
pub mod export;
pub mod figure;
#[cfg(feature = "import")]
pub mod import;
pub mod layout;
pub mod link;
pub mod numeral;
mod offsets;
mod packed;
pub mod recognize;
mod report;
pub mod segment;
mod settle;
pub mod span;
pub mod table;
pub mod time;
mod trie;
pub mod view;

pub use analysis::{Analysis, OffsetUnit};
pub use jiff::civil::Date;

/// What a caller may ask for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Options {
    /// When the text was published, where it does not say so itself: relative times count from it. Without it they stay
    /// unresolved.
    pub published: Option<Date>,
    /// What the offsets of the result count.
    pub offsets: OffsetUnit,
    /// Whether to say of each name what speaks for it, and of each time and figure from what its value follows.
    pub explain: bool,
}

/// The date of publication that `text` names: `YYYY-MM-DD`; of `YYYY-MM` and `YYYY` the first day, for archives that keep no
/// more than the month or the year.
///
/// ```
/// assert_eq!(quandian::parse_date("2009-09"), quandian::parse_date("2009-09-01"));
/// assert_eq!(quandian::parse_date("2009-13"), None);
/// ```
pub fn parse_date(text: &str) -> Option<Date> {
    let mut parts = text.splitn(3, '-').map(|part| part.parse::<i16>().ok());
    let year = parts.next()??;
    let mut month_or_day = || parts.next().map_or(Some(1), |part| part.and_then(|p| i8::try_from(p).ok()));
    let month = month_or_day()?;
    Date::new(year, month, month_or_day()?).ok()
}

/// The analyser with its dictionary, model and gazetteers. Make one and keep it: making it takes some tenths of a second,
/// using it some milliseconds.
pub struct Analyzer {
    segmenter: segment::Segmenter,
    recognizer: entity::Recognizer,
    linker: link::Linker,
}

impl Analyzer {
    /// Reads the dictionary, the model and the gazetteers that are compiled in.
    pub fn new() -> Self {
        Self { segmenter: segment::Segmenter::new(), recognizer: entity::Recognizer::new(), linker: link::Linker::new() }
    }

    /// Analyses `source`. Never fails: a text in which nothing is found has an analysis with empty lists. Takes time in
    /// proportion to the text.
    pub fn analyze(&self, source: &str, options: &Options) -> Analysis {
        self.read(source, options, |report| report.analysis())
    }

    /// The analysis of `source` as JSON for `www/words.js`, in which words are packed; otherwise what `serde_json::to_string` writes.
    /// Takes a fraction of the memory.
    ///
    /// # Errors
    /// None that an analysis is known to cause; `serde_json` can fail in general.
    pub fn analyze_to_json(&self, source: &str, options: &Options) -> serde_json::Result<String> {
        self.read(source, options, |report| report.json())
    }

    /// The way through, up to what is told of it.
    fn read<T>(&self, source: &str, options: &Options, tell: impl FnOnce(&report::Report) -> T) -> T {
        let layout = layout::lay_out_published(source, options.published);
        // The stages read Simplified; the report shows what was written. Both have the same bytes at the same places.
        let simplified = layout::fold_script(layout.text.as_str());
        let text = simplified.as_ref();
        let tokens = self.segmenter.tokens(text);
        let mut times = time::find(text, |at| layout.published_at(at).or(options.published));
        let mut figures = figure::find(text, &tokens, &times);
        let input = entity::Input { text, blocks: &layout.blocks, tokens: &tokens, times: &times, figures: &figures };
        let findings = self.recognizer.findings(&input);
        let entities: Vec<entity::Entity> = findings.iter().map(|f| f.entity).collect();
        settle::drop_inside_names(&entities, &mut times, &mut figures);
        let tokens = settle::cut_at_mentions(tokens, &entities, &times, &figures);
        let input =
            link::Input { text, blocks: &layout.blocks, tokens: &tokens, entities: &entities, times: &times, figures: &figures };
        let units = link::unit::units(&input);
        let links = self.linker.link(&input, &units);
        let checks = check::check(&input, &units, &links, |at| layout.published_at(at).or(options.published));
        // What was learnt was learnt of jieba's words: the reader's come last.
        let tokens = settle::part_numbers(text, &tokens, &times, &figures);
        let input = link::Input { tokens: &tokens, ..input };
        let (layout, findings, links, checks) = (&layout, &findings, &links, &checks);
        tell(&report::Report { source, options, layout, input, findings, links, checks })
    }
}

impl Analyzer {
    /// The times and the figures of a text that needs no layout, spans in its bytes: for those who want nothing else, in a
    /// fraction of the time. Relative times count from `published`.
    ///
    /// ```
    /// let (times, figures) = quandian::Analyzer::new().quantities("青岛港去年投资12亿元。", quandian::parse_date("2020-12-25"));
    /// assert_eq!((times.len(), figures.len()), (1, 1));
    /// ```
    pub fn quantities(&self, text: &str, published: Option<Date>) -> (Vec<time::Time>, Vec<figure::Figure>) {
        let times = time::find(text, |_| published);
        let figures = figure::find(text, &segment::Clauses::new(&self.segmenter, text), &times);
        (times, figures)
    }
}

impl Analyzer {
    /// Which of its words an article has more of than Chinese at large: [`view::keyness`] by the dictionary of this analyser.
    pub fn keyness(&self, words: &[(&str, usize)]) -> Vec<f64> {
        view::keyness(&self.segmenter, words)
    }
}

impl Default for Analyzer {
    fn default() -> Self {
        Self::new()
    }
}
