//! What layout makes of pages: wraps and spaces undone, roles, articles, dates, and the way back to the source.

use quandian::layout::{Role, lay_out, lay_out_published};
use quandian::{Analyzer, Date, OffsetUnit, Options};
use std::{fs, path::Path};

fn blocks(source: &str) -> Vec<(Role, String)> {
    let layout = lay_out(source);
    layout.blocks.iter().map(|b| (b.role, b.span.of(layout.text.as_str()).to_owned())).collect()
}

fn read(source: &str) -> String {
    lay_out(source).text.as_str().to_owned()
}

#[test]
fn spaces_inside_words_go_and_real_ones_stay() {
    let cases = [
        (
            "来宾在沭 河 国 际 酒 店举行会议，香 港、台北的客 商 围 坐 一 堂。",
            "来宾在沭河国际酒店举行会议，香港、台北的客商围坐一堂。",
        ),
        ("打造“阳光政务 暖心服务”等特色品牌，持续强化组织保障。", "打造“阳光政务 暖心服务”等特色品牌，持续强化组织保障。"),
        ("总投资3 00 亿 元，比上年增长 12.5 %，创下新高。", "总投资300亿元，比上年增长12.5%，创下新高。"),
        ("每箱采用法国GTT公司的“MARK III Flex”薄膜技术，能耗更低。", "每箱采用法国GTT公司的“MARK III Flex”薄膜技术，能耗更低。"),
        ("□记者 宋迎迎 通讯员 张涛\u{a0}徐明 訾 凡 报道", "□记者 宋迎迎 通讯员 张涛 徐明 訾凡 报道"),
        ("本报讯 近日，该区召开会议，部署全年重点工作。", "本报讯 近日，该区召开会议，部署全年重点工作。"),
        ("\u{feff}会议\u{200b}今天\u{202e}召开，\0规模空前。\r", "会议今天召开，规模空前。"),
        ("二○二○年，产值１２．５亿元，增长８％。", "二〇二〇年，产值12.5亿元，增长8%。"),
        ("⾦⻔⼤桥今⽇通⻋，全⻓五千⽶。", "金门大桥今日通车，全长五千米。"),
    ];
    for (source, reading) in cases {
        assert_eq!(read(source), reading, "{source:?}");
    }
}

#[test]
fn a_newspaper_column_reads_as_paragraphs() {
    let page = "
　　□记者 钱亦菲
　　通讯员 柏祖霖 报道
　　本报8月18日讯 今天，吴江区行政审
批局在吴江区政务服务中心启用“审管一
键通”平台。今后，该局办结的许可信息
将即时推送给区住建局、区城管局和苏州

市吴江生态环境局，监管结果再由各单位
回传。
　　区审批局副局长仲怀谷介绍，首批上
线事项共148项，其中建设工程类96项、
市场准入类52项。

“审管一键通”堵住
监管“空档期”
";
    let expected = [
        (Role::Byline, "□记者 钱亦菲 通讯员 柏祖霖 报道"),
        (
            Role::Body,
            "本报8月18日讯 今天，吴江区行政审批局在吴江区政务服务中心启用“审管一键通”平台。今后，该局办结的许可信息\
             将即时推送给区住建局、区城管局和苏州市吴江生态环境局，监管结果再由各单位回传。",
        ),
        (Role::Body, "区审批局副局长仲怀谷介绍，首批上线事项共148项，其中建设工程类96项、市场准入类52项。"),
        (Role::Headline, "“审管一键通”堵住监管“空档期”"),
    ];
    let expected: Vec<(Role, String)> = expected.iter().map(|(r, t)| (*r, (*t).to_owned())).collect();
    assert_eq!(blocks(page), expected);
    let known: Date = "2022-08-19".parse().expect("a date");
    let layout = lay_out_published(page, Some(known));
    let article = layout.articles.first().expect("one article");
    assert_eq!(layout.articles.len(), 1);
    assert_eq!(article.byline, ["钱亦菲", "柏祖霖"]);
    assert_eq!(article.published.map(|d| d.to_string()), Some("2022-08-18".to_owned()));
}

#[test]
fn a_snippet_of_few_lines_is_joined_only_where_it_was_wrapped() {
    let cases = [
        ("今年新修的公路通到了山里，沿线二十个村\n子的水果第二天就能运到省城。", 1),
        ("　　今年新修的公路通到了\n山里，沿线二十个村子的水\n果第二天就能运到省城。", 1),
        ("今年新修的公路通到了\n山里，沿线二十个村子的水果第二天就能运到省城，价钱也高了一成。", 2),
        ("青岛港一期工程今天开工\n总投资十二亿元，明年建成。", 2),
        ("甲县签约项目创下新高\n乙县签约项目再创新高\n丙县签约项目又创新高", 3),
        ("会议今天上午在京召开。\n记者从会上获悉多项成果。", 2),
        ("国办印发方案部署数字政府建设工作\n国办印发方案部署营商环境建设工作\n会议强调，要抓好落实。", 3),
        ("今年新修的公路通到了山里，沿线二十个村子的水果都能运出去\n。", 1),
    ];
    for (source, count) in cases {
        assert_eq!(blocks(source).len(), count, "{source:?}: {:?}", blocks(source));
    }
}

#[test]
fn articles_on_one_page_are_told_by_what_they_speak_of() {
    let ports = "青岛港今天开工建设新码头，码头泊位共有三个，集装箱年吞吐量可达一百万标箱。\n港口负责人说，码头建成后，集装箱航线将增加到二十条，泊位等待时间缩短一半。\n";
    let more = "码头的集装箱起重机由本地企业制造，泊位岸线长八百米，港口计划明年建成两个泊位。\n港口还将开通集装箱班列，码头与铁路相连，航线货物不出港口便可上车。\n";
    let films = "电影节昨晚闭幕，来自九个国家的影片角逐最佳导演奖，观众超过十万人次。\n评委会主席表示，今年参赛影片题材广泛，年轻导演的作品占了一半以上，闭幕影片讲述了三代电影人的故事。\n";
    let page = |a: &str, b: &str| lay_out(&format!("开头的题目在这里\n{a}\n\n另外一个题目在此\n{b}")).articles.len();
    assert_eq!((page(ports, films), page(ports, more)), (2, 1));
}

#[test]
fn dates_of_publication_are_found() {
    let cases = [
        (
            "首页 > 新闻\n某区举行签约仪式\n来源：某网　时间：2023-04-22 23:10:52\n4月22日，签约仪式在区会展中心举行，共签约项目12个。",
            "2023-04-22",
        ),
        (
            "半岛都市报\n-X2-3版:专题-2023年07月07日\n日期:01-14\n\n半岛全媒体记者 段姗姗\n近年来,该区不断增强责任意识,强化责任落实。",
            "2023-07-07",
        ),
        ("某区创新政务服务\n在改革进程中,该区以数字化赋能政务服务创新,成为全市标杆。\n2025-08-08", "2025-08-08"),
        ("某区创新政务服务\n发布时间：2025-08-08 10:20\n在改革进程中,该区以数字化赋能政务服务创新,成为全市标杆。", "2025-08-08"),
        ("新华社北京2021年3月5日电 会议今天在京开幕，听取政府工作报告。", "2021-03-05"),
    ];
    for (source, date) in cases {
        let layout = lay_out(source);
        let found = layout.articles.first().and_then(|a| a.published).map(|d| d.to_string());
        assert_eq!(found.as_deref(), Some(date), "{source:?}");
        assert_eq!(layout.published.map(|d| d.to_string()).as_deref(), Some(date), "{source:?}");
    }
}

#[test]
fn a_page_is_printed_the_day_after_its_own_reports_and_a_date_set_by_hand_wins() {
    let report = "本报12月31日讯 今天，区里召开2020年总结会议，听取了审议报告。";
    let stamped = format!("某区召开会议\n来源：某网　时间：2021-01-02 23:10:52\n{report}");
    let agency = "新华社北京3月5日电 会议2021年继续，今天在京听取政府工作报告。";
    let cases = [
        (report, None, "2021-01-01", "2020-12-31"),
        (report, Some("2019-01-01"), "2019-01-01", "2018-12-31"),
        (&stamped, None, "2021-01-02", "2020-12-31"),
        (&stamped, Some("2020-01-02"), "2020-01-02", "2019-12-31"),
        (agency, None, "2021-03-05", "2021-03-05"),
        ("某区召开会议\n2021-01-02\n今天，区里召开会议，听取了报告。", Some("2021-02-03"), "2021-02-03", "2021-02-03"),
    ];
    for (source, known, page, article) in cases {
        let known: Option<Date> = known.map(|d| d.parse().expect("a date"));
        let layout = lay_out_published(source, known);
        let written = layout.articles.first().and_then(|a| a.published);
        assert_eq!(layout.published.map(|d| d.to_string()).as_deref(), Some(page), "{source:?} {known:?}");
        assert_eq!(written.map(|d| d.to_string()).as_deref(), Some(article), "{source:?} {known:?}");
    }
}

#[test]
fn traditional_text_is_read_and_shown_as_written() {
    let source = "醫管局主席張明今日在香港會展中心宣佈，增撥資源１２億港元，\n服務時間延長至六個月。";
    let options = Options { published: None, offsets: OffsetUnit::Bytes, explain: false };
    let analysis = Analyzer::new().analyze(source, &options);
    let squashed: String = source.replace('\n', "").replace("１２", "12");
    let words: String = analysis.tokens.iter().map(|t| t.text.as_str()).collect();
    assert_eq!(words, squashed);
    assert!(analysis.tokens.iter().any(|t| t.text == "資源"), "words are found as in Simplified text");
    for token in &analysis.tokens {
        let slice = source.get(token.start..token.end).expect("offsets on character boundaries");
        assert_eq!(read(slice), token.text);
    }
}

#[test]
fn what_chooses_the_form_of_a_character_stays_with_it() {
    let source = "记者在葛\u{E0100}城市采访了辻\u{E0100}先生，他拿出１２\u{FE0F}个☺\u{FE0F}。";
    let analysis = Analyzer::new().analyze(source, &Options { published: None, offsets: OffsetUnit::Bytes, explain: false });
    let written: String = analysis.tokens.iter().filter_map(|t| source.get(t.start..t.end)).collect();
    assert_eq!(written, source);
    assert!(analysis.tokens.iter().all(|t| !t.text.contains(['\u{E0100}', '\u{FE0F}'])));
}

/// A small generator, so that the noise is the same in every run.
struct Noise(u64);

impl Noise {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) as usize % n
    }
}

/// `text` as a bad copy of a newspaper column: lines of 18 characters, spaces in words, empty lines in mid-sentence, full-width
/// digits.
fn wrap(text: &str, noise: &mut Noise) -> String {
    let mut page = String::new();
    for paragraph in text.lines().filter(|l| !l.trim().is_empty()) {
        let chars: Vec<char> = paragraph.trim().chars().collect();
        let body = chars.len() > 30;
        let mut column = if body { 2 } else { 0 };
        page.push_str(if body { "　　" } else { "\n" });
        for (i, c) in chars.iter().enumerate() {
            if column == 18 {
                page.push('\n');
                if noise.below(20) == 0 && body && !matches!(chars.get(i.wrapping_sub(1)), Some('。' | '”' | '！' | '？')) {
                    page.push('\n');
                }
                column = 0;
            }
            let full = c.is_ascii_digit() && noise.below(3) == 0;
            page.push(if full { char::from_u32(*c as u32 + 0xFEE0).unwrap_or(*c) } else { *c });
            column += 1;
            let han = |c: Option<&char>| c.is_some_and(|c| ('\u{4e00}'..='\u{9fff}').contains(c));
            if body && noise.below(20) == 0 && han(Some(c)) && han(chars.get(i + 1)) && column < 18 {
                page.push(' ');
            }
        }
        page.push('\n');
        if !body {
            page.push('\n');
        }
    }
    page
}

/// How many edits turn `a` into `b`, counted in a band around the diagonal.
fn edits(a: &[char], b: &[char]) -> usize {
    const BAND: usize = 120;
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let low = i.saturating_sub(BAND);
        let high = (i + BAND).min(b.len());
        let mut next = vec![usize::MAX / 2; b.len() + 1];
        if low == 0 {
            next[0] = i + 1;
        }
        for j in low..high {
            let same = row[j] + usize::from(*x != b[j]);
            next[j + 1] = same.min(row[j + 1] + 1).min(next[j] + 1);
        }
        row = next;
    }
    row[b.len()]
}

#[test]
fn noise_added_to_clean_articles_is_undone() {
    let folder = Path::new("../shared/articles/written");
    let Ok(files) = fs::read_dir(folder) else {
        println!("skipped: {} is not here", folder.display());
        return;
    };
    let mut files: Vec<_> = files.flatten().map(|f| f.path()).filter(|p| p.extension().is_some_and(|e| e == "txt")).collect();
    files.sort();
    let mut noise = Noise(20);
    let mut tried = 0;
    let (mut all, mut wrong) = (0, 0);
    while tried < 20 {
        let file = &files[noise.below(files.len())];
        let text = fs::read_to_string(file).expect("a readable article");
        // A clean article has long paragraphs, one a line, and no spaces of its own making.
        let longest = text.lines().map(|l| l.chars().count()).max().unwrap_or(0);
        if !(60..600).contains(&longest) || text.matches(' ').count() > 12 {
            continue;
        }
        tried += 1;
        let clean: Vec<char> =
            text.lines().map(str::trim).filter(|l| !l.is_empty()).map(read).collect::<Vec<_>>().join("\n").chars().collect();
        let page = wrap(&text, &mut noise);
        let laid: Vec<char> = read(&page).chars().collect();
        let differ = edits(&clean, &laid);
        let share = 1.0 - differ as f64 / clean.len() as f64;
        println!("{} {:.4}", file.file_name().unwrap_or_default().display(), share);
        all += clean.len();
        wrong += differ;
        assert!(share >= 0.97, "{}: {share:.4}", file.display());
    }
    let share = 1.0 - wrong as f64 / all as f64;
    println!("all {share:.4}");
    assert!(share >= 0.98, "{share:.4}");
}
