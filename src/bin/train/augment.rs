//! Makes more articles of the real ones: names exchanged for others of their kind, so that the tagger learns what stands around a
//! name and how names are built, and not the few names by heart.

use crate::{corpus::Document, random::Random};
use quandian::{
    entity::{Entity, EntityType},
    segment::Segmenter,
};
use std::collections::BTreeMap;

/// Names to put in place of others, by type and by what they have in common with them.
#[derive(Default)]
pub struct Names(BTreeMap<(EntityType, String), Vec<String>>);

impl Names {
    /// The names of `documents`.
    pub fn of(documents: &[&Document]) -> Self {
        let mut names = Self::default();
        for (document, entity) in documents.iter().flat_map(|d| d.gold.iter().map(move |e| (d, e))) {
            let name = entity.span.of(&document.text);
            for sort in sorts(entity.kind, name) {
                let same = names.0.entry((entity.kind, sort)).or_default();
                same.push(name.to_owned());
            }
        }
        for same in names.0.values_mut() {
            same.sort_unstable();
            same.dedup();
        }
        names
    }

    /// A name to put in place of `name`.
    fn other(&self, kind: EntityType, name: &str, random: &mut Random) -> Option<&str> {
        const ENOUGH: usize = 4;
        let of_sort = |sort: String| self.0.get(&(kind, sort)).filter(|same| same.len() >= ENOUGH);
        let same = sorts(kind, name).into_iter().find_map(of_sort)?;
        same.get(random.next() as usize % same.len()).map(String::as_str)
    }
}

/// What a name has in common with those that can stand in its place, the narrower before the wider.
fn sorts(kind: EntityType, name: &str) -> Vec<String> {
    let length = name.chars().count();
    let last = |n: usize| name.chars().skip(length.saturating_sub(n)).collect::<String>();
    match kind {
        EntityType::Per if name.contains('·') => vec!["·".to_owned()],
        EntityType::Per if (2..=4).contains(&length) => vec![length.to_string()],
        EntityType::Loc if (2..).contains(&length) => {
            const LEVELS: &str = "省市县区州旗镇乡村路街道港岛山江河湖海湾国";
            vec![if name.ends_with(|c| LEVELS.contains(c)) { last(1) } else { "stem".to_owned() }]
        }
        EntityType::Org if length > 4 => vec![last(3), last(2), last(1)],
        EntityType::Org if length > 1 => {
            const BODIES: &str = "委局部院办厅会府校团队社行网台报处科署所中心组";
            if name.ends_with(|c| BODIES.contains(c)) { vec![last(2), last(1)] } else { vec!["short".to_owned()] }
        }
        EntityType::Fac | EntityType::Project | EntityType::Event if length > 3 => vec![last(2), last(1)],
        _ => Vec::new(),
    }
}

/// `document` with its names exchanged; every place of a name gets the same other name.
pub fn exchanged(document: &Document, names: &Names, segmenter: &Segmenter, random: &mut Random) -> Document {
    /// How many of a hundred names are exchanged.
    const SHARE: u64 = 70;
    let mut chosen: BTreeMap<(EntityType, &str), Option<&str>> = BTreeMap::new();
    for &Entity { span, kind } in &document.gold {
        let name = span.of(&document.text);
        chosen
            .entry((kind, name))
            .or_insert_with(|| if random.next() % 100 < SHARE { names.other(kind, name, random) } else { None });
    }
    document.with_names(segmenter, |kind, name| chosen.get(&(kind, name)).copied().flatten())
}
