// What a web page or a word processor puts on the clipboard besides plain text: its paragraphs and headings, as text.

const SKIPPED = new Set(['SCRIPT', 'STYLE', 'NOSCRIPT', 'TEMPLATE', 'SVG', 'IFRAME', 'BUTTON', 'SELECT', 'TITLE', 'HEAD']);
const BLOCKS = new Set(
  'ADDRESS ARTICLE ASIDE BLOCKQUOTE CAPTION CENTER DD DIV DL DT FIGCAPTION FIGURE FOOTER H1 H2 H3 H4 H5 H6 HEADER HR LI MAIN OL P PRE SECTION TABLE TR UL'.split(' '),
);

/**
 * Puts the paragraphs of rich text where the caret is, in place of what the browser would, and into an empty box any text: the browser would
 * lay it out there at once. False where the browser should do it.
 * @param {HTMLTextAreaElement} area
 * @param {ClipboardEvent} event
 */
export function pasteInto(area, event) {
  const text = richText(event.clipboardData) ?? (area.value ? '' : event.clipboardData?.getData('text/plain'));
  if (!text) return false;
  event.preventDefault();
  area.setRangeText(text, area.selectionStart, area.selectionEnd, 'end');
  return true;
}

/**
 * The text of rich text, a line a paragraph, headings marked as in Markdown; undefined where plain text serves as well or better.
 * @param {DataTransfer | null} data
 */
function richText(data) {
  const html = data?.getData('text/html');
  if (!html) return undefined;
  // A document that is never shown: nothing in it runs or is fetched.
  const page = new DOMParser().parseFromString(html, 'text/html');
  let text = '';
  let gap = '';
  const breakLine = () => {
    gap = '';
    if (text && !text.endsWith('\n')) text += '\n';
  };
  // Without recursion: a page may nest as deep as it likes.
  const walker = page.createTreeWalker(page.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  const closing = [];
  for (let node = walker.nextNode(); node; ) {
    const { nodeName } = node;
    const skipped = SKIPPED.has(nodeName.toUpperCase()) || node.hidden || node.style?.display === 'none';
    if (node.nodeType === Node.TEXT_NODE) {
      const keeps = /^pre/.test(node.parentElement.style.whiteSpace) || node.parentElement.closest('pre');
      for (const [part] of node.data.matchAll(keeps ? /\n|[^\n]+/g : /[ \t\r\n]+|[^ \t\r\n]+/g)) {
        if (keeps && part === '\n') text += '\n';
        else if (!part.trim()) gap ||= part.includes('\n') ? '\n' : ' ';
        else {
          // A line break of the file is nothing between Chinese characters.
          const wide = /[\u2e80-\uffef“”‘’—…]/;
          const nothing = gap === '\n' && (wide.test(text.at(-1)) || wide.test(part[0]));
          if (gap && !nothing && text && !text.endsWith('\n')) text += ' ';
          gap = '';
          text += part;
        }
      }
    } else if (nodeName === 'BR') {
      gap = '';
      if (text) text += '\n';
    } else if (BLOCKS.has(nodeName) && !skipped) {
      breakLine();
      if (/^H[1-6]$/.test(nodeName) && node.textContent.trim()) text += `${'#'.repeat(+nodeName[1])} `;
      closing.push(node);
    } else if (nodeName === 'TD' || nodeName === 'TH') gap ||= ' ';
    const next = skipped ? after(walker) : walker.nextNode();
    while (closing.length && !closing.at(-1).contains(next)) {
      closing.pop();
      breakLine();
    }
    node = next;
  }
  const rich = text.replace(/[ \t]+\n/g, '\n').replace(/\n{3,}/g, '\n\n').trim();
  const letters = (text) => text.replace(/[\s#]/g, '').length;
  // Where markup hides what the program shows, its own words are the better ones.
  return letters(rich) >= 0.95 * letters(data.getData('text/plain')) ? rich : undefined;
}

/** The node after the one that the walker is at, what is inside that passed over. */
function after(walker) {
  do {
    const next = walker.nextSibling();
    if (next) return next;
  } while (walker.parentNode());
  return null;
}
