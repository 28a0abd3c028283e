//! Files that come in: dropped or chosen, read by `www/importer.js` in a worker, each a document of its own.

use crate::state::{Action, Dispatch, FileFault, FileTrouble, Origin};
use js_sys::Reflect;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{File, FileList, HtmlTextAreaElement};
use yew::prelude::*;

#[wasm_bindgen(raw_module = "../importer.js")]
extern "C" {
    /// The text of a file: resolves to `{text, format, encoding}`, rejects with `{code, detail}`.
    #[wasm_bindgen(js_name = read)]
    fn read_file(file: &File, encoding: Option<&str>) -> js_sys::Promise;
}

#[wasm_bindgen(raw_module = "../clipboard.js")]
extern "C" {
    /// Puts what is pasted into `area` in place of the browser, rich text by its paragraphs; `false` where it is left to the browser.
    #[wasm_bindgen(js_name = pasteInto)]
    fn paste_into(area: &HtmlTextAreaElement, event: &Event) -> bool;
}

/// What the chooser of files offers. What a file is, its content says.
pub const ACCEPT: &str = ".txt,.text,.md,.markdown,.html,.htm,.xhtml,.docx,.rtf,.pdf,text/plain,text/markdown,text/html,text/rtf,\
                          application/rtf,application/pdf,\
                          application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// The encodings that a reader can choose for a file.
pub const ENCODINGS: [&str; 5] = ["UTF-8", "GB18030", "Big5", "UTF-16LE", "UTF-16BE"];

/// Reads what was dropped or chosen, one after the other, and shows the first that can be read.
pub fn take(files: Option<FileList>, dispatch: &Dispatch) {
    let files: Vec<File> = files.into_iter().flat_map(|files| (0..files.length()).filter_map(move |i| files.get(i))).collect();
    if files.is_empty() {
        return;
    }
    let dispatch = dispatch.clone();
    spawn_local(async move {
        dispatch.dispatch(Action::Incoming(files.len()));
        let mut shown = false;
        for (i, file) in files.iter().enumerate() {
            match read(file, None).await {
                Ok((source, origin)) => {
                    dispatch.dispatch(Action::Import { source, origin, show: !shown });
                    shown = true;
                }
                Err(trouble) => dispatch.dispatch(Action::Refuse(trouble)),
            }
            dispatch.dispatch(Action::Incoming(files.len() - i - 1));
        }
    });
}

/// Reads the file of document `id` once more, in another encoding.
pub fn read_again(id: u32, origin: &Origin, encoding: &'static str, dispatch: &Dispatch) {
    let (file, dispatch) = (origin.file.clone(), dispatch.clone());
    spawn_local(async move {
        dispatch.dispatch(match read(&file, Some(encoding)).await {
            Ok((source, origin)) => Action::Reread { id, source, origin },
            Err(trouble) => Action::Refuse(trouble),
        });
    });
}

async fn read(file: &File, encoding: Option<&str>) -> Result<(AttrValue, Origin), FileTrouble> {
    let name = file.name();
    let trouble = |fault| FileTrouble { name: name.clone(), fault };
    let text = |object: &JsValue, key: &str| Reflect::get(object, &JsValue::from(key)).ok().and_then(|v| v.as_string());
    match JsFuture::from(read_file(file, encoding)).await {
        Ok(imported) => {
            let source = text(&imported, "text").unwrap_or_default();
            if !source.contains(char::is_alphanumeric) {
                return Err(trouble(FileFault::Empty));
            }
            let encoding = text(&imported, "encoding").map(AttrValue::from);
            Ok((source.into(), Origin { file: file.clone(), name: name.clone().into(), encoding }))
        }
        Err(error) => {
            let detail = text(&error, "detail").unwrap_or_default();
            Err(trouble(FileFault::from_code(&text(&error, "code").unwrap_or_default(), &detail)))
        }
    }
}

/// Takes a paste into `area` from the browser, to keep the paragraphs and headings of rich text, and not to have a text laid out in an
/// empty box; whether it did.
pub fn paste(area: &HtmlTextAreaElement, event: &Event) -> bool {
    paste_into(area, event)
}
