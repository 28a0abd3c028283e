//! Which blocks make an article.
//!
//! The blocks are first cut into pieces: a run of display lines, what follows it, until the next byline, dateline or headline.
//! Where headlines stand before their bodies every piece is an article. Where a page carries bodies first and headlines where
//! there was room (text of a PDF), headlines and sections without a byline go to the piece whose words they share.

use super::{
    Role, clean,
    cue::{Cues, What},
    likeness::{Likeness, Words},
    published,
    role::{self, Shape},
};

/// A block as group sees it.
#[derive(Clone, Debug)]
pub struct Item<'a> {
    /// Its text.
    pub text: &'a str,
    /// Its role so far; every display line without a mark of its own is a headline.
    pub role: Role,
    /// Its shape.
    pub shape: Shape,
    /// The article it belongs to.
    pub article: Option<usize>,
}

/// A stretch of blocks that belong together.
#[derive(Debug, Default)]
struct Piece {
    /// Blocks, as places in the list of items.
    items: Vec<usize>,
    /// Whether it begins as an article does: with a byline, a dateline or a headline.
    leads: bool,
    /// Whether it goes on from another page.
    continued: bool,
    /// Whether it holds text.
    body: bool,
}

/// How many pieces on either side a headline or section is compared with.
const REACH: usize = 12;

/// Settles the roles of display lines and gives every block its article. Articles are numbered in the order in which they
/// first appear.
pub fn articles(items: &mut [Item]) {
    settle_displays(items);
    let scattered = is_scattered(items);
    let pieces = pieces(items, scattered);
    let mut owner: Vec<usize> = (0..pieces.len()).collect();
    if scattered && pieces.iter().any(|p| p.body && p.leads) {
        adopt(items, &pieces, &mut owner);
    } else if scattered {
        follow(&pieces, &mut owner);
    }
    for (piece, article) in pieces.iter().zip(&owner) {
        for i in &piece.items {
            if let Some(item) = items.get_mut(*i) {
                item.article = Some(*article);
            }
        }
    }
    number(items);
    rank_displays(items);
}

/// Tells headlines from subheads by what stands around them.
fn settle_displays(items: &mut [Item]) {
    let usual = usual_gap(items);
    let mut at = 0;
    while at < items.len() {
        let count = items.get(at..).unwrap_or_default().iter().take_while(|i| role::is_display(i.role)).count();
        if count == 0 {
            at += 1;
            continue;
        }
        let before = items.get(..at).unwrap_or_default();
        let after = items.get(at + count..).unwrap_or_default();
        let apart = items.get(at).is_some_and(|i| i.shape.blanks > usual) && !items.get(at).is_some_and(|i| is_numbered(i.text));
        let heads = heads_an_article(before, after) || apart && turns(before, after);
        let signed = !heads && after.first().is_some_and(|i| i.role == Role::Date);
        for item in items.iter_mut().skip(at).take(count) {
            match item.role {
                _ if signed => item.role = Role::Source,
                _ if !heads => item.role = Role::Subhead,
                Role::Subhead if !is_numbered(item.text) => item.role = Role::Headline,
                _ => {}
            }
        }
        at += count;
    }
}

/// Empty lines that the paragraphs of the page usually have before them.
fn usual_gap(items: &[Item]) -> usize {
    let mut gaps: Vec<usize> = items.iter().skip(1).filter(|i| i.role == Role::Body).map(|i| i.shape.blanks).collect();
    gaps.sort_unstable();
    gaps.get(gaps.len() / 2).copied().unwrap_or(0)
}

/// Whether the text after a display line speaks of something else than the text before it. Sections of one article are rarely less
/// alike than [`ALIKE`], articles on one page seldom more.
fn turns(before: &[Item], after: &[Item]) -> bool {
    let section = |items: &mut dyn Iterator<Item = &Item>| {
        let mut words = String::new();
        for item in items.take_while(|i| !role::is_display(i.role)).filter(|i| i.role == Role::Body) {
            words.push_str(item.text);
            words.push('\n');
            if words.len() > LONGEST_SECTION {
                break;
            }
        }
        words
    };
    let sections = [section(&mut before.iter().rev()), section(&mut after.iter())];
    if sections.iter().any(|section| section.len() < SHORTEST_SECTION) {
        return false;
    }
    let (likeness, words) = Likeness::new(&sections);
    matches!(words.as_slice(), [a, b] if likeness.between(a, b) < ALIKE)
}

/// Bytes of a section that are compared.
const LONGEST_SECTION: usize = 4500;
/// Bytes of a section below which its words tell nothing.
const SHORTEST_SECTION: usize = 180;
/// How alike two sections of one article are at least.
const ALIKE: f32 = 0.1;

/// Whether a number or another sure mark makes `text` the head of a section.
fn is_numbered(text: &str) -> bool {
    Cues::get().of(text).iter().any(|(what, weight)| *what == What::Role(Role::Subhead) && *weight >= 5)
}

/// Whether display lines between `before` and `after` are the headline of an article and not of a section.
fn heads_an_article(before: &[Item], after: &[Item]) -> bool {
    let text = |i: &&Item| !matches!(i.role, Role::Furniture | Role::Byline);
    let begins = before.iter().rev().find(text).is_none_or(|i| matches!(i.role, Role::Date | Role::Source))
        || before.last().is_some_and(|i| i.role == Role::Furniture);
    // A stamp may stand between headline and text; where no text follows, the line above a date is a signature.
    let stamp = |i: &&Item| matches!(i.role, Role::Furniture | Role::Date | Role::Source);
    let next = after.iter().find(|i| !stamp(i));
    let stamped = after.iter().find(|i| i.role != Role::Furniture).is_some_and(|i| stamp(&i));
    let leads = match next {
        Some(next) if stamped => matches!(next.role, Role::Body | Role::Byline | Role::Caption),
        Some(next) => next.role == Role::Byline || opens_article(next),
        None => !stamped && !before.iter().find(text).is_some_and(|i| role::is_display(i.role)),
    };
    (begins && next.is_some()) || leads
}

/// Whether a paragraph begins as the first of an article does (本报讯, 上接第一版).
fn opens_article(item: &Item) -> bool {
    item.role == Role::Body && (has_dateline(item.text) || is_continued(item.text))
}

fn has_dateline(text: &str) -> bool {
    let sure = |(what, weight): &(What, i32)| *what == What::Role(Role::Body) && *weight >= 8;
    published::dateline(text).is_some() || Cues::get().of_start(text).iter().any(sure)
}

fn is_continued(text: &str) -> bool {
    ["（上接", "(上接", "（紧接", "上接第"].iter().any(|w| text.starts_with(w))
}

/// Whether the page carries bodies before their headlines: it begins with a byline or a dateline and has headlines later.
fn is_scattered(items: &[Item]) -> bool {
    let mut own = items.iter().filter(|i| i.role != Role::Furniture);
    let bare = own.next().is_some_and(|i| {
        i.role == Role::Byline || opens_article(i) || matches!(i.role, Role::Body | Role::Subhead) && i.shape.page_indents
    });
    let head = |i: &Item| is_head(i.role);
    let text = items.iter().position(|i| i.role == Role::Body);
    let first_head = items.iter().position(head);
    bare && first_head.zip(text).is_some_and(|(h, t)| t < h)
}

fn pieces(items: &[Item], scattered: bool) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut current = Piece::default();
    let mut closed = false;
    for (i, item) in items.iter().enumerate() {
        if item.role == Role::Furniture {
            closed |= !item.text.chars().any(clean::is_word);
            continue;
        }
        let head = matches!(item.role, Role::Headline | Role::Kicker | Role::Deck);
        let byline = item.role == Role::Byline && !is_signature(items, i);
        let opens = head || byline || opens_article(item);
        let section = scattered && item.role == Role::Subhead && item.shape.blanks > 0;
        let alone = scattered && head;
        let was_alone = scattered && current.items.last().and_then(|l| items.get(*l)).is_some_and(|l| is_head(l.role));
        let body = matches!(item.role, Role::Body | Role::Caption | Role::Subhead);
        let cut = current.body && (opens || section) || alone || was_alone || closed && (body || opens);
        if cut && !current.items.is_empty() {
            pieces.push(std::mem::take(&mut current));
        }
        closed &= !(body || opens);
        current.leads |= opens;
        current.continued |= is_continued(item.text);
        current.body |= body;
        current.items.push(i);
        closed |= item.role == Role::Date && current.body;
    }
    if !current.items.is_empty() {
        pieces.push(current);
    }
    pieces
}

fn is_head(role: Role) -> bool {
    matches!(role, Role::Headline | Role::Kicker | Role::Deck)
}

/// Whether the byline at `i` closes the text before it rather than opening the text after it.
fn is_signature(items: &[Item], i: usize) -> bool {
    let text = items.get(i).map_or("", |b| b.text);
    let bracketed = text.starts_with(['（', '(']) && text.ends_with(['）', ')']);
    let opens = |next: &Item| matches!(next.role, Role::Body | Role::Caption | Role::Byline | Role::Subhead);
    bracketed || !items.get(i + 1..).unwrap_or_default().iter().find(|n| n.role != Role::Furniture).is_some_and(opens)
}

/// On a page whose texts all begin without a byline or dateline: every headline goes to the text before it, as the first does.
/// With one headline it is one article.
fn follow(pieces: &[Piece], owner: &mut [usize]) {
    let several = pieces.iter().filter(|p| !p.body).count() > 1;
    let mut text = 0;
    for (i, (piece, slot)) in pieces.iter().zip(owner).enumerate() {
        if piece.body && several {
            text = i;
        }
        *slot = text;
    }
}

/// On a page whose headlines stand apart from their bodies: gives sections and headlines to the pieces whose words they share.
fn adopt(items: &[Item], pieces: &[Piece], owner: &mut [usize]) {
    let text = |piece: &Piece| piece.items.iter().filter_map(|i| items.get(*i)).map(|i| i.text).collect::<Vec<_>>().join("\n");
    let is_headline = |piece: &Piece| !piece.body && piece.items.iter().filter_map(|i| items.get(*i)).any(|i| is_head(i.role));
    let (likeness, words) = Likeness::new(&pieces.iter().map(text).collect::<Vec<_>>());
    let takes = |p: usize| pieces.get(p).is_some_and(|q| q.body && q.leads && !q.continued);
    let mut gathered: Vec<Words> = words.clone();
    // Sections first: their words help to know the headline.
    for headlines in [false, true] {
        for (i, piece) in pieces.iter().enumerate() {
            let stray = if headlines { is_headline(piece) } else { piece.body && !piece.leads };
            let Some(own) = words.get(i).filter(|_| stray) else { continue };
            let near = (i.saturating_sub(REACH)..(i + REACH + 1).min(pieces.len())).filter(|p| takes(*p));
            let before = owner.get(..i).unwrap_or_default().iter().rev().copied().find(|o| takes(*o));
            let score = |p: usize| {
                let next = if Some(p) == before { 0.02 } else { 0.0 };
                let like = |w| if headlines { likeness.inside(own, w) } else { likeness.between(own, w) };
                gathered.get(p).map_or(0.0, like) + next
            };
            let best = near.map(|p| (score(p), p)).fold(None, |best: Option<(f32, usize)>, now| match best {
                Some(b) if b.0 >= now.0 => Some(b),
                _ => Some(now),
            });
            if let (Some((_, p)), Some(slot)) = (best, owner.get_mut(i)) {
                *slot = p;
                if let Some(words) = gathered.get_mut(p) {
                    *words = likeness.join(words, own);
                }
            }
        }
    }
}

/// Numbers the articles in the order in which they first appear.
fn number(items: &mut [Item]) {
    let mut seen: Vec<usize> = Vec::new();
    let mut place = std::collections::HashMap::new();
    for item in items {
        if let Some(article) = item.article {
            let n = *place.entry(article).or_insert_with(|| {
                seen.push(article);
                seen.len() - 1
            });
            item.article = Some(n);
        }
    }
}

/// Tells the headline of every article from its kicker and deck.
fn rank_displays(items: &mut [Item]) {
    let count = items.iter().filter_map(|i| i.article).max().map_or(0, |m| m + 1);
    let mut heads: Vec<Vec<usize>> = vec![Vec::new(); count];
    for (i, item) in items.iter().enumerate() {
        if let Some(list) = item.article.filter(|_| is_head(item.role)).and_then(|a| heads.get_mut(a)) {
            list.push(i);
        }
    }
    for list in heads {
        let main = headline_of(items, &list);
        for (place, i) in list.iter().enumerate() {
            let Some(item) = items.get_mut(*i) else { continue };
            item.role = match (main, item.role) {
                (Some(m), _) if m == place => Role::Headline,
                (Some(m), _) if place < m => Role::Kicker,
                _ => Role::Deck,
            };
        }
    }
}

/// Which of the display lines of an article is its headline: the one in the largest type, else the first, unless it is much
/// longer than the second, which a kicker is.
fn headline_of(items: &[Item], heads: &[usize]) -> Option<usize> {
    let of = |place: usize| heads.get(place).and_then(|i| items.get(*i));
    let plain = |place: &usize| of(*place).is_some_and(|i| i.role == Role::Headline);
    let size = |place: usize| of(place).map_or(9, |i| if i.shape.level == 0 { 9 } else { i.shape.level });
    let candidates: Vec<usize> = (0..heads.len()).filter(plain).collect();
    let largest = candidates.iter().map(|p| size(*p)).min()?;
    let mut largest = candidates.iter().copied().filter(|p| size(*p) == largest);
    let first = largest.next()?;
    let length = |place: usize| of(place).map_or(0, |i| i.text.chars().count());
    match largest.next() {
        Some(second) if length(first) * 10 >= length(second) * 14 && second == first + 1 => Some(second),
        _ => Some(first),
    }
}
