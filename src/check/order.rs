//! The order of dates: what is said to be so as of a day cannot be published before it.

use super::{Check, CheckKind, Operand, OperandRole::Place, Verdict};
use crate::{link::Input, time::TimeModifier};
use jiff::civil::Date;
use rust_decimal::Decimal;

/// All times up to which something is said to be so (截至…) that lie after the day of publication.
pub fn late(input: &Input, published: impl Fn(usize) -> Option<Date>) -> Vec<Check> {
    let as_of = input.times.iter().filter(|t| t.modifier == Some(TimeModifier::Until));
    as_of
        .filter_map(|time| {
            // 截止5月31日 in an announcement is a deadline and may lie ahead; 截至 may not.
            // 服务截至5月31日 says when something ends, too; what is so as of a day opens its clause.
            let before = input.text.get(..time.span.start)?.strip_suffix("截至");
            let said = before.is_some_and(|b| !b.ends_with(char::is_alphanumeric));
            let (day, published) = (time.value.first_day()?, published(time.span.start)?);
            (said && day > published).then(|| Check {
                kind: CheckKind::Order,
                operands: vec![Operand { role: Place, span: time.span, figure: None }],
                arithmetic: format!("{day} > {published}"),
                tolerance: Decimal::ZERO,
                verdict: Verdict::Fails,
            })
        })
        .collect()
}
