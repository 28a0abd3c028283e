//! 核对: arithmetic that the article's own figures must satisfy; quiet ticks and loud crosses.

use super::PanelProps;
use crate::{
    format,
    state::{Dispatch, PageRef},
    strings::{Language, fill},
};
use quandian::{analysis::Check, check::CheckKind, view::MarkType};
use yew::prelude::*;

/// What [`Checks`] shows.
#[derive(Properties, PartialEq)]
pub struct ChecksProps {
    pub page: PageRef,
    pub language: Language,
    pub dispatch: Dispatch,
    /// Whether nothing is said where there is nothing to check.
    #[prop_or_default]
    pub brief: bool,
}

/// The checks, those that do not hold first.
#[function_component]
pub fn Checks(props: &ChecksProps) -> Html {
    let t = props.language.strings();
    let checks = &props.page.analysis.checks;
    if checks.is_empty() {
        return if props.brief {
            html! {}
        } else {
            html! { <p class="empty">{ t.no_checks }</p> }
        };
    }
    let wrong = checks.iter().filter(|c| !c.holds).count();
    let summary = if wrong == 0 { fill(t.checks_hold, checks.len()) } else { fill(t.checks_fail, wrong) };
    let (held, failed): (Vec<&Check>, Vec<&Check>) = checks.iter().partition(|c| c.holds);
    html! {
        <section class="card">
            <h2>{ t.checks }<small>{ summary }</small></h2>
            <ul class="checks">{ for failed.into_iter().chain(held).map(|check| line(props, check)) }</ul>
        </section>
    }
}

fn line(props: &ChecksProps, check: &Check) -> Html {
    let t = props.language.strings();
    let panel = PanelProps { page: props.page.clone(), language: props.language, dispatch: props.dispatch.clone() };
    let figure = |text: &str| match mark_of(&props.page, text) {
        Some(mark) => panel.jump(mark, Html::from(text.to_owned())),
        None => Html::from(text.to_owned()),
    };
    let (sign, word, class) = if check.holds { ("✓", t.holds, "ok") } else { ("✗", t.fails, "bad") };
    let parts = check.parts.iter().enumerate().map(|(i, part)| {
        html! { <>{ if i > 0 { between(check.kind) } else { "" } }{ figure(part) }</> }
    });
    html! {
        <li {class}>
            <span class="sign" aria-hidden="true">{ sign }</span>
            <span>{ figure(&check.total) }{ if check.holds { " = " } else { " ≠ " } }{ for parts }</span>
            <small>{ kind_name(check.kind, props.language) }{ " " }{ word }</small>
        </li>
    }
}

/// What stands between the parts.
fn between(kind: CheckKind) -> &'static str {
    match kind {
        CheckKind::Sum => " + ",
    }
}

fn kind_name(kind: CheckKind, language: Language) -> &'static str {
    let code = format!("check:{kind:?}").to_lowercase();
    format::name(&code, language).unwrap_or_default()
}

/// The first figure that reads so.
fn mark_of(page: &PageRef, text: &str) -> Option<usize> {
    page.marks.iter().position(|m| m.kind == MarkType::Figure && page.text(m) == text)
}
