//! 词语: how often each word occurs, and which the article has more of than Chinese at large.

use super::{table::take_away, use_rows, use_words};
use crate::{
    engine::{Engine, Tokens},
    format,
    state::Dispatch,
    strings::{Language, fill},
};
use quandian::view::{Word, sort_by, words};
use std::rc::Rc;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

/// Words that are read for the table: beyond them a text is a book, and the first part of it tells enough.
const READ: usize = 60_000;

/// What [`Words`] shows.
#[derive(Properties, PartialEq)]
pub struct WordsProps {
    pub tokens: Tokens,
    pub language: Language,
    pub engine: Engine,
    pub dispatch: Dispatch,
}

/// How the rows are sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    Keyness,
    Count,
}

/// A word and its keyness, once the engine has told it.
type Row = (Word, Option<f64>);

/// The table of words.
#[function_component]
pub fn Words(props: &WordsProps) -> Html {
    let t = props.language.strings();
    let query = use_state(String::new);
    let all = use_state(|| false);
    let order = use_state(|| Order::Keyness);
    let read = use_words(&props.tokens, READ);
    let counted = use_memo((props.tokens.clone(), read), |(tokens, read)| tokens.with_read(*read, |all| words(all.iter())));
    let keys = use_keyness(&counted, &props.engine);
    let rows = chosen(&counted, &keys, &query, *all, *order);
    let (shown, more) = use_rows(rows.len(), props.language);
    let most = match *order {
        Order::Keyness if !keys.is_empty() => rows.first().and_then(|(_, key)| *key),
        _ => rows.first().map(|(word, _)| word.count as f64),
    };
    let length = |(word, key): &Row| match (*order, key) {
        (Order::Keyness, Some(key)) => *key,
        _ => word.count as f64,
    };
    let onwhich = {
        let all = all.clone();
        move |e: Event| all.set(e.target_unchecked_into::<HtmlSelectElement>().value() == "all")
    };
    let onorder = {
        let order = order.clone();
        move |e: Event| {
            let count = e.target_unchecked_into::<HtmlSelectElement>().value() == "count";
            order.set(if count { Order::Count } else { Order::Keyness });
        }
    };
    let table = {
        let (rows, language) = (rows.clone(), props.language);
        Callback::from(move |()| table(&rows, language))
    };
    let oninput = move |e: InputEvent| query.set(e.target_unchecked_into::<HtmlInputElement>().value());
    html! {
        <section class="card">
            <h2>
                { t.words }
                { take_away(table, "quandian.words.csv", props.language, &props.dispatch) }
                <small>{ fill(t.rows, rows.len()) }</small>
            </h2>
            <div class="row filters">
                <input type="search" placeholder={t.find_word} aria-label={t.find_word} {oninput} />
                <select aria-label={t.part_of_speech} onchange={onwhich}>
                    <option value="content" selected={!*all}>{ t.content_words }</option>
                    <option value="all" selected={*all}>{ t.all_words }</option>
                </select>
                <select aria-label={t.sort} onchange={onorder}>
                    <option value="keyness" selected={*order == Order::Keyness}>{ t.by_keyness }</option>
                    <option value="count" selected={*order == Order::Count}>{ t.by_count }</option>
                </select>
            </div>
            <table class="words">
                <thead>
                    <tr>
                        <th scope="col">{ t.word }</th>
                        <th scope="col">{ t.part_of_speech }</th>
                        <th scope="col" class="num">{ t.times_seen }</th>
                        <th scope="col" class="num"><abbr title={t.keyness_hint}>{ t.keyness }</abbr></th>
                        <td class="bar"></td>
                    </tr>
                </thead>
                <tbody>
                    { for rows.iter().take(shown).map(|row| html! {
                        <tr key={format!("{}/{}", row.0.text, row.0.pos)}>
                            <td>{ row.0.text.clone() }</td>
                            <td class="dim">{ format::pos_name(&row.0.pos, props.language) }</td>
                            <td class="num">{ row.0.count }</td>
                            <td class="num">{ key(row.1) }</td>
                            <td class="bar">{ bar(length(row), most.unwrap_or(1.0)) }</td>
                        </tr>
                    }) }
                </tbody>
            </table>
            <p class="fine">{ t.keyness_hint }</p>
            { more }
        </section>
    }
}

/// What the engine says of the words, in their order; empty until it has.
#[hook]
fn use_keyness(words: &Rc<Vec<Word>>, engine: &Engine) -> Rc<Vec<f64>> {
    let keys = use_state(Rc::<Vec<f64>>::default);
    use_effect_with((words.clone(), engine.clone()), {
        let keys = keys.clone();
        move |(words, engine)| {
            let (words, engine) = (words.clone(), engine.clone());
            wasm_bindgen_futures::spawn_local(async move { keys.set(Rc::new(engine.keyness(&words).await)) });
        }
    });
    (*keys).clone()
}

/// The words that match, in this order.
fn chosen(words: &[Word], keys: &[f64], query: &str, all: bool, order: Order) -> Vec<Row> {
    let query = query.trim();
    let wanted = |word: &Word| word.text.contains(query) && (all || bears_meaning(word));
    let rows = words.iter().enumerate().map(|(i, word)| (word, keys.get(i).copied()));
    let mut rows: Vec<Row> = rows.filter(|(word, _)| wanted(word)).map(|(word, key)| (word.clone(), key)).collect();
    if order == Order::Keyness {
        let key = |row: &Row| row.1.unwrap_or_default();
        sort_by(&mut rows, |a, b| key(b).total_cmp(&key(a)));
    }
    rows
}

/// The rows as they are shown.
fn table(rows: &[Row], language: Language) -> Vec<Vec<String>> {
    let t = language.strings();
    let header = [t.word, t.part_of_speech, t.times_seen, t.keyness].map(str::to_owned).to_vec();
    let row = |(w, k): &Row| vec![w.text.clone(), format::pos_name(&w.pos, language), w.count.to_string(), key(*k)];
    std::iter::once(header).chain(rows.iter().map(row)).collect()
}

/// A keyness as it is written: whole, since only its size tells anything.
fn key(key: Option<f64>) -> String {
    key.map(|key| format::plain(key.round())).unwrap_or_default()
}

/// Nouns, verbs, adjectives, idioms and abbreviations of two characters or more: what the article is made of.
fn bears_meaning(word: &Word) -> bool {
    word.pos.starts_with(['n', 'v', 'a', 'i', 'l', 'j']) && word.text.chars().nth(1).is_some()
}

/// How much, as a length.
fn bar(value: f64, most: f64) -> Html {
    let width = (48.0 * value / most.max(1.0)).max(1.0);
    html! { <svg width="48" height="6" aria-hidden="true"><rect class="fill" width={format::tenth(width)} height="6" rx="1" /></svg> }
}
