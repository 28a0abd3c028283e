//! Quantities: a numeral with its unit, its fraction, its range, whatever the context makes of it. The grammar that articles and
//! [`crate::recognize`] share; what is a figure and what is not is decided by those who call it.

use super::{
    Amount,
    units::{self, Dimension, Unit},
};
use crate::{
    codepoints::CharTable,
    numeral::{self, Form, Number, Numeral, Shape},
    span::{Reading, Span},
    table,
    trie::Trie,
};
use rust_decimal::Decimal;
use std::sync::LazyLock;

/// What a quantity is counted or measured in.
#[derive(Clone, Debug, PartialEq)]
pub enum Measure {
    /// Nothing: a bare number.
    Bare,
    /// A unit of the table.
    Unit(Dimension, &'static str),
    /// A compound unit as written: 元/吨.
    Rate(String),
    /// A part: 三分之一, 千分之五; true where it is said per hundred, thousand, … (百分之五 is a percentage).
    Fraction,
    /// The result of a match.
    Result,
    /// A place in an order: 第三位, with the classifier.
    Rank(Option<&'static str>),
}

/// A number with its unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// Where it stands.
    pub span: Span<Reading>,
    /// How much, in the unit's symbol.
    pub amount: Amount,
    /// In what.
    pub measure: Measure,
    /// Other readings of the same unit word, none for most.
    pub others: &'static [Unit],
    /// The unit as written.
    pub unit_span: Span<Reading>,
    /// Its (first) numeral.
    pub numeral: Numeral,
    /// Whether 余, 多, 来, 几 or a pair of neighbours makes it a rough one.
    pub approximate: bool,
    /// Whether it has two ends.
    pub range: bool,
}

/// A number before its unit is known.
struct Counted {
    start: usize,
    end: usize,
    number: Number,
    numeral: Numeral,
    fraction: Option<bool>,
}

/// Characters that a quantity may start with beside those of numerals.
const STARTS: &str = "第前倒每零上人新港RUHNACSMEP$＄¥￥€£₩₽-−－负負";

static MAY_START: LazyLock<CharTable<bool>> =
    LazyLock::new(|| numeral::STARTS.chars().chain(STARTS.chars()).map(|c| (c, true)).collect());

/// Whether a quantity may start with `c`.
pub fn may_start(c: char) -> bool {
    MAY_START.get(c)
}

/// Reads the quantity that starts at the byte `at`.
pub fn read(text: &str, at: usize) -> Option<Quantity> {
    let c = text.get(at..)?.chars().next()?;
    match c {
        '第' => ordinal(text, at, at + c.len_utf8()),
        '前' => first_few(text, at, at + c.len_utf8()),
        '倒' => {
            let inner = ordinal(text, literal(text, at, "倒数")?, literal(text, at, "倒数第")?)?;
            Some(Quantity { span: Span::new(at, inner.span.end), ..inner })
        }
        '每' => per(text, at),
        '零' if literal(text, at, "零下").is_some() => below_zero(text, at),
        '上' | '数' | '數' if let Some(many) = hundreds(text, at) => Some(many),
        '人' | '新' | '港' => currency_word_first(text, at),
        c if c.is_ascii_digit() => result(text, at).or_else(|| ranged(text, at)),
        _ => currency_first(text, at).or_else(|| ranged(text, at)),
    }
}

/// The words of `results.txt`; `told` from their last character on.
struct Results {
    told: Trie<()>,
    won: Trie<()>,
    beats: Trie<()>,
}

static RESULTS: LazyLock<Results> = LazyLock::new(|| {
    let mut results = Results { told: Trie::new(), won: Trie::new(), beats: Trie::new() };
    for row in table::rows(include_str!("results.txt")) {
        let mut fields = row.split_whitespace();
        match fields.next() {
            Some("told") => fields.for_each(|w| results.told.add(w.chars().rev(), ())),
            Some("beats") => fields.for_each(|w| results.beats.add(w.chars(), ())),
            _ => fields.for_each(|w| results.won.add(w.chars(), ())),
        }
    }
    results
});

/// 22:20, 4-0: the result of a match, two numbers of up to three digits. Whether it is one, its context must say.
fn result(text: &str, at: usize) -> Option<Quantity> {
    let points = |at| {
        let numeral = numeral::read(text, at)?;
        match (numeral.shape, numeral.number, numeral.form) {
            (Shape::Digits(1..=3), Number::Exact(n), Form::Arabic) => Some((numeral, n)),
            _ => None,
        }
    };
    let (first, a) = points(at)?;
    let end = first.span.end;
    let mark = text.get(end..)?.chars().next().filter(|c| matches!(c, ':' | '：' | '∶' | '-' | '比'))?;
    let (second, b) = points(end + mark.len_utf8())?;
    let next = text.get(second.span.end..)?.chars().next();
    if next.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, ':' | '：' | '-')) {
        return None;
    }
    let before = text.get(..at)?;
    let rest = text.get(second.span.end..)?;
    let listed = before.strip_suffix('、').is_some_and(|t| t.ends_with(|c: char| c.is_ascii_digit()));
    let told = listed || RESULTS.told.longest(before.chars().rev()).is_some();
    let won = told && RESULTS.won.longest(rest.chars()).is_some();
    (won || RESULTS.beats.longest(rest.chars()).is_some()).then(|| Quantity {
        span: Span::new(at, second.span.end),
        amount: Amount::Range(a.min(b), a.max(b)),
        measure: Measure::Result,
        others: &[],
        unit_span: Span::new(second.span.end, second.span.end),
        numeral: first,
        approximate: false,
        range: true,
    })
}

/// One end, and the other if there is one: 200至400名, 20%~30%, 1万元-5万元.
fn ranged(text: &str, at: usize) -> Option<Quantity> {
    let first = measured(text, at)?;
    let Some(second) = second_end(text, &first) else { return Some(first) };
    Some(second)
}

/// The byte after a connector of ranges at `at`.
fn connector(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let trimmed = rest.trim_start_matches(' ');
    let spaces = rest.len() - trimmed.len();
    let mark =
        ["——", "--", "－－", "–", "—", "-", "－", "~", "～", "∼", "至", "到", "−"].iter().find(|m| trimmed.starts_with(**m))?;
    let behind = trimmed.get(mark.len()..)?;
    let more = behind.len() - behind.trim_start_matches(' ').len();
    Some(at + spaces + mark.len() + more)
}

fn second_end(text: &str, first: &Quantity) -> Option<Quantity> {
    let Amount::Exact(lo) = first.amount else { return None };
    if matches!(first.measure, Measure::Rank(_) | Measure::Result) {
        return None;
    }
    let after = match connector(text, first.span.end) {
        Some(after) => after,
        None => return bounded(text, first).or_else(|| neighbours(text, first)),
    };
    let second = if literal(text, after, "零下").is_some() { below_zero(text, after)? } else { measured(text, after)? };
    let Amount::Exact(hi) = second.amount else { return None };
    let bare = first.measure == Measure::Bare;
    if !bare && !same_measure(&first.measure, &second.measure) {
        return None;
    }
    let lo = if bare { share_scale(text, first, &second, lo, hi)? } else { lo };
    if lo >= hi {
        return None;
    }
    Some(Quantity {
        span: Span::new(first.span.start, second.span.end),
        amount: Amount::Range(lo, hi),
        numeral: first.numeral.clone(),
        range: true,
        ..second
    })
}

/// 五年以上十年以下: both ends with their words, 以下 left outside as for a single end.
fn bounded(text: &str, first: &Quantity) -> Option<Quantity> {
    let after = literal(text, first.span.end, "以上")?;
    let second = measured(text, spaces(text, literal(text, after, "、").unwrap_or(after)))?;
    let (Amount::Exact(lo), Amount::Exact(hi)) = (first.amount, second.amount) else { return None };
    literal(text, second.span.end, "以下")?;
    (same_measure(&first.measure, &second.measure) && lo < hi).then(|| Quantity {
        span: Span::new(first.span.start, second.span.end),
        amount: Amount::Range(lo, hi),
        range: true,
        ..second
    })
}

/// 六、七千人: neighbours with a comma between.
fn neighbours(text: &str, first: &Quantity) -> Option<Quantity> {
    // At the start of a line it is the number of a heading (一、两千件案子).
    let within = text.get(..first.span.start)?.chars().next_back().is_some_and(|c| c.is_alphanumeric());
    let after = literal(text, first.span.end, "、").filter(|_| within && first.measure == Measure::Bare)?;
    let second = measured(text, after)?;
    let written = text.get(after..second.numeral.span.end)?;
    let digit = |c: char| numeral::digit(c).filter(|_| first.numeral.form == Form::Chinese);
    let (lo, hi) = (digit(first.span.of(text).chars().next()?)?, digit(written.chars().next()?)?);
    let Amount::Exact(value) = second.amount else { return None };
    if lo + 1 != hi || first.numeral.shape != Shape::Digits(1) || second.measure == Measure::Bare {
        return None;
    }
    let ratio = value.checked_div(Decimal::from(hi))?;
    let amount = Amount::Range(ratio.checked_mul(Decimal::from(lo))?.normalize(), value);
    Some(Quantity { span: Span::new(first.span.start, second.span.end), amount, approximate: true, range: true, ..second })
}

fn same_measure(a: &Measure, b: &Measure) -> bool {
    match (a, b) {
        (Measure::Unit(x, a), Measure::Unit(y, b)) => x == y && a == b,
        // 15美元-17美元/ADS
        (Measure::Unit(..), Measure::Rate(_)) => true,
        _ => a == b,
    }
}

/// The low end of a range in which the high end has the unit of ten for both: 3—5万元, 十八至三十万, 两到三千.
fn share_scale(text: &str, first: &Quantity, second: &Quantity, lo: Decimal, hi: Decimal) -> Option<Decimal> {
    let factor = unit_factor(second)?;
    let lo_plain = lo.checked_mul(factor)?;
    if first.numeral.approximate {
        return Some(lo_plain);
    }
    let written = text.get(second.numeral.span.start..second.numeral.core_end)?;
    let own = text.get(first.numeral.span.start..first.numeral.core_end)?;
    let big: String = written.chars().rev().take_while(|c| "万亿萬億".contains(*c)).collect();
    let mut scale = Decimal::ONE;
    for c in big.chars() {
        scale = scale.checked_mul(if "万萬".contains(c) { Decimal::from(10_000) } else { Decimal::from(100_000_000) })?;
    }
    // 10~15k: the letter stands for both.
    scale = match written.chars().next_back() {
        Some('k' | 'K') => Decimal::ONE_THOUSAND,
        Some('M') => Decimal::from(1_000_000),
        _ => scale,
    };
    // 两到三千: a digit beside a digit and its unit.
    let unit = written.chars().next_back();
    if big.is_empty() && own.chars().count() == 1 && written.chars().count() == 2 && first.numeral.form == Form::Chinese {
        scale = match unit {
            Some('千' | '仟') => Decimal::from(1000),
            Some('百' | '佰') => Decimal::from(100),
            _ => Decimal::ONE,
        };
    }
    let scaled = lo_plain.checked_mul(scale)?;
    let has_own = own.contains(['万', '亿', '萬', '億']);
    Some(if !has_own && scaled < hi { scaled } else { lo_plain })
}

fn unit_factor(quantity: &Quantity) -> Option<Decimal> {
    Some(quantity.others.first().map_or(Decimal::ONE, |u| u.factor))
}

/// The number at `at`: a fraction or a numeral.
fn counted(text: &str, at: usize) -> Option<Counted> {
    if let Some(fraction) = numeral::read_fraction(text, at) {
        return Some(Counted {
            start: at,
            end: fraction.span.end,
            number: fraction.number(),
            numeral: fraction.numerator,
            fraction: Some(fraction.per_unit && fraction.denominator == Decimal::ONE_HUNDRED),
        });
    }
    let numeral = numeral::read(text, at)?;
    if numeral.number == Number::Exact(Decimal::ONE)
        && let Some(end) = literal(text, numeral.span.end, "半")
        && !text.get(end..).is_some_and(|rest| rest.starts_with(['年', '天', '月', '径', '岛']))
    {
        return Some(Counted { start: at, end, number: Number::Exact(Decimal::new(5, 1)), numeral, fraction: Some(false) });
    }
    Some(Counted { start: at, end: numeral.span.end, number: numeral.number, numeral, fraction: None })
}

fn literal(text: &str, at: usize, word: &str) -> Option<usize> {
    text.get(at..)?.starts_with(word).then_some(at + word.len())
}

/// A number and its unit.
fn measured(text: &str, at: usize) -> Option<Quantity> {
    let number = counted(text, at)?;
    if number.fraction == Some(true) {
        let percent = number.number.map(|n| n.checked_mul(Decimal::ONE_HUNDRED));
        return Some(number.quantity(percent, Measure::Unit(Dimension::Percent, "%"), number.end, &[]));
    }
    let half = number.is_half(text);
    if half && let Some(end) = literal(text, number.end, "数").or_else(|| literal(text, number.end, "數")) {
        return Some(number.quantity(number.number, Measure::Fraction, end, &[]));
    }
    if half && let Some(end) = literal(text, number.end, "月") {
        let readings = units::named("个月").unwrap_or_default();
        return Some(number.quantity(number.number, Measure::Unit(Dimension::Duration, "month"), end, readings));
    }
    if let Some(end) = literal(text, number.end, "位数") {
        return Some(number.digits_long(end));
    }
    let unit_at = spaces(text, number.end);
    let rest = text.get(unit_at..)?;
    let glued = glued_middle(rest);
    let (readings, word_end, half, rough) = match glued {
        Some(middle) => (middle.readings, unit_at + middle.len, middle.half, !middle.half),
        None => match units::longest(rest).and_then(|r| unless_noun(rest, r)) {
            Some(readings) => {
                let len = readings.first().map_or(0, |u| u.word.len());
                (readings, unit_at + len, false, false)
            }
            None => match number.index_points(text, unit_at) {
                Some((readings, end)) => (readings, end, false, false),
                None => return Some(number.bare(half)),
            },
        },
    };
    let Some(unit) = readings.first() else { return Some(number.bare(half)) };
    let counts = matches!(unit.dimension, Dimension::Count | Dimension::Noun | Dimension::Percent | Dimension::Score);
    if half && counts && !matches!(unit.word, "个" | "個" | "分") {
        return Some(number.bare(half));
    }
    let onwards = text.get(word_end..).is_some_and(|rest| rest.starts_with(['到', '至', '了']));
    if number.fraction.is_some() && (counts && !matches!(unit.word, "个" | "個") || unit.word == "升" && onwards) {
        return Some(number.bare(half));
    }
    // 20万吨级 is a class, and 级 is part of its name.
    let word_end = if unit.symbol == "t" { literal(text, word_end, "级").unwrap_or(word_end) } else { word_end };
    let mut amount = number.number.map(|n| match unit.word {
        // 九五折 and 85折 name the percentage itself.
        "折" if n >= Decimal::TEN => Some(n),
        _ => n.checked_mul(unit.factor),
    });
    let mut end = word_end;
    let mut rough = rough;
    if half {
        amount = amount.map(|n| n.checked_add(unit.factor / Decimal::TWO));
    } else if let Some(after) = half_behind(text, end, unit) {
        amount = amount.map(|n| n.checked_add(unit.factor / Decimal::TWO));
        end = after;
    } else if let Some(after) = more_behind(text, end, unit) {
        end = after;
        rough = true;
    }
    if let Some((after, more)) = smaller_unit(text, end, unit) {
        amount = amount.map(|n| n.checked_add(more));
        end = after;
    } else if let Some((after, more)) = tenths_behind(text, end, unit) {
        amount = amount.map(|n| n.checked_add(more));
        end = after;
    }
    let mut measure = match number.fraction {
        Some(false) if unit.dimension == Dimension::Count => {
            // 三分之一个 is a fraction still.
            Measure::Fraction
        }
        _ => Measure::Unit(unit.dimension, unit.symbol),
    };
    if let Some((after, name)) = rate_behind(text, unit, end) {
        amount = number.number;
        measure = Measure::Rate(name);
        end = after;
    }
    let mut quantity = number.quantity(amount, measure, end, readings);
    quantity.unit_span = Span::new(unit_at, end);
    quantity.approximate |= rough;
    Some(quantity)
}

fn spaces(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    at + rest.len() - rest.trim_start_matches([' ', '\u{3000}']).len()
}

/// The readings of a unit, or those of 大 alone where 大类 is the head of 三大类别.
fn unless_noun(rest: &str, readings: &'static [Unit]) -> Option<&'static [Unit]> {
    if rest.starts_with("大类别") || rest.starts_with("大類別") { units::named("大") } else { Some(readings) }
}

/// 个 and its noun with something between: 个多小时, 个半月.
struct Glued {
    readings: &'static [Unit],
    len: usize,
    half: bool,
}

fn glued_middle(rest: &str) -> Option<Glued> {
    let ge = rest.chars().next().filter(|c| "个個".contains(*c))?;
    let middle = rest.get(ge.len_utf8()..)?;
    let word = middle.chars().next().filter(|c| "多半余来".contains(*c))?;
    let noun = middle.get(word.len_utf8()..)?;
    let lens: Vec<usize> = noun.char_indices().take(4).map(|(at, c)| at + c.len_utf8()).collect();
    lens.into_iter().rev().find_map(|len| {
        let readings = units::named(&format!("{ge}{}", noun.get(..len)?))?;
        Some(Glued { readings, len: ge.len_utf8() + word.len_utf8() + len, half: word == '半' })
    })
}

/// 半 behind a unit: 两年半, 三成半, 五倍半.
fn half_behind(text: &str, at: usize, unit: &Unit) -> Option<usize> {
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
fn tenths_behind(text: &str, at: usize, unit: &Unit) -> Option<(usize, Decimal)> {
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
fn more_behind(text: &str, at: usize, unit: &Unit) -> Option<usize> {
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
fn smaller_unit(text: &str, at: usize, unit: &'static Unit) -> Option<(usize, Decimal)> {
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
        let parts = match first.dimension {
            Dimension::Duration if first.symbol == "hour" => Decimal::from(60),
            Dimension::Money => Decimal::ONE_HUNDRED,
            _ => return None,
        };
        return Some(Smaller { end: after, more: number.checked_div(parts)?, unit: None });
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
fn rate_behind(text: &str, unit: &Unit, at: usize) -> Option<(usize, String)> {
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

/// 每公斤58元, 每秒120帧, 每人每月600元: a rate. But 每周4班 and 每户3万元 are a count and a sum, and 每 is no part of them.
fn per(text: &str, at: usize) -> Option<Quantity> {
    let mut here = at;
    let mut names = Vec::new();
    while let Some(after) = literal(text, here, "每") {
        let rest = text.get(after..)?;
        let word = ["月", "日", "年", "天"].iter().find(|w| rest.starts_with(**w)).copied();
        let unit = units::longest(rest).and_then(<[Unit]>::first);
        let (word, measured) = match (unit, word) {
            (Some(unit), _) => (unit.word, Some(unit.dimension)),
            (None, Some(word)) => (word, Some(Dimension::Duration)),
            (None, None) => return None,
        };
        names.push((word, measured));
        here = after + word.len();
    }
    let alone = matches!(&names[..], [(word, dimension)] if !takes_rate(word, *dimension));
    if alone || names.is_empty() {
        return None;
    }
    let first = ranged(text, spaces(text, here))?;
    let Measure::Unit(dimension, _) = first.measure else { return None };
    let counts = matches!(dimension, Dimension::Count) && names.iter().any(|(w, _)| matches!(*w, "秒" | "分钟"));
    if !(dimension == Dimension::Money || dimension.is_measure() || counts) {
        return None;
    }
    let amount = in_word(&first)?;
    let unit = first.others.first()?;
    let per: Vec<&str> = names.iter().map(|(w, _)| *w).collect();
    let name = format!("{}/{}", unit.word, per.join("·"));
    Some(Quantity { span: Span::new(at, first.span.end), amount, measure: Measure::Rate(name), ..first })
}

/// The amount in the unit's word in place of its symbol: a rate keeps the word.
fn in_word(quantity: &Quantity) -> Option<Amount> {
    let factor = unit_factor(quantity)?;
    quantity.amount.map(|n| n.checked_div(factor))
}

/// Whether a figure after 每 and this word alone is a rate.
fn takes_rate(word: &str, dimension: Option<Dimension>) -> bool {
    match dimension {
        Some(Dimension::Duration) => matches!(word, "秒" | "分钟" | "小时" | "秒钟"),
        Some(dimension) => dimension.is_measure(),
        None => false,
    }
}

/// 零下18℃, 零下三十度, 零下40℃到150℃.
fn below_zero(text: &str, at: usize) -> Option<Quantity> {
    let inner = measured(text, spaces(text, at + "零下".len()))?;
    if !matches!(inner.measure, Measure::Unit(Dimension::Temperature, _)) {
        return None;
    }
    let amount = inner.amount.map(|n| Some(-n))?;
    let span = Span::new(at, inner.span.end);
    let first = Quantity { span, amount, measure: Measure::Unit(Dimension::Temperature, "C"), ..inner };
    Some(second_end(text, &first).unwrap_or(first))
}

/// 上百, 上万 and 数以百万, which say how many figures the number has and no more.
fn hundreds(text: &str, at: usize) -> Option<Quantity> {
    let number = literal(text, at, "上").or_else(|| literal(text, at, "数以")).or_else(|| literal(text, at, "數以"))?;
    let inner = measured(text, number)?;
    if !matches!(inner.numeral.shape, Shape::Bare) {
        return None;
    }
    Some(Quantity { span: Span::new(at, inner.span.end), amount: Amount::Vague, approximate: true, ..inner })
}

/// 人民币91.64亿元, 新台币600万元.
fn currency_word_first(text: &str, at: usize) -> Option<Quantity> {
    let code = units::longest(text.get(at..)?)?.iter().find(|u| u.dimension == Dimension::Money)?;
    let inner = ranged(text, spaces(text, at + code.word.len()))?;
    let fits = match inner.measure {
        Measure::Bare => inner.numeral.form != Form::Chinese || inner.numeral.shape == Shape::Composed,
        Measure::Unit(Dimension::Money, symbol) => symbol == "CNY",
        _ => false,
    };
    let span = Span::new(at, inner.span.end);
    fits.then_some(Quantity { span, measure: Measure::Unit(Dimension::Money, code.symbol), ..inner })
}

/// Currencies that stand before the number, by sign or code.
const SIGNS: &[(&str, &str)] = &[
    ("US$", "USD"),
    ("USD", "USD"),
    ("HK$", "HKD"),
    ("NT$", "TWD"),
    ("A$", "AUD"),
    ("C$", "CAD"),
    ("S$", "SGD"),
    ("MOP$", "MOP"),
    ("RMB", "CNY"),
    ("CNY", "CNY"),
    ("EUR", "EUR"),
    ("$", "USD"),
    ("＄", "USD"),
    ("¥", "CNY"),
    ("￥", "CNY"),
    ("€", "EUR"),
    ("£", "GBP"),
    ("₩", "KRW"),
    ("₽", "RUB"),
];

/// ￥500, US$3.2亿.
fn currency_first(text: &str, at: usize) -> Option<Quantity> {
    let rest = text.get(at..)?;
    let (sign, code) = SIGNS.iter().find(|(sign, _)| rest.starts_with(sign))?;
    let inner = ranged(text, spaces(text, at + sign.len()))?;
    let fits = matches!(inner.measure, Measure::Bare | Measure::Unit(Dimension::Money, _));
    let span = Span::new(at, inner.span.end);
    fits.then_some(Quantity { span, measure: Measure::Unit(Dimension::Money, code), ..inner })
}

/// 第三, 第12位, 第二至第五位, 第10万辆.
fn ordinal(text: &str, at: usize, number_at: usize) -> Option<Quantity> {
    let numeral = numeral::read(text, spaces(text, number_at))?;
    if numeral.approximate || !matches!(numeral.number, Number::Exact(_)) || matches!(numeral.shape, Shape::Bare) {
        return None;
    }
    let end = numeral.span.end;
    let number = Counted { start: at, end, number: numeral.number, numeral, fraction: None };
    let rest = text.get(end..)?;
    let readings = units::longest(rest).filter(|r| r.iter().any(|u| u.dimension.ranks()));
    let unit = readings.and_then(|r| r.iter().find(|u| u.dimension.ranks()));
    let unit_end = end + unit.map_or(0, |u| u.word.len());
    let mut first = number.quantity(number.number, Measure::Rank(unit.map(|u| u.word)), unit_end, readings.unwrap_or_default());
    first.unit_span = Span::new(end, unit_end);
    let Some(next) = connector(text, unit_end).and_then(|after| literal(text, after, "第").map(|n| (after, n))) else {
        return Some(first);
    };
    let Some(second) = ordinal(text, next.0, next.1) else { return Some(first) };
    let (Amount::Exact(lo), Amount::Exact(hi)) = (first.amount, second.amount) else { return Some(first) };
    if lo >= hi {
        return Some(first);
    }
    Some(Quantity { span: Span::new(at, second.span.end), amount: Amount::Range(lo, hi), range: true, ..second })
}

/// 前三, 前五位, 前3种子: from the first to that place. 前两轮 and 前三个月 are not.
fn first_few(text: &str, at: usize, number_at: usize) -> Option<Quantity> {
    let numeral = numeral::read(text, number_at)?;
    let Number::Exact(last) = numeral.number else { return None };
    if numeral.approximate || numeral.shape == Shape::Bare {
        return None;
    }
    let end = numeral.span.end;
    let unit = ["位", "名", "种子", "種子"].into_iter().find(|unit| literal(text, end, unit).is_some());
    let open = text.get(end..).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() && !"的名".contains(c)));
    if unit.is_none() && !open {
        return None;
    }
    let number = Counted { start: at, end, number: Number::Range(Decimal::ONE, last), numeral, fraction: None };
    let mut top = number.quantity(number.number, Measure::Rank(unit), end + unit.map_or(0, str::len), &[]);
    top.range = true;
    Some(top)
}

impl Dimension {
    /// Whether what it counts can be numbered with 第. A day and a year can; a measure cannot.
    const fn ranks(self) -> bool {
        matches!(self, Self::Count | Self::Duration)
    }
}

impl Number {
    /// The same with every value put through `f`; unreadable where `f` overflows.
    fn map(self, f: impl Fn(Decimal) -> Option<Decimal>) -> Self {
        match self {
            Self::Exact(n) => f(n).map_or(Self::Unreadable, Self::Exact),
            Self::Range(lo, hi) => f(lo).zip(f(hi)).map_or(Self::Unreadable, |(lo, hi)| Self::Range(lo, hi)),
            Self::Vague(floor) => Self::Vague(floor.and_then(f)),
            Self::Unreadable => Self::Unreadable,
        }
    }
}

impl Amount {
    fn map(self, f: impl Fn(Decimal) -> Option<Decimal>) -> Option<Self> {
        Some(match self {
            Self::Exact(n) => Self::Exact(f(n)?.normalize()),
            Self::Range(lo, hi) => Self::Range(f(lo)?.normalize(), f(hi)?.normalize()),
            Self::Vague => Self::Vague,
        })
    }
}

impl Counted {
    fn quantity(&self, number: Number, measure: Measure, end: usize, others: &'static [Unit]) -> Quantity {
        let amount = match number {
            Number::Exact(n) => Amount::Exact(n.normalize()),
            Number::Range(lo, hi) => Amount::Range(lo.normalize(), hi.normalize()),
            // 十几 is ten and some.
            Number::Vague(Some(n)) => Amount::Exact(n.normalize()),
            Number::Vague(None) | Number::Unreadable => Amount::Vague,
        };
        let readable = number != Number::Unreadable;
        let measure = if readable { measure } else { Measure::Bare };
        Quantity {
            span: Span::new(self.start, end),
            amount,
            measure,
            others,
            unit_span: Span::new(self.end, end),
            approximate: self.numeral.approximate,
            numeral: Numeral { number: if readable { self.numeral.number } else { Number::Unreadable }, ..self.numeral.clone() },
            range: false,
        }
    }

    /// 两位数 is from 10 to 99; as percent, since growth is what it is said of.
    fn digits_long(&self, end: usize) -> Quantity {
        let number = match self.number {
            Number::Exact(n) if n == Decimal::TWO => Number::Range(Decimal::TEN, Decimal::from(99)),
            Number::Exact(n) if n == Decimal::ONE => Number::Range(Decimal::ONE, Decimal::from(9)),
            _ => Number::Vague(None),
        };
        self.quantity(number, Measure::Unit(Dimension::Percent, "%"), end, &[])
    }

    /// 3410.61点, 28点: the points of an index. What could be an hour or count items is not taken for them.
    fn index_points(&self, text: &str, at: usize) -> Option<(&'static [Unit], usize)> {
        let end = literal(text, at, "点")?;
        let sure = matches!(self.number, Number::Exact(n) if n > Decimal::from(24) || !n.fract().is_zero());
        let ends = !text.get(end..)?.starts_with(|c: char| numeral::starts(c) || matches!(c, '钟' | '整' | '建' | '意' | '要'));
        (sure && ends && self.numeral.form == Form::Arabic).then(|| Some((units::named("指数点")?, end))).flatten()
    }

    /// Whether it is 半 and nothing more.
    fn is_half(&self, text: &str) -> bool {
        self.fraction.is_none() && Span::<Reading>::new(self.start, self.end).of(text) == "半"
    }

    fn bare(&self, half: bool) -> Quantity {
        let measure = if half || self.fraction.is_some() { Measure::Fraction } else { Measure::Bare };
        self.quantity(self.number, measure, self.end, &[])
    }
}
