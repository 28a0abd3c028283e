//! The whole page, put together.

use crate::{
    address::use_address,
    engine::Engine,
    header::Header,
    hooks::{Early, first_state, use_choices, use_drop, use_engine, use_keys, use_patience, use_session},
    input::Input,
    parts::dialog,
    sheet::sheet,
    state::{Document, Screen},
    status::Notices,
    warm::use_warm_up,
};
use web_sys::Element;
use yew::prelude::*;

/// What [`App`] is given.
#[derive(Properties, PartialEq)]
pub struct AppProps {
    /// The element on which theme and language are written, and whose keys are shortcuts.
    pub frame: Element,
    pub engine: Engine,
    /// What was typed or pasted before the page was there.
    pub early: Option<Early>,
    /// Gives the files that were dropped before, and leaves those that come to the page.
    pub dropped: js_sys::Function,
}

/// The page.
#[function_component]
pub fn App(props: &AppProps) -> Html {
    let column = use_node_ref();
    let state = use_reducer(|| first_state(props.early.clone()));
    let dispatch = state.dispatcher();
    let retry = use_engine(&state, &props.engine);
    let warming = use_warm_up(&state, &props.engine);
    use_choices(&props.frame, &state.choices);
    use_patience(&state);
    use_session(&state);
    use_address(&state);
    use_drop(&state, &props.dropped);
    use_keys(&state, &props.frame);

    let language = state.choices.language;
    let t = language.strings();
    let document = state.shown();
    let reading = state.screen == Screen::Reading && document.is_some();
    html! {
        <>
            <a class="skip" href="#main">{ t.skip }</a>
            <Header
                title={document.map(Document::title).unwrap_or_default()}
                documents={state.documents.iter().map(|d| (d.id, AttrValue::from(d.title()))).collect::<Vec<_>>()}
                current={state.current}
                {reading}
                mode={state.mode}
                choices={state.choices.clone()}
                dispatch={dispatch.clone()}
            />
            <Notices
                notice={state.notice.clone()}
                incoming={state.incoming}
                engine={state.engine.clone()}
                waits={!reading}
                {language}
                retry={retry.clone()}
                dispatch={dispatch.clone()}
            />
            if let Some(document) = document.filter(|_| reading) {
                { sheet(&state, document, &props.engine, &retry, &column) }
            } else {
                <main id="main" class="taking-in">
                    <Input
                        text={document.map_or_else(|| state.draft.clone(), |d| d.source.clone())}
                        published={document.and_then(|d| d.published.clone())}
                        editing={document.is_some()}
                        has_documents={state.documents.len() > usize::from(state.screen == Screen::Coming)}
                        {language}
                        engine={state.engine.clone()}
                        dispatch={dispatch.clone()}
                    />
                </main>
            }
            { dialog(&state, props.engine.clone()) }
            { warming }
        </>
    }
}
