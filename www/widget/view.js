// A widget's reader: loads the reader's module and styles, once for all widgets, and mounts it in a widget's shadow root. In the mode
// `inline` what it mounts stands beside the host's article, and www/widget/place.js marks that.

import { diagnose } from '../failure.js';
import { analysisOf } from '../words.js';
import { InPlace } from './place.js';
import { Share } from './shared.js';

/** By folder: the reader's glue, its module running, and its style sheet. */
const readers = new Map();

function reader(base) {
  const known = readers.get(base.href);
  if (known) return known;
  const loading = load(base).catch((error) => {
    // Another try may find the network back.
    readers.delete(base.href);
    throw error;
  });
  readers.set(base.href, loading);
  return loading;
}

async function load(base) {
  const style = new URL('widget.css', base);
  const module = new URL('wasm/reader_bg.wasm', base);
  const css = fetch(style).then((response) => {
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    return response.text();
  });
  css.catch(() => {});
  let failing = new URL('wasm/reader.js', base);
  try {
    const glue = await import(failing);
    failing = module;
    await glue.default({ module_or_path: module });
    failing = style;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(await css);
    return { glue, sheet };
  } catch (error) {
    throw await diagnose(failing, error.message);
  }
}

/** By folder: elements with a reader's place mounted in them that nobody has now: {frame, mounted}. */
const seats = new Map();

/** Opens a view; www/quandian-reader.js says what it is given. */
export function open(given) {
  return new View(given);
}

class View {
  #given;
  #share;
  #frame;
  /** The reader's place in it, and whether it shows something. */
  #mounted;
  #shown = false;
  #settings;
  #place;
  #looks = 0;
  #ready = false;
  #last;

  constructor(given) {
    this.#given = given;
    const { frame, mounted } = seats.get(given.base.href)?.pop() ?? { frame: document.createElement('div') };
    this.#frame = frame;
    this.#mounted = mounted;
    this.#frame.className = `quandian ${given.mode}`;
    this.#frame.setAttribute('part', 'base');
    this.#share = new Share(given.base, (state) => this.#state(state), (answer) => this.#answer(answer));
    this.#share.setup().catch(() => {});
  }

  async update(settings) {
    const { mode, root, base } = this.#given;
    this.#settings = { ...this.#settings, ...settings };
    const { glue, sheet } = await reader(base);
    // Meanwhile it may have been closed, or given something newer.
    if (!this.#share || settings.text !== this.#settings.text) return;
    this.#frame.lang = settings.lang;
    if (mode === 'inline') this.#follow(settings.target);
    this.#frame.dataset.theme = this.#place?.theme(settings.theme) ?? settings.theme;
    if (!this.#shown) {
      this.#shown = true;
      root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
      root.replaceChildren(this.#frame);
      this.#mounted ??= new glue.Mounted(this.#frame);
      this.#mounted.take(this.#host());
    }
    this.#redraw();
    this.#tellReady();
  }

  /** Tells the last result again. */
  again() {
    if (this.#last) this.#answer(this.#last);
  }

  close() {
    this.#place?.close();
    this.#mounted?.leave();
    this.#share?.release();
    this.#frame.remove();
    const { href } = this.#given.base;
    if (this.#mounted) seats.set(href, [...(seats.get(href) ?? []), { frame: this.#frame, mounted: this.#mounted }]);
    this.#share = this.#mounted = this.#place = undefined;
    this.#shown = false;
  }

  #redraw() {
    if (this.#shown) this.#mounted.update(this.#forReader());
  }

  #forReader() {
    const { text, published, types, panels, lang, looked } = this.#settings;
    return { view: this.#given.mode, text, published, types, panels, lang, looked };
  }

  /** What the reader asks of its host: src/bin/reader/widget.rs. */
  #host() {
    return {
      engine: this.#share,
      select: (mark) => this.#given.tell('select', mark),
      marks: (marks) => this.#place?.paint(marks),
      look: (mark, pinned) => this.#place?.look(mark, pinned),
    };
  }

  /** Marks the host's element, and follows its changes. */
  #follow(target) {
    if (this.#place?.target === target) return;
    this.#place?.close();
    this.#place = new InPlace(target, this.#frame, {
      looked: (mark, pinned) => {
        this.#settings.looked = { mark, pinned, turn: ++this.#looks };
        this.#redraw();
      },
      changed: (text) => {
        this.#settings.text = text;
        this.#settings.looked = undefined;
        this.#redraw();
      },
      // The host put another element in its place.
      lost: () => this.#given.element.attributeChangedCallback('for', '', this.#given.element.for),
    });
  }

  #state(state) {
    if (state.state === 'loading') this.#given.tell('progress', { loaded: state.loaded, total: state.total });
    if (state.state === 'failed') this.#given.tell('error', { code: state.code, message: state.message });
    if (state.state === 'ready') this.#tellReady(state.mode);
  }

  #engineMode;

  /** Once: both the reader and the analyser are there. */
  #tellReady(engineMode = this.#engineMode) {
    this.#engineMode = engineMode;
    if (this.#ready || !this.#shown || !engineMode) return;
    this.#ready = true;
    this.#given.tell('ready', { engine: engineMode, mode: this.#given.mode });
  }

  #answer(answer) {
    if (!this.#share) return;
    if (answer.error) {
      // A failure to load has been told as the analyser's state.
      const { code, message } = answer.error;
      if (code === 'trap' || code === 'argument') this.#given.tell('error', { code, message });
      return;
    }
    this.#last = answer;
    // Parsed when somebody looks: the reader has an object of its own, which it changes.
    let analysis;
    this.#given.tell('result', {
      get analysis() {
        return (analysis ??= analysisOf(answer.json));
      },
    });
  }
}

