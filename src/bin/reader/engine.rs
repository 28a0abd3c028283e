//! The engine's client (`www/engine.js`), typed. The reader holds no dictionary and no model: it asks the engine, which runs in
//! a worker where it can.

use crate::{
    plain::{self, FromPlain, field, get, object, text},
    state::{Document, Engine as Standing, Failure, Reading},
};
use gloo_timers::future::TimeoutFuture;
use js_sys::{Array, Function, JsString, Promise};
use quandian::{
    Analysis,
    analysis::{SCHEMA, Token},
    compare::Row,
    export::Format,
    view::{Correction, MarkType, Word},
};
use std::{
    cell::{OnceCell, RefCell},
    rc::Rc,
};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, AbortSignal};

#[wasm_bindgen]
extern "C" {
    /// The client that the page gives: an `Engine` of `www/engine.js`, or what the widget's script makes of the one that all widgets
    /// share.
    #[derive(Clone, Debug, PartialEq)]
    pub type Engine;

    #[wasm_bindgen(method, setter)]
    fn set_onstate(this: &Engine, listener: Option<&Function>);

    #[wasm_bindgen(method)]
    fn setup(this: &Engine) -> Promise;

    #[wasm_bindgen(method)]
    fn analyze(this: &Engine, text: &str, options: &JsValue, asking: &JsValue) -> Promise;

    #[wasm_bindgen(method, js_name = keyness)]
    fn keyness_of(this: &Engine, words: &Array) -> Promise;

    #[wasm_bindgen(method)]
    fn export(this: &Engine, analysis: &JsValue, format: &str, options: &JsValue) -> Promise;

    #[wasm_bindgen(method)]
    fn compare(this: &Engine, analyses: &Array, asking: &JsValue) -> Promise;
}

/// What the engine says of itself.
pub enum News {
    /// Where it stands.
    Standing(Standing),
    /// It crashed and is being started anew.
    Restarted,
}

/// An engine that is listened to, until this is dropped.
pub struct Listening {
    /// The engine.
    pub engine: Engine,
    _listener: Closure<dyn Fn(JsValue)>,
}

impl Drop for Listening {
    fn drop(&mut self) {
        self.engine.set_onstate(None);
    }
}

/// Has `engine` tell its news to `listen`, and starts loading.
pub fn start(engine: Engine, listen: impl Fn(News) + 'static) -> Listening {
    let listener = Closure::<dyn Fn(JsValue)>::new(move |state: JsValue| {
        if let Some(news) = news(&state) {
            listen(news);
        }
    });
    engine.set_onstate(Some(listener.as_ref().unchecked_ref()));
    engine.restart();
    Listening { engine, _listener: listener }
}

impl Engine {
    /// Starts loading, after a failure as well.
    pub fn restart(&self) {
        let ready = self.setup();
        // A failure comes as news.
        wasm_bindgen_futures::spawn_local(async move {
            let _ = JsFuture::from(ready).await;
        });
    }

    /// The document in a form for other programs, corrections made; `None` where it is not analysed yet.
    pub async fn write(&self, document: &Document, format: Format) -> Option<Result<String, Failure>> {
        let reading = document.reading()?;
        let options = object([
            ("source", document.source.as_str().into()),
            ("corrections", plain::corrections(&document.corrections)),
            ("title", document.title().into()),
        ]);
        let answer = JsFuture::from(self.export(&reading.answer.json, format.ending(), &options)).await;
        Some(answer.map(|text| text.as_string().unwrap_or_default()).map_err(|error| failure(&error)))
    }

    /// What several documents, corrections made, say of the same metric of the same owner.
    pub async fn contrast(&self, answers: &[(Answer, Vec<Correction>)]) -> Option<Vec<Row>> {
        let analyses: Array = answers.iter().map(|(answer, _)| &answer.json).collect();
        let corrections: Array = answers.iter().map(|(_, corrections)| plain::corrections(corrections)).collect();
        Vec::read(&JsFuture::from(self.compare(&analyses, &object([("corrections", corrections.into())]))).await.ok()?)
    }

    /// How much more the article has of its words than Chinese at large (`view::keyness`), in their order; empty where the engine cannot
    /// be asked.
    pub async fn keyness(&self, words: &[Word]) -> Vec<f64> {
        let pair = |word: &Word| Array::of2(&word.text.as_str().into(), &word.count.into());
        let answer = JsFuture::from(self.keyness_of(&words.iter().map(pair).collect())).await;
        answer.ok().and_then(|keys| Vec::read(&keys)).unwrap_or_default()
    }

    /// Asks for the analysis of `text`. The question is on its way when this returns, whenever the answer is waited for.
    pub fn ask(&self, text: &str, published: Option<&str>) -> Question {
        let controller = AbortController::new().ok();
        let signal = controller.as_ref().map(AbortController::signal);
        let published = published.map_or(JsValue::UNDEFINED, JsValue::from);
        let options = object([("published", published), ("explain", JsValue::TRUE)]);
        let asking = object([("signal", signal.map_or(JsValue::UNDEFINED, JsValue::from)), ("json", JsValue::TRUE)]);
        let began = now();
        Question { answer: self.analyze(text, &options, &asking), controller, began }
    }
}

/// A text that the engine was asked about; taken back when this is dropped.
pub struct Question {
    answer: Promise,
    controller: Option<AbortController>,
    began: f64,
}

impl Drop for Question {
    fn drop(&mut self) {
        if let Some(controller) = &self.controller {
            controller.abort();
        }
    }
}

impl Question {
    /// Until it is answered; what the answer is does not matter.
    pub async fn settled(&self) {
        let _ = JsFuture::from(self.answer.clone()).await;
    }

    /// The analysis; `None` when the question was taken back.
    pub fn answer(&self) -> impl Future<Output = Option<Result<Reading, Failure>>> + use<> {
        read(self.answer.clone(), self.controller.as_ref().map(AbortController::signal), self.began)
    }
}

async fn read(answer: Promise, signal: Option<AbortSignal>, began: f64) -> Option<Result<Reading, Failure>> {
    let taken_back = || signal.as_ref().is_some_and(AbortSignal::aborted);
    let answer = JsFuture::from(answer).await;
    if taken_back() {
        return None;
    }
    let took = now() - began;
    // Decoding, arranging and drawing are tasks of their own, so that the page answers in between.
    TimeoutFuture::new(0).await;
    let json = match answer {
        Ok(json) => json,
        Err(error) => return Some(Err(failure(&error))),
    };
    let answer = Answer::new(json);
    TimeoutFuture::new(0).await;
    let analysis = match &answer {
        Some(answer) => analysis(&answer.result).await,
        None => None,
    };
    let (Some(answer), Some(analysis)) = (answer, analysis) else {
        let message = "the engine's result is of another version".to_owned();
        return Some(Err(Failure { code: "decode".to_owned(), message }));
    };
    TimeoutFuture::new(0).await;
    let reading = Reading::new(analysis, answer, took);
    TimeoutFuture::new(0).await;
    (!taken_back()).then_some(Ok(reading))
}

/// An analysis, as the engine wrote it; words and sentences are left out. `None` where it is of another version.
async fn analysis(result: &JsValue) -> Option<Analysis> {
    let schema = text(result, "schema");
    if schema != SCHEMA {
        return None;
    }
    let (mut blocks, mut entities, mut times, mut figures, mut checks) = <(Vec<_>, Vec<_>, Vec<_>, Vec<_>, Vec<_>)>::default();
    each(get(result, "blocks"), &mut |one| FromPlain::read(one).map(|one| blocks.push(one))).await?;
    each(get(result, "entities"), &mut |one| FromPlain::read(one).map(|one| entities.push(one))).await?;
    each(get(result, "times"), &mut |one| FromPlain::read(one).map(|one| times.push(one))).await?;
    each(get(result, "figures"), &mut |one| FromPlain::read(one).map(|one| figures.push(one))).await?;
    each(get(result, "checks"), &mut |one| FromPlain::read(one).map(|one| checks.push(one))).await?;
    Some(Analysis {
        schema,
        offsets: field(result, "offsets")?,
        published: field(result, "published")?,
        articles: field(result, "articles")?,
        blocks,
        sentences: Vec::new(),
        tokens: Vec::new(),
        entities,
        times,
        figures,
        aliases: field(result, "aliases")?,
        roles: field(result, "roles")?,
        checks,
    })
}

/// Entries of a list that are read in one task.
const AT_ONCE: u32 = 400;

/// Reads the entries of a long list, in tasks of their own.
async fn each(entries: JsValue, read: &mut dyn FnMut(&JsValue) -> Option<()>) -> Option<()> {
    let entries: Array = entries.dyn_into().ok()?;
    for i in 0..entries.length() {
        if i % AT_ONCE == AT_ONCE - 1 {
            TimeoutFuture::new(0).await;
        }
        read(&entries.get(i))?;
    }
    Some(())
}

/// The engine's answer. It stays on JavaScript's side.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// As JSON text, in which form it goes back to be exported.
    json: JsValue,
    /// As a plain object, without words and sentences.
    result: JsValue,
    /// The words.
    pub tokens: Tokens,
}

impl Answer {
    /// Reads the engine's JSON. Words are most of it and wanted by few: they wait for the first who asks.
    fn new(json: JsValue) -> Option<Self> {
        let all: &JsString = json.dyn_ref()?;
        // In the order in which the engine writes them. Inside a string the quotation marks would be escaped.
        let after = |key: &str, from: usize| usize::try_from(all.index_of(key, i32::try_from(from).ok()?)).ok();
        let slice = |from: usize, to: usize| Some(all.slice(u32::try_from(from).ok()?, u32::try_from(to).ok()?));
        let sentences = after("\"sentences\":[", 0)?;
        let (tokens, entities) = (after("\"tokens\":[", sentences)?, after("\"entities\":[", sentences)?);
        let words = slice(tokens + "\"tokens\":".len(), entities - 1)?;
        let behind: JsValue = slice(entities, usize::try_from(all.length()).ok()?)?.into();
        let rest = slice(0, sentences)?.concat(&behind);
        let result = parse_json(&rest).ok()?;
        Some(Self {
            json,
            result,
            tokens: Tokens(Rc::new(Words { json: words, list: OnceCell::new(), read: RefCell::default() })),
        })
    }

    /// The entry of `list` that starts at `at` in the source, as the engine wrote it.
    pub fn entry(&self, list: &str, at: usize) -> Option<JsValue> {
        let list = self.list(list);
        let entry = list.get(u32::try_from(first_at(&list, at)).ok()?);
        (start_of(&entry) == at).then_some(entry)
    }

    /// What speaks for the mention of this type that stands here: the codes of `entity::Evidence` and, of the grammar, of its rules; of
    /// `TimeEvidence`; of `FigureEvidence`.
    pub fn grounds(&self, start: usize, end: usize, kind: MarkType) -> Option<Vec<String>> {
        let list = match kind {
            MarkType::Time => "times",
            MarkType::Figure => "figures",
            _ => "entities",
        };
        let mention = self.entry(list, start)?;
        if field(&mention, "end") != Some(end) || list == "entities" && text(&mention, "type") != kind.code() {
            return None;
        }
        let evidence = get(&mention, "evidence");
        if let Some(one) = evidence.as_string() {
            return Some(vec![one]);
        }
        let evidence: Array = evidence.dyn_into().ok()?;
        Some(evidence.iter().map(|one| one.as_string().unwrap_or_else(|| text(&one, "grammar"))).collect())
    }

    fn list(&self, name: &str) -> Array {
        get(&self.result, name).dyn_into().unwrap_or_default()
    }
}

#[wasm_bindgen]
extern "C" {
    /// `JSON.parse`, with the text as it is: through Rust it would be copied twice.
    #[wasm_bindgen(js_namespace = JSON, js_name = parse, catch)]
    fn parse_json(json: &JsValue) -> Result<JsValue, JsValue>;
}

#[wasm_bindgen(raw_module = "../words.js")]
extern "C" {
    /// The words that the engine packed, as plain objects.
    fn unpacked(packed: &JsValue) -> Array;
}

fn failure(error: &JsValue) -> Failure {
    Failure { code: text(error, "code"), message: text(error, "message") }
}

fn news(state: &JsValue) -> Option<News> {
    let number = |key| get(state, key).as_f64().unwrap_or(0.0);
    Some(match text(state, "state").as_str() {
        "loading" => News::Standing(Standing::Loading(number("loaded") / number("total").max(1.0))),
        "ready" => News::Standing(Standing::Ready { main_thread: text(state, "mode") == "main" }),
        "failed" => News::Standing(Standing::Failed(failure(state))),
        "restarted" if text(state, "reason") == "cancel" => News::Standing(Standing::Loading(1.0)),
        "restarted" => News::Restarted,
        _ => return None,
    })
}

/// The words of an article, kept as plain objects and read when they are asked for; equal to themselves only.
#[derive(Clone, Debug)]
pub struct Tokens(Rc<Words>);

#[derive(Debug)]
struct Words {
    json: JsString,
    list: OnceCell<Array>,
    /// Those that were read, from the first on.
    read: RefCell<Vec<Token>>,
}

impl PartialEq for Tokens {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Tokens {
    fn list(&self) -> &Array {
        self.0.list.get_or_init(|| parse_json(&self.0.json).ok().map(|list| unpacked(&list)).unwrap_or_default())
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.list().length() as usize
    }

    /// Reads the first `count` words, as far as they are not read yet.
    pub fn read(&self, count: usize) {
        let mut read = self.0.read.borrow_mut();
        let from = read.len();
        read.extend(self.from(from).take(count.saturating_sub(from)));
    }

    /// What `make` makes of the words that are read; nothing until they are.
    pub fn with_read<T: Default>(&self, read: bool, make: impl FnOnce(&[Token]) -> T) -> T {
        if read { make(&self.0.read.borrow()) } else { T::default() }
    }

    /// The words from number `from` on.
    pub fn from(&self, from: usize) -> impl Iterator<Item = Token> + '_ {
        (from..self.len()).map_while(|i| Token::read(&self.list().get(u32::try_from(i).ok()?)))
    }

    /// The number of the first word that starts at `at` in the source, or after it.
    pub fn first_at(&self, at: usize) -> usize {
        first_at(self.list(), at)
    }
}

/// In a list of stretches of the source, the number of the first that starts at `at` or after it.
fn first_at(list: &Array, at: usize) -> usize {
    let (mut low, mut high) = (0, list.length());
    while low < high {
        let middle = (low + high) / 2;
        if start_of(&list.get(middle)) < at {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low as usize
}

fn start_of(stretch: &JsValue) -> usize {
    field(stretch, "start").unwrap_or_default()
}

/// Milliseconds since the page was opened.
pub fn now() -> f64 {
    web_sys::window().and_then(|w| w.performance()).map_or(0.0, |p| p.now())
}
