//! Warming up, while there is nothing to read: a browser compiles what runs, and what runs often it compiles well, so that the first
//! article would take several times as long as the third. The engine reads the sample, and the reader draws it where nobody sees it.

use crate::{
    article::{Article, Plain},
    engine::Engine as Client,
    input::SAMPLE,
    legend::Legend,
    pace::use_growth,
    panels::Panels,
    state::{Engine, Mode, Panel, Reading, Sheet, State},
};
use std::{cell::Cell, rc::Rc};
use yew::prelude::*;

/// How often the engine reads the sample: after so many characters a browser has compiled well what the analyser spends its time in.
const ROUNDS: usize = 12;
/// Turns at drawing in which the sample is drawn; then it is taken away.
const TURNS: usize = 12;

/// Warms up while no document is shown and the engine has nothing to do. Round by round, so that an article that comes waits for one of
/// them at most. What this gives is part of the page, but stands in an element that is on no page.
#[hook]
pub fn use_warm_up(state: &UseReducerHandle<State>, engine: &Client) -> Html {
    let idle = state.engine == (Engine::Ready { main_thread: false }) && state.document().is_none();
    let left = use_mut_ref(|| ROUNDS);
    let sample = use_state(|| None::<Reading>);
    let stage = use_memo((), |()| web_sys::window().and_then(|w| w.document()).and_then(|d| d.create_element("div").ok()));
    use_effect_with((idle, engine.clone()), {
        let sample = sample.clone();
        move |(idle, engine)| {
            let going = Rc::new(Cell::new(*idle));
            wasm_bindgen_futures::spawn_local({
                let (engine, going) = (engine.clone(), going.clone());
                async move {
                    while going.get() && *left.borrow() > 0 {
                        *left.borrow_mut() -= 1;
                        // Not taken back when something else comes: a slow machine would start its engine anew. Whatever is wrong
                        // with it shows when it is needed.
                        let question = engine.ask(SAMPLE.0, None);
                        if *left.borrow() > 0 {
                            question.settled().await;
                        } else if let Some(Ok(reading)) = question.answer().await.filter(|_| going.get()) {
                            sample.set(Some(reading));
                        }
                    }
                }
            });
            move || going.set(false)
        }
    });
    let turn = *use_growth(0, 1, if sample.is_some() { TURNS } else { 0 });
    match (sample.as_ref(), stage.as_ref()) {
        (Some(reading), Some(stage)) if idle && turn < TURNS => {
            create_portal(rehearsal(reading, turn, engine, state), stage.clone())
        }
        _ => html! {},
    }
}

/// What a pasted article is drawn with, one after the other.
fn rehearsal(reading: &Reading, turn: usize, engine: &Client, state: &UseReducerHandle<State>) -> Html {
    let (language, dispatch) = (state.choices.language, state.dispatcher());
    html! {
        <>
            if turn > 0 {
                <Plain text={SAMPLE.0} />
            }
            if turn > 1 {
                <Legend
                    page={reading.page.clone()}
                    hidden={Vec::new()}
                    published={None::<AttrValue>}
                    corrections=0
                    can_redo=false
                    {language}
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
                    {language}
                    dispatch={dispatch.clone()}
                />
            }
            if turn > 2 {
                <Panels
                    page={reading.page.clone()}
                    tokens={reading.tokens.clone()}
                    panel={Panel::Ledger}
                    sheet={Sheet::Down}
                    {language}
                    engine={engine.clone()}
                    {dispatch}
                />
            }
        </>
    }
}
