//! Bare numbers and ordinals.

use super::{Found, Kind, Said, scan};
use crate::{
    figure::{Modifier, is_idiom, units},
    numeral::{self, Form, Number, Numeral, Shape},
};
use rust_decimal::Decimal;

/// The numbers and ordinals of a text, from left to right.
pub fn find(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    scan(text, |at, c| {
        let before = text.get(..at)?;
        if let Some(end) = outside_numbers(before, text, at) {
            return Some(end);
        }
        match c {
            '第' => {
                let ordinal = ordinal(text, at, at + c.len_utf8())?;
                let end = ordinal.end;
                found.push(ordinal);
                Some(end)
            }
            c => signed(before, c).then(|| number(text, at, &mut found)).flatten(),
        }
    });
    found
}

/// The end of a Latin word with its digits, or of an address of the web, that starts at `at`: no number is in it.
pub fn outside_numbers(before: &str, text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    if before.ends_with(|c: char| c.is_ascii_alphanumeric()) || !rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let address = rest.starts_with("http://") || rest.starts_with("https://") || rest.starts_with("www.");
    let inside = |c: char| if address { c.is_ascii_graphic() } else { c.is_ascii_alphanumeric() };
    Some(at + rest.len() - rest.trim_start_matches(inside).len())
}

/// Whether a number may start with `c` here: a minus sign does not stand between numbers.
pub fn signed(before: &str, c: char) -> bool {
    match c {
        '-' | '−' => !before.trim_end_matches(' ').ends_with(|c: char| c.is_alphanumeric() || "%'\"°".contains(c)),
        _ => numeral::starts(c) || "负負.".contains(c),
    }
}

/// Reads the number at `at` into `found` and says where to go on.
fn number(text: &str, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    let before = text.get(..at)?;
    let len = numeral::read(text, at).map_or(0, |n| n.span.len());
    if is_idiom(before, text.get(at..)?, len) {
        return None;
    }
    if let Some(fraction) = numeral::read_fraction(text, at) {
        let end = fraction.span.end;
        let value = exact(fraction.number());
        if !fraction.per_unit
            && let Some(value) = value
        {
            found.push(Found::new(at, end, Kind::Number, Said::Value(value)));
        }
        return Some(end);
    }
    let at_digit = if text.get(at..)?.starts_with(['负', '負', '-', '−']) { blanks(text, at) } else { at };
    let numeral = read_signed(text, at, at_digit)?;
    let end = numeral.span.end;
    let after = text.get(end..)?;
    if let Some(half) = half(text, &numeral) {
        found.push(Found::new(at, half, Kind::Number, Said::Value("0.5".to_owned())));
        return Some(half);
    }
    let percent =
        after.starts_with(['%', '％', '‰', '折', '成']) || after.starts_with("个百分点") || after.starts_with("個百分點");
    if percent || !stands_for_number(text, &numeral) {
        return Some(end);
    }
    let dozen =
        after.starts_with('打') && !after.get("打".len()..)?.starts_with(['车', '電', '电', '工', '造', '印', '敗', '败', '的']);
    let (factor, end) = if dozen { (Decimal::from(12), end + "打".len()) } else { (Decimal::ONE, end) };
    let written = text.get(at..numeral.span.end)?;
    let spelt = spelt_digits(written).filter(|digits| numeral.form == Form::Chinese && is_spelt(digits));
    let value = match numeral.number {
        Number::Exact(n) | Number::Vague(Some(n)) => n.checked_mul(factor)?.normalize().to_string(),
        _ => return Some(end),
    };
    let (kind, value) = match spelt {
        Some(digits) => (Kind::Digits, digits),
        None => (Kind::Number, value),
    };
    // 十几 and 三千多 are more than the number that is certain.
    let modifier = numeral.approximate.then_some(Modifier::Approx);
    found.push(Found { modifier, ..Found::new(at, end, kind, Said::Value(value)) });
    Some(end)
}

/// A numeral whose sign may stand apart from it: 负 1,200.
fn read_signed(text: &str, at: usize, digit: usize) -> Option<Numeral> {
    if digit == at {
        return numeral::read(text, at);
    }
    let sign = text.get(at..)?.chars().next()?;
    if digit == at + sign.len_utf8() {
        return spelt_negative(text, at).or_else(|| numeral::read(text, at));
    }
    let numeral = numeral::read(text, digit)?;
    let Number::Exact(n) = numeral.number else { return None };
    Some(Numeral { number: Number::Exact(-n), shape: Shape::Composed, ..numeral })
}

/// 负零一: digits one by one keep their zeros behind a sign too.
fn spelt_negative(text: &str, at: usize) -> Option<Numeral> {
    let sign = text.get(at..)?.chars().next()?;
    let numeral = numeral::read(text, at + sign.len_utf8())?;
    match (numeral.form, numeral.shape, numeral.number) {
        (Form::Chinese, Shape::Digits(2..), Number::Exact(n)) => Some(Numeral { number: Number::Exact(-n), ..numeral }),
        _ => None,
    }
}

/// The byte after a sign and the spaces behind it.
fn blanks(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let sign = rest.chars().next().map_or(0, char::len_utf8);
    let behind = rest.get(sign..).unwrap_or_default();
    at + sign + behind.len() - behind.trim_start_matches(' ').len()
}

/// 一半, 1半, 一半半: a half.
fn half(text: &str, numeral: &Numeral) -> Option<usize> {
    let after = text.get(numeral.span.end..)?;
    let behind = after.strip_prefix('半')?;
    (numeral.number == Number::Exact(Decimal::ONE)).then(|| {
        let twice = if behind.starts_with('半') { "半".len() } else { 0 };
        numeral.span.end + "半".len() + twice
    })
}

/// 一二点三零 digit by digit: `12.30`.
fn spelt_digits(written: &str) -> Option<String> {
    written
        .chars()
        .map(|c| match c {
            '负' | '負' | '-' | '−' => Some('-'),
            '点' | '點' => Some('.'),
            '幺' => Some('1'),
            c => numeral::digit(c).and_then(|d| char::from_digit(d, 10)),
        })
        .collect()
}

/// Whether digits were said one by one: two or more of them before the point.
fn is_spelt(digits: &str) -> bool {
    digits.trim_start_matches('-').chars().take_while(char::is_ascii_digit).count() > 1
}

/// Whether a numeral of one character is a number here: 陆 and 拾 are words more often, 一 is one before what it counts.
fn stands_for_number(text: &str, numeral: &Numeral) -> bool {
    let written = numeral.span.of(text);
    let mut chars = written.chars();
    let (Some(c), None) = (chars.next(), chars.next()) else {
        return numeral.shape != Shape::Bare || written.chars().count() > 1;
    };
    let before = text.get(..numeral.span.start).unwrap_or_default();
    let after = text.get(numeral.span.end..).unwrap_or_default();
    let mark = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    let alone = mark(before.chars().next_back()) && mark(after.chars().next());
    let unit = units::longest(after).and_then(<[units::Unit]>::first);
    let counted = unit.is_some_and(|u| u.dimension != units::Dimension::Money);
    match c {
        '百' | '千' | '万' | '萬' | '亿' | '億' | '兆' => false,
        '陆' | '陸' | '伍' | '肆' | '拾' | '参' | '參' => alone,
        '一' => {
            alone
                || counted
                || after.is_empty()
                || after
                    .starts_with(['这', '這', '却', '和', '与', '是', '的', '，', '种', '年', '月', '日', '塊', '打', '双', '雙'])
        }
        '两' | '兩' => alone || counted || after.is_empty(),
        '零' | '〇' => alone || after.starts_with(['年', '个', '下', '的']) || counted,
        '半' => alone || counted,
        '几' | '幾' | '数' => false,
        _ => !after.starts_with(['川', '通', '峡']) && !before.ends_with(['老', '王', '小', '星', '九']) || alone,
    }
}

/// 第二百五十.
fn ordinal(text: &str, at: usize, number_at: usize) -> Option<Found> {
    let numeral = numeral::read(text, number_at)?;
    let value = exact(numeral.number).filter(|_| numeral.shape != Shape::Bare)?;
    Some(Found::new(at, numeral.span.end, Kind::Ordinal, Said::Value(value)))
}

/// The value of a number that has exactly one.
pub fn exact(number: Number) -> Option<String> {
    match number {
        Number::Exact(n) => Some(n.normalize().to_string()),
        _ => None,
    }
}
