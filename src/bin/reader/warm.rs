//! Warming up, while there is nothing to read: a browser compiles what runs, and what runs often it compiles well, so that the first
//! article would take several times as long as the third. The engine reads the sample, and the reader draws it where nobody sees it.

use crate::{
    article::{Article, Plain},
    engine::Engine as Client,
    input::SAMPLE,
    legend::Legend,
    pace::use_growth,
    panels::Panels,
    state::{Dispatch, Engine, Mode, Panel, Reading, Sheet, State},
    strings::Language,
};
use gloo_timers::future::TimeoutFuture;
use std::{cell::Cell, rc::Rc};
use yew::prelude::*;

/// How often the engine reads the sample: after so many characters a browser has compiled well what the analyser spends its time in.
const ROUNDS: usize = 12;
/// Longer than it takes to draw the sample, in milliseconds.
const A_WHILE: u32 = 2000;

/// Warms up while no document is shown and the engine has nothing to do. Round by round, so that an article that comes waits for one of
/// them at most.
#[hook]
pub fn use_warm_up(state: &UseReducerHandle<State>, engine: &Client) {
    let idle = state.engine == (Engine::Ready { main_thread: false }) && state.document().is_none();
    let left = use_mut_ref(|| ROUNDS);
    let (language, dispatch) = (state.choices.language, state.dispatcher());
    use_effect_with((idle, engine.clone()), move |(idle, engine)| {
        let going = Rc::new(Cell::new(*idle));
        wasm_bindgen_futures::spawn_local({
            let (engine, going) = (engine.clone(), going.clone());
            async move {
                while going.get() && *left.borrow() > 0 {
                    *left.borrow_mut() -= 1;
                    // Not taken back when something else comes: a slow machine would start its engine anew. Whatever is wrong with
                    // it shows when it is needed.
                    let question = engine.ask(SAMPLE.0, None);
                    if *left.borrow() > 0 {
                        question.settled().await;
                    } else if let Some(Ok(reading)) = question.answer().await.filter(|_| going.get()) {
                        rehearse(RehearsalProps { reading, engine: engine.clone(), language, dispatch: dispatch.clone() }).await;
                    }
                }
            }
        });
        move || going.set(false)
    });
}

/// Draws in an element that is on no page.
async fn rehearse(props: RehearsalProps) {
    let element = web_sys::window().and_then(|w| w.document()).and_then(|d| d.create_element("div").ok());
    if let Some(element) = element {
        let drawn = yew::Renderer::<Rehearsal>::with_root_and_props(element, props).render();
        TimeoutFuture::new(A_WHILE).await;
        drawn.destroy();
    }
}

#[derive(Properties, PartialEq)]
struct RehearsalProps {
    reading: Reading,
    engine: Client,
    language: Language,
    dispatch: Dispatch,
}

/// What a pasted article is drawn with, one after the other.
#[function_component]
fn Rehearsal(props: &RehearsalProps) -> Html {
    let RehearsalProps { reading, engine, language, dispatch } = props;
    let step = *use_growth(0, 1, 3);
    html! {
        <>
            if step > 0 {
                <Plain text={SAMPLE.0} />
            }
            if step > 1 {
                <Legend
                    page={reading.page.clone()}
                    hidden={Vec::new()}
                    published={None::<AttrValue>}
                    corrections=0
                    can_redo=false
                    language={*language}
                    dispatch={dispatch.clone()}
                />
                <Article
                    page={reading.page.clone()}
                    tokens={reading.tokens.clone()}
                    source={SAMPLE.0}
                    mode={Mode::Marked}
                    hidden={Vec::new()}
                    spot={None}
                    jump={None}
                    language={*language}
                    dispatch={dispatch.clone()}
                />
            }
            if step > 2 {
                <Panels
                    page={reading.page.clone()}
                    tokens={reading.tokens.clone()}
                    panel={Panel::Ledger}
                    sheet={Sheet::Down}
                    language={*language}
                    engine={engine.clone()}
                    dispatch={dispatch.clone()}
                />
            }
        </>
    }
}
