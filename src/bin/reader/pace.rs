//! Turns at drawing (`www/pace.js`): what is drawn piece by piece leaves the browser a frame in between, so that no task on the page's
//! thread is long.

use std::{cell::Cell, rc::Rc};
use wasm_bindgen::prelude::*;
use yew::prelude::*;

#[wasm_bindgen(raw_module = "../pace.js")]
extern "C" {
    fn turn(draw: JsValue, seen: bool);
}

/// Whether what is to be drawn can be seen: what can comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sight {
    /// In sight, or soon to be.
    Near,
    /// Far from the screen.
    Far,
}

/// Has `draw` called when its turn comes, unless the answer is called before: then never.
fn take(sight: Sight, draw: impl FnOnce() + 'static) -> impl FnOnce() {
    let given_up = Rc::new(Cell::new(false));
    let still = given_up.clone();
    let draw = move || {
        if !still.get() {
            draw();
        }
    };
    turn(Closure::once_into_js(draw), sight == Sight::Near);
    move || given_up.set(true)
}

/// Whether the turn has come to draw what is wanted at `sight`; `None`: nothing is wanted yet.
#[hook]
pub fn use_turn(sight: Option<Sight>) -> bool {
    let come = use_state(|| false);
    let now = *come;
    use_effect_with(sight.filter(|_| !now), move |sight| {
        let given_up = sight.map(|sight| take(sight, move || come.set(true)));
        move || given_up.into_iter().for_each(|give_up| give_up())
    });
    now
}

/// `wanted` as it was when its turn last came, at first at once. `sight` is asked when it changes.
#[hook]
pub fn use_in_turn(wanted: bool, sight: impl FnOnce() -> Sight + 'static) -> bool {
    let drawn = use_state(|| wanted);
    let now = *drawn;
    use_effect_with((wanted, now), move |(wanted, now)| {
        let wanted = *wanted;
        let given_up = (wanted != *now).then(|| take(sight(), move || drawn.set(wanted)));
        move || given_up.into_iter().for_each(|give_up| give_up())
    });
    now
}

/// A count of what is drawn, which grows from `first` by `step` a turn while it is below `most`; what comes after the first step is out of
/// sight.
#[hook]
pub fn use_growth(first: usize, step: usize, most: usize) -> UseStateHandle<usize> {
    let count = use_state(|| first);
    let sight = if *count == first { Sight::Near } else { Sight::Far };
    let next = (*count < most).then_some(*count + step);
    use_effect_with(next, {
        let count = count.clone();
        move |next| {
            let given_up = next.map(|next| take(sight, move || count.set(next)));
            move || given_up.into_iter().for_each(|give_up| give_up())
        }
    });
    count
}
