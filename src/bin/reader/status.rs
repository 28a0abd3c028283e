//! What the page says about itself: how far the engine is, what went wrong, and that nothing left the machine.

use crate::{
    format,
    state::{Action, Dispatch, Document, Engine, Failure, Notice},
    strings::{Language, Strings, fill},
};
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// How far the engine and the analysis are.
pub fn progress(engine: &Engine, language: Language) -> Html {
    let t = language.strings();
    match engine {
        Engine::Loading(share) => html! {
            <p class="progress" role="status">
                <label for="loading">{ t.loading }</label>
                <progress id="loading" max="1" value={format::plain(*share)} />
            </p>
        },
        Engine::Ready { .. } | Engine::Failed(_) => html! { <p class="progress" role="status">{ t.working }</p> },
    }
}

/// What went wrong and what to do about it.
pub fn trouble(failure: &Failure, language: Language, retry: &Callback<()>) -> Html {
    let t = language.strings();
    html! {
        <div class="trouble" role="alert">
            <h2>{ t.failed }</h2>
            <p>{ remedy(t, &failure.code) }</p>
            <p class="fine">{ format!("{} · {}", failure.code, failure.message) }</p>
            <button class="primary" onclick={retry.reform(|_| ())}>{ t.retry }</button>
        </div>
    }
}

/// What to do about a failure.
fn remedy(t: &'static Strings, code: &str) -> &'static str {
    match code {
        "network" => t.failed_network,
        "mime" => t.failed_mime,
        "csp" => t.failed_csp,
        "file" => t.failed_file,
        "wasm-off" => t.failed_wasm,
        "trap" => t.failed_trap,
        _ => t.failed_other,
    }
}

/// What [`Notices`] shows.
#[derive(Properties, PartialEq)]
pub struct NoticesProps {
    pub notice: Option<Notice>,
    /// How many files are being read.
    pub incoming: usize,
    pub engine: Engine,
    /// Whether no article is shown, so that a failure of the engine has no better place.
    pub waits: bool,
    pub language: Language,
    pub retry: Callback<()>,
    pub dispatch: Dispatch,
}

/// What is to be told above the page.
#[function_component]
pub fn Notices(props: &NoticesProps) -> Html {
    let t = props.language.strings();
    let dispatch = props.dispatch.clone();
    html! {
        <div class="notices" role="status">
            if props.incoming > 0 {
                <p class="notice">{ fill(t.incoming, props.incoming) }</p>
            }
            if let Some(notice) = &props.notice {
                <p class="notice">
                    <span>{ notice.words(props.language) }</span>
                    <button onclick={move |_| dispatch.dispatch(Action::Tell(None))}>{ t.dismiss }</button>
                </p>
            }
            if props.engine == (Engine::Ready { main_thread: true }) {
                <p class="notice">{ t.main_thread }</p>
            }
            if let (Engine::Failed(failure), true) = (&props.engine, props.waits) {
                { trouble(failure, props.language, &props.retry) }
            }
        </div>
    }
}

/// What [`Foot`] shows.
#[derive(Properties, PartialEq)]
pub struct FootProps {
    pub document: Document,
    pub language: Language,
    pub keep: bool,
    pub dispatch: Dispatch,
}

/// How long it took, that nothing left the machine, and how to forget it all.
#[function_component]
pub fn Foot(props: &FootProps) -> Html {
    let t = props.language.strings();
    let send = |action: fn() -> Action| {
        let dispatch = props.dispatch.clone();
        move |_: MouseEvent| dispatch.dispatch(action())
    };
    let keep = {
        let dispatch = props.dispatch.clone();
        move |e: Event| dispatch.dispatch(Action::Keep(e.target_unchecked_into::<HtmlInputElement>().checked()))
    };
    html! {
        <footer>
            if let Some(reading) = props.document.reading() {
                <p>
                    { fill(t.characters, format::number(reading.page.characters() as f64)) }{ " · " }
                    { t.local }{ " · " }{ fill(t.took, format::number(reading.took.max(1.0).round())) }{ " · " }{ t.stays }
                </p>
            }
            <p class="session">
                <label><input type="checkbox" checked={props.keep} onchange={keep} />{ t.keep }</label>
                <button class="quiet" onclick={send(|| Action::Forget)}>{ t.forget }</button>
            </p>
        </footer>
    }
}
