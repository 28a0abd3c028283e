//! The whole page, put together.

use crate::{
    address::use_address,
    article::Plain,
    engine::Engine,
    finder::FindBar,
    header::Header,
    hooks::{Early, first_state, use_choices, use_drop, use_engine, use_keys, use_session},
    input::Input,
    origin::OriginLine,
    parts::{article, dialog, legend, panels},
    state::{Document, Panel, Phase, Screen, State},
    status::{Foot, Notices, progress, trouble},
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
    use_session(&state);
    use_address(&state);
    use_drop(&state, &props.dropped);
    use_keys(&state, &props.frame);

    let language = state.choices.language;
    let t = language.strings();
    let document = state.document();
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
                <main id="main" class="reading">
                    <h1 class="hidden">{ document.title() }</h1>
                    { read(&state, document, &props.engine, &retry, &column) }
                </main>
                <Foot document={document.clone()} {language} keep={state.choices.keep} dispatch={dispatch.clone()} />
            } else {
                <main id="main" class="taking-in">
                    <Input
                        text={document.map_or_else(|| state.draft.clone(), |d| d.source.clone())}
                        published={document.and_then(|d| d.published.clone())}
                        editing={document.is_some()}
                        has_documents={!state.documents.is_empty()}
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

/// The article with its legend, and the panels.
fn read(state: &UseReducerHandle<State>, document: &Document, engine: &Engine, retry: &Callback<()>, column: &NodeRef) -> Html {
    let language = state.choices.language;
    let t = language.strings();
    let dispatch = state.dispatcher();
    match &document.phase {
        Phase::Waiting => html! {
            <section class="column" aria-busy="true">
                { progress(&state.engine, language) }
                <Plain text={document.source.clone()} />
            </section>
        },
        Phase::Failed(failure) => html! {
            <section class="column">
                { trouble(failure, language, retry) }
                <Plain text={document.source.clone()} />
            </section>
        },
        Phase::Done(reading) => html! {
            <>
                <section class="column" aria-label={t.article} ref={column.clone()}>
                    if let Some(origin) = &document.origin {
                        <OriginLine id={document.id} origin={origin.clone()} {language} dispatch={dispatch.clone()} />
                    }
                    { legend(state, document, reading) }
                    if state.finding {
                        <FindBar
                            page={reading.page.clone()}
                            mode={state.mode}
                            column={column.clone()}
                            {language}
                            dispatch={dispatch.clone()}
                        />
                    }
                    { article(state, document, reading) }
                </section>
                { panels(state, reading, engine.clone(), state.panel, Panel::ALL.to_vec()) }
            </>
        },
    }
}
