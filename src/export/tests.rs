//! Each form written of one small page whose source breaks a line within a name and holds a character of two UTF-16 units.

use super::*;
use crate::{
    analysis::{Block, Entity, Extent, OffsetUnit, Token},
    entity::EntityType,
    view::{Correction, MarkType, correct},
};
use serde_json::{Value, json};

const SOURCE: &str = "𠮷林青\n岛港增5人。";

/// 𠮷林 is nothing yet, 青岛港 an organisation, 5人 a figure.
fn analysis() -> Analysis {
    let word = |start, end, text: &str, pos: &str| Token { start, end, text: text.into(), pos: pos.into() };
    Analysis {
        offsets: OffsetUnit::Utf16,
        blocks: vec![Block {
            end: 11, text: "𠮷林青岛港增5人。".into(), runs: vec![[0, 0], [4, 5]], ..Block::default()
        }],
        sentences: vec![Extent { start: 0, end: 11 }],
        tokens: vec![
            word(0, 3, "𠮷林", "n"),
            word(3, 7, "青岛港", "ns"),
            word(7, 8, "增", "v"),
            word(8, 9, "5", "m"),
            word(9, 10, "人", "n"),
            word(10, 11, "。", "x"),
        ],
        entities: vec![Entity {
            start: 3,
            end: 7,
            text: "青岛港".into(),
            kind: EntityType::Org,
            cluster: 0,
            confidence: 1.0,
            evidence: vec![],
        }],
        figures: vec![
            serde_json::from_value(json!({
                "start": 8, "end": 10, "text": "5人", "kind": "count", "value": 5.0, "unit": "人",
                "metric": { "start": 7, "end": 8, "text": "增" }
            }))
            .expect("a figure"),
        ],
        ..Analysis::default()
    }
}

/// The page after the reader marked 林 alone.
fn page() -> Page {
    let put = Correction::mark(Extent { start: 2, end: 3 }, "林", MarkType::Loc).expect("a name");
    Page::new(correct(&analysis(), &[put]))
}

#[test]
fn conll_has_a_word_a_line_and_cuts_words_at_marks() {
    let written = "𠮷\tn\tO\n林\tn\tB-LOC\n青岛港\tns\tB-ORG\n增\tv\tO\n5\tm\tB-FIG\n人\tn\tI-FIG\n。\tx\tO\n\n";
    assert_eq!(conll(&page(), SOURCE), written);
}

#[test]
fn brat_counts_characters_and_cuts_at_line_breaks() {
    let written = "T1\tLOC 1 2\t林\nT2\tORG 2 3;4 6\t青 岛港\nT3\tFIG 7 9\t5人\n#1\tAnnotatorNotes T3\t5 人 · 增\n";
    assert_eq!(brat(&page(), SOURCE), written);
}

#[test]
fn doccano_counts_characters() {
    let line: Value = serde_json::from_str(&doccano(&page(), SOURCE)).expect("JSON");
    assert_eq!(line, json!({ "text": SOURCE, "label": [[1, 2, "LOC"], [2, 6, "ORG"], [7, 9, "FIG"]] }));
}

#[test]
fn a_web_annotation_quotes_the_source() {
    let written: Value = serde_json::from_str(&web_annotation(&page(), SOURCE)).expect("JSON");
    assert_eq!(written["items"].as_array().map(Vec::len), Some(3));
    let target = &written["items"][1]["target"]["selector"];
    let quoted = json!({ "type": "TextQuoteSelector", "exact": "青\n岛港", "prefix": "𠮷林", "suffix": "增5人。" });
    assert_eq!((&target[0], &target[1]["start"], &target[1]["end"]), (&quoted, &json!(2), &json!(6)));
}

#[test]
fn every_form_is_found_by_its_ending() {
    for format in Format::ALL {
        assert_eq!(Format::from_ending(format.ending()), Some(format));
        assert!(!format.write(&page(), SOURCE, "").is_empty(), "{format:?}");
    }
}
