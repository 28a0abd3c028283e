//! Which bodies have which offices.

use std::sync::LazyLock;

static TABLE: &str = include_str!("data/office_bodies.txt");

/// The end of an office and the ends of the names of the bodies that have it.
static BODIES: LazyLock<Vec<(&str, Vec<&str>)>> = LazyLock::new(|| {
    let lines = TABLE.lines().filter(|l| !l.starts_with('#'));
    let mut rows: Vec<(&str, Vec<&str>)> =
        lines.filter_map(|l| l.split_once('\t')).map(|(office, bodies)| (office, bodies.split(' ').collect())).collect();
    rows.sort_by_key(|r| std::cmp::Reverse(r.0.len()));
    rows
});

/// Whether a body of this name has such an office: 公司 a 董事长, 局 a 副局长.
pub fn has_office(body: &str, office: &str) -> bool {
    let row = BODIES.iter().find(|(end, _)| office.ends_with(end));
    row.is_some_and(|(_, bodies)| bodies.iter().any(|b| body.ends_with(b)))
}
