//! Arabic numerals: 1050, 1,050.3, 1 050万, .5, ２．２, 2e5, 1.1^23.

use super::cursor::Cursor;
use rust_decimal::Decimal;

/// An Arabic numeral.
pub struct Arabic {
    /// `None` where it has more digits than can be kept.
    pub value: Option<Decimal>,
    /// The count of its digits where there is nothing but digits.
    pub digits: Option<usize>,
}

/// The value of an Arabic digit, half or full width.
pub fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => c.to_digit(10),
        '０'..='９' => Some(u32::from(c) - u32::from('０')),
        _ => None,
    }
}

/// Reads the longest Arabic numeral.
pub fn read(cursor: &mut Cursor) -> Option<Arabic> {
    let mut here = *cursor;
    let mut kept = String::new();
    let whole = digits(&mut here, &mut kept);
    let grouped =
        (1..=3).contains(&whole) && (groups(&mut here, &mut kept) || spaced_groups(cursor.before(), &mut here, &mut kept));
    let pointed = fraction(&mut here, &mut kept, whole > 0);
    if whole == 0 && !pointed {
        return None;
    }
    *cursor = here;
    let value = Decimal::from_str_exact(&kept).ok();
    let (value, powered) = match thousands(cursor) {
        Some(factor) => (value.and_then(|v| v.checked_mul(factor)), true),
        None => power(cursor, value),
    };
    let plain = !grouped && !pointed && !powered;
    Some(Arabic { value, digits: plain.then_some(whole) })
}

fn digits(cursor: &mut Cursor, into: &mut String) -> usize {
    let start = into.len();
    while let Some(d) = cursor.eat(digit) {
        into.extend(char::from_digit(d, 10));
    }
    into.len() - start
}

/// Thousands: groups of three digits after commas. A full-width comma separates thousands only between full-width digits;
/// elsewhere it is punctuation.
fn groups(cursor: &mut Cursor, into: &mut String) -> bool {
    groups_behind(cursor, into, |mark, next| mark == ',' || mark == '，' && next.is_some_and(|c| ('０'..='９').contains(&c)))
}

/// Thousands: groups of three digits after blanks, as yearbooks print them (达1 235户). An ordinary blank parts two numbers as well
/// (项目1 200万元), so a word that says how much must go before it, and something that is counted follow.
fn spaced_groups(before: Option<char>, cursor: &mut Cursor, into: &mut String) -> bool {
    const HOW_MUCH: &str = "达為为約约共有至到了超过過近逾仅僅";
    let said = before.is_some_and(|c| HOW_MUCH.contains(c));
    let blank = |mark, _| matches!(mark, '\u{a0}' | '\u{2009}' | '\u{202f}') || mark == ' ' && said;
    let mut here = *cursor;
    let mut kept = String::new();
    let counted = !into.starts_with('0')
        && groups_behind(&mut here, &mut kept, blank)
        && here.peek().is_some_and(|c| c == '.' || c.is_alphabetic() && !c.is_ascii());
    if counted {
        into.push_str(&kept);
        *cursor = here;
    }
    counted
}

/// Groups of three digits, each behind a mark that `parts`, told by the mark and what stands behind it.
fn groups_behind(cursor: &mut Cursor, into: &mut String, parts: impl Fn(char, Option<char>) -> bool) -> bool {
    let mut any = false;
    loop {
        let mut here = *cursor;
        let mut group = String::new();
        if !here.next().is_some_and(|mark| parts(mark, here.peek())) || digits(&mut here, &mut group) != 3 {
            return any;
        }
        into.push_str(&group);
        *cursor = here;
        any = true;
    }
}

/// The point and what stands behind it.
fn fraction(cursor: &mut Cursor, into: &mut String, after_digits: bool) -> bool {
    let mut here = *cursor;
    if here.eat_any(&['.', '．']).is_none() {
        return false;
    }
    let mut behind = String::new();
    if digits(&mut here, &mut behind) == 0 {
        return false;
    }
    if !after_digits {
        into.push('0');
    }
    into.push('.');
    into.push_str(&behind);
    *cursor = here;
    true
}

/// A letter for thousands, millions or milliards: 40k, 1.2M, .0012G. Not in 5G手机, 3km or 2K/s.
fn thousands(cursor: &mut Cursor) -> Option<Decimal> {
    let mut here = *cursor;
    let factor = match here.next()? {
        'k' | 'K' | 'ｋ' | 'Ｋ' => Decimal::ONE_THOUSAND,
        'M' => Decimal::from(1_000_000),
        'G' => Decimal::from(1_000_000_000),
        _ => return None,
    };
    let ends = here
        .peek()
        .is_none_or(|c| matches!(c, '元' | '个' | '個' | '美' | '港' | '日' | '人' | '左' | '以' | '到' | '-' | '~' | '至'))
        || here.peek().is_some_and(|c| c.is_whitespace());
    ends.then(|| *cursor = here).map(|()| factor)
}

/// An exponent: 2e5 (times ten to the fifth), 1.1^23 (to the twenty-third).
fn power(cursor: &mut Cursor, value: Option<Decimal>) -> (Option<Decimal>, bool) {
    let mut here = *cursor;
    let Some(mark) = here.eat_any(&['e', 'E', 'ｅ', 'Ｅ', '^']) else { return (value, false) };
    let mut negative = false;
    while let Some(sign) = here.eat_any(&['+', '-', '－', '＋']) {
        negative ^= matches!(sign, '-' | '－');
    }
    let mut exponent = String::new();
    if digits(&mut here, &mut exponent) == 0 || here.peek().is_some_and(|c| c.is_ascii_alphabetic()) {
        return (value, false);
    }
    *cursor = here;
    let exponent = exponent.parse().ok();
    let of = |base: Decimal| exponent.and_then(|e| raise(base, e, negative));
    let value = if mark == '^' { value.and_then(of) } else { value.zip(of(Decimal::TEN)).and_then(|(v, p)| v.checked_mul(p)) };
    (value.map(|v| v.normalize()), true)
}

fn raise(base: Decimal, exponent: u32, negative: bool) -> Option<Decimal> {
    // Beyond this even two overflows, and what does not is 0 or 1.
    const MOST: u32 = 96;
    if exponent > MOST {
        return None;
    }
    let power = (0..exponent).try_fold(Decimal::ONE, |power, _| power.checked_mul(base))?;
    if negative { Decimal::ONE.checked_div(power) } else { Some(power) }
}
