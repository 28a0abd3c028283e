//! Annotations as JSON for annotation tools: the W3C's model and doccano's lines.

use super::position::{Characters, marks};
use crate::{
    analysis::Extent,
    view::{Entry, Page},
};
use serde_json::{Value, json};

/// Characters of context on either side of a quotation, by which it is found again in a text that was changed.
const CONTEXT: usize = 32;

/// An annotation page of the W3C's Web Annotation Data Model in JSON-LD: one annotation a mark, its type as a tag, its value and
/// what else is known as a description, its place as a quotation and as a position. Positions count the characters of `source`.
///
/// <https://www.w3.org/TR/annotation-model/>
pub fn web_annotation(page: &Page, source: &str) -> String {
    let characters = Characters::new(source, page.analysis.offsets);
    let items: Vec<Value> = marks(page, &characters)
        .map(|(number, mark, at)| {
            let mut bodies = vec![json!({ "type": "TextualBody", "purpose": "tagging", "value": mark.kind.code() })];
            let mut describe = |text: String| {
                if !text.is_empty() {
                    bodies.push(json!({ "type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": text }));
                }
            };
            match mark.entry {
                Entry::Entity(_, cluster) => describe(page.clusters.get(cluster).map(|c| c.name.clone()).unwrap_or_default()),
                Entry::Time(time) => describe(page.analysis.times.get(time).map(|t| t.value.clone()).unwrap_or_default()),
                Entry::Figure(figure) => {
                    let figure = page.analysis.figures.get(figure);
                    let unit = figure.and_then(|f| f.unit.clone()).unwrap_or_default();
                    describe(figure.map(|f| format!("{} {unit}", super::amount(f)).trim().to_owned()).unwrap_or_default());
                    describe(figure.and_then(|f| f.metric.as_ref()).map(|m| m.text.clone()).unwrap_or_default());
                }
            }
            json!({
                "id": format!("urn:quandian:m{number}"),
                "type": "Annotation",
                "body": bodies,
                "target": { "source": "urn:quandian:source", "selector": [quotation(&characters, at), position(at)] },
            })
        })
        .collect();
    let page = json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "urn:quandian:annotations",
        "type": "AnnotationPage",
        "items": items,
    });
    pretty(&page)
}

fn quotation(characters: &Characters, at: Extent) -> Value {
    let text = |start: usize, end: usize| characters.slice(start, end).iter().collect::<String>();
    json!({
        "type": "TextQuoteSelector",
        "exact": text(at.start, at.end),
        "prefix": text(at.start.saturating_sub(CONTEXT), at.start),
        "suffix": text(at.end, (at.end + CONTEXT).min(characters.len())),
    })
}

fn position(at: Extent) -> Value {
    json!({ "type": "TextPositionSelector", "start": at.start, "end": at.end })
}

/// A line of JSON as doccano reads and writes it for sequence labelling: `{"text", "label": [[start, end, type], …]}`, offsets in
/// the characters of `text`, which is the source.
///
/// <https://doccano.github.io/doccano/dataset/>
pub fn doccano(page: &Page, source: &str) -> String {
    let characters = Characters::new(source, page.analysis.offsets);
    let labels: Vec<Value> = marks(page, &characters).map(|(_, mark, at)| json!([at.start, at.end, mark.kind.code()])).collect();
    format!("{}\n", json!({ "text": source, "label": labels }))
}

fn pretty(value: &Value) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default() + "\n"
}
