//! 对照: what several documents say of the same metric of the same owner, a column each; the engine finds it.

use super::table::take_away;
use crate::{
    engine::{Answer, Engine},
    format,
    state::{Action, Dispatch, Document, Phase},
    strings::{Language, fill},
};
use quandian::{
    compare::{Agreement, Cell, Row},
    figure::Kind,
    view::Correction,
};
use yew::prelude::*;

/// The documents that are compared, and the engine that does it.
#[derive(Clone, PartialEq)]
pub struct Texts {
    texts: Vec<Text>,
    /// Whether some are still to be read.
    waiting: bool,
    engine: Engine,
}

/// A document that was read.
#[derive(Clone, PartialEq)]
struct Text {
    id: u32,
    title: AttrValue,
    answer: Answer,
    corrections: Vec<Correction>,
}

impl Texts {
    /// All that is open, where that is more than one document.
    pub fn of(documents: &[Document], engine: &Engine) -> Option<Self> {
        let text = |d: &Document| {
            let (title, answer) = (d.title().into(), d.reading()?.answer.clone());
            Some(Text { id: d.id, title, answer, corrections: d.corrections.clone() })
        };
        (documents.len() > 1).then(|| Self {
            texts: documents.iter().filter_map(text).collect(),
            waiting: documents.iter().any(|d| matches!(d.phase, Phase::Waiting)),
            engine: engine.clone(),
        })
    }
}

/// What [`Comparison`] shows.
#[derive(Properties, PartialEq)]
pub struct ComparisonProps {
    pub texts: Texts,
    pub language: Language,
    pub dispatch: Dispatch,
}

/// The table: a row a metric, a column a document.
#[function_component]
pub fn Comparison(props: &ComparisonProps) -> Html {
    let t = props.language.strings();
    let rows = use_state(|| None::<Vec<Row>>);
    use_effect_with(props.texts.clone(), {
        let rows = rows.clone();
        move |Texts { texts, waiting, engine }| {
            if !*waiting {
                let (engine, answers) =
                    (engine.clone(), texts.iter().map(|t| (t.answer.clone(), t.corrections.clone())).collect::<Vec<_>>());
                wasm_bindgen_futures::spawn_local(async move { rows.set(engine.contrast(&answers).await) });
            }
        }
    });
    let Some(found) = rows.as_ref().filter(|_| !props.texts.waiting) else {
        return html! { <p class="empty" role="status">{ t.comparing }</p> };
    };
    if found.is_empty() {
        return html! { <p class="empty" role="status">{ t.nothing_shared }</p> };
    }
    let texts = &props.texts.texts;
    let table = {
        let (rows, texts, language) = (rows.clone(), texts.clone(), props.language);
        Callback::from(move |()| rows.as_ref().map(|rows| table(rows, &texts, language)).unwrap_or_default())
    };
    html! {
        <section class="card">
            <h2>
                { t.comparison }
                { take_away(table, "quandian.comparison.csv", props.language, &props.dispatch) }
                <small>{ fill(t.rows, found.len()) }</small>
            </h2>
            <div class="wide" tabindex="0" role="group" aria-label={t.comparison}>
                <table class="comparison">
                    <thead>
                        <tr>
                            <th scope="col">{ t.metric }</th>
                            { for texts.iter().map(|text| html! { <th scope="col"><span class="title">{ text.title.clone() }</span></th> }) }
                        </tr>
                    </thead>
                    <tbody>{ for found.iter().map(|row| line(props, row)) }</tbody>
                </table>
            </div>
        </section>
    }
}

/// Whether documents agree: a sign, its word and its class.
fn agreement(row: &Row, language: Language) -> (&'static str, &'static str, &'static str) {
    let t = language.strings();
    match row.agreement {
        Agreement::Agrees => ("✓", t.agrees, "ok"),
        Agreement::Changes => ("→", t.changes, ""),
        Agreement::Conflicts => ("✗", t.conflicts, "bad"),
    }
}

/// What a document says of the row's metric.
fn cells(row: &Row, document: usize) -> impl Iterator<Item = &Cell> {
    row.cells.iter().filter(move |c| c.document == document)
}

/// By how much a value differs from the one before it in time; nothing where it is the same.
fn change(row: &Row, cell: &Cell, language: Language) -> String {
    let Some(change) = cell.change.filter(|c| *c != 0.0) else { return String::new() };
    let sign = if change > 0.0 { "+" } else { "" };
    let unit = if row.kind == Kind::Percent { format::unit("pp", language) } else { "%".to_owned() };
    format!("{sign}{}{unit}", format::tenth(change))
}

fn line(props: &ComparisonProps, row: &Row) -> Html {
    let (sign, word, class) = agreement(row, props.language);
    html! {
        <tr {class}>
            <th scope="row">
                { &row.metric }
                <small>{ &row.owner }</small>
                <small class="verdict"><span aria-hidden="true">{ sign }{ " " }</span>{ word }</small>
            </th>
            { for props.texts.texts.iter().enumerate().map(|(i, text)| html! {
                <td class="num">{ for cells(row, i).map(|cell| entry(props, text, row, cell)) }</td>
            }) }
        </tr>
    }
}

/// A figure, a way to its place, with its time and what changed.
fn entry(props: &ComparisonProps, text: &Text, row: &Row, cell: &Cell) -> Html {
    let (dispatch, id, start) = (props.dispatch.clone(), text.id, cell.start);
    let about = [cell.time.as_ref().map(|t| format::when(t, props.language)), Some(change(row, cell, props.language))];
    html! {
        <div>
            <button class="to" onclick={move |_| dispatch.dispatch(Action::Show { id, start })}>{ &cell.text }</button>
            { for about.into_iter().flatten().filter(|a| !a.is_empty()).map(|a| html! { <small>{ a }</small> }) }
        </div>
    }
}

/// The rows as they are shown, in columns of their own.
fn table(rows: &[Row], texts: &[Text], language: Language) -> Vec<Vec<String>> {
    let t = language.strings();
    let titles = texts.iter().map(|text| text.title.to_string());
    let header = [t.owner, t.metric, t.comparison].map(str::to_owned).into_iter().chain(titles).collect();
    let said = |row: &Row, document: usize| {
        let said = cells(row, document).map(|c| [c.time.as_deref().unwrap_or_default(), &c.text].join(" ").trim().to_owned());
        said.collect::<Vec<_>>().join("; ")
    };
    let line = |row: &Row| {
        let about = [row.owner.clone(), row.metric.clone(), agreement(row, language).1.to_owned()];
        about.into_iter().chain((0..texts.len()).map(|i| said(row, i))).collect()
    };
    std::iter::once(header).chain(rows.iter().map(line)).collect()
}
