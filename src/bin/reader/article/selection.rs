//! What the reader selected in the article, as a stretch of the source.

use crate::state::PageRef;
use js_sys::{Function, Reflect};
use quandian::{analysis::Extent, view::source_extent};
use wasm_bindgen::JsCast;
use web_sys::{Element, Node, Range, Selection};

/// A stretch of one block.
#[derive(Clone, Debug, PartialEq)]
pub struct Selected {
    /// Where it stands in the source.
    pub at: Extent,
    /// What it says.
    pub text: String,
}

/// What is selected, if it lies within one block and holds something to mark.
pub fn selected(page: &PageRef, desk: &Element) -> Option<Selected> {
    let selection = selection(desk)?;
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

/// The selection of the tree that holds `desk`. Where that is a shadow tree, the window's own ends at its edge.
fn selection(desk: &Element) -> Option<Selection> {
    let ask = Reflect::get(&desk.get_root_node(), &"getSelection".into()).ok()?;
    match ask.dyn_ref::<Function>() {
        Some(ask) => ask.call0(&desk.get_root_node()).ok()?.dyn_into().ok(),
        None => web_sys::window()?.get_selection().ok()?,
    }
}

fn length(range: &Range) -> usize {
    range.to_string().length() as usize
}

fn block_of(node: &Node) -> Option<Element> {
    let element = node.dyn_ref::<Element>().cloned().or_else(|| node.parent_element())?;
    element.closest("[data-b]").ok()?
}
