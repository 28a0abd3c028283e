//! What is kept on this machine, in the browser's own store, as JSON. A browser that keeps nothing is no reason not to work.

use crate::{
    plain::{self, FromPlain, field, get, object, plain},
    state::{Choices, Theme},
    strings::Language,
};
use js_sys::Array;
use quandian::view::Correction;
use wasm_bindgen::JsValue;
use web_sys::Storage;

const CHOICES: &str = "quandian.choices";
const SESSION: &str = "quandian.session";

/// A text that is kept over a reload.
#[derive(Clone, PartialEq)]
pub struct Kept {
    pub source: String,
    pub published: Option<String>,
    pub corrections: Vec<Correction>,
}

plain! { Kept { source, published, corrections } }

/// The choices that were made, and the usual where none was.
pub fn choices() -> Choices {
    let usual = Choices::default();
    let Some(kept) = load(CHOICES) else { return usual };
    let code = |key| plain::text(&kept, key);
    Choices {
        language: Language::from_tag(&code("language")).unwrap_or(usual.language),
        theme: Theme::ALL.into_iter().find(|theme| theme.code() == code("theme")).unwrap_or(usual.theme),
        keep: get(&kept, "keep").as_bool().unwrap_or(usual.keep),
        keys: get(&kept, "keys").as_bool().unwrap_or(usual.keys),
    }
}

/// Keeps the choices.
pub fn keep_choices(choices: &Choices) {
    let kept = object([
        ("language", choices.language.tag().into()),
        ("theme", choices.theme.code().into()),
        ("keep", choices.keep.into()),
        ("keys", choices.keys.into()),
    ]);
    save(CHOICES, &kept);
}

/// The texts that were kept.
pub fn session() -> Vec<Kept> {
    load(SESSION).and_then(|kept| Vec::read(&kept)).unwrap_or_default()
}

/// Keeps these texts and no others.
pub fn keep_session<'a>(texts: impl Iterator<Item = (&'a str, Option<&'a str>, &'a [Correction])>) {
    let text = |(source, published, corrections): (&str, Option<&str>, &[Correction])| {
        object([
            ("source", source.into()),
            ("published", published.map_or(JsValue::NULL, JsValue::from)),
            ("corrections", plain::corrections(corrections)),
        ])
    };
    save(SESSION, &texts.map(text).collect::<Array>());
}

/// Keeps no text.
pub fn forget_session() {
    if let Some(store) = store() {
        let _ = store.remove_item(SESSION);
    }
}

fn store() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

fn load(key: &str) -> Option<JsValue> {
    plain::parse(&store()?.get_item(key).ok()??)
}

fn save(key: &str, value: &JsValue) {
    if let Some(store) = store() {
        let _ = store.set_item(key, &plain::json(value));
    }
}
