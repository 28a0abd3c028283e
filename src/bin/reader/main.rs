//! The page: takes an article in, asks the engine, and shows what it found. State in one place (`state`), what touches the browser
//! in `hooks`, `engine` and `files`, and one small component for each part of the page.

mod app;
mod article;
mod details;
mod dialogs;
mod engine;
mod files;
mod format;
mod header;
mod hooks;
mod input;
mod legend;
mod panels;
mod state;
mod status;
mod strings;

fn main() {
    console_error_panic_hook::set_once();
    let root = web_sys::window().and_then(|w| w.document()).and_then(|d| d.get_element_by_id("app"));
    match root {
        Some(root) => yew::Renderer::<app::App>::with_root(root).render(),
        None => yew::Renderer::<app::App>::new().render(),
    };
}
