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
const ROUNDS: usize = 11;
/// Milliseconds before the sample is drawn: a page that has just come belongs to who opened it.
const CALM: u32 = 1500;
/// Turns at drawing in which the sample is drawn; then it is taken away.
const TURNS: usize = 12;

/// Warms up while no document is shown and the engine has nothing to do. Round by round, so that an article that comes waits for one of
/// them at most. What this gives stands in an element of its own, which takes part in the layout and is not seen.
#[hook]
pub fn use_warm_up(state: &UseReducerHandle<State>, engine: &Client) -> Html {
    let idle = state.engine == (Engine::Ready { main_thread: false }) && state.document().is_none();
    // The rounds, and then the drawing.
    let left = use_mut_ref(|| ROUNDS + 1);
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
                    while going.get() && *left.borrow() > 1 {
                        *left.borrow_mut() -= 1;
                        // Not taken back when something else comes: a slow machine would start its engine anew. Whatever is wrong
                        // with it shows when it is needed.
                        engine.ask(SAMPLE.0, None).settled().await;
                    }
                    TimeoutFuture::new(CALM).await;
                    if going.get() && left.replace(0) > 0 {
                        rehearse(&engine, &stage).await;
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

/// Opens the sample on the stage, as it waits for some frames, then as it was analysed.
async fn rehearse(engine: &Client, stage: &UseReducerDispatcher<State>) {
    if let Some(Ok(reading)) = engine.ask(drawn(), None).answer().await {
        stage.dispatch(Action::Open { source: drawn().into(), published: None });
        TimeoutFuture::new(60).await;
        stage.dispatch(Action::Analysed { id: 0, asked: 0, reading });
    }
}

/// What of the sample is drawn: enough for every font and most marks, and not so much that somebody who types meanwhile notices.
fn drawn() -> &'static str {
    const PARAGRAPHS: usize = 3;
    let end = SAMPLE.0.match_indices("\n\n").nth(PARAGRAPHS).map_or(SAMPLE.0.len(), |(at, _)| at);
    SAMPLE.0.get(..end).unwrap_or(SAMPLE.0)
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
