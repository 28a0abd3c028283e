//! What the reader selected in the article, as a stretch of the source.

use crate::state::PageRef;
use quandian::{analysis::Extent, view::source_extent};
use wasm_bindgen::JsCast;
use web_sys::{Element, Node, Range};

/// A stretch of one block.
#[derive(Clone, Debug, PartialEq)]
pub struct Selected {
    /// Where it stands in the source.
    pub at: Extent,
    /// What it says.
    pub text: String,
}

/// What is selected, if it lies within one block and holds something to mark.
pub fn selected(page: &PageRef) -> Option<Selected> {
    let selection = web_sys::window()?.get_selection().ok()??;
    if selection.is_collapsed() || selection.range_count() == 0 {
        return None;
    }
    let range = selection.get_range_at(0).ok()?;
    let block = block_of(&range.start_container().ok()?)?;
    if block_of(&range.end_container().ok()?)? != block {
        return None;
    }
    let number: usize = block.get_attribute("data-b")?.parse().ok()?;
    // Both the range's own text and Rust's offsets count UTF-16 code units.
    let before = range.clone_range();
    before.set_start(&block, 0).ok()?;
    before.set_end(&range.start_container().ok()?, range.start_offset().ok()?).ok()?;
    let start = length(&before);
    let text = String::from(range.to_string());
    let end = start + length(&range);
    let at = source_extent(page.analysis.blocks.get(number)?, start, end)?;
    (!text.trim().is_empty()).then_some(Selected { at, text })
}

fn length(range: &Range) -> usize {
    range.to_string().length() as usize
}

fn block_of(node: &Node) -> Option<Element> {
    let element = node.dyn_ref::<Element>().cloned().or_else(|| node.parent_element())?;
    element.closest("[data-b]").ok()?
}
