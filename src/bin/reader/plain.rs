//! Plain objects of JavaScript, read and written: the engine's analysis, what is kept on this machine, what the widget's host says.
//! By hand, field by field: serde reads any order of any form, and is compiled anew for every type, which was a fifth of this module.

use js_sys::{Array, JSON, Object, Reflect};
use quandian::{
    analysis::{
        Article, Block, Check, Comparison, Entity, Extent, Figure, Metric, OffsetUnit, Operand, PersonRole, Phrase, Time, Token,
        Whole,
    },
    check::{CheckKind, OperandRole},
    compare::{Agreement, Cell, Row},
    entity::EntityType,
    figure::{Kind, Modifier, Trend},
    layout::Role,
    time::TimeModifier,
    view::{Correction, Fingerprint, KeptCorrections, MarkType},
};
use serde::de::{Deserialize, IntoDeserializer};
use wasm_bindgen::{JsCast, JsValue};

/// What can be read from a value of JavaScript.
pub trait FromPlain: Sized {
    /// `None` where the value has another form.
    fn read(value: &JsValue) -> Option<Self>;
}

/// A property of an object; `undefined` where there is none.
pub fn get(object: &JsValue, key: &str) -> JsValue {
    Reflect::get(object, &JsValue::from(key)).unwrap_or_default()
}

/// A property, read.
pub fn field<T: FromPlain>(object: &JsValue, key: &str) -> Option<T> {
    T::read(&get(object, key))
}

/// A text; empty where there is none.
pub fn text(object: &JsValue, key: &str) -> String {
    get(object, key).as_string().unwrap_or_default()
}

/// An object with these properties.
pub fn object<const N: usize>(entries: [(&str, JsValue); N]) -> JsValue {
    fill(&entries)
}

#[inline(never)]
fn fill(entries: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (key, value) in entries {
        // Setting a property of a plain object cannot fail.
        let _ = Reflect::set(&object, &JsValue::from(*key), value);
    }
    object.into()
}

/// The value that a JSON text says.
pub fn parse(json: &str) -> Option<JsValue> {
    JSON::parse(json).ok()
}

/// The JSON text of a value.
pub fn json(value: &JsValue) -> String {
    JSON::stringify(value).map(String::from).unwrap_or_default()
}

impl FromPlain for String {
    fn read(value: &JsValue) -> Option<Self> {
        value.as_string()
    }
}

impl FromPlain for f64 {
    fn read(value: &JsValue) -> Option<Self> {
        value.as_f64()
    }
}

impl FromPlain for usize {
    fn read(value: &JsValue) -> Option<Self> {
        value.as_f64().map(|number| number as Self)
    }
}

impl FromPlain for bool {
    /// What is left out is not so.
    fn read(value: &JsValue) -> Option<Self> {
        Some(value.is_truthy())
    }
}

impl<T: FromPlain> FromPlain for Option<T> {
    fn read(value: &JsValue) -> Option<Self> {
        if value.is_undefined() || value.is_null() { Some(None) } else { T::read(value).map(Some) }
    }
}

impl<T: FromPlain> FromPlain for Vec<T> {
    /// What is left out is empty.
    fn read(value: &JsValue) -> Option<Self> {
        if value.is_undefined() {
            return Some(Self::new());
        }
        let array = value.dyn_ref::<Array>()?;
        (0..array.length()).map(|i| T::read(&array.get(i))).collect()
    }
}

impl FromPlain for [usize; 2] {
    fn read(value: &JsValue) -> Option<Self> {
        let pair = value.dyn_ref::<Array>()?;
        Some([usize::read(&pair.get(0))?, usize::read(&pair.get(1))?])
    }
}

/// That a code names nothing; which one does not matter.
#[derive(Debug)]
struct Unknown;

impl std::fmt::Display for Unknown {
    fn fmt(&self, _: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        Ok(())
    }
}

impl std::error::Error for Unknown {}

impl serde::de::Error for Unknown {
    fn custom<T: std::fmt::Display>(_: T) -> Self {
        Self
    }
}

/// The value of an enum that serde writes as this one word.
fn coded<'a, T: Deserialize<'a>>(code: &'a str) -> Option<T> {
    let code: serde::de::value::StrDeserializer<'a, Unknown> = code.into_deserializer();
    T::deserialize(code).ok()
}

/// Enums that serde writes as one word.
macro_rules! coded {
    ($($type:ty),*) => {$(
        impl FromPlain for $type {
            fn read(value: &JsValue) -> Option<Self> {
                coded(&value.as_string()?)
            }
        }
    )*};
}

coded!(Agreement, CheckKind, EntityType, Kind, Modifier, OffsetUnit, OperandRole, Role, TimeModifier, Trend);

/// Objects, by their fields; behind `=` what a field is called in JavaScript where it is called something else, behind `;` what stays
/// on the other side.
macro_rules! plain {
    ($($type:ident { $($field:ident $(= $key:literal)?),* $(; $left:ident)? })*) => {$(
        impl FromPlain for $type {
            fn read(value: &JsValue) -> Option<Self> {
                Some(Self { $($field: field(value, plain!(@key $field $($key)?))?,)* $($left: Default::default())? })
            }
        }
    )*};
    (@key $field:ident) => { stringify!($field) };
    (@key $field:ident $key:literal) => { $key };
}

pub(crate) use plain;

plain! {
    Extent { start, end }
    Article { id, headline, byline, published, start, end }
    Block { start, end, role, article, text, runs }
    Token { start, end, text, pos }
    Entity { start, end, text, kind = "type", cluster, confidence; evidence }
    Time { start, end, text, value, modifier = "mod"; evidence }
    Figure {
        start, end, text, kind, value, lo, hi, unit, modifier = "mod", trend, metric, owner, time, comparison, share_of; evidence
    }
    Metric { start, end, text, inherited }
    Phrase { start, end, text }
    PersonRole { person, title }
    Check { kind, total, parts, percent, operands, arithmetic, tolerance, holds }
    Operand { role, start, end, text, figure }
    Row { metric, owner, kind, unit, agreement, cells }
    Cell { document, figure, start, end, text, value, modifier = "mod", time, change }
    Fingerprint { characters, digest }
    KeptCorrections { schema, source, corrections }
}

impl FromPlain for Comparison {
    fn read(value: &JsValue) -> Option<Self> {
        match value.as_string().as_deref() {
            Some("year") => Some(Self::Year),
            Some("period") => Some(Self::Period),
            Some(_) => None,
            None => field(value, "time").map(Self::Time).or_else(|| field(value, "figure").map(Self::Figure)),
        }
    }
}

impl FromPlain for Whole {
    fn read(value: &JsValue) -> Option<Self> {
        field(value, "figure").map(Self::Figure).or_else(|| field(value, "words").map(Self::Words))
    }
}

impl FromPlain for Correction {
    fn read(value: &JsValue) -> Option<Self> {
        let at = field(value, "at")?;
        match text(value, "do").as_str() {
            "mark" => Some(Self::Mark { at, text: field(value, "text")?, kind: field(value, "type")? }),
            "clear" => Some(Self::Clear { at }),
            _ => None,
        }
    }
}

/// Corrections, as serde writes them.
pub fn corrections(corrections: &[Correction]) -> JsValue {
    let extent = |at: &Extent| object([("start", at.start.into()), ("end", at.end.into())]);
    let one = |correction: &Correction| match correction {
        Correction::Mark { at, text, kind } => object([
            ("do", "mark".into()),
            ("at", extent(at)),
            ("text", text.into()),
            ("type", MarkType::from(*kind).code().into()),
        ]),
        Correction::Clear { at } => object([("do", "clear".into()), ("at", extent(at))]),
    };
    corrections.iter().map(one).collect::<Array>().into()
}

/// A file of corrections, as it is saved.
pub fn kept(kept: &KeptCorrections) -> String {
    let source = object([("characters", kept.source.characters.into()), ("digest", kept.source.digest.as_str().into())]);
    let file =
        object([("schema", kept.schema.as_str().into()), ("source", source), ("corrections", corrections(&kept.corrections))]);
    let written = JSON::stringify_with_replacer_and_space(&file, &JsValue::NULL, &JsValue::from(2));
    written.map(String::from).unwrap_or_default() + "\n"
}
