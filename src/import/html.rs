//! The text of a web page: its paragraphs and headings, without scripts, styles and navigation.

use html5ever::{
    Attribute,
    tendril::StrTendril,
    tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts, states::RawKind},
};
use std::cell::RefCell;

/// Elements whose content is not for reading.
const SKIPPED: [&str; 13] = [
    "script", "style", "noscript", "template", "nav", "svg", "iframe", "select", "button", "head", "object", "canvas", "textarea",
];

/// Elements that begin and end a paragraph.
const BLOCKS: [&str; 34] = [
    "p",
    "div",
    "section",
    "article",
    "main",
    "header",
    "footer",
    "aside",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "table",
    "tr",
    "caption",
    "thead",
    "tbody",
    "blockquote",
    "pre",
    "figure",
    "figcaption",
    "form",
    "fieldset",
    "address",
    "hr",
    "center",
];

/// Whether a file that begins with `head` is a web page.
pub fn is_html(head: &[u8]) -> bool {
    let plain: String = head.iter().filter(|b| **b != 0).map(|b| b.to_ascii_lowercase() as char).collect();
    let plain = plain.trim_start_matches(|c: char| c.is_whitespace() || !c.is_ascii());
    ["<!doctype html", "<html", "<head", "<body", "<meta ", "<!doctype html public"].iter().any(|t| plain.starts_with(t))
        || plain.starts_with('<') && ["<html", "<body", "<p>", "<div", "<p "].iter().any(|t| plain.contains(t))
}

/// The paragraphs of `page`, headings marked as in Markdown.
pub fn text(page: &str) -> String {
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(page));
    let tokenizer = Tokenizer::new(Sink(RefCell::new(Writer::default())), TokenizerOpts::default());
    // The sink never asks to stop at a script, so one call reads all there is.
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.0.into_inner().finish()
}

struct Sink(RefCell<Writer>);

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut writer = self.0.borrow_mut();
        match token {
            Token::TagToken(tag) => writer.tag(&tag),
            Token::CharacterTokens(text) => {
                writer.write(&text);
                TokenSinkResult::Continue
            }
            _ => TokenSinkResult::Continue,
        }
    }
}

/// Gathers the text.
#[derive(Default)]
struct Writer {
    text: String,
    /// The skipped element inside which nothing is read, and how often it is open.
    skipping: Option<(String, usize)>,
    /// White space waits here until it is known what follows.
    gap: Gap,
    preformatted: usize,
}

/// White space between two words.
#[derive(Clone, Copy, Default, PartialEq)]
enum Gap {
    #[default]
    None,
    Space,
    /// A line break of the file, which is nothing between Chinese characters.
    Wrap,
}

impl Writer {
    fn tag(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let name: &str = &tag.name;
        if let Some((skipped, depth)) = &mut self.skipping {
            if skipped == name && !tag.self_closing {
                *depth = if tag.kind == TagKind::StartTag { *depth + 1 } else { depth.saturating_sub(1) };
            }
            let left = *depth == 0 || skipped == "head" && name == "body";
            if left {
                self.skipping = None;
            }
            return raw(tag);
        }
        let opens = tag.kind == TagKind::StartTag;
        if opens && !tag.self_closing && (SKIPPED.contains(&name) || is_hidden(&tag.attrs)) && !is_void(name) {
            self.skipping = Some((name.to_owned(), 1));
            return raw(tag);
        }
        if name == "br" {
            self.break_line();
        } else if BLOCKS.contains(&name) {
            self.break_paragraph();
        } else if matches!(name, "td" | "th") && opens {
            self.gap = Gap::Space;
        }
        if name == "pre" {
            self.preformatted = if opens { self.preformatted + 1 } else { self.preformatted.saturating_sub(1) };
        }
        if let Some(level) = name.strip_prefix('h').and_then(|n| n.parse::<usize>().ok()).filter(|l| opens && (1..=6).contains(l))
        {
            self.text.push_str(&"#".repeat(level));
            self.text.push(' ');
        }
        raw(tag)
    }

    fn write(&mut self, text: &str) {
        if self.skipping.is_some() {
            return;
        }
        for c in text.chars() {
            match c {
                '\n' if self.preformatted > 0 => self.break_line(),
                '\n' | '\r' => self.gap = if self.gap == Gap::Space { Gap::Space } else { Gap::Wrap },
                ' ' | '\t' => self.gap = if self.gap == Gap::Wrap { Gap::Wrap } else { Gap::Space },
                _ => self.push(c),
            }
        }
    }

    fn push(&mut self, c: char) {
        let last = self.text.chars().next_back().unwrap_or('\n');
        let wide = |c: char| c >= '\u{2E80}' || matches!(c, '“' | '”' | '‘' | '’' | '—' | '…');
        let spaced = match self.gap {
            Gap::None => false,
            Gap::Space => true,
            Gap::Wrap => !(wide(last) || wide(c)),
        };
        if spaced && !matches!(last, '\n' | ' ') {
            self.text.push(' ');
        }
        self.gap = Gap::None;
        self.text.push(c);
    }

    fn break_line(&mut self) {
        self.gap = Gap::None;
        if !self.text.is_empty() {
            self.text.push('\n');
        }
    }

    fn break_paragraph(&mut self) {
        self.gap = Gap::None;
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    /// The text, without headings that turned out empty and without more than one empty line at a time.
    fn finish(self) -> String {
        let mut text = String::with_capacity(self.text.len());
        let mut blank = true;
        for line in self.text.lines().map(str::trim_end) {
            let empty = line.trim_matches(['#', ' ', '\u{A0}', '\u{3000}']).is_empty();
            if !(empty && blank) {
                text.push_str(if empty { "" } else { line });
                text.push('\n');
            }
            blank = empty;
        }
        text
    }
}

/// Elements that never have an end tag.
fn is_void(name: &str) -> bool {
    matches!(
        name,
        "br" | "hr" | "img" | "input" | "link" | "meta" | "col" | "area" | "base" | "embed" | "source" | "track" | "wbr"
    )
}

fn is_hidden(attrs: &[Attribute]) -> bool {
    attrs.iter().any(|a| {
        let name: &str = &a.name.local;
        let value = a.value.to_ascii_lowercase();
        name == "hidden" || name == "style" && value.replace(' ', "").contains("display:none")
    })
}

/// How the tokenizer should read the content of `tag`.
fn raw(tag: &Tag) -> TokenSinkResult<()> {
    let name: &str = &tag.name;
    match name {
        _ if tag.kind == TagKind::EndTag || tag.self_closing => TokenSinkResult::Continue,
        "script" => TokenSinkResult::RawData(RawKind::ScriptData),
        "style" | "noscript" | "iframe" | "noframes" => TokenSinkResult::RawData(RawKind::Rawtext),
        "textarea" | "title" => TokenSinkResult::RawData(RawKind::Rcdata),
        _ => TokenSinkResult::Continue,
    }
}
