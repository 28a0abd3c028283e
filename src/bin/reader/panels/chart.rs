//! Figures of one unit as bars: where people would rather look than read.

use super::PanelProps;
use crate::{
    format::{self, tenth},
    pace::use_growth,
    state::PageRef,
};
use quandian::{
    figure::{Kind, Trend},
    view::{Entry, sort_by},
};
use std::collections::BTreeMap;
use yew::prelude::*;

/// From how many figures of one unit on a picture tells more than the table.
const ENOUGH: usize = 3;
/// Bars in a chart.
const MOST: usize = 12;
/// The width of the longest bar, in user units of the drawing; as in its `viewBox`.
const WIDTH: f64 = 150.0;

/// A bar.
#[derive(PartialEq)]
struct Bar {
    mark: usize,
    label: String,
    written: String,
    value: f64,
}

/// One chart for every unit that has enough figures with a metric, one after the other; changes are drawn to either side of a line.
#[hook]
pub fn use_bars(props: &PanelProps) -> Html {
    let t = props.language.strings();
    let units = use_memo(props.page.clone(), units);
    let shown = *use_growth(0, 1, units.len());
    html! {
        { for units.iter().take(shown).map(|(unit, bars)| html! {
            <section class="card chart">
                <h2>{ t.chart_of }<small>{ format::unit(unit, props.language) }</small></h2>
                <ul>{ for draw(props, bars) }</ul>
            </section>
        }) }
    }
}

/// The units that have enough figures, those that state a change apart from the others; of each the longest bars, the longest first.
fn units(page: &PageRef) -> Vec<(String, Vec<Bar>)> {
    let mut units: BTreeMap<(&str, bool), Vec<Bar>> = BTreeMap::new();
    for (number, mark) in page.marks.iter().enumerate() {
        let Entry::Figure(figure) = mark.entry else { continue };
        let Some(figure) = page.analysis.figures.get(figure) else { continue };
        let (Some(value), Some(unit), Some(metric)) = (figure.value, figure.unit.as_deref(), &figure.metric) else { continue };
        if !matches!(figure.kind, Kind::Money | Kind::Percent | Kind::Count | Kind::Area | Kind::Length | Kind::Mass) {
            continue;
        }
        let value = if figure.trend == Some(Trend::Down) { -value } else { value };
        let bar = Bar { mark: number, label: metric.text.clone(), written: figure.text.clone(), value };
        units.entry((unit, figure.trend.is_some())).or_default().push(bar);
    }
    let longest = |((unit, _), mut bars): ((&str, bool), Vec<Bar>)| {
        sort_by(&mut bars, |a, b| b.value.abs().total_cmp(&a.value.abs()));
        bars.truncate(MOST);
        (unit.to_owned(), bars)
    };
    units.into_iter().filter(|(_, bars)| bars.len() >= ENOUGH).map(longest).collect()
}

/// The bars of a chart.
fn draw(props: &PanelProps, bars: &[Bar]) -> Vec<Html> {
    let longest = bars.iter().map(|b| b.value.abs()).fold(f64::MIN_POSITIVE, f64::max);
    let signed = bars.iter().any(|b| b.value < 0.0);
    let scale = if signed { WIDTH / 2.0 } else { WIDTH };
    let zero = if signed { WIDTH / 2.0 } else { 0.0 };
    let draw = |bar: &Bar| {
        let width = (bar.value.abs() / longest * scale).max(1.0);
        let x = if bar.value < 0.0 { zero - width } else { zero };
        html! {
            <li>
                <span class="label" title={bar.label.clone()}>{ bar.label.clone() }</span>
                <svg viewBox="0 0 150 10" aria-hidden="true" preserveAspectRatio="none">
                    <rect
                        class={if bar.value < 0.0 { "fill down" } else { "fill" }}
                        x={tenth(x)} y="1" width={tenth(width)} height="8"
                    />
                    if signed {
                        <line class="zero" x1={tenth(zero)} x2={tenth(zero)} y1="0" y2="10" />
                    }
                </svg>
                { props.jump(bar.mark, Html::from(bar.written.clone())) }
            </li>
        }
    };
    bars.iter().map(draw).collect()
}
