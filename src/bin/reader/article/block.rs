//! One block of the article.

use crate::{engine::Tokens, format, state::PageRef, strings::Language};
use quandian::{
    analysis::Block,
    layout::Role,
    view::{Entry, Mark, Verdict},
};
use yew::prelude::*;

/// Which marks of a block are drawn, and which stand out.
#[derive(Clone, Copy)]
pub struct Marks {
    /// Whether they are drawn at all.
    pub live: bool,
    /// The mark that Tab leads to.
    pub current: Option<usize>,
    /// The thing whose mentions stand out.
    pub cluster: Option<usize>,
}

/// Block `number` with its marks, or as much of it as ends before `end`, a byte of its text: all of a mark, or nothing.
pub fn block(page: &PageRef, number: usize, marks: Marks, end: usize) -> Html {
    let Some(block) = page.analysis.blocks.get(number) else { return html! {} };
    // A rule or a dash that a site puts around its articles is nothing to read.
    if block.role == Role::Furniture && !block.text.contains(char::is_alphanumeric) {
        return html! {};
    }
    let drawn = page.block_marks.get(number).cloned().filter(|_| marks.live).unwrap_or_default();
    let mut pieces: Vec<Html> = Vec::with_capacity(drawn.len() * 2 + 1);
    let mut at = 0;
    for number in drawn {
        let Some(mark) = page.marks.get(number).filter(|mark| mark.range.end <= end) else { break };
        pieces.push(text(block, at, mark.range.start));
        let cluster = page.cluster_of(number);
        let same = cluster.is_some() && cluster == marks.cluster;
        pieces.push(html! {
            <mark
                class={classes!("m", mark.kind.code(), same.then_some("same"), verdict(page, mark))}
                data-m={number.to_string()}
                tabindex={if marks.current == Some(number) { "0" } else { "-1" }}
            >
                { text(block, mark.range.start, mark.range.end) }
            </mark>
        });
        at = mark.range.end;
    }
    pieces.push(text(block, at, block.text.floor_char_boundary(end.max(at))));
    frame(block, number, pieces.into_iter().collect())
}

/// The class of a figure that a check reads.
fn verdict(page: &PageRef, mark: &Mark) -> Option<&'static str> {
    let Entry::Figure(figure) = mark.entry else { return None };
    Some(match page.verdict(figure)? {
        Verdict::Holds => "ok",
        Verdict::Fails => "bad",
    })
}

fn text(block: &Block, from: usize, to: usize) -> Html {
    Html::from(block.text.get(from..to).unwrap_or_default().to_owned())
}

/// The element that a block's role asks for.
fn frame(block: &Block, number: usize, content: Html) -> Html {
    let number = number.to_string();
    match block.role {
        Role::Headline => html! { <h2 class="headline" data-b={number}>{ content }</h2> },
        Role::Subhead => html! { <h3 class="subhead" data-b={number}>{ content }</h3> },
        Role::Body => html! { <p data-b={number}>{ content }</p> },
        other => html! { <p class={class(other)} data-b={number}>{ content }</p> },
    }
}

fn class(role: Role) -> &'static str {
    match role {
        Role::Headline => "headline",
        Role::Kicker => "kicker",
        Role::Deck => "deck",
        Role::Subhead => "subhead",
        Role::Byline => "byline",
        Role::Body => "body",
        Role::Caption => "caption",
        Role::Date => "date",
        Role::Source => "source-line",
        Role::Furniture => "furniture",
    }
}

/// Block `number` cut into words, each with its part of speech.
pub fn words(page: &PageRef, tokens: &Tokens, number: usize, language: Language) -> Html {
    let Some(block) = page.analysis.blocks.get(number) else { return html! {} };
    let first = tokens.first_at(block.start);
    let words = tokens.from(first).take_while(|token| token.start < block.end);
    let content = words
        .filter(|token| !token.text.trim().is_empty())
        .map(|token| {
            if !token.text.chars().any(char::is_alphanumeric) {
                return Html::from(token.text);
            }
            let group = token.pos.chars().next().unwrap_or('x');
            html! {
                <ruby class={classes!("w", format!("w-{group}"))} title={format::pos_name(&token.pos, language)}>
                    { token.text }<rt>{ token.pos }</rt>
                </ruby>
            }
        })
        .collect();
    frame(block, number, content)
}
