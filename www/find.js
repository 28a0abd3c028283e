// Finding words in the article: the field and its buttons are the reader's (src/bin/reader/finder.rs), the places are found and shown
// here, where the text nodes are. They are painted with the browser's highlights, so that the article's own elements stay as they are.

const ALL = 'quandian-find';
const CURRENT = 'quandian-found';
/** Places painted at once: those around the current one. More would slow down the browser and help nobody. */
const PAINTED = 400;

export class Finder {
  #article;
  #blocks = [];
  /** Every place: a block and where in its text it starts. */
  #places = [];
  #length = 0;
  #current = -1;
  #observer;

  constructor(article) {
    this.#article = article;
    // The article is drawn again as it comes near the screen: what is painted has to follow.
    this.#observer = new MutationObserver(() => {
      cancelAnimationFrame(this.frame);
      this.frame = requestAnimationFrame(() => this.#paint());
    });
    this.#observer.observe(article, { childList: true, subtree: true });
  }

  /** Looks for `query`, case left aside; the number of places where it stands. */
  search(query) {
    const wanted = fold(query);
    this.#length = wanted.length;
    this.#places = [];
    this.#current = -1;
    this.#blocks = [...this.#article.querySelectorAll('[data-b], pre.slice')];
    for (const block of wanted ? this.#blocks : []) {
      const text = fold(nodes(block).map((node) => node.data).join(''));
      for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) this.#places.push({ block, at });
    }
    this.#paint();
    return this.#places.length;
  }

  /** Goes on by `step` places, round the end; the number of the place, counted from 1, or 0 where there is none. */
  go(step) {
    const count = this.#places.length;
    if (!count) return 0;
    this.#current = this.#current < 0 && step < 0 ? count - 1 : (this.#current + step + count) % count;
    const { block } = this.#places[this.#current];
    block.scrollIntoView({ block: 'nearest', behavior: 'instant' });
    this.#paint();
    // The block may be long: the place itself is brought to the middle.
    const box = this.#range(this.#places[this.#current])?.getBoundingClientRect();
    if (box && (box.top < 120 || box.bottom > innerHeight - 120)) scrollBy({ top: box.top - innerHeight / 2, behavior: 'instant' });
    return this.#current + 1;
  }

  /** Takes everything off again. */
  stop() {
    this.#observer.disconnect();
    for (const name of [ALL, CURRENT]) globalThis.CSS?.highlights?.delete(name);
  }

  #paint() {
    if (!globalThis.CSS?.highlights) return;
    const from = Math.max(0, this.#current - PAINTED / 2);
    const ranges = this.#places.slice(from, from + PAINTED).map((place) => this.#range(place));
    CSS.highlights.set(ALL, new Highlight(...ranges.filter(Boolean)));
    const current = ranges[this.#current - from];
    CSS.highlights.set(CURRENT, new Highlight(...(current ? [current] : [])));
  }

  #range(place) {
    // A block that was drawn anew is another element with the same number.
    if (!place.block.isConnected) place.block = this.#article.querySelector(`[data-b="${place.block.dataset.b}"]`) ?? place.block;
    let { at } = place;
    let rest = this.#length;
    const range = new Range();
    let open = false;
    for (const node of nodes(place.block)) {
      if (!open && at < node.length) {
        range.setStart(node, at);
        open = true;
        rest += at;
      }
      if (open) {
        if (rest <= node.length) {
          range.setEnd(node, rest);
          return range;
        }
        rest -= node.length;
      } else at -= node.length;
    }
    return undefined;
  }
}

/** The text nodes of a block, the parts of speech above its words left out. */
function nodes(block) {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement.localName === 'rt' ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );
  const found = [];
  while (walker.nextNode()) found.push(walker.currentNode);
  return found;
}

/** Lower case, unless that changes the length: places are counted in the text as it stands. */
function fold(text) {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : text;
}
