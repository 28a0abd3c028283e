//! Who and what stand together in sentences, as a small graph, and the same in words.

use super::PanelProps;
use crate::{format::tenth, strings::fill};
use quandian::view::{Link, Links};
use yew::prelude::*;

/// Names in the picture.
pub const NAMES: usize = 10;
/// Links in the picture and in the list.
const LINKS: usize = 18;
/// The drawing's size, in units of its own; as in its `viewBox`.
const WIDTH: f64 = 380.0;
const HEIGHT: f64 = 290.0;
/// Characters of a name that are written beside its point.
const LABEL: usize = 8;

/// Points on a circle, from the top clockwise, by turning the one before: sines from the library would be a tenth of this panel.
fn points(count: usize) -> impl Iterator<Item = (f64, f64)> {
    // Half an angle's tangent gives its sine and cosine; a series of three terms is exact to a thousandth for ten points.
    let half = std::f64::consts::PI / count.max(3) as f64;
    let tangent = half * (1.0 + half * half / 3.0 * (1.0 + half * half * 0.4));
    let (cos, sin) = ((1.0 - tangent * tangent) / (1.0 + tangent * tangent), 2.0 * tangent / (1.0 + tangent * tangent));
    std::iter::successors(Some((0.0, -1.0)), move |(x, y)| Some((x * cos - y * sin, x * sin + y * cos)))
}

/// The card with the graph, where there is one to draw.
pub fn graph(props: &PanelProps, links: &Links) -> Html {
    let t = props.language.strings();
    if links.names.len() < 3 {
        return html! {};
    }
    let point = |place: usize| {
        let (x, y) = points(links.names.len()).nth(place).unwrap_or_default();
        (WIDTH / 2.0 + 92.0 * x, HEIGHT / 2.0 + 104.0 * y)
    };
    let name = |place: usize| links.names.get(place).and_then(|c| props.page.clusters.get(*c));
    let shown = || links.links.iter().take(LINKS);
    let most = links.links.first().map_or(1, |l| l.sentences) as f64;
    let line = |l: &Link| {
        let ((x1, y1), (x2, y2)) = (point(l.a), point(l.b));
        let width = 1.0 + 4.0 * l.sentences as f64 / most;
        html! {
            <line x1={tenth(x1)} y1={tenth(y1)} x2={tenth(x2)} y2={tenth(y2)} stroke-width={tenth(width)} />
        }
    };
    let node = |place: usize| {
        let Some(cluster) = name(place) else { return html! {} };
        let (x, y) = point(place);
        let (anchor, dx) = if x < WIDTH / 2.0 - 12.0 {
            ("end", -9.0)
        } else if x > WIDTH / 2.0 + 12.0 {
            ("start", 9.0)
        } else {
            ("middle", 0.0)
        };
        let dy = if dx == 0.0 && y < HEIGHT / 2.0 {
            -10.0
        } else if dx == 0.0 {
            20.0
        } else {
            4.5
        };
        let mut label: String = cluster.name.chars().take(LABEL).collect();
        if label.len() < cluster.name.len() {
            label.push('…');
        }
        html! {
            <g class={cluster.kind.code().to_ascii_lowercase()}>
                <circle cx={tenth(x)} cy={tenth(y)} r="5" />
                <text x={tenth(x + dx)} y={tenth(y + dy)} text-anchor={anchor}>{ label }</text>
            </g>
        }
    };
    let row = |l: &Link| {
        let (Some(a), Some(b)) = (name(l.a), name(l.b)) else { return html! {} };
        let words = html! { <>{ a.name.clone() }{ " — " }{ b.name.clone() }</> };
        html! {
            <li>
                { match a.marks.first() {
                    Some(mark) => props.jump(*mark, words),
                    None => words,
                } }
                <span class="num dim">{ l.sentences }</span>
            </li>
        }
    };
    html! {
        <section class="card graph">
            <h2>{ t.together }<small>{ fill(t.rows, shown().count()) }</small></h2>
            <svg viewBox="0 0 380 290" aria-hidden="true">
                { for shown().map(line) }
                { for (0..links.names.len()).map(node) }
            </svg>
            <details>
                <summary>{ t.in_words }</summary>
                <ul class="cast">{ for shown().map(row) }</ul>
            </details>
        </section>
    }
}
