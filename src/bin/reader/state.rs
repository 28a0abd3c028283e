//! Everything the page knows, in one place. Components read it and send [`Action`]s; nothing else changes it.

use crate::{
    engine::Tokens,
    strings::{Language, fill},
};
use quandian::{
    Analysis,
    view::{Correction, MarkType, Page, correct},
};
use serde::{Deserialize, Serialize};
use std::rc::Rc;
use yew::prelude::*;

/// What a component needs to change the state.
pub type Dispatch = UseReducerDispatcher<State>;

/// What is on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    /// A text can be put in.
    Input,
    /// An article is shown.
    Reading,
}

/// How the article is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// With its marks.
    Marked,
    /// Cut into words.
    Words,
    /// As it came in.
    Source,
}

/// The panels beside the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Panel {
    Overview,
    Names,
    Ledger,
    Timeline,
    Words,
    Checks,
}

impl Panel {
    /// Every panel, in the order of the tabs.
    pub const ALL: [Self; 6] = [Self::Overview, Self::Names, Self::Ledger, Self::Timeline, Self::Words, Self::Checks];
}

/// How far the panels' sheet is drawn up on a narrow screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sheet {
    /// Its tabs only.
    Down,
    /// Half the screen.
    Half,
    /// Most of it.
    Up,
}

/// What lies over the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialog {
    /// The list of keys.
    Keys,
    /// The ways out.
    Export,
}

/// Where the engine stands.
#[derive(Clone, Debug, PartialEq)]
pub enum Engine {
    /// It is on its way; the share of it that has come.
    Loading(f64),
    /// It can be asked; whether it runs on this very thread.
    Ready { main_thread: bool },
    /// It did not start.
    Failed(Failure),
}

/// What went wrong, by the engine's code for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// `network`, `mime`, `csp`, `file`, `wasm-off`, `trap` or another.
    pub code: String,
    /// What the engine says about it, for developers.
    pub message: String,
}

/// A page of marks; equal to itself only, so that comparing costs nothing.
#[derive(Clone, Debug)]
pub struct PageRef(Rc<Page>);

impl PartialEq for PageRef {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl std::ops::Deref for PageRef {
    type Target = Page;

    fn deref(&self) -> &Page {
        &self.0
    }
}

/// An analysed article.
#[derive(Clone, PartialEq)]
pub struct Reading {
    /// What the engine found, words left out.
    found: Rc<Analysis>,
    /// The same with the reader's corrections, arranged.
    pub page: PageRef,
    /// Its words.
    pub tokens: Tokens,
    /// How long the analysis took, in milliseconds.
    pub took: f64,
}

impl Reading {
    /// What the engine found in `took` milliseconds.
    pub fn new(found: Analysis, tokens: Tokens, took: f64) -> Self {
        let page = PageRef(Rc::new(Page::new(found.clone())));
        Self { found: Rc::new(found), page, tokens, took }
    }

    /// The whole analysis, corrected, words included.
    pub fn whole(&self) -> Analysis {
        Analysis { tokens: self.tokens.from(0).collect(), ..self.page.analysis.clone() }
    }

    fn with(&self, corrections: &[Correction]) -> Self {
        Self { page: PageRef(Rc::new(Page::new(correct(&self.found, corrections)))), ..self.clone() }
    }
}

/// How far a document's analysis is.
#[derive(Clone, PartialEq)]
pub enum Phase {
    /// It waits for the engine or its answer.
    Waiting,
    /// It can be read.
    Done(Reading),
    /// It failed.
    Failed(Failure),
}

/// A text and what is known about it.
#[derive(Clone, PartialEq)]
pub struct Document {
    /// Its number, never used twice.
    pub id: u32,
    /// Counts what is asked about it: an answer to an older question is dropped.
    pub asked: u32,
    /// The text as it came in.
    pub source: AttrValue,
    /// When it was published, `YYYY-MM-DD`, set by hand.
    pub published: Option<AttrValue>,
    /// How far it is.
    pub phase: Phase,
    /// What the reader put right.
    pub corrections: Vec<Correction>,
    /// What the reader took back, the last first to come again.
    undone: Vec<Correction>,
}

impl Document {
    /// The reading, if the analysis is there.
    pub fn reading(&self) -> Option<&Reading> {
        match &self.phase {
            Phase::Done(reading) => Some(reading),
            Phase::Waiting | Phase::Failed(_) => None,
        }
    }

    /// What to call it: its headline, or the start of its text.
    pub fn title(&self) -> String {
        let headline = |r: &Reading| r.page.analysis.articles.iter().find_map(|a| a.headline.clone());
        let first = || self.source.lines().map(str::trim).find(|l| !l.is_empty()).unwrap_or_default().chars().take(40).collect();
        self.reading().and_then(headline).unwrap_or_else(first)
    }

    /// Whether there is something to do again.
    pub fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }

    fn show_corrections(&mut self) {
        if let Phase::Done(reading) = &self.phase {
            self.phase = Phase::Done(reading.with(&self.corrections));
        }
    }
}

/// How a mark came to be looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// The pointer rests on it.
    Hover,
    /// It was chosen: its details stay.
    Pinned,
}

/// The mark that is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    /// Its number in the page.
    pub mark: usize,
    /// How.
    pub look: Look,
}

/// A jump to a mark; `turn` makes two jumps to one place differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Jump {
    /// The mark's number in the page.
    pub mark: usize,
    /// Counts the jumps.
    pub turn: u32,
}

/// The theme.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    #[default]
    System,
    Light,
    Dark,
}

/// What the reader chose for good.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Choices {
    /// The interface's language.
    pub language: Language,
    /// The theme.
    pub theme: Theme,
    /// Whether the texts are kept over a reload, on this machine.
    pub keep: bool,
    /// Whether single keys are shortcuts.
    pub keys: bool,
}

impl Default for Choices {
    fn default() -> Self {
        Self { language: Language::default(), theme: Theme::default(), keep: true, keys: true }
    }
}

/// Something to tell above the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The engine crashed and is back.
    Restarted,
    /// A file cannot be read.
    File(FileTrouble, String),
    /// The share link is on the clipboard.
    Copied,
    /// The text is too long for a link.
    TooLongToLink,
}

/// Why a file cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileTrouble {
    NotText,
    NotUtf8,
    Empty,
}

impl Notice {
    /// What it says.
    pub fn words(&self, language: Language) -> String {
        let t = language.strings();
        match self {
            Self::Restarted => t.restarted.to_owned(),
            Self::File(FileTrouble::NotText, name) => fill(t.not_text, name),
            Self::File(FileTrouble::NotUtf8, name) => fill(t.not_utf8, name),
            Self::File(FileTrouble::Empty, name) => fill(t.empty_file, name),
            Self::Copied => t.copied.to_owned(),
            Self::TooLongToLink => t.too_long_to_link.to_owned(),
        }
    }
}

/// Everything.
#[derive(Clone, PartialEq)]
pub struct State {
    /// The texts, in the order in which they came.
    pub documents: Vec<Document>,
    /// The number of the one that is shown.
    pub current: Option<u32>,
    next_id: u32,
    /// What is on the screen.
    pub screen: Screen,
    /// Where the engine stands.
    pub engine: Engine,
    /// How the article is shown.
    pub mode: Mode,
    /// The panel beside it.
    pub panel: Panel,
    /// How far it is drawn up on a narrow screen.
    pub sheet: Sheet,
    /// The types that are not shown.
    pub hidden: Vec<MarkType>,
    /// The mark that is looked at.
    pub spot: Option<Spot>,
    /// The mark last jumped to.
    pub jump: Option<Jump>,
    /// What lies over the page.
    pub dialog: Option<Dialog>,
    /// What is to be told.
    pub notice: Option<Notice>,
    /// What the reader chose for good.
    pub choices: Choices,
}

/// What can happen. The actions without a comment are what their names say.
#[derive(Clone)]
pub enum Action {
    /// The engine says where it stands.
    Engine(Engine),
    /// The engine crashed and is being started anew.
    Restarted,
    /// A text came in, with its date where it brings one.
    Open {
        source: AttrValue,
        published: Option<AttrValue>,
    },
    /// The shown text was edited.
    Replace(AttrValue),
    /// An analysis is there: of this document, in answer to this question.
    Analysed {
        id: u32,
        asked: u32,
        reading: Reading,
    },
    /// An analysis failed.
    Failed {
        id: u32,
        asked: u32,
        failure: Failure,
    },
    /// Asks again.
    Retry,
    /// The day of publication was set by hand.
    Publish(Option<AttrValue>),
    /// Back to the input: with nothing in it, or with the text that is shown.
    New,
    Edit,
    /// Back from the input to what was read.
    Back,
    /// Another document.
    Select(u32),
    Close(u32),
    Mode(Mode),
    Panel(Panel),
    Sheet(Sheet),
    Toggle(MarkType),
    ShowAll,
    Look(Option<Spot>),
    /// The pointer left: what was only hovered over is let go.
    Leave,
    /// To this mark.
    Jump(usize),
    /// To the next mark or the one before, of the same thing or of any.
    Step {
        forward: bool,
        same: bool,
    },
    Correct(Correction),
    Undo,
    Redo,
    Dialog(Option<Dialog>),
    Tell(Option<Notice>),
    Language(Language),
    Theme(Theme),
    Keep(bool),
    Keys(bool),
    /// Every text goes.
    Forget,
}

impl State {
    /// A page with nothing on it.
    pub fn new(choices: Choices) -> Self {
        Self {
            documents: Vec::new(),
            current: None,
            next_id: 0,
            screen: Screen::Input,
            engine: Engine::Loading(0.0),
            mode: Mode::Marked,
            panel: Panel::Ledger,
            sheet: Sheet::Down,
            hidden: Vec::new(),
            spot: None,
            jump: None,
            dialog: None,
            notice: None,
            choices,
        }
    }

    /// The document that is shown.
    pub fn document(&self) -> Option<&Document> {
        self.documents.iter().find(|d| Some(d.id) == self.current)
    }

    /// Shows the document with this text, a new one unless it is there already.
    pub fn open(&mut self, source: AttrValue, published: Option<AttrValue>) {
        if let Some(known) = self.documents.iter().find(|d| d.source == source && d.published == published) {
            self.show(Some(known.id));
            return;
        }
        let id = self.next_id;
        self.next_id += 1;
        let phase = Phase::Waiting;
        self.documents.push(Document { id, asked: 0, source, published, phase, corrections: Vec::new(), undone: Vec::new() });
        self.show(Some(id));
    }

    fn show(&mut self, id: Option<u32>) {
        self.current = id;
        self.screen = if id.is_some() { Screen::Reading } else { Screen::Input };
        self.mode = Mode::Marked;
        self.sheet = Sheet::Down;
        self.spot = None;
        self.jump = None;
        self.dialog = None;
    }

    /// Changes the shown document.
    fn change(&mut self, change: impl FnOnce(&mut Document)) {
        let current = self.current;
        if let Some(document) = self.documents.iter_mut().find(|d| Some(d.id) == current) {
            change(document);
        }
    }

    /// Asks the engine about the shown document once more.
    fn ask_again(&mut self) {
        self.spot = None;
        self.change(|d| {
            d.asked += 1;
            d.phase = Phase::Waiting;
        });
    }

    fn answer(&mut self, id: u32, asked: u32, phase: Phase) {
        if let Some(document) = self.documents.iter_mut().find(|d| d.id == id && d.asked == asked) {
            document.phase = phase;
            document.show_corrections();
        }
    }

    fn jump_to(&mut self, mark: usize) {
        let turn = self.jump.map_or(0, |j| j.turn + 1);
        self.jump = Some(Jump { mark, turn });
        self.spot = Some(Spot { mark, look: Look::Pinned });
        self.mode = Mode::Marked;
        if self.sheet == Sheet::Up {
            self.sheet = Sheet::Half;
        }
    }

    /// The mark that a step leads to. Steps go round.
    fn step(&self, forward: bool, same: bool) -> Option<usize> {
        let page = &self.document()?.reading()?.page;
        let here = self.spot.map(|s| s.mark).or(self.jump.map(|j| j.mark));
        let kin = here.filter(|_| same).and_then(|mark| page.cluster_of(mark)).and_then(|c| page.clusters.get(c));
        let any: Vec<usize>;
        let marks = match kin {
            Some(cluster) => &cluster.marks,
            None => {
                any = (0..page.marks.len())
                    .filter(|m| page.marks.get(*m).is_some_and(|m| !self.hidden.contains(&m.kind)))
                    .collect();
                &any
            }
        };
        let Some(here) = here else { return marks.first().copied() };
        let at = marks.partition_point(|m| *m < here);
        let next = if marks.get(at) == Some(&here) { at + 1 } else { at };
        let target = if forward { marks.get(next) } else { at.checked_sub(1).and_then(|at| marks.get(at)) };
        target.or(if forward { marks.first() } else { marks.last() }).copied()
    }
}

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
            Action::Replace(source) => {
                state.change(|d| {
                    if d.source != source {
                        d.corrections.clear();
                        d.undone.clear();
                    }
                    d.source = source;
                });
                state.ask_again();
                let current = state.current;
                state.show(current);
            }
            Action::Analysed { id, asked, reading } => state.answer(id, asked, Phase::Done(reading)),
            Action::Failed { id, asked, failure } => state.answer(id, asked, Phase::Failed(failure)),
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
                if state.current == Some(id) {
                    let last = state.documents.last().map(|d| d.id);
                    state.show(last);
                }
            }
            Action::Mode(mode) => {
                state.mode = mode;
                state.spot = None;
            }
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
            Action::Jump(mark) => state.jump_to(mark),
            Action::Step { forward, same } => {
                if let Some(mark) = state.step(forward, same) {
                    state.jump_to(mark);
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
                state.show(None);
            }
        }
        Rc::new(state)
    }
}
