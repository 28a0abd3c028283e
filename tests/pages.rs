//! Articles set in many ways, and what layout makes of the pages: which lines it joins, which headlines it sees, which blocks it
//! puts into one article. Everything is made from clean articles, so that the truth is known line by line; the tables say how it
//! stands, and the limits keep it there. `cargo test --release --test pages -- --nocapture` prints them.

use quandian::layout::{Role, lay_out};
use std::{collections::HashMap, fs, path::Path};

/// How a page is set.
#[derive(Clone, Copy)]
struct Setting {
    name: &'static str,
    /// Characters in a line; 0 leaves paragraphs in one line.
    width: usize,
    /// Whether paragraphs are indented.
    indent: bool,
    /// Empty lines after every line.
    double: bool,
    /// Empty lines after every paragraph.
    blank: bool,
    /// Whether the headline stands after its text.
    late: bool,
    /// Articles on the page.
    articles: usize,
    /// Whether the page brings what no article owns.
    furniture: bool,
    /// Whether commas and stops are half as wide.
    half: bool,
    /// Whether closing marks may begin a line.
    raw: bool,
    /// Paragraphs of each article; 0 for all.
    paragraphs: usize,
}

const PLAIN: Setting = Setting {
    name: "",
    width: 0,
    indent: true,
    double: false,
    blank: false,
    late: false,
    articles: 1,
    furniture: false,
    half: false,
    raw: false,
    paragraphs: 0,
};

const SETTINGS: [Setting; 27] = [
    Setting { name: "web, one line a paragraph", indent: false, ..PLAIN },
    Setting { name: "web, indented", ..PLAIN },
    Setting { name: "web, empty lines between", indent: false, blank: true, ..PLAIN },
    Setting { name: "web, half-width marks", indent: false, half: true, ..PLAIN },
    Setting { name: "web, furniture", indent: false, furniture: true, ..PLAIN },
    Setting { name: "web, three articles", indent: false, articles: 3, ..PLAIN },
    Setting { name: "12 wide", width: 12, ..PLAIN },
    Setting { name: "14 wide, no indent", width: 14, indent: false, ..PLAIN },
    Setting { name: "16 wide, raw cut", width: 16, raw: true, ..PLAIN },
    Setting { name: "18 wide", width: 18, ..PLAIN },
    Setting { name: "18 wide, double spaced", width: 18, double: true, ..PLAIN },
    Setting { name: "18 wide, half-width marks", width: 18, half: true, ..PLAIN },
    Setting { name: "18 wide, no indent, empty lines", width: 18, indent: false, blank: true, ..PLAIN },
    Setting { name: "20 wide, headline after", width: 20, late: true, ..PLAIN },
    Setting { name: "20 wide, two, headlines after", width: 20, late: true, articles: 2, ..PLAIN },
    Setting { name: "20 wide, three articles", width: 20, articles: 3, ..PLAIN },
    Setting { name: "20 wide, three, furniture", width: 20, articles: 3, furniture: true, ..PLAIN },
    Setting { name: "24 wide, raw cut, no indent", width: 24, indent: false, raw: true, ..PLAIN },
    Setting { name: "30 wide", width: 30, ..PLAIN },
    Setting { name: "30 wide, no indent", width: 30, indent: false, ..PLAIN },
    Setting { name: "36 wide, empty lines", width: 36, indent: false, blank: true, ..PLAIN },
    Setting { name: "40 wide", width: 40, ..PLAIN },
    Setting { name: "40 wide, no indent", width: 40, indent: false, ..PLAIN },
    Setting { name: "40 wide, double spaced", width: 40, double: true, ..PLAIN },
    Setting { name: "snippet, 16 wide", width: 16, paragraphs: 1, ..PLAIN },
    Setting { name: "snippet, 20 wide", width: 20, paragraphs: 1, ..PLAIN },
    Setting { name: "snippet, 30 wide, no indent", width: 30, indent: false, paragraphs: 1, ..PLAIN },
];

/// A line of a page and what is true of it.
struct Truth {
    /// The byte at which it begins.
    at: usize,
    /// Its paragraph on the page, and its article; none for furniture.
    paragraph: Option<(usize, usize)>,
    headline: bool,
}

#[derive(Default)]
struct Page {
    text: String,
    lines: Vec<Truth>,
    paragraphs: usize,
}

impl Page {
    fn line(&mut self, indent: bool, line: &str, article: Option<usize>, headline: bool) {
        if indent {
            self.text.push_str("　　");
        }
        let paragraph = article.map(|a| (self.paragraphs, a));
        self.lines.push(Truth { at: self.text.len(), paragraph, headline });
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn paragraph(&mut self, text: &str, article: usize, setting: &Setting, headline: bool) {
        let lines = wrap(text, setting, !headline && setting.indent);
        for (i, line) in lines.iter().enumerate() {
            self.line(i == 0 && setting.indent && !headline, line, Some(article), headline);
            if setting.double {
                self.text.push('\n');
            }
        }
        self.paragraphs += 1;
        if setting.blank || headline && setting.width > 0 {
            self.text.push('\n');
        }
    }
}

fn half(c: char) -> char {
    match c {
        '，' => ',',
        '；' => ';',
        '：' => ':',
        '！' => '!',
        '？' => '?',
        '（' => '(',
        '）' => ')',
        _ => c,
    }
}

/// `text` in lines of `width` characters, Latin letters and digits half as wide.
fn wrap(text: &str, setting: &Setting, indented: bool) -> Vec<String> {
    let chars: Vec<char> = text.chars().map(|c| if setting.half { half(c) } else { c }).collect();
    if setting.width == 0 {
        return vec![chars.into_iter().collect()];
    }
    let wide = |c: char| if c.is_ascii() { 1 } else { 2 };
    let closing = |c: char| "，。、；：！？”’）》,;:!?)%％".contains(c);
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut width = if indented { 4 } else { 0 };
    for (i, c) in chars.iter().enumerate() {
        // A number or word of Latin letters is not cut, unless the program that wrote the page did not care.
        let starts = i == 0 || !chars[i - 1].is_ascii_alphanumeric();
        let word = if c.is_ascii_alphanumeric() && starts && !setting.raw {
            chars[i..].iter().take_while(|c| c.is_ascii_alphanumeric()).count().min(10)
        } else {
            wide(*c)
        };
        let inside = c.is_ascii_alphanumeric() && !starts && !setting.raw;
        let full = width + word > 2 * setting.width && !inside && (setting.raw || !closing(*c));
        if full {
            lines.push(std::mem::take(&mut line));
            width = 0;
        }
        line.push(*c);
        width += wide(*c);
    }
    lines.push(line);
    lines
}

fn set(articles: &[Vec<String>], setting: &Setting) -> Page {
    let mut page = Page::default();
    if setting.furniture {
        page.line(false, "某某日报  2023年6月8日 星期四", None, false);
        page.line(false, "首页 > 新闻 > 正文", None, false);
        page.text.push('\n');
    }
    for (a, article) in articles.iter().enumerate() {
        let Some((head, body)) = article.split_first() else { continue };
        let count = if setting.paragraphs > 0 { setting.paragraphs } else { body.len() };
        if !setting.late && setting.paragraphs == 0 {
            page.paragraph(head, a, setting, true);
        }
        for text in body.iter().take(count) {
            page.paragraph(text, a, setting, false);
        }
        if setting.late {
            page.text.push('\n');
            page.paragraph(head, a, setting, true);
        }
        page.text.push('\n');
    }
    if setting.furniture {
        page.line(false, "上一篇 下一篇", None, false);
        page.line(false, "版权所有 未经许可不得转载", None, false);
    }
    page
}

/// Articles with all that they have, subheads and bylines too, a line a paragraph.
fn whole() -> Vec<Vec<String>> {
    let lines = |text: &String| text.lines().map(|l| l.trim().to_owned()).filter(|l| !l.is_empty()).collect();
    let wide = |lines: &Vec<String>| {
        let long = |least| lines.iter().filter(|l| l.chars().count() >= least).count();
        long(60) >= 3 && long(500) == 0
    };
    files().iter().map(lines).filter(wide).collect()
}

/// Clean articles: a headline and paragraphs in one line each.
fn articles() -> Vec<Vec<String>> {
    let mut articles = Vec::new();
    for text in files() {
        let lines: Vec<String> = text.lines().map(|l| l.trim().to_owned()).filter(|l| !l.is_empty()).collect();
        let ends = |l: &String| l.ends_with(['。', '”', '？', '！']);
        let (head, body): (Vec<String>, Vec<String>) = (
            lines
                .iter()
                .take(1)
                .filter(|l| (8..=30).contains(&l.chars().count()) && !ends(l) && !l.contains(['□', ' ']))
                .cloned()
                .collect(),
            lines
                .iter()
                .skip(1)
                .filter(|l| ends(l) && !l.contains([' ', '□', '【', '▲']) && l.chars().count() >= 40)
                .cloned()
                .collect(),
        );
        let longest = body.iter().map(|l| l.chars().count()).max().unwrap_or(0);
        if head.len() == 1 && body.len() >= 3 && longest < 400 {
            articles.push([head, body].concat());
        }
    }
    // Spread over the folder, which keeps articles of one kind together.
    let step = (articles.len() / 36).max(1);
    articles.into_iter().step_by(step).collect()
}

fn files() -> Vec<String> {
    let folders = ["tests/articles", "../shared/articles/written"];
    let mut files: Vec<_> =
        folders.iter().filter_map(|f| fs::read_dir(Path::new(f)).ok()).flatten().flatten().map(|f| f.path()).collect();
    files.retain(|p| p.extension().is_some_and(|e| e == "txt"));
    files.sort_by_key(|p| p.file_name().map(|n| n.to_owned()));
    files.dedup_by_key(|p| p.file_name().map(|n| n.to_owned()));
    files.iter().map(|f| fs::read_to_string(f).expect("a readable article")).collect()
}

/// Counts over the pages of one setting.
#[derive(Default)]
struct Score {
    lines: usize,
    joined: usize,
    wraps: [usize; 3],
    heads: usize,
    heads_found: usize,
    pairs: [usize; 3],
}

impl Score {
    fn add(&mut self, page: &Page) {
        let layout = lay_out(&page.text);
        let block_of = |at: usize| layout.blocks.iter().position(|b| b.source.start <= at && at < b.source.end);
        let seen: Vec<Option<usize>> = page.lines.iter().map(|l| block_of(l.at)).collect();
        for (i, (truth, block)) in page.lines.iter().zip(&seen).enumerate() {
            let wraps = i > 0 && truth.paragraph.is_some() && truth.paragraph == page.lines[i - 1].paragraph;
            let joins = i > 0 && block.is_some() && *block == seen[i - 1];
            self.lines += 1;
            self.joined += usize::from(wraps == joins);
            let [both, only_joins, only_wraps] = &mut self.wraps;
            *both += usize::from(wraps && joins);
            *only_joins += usize::from(!wraps && joins);
            *only_wraps += usize::from(wraps && !joins);
            if truth.headline {
                self.heads += 1;
                self.heads_found += usize::from(block.is_some_and(|b| layout.blocks[b].role == Role::Headline));
            }
            for (other, its) in page.lines.iter().zip(&seen).take(i) {
                let (Some((_, a)), Some((_, b))) = (truth.paragraph, other.paragraph) else { continue };
                let article = |block: &Option<usize>| block.and_then(|b| layout.blocks[b].article);
                let same = article(block).is_some() && article(block) == article(its);
                let [both, only_same, only_true] = &mut self.pairs;
                *both += usize::from(a == b && same);
                *only_same += usize::from(a != b && same);
                *only_true += usize::from(a == b && !same);
            }
        }
    }
}

fn f1([both, one, other]: [usize; 3]) -> f64 {
    if both + one + other == 0 { 1.0 } else { 2.0 * both as f64 / (2 * both + one + other) as f64 }
}

#[test]
fn articles_set_in_many_ways_are_read_as_they_were_written() {
    let all = articles();
    println!("{} articles\n{:34} {:>6} {:>6} {:>6} {:>8}", all.len(), "setting", "join", "wrapF1", "heads", "article");
    let mut poor = HashMap::new();
    for setting in SETTINGS {
        let mut score = Score::default();
        for group in all.chunks(setting.articles).filter(|g| g.len() == setting.articles) {
            let page = set(group, &setting);
            if std::env::var("SHOW").is_ok_and(|n| n == setting.name) {
                println!("{}\n-----", page.text);
                for b in lay_out(&page.text).blocks {
                    println!("{:?} {:?} {}", b.role, b.article, b.source.of(&page.text).replace('\n', "/"));
                }
            }
            score.add(&page);
        }
        let join = score.joined as f64 / score.lines as f64;
        let heads = if score.heads == 0 { 1.0 } else { score.heads_found as f64 / score.heads as f64 };
        let (wrap, article) = (f1(score.wraps), f1(score.pairs));
        println!("{:34} {join:6.3} {wrap:6.3} {heads:6.3} {article:8.3}", setting.name);
        if join < 0.97 || heads < 0.85 || article < 0.9 {
            poor.insert(setting.name, (join, heads, article));
        }
    }
    let mut score = Score::default();
    let whole = whole();
    for lines in &whole {
        let mut page = Page::default();
        for line in lines {
            page.line(false, line, Some(0), false);
        }
        if std::env::var("SHOW").is_ok_and(|n| n == "whole") && lay_out(&page.text).articles.len() > 1 {
            for b in lay_out(&page.text).blocks {
                println!("{:?} {:?} {}", b.role, b.article, b.source.of(&page.text).chars().take(60).collect::<String>());
            }
            println!("-----");
        }
        score.add(&page);
    }
    println!("{:34} {:>6} {:>6} {:>6} {:8.3}", format!("{} as written", whole.len()), "", "", "", f1(score.pairs));
    // Some hold several articles, which is right to see.
    assert!(f1(score.pairs) > 0.9);
    assert!(poor.is_empty(), "{poor:?}");
}
