//! Chinese and mixed numerals. A numeral is a chain of parts, each a coefficient (a digit, an Arabic numeral, 几, nothing) and
//! its units of ten; a part must be smaller than the last unit before it, and 万 亿 兆 multiply all that is smaller than they are.

mod characters;
mod coefficient;
mod point;

pub use characters::{digit, is_numeral};
use coefficient::Coefficient;

use super::{Form, Number, Numeral, Shape, arabic, cursor::Cursor};
use crate::span::Span;
use characters::{AFTER_LAI, MEASURES, big_unit, big_unit_next, small_unit, tens};
use rust_decimal::Decimal;

/// A lowest and a highest value; the same where there is but one.
#[derive(Clone, Copy)]
struct Pair {
    lo: Decimal,
    hi: Decimal,
}

impl Pair {
    fn one(value: impl Into<Decimal>) -> Self {
        let value = value.into();
        Self { lo: value, hi: value }
    }

    fn times(self, factor: Decimal) -> Option<Self> {
        Some(Self { lo: self.lo.checked_mul(factor)?, hi: self.hi.checked_mul(factor)? })
    }

    fn plus(self, other: Self) -> Option<Self> {
        Some(Self { lo: self.lo.checked_add(other.lo)?, hi: self.hi.checked_add(other.hi)? })
    }
}

/// Ten to the `exponent`, up to what a decimal can keep.
fn ten_to(exponent: u32) -> Option<Decimal> {
    10_i128.checked_pow(exponent).and_then(|p| Decimal::try_from_i128_with_scale(p, 0).ok())
}

/// A part that has its units.
struct Part {
    value: Pair,
    /// The power of its last unit: what follows must be smaller.
    low: u32,
}

struct Reader<'a, 'b> {
    cursor: &'b mut Cursor<'a>,
    parts: Vec<Part>,
    /// The power of the big units that stand last without a break; of the small one where it is none.
    last_unit: Option<(u32, char)>,
    readable: bool,
    vague: bool,
    approximate: bool,
    bare: bool,
    arabic: bool,
    chinese: bool,
    digits: Option<usize>,
    core_end: usize,
}

/// Whether the reader went on.
enum Step {
    More,
    Done,
}

/// Reads the longest numeral at the cursor, which began at `start` (before its sign).
pub fn read(cursor: &mut Cursor, start: usize) -> Option<Numeral> {
    let opened = cursor.at;
    let mut reader = Reader {
        core_end: opened,
        cursor,
        parts: Vec::new(),
        last_unit: None,
        readable: true,
        vague: false,
        approximate: false,
        bare: false,
        arabic: false,
        chinese: false,
        digits: None,
    };
    while let Step::More = reader.step() {}
    if !reader.readable {
        let any = |c| digit(c).or_else(|| small_unit(c)).or_else(|| big_unit(c)).or_else(|| arabic::digit(c));
        while reader.cursor.eat(any).is_some() {}
        reader.core_end = reader.cursor.at;
    }
    let end = reader.cursor.at;
    if end == opened {
        return None;
    }
    let sum = reader.parts.iter().try_fold(Pair::one(0), |sum, part| sum.plus(part.value));
    let number = match sum {
        Some(_) if !reader.readable => Number::Unreadable,
        None => Number::Unreadable,
        Some(Pair { lo, .. }) if reader.vague => Number::Vague((!lo.is_zero()).then(|| lo.normalize())),
        Some(Pair { lo, hi }) if lo == hi => Number::Exact(lo.normalize()),
        Some(Pair { lo, hi }) => Number::Range(lo.normalize(), hi.normalize()),
    };
    let form = match (reader.arabic, reader.chinese) {
        (true, false) => Form::Arabic,
        (true, true) => Form::Mixed,
        _ => Form::Chinese,
    };
    let shape = match reader.digits {
        Some(count) => Shape::Digits(count),
        None if reader.bare => Shape::Bare,
        None => Shape::Composed,
    };
    let approximate = reader.approximate || reader.vague;
    Some(Numeral { span: Span::new(start, end), core_end: reader.core_end, number, form, shape, approximate })
}

impl Reader<'_, '_> {
    fn step(&mut self) -> Step {
        let before = *self.cursor;
        let step = self.part();
        match step {
            Some(step) => {
                if self.cursor.at == before.at {
                    return Step::Done;
                }
                step
            }
            None => {
                *self.cursor = before;
                Step::Done
            }
        }
    }

    fn low(&self) -> Option<u32> {
        self.parts.last().map(|p| p.low)
    }

    /// Reads the next part; `None` where what follows does not belong to the numeral.
    fn part(&mut self) -> Option<Step> {
        let first = self.parts.is_empty();
        if !first && let Some((power, c)) = big_unit_next(self.cursor) {
            return self.multiply(power, c);
        }
        if !first && self.more() {
            return Some(Step::More);
        }
        let zero = !first && self.zeros();
        let coefficient = self.coefficient(first || zero);
        match coefficient {
            Some(Coefficient::Digit(value)) => self.digit(value, zero),
            Some(Coefficient::Arabic(value)) => self.arabic(&value),
            Some(Coefficient::Spelt(digits)) => self.spelt(&digits, first),
            Some(Coefficient::Some) => self.some(),
            None => self.unit_alone(first, zero),
        }
    }

    /// 余, 多, 来 after a unit or a round number.
    fn more(&mut self) -> bool {
        if self.approximate || self.vague {
            return false;
        }
        let core_end = self.cursor.at;
        let mut here = *self.cursor;
        let round = self.last_unit.is_some() || self.low().is_some_and(|low| low > 0);
        let found = match here.next() {
            Some('多' | '余' | '餘') => round || self.arabic,
            Some('来' | '來') => round && here.peek().is_some_and(|c| AFTER_LAI.contains(c)),
            _ => false,
        };
        if found {
            *self.cursor = here;
            self.core_end = core_end;
            self.approximate = true;
        }
        found
    }

    /// Zeros between parts: 一千零五.
    fn zeros(&mut self) -> bool {
        let mut any = false;
        while self.cursor.eat_any(&['零', '〇', '○']).is_some() {
            any = true;
        }
        any
    }

    fn digit(&mut self, value: Pair, zero: bool) -> Option<Step> {
        let opens = self.parts.is_empty();
        if let Some(power) = self.small_unit_next() {
            let step = self.push(value.times(ten_to(power)?), power)?;
            self.chinese = true;
            return Some(step);
        }
        if self.point() {
            return self.decimal(value, zero);
        }
        let value = if zero { Some(value) } else { self.shorthand(value) };
        let single = opens && value.is_some_and(|v| v.lo == v.hi);
        self.push(value, 0)?;
        self.chinese = true;
        if single {
            self.digits = Some(1);
        }
        Some(Step::More)
    }

    /// What a digit after a unit stands for: 一百二 is 120, 三万五 is 35000, but 十二 is 12 and 五亿一万 keeps its 一.
    fn shorthand(&self, value: Pair) -> Option<Pair> {
        let Some((power, c)) = self.last_unit else { return Some(value) };
        let keeps = c != ' ' && self.cursor.peek().is_some_and(|c| big_unit(c).is_some());
        if power > 1 && !keeps { value.times(ten_to(power - 1)?) } else { Some(value) }
    }

    /// The small unit that is next, eaten. In 三千瓦 it is taken for the number's, in 5百分点 it is not.
    fn small_unit_next(&mut self) -> Option<u32> {
        let mut here = *self.cursor;
        let power = here.eat(small_unit)?;
        if here.rest().starts_with("分点") {
            return None;
        }
        *self.cursor = here;
        Some(power)
    }

    fn arabic(&mut self, number: &arabic::Arabic) -> Option<Step> {
        let opens = self.parts.is_empty();
        let Some(value) = number.value else {
            self.arabic = true;
            self.readable = false;
            self.parts.push(Part { value: Pair::one(0), low: 0 });
            self.core_end = self.cursor.at;
            return Some(Step::More);
        };
        let whole = value.fract().is_zero();
        let mut here = *self.cursor;
        if let Some(power) = here.eat(small_unit)
            && !here.peek().is_some_and(|c| MEASURES.contains(c))
            && whole
        {
            *self.cursor = here;
            self.arabic = true;
            self.chinese = true;
            return self.push(Pair::one(value).times(ten_to(power)?), power);
        }
        if opens {
            self.arabic = true;
            self.digits = number.digits;
            self.push(Some(Pair::one(value)), 0)?;
            if number.digits.is_some() {
                return Some(Step::More);
            }
            return if whole && !value.is_zero() { Some(Step::More) } else { self.close_decimal() };
        }
        if !whole {
            return None;
        }
        let value = Pair::one(value);
        let value = if number.digits == Some(1) { self.shorthand(value) } else { Some(value) };
        self.push(value, 0)?;
        self.arabic = true;
        Some(Step::More)
    }

    fn spelt(&mut self, digits: &str, first: bool) -> Option<Step> {
        if !first && self.low() == Some(0) {
            return None;
        }
        self.chinese = true;
        if !first {
            // 十三五, 五百一二三: no number, and no part of it is one either.
            self.readable = false;
            self.core_end = self.cursor.at;
            return Some(Step::Done);
        }
        match Decimal::from_str_exact(digits).ok() {
            Some(value) => self.parts.push(Part { value: Pair::one(value), low: 0 }),
            None => {
                self.readable = false;
                self.parts.push(Part { value: Pair::one(0), low: 0 });
            }
        }
        self.core_end = self.cursor.at;
        if self.point() {
            return self.behind_point();
        }
        self.digits = Some(digits.len());
        Some(if self.readable { Step::Done } else { Step::More })
    }

    fn some(&mut self) -> Option<Step> {
        let power = self.small_unit_next().unwrap_or(0);
        let step = self.push(Some(Pair::one(0)), power)?;
        self.chinese = true;
        self.vague = true;
        Some(step)
    }

    /// A unit without a coefficient: 十, 百 at the start, 万 after 千, 一百十 and 一万零百.
    fn unit_alone(&mut self, first: bool, zero: bool) -> Option<Step> {
        if self.approximate {
            return None;
        }
        let mut here = *self.cursor;
        if let Some(count) = here.eat(tens) {
            *self.cursor = here;
            self.chinese = true;
            return self.push(Some(Pair::one(count * 10)), 1);
        }
        if first && here.eat_any(&['半']).is_some() {
            *self.cursor = here;
            return self.half();
        }
        let c = self.cursor.peek()?;
        if let Some(power) = small_unit(c) {
            let fits = first || zero || (power == 1 && self.low().is_some_and(|low| low > 1) && self.last_unit_is_small());
            if !fits {
                return None;
            }
            here = *self.cursor;
            here.next();
            if first && power == 3 && here.peek().is_some_and(|c| MEASURES.contains(c)) {
                return None;
            }
            *self.cursor = here;
            self.chinese = true;
            self.bare = first && power > 1;
            return self.push(ten_to(power).map(Pair::one), power);
        }
        if first {
            let mut here = *self.cursor;
            let (power, c) = big_unit_next(&mut here)?;
            *self.cursor = here;
            self.chinese = true;
            self.bare = true;
            self.push(ten_to(power).map(Pair::one), power)?;
            self.last_unit = Some((power, c));
            return Some(Step::More);
        }
        // A point straight after a unit: 四百点五.
        if self.last_unit.is_some() && !zero && self.point() {
            return self.behind_point();
        }
        None
    }

    fn last_unit_is_small(&self) -> bool {
        self.last_unit.is_some_and(|(_, c)| c == ' ')
    }

    /// 半 alone is a half, 半百 is fifty.
    fn half(&mut self) -> Option<Step> {
        self.chinese = true;
        let power = self.cursor.eat(|c| small_unit(c).filter(|p| *p > 1)).unwrap_or(0);
        let half = Decimal::new(5, 1);
        self.push(Pair::one(half).times(ten_to(power)?), power)?;
        Some(if power > 0 { Step::More } else { Step::Done })
    }

    /// Takes a part in, if it is smaller than the last unit before it.
    fn push(&mut self, value: Option<Pair>, low: u32) -> Option<Step> {
        let Some(value) = value else {
            self.readable = false;
            return Some(Step::More);
        };
        if let Some(limit) = self.low()
            && (limit == 0 || ten_to(limit).is_none_or(|limit| value.hi >= limit))
        {
            return None;
        }
        if !self.parts.is_empty() {
            self.digits = None;
            // 万一 and 千三 are no more of a number than 万.
            self.bare &= low == 0;
        }
        self.parts.push(Part { value, low });
        self.last_unit = (low > 0).then_some((low, ' '));
        self.core_end = self.cursor.at;
        Some(Step::More)
    }

    /// A big unit multiplies all that is smaller than itself. 万万 is an old word for 亿; any other unit that finds nothing to
    /// multiply makes the numeral unreadable.
    fn multiply(&mut self, power: u32, c: char) -> Option<Step> {
        self.chinese = true;
        self.digits = None;
        let mut sum = Pair::one(0);
        let mut low = u32::MAX;
        while let Some(part) = self.parts.pop_if(|p| p.low < power) {
            low = low.min(part.low);
            match sum.plus(part.value) {
                Some(value) => sum = value,
                None => self.readable = false,
            }
        }
        let twice = self.last_unit == Some((4, c)) && power == 4 && self.low() == Some(4);
        if low == u32::MAX
            && twice
            && let Some(part) = self.parts.pop()
        {
            sum = part.value;
            low = 4;
        }
        if low == u32::MAX {
            self.readable = false;
            self.core_end = self.cursor.at;
            return Some(Step::More);
        }
        let Some(value) = ten_to(power).and_then(|factor| sum.times(factor)) else {
            self.readable = false;
            self.parts.push(Part { value: Pair::one(0), low: power + low });
            self.core_end = self.cursor.at;
            return Some(Step::More);
        };
        // 三万亿五千: what follows counts from the last chain of big units.
        let chain = match self.last_unit {
            Some((last, mark)) if mark != ' ' => last + power,
            _ => power,
        };
        if self.low().and_then(ten_to).is_some_and(|limit| value.hi >= limit) {
            self.readable = false;
        }
        self.parts.push(Part { value, low: low + power });
        self.last_unit = Some((chain, c));
        if !self.approximate {
            self.core_end = self.cursor.at;
        }
        Some(Step::More)
    }
}
