//! What is shown, and where in it the reader is.

use crate::strings::{Language, fill};
use quandian::view::Misfit;

/// What is on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    /// A text can be put in.
    Input,
    /// A text was put in. Its marks will come in a moment: until then what is there stays, so that there is one change for the eye and for
    /// the browser.
    Coming,
    /// An article is shown.
    Reading,
}

/// How the article is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// With its marks.
    Marked,
    /// Cut into words.
    Words,
    /// As it came in.
    Source,
}

/// The panels beside the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Panel {
    Overview,
    Names,
    Ledger,
    Timeline,
    Words,
    Checks,
    /// Beside the others where there are several documents.
    Comparison,
}

impl Panel {
    /// The panels of one document, in the order of the tabs.
    pub const ALL: [Self; 6] = [Self::Overview, Self::Names, Self::Ledger, Self::Timeline, Self::Words, Self::Checks];
}

/// How far the panels' sheet is drawn up on a narrow screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sheet {
    /// Its tabs only.
    Down,
    /// Half the screen.
    Half,
    /// Most of it.
    Up,
}

/// What lies over the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialog {
    /// The list of keys.
    Keys,
    /// The ways out.
    Export,
}

/// Where the engine stands.
#[derive(Clone, Debug, PartialEq)]
pub enum Engine {
    /// It is on its way; the share of it that has come.
    Loading(f64),
    /// It can be asked; whether it runs on this very thread.
    Ready { main_thread: bool },
    /// It did not start.
    Failed(Failure),
}

/// What went wrong, by the engine's code for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// `network`, `mime`, `csp`, `file`, `wasm-off`, `trap` or another.
    pub code: String,
    /// What the engine says about it, for developers.
    pub message: String,
}
/// How a mark came to be looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// The pointer rests on it.
    Hover,
    /// It was chosen: its details stay.
    Pinned,
}

/// The mark that is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    /// Its number in the page.
    pub mark: usize,
    /// How.
    pub look: Look,
}

/// How a jump came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// From a table, a check or a link.
    Leap,
    /// From the mark before it or after it.
    Step,
    /// From the page's address.
    Address,
}

/// A jump to a mark; `turn` makes two jumps to one place differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Jump {
    /// The mark's number in the page.
    pub mark: usize,
    /// Counts the jumps.
    pub turn: u32,
    /// How it came about.
    pub way: Way,
}

/// The theme.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    #[default]
    System,
    Light,
    Dark,
}

impl Theme {
    /// Every theme.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// What it is called where it is written down, and in the style sheets.
    pub const fn code(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// What the reader chose for good.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choices {
    /// The interface's language.
    pub language: Language,
    /// The theme.
    pub theme: Theme,
    /// Whether the texts are kept over a reload, on this machine.
    pub keep: bool,
    /// Whether single keys are shortcuts.
    pub keys: bool,
}

impl Default for Choices {
    fn default() -> Self {
        Self { language: Language::default(), theme: Theme::default(), keep: true, keys: true }
    }
}

/// Something to tell above the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The engine crashed and is back.
    Restarted,
    /// A long text was taken in so many parts.
    Parts(usize),
    /// Files that cannot be read.
    Files(Vec<FileTrouble>),
    /// A file could not be written; what the engine said.
    NotExported(String),
    /// A file of corrections cannot be used.
    Misfit(Misfit),
    /// Corrections were made again from a file; how many.
    Corrected(usize),
    /// A table is on the clipboard.
    TableCopied,
    /// Nothing can be put on the clipboard.
    NotCopied,
    /// The share link is on the clipboard.
    Copied,
    /// The text is too long for a link.
    TooLongToLink,
}

/// A file that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileTrouble {
    /// What it is called.
    pub name: String,
    /// Why.
    pub fault: FileFault,
}

/// Why a file cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileFault {
    TooLarge,
    Encrypted,
    Damaged,
    /// A PDF of pictures.
    Scan,
    /// A file of this kind.
    Unsupported(String),
    /// No text in any encoding.
    Binary,
    /// A folder, or a file that is gone.
    Unreadable,
    Empty,
    /// What reads files did not load, or crashed.
    Reader(String),
}

impl FileFault {
    /// The fault that `www/importer.js` gives this code to.
    pub fn from_code(code: &str, detail: &str) -> Self {
        match code {
            "too-large" => Self::TooLarge,
            "encrypted" => Self::Encrypted,
            "damaged" => Self::Damaged,
            "no-text" => Self::Scan,
            "unsupported" => Self::Unsupported(detail.to_owned()),
            "binary" => Self::Binary,
            "unreadable" => Self::Unreadable,
            _ => Self::Reader(code.to_owned()),
        }
    }
}

impl FileTrouble {
    fn words(&self, language: Language) -> String {
        let t = language.strings();
        let words = match &self.fault {
            FileFault::TooLarge => t.file_too_large,
            FileFault::Encrypted => t.file_encrypted,
            FileFault::Damaged => t.file_damaged,
            FileFault::Scan => t.file_scan,
            FileFault::Unsupported(_) => t.file_unsupported,
            FileFault::Binary => t.file_binary,
            FileFault::Unreadable => t.file_unreadable,
            FileFault::Empty => t.empty_file,
            FileFault::Reader(_) => t.file_reader,
        };
        let words = fill(words, &self.name);
        match &self.fault {
            FileFault::Unsupported(detail) if detail == "picture" => fill(&words, t.picture),
            FileFault::Unsupported(detail) | FileFault::Reader(detail) => fill(&words, detail),
            _ => words,
        }
    }
}

impl Notice {
    /// What it says.
    pub fn words(&self, language: Language) -> String {
        let t = language.strings();
        match self {
            Self::Restarted => t.restarted.to_owned(),
            Self::Parts(count) => fill(t.in_parts, count),
            Self::Files(troubles) => troubles.iter().map(|f| f.words(language)).collect::<Vec<_>>().join("\n"),
            Self::NotExported(why) => fill(t.not_exported, why),
            Self::Misfit(Misfit::NotCorrections) => t.not_corrections.to_owned(),
            Self::Misfit(Misfit::AnotherText) => t.other_corrections.to_owned(),
            Self::Corrected(count) => fill(t.corrections_loaded, count),
            Self::TableCopied => t.table_copied.to_owned(),
            Self::NotCopied => t.not_copied.to_owned(),
            Self::Copied => t.copied.to_owned(),
            Self::TooLongToLink => t.too_long_to_link.to_owned(),
        }
    }
}
