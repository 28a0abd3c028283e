//! The article's times as points on a line; the list beneath says the same in words.

use crate::format::tenth;
use quandian::view::Moment;
use std::collections::BTreeMap;
use yew::prelude::*;

/// The drawing's width, as in its `viewBox`, and the room at its ends, in units of its own.
const WIDTH: f64 = 380.0;
const EDGE: f64 = 14.0;
/// From how many days on there is a line to draw.
const DAYS: f64 = 20.0;

/// A point a moment of `line`, which is in the order of the calendar, the larger the more often it is spoken of, and the years beneath.
pub fn axis(line: &[(Moment, usize)]) -> Html {
    let (Some((first, _)), Some((last, _))) = (line.first(), line.last()) else { return html! {} };
    let span = last.ordinal() - first.ordinal();
    if span < DAYS {
        return html! {};
    }
    let at = |day: f64| EDGE + (day - first.ordinal()) / span * (WIDTH - 2.0 * EDGE);
    let mut points: BTreeMap<i64, (f64, usize)> = BTreeMap::new();
    for (moment, _) in line {
        let x = at(moment.ordinal());
        points.entry(x as i64 / 3).or_insert((x, 0)).1 += 1;
    }
    // As many years as there is room for, the first and the last among them.
    let years = (last.year - first.year).max(1);
    let step = (years + 5) / 6;
    let labels = (first.year..=last.year).filter(|y| (y - first.year) % step == 0);
    let begins = |year: i32| at((f64::from(year) * 365.25).max(first.ordinal()));
    html! {
        <svg class="axis" viewBox="0 0 380 44" aria-hidden="true">
            <line x1={tenth(EDGE)} x2={tenth(WIDTH - EDGE)} y1="16" y2="16" />
            { for points.values().map(|(x, count)| {
                let radius = 2.5 + (*count as f64).sqrt() * 1.4;
                html! { <circle cx={tenth(*x)} cy="16" r={tenth(radius.min(9.0))} /> }
            }) }
            { for labels.map(|year| html! { <text x={tenth(begins(year))} y="40" text-anchor="middle">{ year }</text> }) }
        </svg>
    }
}
