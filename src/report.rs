//! Turns what the stages found into the plain data of [`crate::analysis`]: spans of the reading text become offsets into the
//! source, in the unit that was asked for.

use crate::{
    Options,
    analysis::{self, Analysis, OffsetUnit},
    check::{Check, CheckKind, OperandRole, Verdict},
    entity::Finding,
    figure::Amount,
    layout::{self, Hint, Layout},
    link::{Comparison, Input, Links, Whole, metric::Source},
    offsets::Offsets,
    packed::Word,
    segment,
    span::{self, Reading, Span},
};
use rust_decimal::prelude::ToPrimitive;

/// What the stages found in a source.
pub struct Report<'a> {
    /// The text as it came in.
    pub source: &'a str,
    /// What was asked for.
    pub options: &'a Options,
    /// The reading text, its blocks and articles.
    pub layout: &'a Layout,
    /// Words and mentions.
    pub input: Input<'a>,
    /// What speaks for each name.
    pub findings: &'a [Finding],
    /// What the mentions have to do with each other.
    pub links: &'a Links,
    /// What must add up.
    pub checks: &'a [Check],
}

impl Report<'_> {
    /// The result as plain data.
    pub fn analysis(&self) -> Analysis {
        let at = Locator::new(self);
        let token = |w: Word| analysis::Token { start: w.start, end: w.end, text: w.text.to_owned(), pos: w.pos.to_owned() };
        Analysis { tokens: self.words(&at).map(token).collect(), ..self.without_words(&at) }
    }

    /// The JSON of the result, for which no word is copied but into it.
    pub fn json(&self) -> serde_json::Result<String> {
        let at = Locator::new(self);
        self.without_words(&at).json_with(self.words(&at))
    }

    fn words<'a>(&'a self, at: &'a Locator) -> impl ExactSizeIterator<Item = Word<'a>> {
        let text = self.layout.text.as_str();
        self.input.tokens.iter().map(|t| {
            let (start, end) = at.locate(t.span);
            Word { start, end, text: t.span.of(text), pos: t.pos.as_str() }
        })
    }

    /// All but the words.
    fn without_words(&self, at: &Locator) -> Analysis {
        let Self { options, layout, input, findings, links, checks, .. } = self;
        let text = layout.text.as_str();
        let written = |words: &String| layout::unfold(words.clone(), text, input.text);
        let read = |span: Span<Reading>| span.of(text).to_owned();
        Analysis {
            schema: analysis::SCHEMA.to_owned(),
            offsets: options.offsets,
            published: layout.published.map(|d| d.to_string()),
            articles: articles(layout, at),
            blocks: blocks(layout, at),
            sentences: segment::sentences(text)
                .into_iter()
                .map(|s| at.locate(s))
                .map(|(start, end)| analysis::Extent { start, end })
                .collect(),
            tokens: Vec::new(),
            entities: findings
                .iter()
                .enumerate()
                .map(|(i, f)| {
                    let (start, end) = at.locate(f.entity.span);
                    analysis::Entity {
                        start,
                        end,
                        text: read(f.entity.span),
                        kind: f.entity.kind,
                        cluster: links.clusters.get(i).copied().unwrap_or(i),
                        confidence: f64::from(f.confidence) / 100.0,
                        evidence: if options.explain { f.evidence.clone() } else { Vec::new() },
                    }
                })
                .collect(),
            times: input
                .times
                .iter()
                .map(|t| {
                    let (start, end) = at.locate(t.span);
                    analysis::Time {
                        start,
                        end,
                        text: read(t.span),
                        value: t.value.to_string(),
                        modifier: t.modifier,
                        evidence: options.explain.then_some(t.evidence),
                    }
                })
                .collect(),
            figures: figures(input, links, at, options),
            aliases: links.aliases.iter().map(|names| names.iter().map(written).collect()).collect(),
            roles: links
                .roles
                .iter()
                .map(|r| analysis::PersonRole { person: written(&r.person), title: written(&r.title) })
                .collect(),
            checks: checks.iter().map(|c| check(c, text, at)).collect(),
        }
    }
}

fn check(check: &Check, text: &str, at: &Locator) -> analysis::Check {
    let operands: Vec<analysis::Operand> = check
        .operands
        .iter()
        .map(|o| {
            let (start, end) = at.locate(o.span);
            analysis::Operand { role: o.role, start, end, text: o.span.of(text).to_owned(), figure: o.figure }
        })
        .collect();
    let all = |role: OperandRole| operands.iter().filter(move |o| o.role == role).map(|o| o.text.clone());
    analysis::Check {
        kind: check.kind,
        total: all(OperandRole::Total).next(),
        parts: all(OperandRole::Part).collect(),
        percent: all(OperandRole::Percent).next().filter(|_| check.kind == CheckKind::Share),
        arithmetic: check.arithmetic.clone(),
        tolerance: check.tolerance.to_f64().unwrap_or_default(),
        holds: check.verdict == Verdict::Holds,
        operands,
    }
}

fn articles(layout: &Layout, at: &Locator) -> Vec<analysis::Article> {
    let text = layout.text.as_str();
    let mut extents: Vec<Option<Span<span::Source>>> = vec![None; layout.articles.len()];
    for block in &layout.blocks {
        if let Some(extent) = block.article.and_then(|a| extents.get_mut(a)) {
            *extent = Some(Span::new(extent.map_or(block.source.start, |e| e.start), block.source.end));
        }
    }
    layout
        .articles
        .iter()
        .zip(extents)
        .enumerate()
        .map(|(i, (article, extent))| {
            let (start, end) = extent.map_or((0, 0), |e| (at.source.of(e.start), at.source.of(e.end)));
            analysis::Article {
                id: article_id(i),
                headline: article.headline.map(|s| s.of(text).to_owned()),
                byline: article.byline.clone(),
                published: article.published.map(|d| d.to_string()),
                start,
                end,
            }
        })
        .collect()
}

fn article_id(index: usize) -> String {
    format!("a{}", index + 1)
}

fn blocks(layout: &Layout, at: &Locator) -> Vec<analysis::Block> {
    let text = layout.text.as_str();
    let within = Offsets::new(text, at.unit);
    layout
        .blocks
        .iter()
        .map(|block| {
            let (start, end) = (at.source.of(block.source.start), at.source.of(block.source.end));
            let runs = layout.text.runs(block.span);
            let first = within.of(block.span.start);
            analysis::Block {
                start,
                end,
                role: block.role,
                article: block.article.map(article_id),
                text: block.span.of(text).to_owned(),
                runs: merge(runs.into_iter().map(|(r, s)| [within.of(r) - first, at.source.of(s)])),
            }
        })
        .collect()
}

/// Leaves out the runs that simply go on in the unit of the offsets.
fn merge(runs: impl Iterator<Item = [usize; 2]>) -> Vec<[usize; 2]> {
    let mut merged: Vec<[usize; 2]> = Vec::new();
    for [read, source] in runs {
        let goes_on = merged.last().is_some_and(|[r, s]| source - s == read - r);
        if !goes_on {
            merged.push([read, source]);
        }
    }
    merged
}

fn figures(input: &Input, links: &Links, at: &Locator, options: &Options) -> Vec<analysis::Figure> {
    input
        .figures
        .iter()
        .enumerate()
        .map(|(i, f)| {
            let (start, end) = at.locate(f.span);
            let (value, lo, hi) = match f.amount {
                Amount::Exact(v) => (v.to_f64(), None, None),
                Amount::Range(lo, hi) => (None, lo.to_f64(), hi.to_f64()),
                Amount::Vague => (None, None, None),
            };
            let found = links.figures.get(i);
            let phrase = |span: Span<Reading>| {
                let (start, end) = at.locate(span);
                analysis::Phrase { start, end, text: span.of(at.layout.text.as_str()).to_owned() }
            };
            let metric = found.and_then(|l| l.metric).map(|m| {
                let analysis::Phrase { start, end, text } = phrase(m.span);
                analysis::Metric { start, end, text, inherited: m.source == Source::Inherited }
            });
            let comparison = found.and_then(|l| l.comparison).map(|c| match c {
                Comparison::YearOnYear => analysis::Comparison::Year,
                Comparison::PeriodOnPeriod => analysis::Comparison::Period,
                Comparison::Time(i) => analysis::Comparison::Time(i),
                Comparison::Figure(i) => analysis::Comparison::Figure(i),
            });
            let share_of = found.and_then(|l| l.share_of).map(|w| match w {
                Whole::Figure(i) => analysis::Whole::Figure(i),
                Whole::Words(span) => analysis::Whole::Words(phrase(span)),
            });
            analysis::Figure {
                start,
                end,
                text: f.span.of(at.layout.text.as_str()).to_owned(),
                kind: f.kind,
                value,
                lo,
                hi,
                // A classifier is the article's own word; symbols and ISO codes are not in the text and stay.
                unit: f.unit.clone().map(|u| layout::unfold(u, f.span.of(at.layout.text.as_str()), f.span.of(input.text))),
                modifier: f.modifier,
                trend: f.trend,
                metric,
                owner: found.and_then(|l| l.owner),
                time: found.and_then(|l| l.time),
                comparison,
                share_of,
                evidence: if options.explain { f.evidence.clone() } else { Vec::new() },
            }
        })
        .collect()
}

/// Finds the place in the source of a stretch of reading text.
struct Locator<'a> {
    layout: &'a Layout,
    written: &'a str,
    source: Offsets,
    unit: OffsetUnit,
    last: Hint,
}

impl<'a> Locator<'a> {
    fn new(report: &Report<'a>) -> Self {
        let Report { source, options, layout, .. } = *report;
        let unit = options.offsets;
        Self { layout, written: source, source: Offsets::new(source, unit), unit, last: Hint::default() }
    }

    fn locate(&self, span: Span<Reading>) -> (usize, usize) {
        let span = self.layout.text.to_source_near(span, &self.last);
        // A mark that chooses the form of the last character goes with it.
        let rest = self.written.get(span.end..).unwrap_or_default();
        let selectors: usize = rest.chars().take_while(|c| layout::is_selector(*c)).map(char::len_utf8).sum();
        (self.source.of(span.start), self.source.of(span.end + selectors))
    }
}
