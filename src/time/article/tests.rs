use super::*;

/// The times of `text` as `span value`, published on 25 December 2020.
fn times(text: &str) -> Vec<String> {
    let found = find(text, |_| Some(Date::constant(2020, 12, 25)));
    found.iter().map(|t| format!("{} {}", t.span.of(text), t.value)).collect()
}

#[test]
fn dates_and_spans() {
    for (text, want) in [
        ("截至11月底，共新引进30个项目", "11月底 2020-11-30"),
        ("今年以来签约26个", "今年 2020"),
        ("即2019年12月至2020年12月按时缴费", "2019年12月至2020年12月 2019-12/2020-12"),
        ("今年1—8月销售增长", "今年1—8月 2020-01/2020-08"),
        ("上半年完成", "上半年 2020-H1"),
        ("三季度末逐一通报", "三季度末 2020-09-30"),
        ("去年同期", "去年同期 2019"),
        ("二〇一九年五月一日起", "二〇一九年五月一日 2019-05-01"),
        ("“十四五”期间投资", "“十四五”期间 2021/2025"),
        ("上世纪五六十年代的老厂", "上世纪五六十年代 1950/1969"),
        ("9月20日7时至12时", "9月20日7时至12时 2020-09-20T07:00/2020-09-20T12:00"),
        ("4月8日（周六）9时至16时", "4月8日（周六）9时至16时 2020-04-08T09:00/2020-04-08T16:00"),
        ("7、8两月发运", "7、8两月 2020-07/2020-08"),
        ("国庆假期接待游客", "国庆假期 2020-10-01/2020-10-08"),
        ("农历三月廿三", "农历三月廿三 2020-04-15"),
        ("近年来", "近年来 recent"),
        ("逢周三出诊", "逢周三 every-wednesday"),
        ("周一到周三9时起航", "周一到周三9时 2020-12-21/2020-12-23T09:00"),
        ("10时至16时停水", "10时至16时 T10:00/T16:00"),
        ("8月中旬至9月底，", "8月中旬至9月底 2020-08-11/2020-09-30"),
        ("会议18:30—20:00举行", "18:30—20:00 T18:30/T20:00"),
        ("时间为8:30至11:30", "8:30至11:30 T08:30/T11:30"),
        ("下午3点到5点半开会", "下午3点到5点半 T15:00/T17:30"),
        ("今明两年投资", "今明两年 2020/2021"),
        ("今明两天有雨", "今明两天 2020-12-25/2020-12-26"),
        ("三月三日召开会议", "三月三日 2020-03-03"),
    ] {
        assert_eq!(times(text), [want], "{text}");
    }
}

#[test]
fn days_of_the_week_with_hours_repeat() {
    for (text, want) in [
        ("周一至周五9:00-17:00开放", ["周一至周五 every-workday", "9:00-17:00 T09:00/T17:00"]),
        ("周六至周日10时至16时接待读者", ["周六至周日 every-weekend", "10时至16时 T10:00/T16:00"]),
        ("开放时间：周二至周日上午8点到12点", ["周二至周日 every-week", "上午8点到12点 T08:00/T12:00"]),
    ] {
        assert_eq!(times(text), want, "{text}");
    }
}

#[test]
fn what_counts_the_days_of_a_time_is_no_limit() {
    for (text, limit) in [("10月底前3个项目投产", true), ("2020年五一前三天接待游客", false)] {
        let modifier = find(text, |_| Some(Date::constant(2020, 12, 25))).first().and_then(|time| time.modifier);
        assert_eq!(modifier == Some(TimeModifier::Until), limit, "{text}");
    }
}

#[test]
fn what_does_not_exist_is_left_open() {
    assert_eq!(times("2月31日开工"), ["2月31日 2020-02-XX"]);
    assert_eq!(times("二〇二三年十三月"), ["二〇二三年十三月 2023-XX"]);
    assert_eq!(times("2021年2月29日"), ["2021年2月29日 2021-02-XX"]);
}

#[test]
fn without_a_date_of_publication_values_say_what_the_text_says() {
    let text = "12月24日，今年，2019年3月，昨天上午";
    let read: Vec<String> = find(text, |_| None).iter().map(|t| t.value.to_string()).collect();
    assert_eq!(read, ["XXXX-12-24", "XXXX", "2019-03", "TMO"]);
}

#[test]
fn times_count_from_what_is_told() {
    for (text, want) in [
        ("本报12月24日讯 今天上午，会议召开", ["12月24日 2020-12-24", "今天上午 2020-12-24TMO"]),
        ("12月21日，发布会举行。当天下午，代表签约", ["12月21日 2020-12-21", "当天下午 2020-12-21TAF"]),
        ("1至10月发运80列，是去年同期的2倍", ["1至10月 2020-01/2020-10", "去年同期 2019-01/2019-10"]),
        ("2018年实现利润3亿元，比上年增长", ["2018年 2018", "上年 2017"]),
        ("3月1日报到，5日结束", ["3月1日 2020-03-01", "5日 2020-03-05"]),
    ] {
        assert_eq!(times(text), want, "{text}");
    }
}

#[test]
fn says_from_what_a_value_follows() {
    use TimeEvidence::{Publication, Said, Text};
    for (text, want) in [
        ("2018年实现利润3亿元", vec![Said]),
        ("“十四五”期间投资", vec![Said]),
        ("今年以来签约26个", vec![Publication]),
        ("截至11月底，共新引进30个项目", vec![Publication]),
        ("3月1日报到，5日结束", vec![Publication, Text]),
        ("2018年实现利润3亿元，比上年增长", vec![Said, Text]),
        ("近期签约", vec![Said]),
    ] {
        let found = find(text, |_| Some(Date::constant(2020, 12, 25)));
        assert_eq!(found.iter().map(|t| t.evidence).collect::<Vec<_>>(), want, "{text}");
    }
}

#[test]
fn what_is_no_time() {
    for text in [
        "3天办结",
        "两年，5个月",
        "3号线",
        "项目前期工作",
        "体现在三个方面",
        "每人每月1200元",
        "每秒120帧",
        "以21:16获胜",
        "提出5点整改意见",
        "用了16年来完成",
        "三年内不得再报",
    ] {
        assert_eq!(times(text), [""; 0], "{text}");
    }
}
