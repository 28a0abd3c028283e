//! Who wrote it: lines and brackets that name reporters and correspondents.

use super::{
    Role, clean,
    cue::{Cues, What},
};

/// Words that introduce names, longest first.
const CREDITS: [&str; 14] = [
    "全媒体记者",
    "特约记者",
    "见习记者",
    "首席记者",
    "本报记者",
    "通讯员",
    "实习生",
    "摄影报道",
    "摄影",
    "记者",
    "撰文",
    "作者",
    "编辑",
    "整理",
];

/// Words that end a credit.
const ENDS: [&str; 8] = ["报道", "摄影报道", "文/图", "文/摄", "整理", "摄", "文图", "采写"];

/// Words beside the names of a credit that are no names.
const OTHERS: [&str; 12] = ["报道", "摄影", "文图", "综合", "整理", "采写", "供图", "责编", "版式", "排版", "校对", "审核"];

/// Characters that the brackets of a credit may hold.
const BRACKET: usize = 60;

/// Whether a credit word begins at the start of `chars`.
pub fn credit_at(mut chars: impl Iterator<Item = char>) -> bool {
    let rest = match chars.next() {
        Some('记') => "者",
        Some('通') => "讯员",
        Some('实') => "习生",
        Some('摄') => "影",
        _ => return false,
    };
    rest.chars().all(|c| chars.next() == Some(c))
}

/// Whether `text` is a line that credits its writers.
pub fn is_byline(text: &str) -> bool {
    let long = text.chars().nth(48).is_some();
    let sentence = text.contains(['，', '。', '？', '！', ',', '；']);
    if long || sentence {
        return false;
    }
    let cues = Cues::get().of(text);
    let sum = |role: Role| cues.iter().filter(|f| f.0 == What::Role(role)).map(|f| f.1).sum::<i32>();
    is_speaker(text) || is_signature(text) || sum(Role::Byline) >= 6 && sum(Role::Body) < 8
}

/// A title and a name, as a speech is signed: 瓜州县县长 裴延军.
fn is_speaker(text: &str) -> bool {
    let Some((title, name)) = text.trim_matches(['（', '）', '(', ')']).rsplit_once(char::is_whitespace) else { return false };
    let named = (2..=4).contains(&name.chars().count()) && name.chars().all(clean::is_han);
    named && title.trim_end().ends_with(['长', '任', '记']) && !title.contains(['“', '：', ':'])
}

/// Names in brackets and nothing else: （仲崇山 庄严）.
fn is_signature(text: &str) -> bool {
    let inside = text.strip_prefix(['（', '(']).and_then(|t| t.strip_suffix(['）', ')']));
    // A name of two characters may be set with a space (庄 严).
    let part = |n: &str| n.chars().count() <= 4 && n.chars().all(clean::is_han);
    let single = |t: &str| t.split_whitespace().filter(|n| n.chars().count() == 1).count();
    let names = |t: &str| t.split_whitespace().count() - single(t) / 2;
    inside.is_some_and(|t| t.split_whitespace().all(part) && single(t) % 2 == 0 && (1..=4).contains(&names(t)))
}

/// Whether the byline `line` goes on with `next`.
pub fn goes_on(line: &str, next: &str) -> bool {
    let next = next.trim();
    let credit = CREDITS.iter().any(|w| next.starts_with(w)) && is_byline(next);
    let rest = next.chars().count() <= 10 && next.chars().all(|c| c.is_whitespace() || c.is_alphabetic() || c == '·' || c == '/');
    let ended = ENDS.iter().any(|w| line.trim_end().ends_with(w));
    !ended && (credit || rest && ENDS.iter().any(|w| next.ends_with(w))) || line.ends_with('报') && next == "道"
}

/// The names in a byline, or in the brackets of a paragraph that credit its writers (（记者 杨帆 张珺）).
pub fn names(text: &str, role: Role) -> Vec<String> {
    if role == Role::Byline {
        return names_in(text);
    }
    let mut names = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['（', '(']) {
        let inside = rest.get(at..).unwrap_or_default().trim_start_matches(['（', '(']);
        let reach = inside.char_indices().nth(BRACKET).map_or(inside.len(), |(i, _)| i);
        let near = inside.get(..reach).unwrap_or_default();
        let bracket = near.find(['）', ')']).and_then(|end| near.get(..end)).unwrap_or_default();
        if CREDITS.iter().any(|w| bracket.starts_with(w)) {
            names.extend(names_in(bracket));
        }
        rest = inside;
    }
    names
}

fn names_in(text: &str) -> Vec<String> {
    let parts = text.split(|c: char| c.is_whitespace() || !c.is_alphanumeric() && c != '·');
    let mut names: Vec<String> = Vec::new();
    for part in parts {
        let name = strip(part);
        let count = name.chars().count();
        let fits = (2..=4).contains(&count) || name.contains('·') && count <= 20;
        let medium = name.ends_with(['报', '社', '网', '台', '者', '员', '局', '院']);
        if fits && !medium && !OTHERS.contains(&name) && !names.iter().any(|n| n == name) {
            names.push(name.to_owned());
        }
    }
    names
}

/// `part` without the credit words at its edges.
fn strip(part: &str) -> &str {
    let after = CREDITS.iter().filter_map(|w| part.find(w).map(|at| at + w.len())).max().unwrap_or(0);
    let name = part.get(after..).unwrap_or_default();
    ENDS.iter().find_map(|w| name.strip_suffix(w)).unwrap_or(name)
}
