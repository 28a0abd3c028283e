//! What must hold for every text, whatever is in it (ARCHITECTURE.md, "Invariants").

use proptest::prelude::*;
use quandian::{Analysis, Analyzer, OffsetUnit, Options};
use std::{fs, path::Path, sync::LazyLock};

static ANALYZER: LazyLock<Analyzer> = LazyLock::new(Analyzer::new);

fn analyze(source: &str) -> Analysis {
    let options = Options { published: None, offsets: OffsetUnit::Bytes, explain: false };
    ANALYZER.analyze(source, &options)
}

/// Panics with a telling message where an invariant does not hold.
fn assert_invariants(source: &str) {
    let analysis = analyze(source);
    let read: String = analysis.tokens.iter().map(|t| t.text.as_str()).collect();
    let blocks: Vec<&str> = analysis.blocks.iter().map(|b| b.text.as_str()).collect();
    assert_eq!(read, blocks.join("\n"), "tokens cover the reading text");

    let mut mentions: Vec<(usize, usize, &str)> = analysis.entities.iter().map(|m| (m.start, m.end, m.text.as_str())).collect();
    mentions.extend(analysis.times.iter().map(|m| (m.start, m.end, m.text.as_str())));
    mentions.extend(analysis.figures.iter().map(|m| (m.start, m.end, m.text.as_str())));
    mentions.sort_unstable();
    for pair in mentions.windows(2) {
        assert!(pair[0].1 <= pair[1].0, "mentions overlap: {pair:?}");
    }
    for (start, end, text) in mentions {
        let slice = source.get(start..end).expect("offsets on character boundaries");
        assert_eq!(analyze_layout(slice), squash(text), "the source slice of {text:?}");
        let cuts = |at: usize| analysis.tokens.iter().any(|t| t.start < at && at < t.end);
        assert!(!cuts(start) && !cuts(end), "a token straddles the edge of {text:?}");
    }
}

/// A source slice with its white space left out and its letters and digits folded to half width.
fn analyze_layout(slice: &str) -> String {
    squash(&quandian::layout::lay_out(slice).text.as_str().replace('\n', ""))
}

fn squash(text: &str) -> String {
    text.split_whitespace().collect()
}

#[test]
fn invariants_hold_on_the_annotated_articles() {
    for folder in ["dev", "real", "written"] {
        let folder = Path::new("../shared/articles").join(folder);
        let Ok(files) = fs::read_dir(&folder) else {
            println!("skipped: {} is not here", folder.display());
            continue;
        };
        for file in files.flatten().map(|f| f.path()).filter(|p| p.extension().is_some_and(|e| e == "txt")) {
            assert_invariants(&fs::read_to_string(&file).expect("a readable article"));
        }
    }
}

proptest! {
    #[test]
    fn invariants_hold_on_random_text(source in "\\PC{0,200}") {
        assert_invariants(&source);
    }

    #[test]
    fn invariants_hold_on_article_like_text(
        source in "([青岛市区委年月日第一二三十百万亿多余个元%约近“”《》（）、，。；：0-9０-９ 　a-zA-Z\n\r\t]|张伟|同比增长|项目){0,120}"
    ) {
        assert_invariants(&source);
    }
}
