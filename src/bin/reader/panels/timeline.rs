//! 时间轴: the article's times in the order of the calendar, each with its sentence.

use super::{PanelProps, axis::axis, use_rows};
use crate::{format, strings::fill};
use quandian::{
    analysis::Time,
    view::{Entry, Moment},
};
use std::collections::BTreeMap;
use yew::prelude::*;

/// Characters of the sentence on either side of a time.
const REACH: usize = 26;

/// The list of times.
#[function_component]
pub fn Timeline(props: &PanelProps) -> Html {
    let t = props.language.strings();
    let page = &props.page;
    let line = page.timeline();
    let (rows, more) = use_rows(line.len(), props.language);
    let mut groups: BTreeMap<(Moment, &str), Vec<usize>> = BTreeMap::new();
    for (moment, mark) in line.iter().take(rows) {
        if let Some(time) = time(props, *mark) {
            groups.entry((*moment, &time.value)).or_default().push(*mark);
        }
    }
    let on_line = |m: usize| line.iter().any(|(_, mark)| *mark == m);
    let other: Vec<usize> = (0..page.marks.len()).filter(|m| time(props, *m).is_some() && !on_line(*m)).take(rows).collect();
    let mut year = None;
    html! {
        <>
            <section class="card">
                <h2>{ t.timeline }<small>{ fill(t.rows, line.len()) }</small></h2>
                if line.is_empty() {
                    <p class="empty">{ t.no_times }</p>
                } else {
                    { axis(&line) }
                    <ol class="timeline">
                        { for groups.into_iter().map(|((moment, _), marks)| {
                            let heading = (year != Some(moment.year)).then_some(moment.year);
                            year = Some(moment.year);
                            html! {
                                <>
                                    if let Some(year) = heading {
                                        <li class="year">{ year }</li>
                                    }
                                    { event(props, &marks) }
                                </>
                            }
                        }) }
                    </ol>
                }
                { more }
            </section>
            if !other.is_empty() {
                <section class="card">
                    <h2>{ t.off_calendar }</h2>
                    if page.analysis.published.is_none() {
                        <p class="fine">{ t.set_day }</p>
                    }
                    <ul class="timeline">{ for other.iter().map(|mark| html! { <li>{ sentence(props, *mark) }</li> }) }</ul>
                </section>
            }
        </>
    }
}

fn time(props: &PanelProps, mark: usize) -> Option<&Time> {
    match props.page.marks.get(mark)?.entry {
        Entry::Time(number) => props.page.analysis.times.get(number),
        Entry::Entity(..) | Entry::Figure(_) => None,
    }
}

/// One point of the axis: the time in words and the sentences that speak of it.
fn event(props: &PanelProps, marks: &[usize]) -> Html {
    let Some(first) = marks.first().and_then(|m| time(props, *m)) else { return html! {} };
    html! {
        <li>
            // A year by itself is the heading above.
            if first.value.len() > 4 {
                <time>{ format::time(first, props.language) }</time>
            }
            { for marks.iter().filter(|mark| !said(props, marks, **mark)).map(|mark| sentence(props, *mark)) }
        </li>
    }
}

/// Whether a mark before `mark` has the same sentence: one that speaks of a time twice is told once.
fn said(props: &PanelProps, marks: &[usize], mark: usize) -> bool {
    let start = |number: usize| {
        let mark = props.page.marks.get(number)?;
        let (before, _) = props.page.around(mark, usize::MAX);
        Some((mark.block, mark.range.start - before.len()))
    };
    marks.iter().take_while(|m| **m != mark).any(|m| start(*m) == start(mark))
}

fn sentence(props: &PanelProps, number: usize) -> Html {
    let Some(mark) = props.page.marks.get(number) else { return html! {} };
    let (before, after) = props.page.around(mark, REACH);
    let cut = |text: &str| if text.chars().count() >= REACH { "…" } else { "" };
    let end = if after.ends_with(['。', '！', '？', '；']) { "" } else { cut(after) };
    let content =
        html! { <>{ cut(before) }{ before.to_owned() }<b>{ props.page.text(mark).to_owned() }</b>{ after.to_owned() }{ end }</> };
    props.jump(number, content)
}
