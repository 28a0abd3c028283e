//! The file that a document came from, and the encoding that it was read in, which the reader may know better.

use crate::{
    intake::{ENCODINGS, read_again},
    state::{Dispatch, Origin},
    strings::Language,
};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// What [`OriginLine`] shows.
#[derive(Properties, PartialEq)]
pub struct OriginProps {
    /// The document's number.
    pub id: u32,
    pub origin: Origin,
    pub language: Language,
    pub dispatch: Dispatch,
}

/// The name of the file; for a text in some encoding, which one, and the others to choose from.
#[function_component]
pub fn OriginLine(props: &OriginProps) -> Html {
    let t = props.language.strings();
    let onchange = {
        let (id, origin, dispatch) = (props.id, props.origin.clone(), props.dispatch.clone());
        move |e: Event| {
            let chosen = e.target_unchecked_into::<HtmlSelectElement>().value();
            if let Some(encoding) = ENCODINGS.into_iter().find(|e| *e == chosen) {
                read_again(id, &origin, encoding, &dispatch);
            }
        }
    };
    // GB 18030 holds all of GBK; a text is read in it either way.
    let found = props.origin.encoding.as_deref().map(|e| if e == "GBK" || e == "gb18030" { "GB18030" } else { e });
    html! {
        <p class="origin">
            <span class="file">{ &props.origin.name }</span>
            if let Some(found) = found {
                <label title={t.encoding_hint}>
                    { t.encoding }
                    <select {onchange}>
                        if !ENCODINGS.contains(&found) {
                            <option selected=true>{ found }</option>
                        }
                        { for ENCODINGS.into_iter().map(|e| html! { <option value={e} selected={e == found}>{ e }</option> }) }
                    </select>
                </label>
            }
        </p>
    }
}
