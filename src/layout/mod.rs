//! Layout: from the source to the reading text and its blocks.
//!
//! Newspaper text comes hard-wrapped, in blocks that stand where the page had room for them. This stage joins what belongs
//! together, drops stray spaces, folds full-width letters and digits, and says what each block is. It keeps the way back: see
//! [`ReadingText`].
//!
//! ```
//! let wrapped = "　　今年新修的公路通到了山里，沿\n线二十个村子的水果第二天就能运到\n省城，价钱也比往年高了一成。路通\n以后，来山里看花的人也多了起来，\n村里新开了十几家客栈。";
//! let layout = quandian::layout::lay_out(wrapped);
//! assert!(layout.text.as_str().starts_with("今年新修的公路通到了山里，沿线二十个村子的水果第二天就能运到省城"));
//! ```

mod byline;
mod clean;
mod column;
mod cue;
mod group;
mod join;
mod likeness;
mod line;
mod published;
mod reading;
mod role;
mod script;
mod space;

pub(crate) use clean::is_selector;
pub use clean::is_word;
pub(crate) use reading::Hint;
pub use reading::ReadingText;
pub use script::fold_script;
pub(crate) use script::unfold;

use crate::span::{Reading, Source, Span};
use group::Item;
use jiff::civil::Date;
use line::Line;
use role::Shape;
use serde::{Deserialize, Serialize};
use space::{Gap, Glyph, Spacing};
use std::ops::Range;

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
    /// The stretch of source that it takes up, from the first visible character to the last, marks such as Markdown's `#`
    /// included.
    pub source: Span<Source>,
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
    /// The names in its byline, in the order of the page.
    pub byline: Vec<String>,
    /// The day on which it was written, from which its relative times count: its dateline or its stamp, else that of the page.
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
    /// When the page was published: as far as is known, else as it says itself, else as the datelines of its articles tell.
    pub published: Option<Date>,
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
    lay_out_published(source, None)
}

/// Undoes the layout of a `source` that was published on `published`, as far as is known: it gives datelines their year, and is
/// believed more than the one date that a page bears. Where articles bear dates of their own that differ, these stay.
pub fn lay_out_published(source: &str, published: Option<Date>) -> Layout {
    let lines = line::split(source);
    let spacing = Spacing::read(source, &lines);
    let paragraphs = join::paragraphs(source, &lines);
    let mut layout = Layout::default();
    let mut shapes = Vec::new();
    for paragraph in paragraphs {
        let Some(lines_in) = lines.get(paragraph.clone()) else { continue };
        if push_paragraph(&mut layout, source, lines_in, &spacing) {
            shapes.push(shape(&lines, paragraph, shapes.len()));
        }
    }
    group(&mut layout, shapes);
    date_and_sign(&mut layout, published);
    layout
}

/// Adds the paragraph of `lines` as a block; `false` where it holds nothing to read.
fn push_paragraph(layout: &mut Layout, source: &str, lines: &[Line], spacing: &Spacing) -> bool {
    let glyphs = space::glyphs(source, lines);
    let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return false };
    if glyphs.is_empty() {
        return false;
    }
    if !layout.blocks.is_empty() {
        layout.text.push_break();
    }
    let start = layout.text.as_str().len();
    let kept = spacing.kept(&glyphs);
    let dropped = hyphens(&glyphs);
    // What is read as it stands, up to the glyph that is looked at.
    let mut copied = 0..0;
    for (i, (glyph, spaced)) in glyphs.iter().zip(kept).enumerate() {
        if dropped.contains(&i) {
            continue;
        }
        let space = glyph.gap.place().filter(|_| spaced);
        if space.is_some() || glyph.at != copied.end || glyph.from != glyph.to {
            layout.text.push(copied.start, source.get(copied).unwrap_or_default());
            copied = glyph.at..glyph.at;
        }
        if let Some((at, from)) = space {
            layout.text.push_folded(at, from, ' ');
        }
        if glyph.from == glyph.to {
            copied.end += glyph.from.len_utf8();
        } else {
            layout.text.push_folded(glyph.at, glyph.from, glyph.to);
        }
    }
    layout.text.push(copied.start, source.get(copied).unwrap_or_default());
    let end = layout.text.as_str().len();
    let source = Span::new(first.start, last.end);
    layout.blocks.push(Block { span: Span::new(start, end), source, role: Role::Body, article: None });
    true
}

/// The hyphens that part a Latin word at the end of a line.
fn hyphens(glyphs: &[Glyph]) -> Vec<usize> {
    let broken = |w: &[Glyph]| match w {
        [a, hyphen, b] => {
            hyphen.to == '-'
                && hyphen.gap == Gap::None
                && a.to.is_lowercase()
                && b.to.is_lowercase()
                && matches!(b.gap, Gap::Joint { .. })
        }
        _ => false,
    };
    glyphs.windows(3).enumerate().filter(|(_, w)| broken(w)).map(|(i, _)| i + 1).collect()
}

/// What can be seen of the paragraph that takes the `range` of `lines`.
fn shape(lines: &[Line], range: Range<usize>, index: usize) -> Shape {
    let of = lines.get(range.clone()).unwrap_or_default();
    let first = of.first();
    let after = lines.get(range.end);
    let blanks = first.map_or(0, |l| l.blanks);
    Shape {
        level: of.iter().map(|l| l.level).filter(|l| *l > 0).min().unwrap_or(0),
        indented: first.is_some_and(|l| l.indent >= 2),
        page_indents: false,
        blanks,
        apart: blanks > 0 && after.is_none_or(|l| l.blanks > 0),
        index,
    }
}

/// Gives the blocks their roles and articles.
fn group(layout: &mut Layout, mut shapes: Vec<Shape>) {
    let text = layout.text.as_str();
    let page_indents = shapes.iter().filter(|s| s.indented).count() * 3 >= shapes.len();
    for shape in &mut shapes {
        shape.page_indents = page_indents;
    }
    let mut items: Vec<Item> = layout
        .blocks
        .iter()
        .zip(shapes)
        .map(|(block, shape)| {
            let text = block.span.of(text);
            Item { text, role: role::role(text, &shape), shape, article: None }
        })
        .collect();
    group::articles(&mut items);
    for (block, item) in layout.blocks.iter_mut().zip(&items) {
        block.role = item.role;
        block.article = item.article;
    }
    let count = items.iter().filter_map(|i| i.article).max().map_or(0, |m| m + 1);
    layout.articles = vec![Article::default(); count];
}

/// Fills in headline, byline and date of publication of every article.
fn date_and_sign(layout: &mut Layout, known: Option<Date>) {
    let text = layout.text.as_str();
    let stamps = |block: &&Block| matches!(block.role, Role::Date | Role::Source | Role::Furniture);
    let stamp = |block: &Block| published::full_date(block.span.of(text));
    let mut page = layout.blocks.iter().filter(|b| b.article.is_none()).filter(stamps).find_map(stamp);
    let mut stamped: Vec<Date> = layout.blocks.iter().filter(stamps).filter_map(stamp).collect();
    let newest = stamped.iter().max().copied();
    stamped.dedup();
    let overruled = known.filter(|_| stamped.len() == 1);
    page = overruled.or(page);
    let usual = published::usual_year(text).and_then(|y| Date::new(y, 12, 31).ok());
    let mut printed = None;
    let mut reported: Vec<Option<Date>> = vec![None; layout.articles.len()];
    for block in &layout.blocks {
        let Some(i) = block.article else { continue };
        let Some(article) = layout.articles.get_mut(i) else { continue };
        let read = block.span.of(text);
        if block.role == Role::Headline && article.headline.is_none() {
            article.headline = Some(block.span);
        }
        for name in byline::names(read, block.role) {
            if !article.byline.contains(&name) {
                article.byline.push(name);
            }
        }
        if stamps(&block) && article.published.is_none() {
            article.published = stamp(block).map(|date| overruled.unwrap_or(date));
        }
        let Some(dateline) = published::dateline(read).filter(|_| block.role == Role::Body) else { continue };
        let anchor = known.or(article.published).or(page).or(usual);
        let date = dateline.full.or_else(|| published::latest(dateline.month, dateline.day, anchor?));
        if let Some(slot) = reported.get_mut(i).filter(|r| r.is_none()) {
            *slot = date;
            printed = printed.max(date.map(|d| dateline.printed(d)));
        }
    }
    let others = page.or_else(|| reported.iter().flatten().max().copied().filter(|_| known.is_none()));
    for (article, reported) in layout.articles.iter_mut().zip(reported) {
        article.published = reported.or(article.published).or(others);
    }
    layout.published = known.or(page).or(newest).or(printed);
}
