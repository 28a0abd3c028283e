//! Values in words: codes, numbers and times as the interface's language writes them.

use crate::strings::Language;
use quandian::{
    analysis::{Figure, Time},
    check::CheckKind,
    figure::{Kind, Modifier, Trend},
    table,
    time::TimeModifier,
    view::MarkType,
};
use std::{collections::HashMap, sync::LazyLock};

/// `names.txt`: a code and its three columns.
static NAMES: LazyLock<HashMap<&str, [&str; 3]>> = LazyLock::new(|| {
    let line = |line: &'static str| {
        let mut fields = line.split('\t');
        Some((fields.next()?, [fields.next()?, fields.next()?, fields.next()?]))
    };
    table::rows(include_str!("names.txt")).filter_map(line).collect()
});

/// What `code` is called, if it has a name.
pub fn name(code: &str, language: Language) -> Option<&'static str> {
    NAMES.get(code).map(|columns| language.pick(*columns))
}

/// What a type of mark is called.
pub fn type_name(kind: MarkType, language: Language) -> &'static str {
    name(kind.code(), language).unwrap_or(kind.code())
}

/// What a part of speech is called.
pub fn pos_name(pos: &str, language: Language) -> String {
    name(&format!("pos:{pos}"), language).unwrap_or(pos).to_owned()
}

/// What a kind of figure is called.
pub fn kind(kind: Kind, language: Language) -> Option<&'static str> {
    name(&format!("kind:{kind:?}").to_ascii_lowercase(), language)
}

/// What a kind of check is called.
pub fn check(kind: CheckKind, language: Language) -> &'static str {
    name(&format!("check:{kind:?}").to_ascii_lowercase(), language).unwrap_or_default()
}

/// What speaks for a name, by its codes, each ground once: several rules may come to the same.
pub fn grounds(codes: &[String], language: Language) -> String {
    let mut grounds = Vec::new();
    for ground in codes.iter().filter_map(|code| name(&format!("why:{code}"), language)) {
        if !grounds.contains(&ground) {
            grounds.push(ground);
        }
    }
    grounds.join(if language == Language::English { ", " } else { "、" })
}

/// A number in decimal digits, the fewest that say it, up to nine behind the point. The standard library's way to write a float
/// would be ten kilobytes of this module.
pub fn plain(value: f64) -> String {
    if !value.is_finite() {
        return String::new();
    }
    let sign = if value < 0.0 { "-" } else { "" };
    let (mut whole, mut zeros) = (value.abs(), String::new());
    // Past what a float counts exactly, thousands.
    while whole >= 1e15 {
        whole /= 1000.0;
        zeros.push_str("000");
    }
    let mut scale: u64 = 1;
    while scale < 1_000_000_000 && (whole * scale as f64).round() / scale as f64 != whole {
        scale *= 10;
    }
    let digits = (whole * scale as f64).round() as u64;
    let (whole, fraction) = (digits / scale, digits % scale);
    if fraction == 0 || !zeros.is_empty() {
        return format!("{sign}{whole}{zeros}");
    }
    let places = scale.ilog10() as usize;
    format!("{sign}{whole}.{fraction:0>places$}")
}

/// A length in a drawing, to a tenth.
pub fn tenth(value: f64) -> String {
    plain((value * 10.0).round() / 10.0)
}

/// A number with its digits in groups of three.
pub fn number(value: f64) -> String {
    let plain = plain(value);
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |d| ("-", d));
    let mut grouped = String::from(sign);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if !fraction.is_empty() {
        grouped.push('.');
        grouped.push_str(fraction);
    }
    grouped
}

/// What a unit is called.
pub fn unit(unit: &str, language: Language) -> String {
    name(&format!("unit:{unit}"), language).unwrap_or(unit).to_owned()
}

/// A figure's value with its unit, or a dash where it is not said. 十几条 and 十余条 are 10+: ten are certain.
pub fn value(figure: &Figure, language: Language) -> String {
    let more = figure.modifier == Some(Modifier::Approx) && figure.text.contains(['几', '幾', '多', '余', '餘']);
    let amount = match (figure.value, figure.lo, figure.hi) {
        (Some(value), ..) if more => format!("{}+", number(value)),
        (Some(value), ..) => number(value),
        (None, Some(lo), Some(hi)) => format!("{}–{}", number(lo), number(hi)),
        _ => "—".to_owned(),
    };
    match figure.unit.as_deref() {
        Some("%") => format!("{amount}%"),
        Some(symbol) => format!("{amount} {}", unit(symbol, language)),
        None => amount,
    }
}

/// 约, 超 and the like.
pub fn modifier(modifier: Modifier, language: Language) -> &'static str {
    let code = match modifier {
        Modifier::Approx => "mod:approx",
        Modifier::Under => "mod:under",
        Modifier::Over => "mod:over",
        Modifier::Min => "mod:min",
        Modifier::Max => "mod:max",
    };
    name(code, language).unwrap_or_default()
}

/// An arrow, with its word for those who cannot see it.
pub fn trend(trend: Trend, language: Language) -> (&'static str, &'static str) {
    let t = language.strings();
    match trend {
        Trend::Up => ("↑", t.up),
        Trend::Down => ("↓", t.down),
    }
}

/// 以来, 截至 and the like.
pub fn time_modifier(modifier: TimeModifier, language: Language) -> &'static str {
    let code = match modifier {
        TimeModifier::Since => "mod:since",
        TimeModifier::Until => "mod:until",
        TimeModifier::Before => "mod:before",
        TimeModifier::After => "mod:after",
        TimeModifier::Approx => "mod:approx",
    };
    name(code, language).unwrap_or_default()
}

/// A time's value in words: `2020-12-24TMO` is 2020年12月24日上午.
pub fn time(time: &Time, language: Language) -> String {
    when(&time.value, language)
}

/// A time in ISO 8601 or EDTF in words.
pub fn when(value: &str, language: Language) -> String {
    match value.split_once('/') {
        Some((from, to)) => format!("{} – {}", moment(from, language), moment(to, language)),
        None => moment(value, language),
    }
}

fn moment(value: &str, language: Language) -> String {
    if let Some(name) = name(&format!("time:{value}"), language) {
        return name.to_owned();
    }
    let (date, hour) = value.split_once('T').unwrap_or((value, ""));
    let hour = name(&format!("time:T{hour}"), language).unwrap_or(hour);
    let parts: Vec<&str> = date.split('-').collect();
    let whole = parts.iter().all(|p| p.len() >= 2 && p.chars().next().is_some_and(|c| c.is_ascii_digit()));
    let part_of_year = parts.get(1).and_then(|p| name(&format!("time:{p}"), language));
    let chinese = language != Language::English;
    let short = |number: &str| number.trim_start_matches('0').to_owned();
    let date = match parts.as_slice() {
        // An unknown year is left out: the article says 今年 or nothing.
        ["XXXX"] => language.strings().that_year.to_owned(),
        ["XXXX", rest @ ..] if chinese => year_less(rest, language),
        [year, _] if part_of_year.is_some() && chinese => format!("{year}年{}", part_of_year.unwrap_or_default()),
        [year, _] if part_of_year.is_some() => format!("{year} {}", part_of_year.unwrap_or_default()),
        [year] if whole && chinese => format!("{year}年"),
        [year, month] if whole && chinese => format!("{year}年{}月", short(month)),
        [year, month, day] if whole && chinese => format!("{year}年{}月{}日", short(month), short(day)),
        _ => date.to_owned(),
    };
    if hour.is_empty() { date } else { format!("{date} {hour}") }
}

/// A month, or a month and a day.
fn year_less(parts: &[&str], language: Language) -> String {
    let short = |number: &str| number.trim_start_matches('0').to_owned();
    match parts {
        [part] => name(&format!("time:{part}"), language).map_or_else(|| format!("{}月", short(part)), str::to_owned),
        [month, day] => format!("{}月{}日", short(month), short(day)),
        _ => parts.join("-"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped() {
        for (value, written) in [
            (0.0, "0"),
            (999.0, "999"),
            (1000.0, "1,000"),
            (-1_234_567.5, "-1,234,567.5"),
            (98.2, "98.2"),
            (0.05, "0.05"),
            (1.234567, "1.234567"),
            (160_000_000_000.0, "160,000,000,000"),
            (1.2e20, "120,000,000,000,000,000,000"),
        ] {
            assert_eq!(number(value), written);
        }
    }

    #[test]
    fn a_rough_figure_does_not_look_exact() {
        let figure = |text: &str, value, modifier| Figure {
            text: text.into(),
            value,
            unit: Some("条".into()),
            modifier,
            ..serde_json::from_str(r#"{"start":0,"end":0,"text":"","kind":"count","value":null,"unit":null,"metric":null}"#)
                .unwrap()
        };
        for (text, number, modifier, written) in [
            ("十几条", Some(10.0), Some(Modifier::Approx), "10+ 条"),
            ("300余条", Some(300.0), Some(Modifier::Approx), "300+ 条"),
            ("20条", Some(20.0), Some(Modifier::Approx), "20 条"),
            ("几百条", None, Some(Modifier::Approx), "— 条"),
            ("15条", Some(15.0), None, "15 条"),
        ] {
            assert_eq!(value(&figure(text, number, modifier), Language::Hans), written);
        }
    }

    #[test]
    fn times_are_written_out() {
        let written = |value: &str| time(&Time { value: value.into(), ..Time::default() }, Language::Hans);
        for (value, words) in [
            ("2020-12-24TMO", "2020年12月24日 上午"),
            ("2023-09-05T08:40", "2023年9月5日 08:40"),
            ("2023-01/2023-08", "2023年1月 – 2023年8月"),
            ("2020-H1", "2020年上半年"),
            ("recent", "近来"),
            ("XXXX", "当年"),
            ("XXXX-09-17", "9月17日"),
            ("XXXX-01/XXXX-10", "1月 – 10月"),
            ("every-month", "every-month"),
        ] {
            assert_eq!(written(value), words);
        }
    }
}
