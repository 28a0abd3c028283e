//! A text without marks: while it waits for the engine, and as it came in.

use std::ops::Range;
use yew::prelude::*;

/// Bytes of text in one element: the browser lays out only those near the screen.
const PIECE: usize = 9000;

/// What [`Plain`] shows.
#[derive(Properties, PartialEq)]
pub struct PlainProps {
    pub text: AttrValue,
    /// Whether it is shown line by line as it came in, or as paragraphs.
    #[prop_or_default]
    pub source: bool,
}

/// A text without marks.
#[function_component]
pub fn Plain(props: &PlainProps) -> Html {
    let pieces = pieces(&props.text).into_iter().filter_map(|range| props.text.get(range));
    if props.source {
        return html! { <>{ for pieces.map(|piece| html! { <pre class="slice">{ piece.to_owned() }</pre> }) }</> };
    }
    let paragraph = |line: &str| html! { <p>{ line.to_owned() }</p> };
    html! {
        <article lang="zh">
            { for pieces.map(|piece| {
                let lines = piece.lines().map(str::trim).filter(|line| !line.is_empty());
                html! { <div class="slice">{ for lines.map(paragraph) }</div> }
            }) }
        </article>
    }
}

/// Cuts a text at line breaks into pieces of about [`PIECE`] bytes.
fn pieces(text: &str) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut end = 0;
    for line in text.split_inclusive('\n') {
        end += line.len();
        if end - start >= PIECE {
            pieces.push(start..end);
            start = end;
        }
    }
    pieces.push(start..text.len());
    pieces
}
