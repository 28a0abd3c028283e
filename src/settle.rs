//! Settles what the finding stages leave open between them: mentions do not overlap, no token straddles the edge of one, and a
//! number is one word, what it counts another.

use crate::{
    entity::Entity,
    figure::{self, Figure, units},
    numeral,
    segment::{Pos, Token},
    span::{Reading, Span},
    time::Time,
};
use std::iter::Peekable;

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

/// Makes one word of each number and another of what it counts, however jieba has them: 3个, 三个 and 16,250个 are two words
/// each, of which jieba sees the first alone so. In figures and times, and in words that jieba takes for numbers (一个, 第二次).
pub fn part_numbers(text: &str, tokens: &[Token], times: &[Time], figures: &[Figure]) -> Vec<Token> {
    let (number, counted) = (Pos::from_tag("m"), Pos::from_tag("q"));
    let mut figures = figures.iter().map(|f| f.span).peekable();
    let mut times = times.iter().map(|t| t.span).peekable();
    let mut parted: Vec<Token> = Vec::with_capacity(tokens.len());
    for token in tokens {
        // A number may have taken the beginning of the word, or all of it.
        let taken = parted.last().map_or(0, |last| last.span.end).max(token.span.start);
        let word = Span::new(taken, token.span.end.max(taken));
        if word.is_empty() {
            continue;
        }
        let pos = if taken > token.span.start { counted } else { token.pos };
        let figure = mention_at(&mut figures, word.start);
        let end = match figure.or_else(|| mention_at(&mut times, word.start)) {
            Some(mention) => number_end(text, word, mention.end),
            None if matches!(pos.as_str(), "m" | "mq") => number_end(text, word, word.end),
            None => None,
        };
        // In a figure what follows the number is its unit.
        let end = end.filter(|end| figure.is_some() || *end >= word.end || counts(text, word, *end));
        let Some(end) = end else {
            parted.push(Token { span: word, pos });
            continue;
        };
        parted.push(Token { span: Span::new(word.start, end), pos: number });
        if end < word.end {
            parted.push(Token { span: Span::new(end, word.end), pos: counted });
        }
    }
    parted
}

/// The mention that holds the byte `at`; those before it are left behind.
fn mention_at(mentions: &mut Peekable<impl Iterator<Item = Span<Reading>>>, at: usize) -> Option<Span<Reading>> {
    while mentions.next_if(|m| m.end <= at).is_some() {}
    mentions.peek().copied().filter(|m| m.start <= at)
}

/// Where the number ends that `word` begins with, no further than `limit`: with 第 before it and % behind it.
fn number_end(text: &str, word: Span<Reading>, limit: usize) -> Option<usize> {
    let text = text.get(..limit)?;
    let at = word.start + if word.of(text).starts_with('第') { '第'.len_utf8() } else { 0 };
    let fraction = numeral::read_fraction(text, at).map(|fraction| fraction.span.end);
    let end = fraction.or_else(|| numeral::read(text, at).map(|numeral| numeral.span.end))?;
    let sign = text.get(end..)?.chars().next().filter(|c| matches!(c, '%' | '‰'));
    Some(end + sign.map_or(0, char::len_utf8))
}

/// Whether `word` is a number up to `end` and from there on what it counts, and is no set phrase (一起).
fn counts(text: &str, word: Span<Reading>, end: usize) -> bool {
    let unit = text.get(end..word.end).unwrap_or_default();
    units::named(unit).is_some() && !figure::is_idiom("", text.get(word.start..).unwrap_or_default(), word.len())
}

#[cfg(test)]
mod tests {
    use crate::{Analyzer, Options};

    #[test]
    fn a_number_is_one_word_and_what_it_counts_another() {
        let analyzer = Analyzer::new();
        for (text, expected) in [
            ("开了一个会", "开 了 一 个 会"),
            ("这是一部分", "这是 一 部分"),
            ("面积16,250平方公里", "面积 16,250 平方公里"),
            ("投资120万元", "投资 120万 元"),
            ("约两百多家", "约 两百多 家"),
            ("下降到-5度", "下降 到 -5 度"),
            ("增长3.5‰，占50%", "增长 3.5‰ ， 占 50%"),
            ("三分之二的人", "三分之二 的 人"),
            ("等了3个半小时", "等 了 3 个 半 小时"),
            ("二〇二〇年三月", "二〇二〇 年 三月"),
            // Set phrases and names stay as they are.
            ("一起看一些书", "一起 看 一些 书"),
            ("四川、五一、十分", "四川 、 五一 、 十分"),
        ] {
            let words: Vec<String> =
                analyzer.analyze(text, &Options::default()).tokens.into_iter().map(|token| token.text).collect();
            assert_eq!(words.join(" "), expected);
        }
    }
}
