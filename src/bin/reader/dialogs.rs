//! What lies over the page: the list of keys, and the ways out.

use crate::{
    engine::Engine,
    files,
    state::{Action, Dispatch, Document, Notice},
    strings::Language,
};
use quandian::export::Format;
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
    pub engine: Engine,
    pub dispatch: Dispatch,
}

/// The ways out.
#[function_component]
pub fn ExportDialog(props: &ExportProps) -> Html {
    let t = props.language.strings();
    let title = props.document.title();
    let name = |ending: &str| {
        let safe: String = title.chars().filter(|c| !"/\\:*?\"<>|".contains(*c) && !c.is_control()).take(30).collect();
        format!("{}.{ending}", if safe.is_empty() { "quandian" } else { &safe })
    };
    let file = |words: &'static str, format: Format| {
        let (document, engine, dispatch) = (props.document.clone(), props.engine.clone(), props.dispatch.clone());
        let (file, text) = (name(format.ending()), (format == Format::Brat).then(|| name("txt")));
        let onclick = move |_: MouseEvent| {
            let (document, engine, dispatch) = (document.clone(), engine.clone(), dispatch.clone());
            let (file, text) = (file.clone(), text.clone());
            wasm_bindgen_futures::spawn_local(async move {
                match engine.write(&document, format).await {
                    Some(Ok(content)) => files::save(&file, format.media_type(), &content),
                    Some(Err(failure)) => dispatch.dispatch(Action::Tell(Some(Notice::NotExported(failure.message)))),
                    None => {}
                }
                // brat reads a text and what is said about it from two files.
                if let Some(text) = text {
                    files::save(&text, "text/plain;charset=utf-8", &document.source);
                }
            });
        };
        html! { <li><button {onclick}>{ words }</button></li> }
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
                { file(t.save_json, Format::Json) }
                { file(t.save_figures, Format::FiguresCsv) }
                { file(t.save_entities, Format::EntitiesCsv) }
                { file(t.save_markdown, Format::Markdown) }
                { file(t.save_html, Format::Html) }
                { file(t.save_conll, Format::Conll) }
                { file(t.save_brat, Format::Brat) }
                { file(t.save_web_annotation, Format::WebAnnotation) }
                { file(t.save_doccano, Format::Doccano) }
                <li><button onclick={link}>{ t.copy_link }</button></li>
                <li><button onclick={print}>{ t.print }</button></li>
            </ul>
        </Modal>
    }
}
