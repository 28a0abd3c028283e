//! The article itself as evidence: what it names surely in one place it names wherever the same words stand.
//!
//! The tagger looks at a name and the few words around it. This stage looks at all the places of an article at once. It votes
//! where one string got several types, finds the places of a name that the tagger passed over, and takes the short forms
//! that the article introduces (简称“沈机集团”).
//!
//! ```
//! use quandian::{entity::{Entity, EntityType, Input, evidence, gazetteer::Gazetteer}, span::Span};
//! let text = "李国强：会后，王芳说，李国强已经同意。";
//! let tokens = quandian::segment::Segmenter::new().tokens(text);
//! let input = Input { text, blocks: &[], tokens: &tokens, times: &[], figures: &[] };
//! let names = vec![Entity { span: Span::new(0, 9), kind: EntityType::Per }];
//! let names = evidence::settle(&input, &Gazetteer::new(), names);
//! assert_eq!(names.iter().map(|n| n.span.of(text)).collect::<Vec<_>>(), ["李国强", "李国强"]);
//! ```

use super::{
    Entity, EntityType, Input,
    gazetteer::{Class, ClassSet, Gazetteer, Words},
};
use crate::span::{Reading, Span};
use std::collections::BTreeMap;

/// How often the article has a string as a name of each type.
type Votes<'a> = BTreeMap<&'a str, BTreeMap<EntityType, usize>>;

/// The names of an article after a second look. `names` are in order and without overlap; so is the result.
pub fn settle(input: &Input, gazetteer: &Gazetteer, names: Vec<Entity>) -> Vec<Entity> {
    let edges = Edges::new(input);
    let mut votes = count(input.text, &names);
    let mut names = vote(input.text, &votes, names);
    short_forms(input.text, &names, &mut votes);
    let found = recurrences(input, gazetteer, &edges, &votes);
    for again in found {
        place(input.text, &mut names, again, &votes);
    }
    names
}

/// Where words begin and end.
struct Edges(Vec<usize>);

impl Edges {
    fn new(input: &Input) -> Self {
        Self(input.tokens.iter().map(|t| t.span.start).chain([input.text.len()]).collect())
    }

    fn around(&self, span: Span<Reading>) -> bool {
        self.has(span.start) && self.has(span.end)
    }

    fn has(&self, at: usize) -> bool {
        self.0.binary_search(&at).is_ok()
    }
}

/// Types whose names mean the same wherever they stand. A title is a common noun, and so is most of a measure's name.
const fn recurs(kind: EntityType) -> bool {
    !matches!(kind, EntityType::Title | EntityType::Work)
}

fn count<'a>(text: &'a str, names: &[Entity]) -> Votes<'a> {
    let mut votes = Votes::new();
    for name in names.iter().filter(|n| recurs(n.kind)) {
        *votes.entry(name.span.of(text)).or_default().entry(name.kind).or_default() += 1;
    }
    votes
}

/// The type that most of a string's places have, where it is clear.
fn winner(votes: &BTreeMap<EntityType, usize>) -> Option<(EntityType, usize)> {
    let (&kind, &most) = votes.iter().max_by_key(|(_, n)| **n)?;
    let rest: usize = votes.values().sum::<usize>() - most;
    (most > rest).then_some((kind, most))
}

/// Gives every place of a string the type that most of its places have.
fn vote(text: &str, votes: &Votes, names: Vec<Entity>) -> Vec<Entity> {
    let kind_of = |name: &Entity| {
        let votes = votes.get(name.span.of(text)).filter(|_| recurs(name.kind))?;
        winner(votes).map(|(kind, _)| kind)
    };
    names.into_iter().map(|name| Entity { kind: kind_of(&name).unwrap_or(name.kind), ..name }).collect()
}

/// Adds the short forms that the article introduces itself, right after a name: （以下简称“沈机集团”）.
fn short_forms<'a>(text: &'a str, names: &[Entity], votes: &mut Votes<'a>) {
    const CUES: &[&str] = &["以下简称", "下称", "简称", "以下称"];
    const MARKS: &[char] = &['“', '”', '"', '「', '」', '‘', '’', '：', ':', ' '];
    for name in names.iter().filter(|n| recurs(n.kind)) {
        let Some(inside) = text.get(name.span.end..).and_then(|rest| rest.strip_prefix(['（', '('])) else { continue };
        let Some((inside, _)) = inside.split_once(['）', ')']) else { continue };
        let Some(short) = CUES.iter().find_map(|cue| inside.strip_prefix(cue)) else { continue };
        let short = short.trim_matches(MARKS);
        if (2..=10).contains(&short.chars().count()) && !short.contains(['，', '。', '、', '\n']) {
            *votes.entry(short).or_default().entry(name.kind).or_default() += 2;
        }
    }
}

/// Every place where a string stands that the article has as a name, in order, with the body that it belongs to where one
/// follows it (董家口经济区 and 管委).
fn recurrences(input: &Input, gazetteer: &Gazetteer, edges: &Edges, votes: &Votes) -> Vec<Entity> {
    let mut words = Words::default();
    for (name, votes) in votes {
        if winner(votes).is_some_and(|(kind, n)| is_safe(name, kind, n, gazetteer)) {
            words.add(name, Class::Title.into());
        }
    }
    let mut found: Vec<Entity> = Vec::new();
    let known = gazetteer.find(input.text);
    words.find(input.text, |start, end, _| {
        let span = Span::new(start, end);
        let name = span.of(input.text);
        let Some((kind, _)) = votes.get(name).and_then(winner) else { return };
        // A short string may stand across words by chance: 南京市长江大桥.
        let whole = name.chars().count() > 2 && kind == EntityType::Per || edges.around(span);
        if !whole || kind == EntityType::Org && is_common_noun(input, span) {
            return;
        }
        let body = known.starting_at(end, Class::LocalBody.into()).filter(|_| kind == EntityType::Loc);
        match body.filter(|b| edges.has(b.span.end)) {
            Some(body) => found.push(Entity { span: Span::new(start, body.span.end), kind: EntityType::Org }),
            None => found.push(Entity { span, kind }),
        }
    });
    found
}

/// Whether a span is one word that the dictionary has as a common noun: 办公室.
fn is_common_noun(input: &Input, span: Span<Reading>) -> bool {
    let number = input.tokens.partition_point(|t| t.span.end <= span.start);
    input.tokens.get(number).is_some_and(|t| t.span == span && matches!(t.pos.as_str(), "n" | "v" | "vn" | "l" | "eng"))
}

/// Whether a string means its name wherever it stands.
fn is_safe(name: &str, kind: EntityType, votes: usize, gazetteer: &Gazetteer) -> bool {
    let length = name.chars().count();
    let found = gazetteer.find(name);
    let known = |classes: ClassSet| found.starting_at(0, classes).is_some_and(|m| m.span.end == name.len());
    let enough = match kind {
        EntityType::Init => length > 3 && votes > 1 || length > 5,
        EntityType::Per => length > 1 && !known(ClassSet::AREAS),
        EntityType::Org | EntityType::Loc => length > 1,
        EntityType::Fac | EntityType::Project | EntityType::Event => length > 3 && votes > 1,
        EntityType::Title | EntityType::Work => false,
    };
    enough && !known(ClassSet::of(&[Class::GenericBody, Class::OrdinaryStem, Class::Department]))
}

/// Puts a name in its place: where nothing is, or where it covers shorter names whole.
fn place(text: &str, names: &mut Vec<Entity>, again: Entity, votes: &Votes) {
    let first = names.partition_point(|n| n.span.end <= again.span.start);
    let after = names.partition_point(|n| n.span.start < again.span.end);
    let Some(inside) = names.get(first..after) else { return };
    if inside.iter().any(|n| !again.span.contains(n.span) || n.span == again.span) {
        return;
    }
    let twice = votes.get(again.span.of(text)).and_then(winner).is_some_and(|(_, n)| n > 1);
    if !inside.is_empty() && !twice {
        return;
    }
    names.splice(first..after, [again]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::Segmenter;

    /// What the second look makes of `text` when these strings are names at their first place.
    fn settled(text: &str, first: &[(&str, EntityType)]) -> String {
        let tokens = Segmenter::new().tokens(text);
        let input = Input { text, blocks: &[], tokens: &tokens, times: &[], figures: &[] };
        let at = |name: &str| text.find(name).unwrap_or_default();
        let name = |(name, kind): &(&str, EntityType)| Entity { span: Span::new(at(name), at(name) + name.len()), kind: *kind };
        let names = settle(&input, &Gazetteer::new(), first.iter().map(name).collect());
        let written: Vec<String> = names.iter().map(|n| format!("{} {:?}", n.span.of(text), n.kind)).collect();
        written.join(", ")
    }

    #[test]
    fn a_name_is_found_again() {
        for (text, first, expected) in [
            ("云溪经济区建成。走进云溪经济区。", ("云溪经济区", EntityType::Loc), "云溪经济区 Loc, 云溪经济区 Loc"),
            ("走进云溪经济区。云溪经济区管委会说", ("云溪经济区", EntityType::Loc), "云溪经济区 Loc, 云溪经济区管委会 Org"),
            (
                "恒达重工股份有限公司（以下简称“恒达重工”）说，恒达重工投产",
                ("恒达重工股份有限公司", EntityType::Org),
                "恒达重工股份有限公司 Org, 恒达重工 Org, 恒达重工 Org",
            ),
            ("办公室、办公室", ("办公室", EntityType::Org), "办公室 Org"),
            ("书记、书记", ("书记", EntityType::Title), "书记 Title"),
        ] {
            assert_eq!(settled(text, &[first]), expected, "{text}");
        }
    }

    #[test]
    fn the_article_votes_on_types() {
        let text = "云溪县、云溪县、云溪县";
        let name = |start, kind| Entity { span: Span::new(start, start + 9), kind };
        let tokens = Segmenter::new().tokens(text);
        let input = Input { text, blocks: &[], tokens: &tokens, times: &[], figures: &[] };
        let names = vec![name(0, EntityType::Loc), name(12, EntityType::Org), name(24, EntityType::Loc)];
        let kinds: Vec<_> = settle(&input, &Gazetteer::new(), names).iter().map(|n| n.kind).collect();
        assert_eq!(kinds, [EntityType::Loc; 3]);
    }
}
