//! A sentence that stands twice, word for word, in the body of one article.

use super::{Check, CheckKind, Operand, OperandRole::Place, Verdict};
use crate::{
    layout::Role,
    link::Input,
    segment::sentences,
    span::{Reading, Span},
};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// Sentences of fewer characters may well stand twice.
const SHORTEST: usize = 16;

/// All sentences that an earlier one of the same article says already.
pub fn repeats(input: &Input) -> Vec<Check> {
    let mut first: BTreeMap<(Option<usize>, &str), Span<Reading>> = BTreeMap::new();
    let mut found = Vec::new();
    for span in sentences(input.text) {
        let before = input.blocks.partition_point(|b| b.span.start <= span.start);
        let block = before.checked_sub(1).and_then(|i| input.blocks.get(i));
        let Some(block) = block.filter(|b| b.role == Role::Body) else { continue };
        let text = span.of(input.text);
        if text.chars().count() < SHORTEST {
            continue;
        }
        let earlier = *first.entry((block.article, text)).or_insert(span);
        if earlier != span {
            let operand = |span| Operand { role: Place, span, figure: None };
            found.push(Check {
                kind: CheckKind::Repeat,
                operands: vec![operand(earlier), operand(span)],
                arithmetic: "同一句话出现两次".to_owned(),
                tolerance: Decimal::ZERO,
                verdict: Verdict::Fails,
            });
        }
    }
    found
}
