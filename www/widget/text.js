// The text of an element of the host's page, with the way back to its nodes. Nothing is changed there.

/** Elements whose content is not for reading. */
const SKIPPED = 'script, style, noscript, template, textarea, select, button, svg, math, iframe, object, video, audio, canvas, rt, rp, quandian-reader';

/**
 * @typedef {{node: Text, at: number}} Piece  A text node, and where its first character stands in the text.
 * @param {Element} target
 * @returns {{text: string, pieces: Piece[]}} A character of the text for each of a node, and a line break between blocks.
 */
export function extract(target) {
  const pieces = [];
  let text = '';
  let open = false;
  const breakLine = () => {
    if (open) text += '\n';
    open = false;
  };
  const walk = (element) => {
    const { display, visibility, whiteSpace } = getComputedStyle(element);
    if (display === 'none') return;
    const block = !/^(inline|contents|ruby)/.test(display);
    if (block) breakLine();
    for (const node of element.childNodes) {
      if (node.nodeType === Node.ELEMENT_NODE) {
        if (node.localName === 'br') breakLine();
        else if (!node.matches(SKIPPED)) walk(node);
      } else if (node.nodeType === Node.TEXT_NODE && visibility !== 'hidden') {
        // Where the page shows a line break as a space, it is one; as many characters as before.
        const shown = /^(pre|break)/.test(whiteSpace) ? node.data : node.data.replace(/[\t\n\r\f]/g, ' ');
        if (!open && !shown.trim()) continue;
        pieces.push({ node, at: text.length });
        text += shown;
        open = true;
      }
    }
    if (block) breakLine();
  };
  walk(target);
  return { text, pieces };
}

/** The piece that holds the character at `at`. */
function pieceAt(pieces, at) {
  let [low, high] = [0, pieces.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (pieces[middle].at <= at) low = middle + 1;
    else high = middle;
  }
  return pieces[low - 1];
}

/**
 * The ends of a stretch of the text, as a StaticRange is given them.
 * @param {Piece[]} pieces
 */
export function boundaries(pieces, start, end) {
  const from = pieceAt(pieces, start);
  const to = pieceAt(pieces, end - 1);
  if (!from || !to) return undefined;
  const offset = (piece, at) => Math.min(at - piece.at, piece.node.length);
  return { startContainer: from.node, startOffset: offset(from, start), endContainer: to.node, endOffset: offset(to, end) };
}
