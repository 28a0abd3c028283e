//! The article: blocks in the type that their roles ask for, with marks, cut into words, or as it came in.
//!
//! A long article is drawn in slices, in turns (`pace`): the first with its marks at once, then the marks of those near the screen, and
//! the words of all the others, so that the browser's own search knows them.

mod block;
mod plain;
mod selection;

pub use plain::Plain;

use crate::{
    details::Details,
    engine::Tokens,
    pace::{Sight, use_in_turn, use_turn},
    state::{Action, Dispatch, Jump, Look, Mode, PageRef, Spot},
    strings::{Language, fill},
};
use block::{Marks, block, words};
use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use quandian::{
    analysis::Block,
    view::{Correction, MarkType},
};
use selection::{Selected, selected};
use std::ops::Range;
use wasm_bindgen::{JsCast, prelude::*};
use web_sys::{
    Element, HtmlElement, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit, ScrollBehavior,
    ScrollIntoViewOptions, ScrollLogicalPosition,
};
use yew::prelude::*;

/// Characters in the first slice, about as many as a screen holds, and in those after it: more is fewer slices but longer tasks on the
/// page's thread.
const SLICES: [usize; 2] = [600, 900];
/// From how many characters on the reader is told that the article is drawn piece by piece.
const LONG: usize = 100_000;
/// How long the pointer rests on a mark before its details show, and how long they stay when it leaves, in milliseconds.
const REST: u32 = 140;

/// What [`Article`] shows.
#[derive(Properties, PartialEq)]
pub struct ArticleProps {
    pub page: PageRef,
    pub tokens: Tokens,
    pub source: AttrValue,
    pub mode: Mode,
    pub hidden: Vec<MarkType>,
    pub spot: Option<Spot>,
    pub jump: Option<Jump>,
    pub language: Language,
    pub dispatch: Dispatch,
}

/// The article.
#[function_component]
pub fn Article(props: &ArticleProps) -> Html {
    let t = props.language.strings();
    let node = use_node_ref();
    let slices = use_memo(props.page.clone(), slices);
    let selection = use_state(|| None::<Selected>);
    use_jump(&node, props.jump, props.dispatch.clone());
    let pending = use_mut_ref(|| None::<Timeout>);

    let onpointerover = {
        let (dispatch, pending) = (props.dispatch.clone(), pending.clone());
        move |e: PointerEvent| {
            let Some(target) = element(e.target()) else { return };
            if e.pointer_type() == "touch" {
                return;
            }
            let dispatch = dispatch.clone();
            *pending.borrow_mut() = match mark_at(&target) {
                Some(mark) => {
                    let spot = Some(Spot { mark, look: Look::Hover });
                    Some(Timeout::new(REST, move || dispatch.dispatch(Action::Look(spot))))
                }
                None if within(&target, ".details") => None,
                None => Some(Timeout::new(REST, move || dispatch.dispatch(Action::Leave))),
            };
        }
    };
    let onpointerleave = {
        let (dispatch, pending) = (props.dispatch.clone(), pending.clone());
        move |_: PointerEvent| {
            let dispatch = dispatch.clone();
            *pending.borrow_mut() = Some(Timeout::new(REST, move || dispatch.dispatch(Action::Leave)));
        }
    };
    let onclick = {
        let (dispatch, pinned) = (props.dispatch.clone(), props.spot.filter(|s| s.look == Look::Pinned));
        move |e: MouseEvent| {
            let Some(target) = element(e.target()) else { return };
            if within(&target, ".details") {
                return;
            }
            match mark_at(&target) {
                Some(mark) if pinned.is_none_or(|s| s.mark != mark) => {
                    dispatch.dispatch(Action::Look(Some(Spot { mark, look: Look::Pinned })));
                }
                _ => dispatch.dispatch(Action::Look(None)),
            }
        }
    };
    let onkeydown = {
        let dispatch = props.dispatch.clone();
        move |e: KeyboardEvent| {
            let mark = element(e.target()).and_then(|target| mark_at(&target));
            let action = match (e.key().as_str(), mark) {
                ("Enter", Some(mark)) => Action::Look(Some(Spot { mark, look: Look::Pinned })),
                ("ArrowRight", Some(_)) => Action::Step { forward: true, same: false },
                ("ArrowLeft", Some(_)) => Action::Step { forward: false, same: false },
                _ => return,
            };
            e.prevent_default();
            dispatch.dispatch(action);
        }
    };
    let onpointerup = {
        let (selection, page, marked) = (selection.clone(), props.page.clone(), props.mode == Mode::Marked);
        let node = node.clone();
        move |_: PointerEvent| selection.set(node.cast().and_then(|desk| selected(&page, &desk)).filter(|_| marked))
    };

    let done = {
        let (dispatch, selection) = (props.dispatch.clone(), selection.clone());
        Callback::from(move |correction: Option<Correction>| {
            selection.set(None);
            if let Some(correction) = correction {
                dispatch.dispatch(Action::Correct(correction));
            }
        })
    };
    let classes: Classes = props.hidden.iter().map(|kind| format!("no-{}", kind.code())).collect();
    let characters = props.source.len() / 3;
    let body = match props.mode {
        Mode::Source => html! { <Plain text={props.source.clone()} source=true /> },
        Mode::Marked | Mode::Words => slices.iter().enumerate().map(|(i, blocks)| slice(props, i, blocks)).collect(),
    };
    html! {
        <div class="desk" {onpointerover} {onpointerleave} {onclick} {onkeydown} {onpointerup} ref={node.clone()}>
            if characters > LONG {
                <p class="fine">{ fill(t.long_text, props.page.characters()) }</p>
            }
            if props.page.marks.is_empty() {
                <p class="fine">{ t.no_marks }</p>
            }
            <article class={classes} lang="zh" aria-label={t.article}>{ body }</article>
            if let (Some(spot), Mode::Marked) = (props.spot, props.mode) {
                <Details
                    key={spot.mark}
                    page={props.page.clone()}
                    mark={spot.mark}
                    pinned={spot.look == Look::Pinned}
                    desk={node.clone()}
                    language={props.language}
                    dispatch={props.dispatch.clone()}
                />
            }
            if let Some(selected) = &*selection {
                { mark_selection(selected, props.language, &done) }
            }
        </div>
    }
}

/// One slice of the article.
fn slice(props: &ArticleProps, number: usize, blocks: &Range<usize>) -> Html {
    let page = &props.page;
    let first = page.block_marks.get(blocks.start).map_or(0, |r| r.start);
    let last = page.block_marks.get(blocks.end.saturating_sub(1)).map_or(0, |r| r.end);
    let inside = |mark: &usize| (first..last).contains(mark);
    let looked_at = props.spot.map(|s| s.mark);
    let cluster = looked_at.and_then(|mark| page.cluster_of(mark)).filter(|c| {
        let marks = page.clusters.get(*c).map_or(&[][..], |c| &c.marks);
        marks.get(marks.partition_point(|m| *m < first)).is_some_and(inside)
    });
    html! {
        <Slice
            key={number}
            page={page.clone()}
            tokens={props.tokens.clone()}
            blocks={blocks.clone()}
            words={props.mode == Mode::Words}
            current={looked_at.or(props.jump.map(|j| j.mark)).filter(inside).or((first == 0 && number == 0).then_some(0))}
            {cluster}
            long={number == 0 && props.jump.is_none() && length(page, blocks) > 2 * SLICES[0]}
            live={number == 0 || props.jump.is_some_and(|j| inside(&j.mark))}
            language={props.language}
        />
    }
}

/// About how many characters a block has.
fn characters(block: &Block) -> usize {
    block.text.len() / 3
}

/// About how many characters these blocks have.
fn length(page: &PageRef, blocks: &Range<usize>) -> usize {
    page.analysis.blocks.get(blocks.clone()).map_or(0, |blocks| blocks.iter().map(characters).sum())
}

/// Cuts the blocks of a page into slices of about [`SLICES`] characters.
fn slices(page: &PageRef) -> Vec<Range<usize>> {
    let mut slices = Vec::new();
    let (mut start, mut size) = (0, 0);
    for (i, block) in page.analysis.blocks.iter().enumerate() {
        size += characters(block);
        let full = SLICES.get(slices.len()).or(SLICES.last()).copied().unwrap_or_default();
        if size >= full {
            slices.push(start..i + 1);
            (start, size) = (i + 1, 0);
        }
    }
    if start < page.analysis.blocks.len() {
        slices.push(start..page.analysis.blocks.len());
    }
    slices
}

#[derive(Properties, PartialEq)]
struct SliceProps {
    page: PageRef,
    tokens: Tokens,
    blocks: Range<usize>,
    words: bool,
    /// The mark that Tab leads to.
    current: Option<usize>,
    /// The thing whose mentions are to stand out.
    cluster: Option<usize>,
    /// Whether it is more than a screen holds, so that its beginning comes first.
    long: bool,
    /// Whether its marks are wanted now.
    live: bool,
    language: Language,
}

/// Some blocks: empty until their turn comes or they are near the screen, plain until the turn after that.
#[function_component]
fn Slice(props: &SliceProps) -> Html {
    let node = use_node_ref();
    let distance = use_distance(&node);
    let written = use_turn(Some(Sight::Far));
    let whole = use_turn(props.long.then_some(Sight::Near)) || !props.long;
    let near = use_turn((distance == Distance::Near).then_some(Sight::Near));
    let live = props.live || near || distance == Distance::Printed;
    let cut = use_in_turn(props.words, {
        let node = node.clone();
        move || if on_screen(&node) { Sight::Near } else { Sight::Far }
    });
    let drawn = live || written || distance == Distance::Near;
    let all = &props.page.analysis.blocks;
    let blocks = all.iter().enumerate().take(props.blocks.end).skip(props.blocks.start).filter(|_| drawn);
    let marks = Marks { live, current: props.current, cluster: props.cluster };
    let mut room = if whole { usize::MAX } else { SLICES[0] * 3 };
    html! {
        <div class={classes!("slice", (!drawn).then_some("later"))} ref={node}>
            { for blocks.map(|(number, of_article)| {
                let end = room;
                room = room.saturating_sub(of_article.text.len());
                let previous = number.checked_sub(1).and_then(|p| all.get(p)).and_then(|p| p.article.as_ref());
                let new_article = previous.is_some_and(|p| of_article.article.as_ref().is_some_and(|a| a != p));
                html! {
                    <>
                        if new_article {
                            <hr />
                        }
                        if live && cut {
                            { words(&props.page, &props.tokens, number, props.language) }
                        } else {
                            { block(&props.page, number, marks, end) }
                        }
                    </>
                }
            }) }
        </div>
    }
}

/// Whether some of an element can be seen.
fn on_screen(node: &NodeRef) -> bool {
    let height = web_sys::window().and_then(|w| w.inner_height().ok()).and_then(|h| h.as_f64()).unwrap_or_default();
    let place = node.cast::<Element>().map(|element| element.get_bounding_client_rect());
    place.is_some_and(|place| place.bottom() > 0.0 && place.top() < height)
}

/// How far from being looked at something is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Distance {
    Far,
    /// Near the screen.
    Near,
    /// About to be printed, for which it cannot wait for a turn.
    Printed,
}

/// How far an element is. What once came near stays near.
#[hook]
fn use_distance(node: &NodeRef) -> Distance {
    let distance = use_state(|| Distance::Far);
    let now = *distance;
    use_effect_with(node.clone(), {
        move |node| {
            let on_print = web_sys::window().map(|window| {
                let distance = distance.clone();
                EventListener::new(&window, "beforeprint", move |_| distance.set(Distance::Printed))
            });
            let callback =
                Closure::<dyn Fn(Vec<IntersectionObserverEntry>)>::new(move |entries: Vec<IntersectionObserverEntry>| {
                    if entries.iter().any(IntersectionObserverEntry::is_intersecting) {
                        distance.set(Distance::Near);
                    }
                });
            let options = IntersectionObserverInit::new();
            options.set_root_margin("1200px 0px");
            let observer = IntersectionObserver::new_with_options(callback.as_ref().unchecked_ref(), &options).ok();
            if let (Some(observer), Some(element)) = (&observer, node.cast::<Element>()) {
                observer.observe(&element);
            }
            move || {
                if let Some(observer) = observer {
                    observer.disconnect();
                }
                drop((callback, on_print));
            }
        }
    });
    now
}

/// Scrolls to the mark that is jumped to, flashes it and gives it the focus.
#[hook]
fn use_jump(node: &NodeRef, jump: Option<Jump>, dispatch: Dispatch) {
    let node = node.clone();
    use_effect_with(jump, move |jump| {
        let Some(jump) = jump else { return };
        let desk = node.cast::<Element>();
        let Some(mark) = desk.and_then(|d| d.query_selector(&format!("[data-m=\"{}\"]", jump.mark)).ok().flatten()) else {
            return;
        };
        let height = web_sys::window().and_then(|w| w.inner_height().ok()).and_then(|h| h.as_f64()).unwrap_or(800.0);
        let far = mark.get_bounding_client_rect().top().abs() > 3.0 * height;
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Center);
        // The style sheet says whether scrolling is smooth; over a long way nobody wants to watch it.
        options.set_behavior(if far { ScrollBehavior::Instant } else { ScrollBehavior::Auto });
        mark.scroll_into_view_with_scroll_into_view_options(&options);
        // Taken off and put on, with the layout asked for in between: the animation starts anew.
        let _ = mark.remove_attribute("data-flash");
        if let Some(mark) = mark.dyn_ref::<HtmlElement>() {
            let _ = mark.offset_width();
            let options = web_sys::FocusOptions::new();
            options.set_prevent_scroll(true);
            let _ = mark.focus_with_options(&options);
        }
        let _ = mark.set_attribute("data-flash", "");
        drop(dispatch);
    });
}

fn element(target: Option<web_sys::EventTarget>) -> Option<Element> {
    target?.dyn_into().ok()
}

fn within(element: &Element, selector: &str) -> bool {
    element.closest(selector).ok().flatten().is_some()
}

/// The number of the mark that an element belongs to.
fn mark_at(element: &Element) -> Option<usize> {
    element.closest("[data-m]").ok()??.get_attribute("data-m")?.parse().ok()
}

/// Offers to mark what is selected.
fn mark_selection(selected: &Selected, language: Language, done: &Callback<Option<Correction>>) -> Html {
    let t = language.strings();
    let button = |kind: MarkType| {
        let (done, selected) = (done.clone(), selected.clone());
        html! {
            <button class="chip" onclick={move |_| done.emit(Correction::mark(selected.at, &selected.text, kind))}>
                <span class={classes!("m", kind.code())}>{ crate::format::type_name(kind, language) }</span>
            </button>
        }
    };
    html! {
        <div class="selection" role="toolbar" aria-label={t.selection}>
            <span>{ t.mark_selection }</span>
            { for MarkType::ALL.into_iter().filter(|k| k.entity().is_some()).map(button) }
            <button class="quiet" aria-label={t.close} onclick={done.reform(|_| None)}>{ "×" }</button>
        </div>
    }
}
