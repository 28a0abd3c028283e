//! Puts an article's head where readers look for it. A newspaper page, taken from a PDF or a scan, often brings the headline after the
//! text that it stands above.

use super::sort_by;
use crate::{analysis::Block, layout::Role};

/// Moves what heads an article in front of its text, where all of it comes behind the first paragraph: kicker, headline, deck, then the
/// rest in its order. The blocks of an article are moved only where they stand together; what belongs to no article stays.
pub fn heads_first(blocks: Vec<Block>) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
    let mut run: Vec<Block> = Vec::new();
    for block in blocks {
        if run.first().is_some_and(|first| first.article != block.article) {
            out.append(&mut arranged(std::mem::take(&mut run)));
        }
        run.push(block);
    }
    out.append(&mut arranged(run));
    out
}

fn arranged(mut run: Vec<Block>) -> Vec<Block> {
    let first = |role: Role| run.iter().position(|b| b.role == role);
    let buried = matches!((first(Role::Body), first(Role::Headline)), (Some(body), Some(headline)) if body < headline);
    if buried && run.first().is_some_and(|b| b.article.is_some()) {
        sort_by(&mut run, |a, b| place(a.role).cmp(&place(b.role)));
    }
    run
}

const fn place(role: Role) -> u8 {
    match role {
        Role::Kicker => 0,
        Role::Headline => 1,
        Role::Deck => 2,
        _ => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_headline_below_its_text_is_set_above_it() {
        use Role::{Body, Byline, Deck, Headline, Subhead};
        let page = |blocks: &[(Option<&str>, Role)]| -> Vec<Block> {
            let block = |(start, (article, role)): (usize, &(Option<&str>, Role))| Block {
                start,
                article: article.map(str::to_owned),
                role: *role,
                ..Block::default()
            };
            blocks.iter().enumerate().map(block).collect()
        };
        let (a, b) = (Some("a1"), Some("a2"));
        for (blocks, order) in [
            (vec![(a, Byline), (a, Body), (a, Headline), (a, Deck), (b, Body)], vec![2, 3, 0, 1, 4]),
            (vec![(a, Headline), (a, Body), (a, Subhead), (a, Body)], vec![0, 1, 2, 3]),
            (vec![(None, Body), (None, Headline)], vec![0, 1]),
            (vec![(a, Body), (b, Headline), (b, Body)], vec![0, 1, 2]),
        ] {
            let starts: Vec<usize> = heads_first(page(&blocks)).iter().map(|b| b.start).collect();
            assert_eq!(starts, order);
        }
    }
}
