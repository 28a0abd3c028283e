//! Where the state meets the browser: the engine, what is kept on this machine, the keyboard.

use crate::{
    engine::{self, Engine as Client, News},
    files, intake,
    state::{Action, Choices, Dialog, Dispatch, Document, Engine, Mode, Panel, Phase, Screen, State},
    storage::{self, Kept},
};
use gloo_events::{EventListener, EventListenerOptions};
use gloo_timers::callback::Timeout;
use quandian::view::Correction;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, KeyboardEvent};
use yew::prelude::*;

/// What of a document is kept: its text, its day, and what was put right.
type Text = (AttrValue, Option<AttrValue>, Vec<Correction>);

/// What came into the box that stands in `index.html` before this program ran.
#[derive(Clone, PartialEq)]
pub struct Early {
    text: AttrValue,
    /// Whether it was pasted, so that it is marked at once.
    pasted: bool,
}

impl Early {
    /// What stands in the box within `root`, if anything does.
    pub fn of(root: &Element) -> Option<Self> {
        let area = root.query_selector("#early").ok()??;
        let text = area.dyn_ref::<web_sys::HtmlTextAreaElement>()?.value();
        (!text.trim().is_empty()).then(|| Self { text: text.into(), pasted: area.has_attribute("data-pasted") })
    }
}

/// The state that the page opens with: what was kept, and what was typed before the page was there.
pub fn first_state(early: Option<Early>) -> State {
    let mut state = State::new(storage::choices());
    for Kept { source, published, corrections } in storage::session() {
        state.reopen(source.into(), published.map(AttrValue::from), corrections);
    }
    match early {
        Some(Early { text, pasted: true }) => state.open(text, None),
        Some(Early { text, pasted: false }) => state.draft(text),
        None => {}
    }
    state
}

/// Starts the engine and asks it about every document that waits while it is shown, or while all are compared. The callback tries again after a failure.
#[hook]
pub fn use_engine(state: &UseReducerHandle<State>, client: &Client) -> Callback<()> {
    let dispatch = state.dispatcher();
    let listening = use_memo(client.clone(), {
        let dispatch = dispatch.clone();
        move |client| {
            engine::start(client.clone(), move |news| {
                dispatch.dispatch(match news {
                    News::Standing(standing) => Action::Engine(standing),
                    News::Restarted => Action::Restarted,
                });
            })
        }
    });
    let waits = |d: &&Document| matches!(d.phase, Phase::Waiting);
    let compared = (state.panel == Panel::Comparison).then(|| state.documents.iter().find(waits)).flatten();
    let waiting = state.document().filter(waits).or(compared);
    // Asked while the page is being drawn, not after: the engine works meanwhile. What is no longer wanted is dropped, and taken back.
    let _question = use_memo(waiting.map(|d| (d.id, d.asked)), |asked| {
        let ((id, asked), document) = (asked.as_ref().copied()?, waiting?);
        let question = listening.engine.ask(&document.source, document.published.as_deref());
        let (answer, dispatch) = (question.answer(), dispatch.clone());
        wasm_bindgen_futures::spawn_local(async move {
            match answer.await {
                None => {}
                Some(Ok(reading)) => dispatch.dispatch(Action::Analysed { id, asked, reading }),
                Some(Err(failure)) => dispatch.dispatch(Action::Failed { id, asked, failure }),
            }
        });
        Some(question)
    });
    let failed = matches!(state.engine, Engine::Failed(_));
    use_callback(failed, move |(), failed| {
        dispatch.dispatch(Action::Retry);
        if *failed {
            listening.engine.restart();
        }
    })
}

/// Shows a text without its marks where these do not come in a moment.
#[hook]
pub fn use_patience(state: &UseReducerHandle<State>) {
    /// Milliseconds that nobody takes for a stop.
    const MOMENT: u32 = 250;
    let dispatch = state.dispatcher();
    use_effect_with(state.screen == Screen::Coming, move |coming| {
        let patience = coming.then(|| Timeout::new(MOMENT, move || dispatch.dispatch(Action::Slow)));
        move || drop(patience)
    });
}

/// Puts the choices on `frame` and keeps them on this machine.
#[hook]
pub fn use_choices(frame: &Element, choices: &Choices) {
    use_effect_with((frame.clone(), choices.clone()), |(frame, choices)| {
        storage::keep_choices(choices);
        let _ = frame.set_attribute("data-theme", choices.theme.code());
        let _ = frame.set_attribute("lang", choices.language.tag());
    });
}

/// Keeps the texts over a reload, on this machine, unless the reader does not want it; and opens what a link brings.
#[hook]
pub fn use_session(state: &UseReducerHandle<State>) {
    let texts: Vec<Text> =
        state.documents.iter().map(|d| (d.source.clone(), d.published.clone(), d.corrections.clone())).collect();
    use_effect_with((state.choices.keep, texts), |(keep, texts)| {
        if *keep && !texts.is_empty() {
            storage::keep_session(texts.iter().map(|(source, day, made)| (source.as_str(), day.as_deref(), made.as_slice())));
        } else {
            storage::forget_session();
        }
    });
    let dispatch = state.dispatcher();
    use_effect_with((), move |()| {
        wasm_bindgen_futures::spawn_local(async move {
            if let Some(source) = files::shared_text().await {
                dispatch.dispatch(Action::Open { source: source.into(), published: None });
            }
        });
    });
}

/// Takes files that are dropped anywhere on the page, and those that were `dropped` before it was there: left to itself a browser would
/// open them in its place.
#[hook]
pub fn use_drop(state: &UseReducerHandle<State>, dropped: &js_sys::Function) {
    let dispatch = state.dispatcher();
    use_effect_with(dropped.clone(), move |dropped| {
        let options = EventListenerOptions::enable_prevent_default();
        let listen = |kind: &'static str, act: Box<dyn Fn(&DragEvent)>| {
            let window = web_sys::window()?;
            Some(EventListener::new_with_options(&window, kind, options, move |event| {
                let carries_files = |e: &&DragEvent| e.data_transfer().is_some_and(|d| d.types().includes(&"Files".into(), 0));
                if let Some(event) = event.dyn_ref::<DragEvent>().filter(carries_files) {
                    event.prevent_default();
                    act(event);
                }
            }))
        };
        let before = dropped.call0(&JsValue::NULL).ok().and_then(|files| files.dyn_into().ok());
        intake::take(before, &dispatch);
        let over = listen("dragover", Box::new(|_| {}));
        let drop_ = listen("drop", Box::new(move |event| intake::take(event.data_transfer().and_then(|d| d.files()), &dispatch)));
        move || drop((over, drop_))
    });
}

/// The keyboard, while the focus is within `frame`: single keys where nothing is being typed, with Control where it is.
#[hook]
pub fn use_keys(state: &UseReducerHandle<State>, frame: &Element) {
    let dispatch = state.dispatcher();
    let on = state.choices.keys;
    let dialog = state.dialog.is_some();
    use_effect_with((frame.clone(), on, dialog), move |(frame, on, dialog)| {
        let (within, on, dialog) = (frame.clone(), *on, *dialog);
        let options = EventListenerOptions::enable_prevent_default();
        let listener = EventListener::new_with_options(frame, "keydown", options, move |event| {
            if let Some(event) = event.dyn_ref::<KeyboardEvent>() {
                press(event, &within, on, dialog, &dispatch);
            }
        });
        move || drop(listener)
    });
}

/// Answers a key.
fn press(event: &KeyboardEvent, frame: &Element, on: bool, dialog: bool, dispatch: &Dispatch) {
    let target = event.target().and_then(|t| t.dyn_into::<Element>().ok());
    let typing = target.is_some_and(|e| e.matches("input:not([type=checkbox]), textarea, select").unwrap_or(false));
    let command = event.ctrl_key() || event.meta_key();
    let key = event.key();
    if key == "Escape" {
        dispatch.dispatch(if dialog { Action::Dialog(None) } else { Action::Look(None) });
        return;
    }
    if typing || dialog || event.alt_key() {
        return;
    }
    let action = match key.as_str() {
        "z" if command => Action::Undo,
        "Z" | "y" if command => Action::Redo,
        _ if command || !on => return,
        "n" => Action::Step { forward: true, same: false },
        "p" => Action::Step { forward: false, same: false },
        "N" | "." => Action::Step { forward: true, same: true },
        "P" | "," => Action::Step { forward: false, same: true },
        "m" => Action::Mode(Mode::Marked),
        "w" => Action::Mode(Mode::Words),
        "s" => Action::Mode(Mode::Source),
        "f" => Action::Find(true),
        "e" => Action::Dialog(Some(Dialog::Export)),
        "i" => Action::New,
        "?" => Action::Dialog(Some(Dialog::Keys)),
        "/" => Action::Panel(Panel::Names),
        digit => match digit.parse::<usize>().ok().and_then(|d| Panel::ALL.get(d.checked_sub(1)?).copied()) {
            Some(panel) => Action::Panel(panel),
            None if digit == "7" => Action::Panel(Panel::Comparison),
            None => return,
        },
    };
    event.prevent_default();
    dispatch.dispatch(action);
    if key == "/" {
        files::focus_soon(frame.clone(), "#name-search");
    }
}
