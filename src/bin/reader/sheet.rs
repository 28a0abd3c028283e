//! The sheet that is read: the article with its legend, the panels, and the foot; what stands there until the analysis has come.

use crate::{
    article::Plain,
    engine::Engine,
    finder::FindBar,
    origin::OriginLine,
    parts::{article, legend, panels},
    state::{Document, Panel, Phase, State},
    status::{Foot, progress, trouble},
};
use yew::prelude::*;

/// The sheet of the document that is shown. `column` is the element that holds the article.
pub fn sheet(
    state: &UseReducerHandle<State>,
    document: &Document,
    engine: &Engine,
    retry: &Callback<()>,
    column: &NodeRef,
) -> Html {
    let language = state.choices.language;
    html! {
        <>
            <main id="main" class="reading">
                <h1 class="hidden">{ document.title() }</h1>
                { read(state, document, engine, retry, column) }
            </main>
            <Foot document={document.clone()} {language} keep={state.choices.keep} dispatch={state.dispatcher()} />
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
