//! The grammar of names: what the form of a name and the words beside it prove without statistics.
//!
//! Each rule reads the text, the tokens and the entries of the [gazetteer](super::gazetteer) and proposes [`Candidate`]s. Most
//! rules are right nearly always where they apply; those that only say where a name would stand if one stood there are guesses
//! ([`Rule::is_guess`]), for the selection to judge.
//!
//! ```
//! use quandian::entity::{EntityType, Input, gazetteer::Gazetteer, grammar};
//! let text = "青岛市即墨区行政审批服务局印发《服务指南》";
//! let tokens = quandian::segment::Segmenter::new().tokens(text);
//! let input = Input { text, blocks: &[], tokens: &tokens, times: &[], figures: &[] };
//! let found = grammar::candidates(&input, &Gazetteer::new());
//! let names: Vec<_> = found.iter().map(|c| (c.span.of(text), c.kind)).collect();
//! assert_eq!(names, [("青岛市即墨区行政审批服务局", EntityType::Org), ("《服务指南》", EntityType::Work)]);
//! ```

mod bodies;
mod lists;
mod marks;
mod mend;
mod persons;
mod places;
mod runs;
mod view;

use super::{
    EntityType, Input,
    gazetteer::{Found, Gazetteer},
};
use crate::span::{Reading, Span};
pub use mend::mend;
use serde::{Deserialize, Serialize};
use view::View;

/// The rule that proposes a candidate. Their order is that of their numbers in the selection's features.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// A title between 《 and 》.
    BookMarks,
    /// A name in the list after 记者, 通讯员, 责编.
    Byline,
    /// A transliterated name with · between its parts.
    DottedName,
    /// A name right after a title.
    TitleBeforeName,
    /// A title right before a name.
    TitleOfName,
    /// A name at the head of a clause, before 说 or 表示.
    Speaker,
    /// A name before 先生 or 女士.
    Honorific,
    /// A name in a list that began with a sure one.
    NameList,
    /// Areas before a body that every area has.
    AreaBody,
    /// 市, 县, 区 before such a body.
    LevelBody,
    /// A body of the nation or the world, or a well-known organisation.
    KnownBody,
    /// A name that ends with the legal form of a firm.
    LegalForm,
    /// An area and a school, hospital or institute.
    AreaInstitution,
    /// Divisions of a country, the larger before the smaller.
    Divisions,
    /// A road, with its house number where it has one.
    Address,
    /// A run of words that ends like a facility.
    FacilityRun,
    /// A run of words that ends like a project.
    ProjectRun,
    /// A run of words, or an ordinal and words, that ends like an event.
    EventRun,
    /// A run of words that ends like an organisation.
    OrganisationRun,
    /// A run of words that ends like a place.
    PlaceRun,
    /// A run of words that ends like a measure.
    InitiativeRun,
    /// What stands between quotation marks.
    Quoted,
    /// A member of a list of which 等企业, 等项目 says what its members are.
    ListMember,
    /// A surname with 小 or 老 before it.
    Familiar,
    /// An event known by a name of its own.
    KnownEvent,
}

impl Rule {
    /// Every rule, in order.
    pub const ALL: [Self; 25] = [
        Self::BookMarks,
        Self::Byline,
        Self::DottedName,
        Self::TitleBeforeName,
        Self::TitleOfName,
        Self::Speaker,
        Self::Honorific,
        Self::NameList,
        Self::AreaBody,
        Self::LevelBody,
        Self::KnownBody,
        Self::LegalForm,
        Self::AreaInstitution,
        Self::Divisions,
        Self::Address,
        Self::FacilityRun,
        Self::ProjectRun,
        Self::EventRun,
        Self::OrganisationRun,
        Self::PlaceRun,
        Self::InitiativeRun,
        Self::Quoted,
        Self::ListMember,
        Self::Familiar,
        Self::KnownEvent,
    ];

    /// Whether the rule only says where a name would stand if one stood there.
    pub const fn is_guess(self) -> bool {
        self as u32 >= Self::FacilityRun as u32
    }
}

/// A name that a rule proposes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Where it stands.
    pub span: Span<Reading>,
    /// What it names.
    pub kind: EntityType,
    /// Which rule says so.
    pub rule: Rule,
}

/// What the rules propose for a text, in order and without overlap: of two that overlap the longer stands, of two of one length
/// the earlier.
pub fn candidates(input: &Input, gazetteer: &Gazetteer) -> Vec<Candidate> {
    let mut all = proposals(input, gazetteer, &gazetteer.find(input.text));
    all.retain(|c| !c.rule.is_guess());
    without_overlap(all)
}

/// All that the rules propose for a text in which the gazetteer found `found`, guesses included, in no order and with overlaps.
pub fn proposals(input: &Input, gazetteer: &Gazetteer, found: &Found) -> Vec<Candidate> {
    let view = View::new(input, gazetteer, found);
    let mut all = Vec::new();
    persons::all(&view, &mut all);
    marks::works(&view, &mut all);
    bodies::of_areas(&view, &mut all);
    bodies::known(&view, &mut all);
    bodies::with_suffix(&view, &mut all);
    places::divisions(&view, &mut all);
    places::addresses(&view, &mut all);
    runs::runs(&view, &mut all);
    runs::quoted(&view, &mut all);
    runs::known_events(&view, &mut all);
    lists::members(&view, &mut all);
    all
}

/// What the rules for persons and their titles propose, in no order and with overlaps.
pub fn persons(input: &Input, gazetteer: &Gazetteer, found: &Found) -> Vec<Candidate> {
    let mut all = Vec::new();
    persons::all(&View::new(input, gazetteer, found), &mut all);
    all
}

fn without_overlap(mut all: Vec<Candidate>) -> Vec<Candidate> {
    all.sort_by_key(|c| (std::cmp::Reverse(c.span.len()), c.span.start, c.rule));
    let mut chosen: std::collections::BTreeMap<usize, Candidate> = std::collections::BTreeMap::new();
    for candidate in all {
        let before = chosen.range(..candidate.span.end).next_back();
        if before.is_none_or(|(_, c)| c.span.end <= candidate.span.start) {
            chosen.insert(candidate.span.start, candidate);
        }
    }
    chosen.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::Segmenter;

    /// The candidates of `text`, as names with their types.
    fn names(text: &str) -> String {
        let tokens = Segmenter::new().tokens(text);
        let input = Input { text, blocks: &[], tokens: &tokens, times: &[], figures: &[] };
        let found = candidates(&input, &Gazetteer::new());
        let written: Vec<String> = found.iter().map(|c| format!("{} {:?}", c.span.of(text), c.kind)).collect();
        written.join(", ")
    }

    #[test]
    fn names_by_form() {
        for (text, expected) in [
            ("印发《关于贯彻〈条例〉的通知》。", "《关于贯彻〈条例〉的通知》 Work"),
            ("《开明页 没有另一半\n下一行》", ""),
            ("（记者 韩晓燕 通讯员 李国强 王芳）", "韩晓燕 Per, 李国强 Per, 王芳 Per"),
            ("记者从市财政局了解到", "市财政局 Org"),
            ("联合国秘书长安东尼奥·古特雷斯说", "联合国 Org, 秘书长 Title, 安东尼奥·古特雷斯 Per"),
            ("常务副市长李国强表示", "常务副市长 Title, 李国强 Per"),
            ("原副市长王芳出席", "副市长 Title, 王芳 Per"),
            ("青岛市即墨区行政审批服务局", "青岛市即墨区行政审批服务局 Org"),
            ("由国网湖州供电公司承建", "国网湖州供电公司 Org"),
            ("向区人大报告", "区人大 Org"),
            ("位于山东省青岛市即墨区的企业", "山东省青岛市即墨区 Loc"),
            ("地址：汕头市龙湖区长平路155号。", "汕头市龙湖区长平路155号 Loc"),
        ] {
            assert_eq!(names(text), expected, "{text}");
        }
    }

    #[test]
    fn guesses() {
        for (text, expected, rule) in [
            ("走进苏州湾大剧院。", "苏州湾大剧院", Rule::FacilityRun),
            ("推进老旧小区改造工程（二期）。", "老旧小区改造工程（二期）", Rule::ProjectRun),
            ("昨日，第十七届中国国际博览会开幕", "第十七届中国国际博览会", Rule::EventRun),
            ("党的十八大以来", "十八大", Rule::KnownEvent),
            ("第四届进博会将举行", "第四届进博会", Rule::KnownEvent),
            ("黑龙潭水库扩建工程开工", "黑龙潭水库扩建工程", Rule::ProjectRun),
            ("开展“企业服务日”活动", "企业服务日", Rule::Quoted),
            ("到东山特钢、云海化学等企业走访", "云海化学", Rule::ListMember),
            ("到东山特钢、云海化学等大企业走访", "东山特钢", Rule::ListMember),
            ("市民李先生说", "李", Rule::Honorific),
            ("司机小张来到大厅", "小张", Rule::Familiar),
            ("人才公寓、生活广场等园区配套项目", "生活广场", Rule::ListMember),
        ] {
            let tokens = Segmenter::new().tokens(text);
            let input = Input { text, blocks: &[], tokens: &tokens, times: &[], figures: &[] };
            let gazetteer = Gazetteer::new();
            let found = proposals(&input, &gazetteer, &gazetteer.find(text));
            assert!(found.iter().any(|c| c.rule == rule && c.span.of(text) == expected), "{text}: {found:?}");
        }
    }

    #[test]
    fn any_text_at_all() {
        for text in ["", "·", "记者", "·王", "《》《", "市", "区区区区", "路1号", "、、、", "张三、"] {
            names(text);
        }
    }
}
