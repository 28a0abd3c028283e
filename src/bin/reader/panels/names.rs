//! 名称: one row for everything that has a name.

use super::{PanelProps, table::take_away, use_rows};
use crate::{
    format,
    strings::{Language, fill},
};
use quandian::view::{Cluster, MarkType, sort_by};
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

/// How the rows are sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    Place,
    Count,
    Name,
}

/// The table of names, to be searched, filtered and sorted.
#[function_component]
pub fn Names(props: &PanelProps) -> Html {
    let t = props.language.strings();
    let query = use_state(String::new);
    let kind = use_state(|| None::<MarkType>);
    let order = use_state(|| Order::Place);
    let open = use_state(|| None::<usize>);
    let clusters = chosen(&props.page.clusters, &query, *kind, *order);
    let (rows, more) = use_rows(clusters.len(), props.language);
    if props.page.clusters.is_empty() {
        return html! { <p class="empty">{ t.no_names }</p> };
    }
    let searched = query.clone();
    let oninput = move |e: InputEvent| query.set(e.target_unchecked_into::<HtmlInputElement>().value());
    let onkind = {
        let kind = kind.clone();
        move |e: Event| kind.set(MarkType::from_code(&e.target_unchecked_into::<HtmlSelectElement>().value()))
    };
    let set_order = order.clone();
    let onorder = move |e: Event| {
        set_order.set(match e.target_unchecked_into::<HtmlSelectElement>().value().as_str() {
            "count" => Order::Count,
            "name" => Order::Name,
            _ => Order::Place,
        });
    };
    let table = {
        let (page, language) = (props.page.clone(), props.language);
        let (query, kind, order) = ((*searched).clone(), *kind, *order);
        Callback::from(move |()| table(&chosen(&page.clusters, &query, kind, order), language))
    };
    let kinds = MarkType::ALL.into_iter().filter(|k| props.page.clusters.iter().any(|c| c.kind == *k));
    html! {
        <section class="card">
            <h2>
                { t.names }
                { take_away(table, "quandian.names.csv", props.language, &props.dispatch) }
                <small>{ fill(t.rows, clusters.len()) }</small>
            </h2>
            <div class="row filters">
                <input type="search" id="name-search" placeholder={t.search} aria-label={t.search} {oninput} />
                <select aria-label={t.kind} onchange={onkind}>
                    <option value="" selected={kind.is_none()}>{ t.all_types }</option>
                    { for kinds.map(|k| html! { <option value={k.code()} selected={*kind == Some(k)}>{ format::type_name(k, props.language) }</option> }) }
                </select>
                <select aria-label={t.sort} onchange={onorder}>
                    <option value="place" selected={*order == Order::Place}>{ t.by_place }</option>
                    <option value="count" selected={*order == Order::Count}>{ t.by_count }</option>
                    <option value="name" selected={*order == Order::Name}>{ t.by_name }</option>
                </select>
            </div>
            if clusters.is_empty() {
                <p class="empty">{ t.no_match }</p>
            } else {
                <table class="names">
                    <thead>
                        <tr>
                            <th scope="col">{ t.name }</th>
                            <th scope="col">{ t.kind }</th>
                            <th scope="col" class="num">{ t.times_seen }</th>
                        </tr>
                    </thead>
                    <tbody>{ for clusters.into_iter().take(rows).map(|c| row(props, c, &open)) }</tbody>
                </table>
            }
            { more }
        </section>
    }
}

/// The clusters that match, in this order.
fn chosen<'a>(clusters: &'a [Cluster], query: &str, kind: Option<MarkType>, order: Order) -> Vec<&'a Cluster> {
    let query = query.trim();
    let matches = |c: &&Cluster| {
        let named = c.name.contains(query) || c.aliases.iter().any(|a| a.contains(query));
        named && kind.is_none_or(|k| k == c.kind)
    };
    let mut chosen: Vec<&Cluster> = clusters.iter().filter(matches).collect();
    match order {
        Order::Place => {}
        Order::Count => sort_by(&mut chosen, |a, b| b.marks.len().cmp(&a.marks.len())),
        Order::Name => sort_by(&mut chosen, |a, b| a.name.cmp(&b.name)),
    }
    chosen
}

/// The rows as they are shown, in columns of their own.
fn table(clusters: &[&Cluster], language: Language) -> Vec<Vec<String>> {
    let t = language.strings();
    let header = [t.name, t.kind, t.also, t.office, t.times_seen].map(str::to_owned).to_vec();
    let row = |c: &&Cluster| {
        let kind = format::type_name(c.kind, language).to_owned();
        vec![c.name.clone(), kind, c.aliases.join("、"), c.roles.join("；"), c.marks.len().to_string()]
    };
    std::iter::once(header).chain(clusters.iter().map(row)).collect()
}

/// Characters on either side of a mention in the list of mentions.
const REACH: usize = 14;
/// Mentions that the list shows.
const MENTIONS: usize = 60;

fn row(props: &PanelProps, cluster: &Cluster, open: &UseStateHandle<Option<usize>>) -> Html {
    let t = props.language.strings();
    let first = cluster.marks.first().copied();
    let unfolded = first.is_some() && **open == first;
    let toggle = {
        let open = open.clone();
        move |_: MouseEvent| open.set(first.filter(|_| !unfolded))
    };
    let mention = |number: &usize| {
        let Some(mark) = props.page.marks.get(*number) else { return html! {} };
        let (before, after) = props.page.around(mark, REACH);
        let words = html! { <>{ before.to_owned() }<b>{ props.page.text(mark).to_owned() }</b>{ after.to_owned() }</> };
        html! { <li>{ props.jump(*number, words) }</li> }
    };
    let name = html! { <span class={classes!("m", cluster.kind.code())}>{ cluster.name.clone() }</span> };
    html! {
        <tr key={first.unwrap_or_default()}>
            <td>
                { match cluster.marks.first() {
                    Some(mark) => props.jump(*mark, name),
                    None => name,
                } }
                if !cluster.aliases.is_empty() {
                    <small>{ t.also }{ " " }{ cluster.aliases.join("、") }</small>
                }
                if !cluster.roles.is_empty() {
                    <small>{ cluster.roles.join("；") }</small>
                }
                if unfolded {
                    <ol class="mentions">{ for cluster.marks.iter().take(MENTIONS).map(mention) }</ol>
                }
            </td>
            <td class="dim kind">{ format::type_name(cluster.kind, props.language) }</td>
            <td class="num">
                <button class="to" aria-expanded={unfolded.to_string()} title={t.show_mentions} onclick={toggle}>
                    { cluster.marks.len() }
                    <span aria-hidden="true">{ if unfolded { " ▴" } else { " ▾" } }</span>
                    <span class="hidden">{ t.show_mentions }</span>
                </button>
            </td>
        </tr>
    }
}
