//! The page's address: `#m12` is mark 12 of the article that is shown, so that a place can be linked to and the browser's back
//! leads to where the reader was.

use crate::state::{Action, Jump, State, Way};
use gloo_events::EventListener;
use wasm_bindgen::JsValue;
use yew::prelude::*;

/// The mark that the address names.
fn named() -> Option<usize> {
    web_sys::window()?.location().hash().ok()?.strip_prefix("#m")?.parse().ok()
}

/// Writes a jump into the address: a leap is a step of the browser's history, a short step takes the place of the last.
fn write(jump: Jump) -> Result<(), JsValue> {
    let Some(window) = web_sys::window() else { return Ok(()) };
    let (history, address) = (window.history()?, format!("#m{}", jump.mark));
    match jump.way {
        Way::Leap => history.push_state_with_url(&JsValue::NULL, "", Some(&address)),
        Way::Step => history.replace_state_with_url(&JsValue::NULL, "", Some(&address)),
        Way::Address => Ok(()),
    }
}

/// Keeps the address and the place in the article together.
#[hook]
pub fn use_address(state: &UseReducerHandle<State>) {
    let dispatch = state.dispatcher();
    use_effect_with(state.jump, |jump| {
        if let Some(jump) = jump {
            // A page that may not write its address works without.
            let _ = write(*jump);
        }
    });
    // Once the article is there, to where the address points.
    let shown = state.document().filter(|d| d.reading().is_some()).map(|d| d.id);
    use_effect_with(shown, {
        let dispatch = dispatch.clone();
        move |shown| {
            if let Some(mark) = shown.and_then(|_| named()) {
                dispatch.dispatch(Action::Visit(mark));
            }
        }
    });
    use_effect_with((), move |()| {
        let listener = web_sys::window().map(|window| {
            EventListener::new(&window, "popstate", move |_| {
                if let Some(mark) = named() {
                    dispatch.dispatch(Action::Visit(mark));
                }
            })
        });
        move || drop(listener)
    });
}
