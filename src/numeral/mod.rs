//! Numerals: reads one number at a place in a text, Arabic (1,050.3), Chinese (三千二百五, 壹佰萬, 二〇二〇) or mixed (3万4000),
//! exactly.
//!
//! [`read`] knows only the number itself and the words that are part of it (余 多 来 几 数): units, percent signs, ranges with a
//! dash and what is not a number in its context are for the caller. Numbers are decimals of 28 digits; what is longer, or
//! written against the rules (1万万万, 十三五), is read to its end and called [`Number::Unreadable`], so that no caller takes a
//! part of it for the whole.
//!
//! ```
//! use quandian::numeral::{self, Number};
//! let text = "共5.3万多标箱";
//! let numeral = numeral::read(text, 3).expect("a numeral");
//! assert_eq!(numeral.span.of(text), "5.3万多");
//! assert_eq!(numeral.number, Number::Exact("53000".parse().unwrap()));
//! assert!(numeral.approximate);
//! ```

mod arabic;
mod chinese;
mod cursor;
mod fraction;

pub use chinese::digit;
pub use fraction::{Fraction, read_fraction};

use crate::span::{Reading, Span};
use cursor::Cursor;
use rust_decimal::Decimal;

/// The script a numeral is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// 1,050.3
    Arabic,
    /// 三千二百
    Chinese,
    /// 3万4000
    Mixed,
}

/// What a numeral says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Number {
    /// One number.
    Exact(Decimal),
    /// One of several neighbours: 两三千, 十七八, 三五.
    Range(Decimal, Decimal),
    /// Not how much, with what is certain where something is: 几百, 数十, but 二十几 (20) and 一百零几万 (1000000).
    Vague(Option<Decimal>),
    /// Written like a number, but without a value that can be relied on: more than 28 digits, 1万万万, 十三五.
    Unreadable,
}

/// How a numeral is put together, where that matters for what it can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Digits side by side and nothing else: 2020, 05, 二〇二〇, 六. The count of the digits.
    Digits(usize),
    /// A unit of ten without a digit before it: 百, 千亿, 万余 (but not 十, which is a number of its own).
    Bare,
    /// Anything else: 3.5, 1,200, 十二, 3万.
    Composed,
}

/// A number as it stands in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numeral {
    /// Where it stands, with its 余, 多, 来 or 几.
    pub span: Span<Reading>,
    /// Where it ends without a 余, 多 or 来 at its end.
    pub core_end: usize,
    /// What it says.
    pub number: Number,
    /// How it is written.
    pub form: Form,
    /// How it is put together.
    pub shape: Shape,
    /// Whether a 余, 多, 来 or 几 makes it a rough one.
    pub approximate: bool,
}

/// Reads the longest numeral that starts at the byte `at`: a sign only if `at` points to it (负, -, −). `None` where no numeral
/// starts. Takes time in proportion to the numeral's length.
pub fn read(text: &str, at: usize) -> Option<Numeral> {
    let mut cursor = Cursor::new(text, at);
    let negative = cursor.eat_any(&['负', '負', '-', '−', '－']).is_some();
    let mut numeral = chinese::read(&mut cursor, at)?;
    if negative {
        if matches!(numeral.shape, Shape::Bare) {
            return None;
        }
        numeral.number = match numeral.number {
            Number::Exact(value) => Number::Exact(-value),
            Number::Range(..) | Number::Vague(_) | Number::Unreadable => Number::Unreadable,
        };
        numeral.shape = Shape::Composed;
    }
    Some(numeral)
}

/// Every character that a numeral may start with, its sign left aside.
pub const STARTS: &str = "0123456789０１２３４５６７８９〇零○◯一壹壱弌二两贰兩貳弍三叁參叄四肆五伍六陆陸七柒八捌九玖\
    十拾百佰千仟万萬亿億兆廿卅卌幺几幾数數半";

/// Whether a numeral may start with `c`, its sign left aside.
pub fn starts(c: char) -> bool {
    arabic::digit(c).is_some() || chinese::is_numeral(c)
}

#[cfg(test)]
mod tests;
