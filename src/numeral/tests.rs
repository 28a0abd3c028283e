use super::*;
use proptest::prelude::*;

/// `N`, `LO..HI`, `?`, `?N` (vague, at least N) or `!` (unreadable).
fn shown(number: Number) -> String {
    match number {
        Number::Exact(n) => n.to_string(),
        Number::Range(lo, hi) => format!("{lo}..{hi}"),
        Number::Vague(None) => "?".to_owned(),
        Number::Vague(Some(n)) => format!("?{n}"),
        Number::Unreadable => "!".to_owned(),
    }
}

/// Reads at the start of the text; the text read and the number.
fn reads(text: &str) -> (String, String) {
    let numeral = read(text, 0).unwrap_or_else(|| panic!("no numeral in {text}"));
    (numeral.span.of(text).to_owned(), shown(numeral.number))
}

#[test]
fn numerals() {
    for (text, span, number) in [
        ("215件", "215", "215"),
        ("1,050,000,000", "1,050,000,000", "1050000000"),
        ("1，200", "1", "1"),
        ("４，５６５", "４，５６５", "4565"),
        ("-10.1", "-10.1", "-10.1"),
        ("-.5", "-.5", "-0.5"),
        ("2e5", "2e5", "200000"),
        ("-1.1^--23", "-1.1^--23", "-8.95430243255237372246531"),
        ("2.5^-1", "2.5^-1", "0.4"),
        ("3.7万标箱", "3.7万", "37000"),
        ("4.78万亿", "4.78万亿", "4780000000000"),
        ("3万4000", "3万4000", "34000"),
        ("2亿3千万", "2亿3千万", "230000000"),
        ("5亿1万4千6百", "5亿1万4千6百", "500014600"),
        ("200亿零四千230", "200亿零四千230", "20000004230"),
        ("2千零30万", "2千零30万", "20300000"),
        ("1兆赫", "1", "1"),
        ("3千瓦", "3", "3"),
        ("3千米", "3", "3"),
        ("三百二十万千瓦时", "三百二十万", "3200000"),
        ("四十九兆九千五百九十二億元", "四十九兆九千五百九十二億", "49959200000000"),
        ("廿二", "廿二", "22"),
        ("一百零十万三千", "一百零十万三千", "1103000"),
        ("二〇二〇年", "二〇二〇", "2020"),
        ("负一七二零", "负一七二零", "-1720"),
        ("一七二零点一", "一七二零点一", "1720.1"),
        ("一千六点五。", "一千六点五", "1600.5"),
        ("四百点五", "四百点五", "400.5"),
        ("两百点两", "两百", "200"),
        ("八点五十分", "八", "8"),
        ("一点五亿", "一点五亿", "150000000"),
        ("一百二", "一百二", "120"),
        ("三万五", "三万五", "35000"),
        ("一百二十万三", "一百二十万三", "1203000"),
        ("五十五兆壹十二億四萬五千二", "五十五兆壹十二億四萬五千二", "55001200045200"),
        ("百二萬", "百二萬", "1200000"),
        ("千三", "千三", "1300"),
        ("一百两银子", "一百", "100"),
        ("五两酒", "五", "5"),
        ("五百六百", "五百", "500"),
        ("半百", "半百", "50"),
        ("半年", "半", "0.5"),
        ("四万万", "四万万", "400000000"),
        ("三万亿五千亿", "三万亿五千亿", "3500000000000"),
        ("百亿元", "百亿", "10000000000"),
        ("亿元", "亿", "100000000"),
        ("200余项", "200余", "200"),
        ("三千二百余", "三千二百余", "3200"),
        ("一千多万", "一千多万", "10000000"),
        ("十来个", "十来", "10"),
        ("1000来自", "1000", "1000"),
        ("几百万", "几百万", "?"),
        ("数十", "数十", "?"),
        ("二十几万", "二十几万", "?200000"),
        ("十几", "十几", "?10"),
        ("两三千", "两三千", "2000..3000"),
        ("三千五六百", "三千五六百", "3500..3600"),
        ("十七八岁", "十七八", "17..18"),
        ("三五家", "三五", "3..5"),
        ("三四十", "三四十", "30..40"),
        ("1万万万", "1万万万", "!"),
        ("亿亿", "亿亿", "!"),
        ("十三五", "十三五", "!"),
        ("一二三百", "一二三百", "!"),
    ] {
        assert_eq!(reads(text), (span.to_owned(), number.to_owned()), "{text}");
    }
}

#[test]
fn no_numerals() {
    for text in ["", "青岛", "数字", "幺妹", "点五", "千瓦", "-"] {
        assert_eq!(read(text, 0), None, "{text}");
    }
    assert_eq!(read("一", 1), None, "inside a character");
    assert_eq!(read("一", 7), None, "outside the text");
}

#[test]
fn fractions() {
    for (text, span, number) in [
        ("三分之二以上", "三分之二", "0.6666666666666666666666666667"),
        ("百分之四十", "百分之四十", "0.4"),
        ("三又二分之一", "三又二分之一", "3.5"),
        ("16/5", "16/5", "3.2"),
        ("四分一升", "四分一", "0.25"),
        ("二十五分之一百四十四", "二十五分之一百四十四", "5.76"),
        ("百分之五六十", "百分之五六十", "0.5..0.6"),
    ] {
        let fraction = read_fraction(text, 0).unwrap_or_else(|| panic!("no fraction in {text}"));
        assert_eq!((fraction.span.of(text), shown(fraction.number())), (span, number.to_owned()), "{text}");
    }
    for text in ["2020/12/24", "零分之一", "五分三秒", "1/0"] {
        assert_eq!(read_fraction(text, 0), None, "{text}");
    }
}

#[test]
fn too_long_for_a_value() {
    let text = "9".repeat(400);
    let numeral = read(&text, 0).expect("a numeral");
    assert_eq!((numeral.span.len(), numeral.number), (400, Number::Unreadable));
    let text = "九".repeat(400);
    assert_eq!(read(&text, 0).map(|n| (n.span.len(), n.number)), Some((1200, Number::Unreadable)));
}

/// Writes a number in Chinese as a school book does.
fn chinese(number: u64) -> String {
    const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    fn below(number: u64, units: &[(u64, &str)], into: &mut String) {
        let Some(((size, unit), smaller)) = units.split_first() else {
            into.push_str(DIGITS[number as usize]);
            return;
        };
        let (many, rest) = (number / size, number % size);
        if many > 0 {
            below(many, if *size > 1000 { &units[1..] } else { &[] }, into);
            into.push_str(unit);
            if rest > 0 && rest < size / 10 {
                into.push_str(DIGITS[0]);
            }
        }
        if rest > 0 || many == 0 {
            below(rest, smaller, into);
        }
    }
    let mut written = String::new();
    below(number, &[(100_000_000, "亿"), (10_000, "万"), (1000, "千"), (100, "百"), (10, "十")], &mut written);
    written
}

proptest! {
    #[test]
    fn chinese_numerals_read_back(number in prop_oneof![0_u64..100_000, 0_u64..9_999_999_999_999_999]) {
        let text = chinese(number);
        let numeral = read(&text, 0).expect("a numeral");
        prop_assert_eq!(numeral.span.of(&text), &text);
        prop_assert_eq!(numeral.number, Number::Exact(number.into()));
    }

    #[test]
    fn arabic_numerals_read_back(number in 0_u64..1_000_000_000_000, places in 0_u32..6) {
        let value = Decimal::from_i128_with_scale(number.into(), places);
        let text = value.to_string();
        prop_assert_eq!(read(&text, 0).map(|n| n.number), Some(Number::Exact(value.normalize())));
    }

    #[test]
    fn nothing_panics(text in "[〇零一二两三五九十百千万亿兆几数半多余来点分之又/负0-9.,e^-]{0,40}") {
        for (at, _) in text.char_indices() {
            if let Some(numeral) = read(&text, at) {
                prop_assert!(numeral.span.start == at && numeral.core_end <= numeral.span.end && at < numeral.span.end);
            }
            read_fraction(&text, at);
        }
    }
}

#[test]
fn the_list_of_numerals_is_whole() {
    for c in '\0'..='\u{FFFF}' {
        assert_eq!(starts(c), STARTS.contains(c), "{c}");
    }
}
