//! Files of every format that is read, made here, and what must not be read.
#![cfg(feature = "import")]

use encoding_rs::{BIG5, Encoding, GB18030};
use quandian::import::{Error, ErrorKind, Format, LARGEST, import};
use std::io::{Cursor, Write};
use zip::{ZipWriter, write::SimpleFileOptions};

const SIMPLIFIED: &str =
    "一站式服务做强项目\n今年以来，经济区签约落地亿元以上产业项目90多个，投资总额1600亿元。\n记者在现场看到，工人正在施工。\n";
const TRADITIONAL: &str =
    "急症室輪候時間創新高\n醫院管理局主席今日在香港宣佈，增撥資源12億港元，服務時間延長至六個月。\n市民可以在網上查詢。\n";

fn encode(text: &str, encoding: &'static Encoding) -> Vec<u8> {
    encoding.encode(text).0.into_owned()
}

fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(unit).collect()
}

fn kind(result: Result<quandian::import::Imported, Error>) -> ErrorKind {
    result.expect_err("an error").kind
}

#[test]
fn encodings_are_found() {
    let marked: Vec<u8> = [b"\xEF\xBB\xBF", SIMPLIFIED.as_bytes()].concat();
    let cases: Vec<(&str, Vec<u8>, &str, &str)> = vec![
        ("UTF-8", SIMPLIFIED.into(), SIMPLIFIED, "UTF-8"),
        ("UTF-8 with a mark", marked, SIMPLIFIED, "UTF-8"),
        ("GB 18030", encode(SIMPLIFIED, GB18030), SIMPLIFIED, "GBK"),
        ("Big5", encode(TRADITIONAL, BIG5), TRADITIONAL, "Big5"),
        ("UTF-16LE", utf16(SIMPLIFIED, u16::to_le_bytes), SIMPLIFIED, "UTF-16LE"),
        ("UTF-16BE", utf16(SIMPLIFIED, u16::to_be_bytes), SIMPLIFIED, "UTF-16BE"),
    ];
    for (name, bytes, text, encoding) in cases {
        let imported = import(&bytes, Some("news.txt"), None).expect(name);
        assert_eq!((imported.text.as_str(), imported.encoding), (text, Some(encoding)), "{name}");
        assert_eq!(imported.format, Format::Text, "{name}");
    }
}

#[test]
fn an_encoding_can_be_asked_for() {
    let bytes = encode(TRADITIONAL, BIG5);
    assert_eq!(import(&bytes, None, Some("big5")).expect("Big5").text, TRADITIONAL);
    assert_eq!(kind(import(&bytes, None, Some("klingon"))), ErrorKind::UnknownEncoding("klingon".to_owned()));
}

#[test]
fn a_web_page_gives_its_paragraphs() {
    let page = "<!DOCTYPE html><html><head><meta charset=gb2312><title>新闻</title><style>p{}</style></head><body>\
                <nav><a href=/>首页</a></nav><script>var a = '<p>x</p>';</script><h1>一站式服务</h1>\
                <p>今年以来，经济区签约\n落地项目90多个&nbsp;，投资<b>1600</b>亿元。</p><p style='display: none'>隐藏</p>\
                <table><tr><td>甲</td><td>12</td></tr><tr><td>乙</td><td>30</td></tr></table>第一行<br>第二行</body></html>";
    let imported = import(&encode(page, GB18030), Some("page.html"), None).expect("a page");
    assert_eq!((imported.format, imported.encoding), (Format::Html, Some("GBK")));
    let text = "# 一站式服务\n今年以来，经济区签约落地项目90多个\u{a0}，投资1600亿元。\n甲 12\n乙 30\n第一行\n第二行\n";
    assert_eq!(imported.text, text);
}

/// A Word document with `body` inside `w:body`.
fn docx(body: &str) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", SimpleFileOptions::default()).expect("an entry");
    write!(zip, "<?xml version=\"1.0\"?><w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>").expect("a document");
    zip.finish().expect("an archive").into_inner()
}

#[test]
fn a_word_document_gives_its_paragraphs_and_tables() {
    let body = "<w:p><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr><w:r><w:t>一站式服务</w:t></w:r></w:p>\
                <w:p><w:r><w:t>投资</w:t></w:r><w:r><w:t xml:space=\"preserve\">1600亿元 &amp; 更多</w:t></w:r><w:del><w:r><w:t>删</w:t></w:r></w:del></w:p>\
                <w:tbl><w:tr><w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>12</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";
    let file = docx(body);
    let imported = import(&file, Some("wrong.txt"), None).expect("a document");
    assert_eq!(imported.format, Format::Docx);
    assert_eq!(imported.text, "# 一站式服务\n投资1600亿元 & 更多\n甲\t12\n");
    let half = file.get(..file.len() / 2).unwrap_or_default();
    assert_eq!(kind(import(half, Some("news.docx"), None)), ErrorKind::Damaged(Format::Docx));
}

#[test]
fn rtf_gives_its_text_in_escapes_and_in_its_code_page() {
    let escaped: String =
        "签约1600亿元".chars().map(|c| if c.is_ascii() { c.to_string() } else { format!("\\u{}?", c as u32 as i16) }).collect();
    let paged: String = encode("青岛", GB18030).iter().map(|b| format!("\\'{b:02x}")).collect();
    let file = format!(
        "{{\\rtf1\\ansi\\ansicpg936{{\\fonttbl{{\\f0 SimSun;}}}}{{\\*\\generator X;}}{escaped}\\par\n{paged}\\tab 2\\par}}"
    );
    let imported = import(file.as_bytes(), None, None).expect("a file");
    assert_eq!((imported.format, imported.text.as_str()), (Format::Rtf, "签约1600亿元\n青岛\t2\n"));
}

#[test]
fn what_is_no_text_is_refused_with_a_reason() {
    let rubbish: Vec<u8> = (0..4000u32).map(|i| (i.wrapping_mul(2654435761) >> 24) as u8).collect();
    assert_eq!(kind(import(&rubbish, Some("a.txt"), None)), ErrorKind::Binary);
    assert_eq!(kind(import(b"\x89PNG\r\n\x1a\n", Some("a.txt"), None)), ErrorKind::Unsupported("picture"));
    assert_eq!(kind(import(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Some("a.docx"), None)), ErrorKind::Encrypted);
    assert_eq!(kind(import(&vec![b' '; LARGEST + 1], None, None)), ErrorKind::TooLarge);
    assert_eq!(import(b"", Some("a.txt"), None).expect("an empty text").text, "");
}

#[test]
fn a_bomb_is_stopped_before_it_unpacks() {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", SimpleFileOptions::default().compression_level(Some(1))).expect("an entry");
    let chunk = vec![b' '; 1 << 20];
    for _ in 0..321 {
        zip.write_all(&chunk).expect("a document");
    }
    let bomb = zip.finish().expect("an archive").into_inner();
    assert!(bomb.len() < LARGEST / 16);
    assert_eq!(kind(import(&bomb, None, None)), ErrorKind::TooLarge);
}

#[test]
fn what_lies_about_itself_is_refused_or_read_but_never_trusted() {
    let text = |bytes: &[u8], name: &str| import(bytes, Some(name), None).map(|i| (i.text, i.format)).map_err(|e| e.kind);
    let good = docx("<w:p><w:r><w:t>签约</w:t></w:r></w:p>");
    // Every way to break off; the name says nothing against the content.
    for cut in 0..good.len() {
        let found = text(good.get(..cut).unwrap_or_default(), "news.docx");
        assert!(!matches!(&found, Ok((text, _)) if text.contains("签约")), "{cut}: {found:?}");
    }
    let deep_html = "<div>".repeat(200_000) + "新闻";
    let deep_rtf = "{\\rtf1".to_owned() + &"{".repeat(200_000);
    let deep_docx = docx(&"<w:p>".repeat(200_000));
    // Half a pair of UTF-16 among whole characters.
    let units: Vec<u16> = "签约".repeat(20).encode_utf16().chain([0xD800]).chain("签约".encode_utf16()).collect();
    let lone: Vec<u8> = [0xFEFF].iter().chain(&units).flat_map(|u| u.to_le_bytes()).collect();
    let once = "签约".repeat(20) + "\u{FFFD}签约";
    let cut = "签约".repeat(20) + "\u{FFFD}签\u{FFFD}";
    let dirty = "签约".repeat(20) + "\0约\u{202E}\u{7}";
    let half = b"{\\rtf1\\ansi\\u-10240?a\\u-9000?b}";
    type Outcome<'a> = Result<(&'a str, Format), ErrorKind>;
    let cases: Vec<(Vec<u8>, &str, Outcome)> = vec![
        (deep_html.into(), "a.html", Ok(("新闻\n", Format::Html))),
        (deep_rtf.into(), "a.rtf", Err(ErrorKind::Damaged(Format::Rtf))),
        (deep_docx, "a.docx", Err(ErrorKind::Damaged(Format::Docx))),
        (half.to_vec(), "a.rtf", Ok(("ab", Format::Rtf))),
        ("<html><p>签约".into(), "a.txt", Ok(("签约\n", Format::Html))),
        ("签约".into(), "a.docx", Ok(("签约", Format::Text))),
        ("签约".into(), "a.pdf", Ok(("签约", Format::Text))),
        (b"%PDF-1.7 \x00\x01\x02".to_vec(), "a.txt", Err(ErrorKind::Unsupported("PDF"))),
        (lone, "a.txt", Ok((&once, Format::Text))),
        (once.as_bytes().get(..once.len() - 1).unwrap_or_default().to_vec(), "a.txt", Ok((&cut, Format::Text))),
        (dirty.clone().into(), "a.txt", Ok((&dirty, Format::Text))),
    ];
    for (bytes, name, expected) in cases {
        let head: String = String::from_utf8_lossy(bytes.get(..bytes.len().min(30)).unwrap_or_default()).into_owned();
        let found = text(&bytes, name);
        let expected = expected.map(|(text, format)| (text.to_owned(), format));
        // Which of two errors it is does not matter for what never ends.
        assert!(found == expected || found.is_err() && expected.is_err(), "{head:?}: {found:?}");
    }
}
