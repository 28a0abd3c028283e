//! 词语: how often each word occurs.

use super::{table::take_away, use_rows};
use crate::{
    engine::Tokens,
    format,
    state::Dispatch,
    strings::{Language, fill},
};
use quandian::view::{Word, words};
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

/// Words that are read for the table: beyond them a text is a book, and the first part of it tells enough.
const READ: usize = 60_000;

/// What [`Words`] shows.
#[derive(Properties, PartialEq)]
pub struct WordsProps {
    pub tokens: Tokens,
    pub language: Language,
    pub dispatch: Dispatch,
}

/// The table of words.
#[function_component]
pub fn Words(props: &WordsProps) -> Html {
    let t = props.language.strings();
    let query = use_state(String::new);
    let counted = use_memo(props.tokens.clone(), |tokens| {
        let tokens: Vec<_> = tokens.from(0).take(READ).collect();
        words(tokens.iter())
    });
    let all = use_state(|| false);
    let wanted = |w: &&Word| w.text.contains(query.trim()) && (*all || bears_meaning(w));
    let matching: Vec<&Word> = counted.iter().filter(wanted).collect();
    let most = matching.first().map_or(1, |w| w.count);
    let onwhich = {
        let all = all.clone();
        move |e: Event| all.set(e.target_unchecked_into::<HtmlSelectElement>().value() == "all")
    };
    let (rows, more) = use_rows(matching.len(), props.language);
    let table = {
        let rows: Vec<Word> = matching.iter().map(|w| (*w).clone()).collect();
        let language = props.language;
        Callback::from(move |()| table(&rows, language))
    };
    let oninput = move |e: InputEvent| query.set(e.target_unchecked_into::<HtmlInputElement>().value());
    html! {
        <section class="card">
            <h2>
                { t.words }
                { take_away(table, "quandian.words.csv", props.language, &props.dispatch) }
                <small>{ fill(t.rows, matching.len()) }</small>
            </h2>
            <div class="row filters"><input type="search" placeholder={t.find_word} aria-label={t.find_word} {oninput} />
                <select aria-label={t.part_of_speech} onchange={onwhich}>
                    <option value="content" selected={!*all}>{ t.content_words }</option>
                    <option value="all" selected={*all}>{ t.all_words }</option>
                </select>
            </div>
            <table>
                <thead>
                    <tr>
                        <th scope="col">{ t.word }</th>
                        <th scope="col">{ t.part_of_speech }</th>
                        <th scope="col" class="num">{ t.times_seen }</th>
                        <td class="bar"></td>
                    </tr>
                </thead>
                <tbody>
                    { for matching.into_iter().take(rows).map(|word| html! {
                        <tr key={format!("{}/{}", word.text, word.pos)}>
                            <td>{ word.text.clone() }</td>
                            <td class="dim">{ format::pos_name(&word.pos, props.language) }</td>
                            <td class="num">{ word.count }</td>
                            <td class="bar">{ bar(word.count, most) }</td>
                        </tr>
                    }) }
                </tbody>
            </table>
            { more }
        </section>
    }
}

/// The rows as they are shown.
fn table(words: &[Word], language: Language) -> Vec<Vec<String>> {
    let t = language.strings();
    let header = [t.word, t.part_of_speech, t.times_seen].map(str::to_owned).to_vec();
    let row = |w: &Word| vec![w.text.clone(), format::pos_name(&w.pos, language), w.count.to_string()];
    std::iter::once(header).chain(words.iter().map(row)).collect()
}

/// Nouns, verbs, adjectives, idioms and abbreviations of two characters or more: what the article is made of.
fn bears_meaning(word: &Word) -> bool {
    word.pos.starts_with(['n', 'v', 'a', 'i', 'l', 'j']) && word.text.chars().nth(1).is_some()
}

/// How often, as a length.
fn bar(count: usize, most: usize) -> Html {
    let width = 60 * count / most.max(1);
    html! { <svg width="60" height="6" aria-hidden="true"><rect class="fill" width={width.max(1).to_string()} height="6" rx="1" /></svg> }
}
