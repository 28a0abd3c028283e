//! How often words occur in Chinese at large: the counts of jieba's dictionary, which its author took from the 人民日报 of 1998, the MSR
//! corpus and novels (github.com/fxsj/jieba, issue 7).

use super::DICTIONARY;
use rustc_hash::FxHashMap;

/// How often words occur.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frequencies {
    /// How often each of the words that were asked for; zero for one that the dictionary does not have.
    pub of: Vec<u64>,
    /// How often all words of the dictionary together.
    pub all: u64,
}

/// The counts of `words`, in their order. Reads through the dictionary once, which takes some hundredths of a second: to ask for many
/// words at a time.
///
/// ```
/// use quandian::segment::frequencies;
/// let found = frequencies(["的", "项目", "青科大"]);
/// assert!(found.of[0] > found.of[1] && found.of[1] > 1000 && found.of[2] == 0);
/// ```
pub fn frequencies<'a>(words: impl IntoIterator<Item = &'a str>) -> Frequencies {
    let mut places: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    let mut found = Frequencies::default();
    for word in words {
        places.entry(word).or_default().push(found.of.len());
        found.of.push(0);
    }
    for line in DICTIONARY.lines() {
        let mut fields = line.split(' ');
        let (Some(word), Some(count)) = (fields.next(), fields.next().and_then(|count| count.parse::<u64>().ok())) else {
            continue;
        };
        found.all += count;
        for place in places.get(word).into_iter().flatten() {
            if let Some(of) = found.of.get_mut(*place) {
                *of += count;
            }
        }
    }
    found
}
