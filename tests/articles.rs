//! Whole articles against what was found in them last time: `tests/articles/NAME.txt` is the text, `NAME.marks` what is found.
//!
//! A change of behaviour shows as a changed line. `make bless` takes today's results; read the diff before you commit it. (The
//! `NAME.json` beside them is what people marked, for scoring; no test asks for it to be reached.)

use quandian::{Analysis, Analyzer, OffsetUnit, Options, analysis::Figure};
use serde::Serialize;
use serde_json::Value;
use std::{
    env,
    fmt::{Display, Write},
    fs,
    path::{Path, PathBuf},
};

#[test]
fn articles_are_marked_as_before() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles");
    let mut articles: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the articles")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .collect();
    articles.sort();
    let analyzer = Analyzer::new();
    let mut changed = String::new();
    for article in &articles {
        let found = marks(&analyze(&analyzer, article));
        let snapshot = article.with_extension("marks");
        if env::var_os("BLESS").is_some() {
            fs::write(&snapshot, found).expect("the snapshot is written");
            continue;
        }
        let before = fs::read_to_string(&snapshot).unwrap_or_default();
        changed += &diff(&snapshot, &before, &found);
    }
    assert!(changed.is_empty(), "\n{changed}\nIf it is for the better: make bless");
}

fn analyze(analyzer: &Analyzer, article: &Path) -> Analysis {
    let source = fs::read_to_string(article).expect("the article");
    let gold: Value =
        serde_json::from_str(&fs::read_to_string(article.with_extension("json")).expect("its marks")).expect("JSON");
    let published = gold["published"].as_str().and_then(quandian::parse_date);
    analyzer.analyze(&source, &Options { published, offsets: OffsetUnit::Chars, explain: false })
}

/// What was found, a line each: mentions in the order of the text, then what links them.
fn marks(analysis: &Analysis) -> String {
    let mut lines: Vec<(usize, String)> = Vec::new();
    lines.extend(analysis.entities.iter().map(|e| (e.start, format!("{} {}", name(&e.kind), one_line(&e.text)))));
    lines.extend(
        analysis
            .times
            .iter()
            .map(|t| (t.start, format!("TIME {} = {}{}", one_line(&t.text), t.value, optional(t.modifier.as_ref().map(name))))),
    );
    lines.extend(analysis.figures.iter().map(|f| (f.start, figure(f))));
    lines.sort_by_key(|(start, _)| *start);
    let mut text = String::new();
    for article in &analysis.articles {
        let _ = writeln!(text, "article {}{}", article.headline.as_deref().unwrap_or("–"), optional(article.published.as_ref()));
    }
    for (start, line) in lines {
        let _ = writeln!(text, "{start} {line}");
    }
    for names in &analysis.aliases {
        let _ = writeln!(text, "alias {}", names.join(" = "));
    }
    for role in &analysis.roles {
        let _ = writeln!(text, "role {}: {}", role.person, role.title);
    }
    for check in &analysis.checks {
        let verdict = if check.holds { "holds" } else { "does not hold" };
        let _ = writeln!(text, "{} {} {verdict}", name(&check.kind), check.arithmetic);
    }
    text
}

fn figure(figure: &Figure) -> String {
    let number = |v: Option<f64>| v.map(|v| v.to_string()).unwrap_or_default();
    let amount = match (figure.lo, figure.hi) {
        (None, None) => number(figure.value),
        (lo, hi) => format!("{}…{}", number(lo), number(hi)),
    };
    format!(
        "{} {} = {amount}{}{}{}{}",
        name(&figure.kind),
        one_line(&figure.text),
        optional(figure.unit.as_ref()),
        optional(figure.modifier.as_ref().map(name)),
        optional(figure.trend.as_ref().map(name)),
        optional(figure.metric.as_ref().map(|m| format!("‹{}›", one_line(&m.text)))),
    )
}

fn optional(part: Option<impl Display>) -> String {
    part.map(|p| format!(" {p}")).unwrap_or_default()
}

/// The name of a variant as JSON has it.
fn name(variant: &impl Serialize) -> String {
    serde_json::to_value(variant).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

fn one_line(text: &str) -> String {
    text.replace('\n', "⏎")
}

/// The lines that went and came.
fn diff(path: &Path, before: &str, after: &str) -> String {
    let (before, after): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let mut text = String::new();
    let gone = before.iter().filter(|line| !after.contains(line)).map(|line| format!("- {line}\n"));
    let come = after.iter().filter(|line| !before.contains(line)).map(|line| format!("+ {line}\n"));
    text.extend(gone.chain(come));
    if text.is_empty() && before != after {
        text.push_str("(the same lines in another order)\n");
    }
    if text.is_empty() { text } else { format!("{}\n{text}", path.display()) }
}
