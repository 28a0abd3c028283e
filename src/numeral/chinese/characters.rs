//! The characters of Chinese numerals and what they are worth.

use crate::numeral::cursor::Cursor;

/// The value of a Chinese digit, everyday, formal or traditional.
pub fn digit(c: char) -> Option<u32> {
    Some(match c {
        '〇' | '零' | '○' | '◯' => 0,
        '一' | '壹' | '壱' | '弌' => 1,
        '二' | '两' | '贰' | '兩' | '貳' | '弍' => 2,
        '三' | '叁' | '參' | '叄' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' | '陸' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

/// 幺 is one, but only among other digits (幺八九).
pub(super) fn spelt_digit(c: char) -> Option<u32> {
    if c == '幺' { Some(1) } else { digit(c) }
}

/// Units of ten as powers, 廿 卅 卌 apart.
pub(super) fn small_unit(c: char) -> Option<u32> {
    match c {
        '十' | '拾' => Some(1),
        '百' | '佰' => Some(2),
        '千' | '仟' => Some(3),
        _ => None,
    }
}

pub(super) fn big_unit(c: char) -> Option<u32> {
    match c {
        '万' | '萬' => Some(4),
        '亿' | '億' => Some(8),
        '兆' => Some(12),
        _ => None,
    }
}

/// Tens in one character.
pub(super) fn tens(c: char) -> Option<u32> {
    match c {
        '廿' => Some(2),
        '卅' => Some(3),
        '卌' => Some(4),
        _ => None,
    }
}

/// Whether `c` may open a Chinese numeral.
pub fn is_numeral(c: char) -> bool {
    matches!(c, '幺' | '几' | '幾' | '数' | '數' | '半')
        || digit(c).or_else(|| small_unit(c)).or_else(|| big_unit(c)).or_else(|| tens(c)).is_some()
}

/// After 千 and 兆 these make a measure: 千米, 千瓦, 兆赫, 兆字节.
pub(super) const MEASURES: &str = "米克瓦卡焦赫帕伏安比字周欧歐位";

/// After 十 or 三百 a 来 is "about" only where one of these follows, and not where 来 is a verb (来自, 来到).
pub(super) const AFTER_LAI: &str = "个個名位人天年岁歲里米斤吨亩块家万亿元次只条本张篇座户度分秒小公平种项间台辆件部趟场款把";

/// The big unit that is next, eaten, unless it begins a measure (兆赫).
pub(super) fn big_unit_next(cursor: &mut Cursor) -> Option<(u32, char)> {
    let mut after = *cursor;
    let c = after.peek()?;
    let power = after.eat(big_unit)?;
    if c == '兆' && after.peek().is_some_and(|c| MEASURES.contains(c)) {
        return None;
    }
    *cursor = after;
    Some((power, c))
}
