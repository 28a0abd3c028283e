// Marks an article where it stands in the host's page, through the CSS Custom Highlight API: ranges are registered beside the document,
// and not one of its nodes is touched. A card beside a mark is drawn in the widget's own shadow root.

import { boundaries, extract } from './text.js';

/** How the lines of the types differ: like www/article.css, as far as a highlight may be styled. */
const LINES = {
  PER: 'underline 1.5px var(--per)',
  TITLE: 'underline dashed 1px var(--per)',
  ORG: 'underline 3px var(--org)',
  LOC: 'underline 1.5px var(--loc)',
  FAC: 'underline dashed 1.5px var(--loc)',
  PROJECT: 'underline double 1.5px var(--pro)',
  WORK: 'underline wavy 1px var(--wrk)',
  INIT: 'underline 1px var(--ini)',
  EVENT: 'underline dotted 1px var(--evt)',
  TIME: 'underline dotted 2px var(--tim)',
  FIG: 'underline dotted 2px var(--red)',
};
/** What is painted besides the line. */
const GROUNDS = { INIT: 'background-color: var(--ini-ground);', FIG: 'color: var(--red);' };

/** How long the pointer rests on a mark before its card shows, and how long the card stays when it leaves, in milliseconds. */
const REST = 140;
/** How long the host's article must be left alone before it is read again, in milliseconds; longer where reading takes longer. */
const QUIET = 300;
/** Of the time, reading again takes no more than one part in this many. */
const SHARE = 5;

let numbers = 0;

export class InPlace {
  #frame;
  #does;
  #number = ++numbers;
  #sheet = new CSSStyleSheet();
  #tree;
  #pieces = [];
  #text;
  #marks = [];
  #highlights = new Map();
  #looked;
  #pinned = false;
  #timer;
  #reading;
  #observer = new MutationObserver(() => this.#schedule());
  #cost = 0;
  #end = new AbortController();

  /**
   * @param {Element} target The article.
   * @param {HTMLElement} frame The widget's own element: holds the card, knows the colours.
   * @param {{looked: (mark: number | undefined, pinned: boolean) => void, changed: (text: string) => void, lost: () => void}} does
   */
  constructor(target, frame, does) {
    this.target = target;
    this.#frame = frame;
    this.#does = does;
    this.#tree = target.getRootNode();
    this.#tree.adoptedStyleSheets = [...this.#tree.adoptedStyleSheets, this.#sheet];
    this.#read();
    const observed = { childList: true, characterData: true, subtree: true };
    this.#observer.observe(target, observed);
    if (target.parentNode) this.#observer.observe(target.parentNode, { childList: true });
    const { signal } = this.#end;
    target.addEventListener('pointermove', (event) => this.#point(event), { passive: true, signal });
    target.addEventListener('pointerleave', () => this.#rest(undefined), { passive: true, signal });
    target.addEventListener('click', (event) => this.#click(event), { passive: true, signal });
    frame.addEventListener('pointerover', (event) => this.#card?.contains(event.target) && clearTimeout(this.#timer), { signal });
    frame.addEventListener('pointerleave', () => this.#rest(undefined), { signal });
    addEventListener('scroll', () => this.#put(), { passive: true, capture: true, signal });
    addEventListener('resize', () => this.#put(), { passive: true, signal });
    // A card that was pinned goes when one clicks elsewhere, or with Escape.
    document.addEventListener('keydown', (event) => event.key === 'Escape' && this.#pinned && does.looked(undefined, true), { signal });
  }

  /** The theme that suits the article: where none is asked for, what its own text suggests. */
  theme(asked) {
    if (asked !== 'system') return asked;
    const [r, g, b] = getComputedStyle(this.target).color.match(/[\d.]+/g)?.map(Number) ?? [0, 0, 0];
    return 0.299 * r + 0.587 * g + 0.114 * b > 140 ? 'dark' : 'light';
  }

  /** Marks the article: `[{start, end, type, shown}]`, the numbers of marks being those of the array. */
  paint(marks) {
    this.#marks = marks;
    this.#style();
    const ranges = new Map(Object.keys(LINES).map((type) => [type, []]));
    for (const { start, end, type, shown } of marks) {
      const ends = shown && boundaries(this.#pieces, start, end);
      if (ends) ranges.get(type)?.push(new StaticRange(ends));
    }
    for (const [type, of] of ranges) this.#register(type, of, 0);
    if (this.#looked >= marks.length) this.#looked = undefined;
    this.#glow();
  }

  /** The card of mark number `mark` is drawn; `undefined`: there is none. */
  look(mark, pinned) {
    const jumped = mark !== undefined && mark !== this.#looked && pinned;
    this.#looked = mark;
    this.#pinned = pinned;
    this.#glow();
    if (jumped) this.#show(mark);
    this.#put();
  }

  close() {
    this.#end.abort();
    this.#observer.disconnect();
    clearTimeout(this.#timer);
    clearTimeout(this.#reading);
    for (const name of this.#highlights.values()) CSS.highlights.delete(name);
    this.#tree.adoptedStyleSheets = this.#tree.adoptedStyleSheets.filter((sheet) => sheet !== this.#sheet);
  }

  get #layer() {
    return this.#frame.querySelector('.layer');
  }

  get #card() {
    return this.#frame.querySelector('.layer .details');
  }

  /** Reads the article; whether its text has changed. */
  #read() {
    const { text, pieces } = extract(this.target);
    const changed = text !== this.#text;
    this.#text = text;
    this.#pieces = pieces;
    return changed;
  }

  #schedule() {
    clearTimeout(this.#reading);
    this.#reading = setTimeout(() => {
      if (!this.target.isConnected) return this.#does.lost();
      const began = performance.now();
      // Where only the nodes are others, what was found stands as it is.
      if (this.#read()) this.#does.changed(this.#text);
      else this.paint(this.#marks);
      this.#cost = performance.now() - began;
    }, Math.max(QUIET, SHARE * this.#cost));
  }

  #register(type, ranges, priority) {
    const name = `quandian-${this.#number}-${type}`;
    const highlight = new Highlight(...ranges.slice(0, 1000));
    for (const range of ranges.slice(1000)) highlight.add(range);
    highlight.priority = priority;
    this.#highlights.set(type, name);
    CSS.highlights.set(name, highlight);
  }

  /** The rules of the highlights, with the colours that the widget has now. */
  #style() {
    const own = getComputedStyle(this.#frame);
    const filled = (rule) => rule.replace(/var\((--[\w-]+)\)/g, (_, name) => own.getPropertyValue(name).trim());
    const rule = (type, style) => `::highlight(quandian-${this.#number}-${type}) { ${filled(style)} }`;
    const rules = Object.entries(LINES).map(([type, line]) =>
      rule(type, `text-decoration: ${line}; text-underline-offset: 0.22em; text-decoration-skip-ink: none; ${GROUNDS[type] ?? ''}`),
    );
    this.#sheet.replaceSync([...rules, rule('look', 'background-color: var(--same);')].join('\n'));
  }

  #range(mark) {
    const { start, end } = this.#marks[mark] ?? {};
    const ends = start !== undefined && boundaries(this.#pieces, start, end);
    if (!ends || !ends.startContainer.isConnected || !ends.endContainer.isConnected) return undefined;
    const range = document.createRange();
    range.setStart(ends.startContainer, ends.startOffset);
    range.setEnd(ends.endContainer, ends.endOffset);
    return range;
  }

  #glow() {
    const range = this.#range(this.#looked);
    this.#register('look', range ? [range] : [], 1);
  }

  #show(mark) {
    const rect = this.#range(mark)?.getBoundingClientRect();
    if (rect && (rect.top < 60 || rect.bottom > innerHeight - 60)) {
      const element = this.#range(mark).startContainer.parentElement;
      const long = element.getBoundingClientRect().height > innerHeight / 2;
      if (long) scrollBy({ top: rect.top - innerHeight / 3 });
      else element.scrollIntoView({ block: 'center' });
    }
  }

  /** Puts the card below its mark, or above it where there is more room, in the top layer of the page. */
  #put() {
    const layer = this.#layer;
    if (!layer) return;
    const card = this.#card;
    const rects = card && this.#range(this.#looked)?.getClientRects();
    if (!rects?.length) {
      if (layer.matches(':popover-open')) layer.hidePopover();
      return;
    }
    if (!layer.matches(':popover-open')) layer.showPopover();
    const rect = rects[0];
    const { offsetWidth: width, offsetHeight: height } = layer;
    const left = Math.max(8, Math.min(rect.left, innerWidth - width - 8));
    const below = rect.bottom + 6 + height < innerHeight || rect.top < innerHeight / 2;
    layer.style.setProperty('left', `${left}px`);
    layer.style.setProperty('top', `${below ? rect.bottom + 6 : rect.top - height - 6}px`);
  }

  #point({ clientX, clientY, pointerType }) {
    if (pointerType !== 'touch') this.#rest(this.#markAt(clientX, clientY));
  }

  #rest(mark) {
    clearTimeout(this.#timer);
    if (mark === this.#looked || this.#pinned) return;
    this.#timer = setTimeout(() => this.#does.looked(mark, false), REST);
  }

  #click(event) {
    // Links and buttons of the host stay what they are.
    if (event.composedPath().some((node) => node.localName === 'a' || node.localName === 'button')) return;
    const mark = this.#markAt(event.clientX, event.clientY);
    if (mark !== undefined || this.#pinned) this.#does.looked(mark, true);
  }

  /** The mark under a point of the window. */
  #markAt(x, y) {
    const caret = document.caretPositionFromPoint
      ? document.caretPositionFromPoint(x, y, { shadowRoots: this.#tree instanceof ShadowRoot ? [this.#tree] : [] })
      : document.caretRangeFromPoint?.(x, y);
    const node = caret?.offsetNode ?? caret?.startContainer;
    const piece = node && this.#pieces.find((piece) => piece.node === node);
    if (!piece) return undefined;
    const at = piece.at + (caret.offset ?? caret.startOffset);
    // The caret stands between two characters, and either may be the one under the point.
    for (const mark of this.#around(at)) {
      const rects = this.#marks[mark].shown ? [...(this.#range(mark)?.getClientRects() ?? [])] : [];
      if (rects.some((r) => x >= r.left && x <= r.right && y >= r.top && y <= r.bottom + 4)) return mark;
    }
    return undefined;
  }

  /** The marks that begin or end at `at` or lie around it; they stand in the order of the text. */
  #around(at) {
    let [low, high] = [0, this.#marks.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#marks[middle].end < at) low = middle + 1;
      else high = middle;
    }
    return [low, low + 1].filter((mark) => this.#marks[mark]?.start <= at);
  }
}
