//! Where a text comes in: pasted, typed, dropped, opened, or the sample.

use crate::{
    day::DayField,
    format, intake,
    state::{Action, Dispatch, Engine, SOON},
    strings::{Language, fill},
};
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

/// An article of our own, written for this project, and its day.
pub const SAMPLE: (&str, &str) = (include_str!("sample.txt"), "2023-09-08");

/// What [`Input`] shows.
#[derive(Properties, PartialEq)]
pub struct InputProps {
    /// What stands in the box when it opens.
    pub text: AttrValue,
    pub published: Option<AttrValue>,
    /// Whether the text is one that was shown and is being changed.
    pub editing: bool,
    pub has_documents: bool,
    pub language: Language,
    pub engine: Engine,
    pub dispatch: Dispatch,
}

/// The sheet that takes a text.
#[function_component]
pub fn Input(props: &InputProps) -> Html {
    let t = props.language.strings();
    let area = use_node_ref();
    let chooser = use_node_ref();
    let day = use_state(|| props.published.clone());
    let length = use_state(|| count(&props.text));
    let over = use_state(|| false);
    let dispatch = props.dispatch.clone();

    {
        let (area, text) = (area.clone(), props.text.clone());
        use_effect_with(text, move |text| {
            if let Some(area) = area.cast::<HtmlTextAreaElement>() {
                if !text.is_empty() {
                    area.set_value(text);
                }
                let _ = area.focus();
            }
        });
    }

    let submit = {
        let (area, day, dispatch, editing) = (area.clone(), day.clone(), dispatch.clone(), props.editing);
        Callback::from(move |()| {
            let Some(area) = area.cast::<HtmlTextAreaElement>() else { return };
            let source = area.value();
            if source.trim().is_empty() {
                return;
            }
            // A short text stays until its marks come. A long one would be laid out once more when the box goes.
            if source.len() >= SOON {
                area.set_value("");
            }
            let source = AttrValue::from(source);
            if editing {
                dispatch.dispatch(Action::Publish((*day).clone()));
                dispatch.dispatch(Action::Replace(source));
            } else {
                dispatch.dispatch(Action::Open { source, published: (*day).clone() });
            }
        })
    };
    // A text pasted into the empty box is what the reader came for: it is marked at once, before the browser lays it out in the box,
    // which takes longer than marking it.
    let pasting = use_mut_ref(|| false);
    let oninput = {
        let (length, submit, pasting) = (length.clone(), submit.clone(), pasting.clone());
        move |e: InputEvent| {
            let area = e.target_unchecked_into::<HtmlTextAreaElement>();
            length.set(count(&area.value()));
            if pasting.take() {
                submit.emit(());
                area.set_value("");
            }
        }
    };
    let onpaste = {
        let (area, submit, empty, length) = (area.clone(), submit.clone(), *length == 0, length.clone());
        move |e: Event| {
            let Some(area) = area.cast::<HtmlTextAreaElement>() else { return };
            if intake::paste(&area, &e) {
                length.set(count(&area.value()));
                if empty {
                    submit.emit(());
                    area.set_value("");
                }
            } else if empty {
                // What the browser pastes itself comes as input in the same task, or not at all.
                pasting.replace(true);
                let pasting = pasting.clone();
                gloo_timers::callback::Timeout::new(0, move || _ = pasting.take()).forget();
            }
        }
    };
    let onkeydown = {
        let submit = submit.clone();
        move |e: KeyboardEvent| {
            if e.key() == "Enter" && (e.ctrl_key() || e.meta_key()) {
                e.prevent_default();
                submit.emit(());
            }
        }
    };
    let ondragover = {
        let over = over.clone();
        move |_: DragEvent| over.set(true)
    };
    let ondragleave = {
        let over = over.clone();
        move |_: DragEvent| over.set(false)
    };
    // What is dropped is taken by the page, wherever it falls.
    let ondrop = {
        let over = over.clone();
        move |_: DragEvent| over.set(false)
    };
    let onchoose = {
        let dispatch = dispatch.clone();
        move |e: Event| {
            let input: HtmlInputElement = e.target_unchecked_into();
            intake::take(input.files(), &dispatch);
            input.set_value("");
        }
    };
    let open = {
        let chooser = chooser.clone();
        move |_: MouseEvent| {
            if let Some(chooser) = chooser.cast::<HtmlInputElement>() {
                chooser.click();
            }
        }
    };
    let sample = {
        let dispatch = dispatch.clone();
        move |_: MouseEvent| {
            dispatch.dispatch(Action::Open { source: SAMPLE.0.into(), published: Some(SAMPLE.1.into()) });
        }
    };
    let clear = {
        let (area, length) = (area.clone(), length.clone());
        move |_: MouseEvent| {
            if let Some(area) = area.cast::<HtmlTextAreaElement>() {
                area.set_value("");
                let _ = area.focus();
            }
            length.set(0);
        }
    };
    let onday = {
        let day = day.clone();
        move |new| day.set(new)
    };
    html! {
        <section class="sheet-of-paper">
            <h1>{ t.slogan }</h1>
            <div class={classes!("drop", over.then_some("over"))} {ondragover} {ondragleave} {ondrop}>
                <textarea
                    ref={area}
                    id="text"
                    aria-label={t.article_text}
                    placeholder={t.paste_here}
                    spellcheck="false"
                    {oninput}
                    {onpaste}
                    {onkeydown}
                />
                if *over {
                    <p class="let-go">{ t.drop_here }</p>
                }
            </div>
            <div class="row">
                <button class="primary" disabled={*length == 0} onclick={submit.reform(|_| ())}>{ t.go }</button>
                <button onclick={open}>{ t.open_file }</button>
                <button onclick={sample}>{ t.sample }</button>
                <button disabled={*length == 0} onclick={clear}>{ t.clear }</button>
                if props.has_documents {
                    <button onclick={move |_| dispatch.dispatch(Action::Back)}>{ t.back_to_article }</button>
                }
                <input
                    ref={chooser}
                    id="file"
                    type="file"
                    hidden=true
                    multiple=true
                    accept={intake::ACCEPT}
                    aria-label={t.open_file}
                    onchange={onchoose}
                />
                <DayField day={(*day).clone()} language={props.language} {onday} />
                <span class="count">{ fill(t.characters, format::number(*length as f64)) }</span>
            </div>
            <p class="promise">{ t.promise }</p>
            { standing(&props.engine, props.language) }
            { specimen() }
        </section>
    }
}

/// A line of the sample with every mark that it has, to show what will come.
fn specimen() -> Html {
    let line = [
        ("TIME", "9月5日上午"),
        ("", "，"),
        ("FAC", "任城区为民服务中心"),
        ("", "刚开门，"),
        ("ORG", "济宁凯玛工程机械有限公司"),
        ("TITLE", "外贸部经理"),
        ("PER", "颜秉坤"),
        ("", "就坐到了“"),
        ("INIT", "办不成事"),
        ("", "”反映窗口前：他的"),
        ("FIG", "36台"),
        ("", "装载机要发往"),
        ("LOC", "孟买"),
        ("", "，合同额逾"),
        ("FIG", "190万美元"),
        ("", "。"),
    ];
    html! {
        <p class="specimen" lang="zh-Hans">
            { for line.into_iter().map(|(kind, text)| match kind {
                "" => Html::from(text),
                kind => html! { <span class={classes!("m", kind)}>{ text }</span> },
            }) }
        </p>
    }
}

fn count(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

/// Where the engine stands, in one quiet line.
fn standing(engine: &Engine, language: Language) -> Html {
    let t = language.strings();
    match engine {
        Engine::Loading(share) => html! {
            <p class="standing" role="status">
                <label for="coming">{ t.loading_early }</label>
                <progress id="coming" max="1" value={format::plain(*share)} />
            </p>
        },
        Engine::Ready { .. } => html! { <p class="standing ready" role="status">{ t.ready }</p> },
        Engine::Failed(_) => html! {},
    }
}
