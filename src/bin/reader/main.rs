//! The reader: takes an article in, asks the engine, and shows what it found. It is mounted as a page of its own (`app`) or, by
//! the widget's script, in somebody else's (`widget`). State in one place (`state`), what touches the browser in `hooks`, `engine`
//! and `files`, and one small component for each part of the page.

mod address;
mod app;
mod article;
mod day;
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
mod pace;
mod panels;
mod parts;
mod plain;
mod sheet;
mod state;
mod status;
mod storage;
mod strings;
mod warm;
mod widget;

use app::{App, AppProps};
use plain::FromPlain;
use wasm_bindgen::prelude::*;
use web_sys::Element;
use widget::{Host, Seat, SeatProps, Settings};
use yew::AppHandle;

/// Runs when the module is instantiated; what is to be shown comes with a call of its own.
fn main() {
    console_error_panic_hook::set_once();
}

/// Mounts the page in `root`. Its theme and language are written on `frame`, which holds everything, `root` included. `dropped` gives the
/// files that were dropped before (`www/early.js`), once the page takes files itself.
#[wasm_bindgen(js_name = openPage)]
pub fn open_page(root: Element, frame: Element, engine: engine::Engine, dropped: js_sys::Function) {
    let early = hooks::Early::of(&root);
    yew::Renderer::<App>::with_root_and_props(root, AppProps { frame, engine, early, dropped }).render();
}

/// A reader in somebody else's page, or the place for one.
#[wasm_bindgen]
pub struct Mounted {
    root: Element,
    host: Option<Host>,
    turn: u32,
    app: AppHandle<Seat>,
}

#[wasm_bindgen]
impl Mounted {
    /// Mounts a place in `root`, which nobody has taken.
    #[wasm_bindgen(constructor)]
    pub fn new(root: Element) -> Self {
        let props = SeatProps { root: root.clone(), taken: None, turn: 0 };
        let app = yew::Renderer::<Seat>::with_root_and_props(root.clone(), props).render();
        Self { root, host: None, turn: 0, app }
    }

    /// Gives it to `host`.
    pub fn take(&mut self, host: Host) {
        self.host = Some(host);
        self.turn += 1;
    }

    /// Shows what `settings` say. Throws where they are not what [`widget::Settings`] asks for.
    pub fn update(&mut self, settings: JsValue) -> Result<(), JsValue> {
        let settings = Settings::read(&settings).ok_or("these are no settings of a reader")?;
        self.show(self.host.clone().map(|host| (host, settings)));
        Ok(())
    }

    /// Takes the reader down; the place stays.
    pub fn leave(&mut self) {
        self.host = None;
        self.show(None);
    }

    fn show(&mut self, taken: Option<(Host, Settings)>) {
        self.app.update(SeatProps { root: self.root.clone(), taken, turn: self.turn });
    }
}
