//! The article itself as evidence: what it names surely in one place it names wherever the same words stand.
//!
//! The selection weighs each candidate by itself. This stage looks at all the places of an article at once. A string that a
//! byline or a title proves to be a person is that person everywhere; a name that no gazetteer knows is found where the
//! selection passed over it, and so are the short forms that the article introduces (简称“沈机集团”).
//!
//! ```
//! use quandian::{entity::{Entity, EntityType, Input, evidence, gazetteer::Gazetteer, grammar}, span::Span};
//! let text = "李国强：会后，王芳说，李国强已经同意。";
//! let tokens = quandian::segment::Segmenter::new().tokens(text);
//! let input = Input { text, blocks: &[], tokens: &tokens, times: &[], figures: &[] };
//! let names = vec![Entity { span: Span::new(0, 9), kind: EntityType::Per }];
//! let gazetteer = Gazetteer::new();
//! let found = gazetteer.find(text);
//! let proposals = grammar::proposals(&input, &gazetteer, &found);
//! let names = evidence::settle(&input, &gazetteer, &found, &proposals, names);
//! assert_eq!(names.iter().map(|n| n.span.of(text)).collect::<Vec<_>>(), ["李国强", "李国强"]);
//! ```

use super::{
    Entity, EntityType, Input,
    gazetteer::{Class, ClassSet, Found, Gazetteer, Words},
    grammar::{self, Rule},
};
use crate::{
    figure::Kind,
    span::{Reading, Span},
    table,
};
use std::collections::{BTreeMap, BTreeSet};

/// How often the article has a string as a name of each type.
type Votes<'a> = BTreeMap<&'a str, BTreeMap<EntityType, usize>>;

/// The names of an article after a second look, mended where their form forbids them. `names` are in order and without overlap;
/// so is the result. `found` is what the gazetteer finds in the text, and `proposals` what the grammar proposes, if only of persons.
pub fn settle(
    input: &Input,
    gazetteer: &Gazetteer,
    found: &Found,
    proposals: &[grammar::Candidate],
    names: Vec<Entity>,
) -> Vec<Entity> {
    let edges = Edges::new(input);
    let names = grammar::mend(input.text, found, names);
    let persons = proven_persons(input, gazetteer, proposals);
    let firms = named_like_firms(input.text, found, &names);
    let settled = |name: Entity| {
        let string = name.span.of(input.text);
        if persons.contains(string) {
            Some(Entity { kind: EntityType::Per, ..name })
        } else if firms.contains(string) {
            Some(Entity { kind: EntityType::Org, ..name })
        } else {
            let common = match name.kind {
                EntityType::Per => is_no_noun(input, name.span),
                EntityType::Org => is_counted(input, found, name.span),
                _ => false,
            };
            (!common).then_some(name)
        }
    };
    let mut names: Vec<Entity> = names.into_iter().filter_map(settled).collect();
    let mut votes = count(input.text, &names);
    for firm in firms.difference(&persons) {
        votes.insert(firm, BTreeMap::from([(EntityType::Org, 2)]));
    }
    for person in persons {
        votes.insert(person, BTreeMap::from([(EntityType::Per, 2)]));
    }
    short_forms(input.text, &names, &mut votes);
    for again in recurrences(input, gazetteer, &edges, &votes) {
        place(&mut names, again);
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
        self.0.binary_search(&span.start).is_ok() && self.0.binary_search(&span.end).is_ok()
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

static PLAIN_SURNAMES: &str = include_str!("plain-surnames.txt");

/// The strings that a byline or a title right before them proves to be persons, and those with 小 before a surname that the
/// article has more than once.
fn proven_persons<'a>(input: &Input<'a>, gazetteer: &Gazetteer, proposals: &[grammar::Candidate]) -> BTreeSet<&'a str> {
    let of = |rules: &'static [Rule]| proposals.iter().filter(move |c| c.kind == EntityType::Per && rules.contains(&c.rule));
    let strings = of(&[Rule::Byline, Rule::TitleBeforeName, Rule::NameList]).filter(|c| !has_plain_word(input, c.span));
    let mut persons: BTreeSet<&str> = strings
        .map(|c| c.span.of(input.text))
        .filter(|name| is_person(name, gazetteer) && !is_known(name, gazetteer, ClassSet::AREAS))
        .collect();
    let mut once: BTreeSet<&str> = BTreeSet::new();
    for name in of(&[Rule::Familiar]).map(|c| c.span.of(input.text)) {
        let surname = |c| table::rows(PLAIN_SURNAMES).any(|row| row.contains(c));
        if !once.insert(name) && name.ends_with(surname) {
            persons.insert(name);
        }
    }
    persons
}

/// The strings taken for persons that the name of a firm in the article holds: 恒胜 beside 恒胜重工股份有限公司.
fn named_like_firms<'a>(text: &'a str, found: &Found, names: &[Entity]) -> BTreeSet<&'a str> {
    let is_firm = |n: &&Entity| n.kind == EntityType::Org && found.ending_at(n.span.end, Class::CompanySuffix.into()).is_some();
    let firms: BTreeSet<&str> = names.iter().filter(is_firm).map(|n| n.span.of(text)).collect();
    let mut persons = Words::default();
    let short = |n: &&Entity| n.kind == EntityType::Per && (2..=4).contains(&n.span.of(text).chars().count());
    for person in names.iter().filter(short) {
        persons.add(person.span.of(text), Class::Surname.into());
    }
    let mut like = BTreeSet::new();
    for firm in firms {
        persons.find(firm, |start, end, _| like.extend(firm.get(start..end)));
    }
    like
}

/// Whether a span is a verb, or is or opens with an adverb, a number or the like of several characters: nobody is called 多次.
/// Verbs open names (冒雨桐) and are given names (王建设).
fn is_no_noun(input: &Input, span: Span<Reading>) -> bool {
    let first = input.tokens.partition_point(|t| t.span.end <= span.start);
    input.tokens.get(first).is_some_and(|t| {
        let plain = match t.pos.as_str().bytes().next() {
            Some(b'v') => t.span == span,
            Some(b'd' | b'm' | b'p' | b'c' | b'r' | b'u') => t.span.start == span.start && t.span.end <= span.end,
            _ => false,
        };
        plain && t.span.of(input.text).chars().count() > 1
    })
}

/// Whether a span is how many there are of a kind of body: 2家有限公司. A firm may be called 三只松鼠.
fn is_counted(input: &Input, found: &Found, span: Span<Reading>) -> bool {
    let number = input.figures.partition_point(|f| f.span.start < span.start);
    let figure = input.figures.get(number).filter(|f| f.span.start == span.start && f.kind == Kind::Count);
    let kind = figure.and_then(|f| found.starting_at(f.span.end, ClassSet::ORG_SUFFIXES));
    kind.is_some_and(|kind| kind.span.end == span.end)
}

/// Whether a span has a word of several characters that names nobody: 市长多次, 院长宣判.
fn has_plain_word(input: &Input, span: Span<Reading>) -> bool {
    let first = input.tokens.partition_point(|t| t.span.end <= span.start);
    let within = input.tokens.iter().skip(first).take_while(|t| t.span.end <= span.end);
    within.filter(|t| t.span.start >= span.start && t.span.of(input.text).chars().count() > 1).any(|t| {
        let pos = t.pos.as_str();
        !matches!(pos, "nz" | "ns" | "x" | "j" | "eng") && !pos.starts_with("nr")
    })
}

/// Whether a string has the form of a person's name: a surname and one or two characters, or a transliteration with ·.
fn is_person(name: &str, gazetteer: &Gazetteer) -> bool {
    let compound = gazetteer.find(name).starting_at(0, Class::CompoundSurname.into()).is_some();
    let surname = name.chars().next().is_some_and(|c| gazetteer.of_character(c).has(Class::Surname));
    let length = name.chars().count();
    name.contains('·') || compound && (3..=4).contains(&length) || surname && (2..=3).contains(&length)
}

/// Whether the gazetteer has a string as one of `classes`.
fn is_known(name: &str, gazetteer: &Gazetteer, classes: ClassSet) -> bool {
    gazetteer.find(name).starting_at(0, classes).is_some_and(|m| m.span.end == name.len())
}

/// The type that most of a string's places have, where it is clear.
fn winner(votes: &BTreeMap<EntityType, usize>) -> Option<(EntityType, usize)> {
    let (&kind, &most) = votes.iter().max_by_key(|(_, n)| **n)?;
    let rest: usize = votes.values().sum::<usize>() - most;
    (most > rest).then_some((kind, most))
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

/// Every place where a string stands that the article has as a name, in order.
fn recurrences(input: &Input, gazetteer: &Gazetteer, edges: &Edges, votes: &Votes) -> Vec<Entity> {
    let mut words = Words::default();
    for (name, votes) in votes {
        if winner(votes).is_some_and(|(kind, n)| is_safe(name, kind, n, gazetteer)) {
            words.add(name, Class::Title.into());
        }
    }
    let mut found: Vec<Entity> = Vec::new();
    words.find(input.text, |start, end, _| {
        let span = Span::new(start, end);
        let name = span.of(input.text);
        let Some((kind, count)) = votes.get(name).and_then(winner) else { return };
        // A short string may stand across words by chance: 南京市长江大桥.
        let whole = name.chars().count() > 2 && kind == EntityType::Per || edges.around(span);
        let after_word = input.text.get(..start).and_then(|t| t.chars().next_back()).is_some_and(char::is_alphanumeric);
        let short_person = kind == EntityType::Per && name.chars().count() == 2 && count == 1;
        if whole && !(short_person && after_word) && (kind == EntityType::Per || !is_common_noun(input, span)) {
            found.push(Entity { span, kind });
        }
    });
    found
}

/// Whether a span is one word that the dictionary has as a common noun: 办公室.
fn is_common_noun(input: &Input, span: Span<Reading>) -> bool {
    let number = input.tokens.partition_point(|t| t.span.end <= span.start);
    input.tokens.get(number).is_some_and(|t| t.span == span && matches!(t.pos.as_str(), "n" | "v" | "vn" | "l" | "eng"))
}

/// Whether a string means its name wherever it stands. What the gazetteer knows, the selection has weighed everywhere.
fn is_safe(name: &str, kind: EntityType, votes: usize, gazetteer: &Gazetteer) -> bool {
    const WEIGHED: ClassSet = ClassSet::PLACES
        .with(ClassSet::ORGANISATIONS)
        .with(ClassSet::ORG_SUFFIXES)
        .with(ClassSet::of(&[Class::GenericBody, Class::NewArea]));
    let length = name.chars().count();
    let enough = match kind {
        EntityType::Per => length > 1 && (is_person(name, gazetteer) || name.starts_with(['小', '老', '阿'])),
        EntityType::Org | EntityType::Loc => length > 1 && (votes > 1 || length > 3),
        EntityType::Init | EntityType::Fac | EntityType::Project | EntityType::Event => length > 3 && votes > 1,
        EntityType::Title | EntityType::Work => false,
    };
    enough && !is_known(name, gazetteer, WEIGHED)
}

/// Puts a name where no other is.
fn place(names: &mut Vec<Entity>, again: Entity) {
    let at = names.partition_point(|n| n.span.end <= again.span.start);
    if names.get(at).is_none_or(|n| !n.span.overlaps(again.span)) {
        names.insert(at, again);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::Segmenter;

    /// What the second look makes of `text` when these strings are names at their first place.
    fn settled(text: &str, first: &[(&str, EntityType)]) -> String {
        let tokens = Segmenter::new().tokens(text);
        let figures = crate::figure::find(text, &tokens, &[]);
        let input = Input { text, blocks: &[], tokens: &tokens, times: &[], figures: &figures };
        let at = |name: &str| text.find(name).unwrap_or_default();
        let name = |(name, kind): &(&str, EntityType)| Entity { span: Span::new(at(name), at(name) + name.len()), kind: *kind };
        let gazetteer = Gazetteer::new();
        let found = gazetteer.find(text);
        let persons = grammar::persons(&input, &gazetteer, &found);
        let names = settle(&input, &gazetteer, &found, &persons, first.iter().map(name).collect());
        let written: Vec<String> = names.iter().map(|n| format!("{} {:?}", n.span.of(text), n.kind)).collect();
        written.join(", ")
    }

    #[test]
    fn a_name_is_found_again() {
        for (text, first, expected) in [
            ("云溪经济区建成。走进云溪经济区。", ("云溪经济区", EntityType::Loc), "云溪经济区 Loc, 云溪经济区 Loc"),
            (
                "恒达重工股份有限公司（以下简称“恒达重工”）说，恒达重工投产",
                ("恒达重工股份有限公司", EntityType::Org),
                "恒达重工股份有限公司 Org, 恒达重工 Org, 恒达重工 Org",
            ),
            ("小张来到大厅。小张说", ("小张", EntityType::Per), "小张 Per, 小张 Per"),
            ("办公室、办公室", ("办公室", EntityType::Org), "办公室 Org"),
            ("书记、书记", ("书记", EntityType::Title), "书记 Title"),
        ] {
            assert_eq!(settled(text, &[first]), expected, "{text}");
        }
    }

    #[test]
    fn what_is_counted_has_no_name() {
        for (text, name, expected) in
            [("登记2家有限公司", "2家有限公司", ""), ("登记三只松鼠公司", "三只松鼠公司", "三只松鼠公司 Org")]
        {
            assert_eq!(settled(text, &[(name, EntityType::Org)]), expected, "{text}");
        }
    }

    #[test]
    fn who_is_no_person() {
        for (text, first, expected) in [
            ("副主任多次强调", &[("副主任", EntityType::Title), ("多次", EntityType::Per)][..], "副主任 Title"),
            (
                "恒胜说，恒胜重工股份有限公司投产",
                &[("恒胜", EntityType::Per), ("恒胜重工股份有限公司", EntityType::Org)],
                "恒胜 Org, 恒胜重工股份有限公司 Org",
            ),
        ] {
            assert_eq!(settled(text, first), expected, "{text}");
        }
    }
}
