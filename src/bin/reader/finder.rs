//! Finds words in the article: a field, a count, next and previous. The places are found and painted by `www/find.js`.

use crate::{
    state::{Action, Dispatch, Mode, PageRef},
    strings::Language,
};
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlInputElement};
use yew::prelude::*;

#[wasm_bindgen(raw_module = "../find.js")]
extern "C" {
    /// The places of one query in one article.
    type Finder;

    #[wasm_bindgen(constructor)]
    fn new(article: &Element) -> Finder;

    #[wasm_bindgen(method)]
    fn search(this: &Finder, query: &str) -> usize;

    #[wasm_bindgen(method)]
    fn go(this: &Finder, step: i32) -> usize;

    #[wasm_bindgen(method)]
    fn stop(this: &Finder);
}

/// What [`FindBar`] is given. What the article shows decides what can be found.
#[derive(Properties, PartialEq)]
pub struct FindProps {
    pub page: PageRef,
    pub mode: Mode,
    /// The element that holds the article.
    pub column: NodeRef,
    pub language: Language,
    pub dispatch: Dispatch,
}

/// The field and its buttons.
#[function_component]
pub fn FindBar(props: &FindProps) -> Html {
    let t = props.language.strings();
    let field = use_node_ref();
    let finder = use_mut_ref(|| None::<Finder>);
    let query = use_state(String::new);
    // Which place of how many.
    let place = use_state(|| (0, 0));
    {
        let field = field.clone();
        use_effect_with((), move |()| {
            let _ = field.cast::<HtmlInputElement>().map(|field| field.focus());
        });
    }
    {
        let (finder, place) = (finder.clone(), place.clone());
        let column = props.column.clone();
        use_effect_with((props.page.clone(), props.mode, query.clone()), move |(_, _, query)| {
            let article = column.cast::<Element>().and_then(|c| c.query_selector("article").ok().flatten());
            if let Some(article) = article {
                let new = Finder::new(&article);
                let count = new.search(query);
                place.set((new.go(1), count));
                *finder.borrow_mut() = Some(new);
            }
            move || {
                if let Some(finder) = finder.borrow_mut().take() {
                    finder.stop();
                }
            }
        });
    }
    let go = {
        let (finder, place) = (finder.clone(), place.clone());
        Callback::from(move |step: i32| {
            if let Some(finder) = &*finder.borrow() {
                place.set((finder.go(step), place.1));
            }
        })
    };
    let oninput = {
        let query = query.clone();
        move |e: InputEvent| query.set(e.target_unchecked_into::<HtmlInputElement>().value())
    };
    let close = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |()| dispatch.dispatch(Action::Find(false)))
    };
    let onkeydown = {
        let (go, close) = (go.clone(), close.clone());
        move |e: KeyboardEvent| match e.key().as_str() {
            "Enter" => go.emit(if e.shift_key() { -1 } else { 1 }),
            "Escape" => close.emit(()),
            _ => {}
        }
    };
    let (number, count) = *place;
    html! {
        <div class="finder" role="search" {onkeydown}>
            <input ref={field} type="search" aria-label={t.find_in_text} placeholder={t.find_in_text} {oninput} />
            <span class="dim" role="status">
                if !query.is_empty() {
                    { if count == 0 { t.no_match.to_owned() } else { format!("{number} / {count}") } }
                }
            </span>
            <button disabled={count == 0} aria-label={t.previous} onclick={go.reform(|_| -1)}>{ "‹" }</button>
            <button disabled={count == 0} aria-label={t.next} onclick={go.reform(|_| 1)}>{ "›" }</button>
            <button class="quiet" aria-label={t.close} onclick={close.reform(|_| ())}>{ "×" }</button>
        </div>
    }
}
