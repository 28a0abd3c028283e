//! The article with its marks, and the ledger beneath it: as Markdown and as a page that stands alone.

use super::{amount, code};
use crate::{
    analysis::Block,
    layout::Role,
    view::{MarkType, Page},
};
use std::fmt::Write;

/// The article as Markdown: names in bold, figures in bold and italics, then the ledger and the names as tables.
pub fn markdown(page: &Page) -> String {
    let mut out = String::new();
    for (number, block) in page.analysis.blocks.iter().enumerate() {
        let text = weave(page, number, block, markdown_escape, |kind, text| match kind {
            MarkType::Figure => format!("***{text}***"),
            MarkType::Time => format!("*{text}*"),
            _ => format!("**{text}**"),
        });
        let head = match block.role {
            Role::Headline => "# ",
            Role::Subhead => "## ",
            _ => "",
        };
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{head}{text}\n");
    }
    if !page.analysis.figures.is_empty() {
        out.push_str("## 数字账\n\n| 指标 | 原文 | 数值 | 单位 |\n|---|---|---:|---|\n");
        for figure in &page.analysis.figures {
            let metric = figure.metric.as_ref().map_or("", |m| m.text.as_str());
            let unit = figure.unit.as_deref().unwrap_or_default();
            let _ = writeln!(out, "| {} | {} | {} | {} |", cell(metric), cell(&figure.text), amount(figure), cell(unit));
        }
        out.push('\n');
    }
    if !page.clusters.is_empty() {
        out.push_str("## 名称\n\n| 名称 | 类别 | 又称 | 次数 |\n|---|---|---|---:|\n");
        for cluster in &page.clusters {
            let (name, also) = (cell(&cluster.name), cell(&cluster.aliases.join("、")));
            let _ = writeln!(out, "| {name} | {} | {also} | {} |", cluster.kind.code(), cluster.marks.len());
        }
    }
    out
}

/// The article as a web page of one file: marks with their styles, nothing to fetch, no script.
pub fn html(page: &Page, title: &str) -> String {
    let mut body = String::new();
    for (number, block) in page.analysis.blocks.iter().enumerate() {
        let text = weave(page, number, block, html_escape, |kind, text| format!("<mark class=\"{}\">{text}</mark>", kind.code()));
        let (tag, class) = match block.role {
            Role::Headline => ("h1", String::new()),
            Role::Subhead => ("h2", String::new()),
            Role::Body => ("p", String::new()),
            other => ("p", format!(" class=\"{}\"", code(other))),
        };
        let _ = writeln!(body, "<{tag}{class}>{text}</{tag}>");
    }
    let mut rows = String::new();
    for figure in &page.analysis.figures {
        let metric = figure.metric.as_ref().map_or("", |m| m.text.as_str());
        let unit = figure.unit.as_deref().unwrap_or_default();
        let fields = [metric, &figure.text, &format!("{} {unit}", amount(figure))].map(html_escape);
        let _ = writeln!(rows, "<tr><td>{}</td><td>{}</td><td>{}</td></tr>", fields[0], fields[1], fields[2]);
    }
    let ledger = if rows.is_empty() {
        String::new()
    } else {
        format!("<table><caption>数字账</caption><tr><th>指标</th><th>原文</th><th>数值</th></tr>\n{rows}</table>\n")
    };
    let (title, style) = (html_escape(title), include_str!("page.css"));
    format!(
        "<!doctype html>\n<html lang=\"zh\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n\
         <title>{title}</title>\n<style>\n{style}</style>\n<article>\n{body}</article>\n{ledger}</html>\n"
    )
}

/// A block's text, each piece escaped, each mark wrapped.
fn weave(page: &Page, number: usize, block: &Block, escape: fn(&str) -> String, wrap: fn(MarkType, &str) -> String) -> String {
    let mut out = String::new();
    let mut at = 0;
    for mark in page.block_marks.get(number).and_then(|range| page.marks.get(range.clone())).unwrap_or_default() {
        out.push_str(&escape(block.text.get(at..mark.range.start).unwrap_or_default()));
        out.push_str(&wrap(mark.kind, &escape(page.text(mark))));
        at = mark.range.end;
    }
    out.push_str(&escape(block.text.get(at..).unwrap_or_default()));
    out
}

fn html_escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn markdown_escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '*' | '_' | '`' | '[' | ']' | '<' | '#' | '|') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

fn cell(text: &str) -> String {
    markdown_escape(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Analysis, analysis::Entity, entity::EntityType};

    fn page() -> Page {
        let text = "青岛<港>开工".to_owned();
        Page::new(Analysis {
            blocks: vec![Block { end: 8, text, runs: vec![[0, 0]], role: Role::Headline, ..Block::default() }],
            entities: vec![Entity {
                start: 0,
                end: 2,
                text: "青岛".into(),
                kind: EntityType::Loc,
                cluster: 0,
                confidence: 1.0,
                evidence: vec![],
            }],
            ..Analysis::default()
        })
    }

    #[test]
    fn markdown_marks_and_escapes() {
        assert!(markdown(&page()).starts_with("# **青岛**\\<港>开工\n"));
    }

    #[test]
    fn html_marks_and_escapes() {
        let page = html(&page(), "a<b");
        assert!(page.contains("<h1><mark class=\"LOC\">青岛</mark>&lt;港&gt;开工</h1>"), "{page}");
        assert!(page.contains("<title>a&lt;b</title>"), "{page}");
    }
}
