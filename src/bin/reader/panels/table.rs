//! A table to take away: on the clipboard for a spreadsheet, or as a file.

use crate::{
    files,
    state::{Action, Dispatch, Notice},
    strings::Language,
};
use quandian::export::{csv, tsv};
use yew::prelude::*;

/// Two buttons: copy, and save as CSV under `name`. `rows` gives the table as it is shown, header first.
pub fn take_away(rows: Callback<(), Vec<Vec<String>>>, name: &'static str, language: Language, dispatch: &Dispatch) -> Html {
    let t = language.strings();
    let onclick = {
        let (rows, dispatch) = (rows.clone(), dispatch.clone());
        move |_: MouseEvent| {
            let (text, dispatch) = (tsv(rows.emit(())), dispatch.clone());
            wasm_bindgen_futures::spawn_local(async move {
                let notice = if files::put_on_clipboard(&text).await { Notice::TableCopied } else { Notice::NotCopied };
                dispatch.dispatch(Action::Tell(Some(notice)));
            });
        }
    };
    let save = move |_: MouseEvent| files::save(name, "text/csv;charset=utf-8", &csv(rows.emit(())));
    html! {
        <span class="take-away">
            <button class="quiet copy" {onclick}>{ t.copy_table }</button>
            <button class="quiet csv" onclick={save}>{ "CSV" }</button>
        </span>
    }
}
