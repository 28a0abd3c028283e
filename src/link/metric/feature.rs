//! What the model sees of a candidate.
//!
//! A feature is a template and up to three parts, which are words, parts of speech or small numbers. Parts carry their hash, so that
//! scoring neither copies nor hashes text; training and the weights file use the readable names.

use super::{
    candidate::{Candidate, LONGEST, REACH_AFTER, REACH_BEFORE, Side},
    count::{Counts, Sort},
    group::{Group, MOST_CHARS},
    words::Said,
};
use crate::{
    figure::{Figure, Kind},
    link::{
        Input,
        unit::{Unit, UnitKind},
    },
};

/// A piece of a feature's name.
#[derive(Clone, Copy, Debug)]
pub struct Part<'a> {
    /// As the weights file writes it.
    pub text: &'a str,
    /// Its hash.
    pub hash: u64,
}

impl<'a> Part<'a> {
    /// A piece with its hash (FNV-1a).
    pub const fn new(text: &'a str) -> Self {
        Self::behind(0xcbf2_9ce4_8422_2325, text)
    }

    /// The hash of `text` behind what has the hash `hash`.
    const fn behind(mut hash: u64, text: &'a str) -> Self {
        let bytes = text.as_bytes();
        let mut i = 0;
        while i < bytes.len() {
            // `as`: widening in a const fn.
            hash = (hash ^ bytes[i] as u64).wrapping_mul(0x0000_0100_0000_01b3);
            i += 1;
        }
        Self { text, hash }
    }
}

/// The hash of a feature.
pub fn key(template: Part, parts: &[Part]) -> u64 {
    parts.iter().fold(template.hash, |hash, part| (hash.rotate_left(5) ^ part.hash).wrapping_mul(0x9e37_79b9_7f4a_7c15))
}

/// Takes features one by one.
pub trait Sink {
    /// Takes one feature.
    fn add(&mut self, template: Part<'static>, parts: &[Part]);
}

/// An edge of a candidate, by the side on which it stands and its unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Edge {
    /// The one nearer to the figure.
    Near(Side, usize),
    /// The last.
    Head(Side, usize),
    /// The first.
    Left(Side, usize),
}

/// What the model sees of a unit.
struct View<'a> {
    text: Part<'a>,
    tag: Part<'static>,
    /// The last character.
    last: Part<'a>,
    /// The last two characters.
    last_two: Part<'a>,
    noun_like: bool,
    /// What it says of the figure, where it is not what is measured.
    said: Option<Said>,
}

/// A text prepared for ranking.
pub struct Context<'a> {
    text: &'a str,
    pub(super) units: &'a [Unit<'a>],
    pub(super) figures: &'a [Figure],
    views: Vec<View<'a>>,
    /// For every figure its unit.
    places: Vec<Option<usize>>,
    /// For every figure its kind and its unit of measure.
    measures: Vec<(Part<'static>, Part<'a>)>,
    /// For every unit what stands before it, and for the whole text.
    counts: Vec<Counts>,
}

const EDGE: Part = Part::new("^");
const NUMBERS: [Part; 16] = [
    Part::new("0"),
    Part::new("1"),
    Part::new("2"),
    Part::new("3"),
    Part::new("4"),
    Part::new("5"),
    Part::new("6"),
    Part::new("7"),
    Part::new("8"),
    Part::new("9"),
    Part::new("10"),
    Part::new("11"),
    Part::new("12"),
    Part::new("13"),
    Part::new("14"),
    Part::new("15"),
];

pub(super) fn number(n: usize) -> Part<'static> {
    NUMBERS.get(n).copied().unwrap_or(const { Part::new("16") })
}

pub(super) fn flag(yes: bool) -> Part<'static> {
    number(usize::from(yes))
}

pub(super) fn side_name(side: Side) -> Part<'static> {
    match side {
        Side::Before => const { Part::new("B") },
        Side::After => const { Part::new("A") },
        Side::Inherited(_) => const { Part::new("I") },
        Side::Absent => const { Part::new("N") },
    }
}

pub(super) fn kind_name(kind: Kind) -> Part<'static> {
    match kind {
        Kind::Money => const { Part::new("money") },
        Kind::Percent => const { Part::new("percent") },
        Kind::Count => const { Part::new("count") },
        Kind::Duration => const { Part::new("duration") },
        Kind::Area => const { Part::new("area") },
        Kind::Length => const { Part::new("length") },
        Kind::Mass => const { Part::new("mass") },
        Kind::Volume => const { Part::new("volume") },
        Kind::Energy => const { Part::new("energy") },
        Kind::Rate => const { Part::new("rate") },
        Kind::Multiple => const { Part::new("multiple") },
        Kind::Fraction => const { Part::new("fraction") },
        Kind::Score => const { Part::new("score") },
        Kind::Rank => const { Part::new("rank") },
        Kind::Temperature => const { Part::new("temperature") },
        Kind::Age => const { Part::new("age") },
        Kind::Other => const { Part::new("other") },
    }
}

impl<'a> Context<'a> {
    /// Prepares a text.
    pub fn new(input: &Input<'a>, units: &'a [Unit<'a>]) -> Self {
        let mut places = vec![None; input.figures.len()];
        let mut counts = Vec::with_capacity(units.len() + 1);
        let mut before = Counts::default();
        counts.push(before);
        for (at, unit) in units.iter().enumerate() {
            before.add(unit);
            counts.push(before);
            if let UnitKind::Figure(i) = unit.kind
                && let Some(place) = places.get_mut(i)
            {
                *place = Some(at);
            }
        }
        let measures = input.figures.iter().map(|f| (kind_name(f.kind), Part::new(unit_name(input, f)))).collect();
        Self { text: input.text, units, figures: input.figures, views: views(units, &places), places, measures, counts }
    }

    /// The unit of a figure.
    pub(super) fn unit_of(&self, figure: usize) -> Option<usize> {
        self.places.get(figure).copied().flatten()
    }

    fn view(&self, at: Option<usize>) -> &View<'a> {
        at.and_then(|i| self.views.get(i)).unwrap_or(&NONE)
    }

    /// What a unit near a figure says of it without naming what is measured.
    pub(super) fn says(&self, at: usize) -> Option<Said> {
        self.view(Some(at)).said
    }

    /// What stands from unit `from` up to unit `to`.
    fn between(&self, from: usize, to: usize) -> Counts {
        let at = |i: usize| self.counts.get(i).copied().unwrap_or_default();
        at(to).since(at(from))
    }

    /// Gives all features of a candidate to `sink`.
    pub fn features(&self, candidate: &Candidate, sink: &mut impl Sink) {
        for edge in Self::edges(candidate).into_iter().flatten() {
            self.edge(candidate.figure, edge, sink);
        }
        for group in self.groups(candidate).into_iter().flatten() {
            group.features(sink);
        }
        self.inside(candidate, sink);
    }

    /// The edges of a candidate.
    pub(super) fn edges(candidate: &Candidate) -> [Option<Edge>; 3] {
        let Candidate { side, first, last, .. } = *candidate;
        let near = match side {
            Side::Before => last,
            Side::After => first,
            Side::Inherited(_) | Side::Absent => return [None; 3],
        };
        [Some(Edge::Near(side, near)), Some(Edge::Head(side, last)), Some(Edge::Left(side, first))]
    }

    /// Gives the features of an edge of candidates of `figure` to `sink`.
    pub(super) fn edge(&self, figure: usize, edge: Edge, sink: &mut impl Sink) {
        match edge {
            Edge::Near(side, at) => self.near(figure, side, at, sink),
            Edge::Head(side, at) => self.head(figure, side, at, sink),
            Edge::Left(side, at) => self.left(figure, side, at, sink),
        }
    }

    /// Gives the features of a candidate to `sink` that are neither of its edges nor of small numbers.
    pub(super) fn inside(&self, candidate: &Candidate, sink: &mut impl Sink) {
        match candidate.side {
            Side::Before | Side::After => self.whole(candidate, sink),
            Side::Inherited(back) => self.inherited(candidate, back, sink),
            Side::Absent => self.absent(candidate, sink),
        }
    }

    /// How the side of a candidate that is nearer to the figure lies to it.
    fn near(&self, figure: usize, side: Side, at: usize, sink: &mut impl Sink) {
        let Some(place) = self.unit_of(figure) else { return };
        let (kind, measure) = self.measure(figure);
        let s = side_name(side);
        let (gap, first_gap, from, to) = match side {
            Side::Before => (place - at - 1, at + 1, at + 1, place),
            _ => (at - place - 1, place + 1, place + 1, at),
        };
        let dist = number(gap.min(12));
        let between = self.between(from, to);
        let commas = number(between.clauses.min(4));
        let figures = number(between.of(Sort::Figure).min(3));
        let verbs = number(between.of(Sort::Verb).min(3));
        let (before, after) = (self.view(place.checked_sub(1)), self.view(Some(place + 1)));
        sink.add(const { Part::new("side") }, &[s, kind]);
        sink.add(const { Part::new("unit") }, &[s, measure]);
        sink.add(const { Part::new("dist") }, &[s, dist]);
        sink.add(const { Part::new("dist+kind") }, &[s, dist, kind]);
        sink.add(const { Part::new("marks") }, &[s, commas, figures]);
        sink.add(const { Part::new("marks+kind") }, &[s, commas, kind]);
        sink.add(const { Part::new("verbs") }, &[s, verbs, commas]);
        sink.add(const { Part::new("prev") }, &[s, before.text, number(gap.min(3))]);
        sink.add(const { Part::new("prevtag") }, &[s, before.tag, number(gap.min(3))]);
        sink.add(const { Part::new("next") }, &[s, after.text, number(gap.min(3))]);
        sink.add(const { Part::new("nexttag") }, &[s, after.tag, number(gap.min(3))]);
        sink.add(const { Part::new("nexttag+kind") }, &[s, after.tag, kind]);
        sink.add(const { Part::new("prevtag+nexttag") }, &[s, before.tag, after.tag]);
        if gap == 1 {
            sink.add(const { Part::new("gap1") }, &[s, self.view(Some(first_gap)).text]);
        }
        if gap == 2 {
            sink.add(const { Part::new("gap2") }, &[s, self.view(Some(first_gap)).text, self.view(Some(first_gap + 1)).text]);
        }
        if gap >= 2 {
            let (near, far) = if side == Side::Before { (to - 1, from) } else { (from, to - 1) };
            sink.add(const { Part::new("gapnear") }, &[s, self.view(Some(near)).text]);
            sink.add(const { Part::new("gapfar") }, &[s, self.view(Some(far)).text]);
        }
        if self.follows_list(figure) {
            sink.add(const { Part::new("list") }, &[s, dist]);
        }
        if let Some(trend) = self.figures.get(figure).and_then(|f| f.trend) {
            let trend = if trend == crate::figure::Trend::Up { number(1) } else { number(2) };
            sink.add(const { Part::new("trend") }, &[s, trend, commas]);
        }
    }

    /// The last unit of a candidate, which says what sort of thing it is, and what follows it.
    fn head(&self, figure: usize, side: Side, at: usize, sink: &mut impl Sink) {
        let (kind, measure) = self.measure(figure);
        let s = side_name(side);
        let (view, next) = (self.view(Some(at)), self.view(Some(at + 1)));
        sink.add(const { Part::new("head") }, &[view.text]);
        sink.add(const { Part::new("head+kind") }, &[view.text, kind]);
        sink.add(const { Part::new("head+unit") }, &[view.text, measure]);
        sink.add(const { Part::new("headtag") }, &[s, view.tag, kind]);
        sink.add(const { Part::new("last") }, &[view.last, kind]);
        sink.add(const { Part::new("last2+unit") }, &[view.last_two, measure]);
        sink.add(const { Part::new("last+unit") }, &[view.last, measure]);
        sink.add(const { Part::new("head+righttag") }, &[view.text, next.tag]);
        sink.add(const { Part::new("last+side") }, &[view.last, s]);
        sink.add(const { Part::new("last2") }, &[view.last_two, s]);
        sink.add(const { Part::new("right") }, &[s, next.text]);
        sink.add(const { Part::new("headtag+righttag") }, &[s, view.tag, next.tag]);
        sink.add(const { Part::new("head+right") }, &[view.tag, next.text]);
    }

    /// The first unit of a candidate, and what stands before it.
    fn left(&self, figure: usize, side: Side, at: usize, sink: &mut impl Sink) {
        let (kind, _) = self.measure(figure);
        let s = side_name(side);
        let (view, before) = (self.view(Some(at)), self.view(at.checked_sub(1)));
        sink.add(const { Part::new("first") }, &[view.text, s]);
        sink.add(const { Part::new("firsttag") }, &[s, view.tag, kind]);
        sink.add(const { Part::new("left") }, &[s, before.text]);
        sink.add(const { Part::new("lefttag") }, &[s, before.tag, view.tag]);
        sink.add(const { Part::new("left+firsttag") }, &[before.text, view.tag]);
        sink.add(const { Part::new("lefttag+first") }, &[before.tag, view.text]);
    }

    /// What small numbers tell of a candidate that stands beside its figure.
    pub(super) fn groups(&self, candidate: &Candidate) -> Option<[Group; 3]> {
        let Candidate { figure, side, first, last, .. } = *candidate;
        let before = match side {
            Side::Before => true,
            Side::After => false,
            Side::Inherited(_) | Side::Absent => return None,
        };
        let place = self.unit_of(figure)?;
        let kind = self.figures.get(figure)?.kind;
        let counts = self.between(first, last + 1);
        let len = last + 1 - first;
        let (left, right) = (self.view(first.checked_sub(1)), self.view(Some(last + 1)));
        let inside = Group::Inside {
            before,
            len: small(len, LONGEST),
            verbs: small(counts.of(Sort::Verb), 3),
            names: small(counts.of(Sort::Name), 3),
            noun: counts.has(Sort::Noun),
            particle: counts.has(Sort::Particle),
            time: counts.has(Sort::Time),
            figure: counts.has(Sort::Figure),
            comma: counts.has(Sort::Comma),
            quote: !counts.of(Sort::Quote).is_multiple_of(2),
        };
        let nouns = counts.of(Sort::NounLike) == len;
        let (touches, outer) = if before { (last + 1 == place, left) } else { (first == place + 1, right) };
        let fit = Group::Fit {
            before,
            kind,
            run: nouns && !left.noun_like && !right.noun_like,
            touches,
            cut: [nouns && left.noun_like, nouns && right.noun_like],
            fills: touches && outer.tag.hash == const { Part::new("w") }.hash,
        };
        Some([Group::Length { before, kind, chars: small(counts.chars, MOST_CHARS) }, inside, fit])
    }

    /// The words of a candidate and beside it.
    fn whole(&self, candidate: &Candidate, sink: &mut impl Sink) {
        let Candidate { figure, side, first, last, .. } = *candidate;
        let (kind, _) = self.measure(figure);
        let s = side_name(side);
        let len = last + 1 - first;
        let (start, end) = (self.view(Some(first)), self.view(Some(last)));
        let (left, right) = (self.view(first.checked_sub(1)), self.view(Some(last + 1)));
        sink.add(const { Part::new("tags") }, &[start.tag, end.tag, number(len)]);
        sink.add(const { Part::new("around") }, &[s, left.tag, right.tag]);
        if len == 2 {
            sink.add(const { Part::new("pair") }, &[start.tag, end.text]);
            sink.add(const { Part::new("pair2") }, &[start.text, end.tag]);
        }
        if len == 3 {
            sink.add(const { Part::new("tags3") }, &[start.tag, self.view(Some(first + 1)).tag, end.tag]);
        }
        sink.add(const { Part::new("left+right") }, &[left.text, right.text]);
        sink.add(const { Part::new("clause+right") }, &[s, left.tag, right.text]);
        sink.add(const { Part::new("first+last") }, &[start.tag, end.last_two]);
        sink.add(const { Part::new("lefttag+head") }, &[left.tag, end.text]);
        sink.add(const { Part::new("first+kind") }, &[start.text, kind]);
    }

    /// A metric that an earlier figure has.
    fn inherited(&self, candidate: &Candidate, back: usize, sink: &mut impl Sink) {
        let figure = candidate.figure;
        let Some(ancestor) = figure.checked_sub(back) else { return };
        let (Some(place), Some(origin)) = (self.unit_of(figure), self.unit_of(ancestor)) else { return };
        let ((kind, measure), (kind_then, measure_then)) = (self.measure(figure), self.measure(ancestor));
        let same = flag(measure.hash == measure_then.hash);
        let back = number(back);
        let commas = number(self.between(origin + 1, place).clauses.min(5));
        let gap = number((place - origin - 1).min(10));
        let sentence = |i: usize| self.units.get(i).map(|u| u.sentence);
        let (before, second) = (self.view(place.checked_sub(1)), self.view(place.checked_sub(2)));
        let (after, left) = (self.view(Some(place + 1)), self.view(Some(origin + 1)));
        let metric = candidate.inherited.map_or("", |m| m.span.of(self.text));
        let tail = metric.char_indices().rev().nth(1).map_or(0, |(at, _)| at);
        sink.add(const { Part::new("I head") }, &[Part::new(metric.get(tail..).unwrap_or_default()), kind]);
        let first = flag(candidate.inherited.is_some_and(|m| m.source == super::Source::Own));
        sink.add(const { Part::new("I") }, &[kind, kind_then, same]);
        sink.add(const { Part::new("I back") }, &[back, first, same]);
        sink.add(const { Part::new("I marks") }, &[commas, same, kind]);
        sink.add(const { Part::new("I gap") }, &[gap, same]);
        sink.add(const { Part::new("I gap+kind") }, &[gap, kind, kind_then]);
        sink.add(const { Part::new("I prev") }, &[before.text, kind]);
        sink.add(const { Part::new("I prev2") }, &[second.text, before.text]);
        sink.add(const { Part::new("I prevtag") }, &[before.tag, gap, same]);
        sink.add(const { Part::new("I tags") }, &[second.tag, before.tag, same]);
        sink.add(const { Part::new("I next") }, &[after.tag, before.tag, same]);
        sink.add(const { Part::new("I after") }, &[left.text, same]);
        sink.add(const { Part::new("I sentence") }, &[flag(sentence(place) == sentence(origin)), back, same]);
        sink.add(const { Part::new("I units") }, &[measure_then, measure]);
        if let Some(trend) = self.figures.get(figure).and_then(|f| f.trend) {
            let trend = if trend == crate::figure::Trend::Up { number(1) } else { number(2) };
            sink.add(const { Part::new("I trend") }, &[trend, back, kind_then]);
        }
    }

    /// A figure without a metric.
    fn absent(&self, candidate: &Candidate, sink: &mut impl Sink) {
        let Some(place) = self.unit_of(candidate.figure) else { return };
        let (kind, measure) = self.measure(candidate.figure);
        let (before, after) = (self.view(place.checked_sub(1)), self.view(Some(place + 1)));
        sink.add(const { Part::new("N") }, &[kind]);
        sink.add(const { Part::new("N unit") }, &[measure]);
        sink.add(const { Part::new("N around") }, &[before.tag, after.tag, kind]);
        sink.add(const { Part::new("N next") }, &[after.text, kind]);
        sink.add(const { Part::new("N prev") }, &[before.text, kind]);
    }

    fn measure(&self, figure: usize) -> (Part<'static>, Part<'a>) {
        self.measures.get(figure).copied().unwrap_or((EDGE, EDGE))
    }

    /// Whether the figure before has the same unit of measure and stands in the same sentence.
    fn follows_list(&self, figure: usize) -> bool {
        let Some(before) = figure.checked_sub(1) else { return false };
        let sentence = |f: usize| self.unit_of(f).and_then(|u| self.units.get(u)).map(|u| u.sentence);
        sentence(before) == sentence(figure) && self.measure(before).1.hash == self.measure(figure).1.hash
    }
}

/// The unit of measure of a figure; the classifier or unit that it ends with, where it has none.
fn unit_name<'a>(input: &Input<'a>, figure: &'a Figure) -> &'a str {
    match figure.unit.as_deref() {
        Some(unit) => unit,
        None => {
            let text = figure.span.of(input.text);
            text.char_indices().next_back().and_then(|(at, _)| text.get(at..)).unwrap_or_default()
        }
    }
}

/// `count`, `most` at most, which is small.
fn small(count: usize, most: usize) -> u8 {
    count.min(most) as u8
}

/// How far before and behind its figure a candidate and what stands beside it may lie, in units.
const AROUND: (usize, usize) = (REACH_BEFORE + LONGEST + 1, REACH_AFTER + LONGEST + 1);

/// What the model sees of the units near figures; of the others it sees nothing.
fn views<'a>(units: &[Unit<'a>], figures: &[Option<usize>]) -> Vec<View<'a>> {
    let mut views: Vec<View> = Vec::with_capacity(units.len());
    for at in figures.iter().flatten() {
        views.resize_with(views.len().max(at.saturating_sub(AROUND.0)), || NONE);
        let near = units.get(views.len()..units.len().min(at + 1 + AROUND.1));
        views.extend(near.unwrap_or_default().iter().map(View::new));
    }
    for end in 1..views.len() {
        if let Some([first, second]) = views.get_mut(end - 1..=end)
            && Said::of(Part::behind(first.text.hash, second.text.text)) == Some(Said::Terms)
        {
            for view in [first, second] {
                view.said = Some(Said::Terms);
                view.tag = Said::Terms.tag();
            }
        }
    }
    views
}

/// What stands outside of the text.
const NONE: View = View { text: EDGE, tag: EDGE, last: EDGE, last_two: EDGE, noun_like: false, said: None };

impl<'a> View<'a> {
    fn new(unit: &Unit<'a>) -> Self {
        let tail = |n: usize| {
            let at = unit.text.char_indices().rev().nth(n - 1).map_or(0, |(at, _)| at);
            Part::new(unit.text.get(at..).unwrap_or_default())
        };
        // A name says what it is by its type and its last characters; its text would not be seen again.
        let text = match unit.kind {
            UnitKind::Entity(..) | UnitKind::Time(_) | UnitKind::Figure(_) => Part::new(unit.tag()),
            _ => Part::new(unit.text),
        };
        let said = matches!(unit.kind, UnitKind::Word(_)).then(|| Said::of(text)).flatten();
        let tag = match said {
            Some(said) => said.tag(),
            _ => Part::new(unit.tag()),
        };
        Self { text, tag, last: tail(1), last_two: tail(2), noun_like: unit.is_noun_like(), said }
    }
}
