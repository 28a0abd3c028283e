//! Which bodies have which offices.

use crate::table;
use std::sync::LazyLock;

static TABLE: &str = include_str!("data/office_bodies.txt");

/// The end of an office and the ends of the names of the bodies that have it.
static BODIES: LazyLock<Vec<(&str, Vec<&str>)>> = LazyLock::new(|| {
    let lines = table::rows(TABLE);
    let mut rows: Vec<(&str, Vec<&str>)> =
        lines.filter_map(|l| l.split_once('\t')).map(|(office, bodies)| (office, bodies.split(' ').collect())).collect();
    rows.sort_by_key(|r| std::cmp::Reverse(r.0.len()));
    rows
});

/// Whether a body of this name has such an office: 公司 a 董事长, 局 a 副局长; nothing where no rule tells. Besides the table, the
/// head of a body is its end and 长: 大队 and 大队长, 科 and 科长, 代表团 and 团长.
pub fn has_office(body: &str, office: &str) -> Option<bool> {
    if overlap(body, office) > "委".len() {
        return Some(true);
    }
    let row = BODIES.iter().find(|(end, _)| office.ends_with(end));
    if row.is_some_and(|(_, bodies)| bodies.iter().any(|b| body.ends_with(b))) {
        return Some(true);
    }
    let head =
        office.strip_suffix('长').map(|o| o.trim_start_matches(['副', '代']).trim_start_matches("常务").trim_start_matches('副'));
    match head.filter(|head| !head.is_empty() && !LEVELS.contains(head)) {
        Some(head) => Some(body.ends_with(head)),
        None => row.map(|_| false),
    }
}

/// The length in bytes of the end of a body's name that an office says again: 管委会副主任 of 高新区管委会. 大队长 of a 大队 says it
/// with its own word.
pub fn overlap(body: &str, office: &str) -> usize {
    let again = |at: &usize| {
        let (said, rest) = office.split_at_checked(*at).unwrap_or_default();
        body.ends_with(said) && (rest != "长" || body == said)
    };
    office.char_indices().map(|(at, _)| at).skip(1).filter(again).last().unwrap_or(0)
}

/// Levels of government, whose heads are not the heads of what else ends so.
const LEVELS: &[&str] = &["市", "县", "区", "省", "州", "镇", "乡", "村", "会"];
