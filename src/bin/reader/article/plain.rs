//! A text without marks: while it waits for the engine, and as it came in.

use crate::pace::{Sight, use_turn};
use std::ops::Range;
use yew::prelude::*;

/// Bytes of text in one element, about as many as a screen holds: the browser lays out only those near the screen.
const PIECE: usize = 2100;

/// What [`Plain`] shows.
#[derive(Properties, PartialEq)]
pub struct PlainProps {
    pub text: AttrValue,
    /// Whether it is shown line by line as it came in, or as paragraphs.
    #[prop_or_default]
    pub source: bool,
}

/// A text without marks, drawn in turns.
#[function_component]
pub fn Plain(props: &PlainProps) -> Html {
    let pieces = use_memo(props.text.clone(), |text| pieces(text));
    let piece = |(number, range): (usize, &Range<usize>)| {
        html! { <Piece key={number} text={props.text.clone()} range={range.clone()} source={props.source} /> }
    };
    let all = pieces.iter().enumerate().map(piece);
    if props.source {
        return html! { <>{ for all }</> };
    }
    html! { <article lang="zh">{ for all }</article> }
}

#[derive(Properties, PartialEq)]
struct PieceProps {
    text: AttrValue,
    range: Range<usize>,
    source: bool,
}

/// Some lines, empty until their turn comes; the first are what the reader sees.
#[function_component]
fn Piece(props: &PieceProps) -> Html {
    let drawn = use_turn(Some(Sight::Far)) || props.range.start == 0;
    let text = props.text.get(props.range.clone()).filter(|_| drawn).unwrap_or_default();
    let class = classes!("slice", (!drawn).then_some("later"));
    if props.source {
        return html! { <pre {class}>{ text.to_owned() }</pre> };
    }
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    html! { <div {class}>{ for lines.map(|line| html! { <p>{ line.to_owned() }</p> }) }</div> }
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
    if start < text.len() {
        pieces.push(start..text.len());
    }
    pieces
}
