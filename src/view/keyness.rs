//! Which words an article has more of than Chinese at large: their keyness.

use crate::{layout::fold_script, segment::Segmenter};

/// The keyness of words that occur so often in an article, in their order: the log-likelihood ratio G² of their counts there and in the
/// dictionary (Dunning 1993; in the form of Rayson and Garside 2000), negative for a word that the article has less of. From 15.13 on
/// chance makes one word in ten thousand so. `words` are all words of the article.
///
/// ```
/// use quandian::{segment::Segmenter, view::keyness};
/// let found = keyness(&Segmenter::new(), &[("的", 60), ("港口", 12), ("青科大", 3), ("中国", 1), ("是", 1)]);
/// assert!(found[1] > 100.0 && found[1] > found[2] && found[2] > 30.0);
/// assert!(found[4] < found[3]);
/// ```
pub fn keyness(segmenter: &Segmenter, words: &[(&str, usize)]) -> Vec<f64> {
    let written = words.iter().map(|(word, _)| *word).collect::<Vec<_>>().join("\n");
    // The dictionary is Simplified.
    let folded = fold_script(&written);
    let all: usize = words.iter().map(|(_, count)| count).sum();
    let at_large = |word: &str| f64::from(segmenter.frequency(word));
    let ratio = |((_, count), word): (&(&str, usize), &str)| {
        log_likelihood(*count as f64, all as f64, at_large(word), segmenter.total_frequency() as f64)
    };
    words.iter().zip(folded.split('\n')).map(ratio).collect()
}

/// G² of a word that occurs `a` times in `all_a` words and `b` times in `all_b`, with the sign of the difference.
fn log_likelihood(a: f64, all_a: f64, b: f64, all_b: f64) -> f64 {
    let share = (a + b) / (all_a + all_b);
    let term = |seen: f64, expected: f64| if seen > 0.0 { seen * (seen / expected).ln() } else { 0.0 };
    let ratio = 2.0 * (term(a, all_a * share) + term(b, all_b * share));
    if a * all_b < b * all_a { -ratio } else { ratio }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ratio_is_that_of_the_literature() {
        // Rayson's calculator (ucrel.lancs.ac.uk/llwizard.html): count and size of two corpora, and G2 with the sign of the difference.
        for (a, all_a, b, all_b, written) in [
            (10.0, 1000.0, 10.0, 1000.0, "0.00"),
            (20.0, 1000.0, 10.0, 1000.0, "3.40"),
            (10.0, 1000.0, 20.0, 1000.0, "-3.40"),
            (5.0, 100.0, 0.0, 900.0, "23.03"),
        ] {
            assert_eq!(format!("{:.2}", log_likelihood(a, all_a, b, all_b)), written);
        }
    }
}
