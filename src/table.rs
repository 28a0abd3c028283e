//! Data files that are compiled in: a row a line, lines that open with `#` say what the file holds and where it comes from.

/// The rows of a data file: its lines without comments and empty lines.
///
/// ```
/// let file = "# numerals, our own\n一\t1\n\n二\t2\n";
/// assert_eq!(quandian::table::rows(file).collect::<Vec<_>>(), ["一\t1", "二\t2"]);
/// ```
pub fn rows(file: &str) -> impl DoubleEndedIterator<Item = &str> + Clone {
    file.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}
