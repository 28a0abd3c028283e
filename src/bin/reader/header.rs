//! The head of the page: the mark, the title, and what can be done with the article.

use crate::{
    state::{Action, Choices, Dialog, Dispatch, Mode, Theme},
    strings::Language,
};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// What [`Header`] shows.
#[derive(Properties, PartialEq)]
pub struct HeaderProps {
    pub title: AttrValue,
    /// Every document: its number and title.
    pub documents: Vec<(u32, AttrValue)>,
    pub current: Option<u32>,
    /// Whether an article is shown.
    pub reading: bool,
    pub mode: Mode,
    pub choices: Choices,
    pub dispatch: Dispatch,
}

/// The head of the page.
#[function_component]
pub fn Header(props: &HeaderProps) -> Html {
    let t = props.choices.language.strings();
    let menu = use_state(|| false);
    let send = |action: Action| {
        let dispatch = props.dispatch.clone();
        let menu = menu.clone();
        move |_: MouseEvent| {
            menu.set(false);
            dispatch.dispatch(action.clone());
        }
    };
    let toggle = {
        let menu = menu.clone();
        move |_: MouseEvent| menu.set(!*menu)
    };
    let mode = |mode: Mode, name: &'static str| {
        html! { <button aria-pressed={(props.mode == mode).to_string()} onclick={send(Action::Mode(mode))}>{ name }</button> }
    };
    html! {
        <header>
            <span class="logo" aria-hidden="true">{ "圈" }<em>{ "点" }</em></span>
            if props.reading {
                { documents(props) }
            } else {
                <span class="title"></span>
            }
            <button class="menu" aria-expanded={menu.to_string()} aria-controls="menu" aria-label={t.menu} onclick={toggle}>{ "⋯" }</button>
            <nav id="menu" class={classes!(menu.then_some("open"))} aria-label={t.menu}>
                if props.reading {
                    <span class="switch" role="group" aria-label={t.view}>
                        { mode(Mode::Marked, t.marked) }
                        { mode(Mode::Words, t.split_words) }
                        { mode(Mode::Source, t.raw_source) }
                    </span>
                    <button onclick={send(Action::Find(true))}>{ t.find }</button>
                    <button onclick={send(Action::Edit)}>{ t.edit }</button>
                    <button onclick={send(Action::Dialog(Some(Dialog::Export)))}>{ t.export }</button>
                }
                <button onclick={send(Action::Dialog(Some(Dialog::Keys)))}>{ t.keys }</button>
                { language(props) }
                { theme(props) }
            </nav>
            if props.reading {
                <button class="primary" onclick={send(Action::New)}>{ t.new_article }</button>
            }
        </header>
    }
}

/// The article's title; where there are several documents, a list of them.
fn documents(props: &HeaderProps) -> Html {
    let t = props.choices.language.strings();
    if props.documents.len() < 2 {
        return html! { <span class="title">{ &props.title }</span> };
    }
    let select = {
        let dispatch = props.dispatch.clone();
        move |e: Event| {
            if let Ok(id) = e.target_unchecked_into::<HtmlSelectElement>().value().parse() {
                dispatch.dispatch(Action::Select(id));
            }
        }
    };
    let close = {
        let (dispatch, current) = (props.dispatch.clone(), props.current);
        move |_: MouseEvent| {
            if let Some(id) = current {
                dispatch.dispatch(Action::Close(id));
            }
        }
    };
    html! {
        <span class="title several">
            <select aria-label={t.documents} onchange={select}>
                { for props.documents.iter().map(|(id, title)| html! {
                    <option key={*id} value={id.to_string()} selected={Some(*id) == props.current}>
                        { if title.is_empty() { t.untitled } else { title.as_str() } }
                    </option>
                }) }
            </select>
            <button class="quiet" aria-label={t.close_document} title={t.close_document} onclick={close}>{ "×" }</button>
        </span>
    }
}

fn language(props: &HeaderProps) -> Html {
    let t = props.choices.language.strings();
    let dispatch = props.dispatch.clone();
    let onchange = move |e: Event| {
        if let Some(language) = Language::from_tag(&e.target_unchecked_into::<HtmlSelectElement>().value()) {
            dispatch.dispatch(Action::Language(language));
        }
    };
    html! {
        <select aria-label={t.language} {onchange}>
            { for Language::ALL.into_iter().map(|l| html! {
                <option value={l.tag()} lang={l.tag()} selected={l == props.choices.language}>{ l.own_name() }</option>
            }) }
        </select>
    }
}

fn theme(props: &HeaderProps) -> Html {
    let t = props.choices.language.strings();
    let dispatch = props.dispatch.clone();
    let (icon, name, next) = match props.choices.theme {
        Theme::System => ("◐", t.theme_system, Theme::Light),
        Theme::Light => ("☀", t.theme_light, Theme::Dark),
        Theme::Dark => ("☾", t.theme_dark, Theme::System),
    };
    let label = format!("{}：{name}", t.theme);
    html! {
        <button class="theme" aria-label={label.clone()} title={label} onclick={move |_| dispatch.dispatch(Action::Theme(next))}>
            { icon }
        </button>
    }
}
