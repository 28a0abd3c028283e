//! What each action does to the state.

use super::{Action, Document, Engine, Look, Notice, Panel, Phase, Screen, Sheet, State, Way, document::parts};
use std::rc::Rc;
use yew::prelude::*;

impl Reducible for State {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let mut state = Rc::unwrap_or_clone(self);
        match action {
            Action::Engine(engine) => state.engine = engine,
            Action::Restarted => {
                state.engine = Engine::Loading(1.0);
                state.notice = Some(Notice::Restarted);
            }
            Action::Open { source, published } => {
                state.notice = None;
                state.open(source, published);
            }
            Action::Incoming(count) => {
                // What was told of the files before these.
                if count > 0 && state.incoming == 0 {
                    state.notice = None;
                }
                state.incoming = count;
            }
            Action::Import { source, origin, show } => state.import(source, origin, show),
            Action::Reread { id, source, origin } => {
                state.spot = None;
                state.notice = None;
                if let Some(document) = state.documents.iter_mut().find(|d| d.id == id) {
                    document.origin = Some(origin);
                    let index = document.part.map(|(part, _)| part - 1);
                    let text = index.and_then(|i| parts(&source).get(i).map(|p| AttrValue::from((*p).to_owned())));
                    document.replace(text.unwrap_or(source));
                }
            }
            Action::Refuse(trouble) => match &mut state.notice {
                Some(Notice::Files(troubles)) => troubles.push(trouble),
                notice => *notice = Some(Notice::Files(vec![trouble])),
            },
            Action::Replace(source) => {
                state.spot = None;
                state.change(|d| d.replace(source));
                let current = state.current;
                state.show(current);
            }
            Action::Analysed { id, asked, reading } => state.answer(id, asked, Phase::Done(reading)),
            Action::Failed { id, asked, failure } => state.answer(id, asked, Phase::Failed(failure)),
            Action::Slow => state.no_longer_wait(),
            Action::Retry => {
                if matches!(state.engine, Engine::Failed(_)) {
                    state.engine = Engine::Loading(0.0);
                }
                state.ask_again();
            }
            Action::Publish(day) => {
                state.change(|d| d.published = day);
                state.ask_again();
            }
            Action::New => state.show(None),
            Action::Edit => state.screen = Screen::Input,
            Action::Back => {
                let last = state.documents.last().map(|d| d.id);
                let back = state.current.or(last);
                state.show(back);
            }
            Action::Select(id) => state.show(Some(id)),
            Action::Close(id) => {
                state.documents.retain(|d| d.id != id);
                if state.panel == Panel::Comparison && state.documents.len() < 2 {
                    state.panel = Panel::Ledger;
                }
                if state.current == Some(id) {
                    let last = state.documents.last().map(|d| d.id);
                    state.show(last);
                }
            }
            Action::Mode(mode) => {
                state.mode = mode;
                state.spot = None;
            }
            Action::Panel(Panel::Comparison) if state.documents.len() < 2 => {}
            Action::Panel(panel) => {
                state.panel = panel;
                if state.sheet == Sheet::Down {
                    state.sheet = Sheet::Half;
                }
            }
            Action::Sheet(sheet) => state.sheet = sheet,
            Action::Toggle(kind) => {
                if state.hidden.contains(&kind) {
                    state.hidden.retain(|k| *k != kind);
                } else {
                    state.hidden.push(kind);
                }
            }
            Action::ShowAll => state.hidden.clear(),
            Action::Look(spot) => {
                let pinned = state.spot.is_some_and(|s| s.look == Look::Pinned);
                let hover = spot.is_some_and(|s| s.look == Look::Hover);
                if !(pinned && hover) {
                    state.spot = spot;
                }
            }
            Action::Leave => {
                if state.spot.is_some_and(|s| s.look == Look::Hover) {
                    state.spot = None;
                }
            }
            Action::Jump(mark) => state.jump_to(mark, Way::Leap),
            Action::Show { id, start } => {
                if state.current != Some(id) {
                    state.show(Some(id));
                }
                let page = state.document().and_then(Document::reading).map(|r| r.page.clone());
                if let Some(mark) = page.and_then(|p| p.marks.iter().position(|m| m.source.start == start)) {
                    state.jump_to(mark, Way::Leap);
                }
            }
            Action::Visit(mark) => state.jump_to(mark, Way::Address),
            Action::Find(finding) => state.finding = finding,
            Action::Step { forward, same } => {
                if let Some(mark) = state.step(forward, same) {
                    state.jump_to(mark, Way::Step);
                }
            }
            Action::Correct(correction) => {
                state.spot = None;
                state.jump = None;
                state.change(|d| {
                    d.corrections.push(correction);
                    d.undone.clear();
                    d.show_corrections();
                });
            }
            Action::CorrectAll(corrections) => {
                state.spot = None;
                state.jump = None;
                let before = state.document().map_or(0, |d| d.corrections.len());
                state.change(|d| {
                    for correction in corrections {
                        if !d.corrections.contains(&correction) {
                            d.corrections.push(correction);
                        }
                    }
                    d.undone.clear();
                    d.show_corrections();
                });
                let made = state.document().map_or(0, |d| d.corrections.len()) - before;
                state.dialog = None;
                state.notice = Some(Notice::Corrected(made));
            }
            Action::Undo => {
                state.spot = None;
                state.change(|d| {
                    d.undone.extend(d.corrections.pop());
                    d.show_corrections();
                });
            }
            Action::Redo => {
                state.spot = None;
                state.change(|d| {
                    d.corrections.extend(d.undone.pop());
                    d.show_corrections();
                });
            }
            Action::Dialog(dialog) => state.dialog = dialog,
            Action::Tell(notice) => state.notice = notice,
            Action::Language(language) => state.choices.language = language,
            Action::Theme(theme) => state.choices.theme = theme,
            Action::Keep(keep) => state.choices.keep = keep,
            Action::Keys(keys) => state.choices.keys = keys,
            Action::Forget => {
                state.documents.clear();
                state.panel = Panel::Ledger;
                state.show(None);
            }
        }
        Rc::new(state)
    }
}
