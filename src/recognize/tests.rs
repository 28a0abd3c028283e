use super::*;

/// The readings of one kind, as `text=value unit`.
fn read(text: &str, kind: Kind) -> String {
    let readings = recognize(text, None);
    let shown = readings.iter().filter(|r| r.kind == kind).map(|r| {
        let value = match &r.value {
            Some(value) => value.clone(),
            None => format!("{}..{}", r.lo.as_deref().unwrap_or_default(), r.hi.as_deref().unwrap_or_default()),
        };
        let unit = r.unit.as_deref().map(|u| format!(" {u}")).unwrap_or_default();
        format!("{}={value}{unit}", r.span.of(text))
    });
    shown.collect::<Vec<_>>().join(" / ")
}

#[test]
fn readings() {
    for (text, kind, expected) in [
        ("7 万5 千4 百", Kind::Number, "7 万5 千4 百=75400"),
        ("两百点两", Kind::Number, "两百=200 / 两=2"),
        ("１, 2４4", Kind::Number, "１=1 / 2４4=244"),
        ("３／５", Kind::Number, "３／５=0.6"),
        ("十打苹果", Kind::Number, "十打=120"),
        ("我家在四川", Kind::Number, ""),
        ("幺八九", Kind::Digits, "幺八九=189"),
        ("负零一", Kind::Digits, "负零一=-01"),
        ("第２５０名", Kind::Ordinal, "第２５０=250"),
        ("x大于10小于20", Kind::NumberRange, "大于10小于20=10..20"),
        ("一千到一千五百", Kind::NumberRange, "一千到一千五百=1000..1500"),
        ("六   个 百 分点", Kind::Percent, "六   个 百 分点=6 %"),
        ("九 九 折", Kind::Percent, "九 九 折=99 %"),
        ("两美元又三美分", Kind::Money, "两美元又三美分=2.03 USD"),
        ("一百三十五块六角七分钱", Kind::Money, "一百三十五块六角七分钱=135.67 CNY"),
        ("新台币 177.1 亿元", Kind::Money, "新台币 177.1 亿元=17710000000 TWD"),
        ("三蚊零四", Kind::Money, "三蚊零四=3.04 HKD"),
        ("10~15k元", Kind::Money, "10~15k元=10000..15000 CNY"),
        ("已经三周大了", Kind::Age, "三周大=3 week"),
        ("一岁零三个月", Kind::Age, "一岁零三个月=15 month"),
        ("两岁半", Kind::Age, "两岁半=2.5 year"),
        ("三四十岁", Kind::Age, "三四十岁=30..40 year"),
        ("6至12岁", Kind::Age, "6至12岁=6..12 year"),
        ("7至10天大", Kind::Age, "7至10天大=7..10 day"),
        ("摄氏37度", Kind::Temperature, "摄氏37度=37 C"),
        ("米六到三米九", Kind::Length, "米六到三米九=1.6..3.9 m"),
        ("三斤", Kind::Mass, "三斤=3 jin"),
        ("1兆赫兹", Kind::Frequency, "1兆赫兹=1 MHz"),
        ("https://www.test.com/search?q=30%25%2020%", Kind::Percent, ""),
    ] {
        assert_eq!(read(text, kind), expected, "{text}");
    }
}

#[test]
fn nonsense_has_no_value() {
    let long = "9".repeat(400);
    for text in ["1万万万", "1万万万元", &long, &format!("{long}元"), &format!("{long}万吨"), "三亿亿亿亿亿元"] {
        assert_eq!(recognize(text, None), Vec::new(), "{text}");
    }
    // A date that does not exist is seen and has no value.
    for text in ["二〇二三年十三月", "2月31日", "2023年2月31日", "2023年2月29日"] {
        let readings = recognize(text, crate::time::Reference::parse("2024-01-01"));
        let time = readings.iter().find(|r| r.kind == Kind::Time).expect(text);
        assert_eq!((time.span.of(text), &time.value, &time.lo, &time.hi), (text, &None, &None, &None), "{text}");
    }
}

#[test]
fn what_is_certain_of_a_rough_number() {
    for (text, kind) in
        [("十几条", Kind::Number), ("三千多", Kind::Number), ("三千多公里", Kind::Length), ("十余年", Kind::Number)]
    {
        let readings = recognize(text, None);
        let reading = readings.iter().find(|r| r.kind == kind).expect(text);
        assert_eq!(reading.modifier, Some("approx"), "{text}");
    }
}

#[test]
fn ages_and_durations_are_bounded() {
    for (text, kind, modifier) in [
        ("十八岁以上", Kind::Age, "over"),
        ("不满14周岁", Kind::Age, "under"),
        ("70岁左右", Kind::Age, "approx"),
        ("60多岁", Kind::Age, "approx"),
        ("至少18岁", Kind::Age, "min"),
        ("五年以上", Kind::Duration, "over"),
        ("三年以下", Kind::Duration, "max"),
        ("大约两个小时", Kind::Duration, "approx"),
        ("不超过30天", Kind::Duration, "max"),
    ] {
        let readings = recognize(text, None);
        let reading = readings.iter().find(|r| r.kind == kind).expect(text);
        assert_eq!(reading.modifier, Some(modifier), "{text}");
    }
}
