//! The ways out: files, a link, paper; and the reader's corrections, kept and made again.

use super::Modal;
use crate::{
    engine::Engine,
    files,
    plain::{self, FromPlain},
    state::{Action, Dispatch, Document, Notice},
    strings::Language,
};
use quandian::{
    export::Format,
    view::{KeptCorrections, Misfit},
};
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// What [`ExportDialog`] shows.
#[derive(Properties, PartialEq)]
pub struct ExportProps {
    pub language: Language,
    pub document: Document,
    pub engine: Engine,
    pub dispatch: Dispatch,
}

/// The ways out.
#[function_component]
pub fn ExportDialog(props: &ExportProps) -> Html {
    let t = props.language.strings();
    let title = props.document.title();
    let name = |ending: &str| {
        let safe: String = title.chars().filter(|c| !"/\\:*?\"<>|".contains(*c) && !c.is_control()).take(30).collect();
        format!("{}.{ending}", if safe.is_empty() { "quandian" } else { &safe })
    };
    let file = |words: &'static str, format: Format| {
        let (document, engine, dispatch) = (props.document.clone(), props.engine.clone(), props.dispatch.clone());
        let (file, text) = (name(format.ending()), (format == Format::Brat).then(|| name("txt")));
        let onclick = move |_: MouseEvent| {
            let (document, engine, dispatch) = (document.clone(), engine.clone(), dispatch.clone());
            let (file, text) = (file.clone(), text.clone());
            wasm_bindgen_futures::spawn_local(async move {
                match engine.write(&document, format).await {
                    Some(Ok(content)) => files::save(&file, format.media_type(), &content),
                    Some(Err(failure)) => dispatch.dispatch(Action::Tell(Some(Notice::NotExported(failure.message)))),
                    None => {}
                }
                // brat reads a text and what is said about it from two files.
                if let Some(text) = text {
                    files::save(&text, "text/plain;charset=utf-8", &document.source);
                }
            });
        };
        html! { <li><button data-format={format.ending()} {onclick}>{ words }</button></li> }
    };
    let save_corrections = {
        let (document, name) = (props.document.clone(), name("corrections.json"));
        move |_: MouseEvent| {
            let kept = KeptCorrections::new(&document.corrections, &document.source);
            files::save(&name, "application/json", &plain::kept(&kept));
        }
    };
    let chooser = use_node_ref();
    let choose = {
        let chooser = chooser.clone();
        move |_: MouseEvent| {
            if let Some(chooser) = chooser.cast::<HtmlInputElement>() {
                chooser.click();
            }
        }
    };
    let load_corrections = {
        let (dispatch, source) = (props.dispatch.clone(), props.document.source.clone());
        move |e: Event| {
            let Some(file) = e.target_unchecked_into::<HtmlInputElement>().files().and_then(|files| files.get(0)) else { return };
            let (dispatch, source) = (dispatch.clone(), source.clone());
            wasm_bindgen_futures::spawn_local(async move {
                let text = JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string()).unwrap_or_default();
                let kept = plain::parse(&text).and_then(|kept| KeptCorrections::read(&kept));
                match kept.ok_or(Misfit::NotCorrections).and_then(|kept| kept.made_in(&source)) {
                    Ok(corrections) => dispatch.dispatch(Action::CorrectAll(corrections)),
                    Err(misfit) => {
                        dispatch.dispatch(Action::Dialog(None));
                        dispatch.dispatch(Action::Tell(Some(Notice::Misfit(misfit))));
                    }
                }
            });
        }
    };
    let link = {
        let (dispatch, source) = (props.dispatch.clone(), props.document.source.clone());
        move |_: MouseEvent| {
            let (dispatch, source) = (dispatch.clone(), source.clone());
            wasm_bindgen_futures::spawn_local(async move {
                let notice = files::share(&source).await;
                dispatch.dispatch(Action::Dialog(None));
                dispatch.dispatch(Action::Tell(Some(notice)));
            });
        }
    };
    let print = {
        let dispatch = props.dispatch.clone();
        move |_: MouseEvent| {
            dispatch.dispatch(Action::Dialog(None));
            gloo_timers::callback::Timeout::new(50, files::print).forget();
        }
    };
    html! {
        <Modal title={t.export_title} language={props.language} dispatch={props.dispatch.clone()}>
            <ul class="ways-out">
                { file(t.save_json, Format::Json) }
                { file(t.save_figures, Format::FiguresCsv) }
                { file(t.save_entities, Format::EntitiesCsv) }
                { file(t.save_markdown, Format::Markdown) }
                { file(t.save_html, Format::Html) }
                { file(t.save_conll, Format::Conll) }
                { file(t.save_brat, Format::Brat) }
                { file(t.save_web_annotation, Format::WebAnnotation) }
                { file(t.save_doccano, Format::Doccano) }
                <li><button onclick={link}>{ t.copy_link }</button></li>
                <li><button onclick={print}>{ t.print }</button></li>
            </ul>
            <h3>{ t.corrections }</h3>
            <p class="row of-corrections">
                <button class="save-corrections" disabled={props.document.corrections.is_empty()} onclick={save_corrections}>
                    { t.save_corrections }
                </button>
                <button onclick={choose}>{ t.load_corrections }</button>
                <input
                    ref={chooser}
                    type="file"
                    hidden=true
                    accept=".json,application/json"
                    aria-label={t.load_corrections}
                    onchange={load_corrections}
                />
            </p>
        </Modal>
    }
}
