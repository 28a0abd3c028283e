//! The details of one mark, in a card beside it.

use crate::{
    format,
    state::{Action, Dispatch, PageRef},
    strings::{Language, fill},
};
use quandian::{
    analysis::Comparison,
    view::{Correction, Entry, Mark, MarkType},
};
use web_sys::{Element, HtmlElement, HtmlSelectElement};
use yew::prelude::*;

/// What [`Details`] shows.
#[derive(Properties, PartialEq)]
pub struct DetailsProps {
    pub page: PageRef,
    /// The mark's number.
    pub mark: usize,
    /// Whether the card was asked for and stays, with what can be done about the mark.
    pub pinned: bool,
    /// The element that holds the article: the card is placed within it.
    pub desk: NodeRef,
    pub language: Language,
    pub dispatch: Dispatch,
}

/// The card.
#[function_component]
pub fn Details(props: &DetailsProps) -> Html {
    let node = use_node_ref();
    {
        let (node, desk) = (node.clone(), props.desk.clone());
        use_effect_with((props.mark, props.pinned), move |(mark, _)| {
            let _ = place(&node, &desk, *mark);
        });
    }
    let Some(mark) = props.page.marks.get(props.mark) else { return html! {} };
    let t = props.language.strings();
    let page = &props.page;
    let send = |action: Action| {
        let dispatch = props.dispatch.clone();
        move |_: MouseEvent| dispatch.dispatch(action.clone())
    };
    let grounds = page.grounds(mark);
    let mut facts: Vec<(&'static str, Html)> = match mark.entry {
        Entry::Entity(number, cluster) => about_name(number, cluster, grounds.is_empty(), props),
        Entry::Time(number) => about_time(number, props),
        Entry::Figure(number) => about_figure(number, props),
    };
    if let Some(why) = why(&grounds, props) {
        facts.push((t.why, html! { <small>{ why }</small> }));
    }
    let others = page.cluster_of(props.mark).and_then(|c| page.clusters.get(c)).map_or(0, |c| c.marks.len());
    html! {
        <div class={classes!("details", props.pinned.then_some("pinned"))} ref={node} role="group" aria-label={t.details} aria-live="polite">
            <p class="what">
                <span class={classes!("m", mark.kind.code())}>{ page.text(mark) }</span>
                <small>{ format::type_name(mark.kind, props.language) }</small>
                if props.pinned {
                    <button class="quiet" aria-label={t.close} onclick={send(Action::Look(None))}>{ "×" }</button>
                }
            </p>
            <dl>
                { for facts.into_iter().map(|(term, fact)| html! { <div><dt>{ term }</dt><dd>{ fact }</dd></div> }) }
            </dl>
            if others > 1 {
                <p class="row">
                    <span class="dim">{ fill(t.mentions, others) }</span>
                    <button onclick={send(Action::Step { forward: false, same: true })} aria-label={t.previous}>{ "‹" }</button>
                    <button onclick={send(Action::Step { forward: true, same: true })} aria-label={t.next}>{ "›" }</button>
                </p>
            }
            if props.pinned {
                { correct(mark, props) }
            }
        </div>
    }
}

/// What can be put right about a mark.
fn correct(mark: &Mark, props: &DetailsProps) -> Html {
    let t = props.language.strings();
    let (at, text) = (mark.source, props.page.text(mark).to_owned());
    let onchange = {
        let dispatch = props.dispatch.clone();
        move |e: Event| {
            let kind = MarkType::from_code(&e.target_unchecked_into::<HtmlSelectElement>().value());
            if let Some(correction) = kind.and_then(|kind| Correction::mark(at, &text, kind)) {
                dispatch.dispatch(Action::Correct(correction));
            }
        }
    };
    let remove = {
        let dispatch = props.dispatch.clone();
        move |_: MouseEvent| dispatch.dispatch(Action::Correct(Correction::Clear { at }))
    };
    let choices = MarkType::ALL.into_iter().filter(|kind| kind.entity().is_some() && *kind != mark.kind);
    html! {
        <p class="row correct">
            <select aria-label={t.change_type} {onchange}>
                <option selected=true disabled=true>{ t.change_type }</option>
                { for choices.map(|kind| html! { <option value={kind.code()}>{ format::type_name(kind, props.language) }</option> }) }
            </select>
            <button onclick={remove}>{ t.remove_mark }</button>
        </p>
    }
}

/// What speaks for the mark, in words.
fn why(grounds: &[String], props: &DetailsProps) -> Option<String> {
    let t = props.language.strings();
    if grounds.iter().any(|code| code == "publication") {
        return Some(fill(t.from_day, format::when(written_on(props)?, props.language)));
    }
    Some(format::grounds(grounds, props.language)).filter(|why| !why.is_empty())
}

/// `groundless`: nothing speaks for it.
fn about_name(number: usize, cluster: usize, groundless: bool, props: &DetailsProps) -> Vec<(&'static str, Html)> {
    let t = props.language.strings();
    let (Some(entity), Some(cluster)) = (props.page.analysis.entities.get(number), props.page.clusters.get(cluster)) else {
        return Vec::new();
    };
    let mut facts = Vec::new();
    let shown = props.page.marks.get(props.mark).map(|m| props.page.text(m)).unwrap_or_default();
    let others: Vec<&str> =
        std::iter::once(&cluster.name).chain(&cluster.aliases).map(String::as_str).filter(|n| *n != shown).collect();
    if !others.is_empty() {
        facts.push((t.also, Html::from(others.join("、"))));
    }
    if !cluster.roles.is_empty() {
        facts.push((t.office, Html::from(cluster.roles.join("；"))));
    }
    // What the reader marked is sure, and has no other ground.
    if groundless && entity.confidence >= 1.0 {
        facts.push((t.why, Html::from(t.by_hand)));
        return facts;
    }
    facts.push((t.confidence, Html::from(format!("{}%", format::plain((entity.confidence * 100.0).round())))));
    facts
}

fn about_time(number: usize, props: &DetailsProps) -> Vec<(&'static str, Html)> {
    let t = props.language.strings();
    let Some(time) = props.page.analysis.times.get(number) else { return Vec::new() };
    if time.value.is_empty() {
        return vec![(t.meaning, Html::from(t.unresolved))];
    }
    let mut facts = Vec::new();
    if time.value.starts_with("XXXX") {
        facts.push((t.limits, Html::from(t.unresolved)));
    }
    facts.push((t.meaning, html! { <>{ format::time(time, props.language) }{ " " }<code>{ &time.value }</code></> }));
    if let Some(modifier) = time.modifier {
        facts.push((t.limits, Html::from(format::time_modifier(modifier, props.language))));
    }
    facts
}

/// The day on which the article that the mark stands in was written.
fn written_on(props: &DetailsProps) -> Option<&str> {
    let analysis = &props.page.analysis;
    let block = analysis.blocks.get(props.page.marks.get(props.mark)?.block)?;
    let article = analysis.articles.iter().find(|a| Some(&a.id) == block.article.as_ref());
    article.and_then(|a| a.published.as_deref()).or(analysis.published.as_deref())
}

fn about_figure(number: usize, props: &DetailsProps) -> Vec<(&'static str, Html)> {
    let (t, language) = (props.language.strings(), props.language);
    let Some(figure) = props.page.analysis.figures.get(number) else { return Vec::new() };
    let mut facts = Vec::new();
    if let Some(metric) = &figure.metric {
        let shared = if metric.inherited { t.as_before } else { "" };
        facts.push((t.measures, html! { <>{ metric.text.clone() }{ " " }<small>{ shared }</small></> }));
    }
    let bound = figure.modifier.map(|m| format::modifier(m, language)).unwrap_or_default();
    facts.push((t.meaning, html! { <>{ bound }{ " " }<b>{ format::value(figure, language) }</b></> }));
    if let Some(name) = format::kind(figure.kind, language) {
        facts.push((t.kind, Html::from(name)));
    }
    if let Some(owner) = props.page.owner(figure) {
        facts.push((t.owner, Html::from(owner.to_owned())));
    }
    if let Some(time) = props.page.time(figure) {
        facts.push((t.as_of, Html::from(time.text.clone())));
    }
    if let Some(trend) = figure.trend {
        let (arrow, word) = format::trend(trend, language);
        facts.push((t.trend, Html::from(format!("{arrow} {word}"))));
    }
    for check in props.page.analysis.checks.iter().filter(|c| c.operands.iter().any(|o| o.figure == Some(number))) {
        let (sign, word, class) = if check.holds { ("✓", t.holds, "ok") } else { ("✗", t.fails, "bad") };
        let arithmetic = check.arithmetic.clone();
        facts.push((
            t.checks,
            html! { <span class={classes!("check", class)}>{ sign }{ " " }{ arithmetic }{ " " }<small>{ word }</small></span> },
        ));
    }
    if let Some(comparison) = figure.comparison.and_then(|c| compared_with(c, props)) {
        facts.push((t.compared, Html::from(comparison)));
    }
    facts
}

/// What a figure is compared with, in words.
fn compared_with(comparison: Comparison, props: &DetailsProps) -> Option<String> {
    let analysis = &props.page.analysis;
    match comparison {
        Comparison::Year => format::name("compare:year", props.language).map(str::to_owned),
        Comparison::Period => format::name("compare:period", props.language).map(str::to_owned),
        Comparison::Time(time) => analysis.times.get(time).map(|t| t.text.clone()),
        Comparison::Figure(figure) => analysis.figures.get(figure).map(|f| f.text.clone()),
    }
}

/// Puts the card below its mark, within the desk. The styles are set through the object model, which a strict policy allows.
fn place(card: &NodeRef, desk: &NodeRef, mark: usize) -> Option<()> {
    let card = card.cast::<HtmlElement>()?;
    let desk = desk.cast::<Element>()?;
    let mark = desk.query_selector(&format!("[data-m=\"{mark}\"]")).ok()??;
    let (of_desk, of_mark) = (desk.get_bounding_client_rect(), mark.get_bounding_client_rect());
    let room = of_desk.width() - f64::from(card.offset_width());
    let left = (of_mark.left() - of_desk.left()).min(room).max(0.0);
    let height = web_sys::window()?.inner_height().ok()?.as_f64()?;
    let fits = of_mark.bottom() + f64::from(card.offset_height()) + 12.0 < height || of_mark.top() < height / 2.0;
    let top = if fits { of_mark.bottom() + 6.0 } else { of_mark.top() - f64::from(card.offset_height()) - 6.0 };
    let style = card.style();
    style.set_property("left", &format!("{}px", format::tenth(left))).ok()?;
    style.set_property("top", &format!("{}px", format::tenth(top - of_desk.top()))).ok()
}
