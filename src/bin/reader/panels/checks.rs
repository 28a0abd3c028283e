//! 核对: arithmetic that the article's own figures must satisfy; quiet ticks and loud crosses.

use super::PanelProps;
use crate::{
    format,
    state::{Action, Panel},
    strings::fill,
};
use quandian::analysis::{Check, Operand};
use yew::prelude::*;

/// Checks that are shown above something else.
const FEW: usize = 8;

/// Where the checks stand.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Above something else: a few of them, and where there are none nothing is said.
    Above,
    /// In a panel of their own.
    Alone,
}

/// The checks, those that do not hold first.
pub fn checks(props: &PanelProps, standing: Standing) -> Html {
    let t = props.language.strings();
    let checks = &props.page.analysis.checks;
    if checks.is_empty() {
        return if standing == Standing::Above {
            html! {}
        } else {
            html! { <p class="empty">{ t.no_checks }</p> }
        };
    }
    let wrong = checks.iter().filter(|c| !c.holds).count();
    let summary = if wrong == 0 { fill(t.checks_hold, checks.len()) } else { fill(t.checks_fail, wrong) };
    let (held, failed): (Vec<&Check>, Vec<&Check>) = checks.iter().partition(|c| c.holds);
    let shown = if standing == Standing::Above { FEW.max(wrong).min(checks.len()) } else { checks.len() };
    let left = checks.len() - shown;
    let dispatch = props.dispatch.clone();
    html! {
        <section class="card">
            <h2>{ t.checks }<small>{ summary }</small></h2>
            <ul class="checks">{ for failed.into_iter().chain(held).take(shown).map(|check| line(props, check)) }</ul>
            if left > 0 {
                <button class="more" onclick={move |_| dispatch.dispatch(Action::Panel(Panel::Checks))}>{ fill(t.more_rows, left) }</button>
            }
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
