//! What each block is: a sum of weights for every role, from its cue words and its shape, and the highest wins. What kind of
//! display line a headline, kicker, deck or subhead is depends on its neighbours and is settled in [`super::group`].

use super::{
    Role, byline, clean,
    cue::{Cues, What},
    published,
};

/// What can be seen of a block besides its words.
#[derive(Clone, Copy, Debug, Default)]
pub struct Shape {
    /// Markdown `#` marks.
    pub level: usize,
    /// Whether it is indented as the paragraphs of the page are.
    pub indented: bool,
    /// Whether the paragraphs of the page are indented.
    pub page_indents: bool,
    /// Empty lines before it.
    pub blanks: usize,
    /// Whether empty lines stand on both sides of it.
    pub apart: bool,
    /// Its place on the page.
    pub index: usize,
}

const ROLES: [Role; 10] = [
    Role::Body,
    Role::Headline,
    Role::Kicker,
    Role::Deck,
    Role::Subhead,
    Role::Byline,
    Role::Caption,
    Role::Date,
    Role::Source,
    Role::Furniture,
];

/// The longest headline, in characters.
const HEADLINE: usize = 42;

/// Whether the role is that of a line set apart in larger type.
pub fn is_display(role: Role) -> bool {
    matches!(role, Role::Headline | Role::Kicker | Role::Deck | Role::Subhead)
}

/// The role of the block that reads `text`. A display line without a mark of its own is a headline.
pub fn role(text: &str, shape: &Shape) -> Role {
    let cues = Cues::get().of(text);
    let cue = |role: Role| cues.iter().filter(|c| c.0 == What::Role(role)).map(|c| c.1).sum::<i32>();
    let seen = Seen::of(text);
    let score = |role: &Role| cue(*role) + seen.speaks_for(*role, shape, text);
    let best =
        ROLES.iter().map(|r| (score(r), *r)).fold((i32::MIN, Role::Body), |best, now| if now.0 > best.0 { now } else { best });
    best.1
}

/// What can be seen of the words of a block.
struct Seen {
    chars: usize,
    ends: bool,
    sentences: usize,
    pauses: usize,
    date: bool,
    bare: bool,
    fields: usize,
    asks: bool,
}

impl Seen {
    fn of(text: &str) -> Self {
        let last = text.chars().rev().find(|c| !clean::closes(*c) && !c.is_whitespace());
        let mut seen = Self {
            chars: 0,
            ends: last.is_some_and(|c| matches!(c, '。' | '…' | '；' | '，' | '、' | '.' | ',' | ';')),
            sentences: 0,
            pauses: 0,
            date: is_date_line(text),
            bare: true,
            fields: 0,
            asks: text.ends_with(['？', '?']),
        };
        for c in text.chars() {
            seen.chars += 1;
            match c {
                '\u{4E00}'..='\u{9FFF}' => seen.bare = false,
                '。' | '；' => seen.sentences += 1,
                '，' | ',' => seen.pauses += 1,
                '：' | ':' => seen.fields += 1,
                c => seen.bare = seen.bare && !clean::is_word(c),
            }
        }
        seen
    }

    fn speaks_for(&self, role: Role, shape: &Shape, text: &str) -> i32 {
        let leads_on = text.ends_with(['：', ':']);
        let display = !self.ends && !leads_on && self.chars <= HEADLINE && self.sentences == 0;
        let flag = |b: bool, weight: i32| if b { weight } else { 0 };
        match role {
            Role::Body => {
                flag(self.chars > HEADLINE, 7)
                    + flag(self.chars > 80, 8)
                    + flag(self.ends, 3)
                    + flag(self.sentences > 0, 2)
                    + flag(self.asks && self.fields == 1, 4)
                    + flag(shape.indented && shape.page_indents, 1)
                    - flag(shape.level > 0, 6)
            }
            Role::Headline => {
                flag(display, 4) + flag(shape.level > 0, 6)
                    - self.pauses.min(4) as i32
                    - flag(self.ends && text.ends_with('。'), 5)
            }
            Role::Subhead => flag(display, 3) + flag(shape.level > 0, 5) - flag(self.chars > 30, 2),
            Role::Kicker | Role::Deck => flag(display || self.chars <= 60 && self.sentences == 0, 2) + flag(shape.level > 0, 4),
            Role::Byline => {
                flag(byline::is_byline(text), 4) - flag(self.chars > 48, 12) - flag(self.pauses + self.sentences > 0, 6)
            }
            Role::Caption => {
                flag(
                    shape.apart && shape.page_indents && !shape.indented && self.ends && self.sentences == 1 && self.chars <= 40,
                    7,
                ) - flag(self.chars > 90, 10)
            }
            Role::Date => flag(self.date, 12),
            Role::Source => {
                flag(self.fields >= 2 && self.sentences == 0, 2) - flag(self.sentences > 0, 6) - flag(self.chars > 90, 10)
            }
            Role::Furniture => {
                flag(self.bare, 12)
                    + flag(shape.index == 0 && self.chars <= 8 && text.ends_with(['报', '刊', '网']), 6)
                    + flag(shape.index == 0 && published::full_date(text).is_some() && self.chars < 40, 4)
                    - flag(self.sentences > 0, 5)
                    - flag(self.chars > 80, 10)
            }
        }
    }
}

/// What sites write before a date.
const LABELS: [&str; 8] = ["发布时间", "发布日期", "更新时间", "刊发日期", "刊发时间", "发表时间", "时间", "日期"];

/// Whether `text` is a date, a weekday and a time and nothing else.
fn is_date_line(text: &str) -> bool {
    // A date and its time, and with a label before them.
    const LONGEST: usize = 24;
    let visible = text.chars().filter(|c| !c.is_whitespace());
    if visible.take(2 * LONGEST).count() == 2 * LONGEST {
        return false;
    }
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let plain = LABELS.iter().find_map(|l| plain.strip_prefix(l)).unwrap_or(&plain);
    let rest =
        plain.trim_matches(|c: char| "0123456789０１２３４５６７８９年月日-/.:：星期一二三四五六日天〇零十○（）()".contains(c));
    rest.is_empty() && published::full_date(plain).is_some() && plain.chars().count() <= LONGEST
}
