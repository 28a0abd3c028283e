//! The engine's client (`www/engine.js`), typed. The reader holds no dictionary and no model: it asks the engine, which runs in
//! a worker where it can.

use crate::state::{Document, Engine as Standing, Failure, Reading};
use gloo_timers::future::TimeoutFuture;
use js_sys::{Array, Function, Object, Promise, Reflect};
use quandian::{Analysis, analysis::Token, export::Format};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::AbortSignal;

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

    #[wasm_bindgen(method)]
    fn export(this: &Engine, analysis: &JsValue, format: &str, options: &JsValue) -> Promise;
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
    /// Has the engine read something short: what it reads first it reads slowly, while the browser still compiles it.
    pub fn warm(&self, text: &str) {
        let read = self.analyze(text, &object(&[]), &object(&[("json", JsValue::TRUE)]));
        wasm_bindgen_futures::spawn_local(async move {
            // Whatever is wrong with it shows when it is needed.
            let _ = JsFuture::from(read).await;
        });
    }

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
        let corrections = serde_json::to_string(&document.corrections).unwrap_or_else(|_| "[]".to_owned());
        let options = object(&[
            ("source", document.source.as_str().into()),
            ("corrections", corrections.into()),
            ("title", document.title().into()),
        ]);
        let answer = JsFuture::from(self.export(&reading.answer.0, format.ending(), &options)).await;
        Some(answer.map(|text| text.as_string().unwrap_or_default()).map_err(|error| failure(&error)))
    }

    /// The analysis of `text`; `None` when it was taken back by `signal`.
    pub async fn read(&self, text: &str, published: Option<&str>, signal: &AbortSignal) -> Option<Result<Reading, Failure>> {
        let options = object(&[("published", published.map_or(JsValue::UNDEFINED, JsValue::from))]);
        let asking = object(&[("signal", signal.into()), ("json", JsValue::TRUE)]);
        let began = now();
        let answer = JsFuture::from(self.analyze(text, &options, &asking)).await;
        if signal.aborted() {
            return None;
        }
        let took = now() - began;
        // Decoding, arranging and drawing are tasks of their own, so that the page answers in between.
        TimeoutFuture::new(0).await;
        let text = match answer {
            Ok(text) => text,
            Err(error) => return Some(Err(failure(&error))),
        };
        let result = js_sys::JSON::parse(&text.as_string().unwrap_or_default()).unwrap_or_default();
        TimeoutFuture::new(0).await;
        let (analysis, tokens) = match decode(&result) {
            Ok(decoded) => decoded,
            Err(failure) => return Some(Err(failure)),
        };
        TimeoutFuture::new(0).await;
        let reading = Reading::new(analysis, tokens, Answer(text), took);
        TimeoutFuture::new(0).await;
        (!signal.aborted()).then_some(Ok(reading))
    }
}

/// The engine's answer as JSON text, as it goes back to be exported. It stays on JavaScript's side.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer(JsValue);

fn object(entries: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (key, value) in entries {
        // Setting a property of a plain object cannot fail.
        let _ = Reflect::set(&object, &JsValue::from(*key), value);
    }
    object.into()
}

fn get(object: &JsValue, key: &str) -> JsValue {
    Reflect::get(object, &JsValue::from(key)).unwrap_or_default()
}

fn text(object: &JsValue, key: &str) -> String {
    get(object, key).as_string().unwrap_or_default()
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

/// Reads the plain object. The words, by far the most of it, stay on the other side until they are looked at.
fn decode(result: &JsValue) -> Result<(Analysis, Tokens), Failure> {
    let tokens = Tokens(get(result, "tokens").dyn_into().unwrap_or_default());
    for bulky in ["tokens", "sentences"] {
        let _ = Reflect::set(result, &JsValue::from(bulky), &Array::new());
    }
    let analysis: Analysis = serde_wasm_bindgen::from_value(result.clone())
        .map_err(|error| Failure { code: "decode".to_owned(), message: error.to_string() })?;
    Ok((analysis, tokens))
}

/// The words of an article, kept as plain objects and read when they are asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Tokens(Array);

impl Tokens {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.length() as usize
    }

    /// Word number `index`.
    fn get(&self, index: usize) -> Option<Token> {
        let token = self.0.get(u32::try_from(index).ok()?);
        let number = |key| get(&token, key).as_f64().map_or(0, |n| n as usize);
        Some(Token { start: number("start"), end: number("end"), text: text(&token, "text"), pos: text(&token, "pos") })
    }

    /// The words from number `from` on.
    pub fn from(&self, from: usize) -> impl Iterator<Item = Token> + '_ {
        (from..self.len()).map_while(|i| self.get(i))
    }

    /// The number of the first word that starts at `at` in the source, or after it.
    pub fn first_at(&self, at: usize) -> usize {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = (low + high) / 2;
            let start = get(&self.0.get(u32::try_from(middle).unwrap_or(u32::MAX)), "start").as_f64().unwrap_or(0.0);
            if (start as usize) < at {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }
}

/// Milliseconds since the page was opened.
pub fn now() -> f64 {
    web_sys::window().and_then(|w| w.performance()).map_or(0.0, |p| p.now())
}
