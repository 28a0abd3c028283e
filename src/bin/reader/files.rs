//! Files out, the clipboard, share links.

use crate::state::Notice;
use gloo_timers::callback::Timeout;
use js_sys::{Array, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, Element, HtmlAnchorElement, HtmlElement, Url};

#[wasm_bindgen(raw_module = "../share.js")]
extern "C" {
    /// The text, compressed, as it stands in a link.
    fn pack(text: &str) -> Promise;

    /// The text that a link's fragment carries; `undefined` where it carries none.
    fn unpack(fragment: &str) -> Promise;

    /// Puts text on the clipboard.
    fn copy(text: &str) -> Promise;
}

/// Gives the reader a file.
pub fn save(name: &str, kind: &str, content: &str) {
    let attempt = || -> Result<(), JsValue> {
        let options = BlobPropertyBag::new();
        options.set_type(kind);
        let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&content.into()), &options)?;
        let address = Url::create_object_url_with_blob(&blob)?;
        let document = web_sys::window().and_then(|w| w.document()).ok_or(JsValue::UNDEFINED)?;
        let link: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
        link.set_href(&address);
        link.set_download(name);
        link.click();
        Url::revoke_object_url(&address)
    };
    // A browser that refuses says so itself.
    let _ = attempt();
}

/// Servers and chat programs cut longer links.
const LONGEST_LINK: usize = 30_000;

/// Puts a link on the clipboard that carries the text in its fragment, which no browser sends anywhere.
pub async fn share(text: &str) -> Notice {
    let packed = JsFuture::from(pack(text)).await.ok().and_then(|p| p.as_string()).unwrap_or_default();
    if packed.is_empty() || packed.len() > LONGEST_LINK {
        return Notice::TooLongToLink;
    }
    let Some(location) = web_sys::window().map(|w| w.location()) else { return Notice::TooLongToLink };
    let page = location.href().unwrap_or_default();
    let page = page.split('#').next().unwrap_or_default();
    match JsFuture::from(copy(&format!("{page}#t={packed}"))).await {
        Ok(_) => Notice::Copied,
        Err(_) => Notice::TooLongToLink,
    }
}

/// Puts a text on the clipboard; whether the browser allowed it.
pub async fn put_on_clipboard(text: &str) -> bool {
    JsFuture::from(copy(text)).await.is_ok()
}

/// The text that the page's own address carries.
pub async fn shared_text() -> Option<String> {
    let fragment = web_sys::window()?.location().hash().ok()?;
    if !fragment.starts_with("#t=") {
        return None;
    }
    JsFuture::from(unpack(&fragment)).await.ok()?.as_string()
}

/// Prints the page.
pub fn print() {
    if let Some(window) = web_sys::window() {
        let _ = window.print();
    }
}

/// Moves the focus to an element within `frame` that is about to be drawn.
pub fn focus_soon(frame: Element, selector: &'static str) {
    Timeout::new(0, move || {
        let element = frame.query_selector(selector).ok().flatten();
        if let Some(element) = element.and_then(|e| e.dyn_into::<HtmlElement>().ok()) {
            let _ = element.focus();
        }
    })
    .forget();
}
