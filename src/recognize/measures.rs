//! Numbers with their units: money, percentages, ages, temperatures, measures.

use super::{Found, Kind, Said, numbers, scan};
use crate::{
    figure::{
        Amount, Modifier,
        quantity::{self, Measure, Quantity},
        units::{self, Dimension},
        words,
    },
    numeral::{self, Form, Number, Shape},
    span::Span,
};
use rust_decimal::Decimal;

/// The measures of a text, from left to right.
pub fn find(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    scan(text, |at, c| {
        if let Some(measure) = unit_first(text, at) {
            let end = measure.end;
            found.push(measure);
            return Some(end);
        }
        let before = text.get(..at)?;
        if text.get(at..).and_then(units::currency_sign).is_none()
            && let Some(end) = numbers::outside_numbers(before, text, at)
        {
            return Some(end);
        }
        let fits = match c {
            '-' | '−' => numbers::signed(before, c),
            '第' | '前' | '倒' => false,
            c => !before.ends_with(|c: char| c.is_ascii_alphanumeric()) && quantity::may_start(c),
        };
        let quantity = fits.then(|| quantity::read(text, at)).flatten()?;
        found.extend(measure(text, &quantity));
        Some(quantity.span.end)
    });
    found
}

fn measure(text: &str, quantity: &Quantity) -> Option<Found> {
    let span = quantity.span;
    let word = quantity.unit_span.of(text);
    let before = text.get(..span.start)?;
    let after = text.get(span.end..)?;
    if quantity.numeral.number == Number::Unreadable {
        return None;
    }
    let international = quantity.others.first().map(|u| u.international);
    let (kind, unit) = match &quantity.measure {
        Measure::Fraction => return per_thousand(text, quantity),
        Measure::Bare | Measure::Rank(_) | Measure::Result => return whole_text_money(text, quantity),
        Measure::Rate(name) => {
            let found = Found::new(span.start, span.end, Kind::Rate, said(quantity.amount)?);
            return Some(Found { rate: Some(name.clone()), ..found });
        }
        Measure::Unit(dimension, symbol) => match dimension {
            Dimension::Money if word.starts_with(['块', '塊']) || quantity.others.len() < 2 => (Kind::Money, *symbol),
            Dimension::Money => (Kind::Money, *symbol),
            Dimension::Percent => (Kind::Percent, "%"),
            Dimension::Duration => return age(text, quantity, symbol),
            Dimension::Age => match years_and_months(text, quantity) {
                Some(found) => return Some(found),
                None => (Kind::Age, "year"),
            },
            Dimension::Temperature => (Kind::Temperature, *symbol),
            Dimension::Score => return cents(text, quantity),
            Dimension::Area => (Kind::Area, *symbol),
            Dimension::Length => (Kind::Length, *symbol),
            Dimension::Volume => (Kind::Volume, *symbol),
            Dimension::Mass => (Kind::Mass, *symbol),
            Dimension::Energy => (Kind::Energy, *symbol),
            Dimension::Power => (Kind::Power, *symbol),
            Dimension::Data => (Kind::Data, *symbol),
            Dimension::Frequency => (Kind::Frequency, *symbol),
            Dimension::Other if !matches!(word, "级" | "級" | "目" | "T" | "点") => (Kind::Other, *symbol),
            Dimension::Count if matches!(word, "块" | "塊") => (Kind::Money, "CNY"),
            Dimension::Other | Dimension::Speed | Dimension::Multiple | Dimension::Count | Dimension::Noun => return None,
        },
    };
    // 一刀 and 三卡 are no money and no energy.
    let slang = matches!(word, "刀" | "卡" | "码" | "平" | "方" | "链" | "里") && quantity.numeral.form == Form::Chinese;
    let inside =
        matches!(quantity.numeral.shape, Shape::Bare) && !quantity.approximate && before.ends_with(|c: char| c.is_alphanumeric());
    if slang || inside || crate::figure::is_idiom(before, text.get(span.start..)?, span.len()) {
        return None;
    }
    let unit = match quantity.measure {
        Measure::Unit(Dimension::Money | Dimension::Percent | Dimension::Age | Dimension::Temperature, _) => unit,
        _ => international.unwrap_or(unit),
    };
    let mut found = Found::new(span.start, span.end, kind, said(quantity.amount)?);
    found.unit = Some(unit);
    let own = quantity.approximate.then_some(Modifier::Approx);
    found.modifier = words::modifier_after(after).map(|(m, _)| m).or_else(|| words::modifier_before(before)).or(own);
    Some(found)
}

fn said(amount: Amount) -> Option<Said> {
    let text = |n: Decimal| n.normalize().to_string();
    match amount {
        Amount::Exact(n) => Some(Said::Value(text(n))),
        Amount::Range(lo, hi) => Some(Said::Between(Some(text(lo)), Some(text(hi)))),
        Amount::Vague => None,
    }
}

/// 一岁零三个月: an age in months.
fn years_and_months(text: &str, quantity: &Quantity) -> Option<Found> {
    let Amount::Exact(years) = quantity.amount else { return None };
    let rest = text.get(quantity.span.end..)?;
    let behind = rest.strip_prefix(['零', '又', '加']).unwrap_or(rest);
    let more = quantity::read(text, quantity.span.end + rest.len() - behind.len())?;
    match (&more.measure, more.amount) {
        (Measure::Unit(Dimension::Duration, "month"), Amount::Exact(months)) => {
            let sum = years.checked_mul(Decimal::from(12))?.checked_add(months)?;
            let mut found = Found::new(quantity.span.start, more.span.end, Kind::Age, said(Amount::Exact(sum))?);
            found.unit = Some("month");
            Some(found)
        }
        _ => None,
    }
}

/// 三周大, 90天大.
fn age(text: &str, quantity: &Quantity, symbol: &'static str) -> Option<Found> {
    let end = quantity.span.end;
    let old =
        text.get(end..)?.starts_with('大') && !text.get(end..)?.starts_with("大概") && !text.get(end..)?.starts_with("大约");
    let mut found = Found::new(quantity.span.start, end + "大".len(), Kind::Age, said(quantity.amount)?);
    found.unit = Some(symbol);
    old.then_some(found)
}

/// 千分之二点四 is 0.24 per cent.
fn per_thousand(text: &str, quantity: &Quantity) -> Option<Found> {
    let fraction = numeral::read_fraction(text, quantity.span.start).filter(|f| f.per_unit)?;
    let Number::Exact(part) = fraction.number() else { return None };
    let value = part.checked_mul(Decimal::ONE_HUNDRED)?.normalize().to_string();
    let mut found = Found::new(fraction.span.start, fraction.span.end, Kind::Percent, Said::Value(value));
    found.unit = Some("%");
    Some(found)
}

/// 5分 alone is money.
fn cents(text: &str, quantity: &Quantity) -> Option<Found> {
    let whole = quantity.span.of(text) == text.trim();
    let Amount::Exact(n) = quantity.amount else { return None };
    let mut found = Found::new(
        quantity.span.start,
        quantity.span.end,
        Kind::Money,
        Said::Value((n * Decimal::new(1, 2)).normalize().to_string()),
    );
    found.unit = Some("CNY");
    whole.then_some(found)
}

/// A sum alone in an input field needs no currency: 五百万, 不到40万, 15k左右.
fn whole_text_money(text: &str, quantity: &Quantity) -> Option<Found> {
    if quantity.measure != Measure::Bare {
        return None;
    }
    let before = text.get(..quantity.span.start)?;
    let after = text.get(quantity.span.end..)?;
    let prefix = before.is_empty() || before.chars().count() <= 4 && words::modifier_before(before).is_some();
    let modifier = words::modifier_after(after);
    let suffix = after.is_empty() || modifier.is_some_and(|(_, len)| len == after.len());
    if !prefix || !suffix {
        return None;
    }
    let mut found = Found::new(quantity.span.start, quantity.span.end, Kind::Money, said(quantity.amount)?);
    found.unit = Some("CNY");
    found.modifier = modifier.map(|(m, _)| m).or_else(|| words::modifier_before(before));
    Some(found)
}

/// What names its unit before the number, or leaves the one before the unit out: 摄氏37度, 华氏温度100度, 米九, 個半.
fn unit_first(text: &str, at: usize) -> Option<Found> {
    let rest = text.get(at..)?;
    let scales = [("摄氏", "C"), ("攝氏", "C"), ("华氏", "F"), ("華氏", "F")];
    if let Some((name, unit)) = scales.iter().find(|(name, _)| rest.starts_with(name)) {
        let behind = rest.get(name.len()..)?;
        let skip = if behind.starts_with("温度") || behind.starts_with("溫度") { "温度".len() } else { 0 };
        let quantity = quantity::read(text, at + name.len() + skip)?;
        if !matches!(quantity.measure, Measure::Unit(Dimension::Temperature, _)) {
            return None;
        }
        let mut found = Found::new(at, quantity.span.end, Kind::Temperature, said(quantity.amount)?);
        found.unit = Some(unit);
        return Some(found);
    }
    let before = text.get(..at)?;
    if before.ends_with(|c: char| c.is_alphanumeric()) && !before.ends_with(['到', '至', '少', '多']) {
        return None;
    }
    let (kind, unit, word) = match rest.chars().next()? {
        '米' => (Kind::Length, "m", "米"),
        '個' => (Kind::Money, "HKD", "個"),
        _ => return None,
    };
    let tenth = rest.get(word.len()..)?.chars().next()?;
    let tenths = if tenth == '半' { 5 } else { numeral::digit(tenth).filter(|d| *d > 0)? };
    let end = at + word.len() + tenth.len_utf8();
    let goes_on = text.get(end..)?.starts_with(|c: char| numeral::starts(c) || units::longest(&c.to_string()).is_some());
    if goes_on {
        return None;
    }
    let low = Decimal::ONE + Decimal::new(i64::from(tenths), 1);
    let mut found = Found::new(at, end, kind, Said::Value(low.normalize().to_string()));
    found.unit = Some(unit);
    if let Some(high) = upper(text, end, unit) {
        found.end = high.0.end;
        found.value = Said::Between(Some(low.normalize().to_string()), Some(high.1.normalize().to_string()));
    }
    Some(found)
}

/// The high end of a range whose low end has been read: 米六到三米九.
fn upper(text: &str, end: usize, unit: &str) -> Option<(Span<crate::span::Reading>, Decimal)> {
    let after = ["到", "至", "-", "~"].iter().find_map(|w| text.get(end..)?.strip_prefix(w).map(|_| end + w.len()))?;
    let quantity = quantity::read(text, after)?;
    match (&quantity.measure, quantity.amount) {
        (Measure::Unit(_, symbol), Amount::Exact(high)) if *symbol == unit => Some((quantity.span, high)),
        _ => None,
    }
}
