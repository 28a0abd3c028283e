//! Warming up, while there is nothing to read: a browser compiles what runs, what runs often it compiles well, and it looks for a font
//! when the first letter is set in it, so that the first article would take several times as long as the third. The engine reads the
//! sample, and the reader draws it where nobody sees it.

use crate::{
    engine::Engine as Client,
    input::SAMPLE,
    pace::use_growth,
    sheet::sheet,
    state::{Action, Engine, State},
};
use gloo_timers::future::TimeoutFuture;
use std::{cell::Cell, rc::Rc};
use web_sys::Element;
use yew::prelude::*;

/// How often the engine reads the sample: after so many characters a browser has compiled well what the analyser spends its time in.
const ROUNDS: usize = 12;
/// Turns at drawing in which the sample is drawn; then it is taken away.
const TURNS: usize = 12;

/// Warms up while no document is shown and the engine has nothing to do. Round by round, so that an article that comes waits for one of
/// them at most. What this gives stands in an element of its own, which takes part in the layout and is not seen.
#[hook]
pub fn use_warm_up(state: &UseReducerHandle<State>, engine: &Client) -> Html {
    let idle = state.engine == (Engine::Ready { main_thread: false }) && state.document().is_none();
    let left = use_mut_ref(|| ROUNDS);
    // A page within the page, which goes the way of the real one: the text comes in, then its analysis.
    let rehearsed = use_reducer(|| State::new(state.choices.clone()));
    let column = use_node_ref();
    use_effect_with((idle, engine.clone()), {
        let stage = rehearsed.dispatcher();
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
                        } else if let Some(Ok(reading)) = question.answer().await {
                            // First as it waits, for some frames.
                            stage.dispatch(Action::Open { source: SAMPLE.0.into(), published: None });
                            TimeoutFuture::new(60).await;
                            stage.dispatch(Action::Analysed { id: 0, asked: 0, reading });
                        }
                    }
                }
            });
            move || going.set(false)
        }
    });
    let analysed = rehearsed.document().is_some_and(|d| d.reading().is_some());
    let turn = *use_growth(0, 1, if analysed { TURNS } else { 0 });
    let document = rehearsed.document().filter(|_| idle && turn < TURNS);
    let stage = use_memo(document.is_some(), |shown| shown.then(Stage::new).flatten());
    match (document, &*stage) {
        (Some(document), Some(Stage(stage))) => {
            create_portal(sheet(&rehearsed, document, engine, &Callback::noop(), &column), stage.clone())
        }
        _ => html! {},
    }
}

/// The element in which the sample is drawn; it is on the page until this is dropped.
struct Stage(Element);

impl Stage {
    fn new() -> Option<Self> {
        let document = web_sys::window()?.document()?;
        let stage = document.create_element("div").ok()?;
        stage.set_class_name("rehearsal");
        document.body()?.append_child(&stage).ok()?;
        Some(Self(stage))
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        self.0.remove();
    }
}
