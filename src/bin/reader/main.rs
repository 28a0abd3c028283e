//! The reader: takes an article in, asks the engine, and shows what it found. It is mounted as a page of its own (`app`) or, by
//! the widget's script, in somebody else's (`widget`). State in one place (`state`), what touches the browser in `hooks`, `engine`
//! and `files`, and one small component for each part of the page.

mod address;
mod app;
mod article;
mod details;
mod dialogs;
mod engine;
mod files;
mod finder;
mod format;
mod header;
mod hooks;
mod input;
mod intake;
mod legend;
mod origin;
mod panels;
mod state;
mod status;
mod strings;
mod widget;

use app::{App, AppProps};
use wasm_bindgen::prelude::*;
use web_sys::Element;
use widget::{Host, Widget, WidgetProps};
use yew::AppHandle;

/// Runs when the module is instantiated; what is to be shown comes with a call of its own.
fn main() {
    console_error_panic_hook::set_once();
}

/// Mounts the page in `root`. Its theme and language are written on `frame`, which holds everything, `root` included.
#[wasm_bindgen(js_name = openPage)]
pub fn open_page(root: Element, frame: Element, engine: engine::Engine) {
    let early = hooks::Early::of(&root);
    yew::Renderer::<App>::with_root_and_props(root, AppProps { frame, engine, early }).render();
}

/// A reader in somebody else's page.
#[wasm_bindgen]
pub struct Mounted {
    root: Element,
    host: Host,
    app: AppHandle<Widget>,
}

#[wasm_bindgen]
impl Mounted {
    /// Mounts a reader in `root`. Throws where `settings` is not what [`widget::Settings`] asks for.
    #[wasm_bindgen(constructor)]
    pub fn new(root: Element, host: Host, settings: JsValue) -> Result<Self, JsValue> {
        let props = WidgetProps { root: root.clone(), host: host.clone(), settings: serde_wasm_bindgen::from_value(settings)? };
        let app = yew::Renderer::<Widget>::with_root_and_props(root.clone(), props).render();
        Ok(Self { root, host, app })
    }

    /// Gives it other settings.
    pub fn update(&mut self, settings: JsValue) -> Result<(), JsValue> {
        let settings = serde_wasm_bindgen::from_value(settings)?;
        self.app.update(WidgetProps { root: self.root.clone(), host: self.host.clone(), settings });
        Ok(())
    }

    /// Takes it down.
    pub fn unmount(self) {
        self.app.destroy();
    }
}
