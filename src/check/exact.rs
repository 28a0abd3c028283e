//! How exactly a figure is given.

use rust_decimal::Decimal;

/// Half of the last place that a figure is given to: 96.4万元 is within 500元 of what it says. Zero for a plain whole number (638个),
/// which is counted and not rounded, and for Chinese numerals, which say every place.
pub fn half_place(said: &str) -> Decimal {
    if !said.contains(|c: char| c.is_ascii_digit()) {
        return Decimal::ZERO;
    }
    let scale = said.chars().fold(Decimal::ONE, |scale, c| match c {
        '百' => scale * Decimal::from(100),
        '千' if !said.contains("千瓦") && !said.contains("千米") && !said.contains("千克") => scale * Decimal::from(1000),
        '万' | '萬' => scale * Decimal::from(10_000),
        '亿' | '億' => scale * Decimal::from(100_000_000),
        _ => scale,
    });
    let decimals = said.split_once('.').map_or(0, |(_, after)| after.chars().take_while(char::is_ascii_digit).count());
    if decimals == 0 && scale == Decimal::ONE {
        return Decimal::ZERO;
    }
    (0..decimals).fold(scale, |step, _| step / Decimal::TEN) / Decimal::TWO
}

/// What one of the last digit of a number is worth that is not zero: 10 in 3210.
pub fn last_digit(value: Decimal) -> Decimal {
    let mut step = Decimal::ONE;
    while !value.is_zero() && value % (step * Decimal::TEN) == Decimal::ZERO {
        step *= Decimal::TEN;
    }
    let mut value = value;
    while value.fract() != Decimal::ZERO {
        (value, step) = (value * Decimal::TEN, step / Decimal::TEN);
    }
    step
}

/// A number without the zeros at its end.
pub fn plain(value: Decimal) -> String {
    value.normalize().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_place_counts() {
        let cases = [
            ("638个", "0"),
            ("96.4万元", "500"),
            ("92亿元", "50000000"),
            ("8.2%", "0.05"),
            ("三百二十个", "0"),
            ("7800万元", "5000"),
        ];
        for (said, half) in cases {
            assert_eq!(plain(half_place(said)), half, "{said}");
        }
        for (value, digit) in [("3200", "100"), ("11300000", "100000"), ("4.75", "0.01"), ("7", "1"), ("0", "1")] {
            assert_eq!(plain(last_digit(value.parse().unwrap())), digit, "{value}");
        }
    }
}
