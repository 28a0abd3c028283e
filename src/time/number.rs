//! Small whole numbers inside times, in Arabic and in Chinese numerals.
//!
//! [`numeral`](crate::numeral) reads quantities; a date asks how a number is written instead (二〇二〇 is a year, 二十 is not)
//! and takes 七八 in 七八月 and 十四五 apart.

/// A number as it stands in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number {
    pub value: u32,
    /// The character after it.
    pub end: usize,
    pub form: Form,
}

impl Number {
    /// The two numbers of 两三 and 七八, and of 三五: one or the other.
    pub const fn pair(self) -> Option<(u32, u32)> {
        let (a, b) = (self.value / 10, self.value % 10);
        match self.form {
            Form::Digits(2) if a > 0 && (a + 1 == b || a == 3 && b == 5) => Some((a, b)),
            _ => None,
        }
    }
}

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// So many Arabic digits.
    Arabic(usize),
    /// So many Chinese digits side by side: 二〇二〇.
    Digits(usize),
    /// With 十, 百 or 千: 二十一.
    Places,
}

/// The value of a Chinese digit.
pub(super) const fn han_digit(c: char) -> Option<u32> {
    Some(match c {
        '〇' | '零' | '○' | 'Ｏ' => 0,
        '一' | '元' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

const fn place(c: char) -> Option<u32> {
    Some(match c {
        '十' => 10,
        '百' => 100,
        '千' => 1000,
        _ => return None,
    })
}

/// Characters that a number can go on with beside those that it can start with.
pub(super) const FURTHER: &str = "万亿几数半";

/// Every character that a number can start with.
pub(super) const STARTS: &str = "0123456789〇零○Ｏ一二两三四五六七八九十百千廿卅";

/// Whether a number can go on with this character.
pub(super) const fn is_numeral(c: char) -> bool {
    starts(c) || matches!(c, '万' | '亿' | '几' | '数' | '半')
}

/// Whether a number can start with this character.
pub(super) const fn starts(c: char) -> bool {
    c.is_ascii_digit() || (han_digit(c).is_some() && c != '元') || place(c).is_some() || matches!(c, '廿' | '卅')
}

/// The number that starts at `at`.
pub(super) fn number(text: &[char], at: usize) -> Option<Number> {
    let rest = text.get(at..)?;
    if !rest.first().is_some_and(|c| starts(*c)) {
        return None;
    }
    let arabic = rest.iter().take_while(|c| c.is_ascii_digit()).count();
    if arabic > 0 {
        let digits = rest.get(..arabic)?;
        let value = digits.iter().take(9).fold(0, |n, c| n * 10 + c.to_digit(10).unwrap_or(0));
        return (arabic <= 9).then_some(Number { value, end: at + arabic, form: Form::Arabic(arabic) });
    }
    let digits = rest.iter().take_while(|c| **c != '元' && han_digit(**c).is_some()).take(9).count();
    let next = rest.get(digits).copied();
    if next.and_then(place).is_none() && !matches!(rest.first(), Some('廿' | '卅')) {
        let value = rest.get(..digits)?.iter().filter_map(|c| han_digit(*c)).fold(0, |n, d| n * 10 + d);
        return (digits > 0).then_some(Number { value, end: at + digits, form: Form::Digits(digits) });
    }
    places(rest).map(|(value, len)| Number { value, end: at + len, form: Form::Places })
}

/// A number written with places: 三百二十一, 十二, 廿三.
fn places(rest: &[char]) -> Option<(u32, usize)> {
    let (mut total, mut digit, mut len, mut least) = (0, None, 0, u32::MAX);
    for c in rest {
        if let Some(unit) = place(*c) {
            if unit >= least {
                break;
            }
            total += digit.take().unwrap_or(1) * unit;
            least = unit;
        } else if let Some(tens) = match c {
            '廿' => Some(20),
            '卅' => Some(30),
            _ => None,
        } {
            if least <= 10 {
                break;
            }
            total += tens;
            least = 10;
        } else if *c == '零' && least > 10 && least < u32::MAX {
            // 一百零三: what follows are ones.
            least = 10;
        } else if let Some(value) = han_digit(*c).filter(|_| *c != '元') {
            if digit.is_some() {
                break;
            }
            digit = Some(value);
        } else {
            break;
        }
        len += 1;
    }
    (len > 0).then_some((total + digit.unwrap_or(0), len))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_of_numerals_are_whole() {
        for c in '\0'..='\u{FFFF}' {
            assert_eq!(starts(c), STARTS.contains(c), "{c}");
            assert_eq!(is_numeral(c), STARTS.contains(c) || FURTHER.contains(c), "{c}");
        }
    }

    #[test]
    fn small_numbers() {
        for (text, want, len) in [
            ("24日", 24, 2),
            ("二〇二〇年", 2020, 4),
            ("十二月", 12, 2),
            ("二十一日", 21, 3),
            ("廿三", 23, 2),
            ("两千零四年", 2004, 4),
            ("一百二十个", 120, 4),
            ("三十日", 30, 2),
        ] {
            let chars: Vec<char> = text.chars().collect();
            let got = number(&chars, 0).expect(text);
            assert_eq!((got.value, got.end), (want, len), "{text}");
        }
    }
}
