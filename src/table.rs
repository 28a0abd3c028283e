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

/// One of the lists of a data file: its rows open with the name of their list, white space parts the words. A list may have several
/// rows; one without any is empty, which only a slip of the pen can be.
///
/// ```
/// let file = "# our own\nfruit 桃 李\ntree 松\nfruit 杏\n";
/// assert_eq!(quandian::table::list(file, "fruit"), ["桃", "李", "杏"]);
/// ```
pub fn list<'a>(file: &'a str, name: &str) -> Vec<&'a str> {
    let named = rows(file).map(str::split_whitespace).filter_map(|mut row| (row.next() == Some(name)).then_some(row));
    let words: Vec<&str> = named.flatten().collect();
    debug_assert!(!words.is_empty(), "no list {name}");
    words
}

/// A structure that holds lists of a data file beside the caller, each under its own name, and the one value of it.
macro_rules! lists {
    ($(#[$doc:meta])* $value:ident: $lists:ident in $file:literal { $($name:ident,)* }) => {
        $(#[$doc])*
        struct $lists {
            $($name: Vec<&'static str>,)*
        }

        static $value: std::sync::LazyLock<$lists> =
            std::sync::LazyLock::new(|| $lists { $($name: $crate::table::list(include_str!($file), stringify!($name)),)* });
    };
}
pub(crate) use lists;
