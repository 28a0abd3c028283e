//! What stands between marks.

use super::{Candidate, Rule, view::View};
use crate::{entity::EntityType, span::Span};

/// No title between 《 and 》 is longer, in bytes: a mark without a partner must not swallow a page.
const LONGEST: usize = 360;

/// Titles between 《 and 》, the outer of nested ones. Marks pair within a line.
pub fn works(view: &View, out: &mut Vec<Candidate>) {
    let mut open: Vec<usize> = Vec::new();
    for (at, c) in view.text.char_indices() {
        match c {
            '《' => open.push(at),
            '》' => {
                let Some(start) = open.pop() else { continue };
                let span = Span::new(start, at + c.len_utf8());
                if open.is_empty() && span.len() <= LONGEST {
                    out.push(Candidate { span, kind: EntityType::Work, rule: Rule::BookMarks });
                }
            }
            '\n' => open.clear(),
            _ => {}
        }
    }
}
