//! 词语: how often each word occurs.

use super::use_rows;
use crate::{
    engine::Tokens,
    format,
    strings::{Language, fill},
};
use quandian::view::{Word, words};
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Words that are read for the table: beyond them a text is a book, and the first part of it tells enough.
const READ: usize = 60_000;

/// What [`Words`] shows.
#[derive(Properties, PartialEq)]
pub struct WordsProps {
    pub tokens: Tokens,
    pub language: Language,
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
    let matching: Vec<&Word> = counted.iter().filter(|w| w.text.contains(query.trim())).collect();
    let most = counted.first().map_or(1, |w| w.count);
    let (rows, more) = use_rows(matching.len(), props.language);
    let oninput = move |e: InputEvent| query.set(e.target_unchecked_into::<HtmlInputElement>().value());
    html! {
        <section class="card">
            <h2>{ t.words }<small>{ fill(t.rows, matching.len()) }</small></h2>
            <div class="row filters"><input type="search" placeholder={t.find_word} aria-label={t.find_word} {oninput} /></div>
            <table>
                <thead>
                    <tr>
                        <th scope="col">{ t.word }</th>
                        <th scope="col">{ t.part_of_speech }</th>
                        <th scope="col" class="num">{ t.times_seen }</th>
                        <th class="bar"></th>
                    </tr>
                </thead>
                <tbody>
                    { for matching.into_iter().take(rows).map(|word| html! {
                        <tr>
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

/// How often, as a length.
fn bar(count: usize, most: usize) -> Html {
    let width = 60 * count / most.max(1);
    html! { <svg width="60" height="6" aria-hidden="true"><rect class="fill" width={width.max(1).to_string()} height="6" rx="1" /></svg> }
}
