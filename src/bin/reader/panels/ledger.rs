//! 数字账: one row a figure: what it measures, how the article says it, the value read, up or down.

use super::{PanelProps, chart::Bars, use_rows};
use crate::{format, strings::fill};
use quandian::{analysis::Figure, view::Entry};
use yew::prelude::*;

/// The table of figures.
#[function_component]
pub fn Ledger(props: &PanelProps) -> Html {
    let t = props.language.strings();
    let page = &props.page;
    let figures = page.marks.iter().enumerate().filter_map(|(number, mark)| match mark.entry {
        Entry::Figure(figure) => Some((number, page.analysis.figures.get(figure)?)),
        Entry::Entity(..) | Entry::Time(_) => None,
    });
    let (rows, more) = use_rows(page.analysis.figures.len(), props.language);
    if page.analysis.figures.is_empty() {
        return html! { <p class="empty">{ t.no_figures }</p> };
    }
    html! {
        <>
            <section class="card">
                <h2>{ t.ledger }<small>{ fill(t.rows, page.analysis.figures.len()) }</small></h2>
                <table class="ledger">
                    <thead>
                        <tr>
                            <th scope="col">{ t.metric }</th>
                            <th scope="col" class="num">{ t.as_written }</th>
                            <th scope="col" class="num">{ t.value }</th>
                            <th scope="col" class="trend"><span class="hidden">{ t.trend }</span></th>
                        </tr>
                    </thead>
                    <tbody>{ for figures.take(rows).map(|(mark, figure)| row(props, mark, figure)) }</tbody>
                </table>
                { more }
            </section>
            <Bars ..props.clone() />
        </>
    }
}

fn row(props: &PanelProps, mark: usize, figure: &Figure) -> Html {
    let language = props.language;
    let metric = figure.metric.as_ref().map(|m| m.text.clone());
    let about: Vec<&str> = props.page.owner(figure).into_iter().chain(props.page.time(figure).map(|t| t.text.as_str())).collect();
    let about = about.join(" · ");
    html! {
        <tr key={mark}>
            <td class={classes!(metric.is_none().then_some("dim"))}>
                { metric.unwrap_or_else(|| "—".to_owned()) }
                if !about.is_empty() {
                    <small>{ about }</small>
                }
            </td>
            <td class="num">
                if let Some(modifier) = figure.modifier {
                    <i>{ format::modifier(modifier, language) }</i>
                }
                { props.jump(mark, Html::from(figure.text.clone())) }
            </td>
            <td class="num dim">{ format::value(figure, language) }</td>
            <td class="trend">
                if let Some((arrow, word)) = figure.trend.map(|t| format::trend(t, language)) {
                    <span aria-hidden="true">{ arrow }</span><span class="hidden">{ word }</span>
                }
            </td>
        </tr>
    }
}
