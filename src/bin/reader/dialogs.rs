//! What lies over the page: the list of keys, and the ways out.

use crate::{
    files,
    state::{Action, Dispatch, Document},
    strings::Language,
};
use quandian::export;
use web_sys::{Element, HtmlInputElement};
use yew::prelude::*;

/// What [`Modal`] shows.
#[derive(Properties, PartialEq)]
struct ModalProps {
    title: &'static str,
    language: Language,
    dispatch: Dispatch,
    children: Html,
}

/// A sheet over the page that holds the focus until it is closed.
#[function_component]
fn Modal(props: &ModalProps) -> Html {
    let node = use_node_ref();
    use_effect_with(node.clone(), |node| {
        // The browser's own modal dialog keeps the focus inside and gives it back.
        if let Some(dialog) = node.cast::<web_sys::HtmlDialogElement>() {
            let _ = dialog.show_modal();
        }
    });
    let close = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |()| dispatch.dispatch(Action::Dialog(None)))
    };
    // A click beside the sheet falls on the dialog itself.
    let beside = {
        let close = close.clone();
        move |e: MouseEvent| {
            let tag = e.target().map(|t| wasm_bindgen::JsCast::unchecked_into::<Element>(t).tag_name());
            if tag.as_deref() == Some("DIALOG") {
                close.emit(());
            }
        }
    };
    html! {
        <dialog ref={node} aria-labelledby="dialog-title" onclick={beside} oncancel={close.reform(|_: Event| ())}>
            <div class="sheet">
                <h2 id="dialog-title">{ props.title }</h2>
                { props.children.clone() }
                <p class="row"><button onclick={close.reform(|_| ())}>{ props.language.strings().close }</button></p>
            </div>
        </dialog>
    }
}

/// What [`KeysDialog`] shows.
#[derive(Properties, PartialEq)]
pub struct KeysProps {
    pub language: Language,
    /// Whether single keys are shortcuts.
    pub keys: bool,
    pub dispatch: Dispatch,
}

/// The list of keys.
#[function_component]
pub fn KeysDialog(props: &KeysProps) -> Html {
    let t = props.language.strings();
    let keys = [
        ("n  p", t.key_next),
        ("N  P", t.key_same),
        ("Enter  Esc", t.key_details),
        ("1 … 6", t.key_panels),
        ("m  w  s", t.key_views),
        ("/", t.key_find),
        ("e", t.key_export),
        ("i", t.key_new),
        ("Ctrl+Z  Ctrl+Y", t.key_undo),
        ("Ctrl+Enter", t.key_go),
        ("?", t.key_help),
    ];
    let onchange = {
        let dispatch = props.dispatch.clone();
        move |e: Event| dispatch.dispatch(Action::Keys(e.target_unchecked_into::<HtmlInputElement>().checked()))
    };
    html! {
        <Modal title={t.keys_title} language={props.language} dispatch={props.dispatch.clone()}>
            <dl class="keys">
                { for keys.into_iter().map(|(keys, what)| html! {
                    <div>
                        <dt>{ for keys.split("  ").map(|key| html! { <kbd>{ key }</kbd> }) }</dt>
                        <dd>{ what }</dd>
                    </div>
                }) }
            </dl>
            <label><input type="checkbox" checked={props.keys} {onchange} />{ t.keys_on }</label>
        </Modal>
    }
}

/// What [`ExportDialog`] shows.
#[derive(Properties, PartialEq)]
pub struct ExportProps {
    pub language: Language,
    pub document: Document,
    pub dispatch: Dispatch,
}

/// The ways out.
#[function_component]
pub fn ExportDialog(props: &ExportProps) -> Html {
    let t = props.language.strings();
    let Some(reading) = props.document.reading().cloned() else { return html! {} };
    let title = props.document.title();
    let name = |ending: &str| {
        let safe: String = title.chars().filter(|c| !"/\\:*?\"<>|".contains(*c) && !c.is_control()).take(30).collect();
        format!("{}.{ending}", if safe.is_empty() { "quandian" } else { &safe })
    };
    let file = |words: &'static str, ending: &str, kind: &'static str, write: fn(&crate::state::Reading, &str) -> String| {
        let (reading, name, title) = (reading.clone(), name(ending), title.clone());
        html! { <li><button onclick={move |_| files::save(&name, kind, &write(&reading, &title))}>{ words }</button></li> }
    };
    let link = {
        let (dispatch, source) = (props.dispatch.clone(), props.document.source.clone());
        move |_: MouseEvent| {
            let (dispatch, source) = (dispatch.clone(), source.clone());
            wasm_bindgen_futures::spawn_local(async move {
                let notice = files::share(&source).await;
                dispatch.dispatch(Action::Dialog(None));
                dispatch.dispatch(Action::Tell(Some(notice)));
            });
        }
    };
    let print = {
        let dispatch = props.dispatch.clone();
        move |_: MouseEvent| {
            dispatch.dispatch(Action::Dialog(None));
            gloo_timers::callback::Timeout::new(50, files::print).forget();
        }
    };
    html! {
        <Modal title={t.export_title} language={props.language} dispatch={props.dispatch.clone()}>
            <ul class="ways-out">
                { file(t.save_json, "json", "application/json", |r, _| export::json(&r.whole())) }
                { file(t.save_figures, "figures.csv", "text/csv;charset=utf-8", |r, _| export::figures_csv(&r.page)) }
                { file(t.save_entities, "names.csv", "text/csv;charset=utf-8", |r, _| export::entities_csv(&r.page)) }
                { file(t.save_markdown, "md", "text/markdown;charset=utf-8", |r, _| export::markdown(&r.page)) }
                { file(t.save_html, "html", "text/html;charset=utf-8", |r, title| export::html(&r.page, title)) }
                <li><button onclick={link}>{ t.copy_link }</button></li>
                <li><button onclick={print}>{ t.print }</button></li>
            </ul>
        </Modal>
    }
}
