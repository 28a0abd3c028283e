//! Whether a quantity is a figure: whether it measures or counts something, or is part of a name, an idiom, an order or an
//! article (一个 as "a").

use super::{
    Amount, Figure, Kind,
    context::{Context, Setting},
    quantity::{self, Measure},
    units::{self, Dimension},
    words,
};
use crate::{
    numeral::{self, Form, Number, Shape},
    table,
};
use rust_decimal::Decimal;

table::lists! {
    /// The word lists of `judge.txt`, which says what each is for.
    CUES: Cues in "judge.txt" {
        only,
        each,
        uncounted,
        manner,
        pointed,
        spoken,
        scored,
        felt,
        felt_behind,
        placed,
        ranked,
        meeting,
        part,
        law,
        readers,
        index,
        index_changed,
        money,
        money_behind,
        race,
    }
}

/// Whether the quantity is a figure here.
pub fn is_figure(context: &Context) -> bool {
    let quantity = context.quantity;
    let from = context.text.get(quantity.span.start..).unwrap_or_default();
    if quantity.numeral.number == Number::Unreadable
        || after_latin(context)
        || is_code(context)
        || words::is_idiom(context.before, from, quantity.span.len())
    {
        return false;
    }
    // 零 counts nothing, however it is counted: 零部件, 零公里.
    let nothing = quantity.amount == Amount::Exact(Decimal::ZERO) && quantity.numeral.form == Form::Chinese;
    match &quantity.measure {
        Measure::Unit(..) if nothing => false,
        Measure::Result => true,
        Measure::Bare => context.quantity.numeral.shape != Shape::Bare || bare_unit_fits(context),
        Measure::Rank(unit) => rank(context, *unit),
        Measure::Rate(_) => true,
        Measure::Fraction => fraction(context),
        Measure::Unit(dimension, _) => unit(context, *dimension),
    }
}

/// 010-12333: digits that open with a zero are a code.
fn is_code(context: &Context) -> bool {
    let quantity = context.quantity;
    matches!(quantity.numeral.shape, Shape::Digits(2..))
        && quantity.numeral.form == Form::Arabic
        && quantity.numeral.span.of(context.text).starts_with('0')
}

/// PM2.5, G312, A4: a number that goes on a Latin word.
fn after_latin(context: &Context) -> bool {
    let first = context.quantity.span.of(context.text).chars().next();
    let before = context.before.chars().next_back();
    first.is_some_and(|c| c.is_ascii_digit())
        && before.is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '-' | '.' | '/' | '_' | '#' | '№'))
}

fn fraction(context: &Context) -> bool {
    let written = context.quantity.span.of(context.text);
    if written != "半" {
        // 11/12 as a date or a page would stand in brackets or beside Latin letters.
        // 2019/2020 names a season.
        let years = written.split('/').all(|part| part.len() == 4);
        return !written.contains('/') || !years && !context.after.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '/');
    }
    context.ends(&["过", "近", "超", "逾", "達", "過"]) && !context.after.starts_with(['百', '个', '辈', '生', '山', '路'])
}

fn unit(context: &Context, dimension: Dimension) -> bool {
    let quantity = context.quantity;
    let word = context.unit_word();
    if quantity.numeral.shape == Shape::Bare && quantity.amount != Amount::Vague && !quantity.range {
        return bare_unit_fits(context) || matches!(dimension, Dimension::Money | Dimension::Percent);
    }
    if !matches!(word, "番" | "大") && in_a_word(context) || slogan(context, dimension) {
        return false;
    }
    let chinese = quantity.numeral.form == Form::Chinese;
    let one = quantity.amount == Amount::Exact(Decimal::ONE) && quantity.numeral.number == Number::Exact(Decimal::ONE) && chinese;
    match dimension {
        Dimension::Count | Dimension::Noun => {
            if one {
                exactly_one(context)
            } else {
                counts(context, dimension)
            }
        }
        Dimension::Multiple if word == "番" => context.near(&["翻"], 6),
        Dimension::Length if context.goes_on(&CUES.race) => false,
        Dimension::Money if matches!(word, "块" | "塊") && one && quantity.amount == Amount::Exact(Decimal::ONE) => {
            exactly_one(context)
        }
        Dimension::Money => !word.ends_with(['角', '毛', '分', '仙', '刀']) || context.near(&["钱", "元", "赚", "价", "卖"], 6),
        Dimension::Duration => duration(context, one),
        Dimension::Score => score(context),
        Dimension::Volume if matches!(word, "方" | "立方") && one => false,
        Dimension::Temperature if word == "度" && one => false,
        Dimension::Speed if matches!(word, "节" | "節") && one => exactly_one(context),
        Dimension::Other if matches!(word, "级" | "級") => grade(context),
        // 沪指涨28点; 现有积分28点 is no index.
        Dimension::Other if word == "点" => context.near(&["指", "盘"], 14) || context.near(&["涨", "跌", "报", "收"], 4),
        Dimension::Other if word == "目" || word == "T" => !chinese,
        Dimension::Percent if word == "折" || word == "成" => !one || word == "成",
        Dimension::Length if matches!(word, "码" | "尺" | "寸" | "丈" | "里" | "in" | "ft" | "\"" | "'" | "链") => {
            (!one || quantity.approximate) && !matches!(word, "码" | "\"" | "'" | "链")
        }
        Dimension::Energy if matches!(word, "卡" | "焦") => !chinese,
        Dimension::Area if word == "平" => follows_games(context) || !one && !quantity.numeral.form.eq(&Form::Chinese),
        Dimension::Data if word == "兆" => !chinese,
        Dimension::Power if word == "瓦" => !chinese,
        _ => true,
    }
}

/// “四个意识”, “两个维护”: a count that opens a short quotation is the name of a doctrine.
fn slogan(context: &Context, dimension: Dimension) -> bool {
    let quantity = context.quantity;
    let opened = context.before.ends_with(['“', '「', '‘']) && quantity.numeral.form == Form::Chinese;
    let close = context.after.chars().take(9).position(|c| matches!(c, '”' | '」' | '’'));
    opened && close.is_some_and(|at| at > 0) && matches!(dimension, Dimension::Count | Dimension::Noun)
}

/// 百 and 万 without a digit count only where a word says that they do (近百家, 上万, 百余名), and 百姓, 万州, 千方百计 do not.
fn bare_unit_fits(context: &Context) -> bool {
    let quantity = context.quantity;
    quantity.approximate
        || quantity.amount == Amount::Vague
        || words::passes(context.before)
        || context.ends(&["突破", "破"])
        || words::modifier_before(context.before).is_some()
        || words::modifier_after(context.after).is_some_and(|(m, _)| m != super::Modifier::Approx)
}

/// Whether the words that jieba sees cut the quantity another way: 进一步, 内陆地区, 统一方案, 三峡.
fn in_a_word(context: &Context) -> bool {
    let quantity = context.quantity;
    let counted =
        matches!(quantity.measure, Measure::Unit(Dimension::Count | Dimension::Noun | Dimension::Score | Dimension::Area, _));
    let written_out = quantity.numeral.form != Form::Arabic;
    // Asking for words costs: not where they could change nothing.
    if quantity.approximate || !counted && !written_out {
        return false;
    }
    let words = context.words();
    let Some(first) = words.first() else { return false };
    let written = first.span.of(context.text);
    if written_out {
        let numeric = |c: char| numeral::starts(c) || "第上近约逾超过余多来每成个年达共有零下倍点分之".contains(c);
        let tag = first.pos.as_str();
        if first.span.start < quantity.span.start {
            // 上百 and 过半 are read as words; the numeral in them counts all the same.
            return !written.chars().all(numeric) && tag != "m";
        }
        if first.span.end > quantity.span.end && written.chars().count() > 1 {
            // 三句话, 两代人: the words after a classifier.
            return !(matches!(tag, "l" | "n" | "nz" | "m" | "x") && counted && quantity.amount > Amount::Exact(Decimal::ONE));
        }
    }
    // 三|平台: a unit that is the head of a longer noun.
    let last = words.iter().find(|t| t.span.end >= quantity.span.end);
    // Words that jieba only guesses (x) are left aside: 21项应由, 56个村共.
    let longer = last.is_some_and(|t| {
        t.pos.as_str() != "x"
            && t.span.end > quantity.span.end
            && t.span.start >= quantity.numeral.core_end
            && t.span.start < quantity.span.end
    });
    longer && counted
}

/// 一个, 一张: exactly one only where a word says so; an article elsewhere.
fn exactly_one(context: &Context) -> bool {
    let word = context.unit_word();
    if CUES.uncounted.contains(&word) {
        return false;
    }
    let again =
        context.after.starts_with(&format!("一{word}")) || context.after.starts_with(word) || context.after.starts_with('一');
    !again
        && (context.near(&CUES.only, 4)
            || context.ends(&CUES.each)
            || listed(context)
            || ends_count(context)
            || context.ends(&["各", "各派", "各配", "为", "至", "到", "成"]) && context.near(&["减", "压", "降", "各", "并"], 5)
            || words::modifier_before(context.before).is_some())
}

/// 一张清单、一项计划, 一张申请表、一套材料: things listed with different classifiers are counted. 一种态度、一种精神 is rhetoric, and
/// 一门进、一窗办 and 一次申请 say how something is done.
fn listed(context: &Context) -> bool {
    /// Characters of a noun that is listed.
    const NOUN: std::ops::RangeInclusive<usize> = 2..=4;
    let noun = |text: &str| NOUN.contains(&text.chars().count()) && text.chars().all(char::is_alphanumeric);
    let word = context.unit_word();
    let counted = |item: &str| {
        let Some((_, behind)) = item.rsplit_once('一') else { return false };
        let unit = units::longest(behind).and_then(<[_]>::first).filter(|u| u.dimension == Dimension::Count);
        unit.is_some_and(|u| u.word != word && !CUES.manner.contains(&u.word) && behind.get(u.word.len()..).is_some_and(noun))
    };
    // 一张身份证、两张照片.
    let several = |item: &str| {
        let count = |q: &quantity::Quantity| matches!(q.measure, Measure::Unit(Dimension::Count, _));
        let next = quantity::read(item, 0).filter(|q| count(q) && q.amount > Amount::Exact(Decimal::ONE));
        next.is_some_and(|q| item.get(q.span.end..).is_some_and(noun))
    };
    let item = |text: &'_ str| text.find(['、', '，', '。', '；', '\n']).unwrap_or(text.len());
    let (own, rest) = context.after.split_at_checked(item(context.after)).unwrap_or_default();
    let next = rest.strip_prefix('、').and_then(|rest| rest.get(..item(rest)));
    let previous = context.before.rsplit('、').nth(1);
    !CUES.manner.contains(&word)
        && noun(own)
        && (next.is_some_and(|next| counted(next) || several(next)) || previous.is_some_and(counted))
}

/// 办结四件，滞后一件。 ends a count of several.
fn ends_count(context: &Context) -> bool {
    let Some(previous) = context.previous.filter(|p| p.kind == Kind::Count) else { return false };
    let gap = context.text.get(previous.span.end..context.quantity.span.start).unwrap_or_default();
    let same = previous.unit.as_deref() == Some(context.unit_word());
    let ends = context.after.starts_with(['，', '。', '；', '、']);
    same && ends && gap.starts_with(['，', '、']) && gap.chars().count() <= 10 && !gap.contains(['。', '；', '\n'])
}

/// Two and more of something.
fn counts(context: &Context, dimension: Dimension) -> bool {
    let quantity = context.quantity;
    let word = context.unit_word();
    let chinese = quantity.numeral.form == Form::Chinese;
    let single = chinese && quantity.numeral.core_end - quantity.numeral.span.start == "一".len();
    let two = quantity.numeral.number == Number::Exact(Decimal::TWO) && chinese;
    let written = quantity.numeral.span.of(context.text);
    match word {
        // 27胜3平5负: the others of a count of games.
        "负" | "負" => follows_games(context),
        "号" | "號" => context.after.starts_with('人') && chinese,
        "路" | "環" | "环" | "楼" | "版" if !chinese => false,
        "环" | "步" | "点" | "季" | "金" | "银" | "铜" | "令" | "杠" | "窗" | "眼" | "孔" | "方" | "峰" if chinese && single => {
            word == "方" && !two || word == "步" && words::modifier_before(context.before).is_some()
        }
        // Three to ten things are 三大 to 十大; 十八大 is a congress.
        "大" => {
            single
                && !quantity.approximate
                && !context.after.starts_with(['以', '后', '精', '报', '召', '的', '，', '。', '人', '期'])
        }
        // 二期 numbers a stage, 两期 counts two.
        "期" | "代" | "级" | "套" | "线" | "审" | "次" | "号线" | "批"
            if chinese && written.starts_with(['二', '三', '四', '五']) && single =>
        {
            matches!(word, "次" | "批" | "套" | "代") && written != "二"
        }
        "地" | "国" | "國" | "校" | "市" | "省" | "县" | "区" | "村" | "港" if two => false,
        "国" | "省" | "县" | "國" | "縣" if context.after.starts_with('道') => false,
        "年级" => false,
        _ if quantity.amount == Amount::Vague && quantity.numeral.span.of(context.text) == "几" => {
            !matches!(word, "下" | "组" | "遍" | "点" | "度") && !context.ends(&["那", "这", "好", "哪"])
        }
        _ => dimension != Dimension::Noun || word == "区域" || !two && !quantity.approximate,
    }
}

/// Whether what stands right before counts games of a team.
pub fn follows_games(context: &Context) -> bool {
    let games =
        |p: &&Figure| p.span.end == context.quantity.span.start && p.unit.as_deref().is_some_and(|u| "胜勝平".contains(u));
    context.previous.filter(games).is_some()
}

fn duration(context: &Context, one: bool) -> bool {
    let quantity = context.quantity;
    let word = context.unit_word();
    // 2016年 is a year, not that many of them.
    let year = matches!(quantity.numeral.shape, Shape::Digits(4)) && word == "年";
    if year || matches!(word, "日" | "刻") && quantity.numeral.form == Form::Chinese && quantity.numeral.shape == Shape::Digits(1)
    {
        return false;
    }
    if context.after.starts_with("级") && word == "年" {
        return false;
    }
    if matches!(word, "世纪" | "季度") && !context.before.ends_with('个') {
        return false;
    }
    if !one || quantity.approximate {
        return true;
    }
    let heading = context.before.is_empty()
        && context.after.starts_with(|c: char| !matches!(c, '内' | '后' | '多' | '就' | '下' | '能' | '至' | '以'));
    !context.ends(&CUES.pointed) && !context.goes_on(&CUES.spoken) && !heading
}

/// 十分 is "very", 80分 is a score.
fn score(context: &Context) -> bool {
    let quantity = context.quantity;
    if quantity.numeral.form != Form::Chinese {
        return context.after.starts_with("之差") || !context.after.starts_with(['之', '部', '公', '店', '行', '支']);
    }
    quantity.amount == Amount::Exact(Decimal::new(5, 1))
        || quantity.span.of(context.text) != "十分"
            && context.near(&CUES.scored, 8)
            && quantity.amount > Amount::Exact(Decimal::ONE)
}

/// 7级 of an earthquake or a wind; 一级 and 四级响应 are names of grades.
fn grade(context: &Context) -> bool {
    let chinese_one = context.quantity.numeral.form == Form::Chinese && !context.near(&["风", "震", "力"], 6);
    let nature = context.near(&CUES.felt, 6) || context.goes_on(&CUES.felt_behind);
    nature && !chinese_one && !context.after.starts_with("响应")
}

/// 第三, 第12位, 第5条航线 are ranks; 第一时间, 第三产业, 第二医院 and 第十七次会议 are names.
fn rank(context: &Context, unit: Option<&str>) -> bool {
    let quantity = context.quantity;
    let first = quantity.numeral.number == Number::Exact(Decimal::ONE);
    let placed = context.near(&CUES.placed, 12);
    let ends = context.after.is_empty()
        || context.after.starts_with(['。', '，', '、', '；', '”', '）', ',', '.', ' ', '\n', ';', '的', '！', '：']);
    match unit {
        None => placed && ends && !context.before.is_empty(),
        Some("位" | "名" | "种子" | "種子") if placed || !first => true,
        Some(unit) => {
            let noun: String = context.after.chars().take(14).take_while(|c| c.is_alphanumeric()).collect();
            let meeting = matches!(unit, "次" | "届") && CUES.meeting.iter().any(|w| noun.contains(w));
            let opens_line = context.before.trim_end_matches([' ', '\u{3000}']).chars().next_back().is_none_or(|c| c == '\n');
            let of_law = matches!(unit, "条" | "條") && (opens_line || context.near(&CUES.law, 8));
            let part = CUES.part.contains(&unit) || unit == "批" && first || of_law;
            let word = context.words().iter().any(|t| {
                t.span.start < quantity.span.end && t.span.end > quantity.span.end && t.span.start >= quantity.numeral.core_end
            });
            !meeting && !part && !first && !word && !context.after.starts_with("线")
        }
    }
}

/// What a number without a unit is: an amount of money or a count where it has 万 or 亿, what a label names otherwise.
pub fn bare(context: &Context, setting: Setting) -> Option<(Kind, Option<String>)> {
    let quantity = context.quantity;
    let written = quantity.span.of(context.text);
    let label = context.text.get(..quantity.span.start)?.trim_end_matches([' ', '　']);
    let labelled = |words: &[&str]| {
        let named = label.strip_suffix(['：', ':', '为', '是']).unwrap_or(label).trim_end_matches([' ', '　']);
        words.iter().any(|w| named.ends_with(w))
    };
    let numeric = quantity.numeral.form != Form::Chinese;
    if labelled(&CUES.readers) && numeric {
        return Some((Kind::Count, None));
    }
    let index = labelled(&CUES.index) || context.ends(&CUES.index_changed);
    if numeric && index || quantity_after_index(context) {
        return Some((Kind::Other, None));
    }
    if numeric && context.ends(&CUES.ranked) && matches!(quantity.numeral.shape, Shape::Digits(1..=3)) {
        return Some((Kind::Rank, None));
    }
    let big = written.contains(['万', '亿', '萬', '億']);
    let words = context.after.starts_with(['一', '能', '分', '元', '里', '州', '象', '马', '达', '科', '向', '事', '千']);
    let coefficient = quantity.numeral.shape != Shape::Bare || context.ends(&["破", "过"]) && written == "亿";
    if !big || !coefficient || words || in_a_word(context) {
        return None;
    }
    if context.near(&CUES.money, 12) || context.goes_on(&CUES.money_behind) {
        return Some((Kind::Money, Some(setting.currency.to_owned())));
    }
    Some((Kind::Count, None))
}

/// 容积率从0.7提高到2.4: the second number of a measure that has no unit.
fn quantity_after_index(context: &Context) -> bool {
    let Some(previous) = context.previous.filter(|p| p.kind == Kind::Other && p.unit.is_none()) else { return false };
    let gap = context.text.get(previous.span.end..context.quantity.span.start).unwrap_or_default();
    gap.chars().count() <= 6 && gap.ends_with(['到', '至', '经', '緯', '纬']) && context.quantity.numeral.form == Form::Arabic
}
