//! Tables as CSV (RFC 4180), with a header. They open with a byte order mark, without which spreadsheets misread Chinese.

use super::code;
use crate::view::{Entry, Page};

/// Tells a spreadsheet that UTF-8 follows.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// One row a figure: `text,kind,value,lo,hi,unit,mod,trend,metric,owner,time,start,end`, the offsets in the unit of the analysis.
pub fn figures_csv(page: &Page) -> String {
    let number = |value: Option<f64>| value.map(|v| v.to_string()).unwrap_or_default();
    let rows = page.analysis.figures.iter().map(|f| {
        vec![
            f.text.clone(),
            code(f.kind),
            number(f.value),
            number(f.lo),
            number(f.hi),
            f.unit.clone().unwrap_or_default(),
            f.modifier.map(code).unwrap_or_default(),
            f.trend.map(code).unwrap_or_default(),
            f.metric.as_ref().map(|m| m.text.clone()).unwrap_or_default(),
            page.owner(f).unwrap_or_default().to_owned(),
            page.time(f).map(|t| t.value.clone()).unwrap_or_default(),
            f.start.to_string(),
            f.end.to_string(),
        ]
    });
    table("text,kind,value,lo,hi,unit,mod,trend,metric,owner,time,start,end", rows)
}

/// One row a mention of a name: `text,type,name,cluster,start,end`; `name` is the full form of what is named.
pub fn entities_csv(page: &Page) -> String {
    let rows = page.marks.iter().filter_map(|mark| {
        let Entry::Entity(number, cluster) = mark.entry else { return None };
        let entity = page.analysis.entities.get(number)?;
        let name = page.clusters.get(cluster)?.name.clone();
        let (start, end) = (entity.start.to_string(), entity.end.to_string());
        Some(vec![entity.text.clone(), mark.kind.code().to_owned(), name, cluster.to_string(), start, end])
    });
    table("text,type,name,cluster,start,end", rows)
}

fn table(header: &str, rows: impl Iterator<Item = Vec<String>>) -> String {
    let header = header.split(',').map(str::to_owned).collect();
    csv(std::iter::once(header).chain(rows))
}

/// A table, its header the first row, as CSV.
pub fn csv(rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut out = BYTE_ORDER_MARK.to_owned();
    for row in rows {
        let fields: Vec<String> = row.iter().map(|f| field(f)).collect();
        out.push_str(&fields.join(","));
        out.push_str("\r\n");
    }
    out
}

/// A table as tab-separated lines, which a spreadsheet takes from the clipboard; tabs and breaks within fields become spaces.
pub fn tsv(rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let line = |row: Vec<String>| {
        let fields: Vec<String> = row.iter().map(|f| guard(f).replace(['\t', '\n', '\r'], " ")).collect();
        fields.join("\t") + "\n"
    };
    rows.into_iter().map(line).collect()
}

/// A field, quoted where it must be.
fn field(text: &str) -> String {
    let text = guard(text);
    if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

/// A field that a spreadsheet would take for a formula, kept from being run by an apostrophe.
fn guard(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '@']) || (text.starts_with('-') && text.parse::<f64>().is_err());
    if formula { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_quoted_where_they_must_be() {
        for (text, written) in
            [("青岛", "青岛"), ("a,b", "\"a,b\""), ("说\"好\"", "\"说\"\"好\"\"\""), ("=1+1", "'=1+1"), ("-5.2", "-5.2")]
        {
            assert_eq!(field(text), written);
        }
    }
}
