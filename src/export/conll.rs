//! One word a line with its tag, as CoNLL's shared tasks have it.

use super::position::{Characters, marks};
use crate::{analysis::Extent, view::Page};

/// A word, its part of speech and its tag a line, tab-separated, sentences apart by an empty line. Tags are IOB2: `B-ORG` opens a
/// mark, `I-ORG` goes on in it, `O` is outside. White space is no word. Needs the words of the analysis.
pub fn conll(page: &Page, source: &str) -> String {
    let characters = Characters::new(source, page.analysis.offsets);
    let mut marks = marks(page, &characters).map(|(_, mark, at)| (mark.kind.code(), at)).collect::<Vec<_>>();
    marks.sort_by_key(|(_, at)| at.start);
    let ends: Vec<usize> = page.analysis.sentences.iter().map(|s| characters.of(*s).end).collect();
    let mut out = String::new();
    let mut open = None;
    let (mut sentence, mut written) = (0, false);
    for token in &page.analysis.tokens {
        let at = characters.of(Extent { start: token.start, end: token.end });
        while ends.get(sentence).is_some_and(|end| *end <= at.start) {
            sentence += 1;
            if std::mem::take(&mut written) {
                out.push('\n');
            }
        }
        let text: String = token.text.chars().filter(|c| !c.is_whitespace()).collect();
        if text.is_empty() {
            continue;
        }
        // The mark that reaches farthest into the word, if any does: marks do not overlap.
        let number = marks.partition_point(|(_, mark)| mark.end <= at.start);
        let over = marks.get(number).filter(|(_, mark)| mark.start < at.end);
        let tag = match over {
            Some((kind, _)) if open == Some(number) => format!("I-{kind}"),
            Some((kind, _)) => format!("B-{kind}"),
            None => "O".to_owned(),
        };
        open = over.map(|_| number);
        written = true;
        out.push_str(&format!("{text}\t{}\t{tag}\n", token.pos));
    }
    if written {
        out.push('\n');
    }
    out
}
