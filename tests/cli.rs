//! The command line as its user meets it: results, messages, exit status.

use serde_json::Value;
use std::{
    fs,
    io::Write,
    path::PathBuf,
    process::{Command, Output, Stdio},
};

const TEXT: &str = "青岛今天召开会议，总投资1600亿元。";

fn quandian(args: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_quandian"))
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary runs");
    // A call that is refused does not read its input.
    let _ = child.stdin.take().expect("piped").write_all(input.as_bytes());
    child.wait_with_output().expect("the binary ends")
}

fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).expect("UTF-8")
}

fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).expect("UTF-8")
}

/// A fresh folder with the named files, all holding [`TEXT`].
fn folder(name: &str, files: &[&str]) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    for file in files {
        let path = folder.join(file);
        fs::create_dir_all(path.parent().expect("in the folder")).expect("a folder");
        fs::write(path, TEXT).expect("a file");
    }
    folder
}

#[test]
fn reads_standard_input_and_prints_json() {
    let output = quandian(&["analyze", "-", "--published", "2020-12-25"], TEXT);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(stderr(&output), "");
    let analysis: Value = serde_json::from_str(stdout(&output)).expect("JSON");
    assert_eq!(analysis["schema"], "quandian/1");
    assert_eq!(analysis["offsets"], "chars");
    assert_eq!(analysis["published"], "2020-12-25");
    assert_eq!(analysis["tokens"][0]["text"], "青岛");
}

#[test]
fn counts_offsets_as_asked() {
    let end = |unit: &str| {
        let output = quandian(&["analyze", "-", "--offsets", unit], "😀青岛");
        let analysis: Value = serde_json::from_str(stdout(&output)).expect("JSON");
        analysis["tokens"].as_array().and_then(|t| t.last()).map(|t| t["end"].clone())
    };
    assert_eq!([end("chars"), end("utf16"), end("bytes")], [Some(3.into()), Some(4.into()), Some(10.into())]);
}

#[test]
fn jsonl_has_a_line_an_input_with_its_name() {
    let folder = folder("jsonl", &["a.txt", "b.txt"]);
    let files = ["a.txt", "b.txt"].map(|f| folder.join(f).display().to_string());
    let output = quandian(&["analyze", "--format", "jsonl", &files[0], &files[1]], "");
    let names: Vec<Value> =
        stdout(&output).lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON")["file"].take()).collect();
    assert_eq!(names, files);
}

#[test]
fn the_table_has_a_line_a_mention() {
    let output = quandian(&["analyze", "--format", "table", "-"], TEXT);
    let figure = stdout(&output).lines().find(|line| line.contains("1600亿元"));
    assert!(figure.is_some_and(|line| line.contains("money") && line.contains("160000000000 CNY")), "{figure:?}");
}

#[test]
fn explain_says_what_speaks_for_each_mention() {
    let output = quandian(&["analyze", "--explain", "--format", "table", "-"], "记者从市财政局了解到");
    let table = stdout(&output);
    assert!(table.contains("市财政局") && table.contains("% tagger") && table.contains("grammar level-body"), "{table}");
    let output =
        quandian(&["analyze", "--explain", "--format", "table", "--published", "2020-12-25", "-"], "截至11月底，投资1600亿元。");
    let table = stdout(&output);
    assert!(table.contains("until (publication)") && table.contains("(currency-of-text)"), "{table}");
    let output = quandian(&["analyze", "-"], "记者从市财政局了解到，截至11月底，投资1600亿元。");
    assert!(!stdout(&output).contains("evidence"));
}

#[test]
fn out_writes_a_file_an_input() {
    let folder = folder("out", &["a.txt", "b.md"]);
    let out = folder.join("new/results");
    let paths = [folder.join("a.txt"), folder.join("b.md"), out.clone()].map(|p| p.display().to_string());
    let output = quandian(&["analyze", &paths[0], &paths[1], "--out", &paths[2]], "");
    assert_eq!((output.status.code(), stdout(&output)), (Some(0), ""));
    assert!(out.join("a.json").exists() && out.join("b.json").exists());
}

#[test]
fn out_refuses_names_that_collide_and_writes_nothing() {
    let folder = folder("collide", &["x/a.txt", "y/a.txt"]);
    let out = folder.join("results");
    let paths = [folder.join("x/a.txt"), folder.join("y/a.txt"), out.clone()].map(|p| p.display().to_string());
    let output = quandian(&["analyze", &paths[0], &paths[1], "--out", &paths[2]], "");
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("would both be written to"), "{}", stderr(&output));
    assert!(!out.exists());
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_is_done() {
    let folder = folder("unreadable", &["good.txt"]);
    fs::write(folder.join("rubbish.txt"), [0u8, 1, 2, 3, 200, 0, 0, 7]).expect("a file");
    let paths = ["none.txt", "rubbish.txt", "good.txt"].map(|f| folder.join(f).display().to_string());
    let output = quandian(&["analyze", "--format", "jsonl", &paths[0], &paths[1], &paths[2]], "");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(stdout(&output).lines().count(), 1);
    let complaints: Vec<&str> = stderr(&output).lines().collect();
    assert!(
        matches!(complaints[..], [none, rubbish] if none.contains("none.txt") && rubbish.contains("not a text")),
        "{complaints:?}"
    );
}

#[test]
fn a_call_that_makes_no_sense_exits_with_2() {
    let calls: &[(&[&str], &str)] = &[
        (&[], "Usage"),
        (&["analyze"], "<FILE>"),
        (&["analyze", "-", "--published", "yesterday"], "YYYY-MM-DD"),
        (&["analyze", "-", "--format", "xml"], "possible values"),
    ];
    for (args, message) in calls {
        let output = quandian(args, "");
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(stderr(&output).contains(message), "{args:?}: {}", stderr(&output));
    }
}

#[test]
fn a_reader_that_leaves_early_is_no_failure() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_quandian"))
        .args(["analyze", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary runs");
    drop(child.stdout.take());
    child.stdin.take().expect("piped").write_all(TEXT.as_bytes()).expect("it reads");
    let output = child.wait_with_output().expect("the binary ends");
    assert_eq!((output.status.code(), stderr(&output)), (Some(0), ""));
}

#[test]
fn compare_puts_articles_side_by_side() {
    let folder = folder("compare", &["a.txt", "b.txt"]);
    let file = |name: &str, text: &str| {
        let path = folder.join(name);
        fs::write(&path, text).expect("a file");
        path.to_str().expect("UTF-8").to_owned()
    };
    let (a, b) = (file("a.txt", "2019年，青岛港吞吐量5.77亿吨。"), file("b.txt", "2020年，青岛港吞吐量6.05亿吨。"));
    let output = quandian(&["compare", &a, &b], "");
    assert!(stdout(&output).starts_with("青岛港 · 吞吐量 · changes\n"), "{}", stdout(&output));
    let output = quandian(&["compare", "--format", "json", &a, &b], "");
    let json: Value = serde_json::from_str(stdout(&output)).expect("JSON");
    assert_eq!(json["rows"][0]["cells"][1]["value"], 605_000_000.0);
    assert_eq!(quandian(&["compare", &a], "").status.code(), Some(2));
}
