//! Layout: from the source to the reading text and its blocks.
//!
//! Newspaper text comes hard-wrapped, in blocks that stand where the page had room for them. This stage joins what belongs
//! together, drops stray spaces, folds full-width letters and digits, and says what each block is. It keeps the way back: see
//! [`ReadingText`].
//!
//! ```
//! let layout = quandian::layout::lay_out("　　会议要求，各单位要优化投资结\n构，提高投资效率。");
//! assert_eq!(layout.text.as_str(), "会议要求，各单位要优化投资结构，提高投资效率。");
//! ```

mod reading;

pub use reading::ReadingText;

use crate::span::{Reading, Span};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What a block is on its page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// The main title of an article.
    Headline,
    /// A line above the headline that leads to it (引题).
    Kicker,
    /// A line below the headline that adds to it (副题).
    Deck,
    /// The head of a section.
    Subhead,
    /// Who wrote it.
    Byline,
    /// A paragraph of the article.
    #[default]
    Body,
    /// The words beside a picture.
    Caption,
    /// A bare date line.
    Date,
    /// Where the text comes from, who edited it.
    Source,
    /// What the page or the site adds and no article owns.
    Furniture,
}

/// A paragraph, headline or other unit of the page. Blocks do not overlap and stand in the order of the source.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// Where it stands in the reading text, the line break after it not included.
    pub span: Span<Reading>,
    /// What it is.
    pub role: Role,
    /// Which of [`Layout::articles`] it belongs to; `None` for what belongs to the page.
    pub article: Option<usize>,
}

/// The blocks that belong together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Article {
    /// Its headline, where it has one on this page.
    pub headline: Option<Span<Reading>>,
    /// When the page says that it was published.
    pub published: Option<Date>,
}

/// What layout makes of a source.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    /// The text to read, blocks parted by line breaks.
    pub text: ReadingText,
    /// Its blocks.
    pub blocks: Vec<Block>,
    /// Its articles, in the order in which they first appear.
    pub articles: Vec<Article>,
}

impl Layout {
    /// When the article at byte `at` of the reading text says that it was published.
    pub fn published_at(&self, at: usize) -> Option<Date> {
        let before = self.blocks.partition_point(|b| b.span.start <= at).checked_sub(1)?;
        self.articles.get(self.blocks.get(before)?.article?)?.published
    }
}

/// Undoes the layout of `source`.
pub fn lay_out(source: &str) -> Layout {
    let mut layout = Layout { articles: vec![Article::default()], ..Layout::default() };
    let mut open = false;
    let mut at = 0;
    for line in source.split_inclusive('\n') {
        let body = line.trim_matches(char::is_whitespace);
        let indent = line.len() - line.trim_start_matches(char::is_whitespace).len();
        let begins = indent > 0 || body.is_empty();
        if begins {
            open = false;
        }
        if !body.is_empty() {
            push_line(&mut layout, at + indent, body, &mut open);
        }
        at += line.len();
    }
    layout
}

/// Adds one trimmed line that stands at byte `at`, to the open block or to a new one.
fn push_line(layout: &mut Layout, at: usize, line: &str, open: &mut bool) {
    if !*open && !layout.blocks.is_empty() {
        layout.text.push_break();
    }
    let start = layout.text.as_str().len();
    for (i, c) in line.char_indices() {
        layout.text.push_folded(at + i, c, fold_width(c));
    }
    let end = layout.text.as_str().len();
    match layout.blocks.last_mut() {
        Some(block) if *open => block.span.end = end,
        _ => layout.blocks.push(Block { span: Span::new(start, end), role: Role::Body, article: Some(0) }),
    }
    *open = true;
}

/// The half-width form of a full-width letter or digit.
fn fold_width(c: char) -> char {
    match c {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}
