//! A field for a day: a text, since the browser's own field writes days its own way, whatever the page's language is.

use crate::strings::Language;
use quandian::view::day;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// What [`DayField`] shows.
#[derive(Properties, PartialEq)]
pub struct DayProps {
    pub day: Option<AttrValue>,
    pub language: Language,
    /// Told of every day that is written, and of none where the field is emptied.
    pub onday: Callback<Option<AttrValue>>,
}

/// The day of publication. What is no day stays as it is written, with a word on how to write one.
#[function_component]
pub fn DayField(props: &DayProps) -> Html {
    let t = props.language.strings();
    let wrong = use_state(|| false);
    let onchange = {
        let (wrong, onday) = (wrong.clone(), props.onday.clone());
        move |e: Event| {
            let field: HtmlInputElement = e.target_unchecked_into();
            let written = field.value();
            let day = day(&written);
            wrong.set(day.is_none() && !written.trim().is_empty());
            if let Some(day) = &day {
                field.set_value(day);
            }
            if day.is_some() || written.trim().is_empty() {
                onday.emit(day.map(AttrValue::from));
            }
        }
    };
    html! {
        <span class="day">
            <label title={t.published_hint}>
                { t.published }
                <input
                    size="10"
                    autocomplete="off"
                    placeholder={t.day_form}
                    value={props.day.clone()}
                    aria-invalid={wrong.then_some("true")}
                    {onchange}
                />
            </label>
            if *wrong {
                <span class="fault" role="alert">{ t.no_day }</span>
            }
        </span>
    }
}
