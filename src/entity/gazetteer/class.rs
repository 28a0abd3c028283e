//! What an entry of the gazetteer is.

use std::fmt;

/// What an entry is. An entry may be several things at once: 人大 is a body and the short form of a university.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Class {
    /// A province by its full name: 山东省, 新疆维吾尔自治区, 北京市.
    Province,
    /// A province without what says that it is one: 山东, 新疆, 北京.
    ProvinceStem,
    /// The one-character short form of a province: 鲁.
    ProvinceShort,
    /// A prefecture by its full name: 青岛市, 恩施土家族苗族自治州.
    Prefecture,
    /// A prefecture's stem: 青岛, 恩施.
    PrefectureStem,
    /// A county, district or county-level city by its full name: 即墨区.
    County,
    /// A county's stem of two characters and more: 即墨.
    CountyStem,
    /// A division's stem that is an ordinary word too: 和平, 振兴. Stands beside the stem's own class.
    OrdinaryStem,
    /// A part of China that is no division: 长三角, 胶东.
    Region,
    /// A national new area, or the word for a zone: 浦东新区, 高新区.
    NewArea,
    /// A river, lake or canal of China.
    Water,
    /// A mountain or scenic spot of China.
    Mountain,
    /// An ethnic group, which stands inside names of divisions and beside persons.
    EthnicGroup,
    /// A country or territory.
    Country,
    /// The one-character short form of a country: 中, 美.
    CountryShort,
    /// A part of the world: 东南亚, 地中海.
    WorldRegion,
    /// A city, state or province outside China.
    ForeignCity,
    /// What names of divisions, zones and coasts end with: 市, 街道, 开发区.
    PlaceSuffix,
    /// What names of roads end with.
    RoadSuffix,
    /// What names of waters end with.
    WaterSuffix,
    /// What names of hills end with.
    MountainSuffix,
    /// What names of villages and housing estates end with.
    SettlementSuffix,
    /// What names of facilities end with: 大剧院, 站, 产业园.
    FacilitySuffix,
    /// What names of projects end with: 项目, 工程, 一期.
    ProjectSuffix,
    /// What names of events end with: 会议, 签约仪式, 节.
    EventSuffix,
    /// What names of works end with: 条例, 规划, 报告.
    WorkSuffix,
    /// What names of measures end with, and measures known everywhere: 行动, 机制, 河长制.
    InitiativeSuffix,
    /// An organ of the party, the state or the nation: 国务院, 国家发改委.
    NationalBody,
    /// A body of the world or of another country.
    WorldBody,
    /// A body that every area has one of; with the area before it, it is an organisation: 发改局, 市委, 人民法院.
    LocalBody,
    /// A part of a body: 分局, 办公室, 附属医院.
    Department,
    /// What names of organisations end with, whatever kind they are: 委员会, 局, 协会.
    OrgSuffix,
    /// What names of firms end with, from 有限公司 to the trade that a short name ends with (药业).
    CompanySuffix,
    /// What names of schools end with.
    SchoolSuffix,
    /// What names of hospitals end with.
    HospitalSuffix,
    /// What names of papers and stations end with.
    MediaSuffix,
    /// What names of institutes end with.
    ResearchSuffix,
    /// A word for a body that names none: 有关部门, 公司.
    GenericBody,
    /// A university, by its name or its short form.
    University,
    /// A well-known firm or brand.
    Company,
    /// A bank, insurer or broker.
    Bank,
    /// A paper, agency, station or site.
    Media,
    /// An association or a club.
    Association,
    /// An office or rank: 书记, 总经理. What names its body too (市委书记) is none.
    Title,
    /// What a person is without an office: 民警, 村民, 代表.
    Profession,
    /// What may stand before a title and belongs to it: 副, 常务副, 原.
    TitlePrefix,
    /// A surname of one character.
    Surname,
    /// A surname of two characters: 欧阳.
    CompoundSurname,
    /// A character that given names are made of.
    GivenCommon,
    /// A character that hardly stands in a given name.
    GivenUnlikely,
    /// A character that foreign names are written with.
    ForeignName,
    /// A word that a person is the subject of: 说, 表示.
    SpeechVerb,
    /// A word that follows a person's name: 先生, 同志.
    Honorific,
    /// A word that opens a list of names in a byline: 记者, 责编.
    BylineCue,
    /// A word that closes a byline: 报道, 摄.
    BylineEnd,
    /// An event that is known by a name of its own: 十八大, 两会, 进博会.
    Event,
}

impl Class {
    /// Every class, in the order of declaration.
    pub const ALL: [Self; 56] = [
        Self::Province,
        Self::ProvinceStem,
        Self::ProvinceShort,
        Self::Prefecture,
        Self::PrefectureStem,
        Self::County,
        Self::CountyStem,
        Self::OrdinaryStem,
        Self::Region,
        Self::NewArea,
        Self::Water,
        Self::Mountain,
        Self::EthnicGroup,
        Self::Country,
        Self::CountryShort,
        Self::WorldRegion,
        Self::ForeignCity,
        Self::PlaceSuffix,
        Self::RoadSuffix,
        Self::WaterSuffix,
        Self::MountainSuffix,
        Self::SettlementSuffix,
        Self::FacilitySuffix,
        Self::ProjectSuffix,
        Self::EventSuffix,
        Self::WorkSuffix,
        Self::InitiativeSuffix,
        Self::NationalBody,
        Self::WorldBody,
        Self::LocalBody,
        Self::Department,
        Self::OrgSuffix,
        Self::CompanySuffix,
        Self::SchoolSuffix,
        Self::HospitalSuffix,
        Self::MediaSuffix,
        Self::ResearchSuffix,
        Self::GenericBody,
        Self::University,
        Self::Company,
        Self::Bank,
        Self::Media,
        Self::Association,
        Self::Title,
        Self::Profession,
        Self::TitlePrefix,
        Self::Surname,
        Self::CompoundSurname,
        Self::GivenCommon,
        Self::GivenUnlikely,
        Self::ForeignName,
        Self::SpeechVerb,
        Self::Honorific,
        Self::BylineCue,
        Self::BylineEnd,
        Self::Event,
    ];

    /// The class as the data files write it in their section heads: `CountyStem` is `[county-stem]`.
    pub fn from_head(head: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|class| {
            let name = format!("{class:?}");
            let mut kebab = String::with_capacity(name.len() + 2);
            for c in name.chars() {
                if c.is_ascii_uppercase() && !kebab.is_empty() {
                    kebab.push('-');
                }
                kebab.push(c.to_ascii_lowercase());
            }
            kebab == head
        })
    }

    /// Whether every character of such a section is an entry of its own.
    pub const fn is_of_characters(self) -> bool {
        matches!(self, Self::Surname | Self::GivenCommon | Self::GivenUnlikely | Self::ForeignName)
    }
}

/// A set of classes.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct ClassSet(u64);

impl ClassSet {
    /// Names of places that stand for themselves.
    pub const PLACES: Self = Self::AREAS.with(Self::of(&[Class::Water, Class::Mountain, Class::WorldRegion]));
    /// Divisions and zones of China and countries, which the name of a body may begin with.
    pub const AREAS: Self = Self::of(&[
        Class::Province,
        Class::ProvinceStem,
        Class::Prefecture,
        Class::PrefectureStem,
        Class::County,
        Class::CountyStem,
        Class::Country,
        Class::ForeignCity,
        Class::Region,
    ]);
    /// Names of organisations that stand for themselves.
    pub const ORGANISATIONS: Self = Self::of(&[
        Class::NationalBody,
        Class::WorldBody,
        Class::University,
        Class::Company,
        Class::Bank,
        Class::Media,
        Class::Association,
    ]);
    /// What names of organisations end with, known bodies and departments among them.
    pub const ORG_SUFFIXES: Self = Self::of(&[Class::LocalBody, Class::Department]).with(Self::ORG_ENDINGS);
    /// Words that only end the names of organisations.
    pub const ORG_ENDINGS: Self = Self::of(&[
        Class::OrgSuffix,
        Class::CompanySuffix,
        Class::SchoolSuffix,
        Class::HospitalSuffix,
        Class::MediaSuffix,
        Class::ResearchSuffix,
    ]);
    /// What names of natural and inhabited places end with.
    pub const PLACE_SUFFIXES: Self =
        Self::of(&[Class::PlaceSuffix, Class::RoadSuffix, Class::WaterSuffix, Class::MountainSuffix, Class::SettlementSuffix]);

    /// The set of `classes`.
    pub const fn of(classes: &[Class]) -> Self {
        let mut bits = 0;
        let mut rest = classes;
        while let [first, tail @ ..] = rest {
            bits |= 1 << *first as u64;
            rest = tail;
        }
        Self(bits)
    }

    /// The set as bits, one for each class.
    pub const fn bits(self) -> u64 {
        self.0
    }

    /// Whether it holds no class.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether it holds `class`.
    pub const fn has(self, class: Class) -> bool {
        self.0 & 1 << class as u64 != 0
    }

    /// Whether the two share a class.
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The classes of either.
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Its classes, in the order of declaration.
    pub fn iter(self) -> impl Iterator<Item = Class> {
        Class::ALL.into_iter().filter(move |c| self.has(*c))
    }
}

impl From<Class> for ClassSet {
    fn from(class: Class) -> Self {
        Self::of(&[class])
    }
}

impl fmt::Debug for ClassSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}
