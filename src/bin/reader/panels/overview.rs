//! 概览: what the article is about, at a glance.

use super::{
    PanelProps,
    checks::{Standing, checks},
    graph::{NAMES, graph},
    use_words,
};
use crate::{
    engine::Tokens,
    format,
    state::{Dispatch, PageRef},
    strings::{Language, fill},
};
use quandian::view::{Cluster, Links, MarkType, keywords, sort_by};
use yew::prelude::*;

/// Characters that a reader of Chinese takes in a minute, about.
const A_MINUTE: usize = 400;
/// Names shown of each type.
const TOP: usize = 6;
/// Keywords shown.
const KEYWORDS: usize = 14;
/// Words that are read for the keywords.
const READ: usize = 30_000;

/// What [`Overview`] shows.
#[derive(Properties, PartialEq)]
pub struct OverviewProps {
    pub page: PageRef,
    pub language: Language,
    pub dispatch: Dispatch,
    pub tokens: Tokens,
}

/// Length, span of time, key words, and who and what matters most.
#[function_component]
pub fn Overview(props: &OverviewProps) -> Html {
    let t = props.language.strings();
    let page = &props.page;
    let panel = PanelProps { page: page.clone(), language: props.language, dispatch: props.dispatch.clone() };
    let characters = page.characters();
    let span = span(page, props.language);
    let links = use_memo(page.clone(), |page| Links::of(page, NAMES));
    let read = use_words(&props.tokens, READ);
    let ranked = use_memo((props.tokens.clone(), read), |(tokens, read)| {
        tokens.with_read(*read, |words| keywords(words.iter().take(READ), KEYWORDS))
    });
    html! {
        <>
            <section class="card">
                <dl class="facts">
                    <div>
                        <dt>{ t.length }</dt>
                        <dd>
                            { fill(t.characters, format::number(characters as f64)) }
                            <small>{ fill(t.reading_time, characters.div_ceil(A_MINUTE)) }</small>
                            if page.analysis.articles.len() > 1 {
                                <small>{ fill(t.articles, page.analysis.articles.len()) }</small>
                            }
                        </dd>
                    </div>
                    if let Some(span) = span {
                        <div><dt>{ t.time_span }</dt><dd>{ span }</dd></div>
                    }
                    if !ranked.is_empty() {
                        <div>
                            <dt>{ t.keywords }</dt>
                            <dd class="cloud">{ for ranked.iter().map(|(word, rank)| html! {
                                <span class={if *rank > 0.66 { "big" } else if *rank > 0.4 { "middle" } else { "" }}>{ word.clone() }</span>
                            }) }</dd>
                        </div>
                    }
                </dl>
            </section>
            { checks(&panel, Standing::Above) }
            { for [(MarkType::Per, t.people), (MarkType::Org, t.organisations), (MarkType::Loc, t.places)]
                .into_iter()
                .map(|(kind, title)| cast(&panel, kind, title)) }
            { graph(&panel, &links) }
        </>
    }
}

/// The most often named of one type.
fn cast(props: &PanelProps, kind: MarkType, title: &'static str) -> Html {
    let mut clusters: Vec<&Cluster> = props.page.clusters.iter().filter(|c| c.kind == kind).collect();
    let total = clusters.len();
    // Who holds an office comes first: the cast of the article.
    sort_by(&mut clusters, |a, b| (a.roles.is_empty(), b.marks.len()).cmp(&(b.roles.is_empty(), a.marks.len())));
    if clusters.is_empty() {
        return html! {};
    }
    html! {
        <section class="card">
            <h2>{ title }<small>{ total }</small></h2>
            <ul class="cast">
                { for clusters.into_iter().take(TOP).map(|c| html! {
                    <li>
                        if let Some(mark) = c.marks.first() {
                            { props.jump(*mark, html! { <span class={classes!("m", c.kind.code())}>{ c.name.clone() }</span> }) }
                        }
                        <span class="dim">{ c.roles.join("；") }</span>
                        <span class="num dim">{ c.marks.len() }</span>
                    </li>
                }) }
            </ul>
        </section>
    }
}

/// The first and the last day that the article speaks of.
fn span(page: &PageRef, language: Language) -> Option<String> {
    let line = page.timeline();
    let words = |(_, mark): &(_, usize)| {
        let quandian::view::Entry::Time(number) = page.marks.get(*mark)?.entry else { return None };
        Some(format::time(page.analysis.times.get(number)?, language))
    };
    let (first, last) = (words(line.first()?)?, words(line.last()?)?);
    Some(if first == last { first } else { format!("{first} – {last}") })
}
