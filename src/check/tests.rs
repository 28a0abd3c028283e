use super::*;
use crate::link::{Linker, testing::Marked, unit::units};
use std::sync::LazyLock;

static LINKER: LazyLock<Linker> = LazyLock::new(Linker::new);

fn checks(text: &str) -> Vec<(CheckKind, String, Verdict)> {
    let marked = Marked::new(text);
    let input = marked.input();
    let units = units(&input);
    let found = check(&input, &units, &LINKER.link(&input, &units), |_| None);
    found.into_iter().map(|c| (c.kind, c.arithmetic, c.verdict)).collect()
}

#[test]
fn arithmetic_is_spelled_out() {
    let cases: &[(&str, CheckKind, &str, Verdict)] = &[
        (
            "建成小屋[638个|count]，其中青岛[248个|count]、菏泽[380个|count]、日照[10个|count]。",
            CheckKind::Sum,
            "638个 = 248个 + 380个 + 10个",
            Verdict::Holds,
        ),
        (
            "共[86个|count]，其中党建[21个|count]、工程[34个|count]、作风[29个|count]。",
            CheckKind::Sum,
            "86个 ≠ 21个 + 34个 + 29个",
            Verdict::Fails,
        ),
        (
            "工业[9.8亿元|money]，农业[5.2亿元|money]，合计[15亿元|money]。",
            CheckKind::Sum,
            "15亿元 = 9.8亿元 + 5.2亿元",
            Verdict::Holds,
        ),
        (
            "收入[639.75亿元|money]，其中税收[435.55亿元|money]，占[68.1%|percent]。",
            CheckKind::Share,
            "435.55亿元 ÷ 639.75亿元 = 68.08% ≈ 68.1%",
            Verdict::Holds,
        ),
        (
            "收入[100亿元|money]，其中税收[25亿元|money]，占比[30%|percent]。",
            CheckKind::Share,
            "25亿元 ÷ 100亿元 = 25% ≠ 30%",
            Verdict::Fails,
        ),
        ("水稻[3200mu|area]，总产[2560t|mass]，亩产[800kg|mass]。", CheckKind::Average, "2560t ÷ 3200mu ≈ 800kg", Verdict::Holds),
        ("水稻[3200mu|area]，总产[2560t|mass]，亩产[820kg|mass]。", CheckKind::Average, "2560t ÷ 3200mu ≠ 820kg", Verdict::Fails),
        (
            "前三名依次为[青岛市|LOC]、[济南市|LOC]、[烟台市|LOC]。[烟台市|LOC]居第[3名|rank]。",
            CheckKind::Rank,
            "烟台市 3名 = 第3",
            Verdict::Holds,
        ),
        (
            "前三名依次为[青岛市|LOC]、[济南市|LOC]、[烟台市|LOC]，[烟台市|LOC]居第[2名|rank]。",
            CheckKind::Rank,
            "烟台市 2名 ≠ 第3",
            Verdict::Fails,
        ),
        (
            "受灾人口[20480户|count]。[甲县|LOC]受灾人口[434户|count]。[乙县|LOC]受灾人口[19976户|count]。[丙县|LOC]受灾人口[70户|count]。",
            CheckKind::Sum,
            "20480户 = 434户 + 19976户 + 70户",
            Verdict::Holds,
        ),
        (
            "调整线路[6条|count]，甲站增加[2条|count]，乙站增加[3条|count]，丙站增加[1条|count]。",
            CheckKind::Sum,
            "6条 = 2条 + 3条 + 1条",
            Verdict::Holds,
        ),
    ];
    for (text, kind, arithmetic, verdict) in cases {
        assert_eq!(checks(text), [(*kind, (*arithmetic).to_owned(), *verdict)], "{text}");
    }
}

#[test]
fn some_of_the_parts_are_no_alarm() {
    for text in [
        "全市企业[500家|count]，其中外资[120家|count]、合资[80家|count]。",
        "[3个|count]月，[5个|count]项目，[2个|count]人。",
        // An average of something else.
        "水稻[3200mu|area]，总产[2560t|mass]。小麦亩产[420kg|mass]。",
        // An order of time, not of ranks.
        "巡视组依次为[青岛市|LOC]、[济南市|LOC]。[济南市|LOC]居第[1名|rank]。",
        // Parts in other sentences that miss their total.
        "受灾人口[20480户|count]。[甲县|LOC]受灾人口[434户|count]。[乙县|LOC]受灾人口[19976户|count]。",
    ] {
        assert_eq!(checks(text), [], "{text}");
    }
}
