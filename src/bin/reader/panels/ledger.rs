//! 数字账: one row a figure: what it measures, how the article says it, the value read, up or down; to be searched, sorted and
//! grouped.

use super::{PanelProps, chart::use_bars, table::take_away, use_rows};
use crate::{
    format,
    strings::{Language, fill},
};
use quandian::{
    analysis::Figure,
    view::{Entry, Page, Verdict, sort_by},
};
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

/// Words of a figure that say themselves how exact it is: 2600余家 needs no 约 before it.
const ROUGH: [char; 6] = ['余', '多', '几', '约', '近', '超'];

/// Bytes of a value beyond which its unit may stand on a line of its own.
const LONG: usize = 12;

/// How the rows are sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    Place,
    Value,
    Metric,
}

/// What rows stand together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Group {
    None,
    Owner,
    Metric,
    Unit,
}

impl Group {
    /// The group that a figure belongs to; empty where it names none.
    fn of(self, page: &Page, figure: &Figure, language: Language) -> String {
        match self {
            Self::None => String::new(),
            Self::Owner => page.owner(figure).unwrap_or_default().to_owned(),
            Self::Metric => metric(figure).to_owned(),
            Self::Unit => figure.unit.as_deref().map(|u| format::unit(u, language)).unwrap_or_default(),
        }
    }
}

/// A row: a figure's mark and number, and its group.
#[derive(Clone, Debug, PartialEq)]
struct Row {
    mark: usize,
    number: usize,
    group: String,
}

/// The table of figures.
#[function_component]
pub fn Ledger(props: &PanelProps) -> Html {
    let t = props.language.strings();
    let page = &props.page;
    let query = use_state(String::new);
    let order = use_state(|| Order::Place);
    let group = use_state(|| Group::None);
    let chosen =
        use_memo((page.clone(), (*query).clone(), *order, *group, props.language), |(page, query, order, group, language)| {
            chosen(page, query.trim(), *order, *group, *language)
        });
    let (rows, more) = use_rows(chosen.len(), props.language);
    let bars = use_bars(props);
    if page.analysis.figures.is_empty() {
        return html! { <p class="empty">{ t.no_figures }</p> };
    }
    let oninput = {
        let query = query.clone();
        move |e: InputEvent| query.set(e.target_unchecked_into::<HtmlInputElement>().value())
    };
    let onorder = {
        let order = order.clone();
        move |e: Event| {
            order.set(match e.target_unchecked_into::<HtmlSelectElement>().value().as_str() {
                "value" => Order::Value,
                "metric" => Order::Metric,
                _ => Order::Place,
            });
        }
    };
    let ongroup = {
        let group = group.clone();
        move |e: Event| {
            group.set(match e.target_unchecked_into::<HtmlSelectElement>().value().as_str() {
                "owner" => Group::Owner,
                "metric" => Group::Metric,
                "unit" => Group::Unit,
                _ => Group::None,
            });
        }
    };
    let table = {
        let (page, chosen, language) = (page.clone(), chosen.clone(), props.language);
        Callback::from(move |()| table(&page, &chosen, language))
    };
    let option =
        |value: &'static str, chosen: bool, name: &'static str| html! { <option {value} selected={chosen}>{ name }</option> };
    html! {
        <>
            <section class="card">
                <h2>
                    { t.ledger }
                    { take_away(table, "quandian.figures.csv", props.language, &props.dispatch) }
                    <small>{ fill(t.rows, chosen.len()) }</small>
                </h2>
                <div class="row filters">
                    <input type="search" placeholder={t.find} aria-label={t.find_figure} {oninput} />
                    <select aria-label={t.sort} onchange={onorder}>
                        { option("place", *order == Order::Place, t.by_place) }
                        { option("value", *order == Order::Value, t.by_value) }
                        { option("metric", *order == Order::Metric, t.by_metric) }
                    </select>
                    <select aria-label={t.group} onchange={ongroup}>
                        { option("none", *group == Group::None, t.no_groups) }
                        { option("owner", *group == Group::Owner, t.group_owner) }
                        { option("metric", *group == Group::Metric, t.group_metric) }
                        { option("unit", *group == Group::Unit, t.group_unit) }
                    </select>
                </div>
                if chosen.is_empty() {
                    <p class="empty">{ t.no_match }</p>
                } else {
                    <table class="ledger">
                        <thead>
                            <tr>
                                <th scope="col">{ t.metric }</th>
                                <th scope="col" class="num">{ t.as_written }</th>
                                <th scope="col" class="num">{ t.value }</th>
                                <th scope="col" class="trend"><span class="hidden">{ t.trend }</span></th>
                            </tr>
                        </thead>
                        <tbody>
                            { for lines(props, chosen.get(..rows.min(chosen.len())).unwrap_or_default(), *group) }
                        </tbody>
                    </table>
                }
                { more }
            </section>
            { bars }
        </>
    }
}

fn metric(figure: &Figure) -> &str {
    figure.metric.as_ref().map_or("", |m| m.text.as_str())
}

/// What a figure is sorted by: its value, or the low end of its range.
fn size(figure: &Figure) -> f64 {
    figure.value.or(figure.lo).unwrap_or(f64::NEG_INFINITY)
}

/// The rows that match, in this order, groups in the order of their first rows.
fn chosen(page: &Page, query: &str, order: Order, group: Group, language: Language) -> Vec<Row> {
    let matches = |figure: &Figure| {
        let said = [figure.text.as_str(), metric(figure), page.owner(figure).unwrap_or_default()];
        said.iter().any(|s| s.contains(query))
    };
    let mut rows: Vec<Row> = page
        .marks
        .iter()
        .enumerate()
        .filter_map(|(mark, m)| {
            let Entry::Figure(number) = m.entry else { return None };
            let figure = page.analysis.figures.get(number).filter(|f| matches(f))?;
            Some(Row { mark, number, group: group.of(page, figure, language) })
        })
        .collect();
    let figure = |row: &Row| page.analysis.figures.get(row.number);
    match order {
        Order::Place => {}
        Order::Value => sort_by(&mut rows, |a, b| figure(b).map_or(0.0, size).total_cmp(&figure(a).map_or(0.0, size))),
        Order::Metric => sort_by(&mut rows, |a, b| figure(a).map_or("", metric).cmp(figure(b).map_or("", metric))),
    }
    if group != Group::None {
        let mut groups: Vec<String> = Vec::new();
        for row in &rows {
            if !groups.contains(&row.group) {
                groups.push(row.group.clone());
            }
        }
        // What belongs nowhere comes last.
        let place = |row: &Row| (row.group.is_empty(), groups.iter().position(|g| *g == row.group));
        sort_by(&mut rows, |a, b| place(a).cmp(&place(b)));
    }
    rows
}

/// The rows as they are shown, in columns of their own.
fn table(page: &Page, rows: &[Row], language: Language) -> Vec<Vec<String>> {
    let t = language.strings();
    let header = [t.metric, t.owner, t.as_of, t.as_written, t.value, t.unit, t.trend].map(str::to_owned).to_vec();
    let row = |row: &Row| {
        let figure = page.analysis.figures.get(row.number)?;
        let value = match (figure.value, figure.lo, figure.hi) {
            (Some(value), ..) => format::plain(value),
            (None, Some(lo), Some(hi)) => format!("{}–{}", format::plain(lo), format::plain(hi)),
            _ => String::new(),
        };
        Some(vec![
            metric(figure).to_owned(),
            page.owner(figure).unwrap_or_default().to_owned(),
            page.time(figure).map(|t| t.text.clone()).unwrap_or_default(),
            figure.text.clone(),
            value,
            figure.unit.clone().unwrap_or_default(),
            figure.trend.map(|t| format::trend(t, language).1).unwrap_or_default().to_owned(),
        ])
    };
    std::iter::once(header).chain(rows.iter().filter_map(row)).collect()
}

/// The rows, and before each group its name. All are keyed: more rows are added behind those that stand.
fn lines(props: &PanelProps, rows: &[Row], group: Group) -> Vec<Html> {
    let mut lines = Vec::new();
    let mut last = None;
    for row in rows {
        if group != Group::None && last.replace(&row.group) != Some(&row.group) {
            let name = if row.group.is_empty() { "—" } else { row.group.as_str() };
            lines.push(html! {
                <tr key={format!("g{}", row.mark)} class="group"><th colspan="4" scope="colgroup">{ name.to_owned() }</th></tr>
            });
        }
        lines.push(draw(props, row));
    }
    lines
}

fn draw(props: &PanelProps, row: &Row) -> Html {
    let (t, language) = (props.language.strings(), props.language);
    let Some(figure) = props.page.analysis.figures.get(row.number) else { return html! {} };
    let metric = metric(figure);
    let about: Vec<&str> = props.page.owner(figure).into_iter().chain(props.page.time(figure).map(|t| t.text.as_str())).collect();
    let about = about.join(" · ");
    let value = format::value(figure, language);
    let verdict = props.page.verdict(row.number);
    let (sign, word) = match verdict {
        Some(Verdict::Holds) => ("✓", t.holds),
        Some(Verdict::Fails) => ("✗", t.fails),
        None => ("", ""),
    };
    html! {
        <tr key={row.mark} class={classes!((verdict == Some(Verdict::Fails)).then_some("bad"))}>
            <td class={classes!(metric.is_empty().then_some("dim"))}>
                { if metric.is_empty() { "—" } else { metric } }
                if !about.is_empty() {
                    <small>{ about }</small>
                }
            </td>
            <td class="num">
                if let Some(modifier) = figure.modifier.filter(|_| !figure.text.contains(ROUGH)) {
                    <i>{ format::modifier(modifier, language) }</i>
                }
                { props.jump(row.mark, Html::from(figure.text.clone())) }
            </td>
            <td class="num dim">
                // What reads as it is written need not be said twice.
                if value.replace(' ', "") == figure.text {
                    <span class="hidden">{ value }</span>
                } else if value.len() > LONG {
                    { value }
                } else {
                    { value.replace(' ', "\u{a0}") }
                }
            </td>
            <td class="trend">
                if let Some((arrow, word)) = figure.trend.map(|t| format::trend(t, language)) {
                    <span aria-hidden="true">{ arrow }</span><span class="hidden">{ word }</span>
                }
                if verdict.is_some() {
                    <span class="sign" aria-hidden="true" title={word}>{ sign }</span><span class="hidden">{ word }</span>
                }
            </td>
        </tr>
    }
}
