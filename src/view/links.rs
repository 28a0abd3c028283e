//! Who and what stand together: names that share sentences.

use super::{MarkType, Page, sort_by};
use std::collections::BTreeMap;

/// Two names that share sentences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// The one: a place in [`Links::names`].
    pub a: usize,
    /// The other.
    pub b: usize,
    /// How many sentences they share.
    pub sentences: usize,
}

/// Names, and which of them share sentences.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Links {
    /// Numbers in [`Page::clusters`], the most often named first.
    pub names: Vec<usize>,
    /// The pairs, those with the most sentences first.
    pub links: Vec<Link>,
}

impl Links {
    /// The links among the `most` names that the page mentions most often; offices are no names here, and who stands alone is left
    /// out.
    pub fn of(page: &Page, most: usize) -> Self {
        let mut often: Vec<usize> =
            (0..page.clusters.len()).filter(|c| page.clusters.get(*c).is_some_and(|c| c.kind != MarkType::Title)).collect();
        let mentions = |cluster: &usize| page.clusters.get(*cluster).map_or(0, |c| c.marks.len());
        sort_by(&mut often, |a, b| mentions(b).cmp(&mentions(a)));
        often.truncate(most);
        let mut pairs: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        for sentence in sentences(page) {
            let mut here: Vec<usize> = Vec::new();
            for cluster in sentence.filter_map(|mark| page.cluster_of(mark)).filter(|c| often.contains(c)) {
                if !here.contains(&cluster) {
                    here.push(cluster);
                }
            }
            for (i, a) in here.iter().enumerate() {
                for b in here.iter().skip(i + 1) {
                    *pairs.entry((*a.min(b), *a.max(b))).or_default() += 1;
                }
            }
        }
        often.retain(|c| pairs.keys().any(|(a, b)| a == c || b == c));
        let place = |cluster: usize| often.iter().position(|c| *c == cluster).unwrap_or_default();
        let link = |((a, b), sentences): ((usize, usize), usize)| Link { a: place(a), b: place(b), sentences };
        let mut links: Vec<Link> = pairs.into_iter().map(link).collect();
        sort_by(&mut links, |x, y| (y.sentences, x.a, x.b).cmp(&(x.sentences, y.a, y.b)));
        Self { names: often, links }
    }
}

/// The marks of every sentence that has any.
fn sentences(page: &Page) -> impl Iterator<Item = std::ops::Range<usize>> + '_ {
    let mut from = 0;
    std::iter::from_fn(move || {
        let first = page.marks.get(from)?;
        let text = page.analysis.blocks.get(first.block).map_or("", |b| b.text.as_str());
        let mut to = from + 1;
        while let (Some(last), Some(next)) = (page.marks.get(to - 1), page.marks.get(to)) {
            let between = text.get(last.range.end..next.range.start).unwrap_or_default();
            if next.block != first.block || between.contains(['。', '！', '？', '；']) {
                break;
            }
            to += 1;
        }
        let sentence = from..to;
        from = to;
        Some(sentence)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Analysis,
        analysis::{Block, Entity},
        entity::EntityType,
    };

    #[test]
    fn names_are_linked_by_the_sentences_they_share() {
        let text = "甲与乙签约。甲说，乙、丙都来。丙走了。丁与丁。";
        let names =
            [(0, "甲", 0), (2, "乙", 1), (6, "甲", 0), (9, "乙", 1), (11, "丙", 2), (15, "丙", 2), (19, "丁", 3), (21, "丁", 3)];
        let entity = |(start, text, cluster): (usize, &str, usize)| Entity {
            start,
            end: start + 1,
            text: text.into(),
            kind: EntityType::Org,
            cluster,
            confidence: 1.0,
            evidence: Vec::new(),
        };
        let page = Page::new(Analysis {
            blocks: vec![Block { end: 23, text: text.into(), runs: vec![[0, 0]], ..Block::default() }],
            entities: names.map(entity).to_vec(),
            ..Analysis::default()
        });
        let links = Links::of(&page, 10);
        assert_eq!(links.names, [0, 1, 2]);
        let pairs: Vec<_> = links.links.iter().map(|l| (l.a, l.b, l.sentences)).collect();
        assert_eq!(pairs, [(0, 1, 2), (0, 2, 1), (1, 2, 1)]);
    }
}
