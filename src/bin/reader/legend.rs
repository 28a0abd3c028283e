//! The legend: counts the marks, and hides or shows a type.

use crate::{
    day::DayField,
    format,
    state::{Action, Dispatch, PageRef},
    strings::{Language, fill},
};
use quandian::view::MarkType;
use yew::prelude::*;

/// What [`Legend`] shows.
#[derive(Properties, PartialEq)]
pub struct LegendProps {
    pub page: PageRef,
    pub hidden: Vec<MarkType>,
    /// The day of publication set by hand.
    pub published: Option<AttrValue>,
    pub corrections: usize,
    pub can_redo: bool,
    pub language: Language,
    pub dispatch: Dispatch,
}

/// One chip a type, the day of publication, and the corrections so far.
#[function_component]
pub fn Legend(props: &LegendProps) -> Html {
    let t = props.language.strings();
    let counts = props.page.counts();
    let chip = |(kind, count): (MarkType, usize)| {
        let dispatch = props.dispatch.clone();
        let shown = !props.hidden.contains(&kind);
        html! {
            <button
                class="chip"
                key={kind.code()}
                aria-pressed={shown.to_string()}
                data-type={kind.code()}
                onclick={move |_| dispatch.dispatch(Action::Toggle(kind))}
            >
                <span class={classes!("m", kind.code())}>{ format::type_name(kind, props.language) }</span>
                <b>{ count }</b>
            </button>
        }
    };
    let send = |action: fn() -> Action| {
        let dispatch = props.dispatch.clone();
        move |_: MouseEvent| dispatch.dispatch(action())
    };
    let onday = {
        let dispatch = props.dispatch.clone();
        move |day| dispatch.dispatch(Action::Publish(day))
    };
    let said = props.page.analysis.published.clone();
    let day = props.published.clone().or_else(|| said.map(AttrValue::from));
    html! {
        <div class="legend" role="group" aria-label={t.legend}>
            { for MarkType::ALL.into_iter().zip(counts).filter(|(_, count)| *count > 0).map(chip) }
            if !props.hidden.is_empty() {
                <button class="quiet" onclick={send(|| Action::ShowAll)}>{ t.show_all }</button>
            }
            <DayField {day} language={props.language} {onday} />
            if props.corrections > 0 || props.can_redo {
                <span class="corrections">
                    { fill(t.corrected, props.corrections) }
                    <button class="quiet" disabled={props.corrections == 0} onclick={send(|| Action::Undo)}>{ t.undo }</button>
                    <button class="quiet" disabled={!props.can_redo} onclick={send(|| Action::Redo)}>{ t.redo }</button>
                </span>
            }
        </div>
    }
}
