//! Settles what the finding stages leave open between them: mentions do not overlap, and no token straddles the edge of one.

use crate::{
    entity::Entity,
    figure::Figure,
    segment::Token,
    span::{Reading, Span},
    time::Time,
};

/// A number or date that shares text with a name is part of it (第十七次会议): the name stays.
pub fn drop_inside_names(entities: &[Entity], times: &mut Vec<Time>, figures: &mut Vec<Figure>) {
    let clear = |span: Span<Reading>| {
        let after = entities.partition_point(|e| e.span.end <= span.start);
        entities.get(after).is_none_or(|e| !e.span.overlaps(span))
    };
    times.retain(|t| clear(t.span));
    figures.retain(|f| clear(f.span));
}

/// Cuts tokens where a mention starts or ends inside them. The pieces keep the part of speech.
pub fn cut_at_mentions(tokens: Vec<Token>, entities: &[Entity], times: &[Time], figures: &[Figure]) -> Vec<Token> {
    let spans = entities.iter().map(|e| e.span).chain(times.iter().map(|t| t.span)).chain(figures.iter().map(|f| f.span));
    let mut edges: Vec<usize> = spans.flat_map(|s| [s.start, s.end]).collect();
    edges.sort_unstable();
    edges.dedup();
    let mut edges = edges.into_iter().peekable();
    let mut cut = Vec::with_capacity(tokens.len());
    for token in tokens {
        let mut start = token.span.start;
        while let Some(edge) = edges.next_if(|e| *e < token.span.end) {
            if edge > start {
                cut.push(Token { span: Span::new(start, edge), ..token });
                start = edge;
            }
        }
        cut.push(Token { span: Span::new(start, token.span.end), ..token });
    }
    cut
}
