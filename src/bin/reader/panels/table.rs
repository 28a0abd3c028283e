//! A table to take away: on the clipboard for a spreadsheet, or as a file.

use crate::{
    files,
    state::{Action, Dispatch, Notice},
    strings::Language,
};
use quandian::export::{csv, tsv};
use yew::prelude::*;

/// What [`TakeAway`] is given.
#[derive(Properties, PartialEq)]
pub struct TakeAwayProps {
    /// The table as it is shown, header first.
    pub rows: Callback<(), Vec<Vec<String>>>,
    /// What the file is called.
    pub name: &'static str,
    pub language: Language,
    pub dispatch: Dispatch,
}

/// Two buttons: copy, and save as CSV.
#[function_component]
pub fn TakeAway(props: &TakeAwayProps) -> Html {
    let t = props.language.strings();
    let onclick = {
        let (rows, dispatch) = (props.rows.clone(), props.dispatch.clone());
        move |_: MouseEvent| {
            let (text, dispatch) = (tsv(rows.emit(())), dispatch.clone());
            wasm_bindgen_futures::spawn_local(async move {
                let notice = if files::put_on_clipboard(&text).await { Notice::TableCopied } else { Notice::NotCopied };
                dispatch.dispatch(Action::Tell(Some(notice)));
            });
        }
    };
    let save = {
        let (rows, name) = (props.rows.clone(), props.name);
        move |_: MouseEvent| files::save(name, "text/csv;charset=utf-8", &csv(rows.emit(())))
    };
    html! {
        <span class="take-away">
            <button class="quiet copy" {onclick}>{ t.copy_table }</button>
            <button class="quiet csv" onclick={save}>{ "CSV" }</button>
        </span>
    }
}
