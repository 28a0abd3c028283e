//! The words of an article: how often each occurs, and which ones it is about.

use super::sort_by;
use crate::analysis::Token;
use std::collections::BTreeMap;

/// A word and how often it occurs.
#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    /// The word.
    pub text: String,
    /// Its part of speech.
    pub pos: String,
    /// How often it occurs.
    pub count: usize,
}

/// The words of `tokens`, the most frequent first; white space and punctuation left out.
pub fn words<'a>(tokens: impl Iterator<Item = &'a Token>) -> Vec<Word> {
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for token in tokens.filter(|t| t.text.chars().any(char::is_alphanumeric)) {
        *counts.entry((&token.text, &token.pos)).or_default() += 1;
    }
    let word = |((text, pos), count): ((&str, &str), usize)| Word { text: text.to_owned(), pos: pos.to_owned(), count };
    let mut words: Vec<Word> = counts.into_iter().map(word).collect();
    sort_by(&mut words, |a, b| b.count.cmp(&a.count).then_with(|| a.text.cmp(&b.text)));
    words
}

/// How far apart two words may stand to support each other: TextRank's window (Mihalcea and Tarau 2004).
const WINDOW: usize = 5;
/// How much of a word's rank its neighbours give it.
const DAMPING: f64 = 0.85;
/// Rounds of the iteration; ranks of a newspaper page settle well before.
const ROUNDS: usize = 12;

/// The `top` words that an article is about, by TextRank over its nouns, verbs and adjectives of two characters or more. Ranks
/// run from 1 downwards.
pub fn keywords<'a>(tokens: impl Iterator<Item = &'a Token>, top: usize) -> Vec<(String, f64)> {
    let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
    let mut names: Vec<&str> = Vec::new();
    let mut sequence: Vec<usize> = Vec::new();
    for token in tokens.filter(|t| bears_meaning(t)) {
        let number = *numbers.entry(&token.text).or_insert(names.len());
        if number == names.len() {
            names.push(&token.text);
        }
        sequence.push(number);
    }
    let mut links: Vec<BTreeMap<usize, f64>> = vec![BTreeMap::new(); names.len()];
    for (i, a) in sequence.iter().enumerate() {
        for b in sequence.iter().skip(i + 1).take(WINDOW - 1).filter(|b| *b != a) {
            for (from, to) in [(a, b), (b, a)] {
                if let Some(of) = links.get_mut(*from) {
                    *of.entry(*to).or_default() += 1.0;
                }
            }
        }
    }
    let weight: Vec<f64> = links.iter().map(|of| of.values().sum::<f64>().max(1.0)).collect();
    let mut rank = vec![1.0; names.len()];
    for _ in 0..ROUNDS {
        let given = |of: &BTreeMap<usize, f64>| -> f64 {
            of.iter().map(|(from, w)| w * rank.get(*from).unwrap_or(&0.0) / weight.get(*from).unwrap_or(&1.0)).sum()
        };
        rank = links.iter().map(|of| 1.0 - DAMPING + DAMPING * given(of)).collect();
    }
    let mut ranked: Vec<(String, f64)> = names.iter().map(|n| (*n).to_owned()).zip(rank).collect();
    sort_by(&mut ranked, |a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let best = ranked.first().map_or(1.0, |r| r.1);
    ranked.truncate(top);
    ranked.iter_mut().for_each(|r| r.1 /= best);
    ranked
}

/// Whether a word can be a keyword: jieba's own choice for TextRank is names, nouns, verbal nouns and verbs.
fn bears_meaning(token: &Token) -> bool {
    let content = matches!(token.pos.as_str(), "n" | "ns" | "nr" | "nt" | "nz" | "vn" | "v" | "eng");
    content && token.text.chars().nth(1).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(text: &str) -> Vec<Token> {
        let token = |pair: &str| {
            let (text, pos) = pair.split_once('/').unwrap_or((pair, "x"));
            Token { text: text.to_owned(), pos: pos.to_owned(), ..Token::default() }
        };
        text.split(' ').map(token).collect()
    }

    #[test]
    fn words_are_counted_and_punctuation_is_not() {
        let counted = words(tokens("项目/n 开工/v ，/x 项目/n 投产/v").iter());
        assert_eq!((counted[0].text.as_str(), counted[0].count, counted.len()), ("项目", 2, 3));
    }

    #[test]
    fn keywords_are_what_other_words_gather_round() {
        let ranked = keywords(tokens("企业/n 服务/vn 企业/n 需求/n 的/uj 企业/n 融资/vn 在/p 企业/n").iter(), 2);
        assert_eq!((ranked[0].0.as_str(), ranked[0].1, ranked.len()), ("企业", 1.0, 2));
    }
}
