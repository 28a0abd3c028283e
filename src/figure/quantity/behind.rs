//! What follows a number and its unit and belongs to them: 两年半, 一年多, 三成六, 3小时20分钟, 元/平方米.

use super::{
    Counted, Measure, Quantity, literal, spaces,
    units::{self, Dimension, Unit},
};
use crate::numeral::{self, Form, Number, Shape};
use rust_decimal::Decimal;

/// 半 behind a unit: 两年半, 三成半, 五倍半.
pub(super) fn half_behind(text: &str, at: usize, unit: &Unit) -> Option<usize> {
    let end = literal(text, at, "半")?;
    let next = text.get(end..)?.chars().next();
    let own_word = next.is_some_and(|c| "年天月个個夜路价岛径导成数决小".contains(c));
    let fits = match unit.dimension {
        Dimension::Count => matches!(unit.word, "层" | "层楼" | "个" | "個" | "场" | "盘"),
        Dimension::Noun | Dimension::Score => false,
        _ => true,
    };
    (fits && !own_word).then_some(end)
}

/// 三成六, 一块五, 10秒46: digits behind the unit that are tenths and hundredths of it.
pub(super) fn tenths_behind(text: &str, at: usize, unit: &Unit) -> Option<(usize, Decimal)> {
    let numeral = numeral::read(text, at)?;
    let Number::Exact(digits) = numeral.number else { return None };
    let Shape::Digits(count) = numeral.shape else { return None };
    let free = text.get(numeral.span.end..).is_some_and(|rest| units::longest(rest).is_none());
    let scale = Decimal::new(1, u32::try_from(count).ok()?);
    let tenths = match unit.word {
        "成" => count == 1 && numeral.form == Form::Chinese && free,
        "块" | "塊" => count == 1 && numeral.form == Form::Chinese && free,
        "米" | "公尺" => count <= 2 && free,
        "蚊" => count == 1 && free,
        "秒" => count <= 2 && numeral.form == Form::Arabic,
        _ => false,
    };
    tenths.then(|| (numeral.span.end, digits * scale * unit.factor))
}

/// 多 or 余 behind a unit: 一年多, 两成多, 三米多.
pub(super) fn more_behind(text: &str, at: usize, unit: &Unit) -> Option<usize> {
    let end = literal(text, at, "多").or_else(|| literal(text, at, "余"))?;
    let next = text.get(end..)?.chars().next();
    let own_word = next.is_some_and(|c| "次个個家名方地种項项样元数种处部少年云能".contains(c));
    let fits = unit.dimension.is_measure()
        || matches!(
            unit.dimension,
            Dimension::Duration | Dimension::Percent | Dimension::Multiple | Dimension::Money | Dimension::Age
        )
        || matches!(unit.word, "层");
    (fits && !own_word).then_some(end)
}

/// The smaller units of the same kind behind the first: 一年零两个月, 3小时20分钟, 5元6角7分, 3斤5两. The end of the last, and what
/// they add in the first one's symbol.
pub(super) fn smaller_unit(text: &str, at: usize, unit: &'static Unit) -> Option<(usize, Decimal)> {
    let mut sum = None;
    let mut end = at;
    let mut last = unit;
    while let Some(part) = next_smaller(text, end, unit, last) {
        sum = Some(sum.unwrap_or(Decimal::ZERO).checked_add(part.more)?);
        end = part.end;
        match part.unit {
            Some(unit) => last = unit,
            None => break,
        }
    }
    Some((end, sum?))
}

/// A smaller unit with its number.
struct Smaller {
    end: usize,
    /// What it adds in the symbol of the first unit.
    more: Decimal,
    /// The unit; none where it is the last that can follow.
    unit: Option<&'static Unit>,
}

fn next_smaller(text: &str, at: usize, first: &Unit, last: &Unit) -> Option<Smaller> {
    let zero = literal(text, at, "零");
    let from = zero.or_else(|| literal(text, at, "又")).unwrap_or(at);
    let numeral = numeral::read(text, from)?;
    let Number::Exact(number) = numeral.number else { return None };
    if numeral.approximate {
        return None;
    }
    let end = numeral.span.end;
    let readings = units::longest(text.get(end..)?);
    if let Some(next) = readings.and_then(|r| r.iter().find(|next| smaller(last, next))) {
        let more = number.checked_mul(next.factor)?;
        // Multiplied before it is divided: three months are exactly a quarter of a year.
        let more = match (first.size, next.size) {
            (Some(size), Some(of)) => more.checked_mul(of)?.checked_div(size)?,
            _ => more,
        };
        return Some(Smaller { end: end + next.word.len(), more, unit: Some(next) });
    }
    // 116度23分: minutes, and seconds, of an arc.
    if first.word == "度" && last.word == "度" {
        let after = literal(text, end, "分")?;
        let seconds = numeral::read(text, after).and_then(|n| Some((n.number, literal(text, n.span.end, "秒")?)));
        let (more, after) = match seconds {
            Some((Number::Exact(seconds), after)) => (number.checked_mul(Decimal::from(60))?.checked_add(seconds)?, after),
            _ => (number.checked_mul(Decimal::from(60))?, after),
        };
        return Some(Smaller { end: after, more: more.checked_div(Decimal::from(3600))?, unit: None });
    }
    // 分 is a minute after an hour and a hundredth after 元 or 角.
    if let Some(after) = literal(text, end, "分") {
        let (parts, unit) = match first.dimension {
            // 2小时5分28秒.
            Dimension::Duration if first.symbol == "hour" => (Decimal::from(60), units::named("分钟").and_then(<[Unit]>::first)),
            Dimension::Money => (Decimal::ONE_HUNDRED, None),
            _ => return None,
        };
        return Some(Smaller { end: after, more: number.checked_div(parts)?, unit });
    }
    // 三块零四, 七毫八: a last digit without its unit.
    let money = matches!(first.word, "块" | "塊" | "蚊" | "元") && readings.is_none() && numeral.form == Form::Chinese;
    let hundredths = zero.is_some() || last.factor == Decimal::new(1, 1);
    let digit = numeral.shape == Shape::Digits(1) && money && hundredths;
    digit.then(|| Smaller { end, more: number * Decimal::new(1, 2), unit: None })
}

fn smaller(unit: &Unit, next: &Unit) -> bool {
    unit.dimension == next.dimension
        && match (unit.size, next.size) {
            (Some(size), Some(of)) => of * next.factor < size * unit.factor,
            _ => unit.dimension == Dimension::Money && unit.symbol == next.symbol && next.factor < unit.factor,
        }
}

/// What follows the first unit of a compound one: /吨, /人·月, 每秒. Its end and the whole name, the first unit included.
pub(super) fn rate_behind(text: &str, unit: &Unit, at: usize) -> Option<(usize, String)> {
    let mut end = at;
    let mut name = unit.word.to_owned();
    let slash = spaces(text, at);
    let rest = text.get(slash..)?;
    if rest.starts_with(['/', '／']) && unit.dimension != Dimension::Percent {
        let after = spaces(text, slash + rest.chars().next()?.len_utf8());
        let (next, per) = per_unit(text, after)?;
        name.push('/');
        name.push_str(&per);
        end = next;
        while let Some(dot) = literal(text, end, "·") {
            let Some((next, more)) = per_unit(text, dot) else { break };
            name.push('·');
            name.push_str(&more);
            end = next;
        }
        return Some((end, name));
    }
    let per = ["每秒", "每小时", "每分钟", "每分", "每平方米", "每千瓦时"].iter().find(|w| rest.starts_with(**w));
    if let Some(per) = per
        && slash == at
        && unit.dimension.is_measure()
    {
        name.push_str(per);
        return Some((at + per.len(), name));
    }
    (end > at).then_some((end, name))
}

/// 4.1/10万: how many of so many people, births, …, which the text names elsewhere or not at all.
pub(super) fn of_so_many(text: &str, at: usize) -> Option<Quantity> {
    const ALL: [&str; 9] = ["千", "1000", "万", "1万", "10万", "十万", "100万", "百万", "萬"];
    let slash = at + text.get(at..)?.find(|c: char| !matches!(c, '0'..='9' | '.' | ','))?;
    let rest = text.get(slash..)?.strip_prefix(['/', '／'])?;
    let all = ALL.iter().filter(|all| rest.starts_with(**all)).max_by_key(|all| all.len())?;
    let behind = rest.get(all.len()..)?;
    if behind.starts_with(numeral::starts) || units::longest(behind).is_some() {
        return None;
    }
    let numeral = numeral::read(text, at).filter(|n| n.span.end == slash)?;
    let end = text.len() - behind.len();
    let counted = Counted { start: at, end, number: numeral.number, numeral, fraction: None };
    Some(counted.quantity(counted.number, Measure::Rate(format!("/{all}")), end, &[]))
}

/// One unit after a slash, with a number of its own perhaps (毫克/100毫升); a Latin word where the table has none.
fn per_unit(text: &str, at: usize) -> Option<(usize, String)> {
    let number = numeral::read(text, at).filter(|n| n.form == Form::Arabic).map_or(at, |n| n.span.end);
    let rest = text.get(number..)?;
    let written = text.get(at..number)?;
    if let Some(unit) = units::longest(rest).and_then(<[Unit]>::first) {
        return Some((number + unit.word.len(), format!("{written}{}", unit.word)));
    }
    if let Some(word) = ["日", "月", "年", "晚", "餐", "人", "标准立方米"].iter().find(|w| rest.starts_with(**w)) {
        return Some((number + word.len(), format!("{written}{word}")));
    }
    let latin = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_alphabetic()).len();
    (latin > 0).then(|| (number + latin, format!("{written}{}", rest.get(..latin).unwrap_or_default())))
}
