//! What the page (`app`) and the widget are both made of, given what it needs of the state.

use crate::{
    article::Article,
    dialogs::{ExportDialog, keys_dialog},
    engine::Engine,
    legend::Legend,
    panels::{Panels, Texts},
    state::{Dialog, Document, Panel, Reading, State},
};
use yew::prelude::*;

/// The legend of the article that is shown.
pub fn legend(state: &UseReducerHandle<State>, document: &Document, reading: &Reading) -> Html {
    html! {
        <Legend
            page={reading.page.clone()}
            hidden={state.hidden.clone()}
            published={document.published.clone()}
            corrections={document.corrections.len()}
            can_redo={document.can_redo()}
            language={state.choices.language}
            dispatch={state.dispatcher()}
        />
    }
}

/// The article.
pub fn article(state: &UseReducerHandle<State>, document: &Document, reading: &Reading) -> Html {
    html! {
        <Article
            page={reading.page.clone()}
            tokens={reading.tokens.clone()}
            source={document.source.clone()}
            mode={state.mode}
            hidden={state.hidden.clone()}
            spot={state.spot}
            jump={state.jump}
            language={state.choices.language}
            dispatch={state.dispatcher()}
        />
    }
}

/// The panels that there are to choose from, `panel` chosen.
pub fn panels(state: &UseReducerHandle<State>, reading: &Reading, engine: Engine, panel: Panel, choice: Vec<Panel>) -> Html {
    html! {
        <Panels
            page={reading.page.clone()}
            tokens={reading.tokens.clone()}
            {panel}
            texts={Texts::of(&state.documents, &engine)}
            {choice}
            sheet={state.sheet}
            language={state.choices.language}
            {engine}
            dispatch={state.dispatcher()}
        />
    }
}

/// What lies over the page, if anything does.
pub fn dialog(state: &UseReducerHandle<State>, engine: Engine) -> Html {
    let (language, dispatch) = (state.choices.language, state.dispatcher());
    match (state.dialog, state.document()) {
        (Some(Dialog::Keys), _) => keys_dialog(language, state.choices.keys, dispatch),
        (Some(Dialog::Export), Some(document)) => {
            html! { <ExportDialog {language} document={document.clone()} {engine} {dispatch} /> }
        }
        (Some(Dialog::Export), None) | (None, _) => html! {},
    }
}
