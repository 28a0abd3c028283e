//! What lies over the page: the list of keys, and the ways out.

mod export;

pub use export::ExportDialog;

use crate::{
    state::{Action, Dispatch},
    strings::Language,
};
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

/// The list of keys; whether single keys are shortcuts.
pub fn keys_dialog(language: Language, on: bool, dispatch: Dispatch) -> Html {
    let t = language.strings();
    let keys = [
        ("n  p", t.key_next),
        ("N  P", t.key_same),
        ("Enter  Esc", t.key_details),
        ("1 … 7", t.key_panels),
        ("m  w  s", t.key_views),
        ("/", t.key_find),
        ("f", t.key_find_text),
        ("e", t.key_export),
        ("i", t.key_new),
        ("Ctrl+Z  Ctrl+Y", t.key_undo),
        ("Ctrl+Enter", t.key_go),
        ("?", t.key_help),
    ];
    let onchange = {
        let dispatch = dispatch.clone();
        move |e: Event| dispatch.dispatch(Action::Keys(e.target_unchecked_into::<HtmlInputElement>().checked()))
    };
    html! {
        <Modal title={t.keys_title} {language} {dispatch}>
            <dl class="keys">
                { for keys.into_iter().map(|(keys, what)| html! {
                    <div>
                        <dt>{ for keys.split("  ").map(|key| html! { <kbd>{ key }</kbd> }) }</dt>
                        <dd>{ what }</dd>
                    </div>
                }) }
            </dl>
            <label><input type="checkbox" checked={on} {onchange} />{ t.keys_on }</label>
        </Modal>
    }
}
