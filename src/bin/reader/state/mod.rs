//! Everything the page knows, in one place. Components read it and send [`Action`]s; nothing else changes it.

mod document;
mod reduce;
mod screen;

use document::parts;
pub use document::{Document, Origin, PageRef, Phase, Reading};
pub use screen::{
    Choices, Dialog, Engine, Failure, FileFault, FileTrouble, Jump, Look, Mode, Notice, Panel, Screen, Sheet, Spot, Theme, Way,
};

use crate::strings::Language;
use quandian::view::{Correction, MarkType};
use yew::prelude::*;

/// What a component needs to change the state.
pub type Dispatch = UseReducerDispatcher<State>;

/// Bytes of a text whose analysis takes a moment only, where the engine runs beside the page.
pub const SOON: usize = 30_000;

/// Everything.
#[derive(Clone, PartialEq)]
pub struct State {
    /// The texts, in the order in which they came.
    pub documents: Vec<Document>,
    /// The number of the one that is shown.
    pub current: Option<u32>,
    next_id: u32,
    /// What stands in the empty box: what was typed before the page was there.
    pub draft: AttrValue,
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
    /// Whether words of the article are looked for.
    pub finding: bool,
    /// What lies over the page.
    pub dialog: Option<Dialog>,
    /// How many files are being read.
    pub incoming: usize,
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
    /// So many files are still to come.
    Incoming(usize),
    /// A file was read; whether to show it.
    Import {
        source: AttrValue,
        origin: Origin,
        show: bool,
    },
    /// The file of a document was read in another encoding.
    Reread {
        id: u32,
        source: AttrValue,
        origin: Origin,
    },
    /// A file cannot be read.
    Refuse(FileTrouble),
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
    /// The marks of a text that was put in take longer than a moment.
    Slow,
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
    /// To what starts here in this document.
    Show {
        id: u32,
        start: usize,
    },
    /// To the mark that the address names.
    Visit(usize),
    /// Opens and closes the field that looks for words.
    Find(bool),
    /// To the next mark or the one before, of the same thing or of any.
    Step {
        forward: bool,
        same: bool,
    },
    Correct(Correction),
    /// Makes the corrections of a file.
    CorrectAll(Vec<Correction>),
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
            draft: AttrValue::default(),
            screen: Screen::Input,
            engine: Engine::Loading(0.0),
            mode: Mode::Marked,
            panel: Panel::Ledger,
            sheet: Sheet::Down,
            hidden: Vec::new(),
            spot: None,
            jump: None,
            finding: false,
            dialog: None,
            incoming: 0,
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
        let soon = self.screen == Screen::Input
            && self.current.is_none()
            && self.engine == (Engine::Ready { main_thread: false })
            && source.len() < SOON;
        let id = self.add(source, published, None);
        self.show(id);
        if soon {
            self.screen = Screen::Coming;
        }
    }

    /// Shows a text that was kept, with what was put right in it.
    pub fn reopen(&mut self, source: AttrValue, published: Option<AttrValue>, corrections: Vec<Correction>) {
        self.open(source, published);
        self.change(|d| d.corrections = corrections);
    }

    /// Adds a text, a long one in parts; the number of the first.
    fn add(&mut self, source: AttrValue, published: Option<AttrValue>, origin: Option<Origin>) -> Option<u32> {
        let first = self.next_id;
        let parts = parts(&source);
        let count = parts.len();
        for (i, part) in parts.into_iter().enumerate() {
            let text = if count == 1 { source.clone() } else { part.to_owned().into() };
            let mut document = Document::new(self.next_id, text, published.clone(), origin.clone());
            document.part = (count > 1).then_some((i + 1, count));
            self.documents.push(document);
            self.next_id += 1;
        }
        if count > 1 {
            self.notice = Some(Notice::Parts(count));
        }
        Some(first)
    }

    /// Takes in the text of a file, unless it is there already.
    fn import(&mut self, source: AttrValue, origin: Origin, show: bool) {
        let known = self.documents.iter().find(|d| d.source == source).map(|d| d.id);
        let id = known.or_else(|| self.add(source, None, Some(origin)));
        if show {
            self.show(id);
        }
    }

    /// Puts a text into the empty box.
    pub fn draft(&mut self, text: AttrValue) {
        self.show(None);
        self.draft = text;
    }

    fn show(&mut self, id: Option<u32>) {
        self.current = id;
        self.draft = AttrValue::default();
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

    /// Shows the document whose marks were to come.
    fn no_longer_wait(&mut self) {
        if self.screen == Screen::Coming {
            self.screen = Screen::Reading;
        }
    }

    /// The document that is on the screen, to be read or to be changed.
    pub fn shown(&self) -> Option<&Document> {
        self.document().filter(|_| self.screen != Screen::Coming)
    }

    fn answer(&mut self, id: u32, asked: u32, phase: Phase) {
        if let Some(document) = self.documents.iter_mut().find(|d| d.id == id && d.asked == asked) {
            document.phase = phase;
            document.show_corrections();
            self.no_longer_wait();
        }
    }

    fn jump_to(&mut self, mark: usize, way: Way) {
        if self.document().and_then(Document::reading).is_none_or(|r| mark >= r.page.marks.len()) {
            return;
        }
        let turn = self.jump.map_or(0, |j| j.turn + 1);
        self.jump = Some(Jump { mark, turn, way });
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
