//! 核对: arithmetic that the article's own figures must satisfy; quiet ticks and loud crosses.

use super::{PanelProps, use_rows};
use crate::{
    format,
    state::{Dispatch, PageRef},
    strings::{Language, fill},
};
use quandian::analysis::{Check, Operand};
use yew::prelude::*;

/// Whether it is said that there is nothing to check.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Silence {
    Kept,
    Broken,
}

/// What [`Checks`] shows.
#[derive(Properties, PartialEq)]
pub struct ChecksProps {
    pub page: PageRef,
    pub language: Language,
    pub dispatch: Dispatch,
    pub silence: Silence,
}

/// The checks, those that do not hold first.
#[function_component]
pub fn Checks(props: &ChecksProps) -> Html {
    let t = props.language.strings();
    let checks = &props.page.analysis.checks;
    let (rows, more) = use_rows(checks.len(), props.language);
    if checks.is_empty() {
        return if props.silence == Silence::Kept {
            html! {}
        } else {
            html! { <p class="empty">{ t.no_checks }</p> }
        };
    }
    let wrong = checks.iter().filter(|c| !c.holds).count();
    let summary = if wrong == 0 { fill(t.checks_hold, checks.len()) } else { fill(t.checks_fail, wrong) };
    let (held, failed): (Vec<&Check>, Vec<&Check>) = checks.iter().partition(|c| c.holds);
    let panel = PanelProps { page: props.page.clone(), language: props.language, dispatch: props.dispatch.clone() };
    html! {
        <section class="card">
            <h2>{ t.checks }<small>{ summary }</small></h2>
            <ul class="checks">{ for failed.into_iter().chain(held).take(rows).map(|check| line(&panel, check)) }</ul>
            { more }
        </section>
    }
}

/// One check: its arithmetic, with everything it reads a way to its place in the article.
fn line(props: &PanelProps, check: &Check) -> Html {
    let t = props.language.strings();
    let (sign, word, class) = if check.holds { ("✓", t.holds, "ok") } else { ("✗", t.fails, "bad") };
    let mut pieces: Vec<Html> = Vec::new();
    let mut rest = check.arithmetic.as_str();
    let mut unsaid: Vec<Html> = Vec::new();
    for operand in &check.operands {
        match rest.split_once(operand.text.as_str()) {
            Some((before, after)) => {
                pieces.push(Html::from(before.to_owned()));
                pieces.push(operand_link(props, operand));
                rest = after;
            }
            None => unsaid.push(operand_link(props, operand)),
        }
    }
    pieces.push(Html::from(rest.to_owned()));
    html! {
        <li {class}>
            <span class="sign" aria-hidden="true">{ sign }</span>
            <span>
                { for pieces }
                { for unsaid.into_iter().map(|link| html! { <>{ " " }{ link }</> }) }
            </span>
            <small>{ format::check(check.kind, props.language) }{ " " }{ word }</small>
        </li>
    }
}

/// What a check reads, as a way to it.
fn operand_link(props: &PanelProps, operand: &Operand) -> Html {
    let by_place = || props.page.marks.iter().position(|m| m.source.start < operand.end && operand.start < m.source.end);
    match operand.figure.and_then(|f| props.page.figure_mark(f)).or_else(by_place) {
        Some(mark) => props.jump(mark, Html::from(operand.text.clone())),
        None => Html::from(operand.text.clone()),
    }
}
