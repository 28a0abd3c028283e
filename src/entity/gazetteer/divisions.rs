//! Reads `divisions.txt`: names of divisions and the stems that they leave without 省, 市, 土家族自治州 and the like.

use super::class::Class;
use crate::table;

/// The names of divisions.
pub const DATA: &str = include_str!("divisions.txt");

/// What the name of a division ends with, the longer before the shorter.
const LEVELS: &[&str] = &[
    "特别行政区",
    "自治区",
    "自治州",
    "自治县",
    "自治旗",
    "地区",
    "新区",
    "矿区",
    "林区",
    "省",
    "市",
    "县",
    "区",
    "州",
    "盟",
    "旗",
];

/// Gives every name in `data` and every stem of two characters or more to `entry`. `ethnic` are the ethnic groups, which a stem
/// does without.
pub fn read<'a>(data: &'a str, ethnic: &[&str], mut entry: impl FnMut(&'a str, Class)) {
    let mut both = |name: &'a str, full: Class, stem: Class| {
        entry(name, full);
        let short = stem_of(name, ethnic);
        if short.len() < name.len() && short.chars().count() > 1 {
            entry(short, stem);
        }
    };
    let mut shorts = Vec::new();
    for line in table::rows(data) {
        if let Some((prefecture, counties)) = line.split_once(':') {
            if !prefecture.is_empty() {
                both(prefecture, Class::Prefecture, Class::PrefectureStem);
            }
            for county in counties.split_whitespace() {
                both(county, Class::County, Class::CountyStem);
            }
        } else if let Some((province, short)) = line.split_once(' ') {
            both(province, Class::Province, Class::ProvinceStem);
            shorts.push(short);
        }
    }
    for short in shorts {
        entry(short, Class::ProvinceShort);
    }
}

/// `name` without the word for its level and the ethnic groups before that: 恩施土家族苗族自治州 is 恩施.
fn stem_of<'a>(name: &'a str, ethnic: &[&str]) -> &'a str {
    let Some(mut stem) = LEVELS.iter().find_map(|level| name.strip_suffix(level)) else { return name };
    while let Some(shorter) = ethnic.iter().find_map(|group| stem.strip_suffix(group)).filter(|s| s.chars().count() > 1) {
        stem = shorter;
    }
    stem
}

#[cfg(test)]
mod tests {
    use super::stem_of;

    #[test]
    fn stems() {
        let ethnic = ["土家族", "苗族", "维吾尔", "蒙古族", "蒙古", "壮族"];
        for (name, stem) in [
            ("青岛市", "青岛"),
            ("恩施土家族苗族自治州", "恩施"),
            ("新疆维吾尔自治区", "新疆"),
            ("广西壮族自治区", "广西"),
            ("内蒙古自治区", "内蒙古"),
            ("香港特别行政区", "香港"),
            ("磁县", "磁"),
        ] {
            assert_eq!(stem_of(name, &ethnic), stem);
        }
    }
}
