//! The reader in somebody else's page: what the widget's script (`www/quandian-reader.js`) mounts in its shadow root. Either a reader
//! with the article, or, where the host's own article is marked in place, only what goes beside it: legend, steps and card.

use crate::{
    article::Plain,
    details::Details,
    engine::{Answer, Engine},
    hooks::{use_engine, use_keys},
    parts::{article, dialog, legend, panels},
    plain::{FromPlain, field, object},
    state::{Action, Choices, Document, Look, PageRef, Panel, Phase, Reading, Spot, State},
    status::{progress, trouble},
    strings::{Language, fill},
};
use js_sys::Array;
use quandian::view::{Entry, Mark, MarkType};
use wasm_bindgen::prelude::*;
use web_sys::Element;
use yew::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// The widget's script, as the reader sees it.
    #[derive(Clone, Debug, PartialEq)]
    pub type Host;

    /// The analyser; always the same object.
    #[wasm_bindgen(method, getter)]
    fn engine(this: &Host) -> Engine;

    /// A mark was chosen: what [`selected`] says of it.
    #[wasm_bindgen(method)]
    fn select(this: &Host, selected: JsValue);

    /// In place: what is to be marked, an array of what [`stretch`] says, after every change.
    #[wasm_bindgen(method)]
    fn marks(this: &Host, marks: JsValue);

    /// In place: the card of this mark is drawn and wants its place; `undefined`: there is none.
    #[wasm_bindgen(method)]
    fn look(this: &Host, mark: Option<usize>, pinned: bool);
}

/// What the widget shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// The article and everything about it.
    Reader,
    /// What goes beside the host's own article.
    Inline,
}

/// A mark that the pointer of the host's page looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Looked {
    /// Its number; `None`: the pointer left.
    mark: Option<usize>,
    /// Whether it was chosen.
    pinned: bool,
    /// Counts the looks, so that two at one mark differ.
    turn: u32,
}

/// What the tag says.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    view: View,
    text: String,
    /// `YYYY-MM-DD`.
    published: Option<String>,
    /// Codes of the types that are marked at first; `None`: all.
    types: Option<Vec<String>>,
    /// Names of the panels, lowercase; `None`: all.
    panels: Option<Vec<String>>,
    lang: Language,
    looked: Option<Looked>,
}

impl FromPlain for Looked {
    fn read(value: &JsValue) -> Option<Self> {
        Some(Self { mark: field(value, "mark")?, pinned: field(value, "pinned")?, turn: field::<usize>(value, "turn")? as u32 })
    }
}

impl FromPlain for Settings {
    fn read(value: &JsValue) -> Option<Self> {
        let view = match field::<String>(value, "view")?.as_str() {
            "reader" => View::Reader,
            "inline" => View::Inline,
            _ => return None,
        };
        Some(Self {
            view,
            text: field(value, "text")?,
            published: field(value, "published")?,
            types: field(value, "types")?,
            panels: field(value, "panels")?,
            lang: Language::from_tag(&field::<String>(value, "lang")?)?,
            looked: field(value, "looked")?,
        })
    }
}

impl Settings {
    fn hides(&self, kind: MarkType) -> bool {
        self.types.as_ref().is_some_and(|types| !types.iter().any(|t| t.eq_ignore_ascii_case(kind.code())))
    }

    fn shows(&self, panel: Panel) -> bool {
        let name = format!("{panel:?}");
        self.panels.as_ref().is_none_or(|panels| panels.iter().any(|p| p.eq_ignore_ascii_case(&name)))
    }
}

/// What the host is told of a chosen mark: its type, place and words, and the entity, time or figure of the analysis. A name that the
/// reader marked is in no analysis; there is no more to say of it.
fn selected(page: &PageRef, answer: &Answer, mark: &Mark) -> JsValue {
    let list = match mark.entry {
        Entry::Entity(..) => "entities",
        Entry::Time(_) => "times",
        Entry::Figure(_) => "figures",
    };
    let about = || {
        [
            ("type", mark.kind.code().into()),
            ("start", mark.source.start.into()),
            ("end", mark.source.end.into()),
            ("text", page.text(mark).into()),
        ]
    };
    let [kind, start, end, text] = about();
    let entry = answer.entry(list, mark.source.start).unwrap_or_else(|| object(about()));
    object([kind, start, end, text, ("entry", entry)])
}

/// A stretch of the host's article that is to be marked, and whether its type is shown.
fn stretch(mark: &Mark, hidden: &[MarkType]) -> JsValue {
    object([
        ("start", mark.source.start.into()),
        ("end", mark.source.end.into()),
        ("type", mark.kind.code().into()),
        ("shown", (!hidden.contains(&mark.kind)).into()),
    ])
}

/// What [`Widget`] is given.
#[derive(Properties, PartialEq)]
pub struct WidgetProps {
    /// The element that it is mounted in.
    pub root: Element,
    pub host: Host,
    pub settings: Settings,
}

/// What [`Seat`] is given.
#[derive(Properties, PartialEq)]
pub struct SeatProps {
    /// The element that it is mounted in.
    pub root: Element,
    /// The host, and what it wants shown; `None` while nobody has the seat.
    pub taken: Option<(Host, Settings)>,
    /// Counts those who had it.
    pub turn: u32,
}

/// A place for one widget after another. Yew's listeners stay on the element that something was once mounted in, so elements are kept
/// and used again.
#[function_component]
pub fn Seat(props: &SeatProps) -> Html {
    match &props.taken {
        Some((host, settings)) => html! {
            <Widget key={props.turn} root={props.root.clone()} host={host.clone()} settings={settings.clone()} />
        },
        None => html! {},
    }
}

/// The widget.
#[function_component]
pub fn Widget(props: &WidgetProps) -> Html {
    let settings = &props.settings;
    let state = use_reducer(|| {
        // Single keys belong to the host's page.
        State::new(Choices { language: props.settings.lang, keys: false, ..Choices::default() })
    });
    let retry = use_engine(&state, &props.host.engine());
    use_keys(&state, &props.root);
    use_settings(&state, settings);
    let reading = state.document().and_then(Document::reading);
    use_select(reading.cloned(), state.spot, &props.host);
    let in_place = reading.filter(|_| settings.view == View::Inline).map(|r| r.page.clone());
    use_in_place(in_place, &state, &props.host);

    let language = state.choices.language;
    let Some(document) = state.document() else { return html! {} };
    let body = match (&document.phase, settings.view) {
        (Phase::Waiting, View::Reader) => html! {
            <section class="column" part="article" aria-busy="true">
                { progress(&state.engine, language) }
                <Plain text={document.source.clone()} />
            </section>
        },
        (Phase::Waiting, View::Inline) => progress(&state.engine, language),
        (Phase::Failed(failure), view) => html! {
            <section class="column" part="trouble">
                { trouble(failure, language, &retry) }
                if view == View::Reader {
                    <Plain text={document.source.clone()} />
                }
            </section>
        },
        (Phase::Done(reading), View::Reader) => read(&state, document, reading, &props.host, settings),
        (Phase::Done(reading), View::Inline) => beside(&state, document, reading),
    };
    html! {
        <>
            { body }
            { dialog(&state, props.host.engine()) }
        </>
    }
}

/// The article with its legend, and the panels.
fn read(state: &UseReducerHandle<State>, document: &Document, reading: &Reading, host: &Host, settings: &Settings) -> Html {
    let language = state.choices.language;
    let t = language.strings();
    let choice: Vec<Panel> = Panel::ALL.into_iter().filter(|p| settings.shows(*p)).collect();
    let panel = if choice.contains(&state.panel) { Some(state.panel) } else { choice.first().copied() };
    html! {
        <>
            <div class={classes!("reading", panel.is_none().then_some("alone"))}>
                <section class="column" part="article" aria-label={t.article}>
                    <div part="legend">{ legend(state, document, reading) }</div>
                    { article(state, document, reading) }
                </section>
                if let Some(panel) = panel {
                    <div class="beside" part="panels">
                        { panels(state, reading, host.engine(), panel, choice) }
                    </div>
                }
            </div>
            <p class="fine made" part="foot">{ t.app }{ " · " }{ t.local }{ " · " }{ t.stays }</p>
        </>
    }
}

/// What goes beside an article that is marked in place. The card is put where its mark is by the widget's script, which knows where
/// that stands.
fn beside(state: &UseReducerHandle<State>, document: &Document, reading: &Reading) -> Html {
    let language = state.choices.language;
    let t = language.strings();
    let step = |forward: bool| {
        let dispatch = state.dispatcher();
        move |_: MouseEvent| dispatch.dispatch(Action::Step { forward, same: false })
    };
    html! {
        <>
            <div class="strip">
                <div part="legend">{ legend(state, document, reading) }</div>
                <p class="row steps" part="steps">
                    <span class="dim">{ fill(t.mentions, reading.page.marks.len()) }</span>
                    <button onclick={step(false)} aria-label={t.previous}>{ "‹" }</button>
                    <button onclick={step(true)} aria-label={t.next}>{ "›" }</button>
                </p>
            </div>
            <div class="layer" popover="manual">
                if let Some(spot) = state.spot {
                    <Details
                        key={spot.mark}
                        page={reading.page.clone()}
                        mark={spot.mark}
                        pinned={spot.look == Look::Pinned}
                        desk={NodeRef::default()}
                        {language}
                        dispatch={state.dispatcher()}
                    />
                }
            </div>
        </>
    }
}

/// Follows the settings.
#[hook]
fn use_settings(state: &UseReducerHandle<State>, settings: &Settings) {
    let dispatch = state.dispatcher();
    use_effect_with(settings.lang, {
        let dispatch = dispatch.clone();
        move |language| dispatch.dispatch(Action::Language(*language))
    });
    let text = (AttrValue::from(settings.text.clone()), settings.published.clone().map(AttrValue::from));
    use_effect_with(text, {
        let dispatch = dispatch.clone();
        move |(source, published)| {
            dispatch.dispatch(Action::Forget);
            if !source.trim().is_empty() {
                dispatch.dispatch(Action::Open { source: source.clone(), published: published.clone() });
            }
        }
    });
    let hidden: Vec<MarkType> = MarkType::ALL.into_iter().filter(|kind| settings.hides(*kind)).collect();
    use_effect_with(hidden, {
        let (dispatch, now) = (dispatch.clone(), state.hidden.clone());
        move |wanted| {
            for kind in MarkType::ALL.into_iter().filter(|kind| now.contains(kind) != wanted.contains(kind)) {
                dispatch.dispatch(Action::Toggle(kind));
            }
        }
    });
    use_effect_with(settings.looked, move |looked| {
        if let Some(Looked { mark, pinned, .. }) = *looked {
            let look = if pinned { Look::Pinned } else { Look::Hover };
            dispatch.dispatch(match mark {
                Some(mark) => Action::Look(Some(Spot { mark, look })),
                None if pinned => Action::Look(None),
                None => Action::Leave,
            });
        }
    });
}

/// Tells the host what was chosen.
#[hook]
fn use_select(reading: Option<Reading>, spot: Option<Spot>, host: &Host) {
    let host = host.clone();
    use_effect_with(spot.filter(|s| s.look == Look::Pinned), move |spot| {
        let Some(Reading { page, answer, .. }) = reading else { return };
        if let Some(mark) = spot.and_then(|spot| page.marks.get(spot.mark)) {
            host.select(selected(&page, &answer, mark));
        }
    });
}

/// Tells the widget's script what to mark in the host's article, and whose card is drawn.
#[hook]
fn use_in_place(page: Option<PageRef>, state: &UseReducerHandle<State>, host: &Host) {
    let drawn = page.is_some();
    use_effect_with((page, state.hidden.clone()), {
        let host = host.clone();
        move |(page, hidden)| {
            let Some(page) = page else { return };
            host.marks(page.marks.iter().map(|mark| stretch(mark, hidden)).collect::<Array>().into());
        }
    });
    let host = host.clone();
    use_effect_with(state.spot.filter(|_| drawn), move |spot| {
        host.look(spot.map(|s| s.mark), spot.is_some_and(|s| s.look == Look::Pinned));
    });
}
