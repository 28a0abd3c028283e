use super::*;
use crate::segment::Segmenter;
use std::sync::LazyLock;

static SEGMENTER: LazyLock<Segmenter> = LazyLock::new(Segmenter::new);

/// The figures of a text, each as `text=value unit mod trend`.
fn figures(text: &str) -> Vec<String> {
    find(text, &SEGMENTER.tokens(text), &[]).iter().map(|f| shown(f, text)).collect()
}

fn shown(figure: &Figure, text: &str) -> String {
    let amount = match figure.amount {
        Amount::Exact(n) => n.to_string(),
        Amount::Range(lo, hi) => format!("{lo}..{hi}"),
        Amount::Vague => "?".to_owned(),
    };
    let mut shown = format!("{}={amount}", figure.span.of(text));
    let words = [
        figure.unit.clone(),
        figure.modifier.map(|m| format!("{m:?}").to_lowercase()),
        figure.trend.map(|t| format!("{t:?}").to_lowercase()),
    ];
    for word in words.into_iter().flatten() {
        shown.push(' ');
        shown.push_str(&word);
    }
    shown
}

#[test]
fn what_figures_say() {
    let mut wrong = Vec::new();
    for (text, expected) in [
        ("总投资1600亿元。", "1600亿元=160000000000 CNY"),
        ("吞吐量达到3.7万标箱，", "3.7万标箱=37000 标箱"),
        ("能带动200余项改造", "200余项=200 项 approx"),
        ("出口近700万美元", "700万美元=7000000 USD under"),
        ("约合人民币4.5亿元", "人民币4.5亿元=450000000 CNY approx"),
        ("办结率98.9%，", "98.9%=98.9 %"),
        ("同比提高15个百分点", "15个百分点=15 pp up"),
        ("税收同比增长42.6%和4%", "42.6%=42.6 % up / 4%=4 % up"),
        ("时限由12天压缩到3天", "12天=12 day / 3天=3 day down"),
        ("招聘200至400名工人", "200至400名=200..400 名"),
        ("费率在20%~30%之间", "20%~30%=20..30 %"),
        ("罚款5万元以上50万元以下", "5万元以上50万元=50000..500000 CNY"),
        ("亩产三千五百多公斤", "三千五百多公斤=3500 kg approx"),
        ("两三千家企业，十几名专家", "两三千家=2000..3000 家 / 十几名=10 名 approx"),
        ("增加上百个岗位", "上百个=? 个 approx up"),
        ("用时一个半小时", "一个半小时=1.5 hour"),
        ("历时两年零三个月", "两年零三个月=2.25 year"),
        ("签约率已达九成三", "九成三=93 %"),
        ("材料减少过半", "半=0.5 over down"),
        ("约占全市三分之一。", "三分之一=0.3333333333333333333333333333 approx"),
        ("产值翻了两番", "两番=2 番 up"),
        ("浓度为44微克/立方米", "44微克/立方米=44 微克/立方米"),
        ("租金每平方米22元", "每平方米22元=22 元/平方米"),
        ("补助每人每月600元", "每人每月600元=600 元/人·月"),
        ("设计时速350公里", "350公里=350 公里/小时"),
        ("死亡率降至4.1/10万，", "4.1/10万=4.1 /10万 down"),
        ("小区现有1 235户居民", "1 235户=1235 户"),
        ("项目1 200万元", "200万元=2000000 CNY"),
        ("产值12\u{a0}345.6万元", "12\u{a0}345.6万元=123456000 CNY"),
        ("投资5000/6000万元", ""),
        ("四局比分为25比21、23比25和25比17。", "四局=4 局 / 25比21=21..25 / 23比25=23..25 / 25比17=17..25"),
        ("上半场0-1落后，终场3：1客胜", "0-1=0..1 / 3：1=1..3"),
        ("男女比例为12:10，按3:7，4:6出资，比分2:1，9:30比赛结束，发车时间8:30、10:30，", "2:1=1..2"),
        ("末节2-3分钟受伤，51比47领先，3-5领先企业", "2-3分钟=2..3 minute / 51比47=47..51"),
        ("英超第9轮", "第9轮=9 轮"),
        ("夜里零下18℃", "零下18℃=-18 C"),
        ("办好三大平台、6大类", "三大=3 大 / 6大类=6 大类"),
        ("增速居全省第二位。", "第二位=2 位"),
        ("列金牌榜前三位", "前三位=1..3 位"),
        ("亿元以上项目", "亿元=100000000 CNY over"),
        ("以21：13战胜对手", "21：13=13..21"),
        ("3小时内办结", "3小时=3 hour max"),
        ("女排3∶1战胜对手", "3∶1=1..3"),
        ("利率下调25个基点", "25个基点=25 bp down"),
        ("东经116度30分", "116度30分=116.5 度"),
        ("沪指涨28.5点", "28.5点=28.5 点 up"),
        ("落实一张清单、一项计划", "一张=1 张 / 一项=1 项"),
        ("办结四件，滞后一件。", "四件=4 件 / 一件=1 件"),
        ("不少于40人", "40人=40 人 min"),
    ] {
        let found = figures(text).join(" / ");
        if found != expected {
            wrong.push(format!("{text}: {found}, not {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn what_is_no_figure() {
    for text in [
        "进一步推进“四个意识”",
        "第十七次会议",
        "世界500强和5G",
        "地铁3号线通车",
        "十分重视一站式服务",
        "千方百计惠及千家万户",
        "一带一路",
        "第三产业和第一时间",
        "四川、三峡和内陆地区",
        "这是一个机遇",
        "1万万万元",
        "PM2.5平均浓度",
        "零部件",
        "十八大以来",
        "提出3点建议",
        "一种态度、一种精神",
        "一门进、一窗办",
    ] {
        assert_eq!(figures(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn says_from_what_kind_unit_and_trend_follow() {
    use FigureEvidence::{CurrencyOfText, Form, JoinedTrend, Unit, UnitInContext, Words};
    for (text, want) in [
        ("引进30个项目", vec![vec![Unit]]),
        ("投资1600亿元", vec![vec![CurrencyOfText]]),
        ("合同额190万美元", vec![vec![Unit]]),
        ("气温降到零下5度", vec![vec![UnitInContext]]),
        ("占三分之一，居全省第三位", vec![vec![Form], vec![Form]]),
        ("阅读量：1200", vec![vec![Words]]),
        ("分别增长5.2%和4.2%", vec![vec![Unit], vec![Unit, JoinedTrend]]),
    ] {
        let found = find(text, &SEGMENTER.tokens(text), &[]);
        assert_eq!(found.into_iter().map(|f| f.evidence).collect::<Vec<_>>(), want, "{text}");
    }
}

#[test]
fn phrases_of_the_news() {
    let mut wrong = Vec::new();
    for row in crate::table::rows(include_str!("../../tests/figures/phrases.tsv")) {
        let (phrase, expected) = row.split_once('\t').expect(row);
        let text = format!("据介绍，{phrase}。");
        // Traditional characters are read as Simplified ones, which stand at the same bytes.
        let read = crate::layout::fold_script(&text);
        let times = crate::time::find(&read, |_| crate::parse_date("2021-03-05"));
        let found: Vec<&str> = find(&read, &SEGMENTER.tokens(&read), &times).iter().map(|f| f.span.of(&text)).collect();
        if found.join(" | ") != expected {
            wrong.push(format!("{phrase}: {found:?}, not {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
