//! The panels beside the article; on a narrow screen a sheet that rises from the bottom.

mod axis;
mod chart;
mod checks;
mod comparison;
mod graph;
mod ledger;
mod names;
mod overview;
mod table;
mod timeline;
mod words;

use crate::{
    engine::{Engine, Tokens},
    pace::{Sight, use_growth, use_turn},
    state::{Action, Dispatch, PageRef, Panel, Sheet},
    strings::{Language, Strings, fill},
};
use checks::{Standing, checks};
use comparison::Comparison;
pub use comparison::Texts;
use ledger::Ledger;
use names::Names;
use overview::Overview;
use timeline::Timeline;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use words::Words;
use yew::prelude::*;

/// Rows that a table has at first, and how many come at each turn at drawing.
const FEW: usize = 16;
/// Rows that it comes to have by itself, and adds each time more are asked for.
const ROWS: usize = 160;

/// What [`Panels`] shows.
#[derive(Properties, PartialEq)]
pub struct PanelsProps {
    pub page: PageRef,
    pub tokens: Tokens,
    pub panel: Panel,
    /// All that is open, where that is more than one.
    #[prop_or_default]
    pub texts: Option<Texts>,
    /// The panels that there are to choose from.
    #[prop_or(Panel::ALL.to_vec())]
    pub choice: Vec<Panel>,
    pub sheet: Sheet,
    pub language: Language,
    pub engine: Engine,
    pub dispatch: Dispatch,
}

/// What every panel is given.
#[derive(Properties, PartialEq, Clone)]
pub struct PanelProps {
    pub page: PageRef,
    pub language: Language,
    pub dispatch: Dispatch,
}

impl PanelProps {
    /// A button that leads to a mark.
    fn jump(&self, mark: usize, content: impl Into<Html>) -> Html {
        let dispatch = self.dispatch.clone();
        html! { <button class="to" onclick={move |_| dispatch.dispatch(Action::Jump(mark))}>{ content.into() }</button> }
    }
}

const fn name(panel: Panel, t: &'static Strings) -> &'static str {
    match panel {
        Panel::Overview => t.overview,
        Panel::Names => t.names,
        Panel::Ledger => t.ledger,
        Panel::Timeline => t.timeline,
        Panel::Words => t.words,
        Panel::Checks => t.checks,
        Panel::Comparison => t.comparison,
    }
}

/// The tabs and the panel that is chosen.
#[function_component]
pub fn Panels(props: &PanelsProps) -> Html {
    let t = props.language.strings();
    // The article comes first.
    let filled = use_turn(Some(Sight::Near));
    let tabs = use_node_ref();
    use_tab_in_sight(&tabs, props.panel);
    let choice: Vec<Panel> = props.choice.iter().copied().chain(props.texts.as_ref().map(|_| Panel::Comparison)).collect();
    let of_panel = PanelProps { page: props.page.clone(), language: props.language, dispatch: props.dispatch.clone() };
    let tab = |panel: Panel| {
        let dispatch = props.dispatch.clone();
        let chosen = panel == props.panel;
        html! {
            <button
                role="tab"
                id={format!("tab-{panel:?}")}
                aria-selected={chosen.to_string()}
                aria-controls="panel"
                tabindex={if chosen { "0" } else { "-1" }}
                onclick={move |_| dispatch.dispatch(Action::Panel(panel))}
            >
                { name(panel, t) }
            </button>
        }
    };
    let onkeydown = {
        let (dispatch, here, choice) = (props.dispatch.clone(), props.panel, choice.clone());
        move |e: KeyboardEvent| {
            let at = choice.iter().position(|p| *p == here).unwrap_or(0);
            let last = choice.len().saturating_sub(1);
            let to = match e.key().as_str() {
                "ArrowRight" => {
                    if at == last {
                        0
                    } else {
                        at + 1
                    }
                }
                "ArrowLeft" => at.checked_sub(1).unwrap_or(last),
                "Home" => 0,
                "End" => last,
                _ => return,
            };
            e.prevent_default();
            if let Some(panel) = choice.get(to) {
                dispatch.dispatch(Action::Panel(*panel));
                focus(&e.target_unchecked_into(), *panel);
            }
        }
    };
    let (next, grip, label) = match props.sheet {
        Sheet::Down => (Sheet::Half, "︿", t.draw_up),
        Sheet::Half => (Sheet::Up, "︿", t.draw_up),
        Sheet::Up => (Sheet::Down, "﹀", t.put_away),
    };
    let send = |sheet: Sheet| {
        let dispatch = props.dispatch.clone();
        move |_: MouseEvent| dispatch.dispatch(Action::Sheet(sheet))
    };
    let class = match props.sheet {
        Sheet::Down => "down",
        Sheet::Half => "half",
        Sheet::Up => "up",
    };
    html! {
        <aside {class} aria-label={t.panels}>
            <div class="grips">
                <button class="quiet" aria-label={label} onclick={send(next)}>{ grip }</button>
                if props.sheet == Sheet::Half {
                    <button class="quiet" aria-label={t.put_away} onclick={send(Sheet::Down)}>{ "﹀" }</button>
                }
            </div>
            <div class="tabs" role="tablist" aria-label={t.panels} {onkeydown} ref={tabs}>{ for choice.into_iter().map(tab) }</div>
            <div class="panel" id="panel" role="tabpanel" tabindex="0" aria-labelledby={format!("tab-{:?}", props.panel)}>
                { match props.panel {
                    _ if !filled => html! {},
                    Panel::Overview => html! { <Overview page={props.page.clone()} tokens={props.tokens.clone()} language={props.language} dispatch={props.dispatch.clone()} /> },
                    Panel::Names => html! { <Names ..of_panel /> },
                    Panel::Ledger => html! { <>{ checks(&of_panel, Standing::Above) }<Ledger ..of_panel /></> },
                    Panel::Timeline => html! { <Timeline ..of_panel /> },
                    Panel::Words => html! { <Words tokens={props.tokens.clone()} engine={props.engine.clone()} language={props.language} dispatch={props.dispatch.clone()} /> },
                    Panel::Checks => checks(&of_panel, Standing::Alone),
                    Panel::Comparison => match props.texts.clone() {
                        Some(texts) => html! { <Comparison {texts} language={props.language} dispatch={props.dispatch.clone()} /> },
                        None => html! {},
                    },
                } }
            </div>
        </aside>
    }
}

/// Brings a tab that is chosen by another way than itself into the middle of its row, where that is too narrow for all.
#[hook]
fn use_tab_in_sight(tabs: &NodeRef, panel: Panel) {
    let tabs = tabs.clone();
    let first = use_mut_ref(|| true);
    use_effect_with(panel, move |panel| {
        // Nothing is measured while the page is being drawn.
        if first.replace(false) {
            return;
        }
        let Some(tabs) = tabs.cast::<HtmlElement>() else { return };
        let tab = tabs.query_selector(&format!("#tab-{panel:?}")).ok().flatten().and_then(|t| t.dyn_into::<HtmlElement>().ok());
        if let Some(tab) = tab {
            let beside = (tabs.client_width() - tab.offset_width()) / 2;
            tabs.set_scroll_left(tab.offset_left() - tabs.offset_left() - beside);
        }
    });
}

/// Moves the focus from one tab to another.
fn focus(from: &Element, to: Panel) {
    let tabs = from.parent_element();
    let tab = tabs.and_then(|tabs| tabs.query_selector(&format!("#tab-{to:?}")).ok().flatten());
    if let Some(tab) = tab.and_then(|t| t.dyn_into::<HtmlElement>().ok()) {
        let _ = tab.focus();
    }
}

/// Whether the words of an article, so many at most, are read: one by one that takes long, so that it is done in turns.
#[hook]
fn use_words(tokens: &Tokens, most: usize) -> bool {
    /// Words that are read in one turn.
    const AT_ONCE: usize = 2000;
    let total = tokens.len().min(most);
    let count = *use_growth(0, AT_ONCE, total);
    tokens.read(count.min(total));
    count >= total
}

/// How many rows are drawn, and a button for more where there are more than that.
#[hook]
fn use_rows(total: usize, language: Language) -> (usize, Html) {
    let shown = use_growth(FEW, FEW, total.min(ROWS));
    let (count, left) = (*shown, total.saturating_sub(*shown));
    let more = html! {
        if left > 0 && count >= ROWS {
            <button class="more" onclick={move |_| shown.set(*shown + ROWS)}>{ fill(language.strings().more_rows, left.min(ROWS)) }</button>
        }
    };
    (count, more)
}
