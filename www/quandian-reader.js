// <quandian-reader>: the reader for other people's pages. This script is all that a page loads until a widget comes near the screen;
// the reader and the analyser follow then, once for all widgets of the page.
//
//   <script type="module" src="https://…/quandian-reader.js"></script>
//   <quandian-reader>一篇文章……</quandian-reader>
//
// Attributes, each also a property in camelCase:
//   text, src, for      the article: itself, its address, or a selector of the element that holds it; without any, the tag's content
//   mode                reader (the article with all about it), inline (the element of `for` is marked where it stands), iframe
//   published           YYYY-MM-DD, from when relative times count where the article does not say
//   types, panels       what to mark and show at first, codes and names parted by spaces; `panels="none"` for no panels
//   lang, theme         zh-Hans, zh-Hant, en (else what the page's own language suggests); auto, light, dark
//   loading             lazy (when it comes near the screen), eager
//   asset-base          the folder of this script's companions, where that is not its own
// Events, which bubble and leave shadow trees: ready, progress, result, select, error. Methods: analyze, dispose.

import { diagnose, EngineError } from './failure.js';
import { remedy } from './remedies.js';

const HOME = new URL('.', import.meta.url);
const ATTRIBUTES = ['text', 'src', 'for', 'mode', 'published', 'types', 'panels', 'lang', 'theme', 'loading', 'asset-base'];
/** How near the screen a lazy widget comes before it loads. */
const NEAR = '600px';
const LANGUAGES = { en: 'en', 'zh-hant': 'zh-Hant', 'zh-tw': 'zh-Hant', 'zh-hk': 'zh-Hant', 'zh-mo': 'zh-Hant' };

/** The few styles of a widget that has not loaded. */
let plain;
function plainStyle() {
  if (!plain) {
    plain = new CSSStyleSheet();
    plain.replaceSync(`
      :host { display: block; min-width: min(100%, 18rem); }
      :host([hidden]) { display: none; }
      .hint { margin: 0.5em 0; padding: 0.5em 0.8em; border: 1px solid; border-left-width: 4px; font: 14px/1.6 system-ui, sans-serif; overflow-wrap: anywhere; }`);
  }
  return plain;
}

export class QuandianReader extends HTMLElement {
  static observedAttributes = ATTRIBUTES;

  #root = this.attachShadow({ mode: 'open' });
  /** A text that was set as a property. */
  #text;
  #planned = false;
  #nearness;
  #near = false;
  /** What is shown, once it has loaded: {update(settings), close()}. */
  #view;
  /** Which kind of view, of which folder, that is. */
  #kind;
  /** Ends what is under way. */
  #abort;
  /** Who waits for the analysis of which text. */
  #waiting = [];
  #disposed = false;

  constructor() {
    super();
    this.#root.adoptedStyleSheets = [plainStyle()];
    this.#root.append(document.createElement('slot'));
  }

  connectedCallback() {
    // Properties that were set before this class was there hide its own.
    for (const name of [...ATTRIBUTES.map(camel), 'text']) {
      if (!Object.hasOwn(this, name)) continue;
      const value = this[name];
      delete this[name];
      this[name] = value;
    }
    this.#disposed = false;
    this.#plan();
  }

  disconnectedCallback() {
    // An element that is only moved is back before the microtask runs.
    queueMicrotask(() => this.isConnected || this.#close());
  }

  attributeChangedCallback(name, before, after) {
    if (before === after) return;
    if (name === 'text') this.#text = undefined;
    this.#plan();
  }

  /** The text to show; setting it is not written to the attribute. */
  get text() {
    return this.#text ?? this.getAttribute('text') ?? '';
  }

  set text(text) {
    this.#text = text === null || text === undefined ? undefined : String(text);
    this.#plan();
  }

  /**
   * Shows a text and answers with its analysis; without a text, the analysis of the one that is shown. Loads what is missing.
   * @param {string} [text]
   * @param {{published?: string, signal?: AbortSignal}} [options]
   */
  analyze(text, { published, signal } = {}) {
    if (published !== undefined) this.published = published;
    if (text !== undefined) this.text = text;
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const waiter = { resolve, reject };
      this.#waiting.push(waiter);
      signal?.addEventListener('abort', () => this.#settle([waiter], 'reject', signal.reason), { once: true });
      this.#disposed = false;
      this.#near = true;
      this.#plan();
      // What is shown already is answered at once.
      if (text === undefined && published === undefined) this.#view?.again();
    });
  }

  /** Takes the reader down and lets the analyser go, if no other widget uses it. Attributes, `analyze` or a new place start it again. */
  dispose() {
    this.#disposed = true;
    this.#close();
  }

  #close() {
    this.#nearness?.disconnect();
    this.#nearness = undefined;
    this.#abort?.abort();
    this.#view?.close();
    this.#view = this.#kind = undefined;
    this.#near = false;
    this.#root.replaceChildren(document.createElement('slot'));
    this.#root.adoptedStyleSheets = [plainStyle()];
    this.#settle([...this.#waiting], 'reject', new DOMException('The widget was taken down.', 'AbortError'));
  }

  /** Follows the attributes, once for all that change together. */
  #plan() {
    if (this.#planned) return;
    this.#planned = true;
    queueMicrotask(() => {
      this.#planned = false;
      if (!this.isConnected || this.#disposed) return;
      if (this.#near || this.loading === 'eager') this.#follow();
      else this.#watch();
    });
  }

  #watch() {
    this.#nearness ??= new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        this.#near = true;
        this.#nearness.disconnect();
        this.#plan();
      },
      { rootMargin: NEAR },
    );
    // Until something is in it, it has no extent; the element itself still has its place.
    this.#nearness.observe(this);
  }

  async #follow() {
    this.#near = true;
    this.#abort?.abort();
    const { signal } = (this.#abort = new AbortController());
    try {
      const settings = this.#settings();
      const base = new URL(this.assetBase || HOME, document.baseURI);
      const mode = settings.mode === 'inline' && !('highlights' in CSS) ? 'reader' : settings.mode;
      const kind = `${mode} ${base}`;
      if (this.#kind !== kind) {
        this.#view?.close();
        this.#view = undefined;
        this.#kind = kind;
      }
      // What is heavy begins to load before the text is there.
      const script = mode === 'iframe' ? new URL('widget/frame.js', HOME) : new URL('widget/view.js', base);
      const module = await import(script).catch(async (error) => {
        throw await diagnose(script, error.message);
      });
      const article = await this.#article(settings, signal);
      if (signal.aborted) return;
      this.#view ??= module.open({ element: this, root: this.#root, base, mode, tell: (name, detail) => this.#tell(name, detail) });
      await this.#view.update({ ...settings, ...article });
    } catch (error) {
      if (signal.aborted) return;
      this.#fail(error);
    }
  }

  /** What the attributes say, text apart. */
  #settings() {
    const list = (words) => words?.split(/[\s,]+/).filter(Boolean);
    return {
      mode: ['inline', 'iframe'].includes(this.mode) ? this.mode : 'reader',
      published: this.published || undefined,
      types: list(this.getAttribute('types') ?? undefined),
      panels: list(this.getAttribute('panels') ?? undefined),
      lang: this.#language(),
      theme: ['light', 'dark'].includes(this.theme) ? this.theme : 'system',
    };
  }

  #language() {
    const tag = (this.lang || this.closest('[lang]')?.lang || 'zh-Hans').toLowerCase();
    return LANGUAGES[tag] ?? LANGUAGES[tag.split('-').slice(0, 2).join('-')] ?? (tag.startsWith('en') ? 'en' : 'zh-Hans');
  }

  /** The text, and the element that it stands in. */
  async #article({ mode }, signal) {
    if (mode !== 'inline') {
      if (this.#text !== undefined || this.hasAttribute('text')) return { text: this.text };
      if (this.src) return { text: await fetchText(new URL(this.src, document.baseURI), signal) };
    }
    const selector = this.for;
    if (!selector && mode !== 'inline') return { text: this.textContent };
    let target = find(this, selector);
    if (!target && document.readyState === 'loading') {
      await new Promise((resolve) => document.addEventListener('DOMContentLoaded', resolve, { once: true, signal }));
      target = find(this, selector);
    }
    if (!target) throw new EngineError('target', `for: no element matches ${JSON.stringify(selector ?? '')}`);
    const { extract } = await import('./widget/text.js');
    return { target, text: extract(target).text };
  }

  #tell(name, detail) {
    if (name === 'result') this.#settle([...this.#waiting], 'resolve', detail);
    if (name === 'error') {
      detail.remedy ??= remedy(detail.code, this.#language());
      this.#settle([...this.#waiting], 'reject', Object.assign(new EngineError(detail.code, detail.message)));
    }
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  #settle(waiters, how, value) {
    for (const waiter of waiters) {
      this.#waiting = this.#waiting.filter((other) => other !== waiter);
      waiter[how](how === 'resolve' ? value.analysis : value);
    }
  }

  /** Nothing can be shown but why. */
  #fail(error) {
    const code = error.code ?? 'network';
    this.#view?.close();
    this.#view = this.#kind = undefined;
    const words = remedy(code, this.#language());
    const hint = document.createElement('p');
    hint.className = 'hint';
    hint.setAttribute('part', 'trouble');
    hint.setAttribute('role', 'alert');
    hint.append(`圈点：${words} (${code} · ${error.message})`);
    this.#root.adoptedStyleSheets = [plainStyle()];
    this.#root.replaceChildren(document.createElement('slot'), hint);
    this.#tell('error', { code, message: error.message, remedy: words });
  }
}

for (const name of ATTRIBUTES.filter((name) => !['text', 'lang'].includes(name))) {
  Object.defineProperty(QuandianReader.prototype, camel(name), {
    configurable: true,
    enumerable: true,
    get() {
      return this.getAttribute(name) ?? '';
    },
    set(value) {
      if (value === null || value === undefined) this.removeAttribute(name);
      else this.setAttribute(name, Array.isArray(value) ? value.join(' ') : value);
    },
  });
}

function camel(name) {
  return name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
}

/** The element that a selector names, in the tree of the widget or in the document. */
function find(widget, selector) {
  if (!selector) return null;
  try {
    return widget.getRootNode().querySelector(selector) ?? document.querySelector(selector);
  } catch {
    return null;
  }
}

async function fetchText(url, signal) {
  const response = await fetch(url, { signal }).catch((error) => {
    throw signal.aborted ? error : new EngineError('source', `src: ${url}: ${error.message}`);
  });
  if (!response.ok) throw new EngineError('source', `src: HTTP ${response.status} for ${url}`);
  return response.text();
}

// A script that is loaded twice, or in two versions, leaves the first in place.
if (!customElements.get('quandian-reader')) customElements.define('quandian-reader', QuandianReader);
