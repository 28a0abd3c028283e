// The engine's client: the one interface to the analyser for the page, the widget and other people's programs.
//
//   const engine = new Engine();
//   engine.onstate = (state) => …;                 // loading, ready, restarted, failed
//   const analysis = await engine.analyze(text, { published: '2020-12-25' });
//
// The analyser runs in a module worker. Where none can be started it runs on the page's own thread, and the state says so. Where it
// traps, it is started anew and what was asked is asked again; a text that traps twice is rejected with the code `trap`.
//
// www/core.js holds the other end and lists the messages.

import { Connection } from './connection.js';
import { diagnose, EngineError } from './failure.js';
import { browser } from './platform.js';
import { analysisOf } from './words.js';

export { EngineError };

/**
 * @typedef {{state: 'idle'}
 *   | {state: 'loading', loaded: number, total: number}
 *   | {state: 'ready', mode: 'worker' | 'main'}
 *   | {state: 'restarted', reason: 'trap' | 'cancel'}
 *   | {state: 'failed', code: string, message: string}} EngineState
 * `loaded` and `total` are bytes of the WebAssembly module. `restarted` is followed by `ready`.
 *
 * @typedef {object} Asking
 * @property {AbortSignal} [signal] Takes the request back: it is rejected with the signal's reason.
 * @property {string} [key] The newest wins: takes back an unfinished request with the same key, which is rejected with an AbortError.
 * @property {boolean} [json] Resolves to the engine's JSON text in place of the object, for callers that read it themselves: of an
 *   analysis the words are packed, see `words.js`.
 */

/**
 * How long a request that was taken back may go on computing before its worker is replaced, in milliseconds. A new worker has to read
 * the dictionary again, which takes longer than most texts: lower makes long texts give way sooner, zero always replaces.
 */
const PATIENCE = 500;

export class Engine {
  /** @type {EngineState} */
  state = { state: 'idle' };
  /** @type {'worker' | 'main' | undefined} Where the analyser runs, once it does. */
  mode;
  /** @type {((state: EngineState) => void) | undefined} Called after every change of the state. */
  onstate;

  #base;
  #wantsWorker;
  #module;
  #platform;
  #setup;
  /** Counts the launches, so that one that was overtaken can tell. */
  #launches = 0;
  #connection;
  /** Requests without an answer, by id, in the order of asking. */
  #pending = new Map();
  #lastId = 0;

  /**
   * Loads nothing yet.
   * @param {{base?: string | URL, worker?: boolean, module?: WebAssembly.Module | Promise<WebAssembly.Module>, platform?: typeof browser}}
   *   [options] `base` is the folder of this script and of `wasm/`; without `worker` the analyser runs on the page's thread; a `module`
   *   that was compiled already is not fetched; `platform` is for places that are no browser.
   */
  constructor({ base = new URL('.', import.meta.url), worker = true, module, platform = browser } = {}) {
    this.#base = new URL(base, globalThis.location?.href);
    this.#wantsWorker = worker;
    this.#module = module;
    this.#platform = platform;
  }

  /** Loads the analyser. Called by the first request as well; after a failure it tries again. */
  setup() {
    return this.#setup ?? this.#launch();
  }

  /**
   * The analysis of a text, a plain object; offsets are UTF-16 code units.
   * @param {string} text
   * @param {{published?: string, explain?: boolean}} [options] `published`, `YYYY-MM-DD`: from when relative times count where the text
   *   does not say. `explain`: every name says what speaks for it, every time and figure from what its value follows, in its `evidence`.
   * @param {Asking} [asking]
   */
  analyze(text, options = {}, asking = {}) {
    return this.#ask({ type: 'analyze', text, options }, asking);
  }

  /**
   * Every reading of a number, measure or time in a short text, as long as an input field holds; readings may overlap.
   * @param {string} text
   * @param {{reference?: string}} [options] `reference`, ISO 8601: from when relative times count.
   * @param {Asking} [asking]
   */
  recognize(text, options = {}, asking = {}) {
    return this.#ask({ type: 'recognize', text, options }, asking);
  }

  /**
   * How much more of each word an article has than Chinese at large: the log-likelihood ratio G² against the dictionary's counts, negative
   * where it has less.
   * @param {[word: string, count: number][]} words All words of the article, and how often each occurs.
   * @param {Asking} [asking]
   * @returns {Promise<number[]>} In the order of the words.
   */
  keyness(words, asking = {}) {
    return this.#ask({ type: 'keyness', words }, asking);
  }

  /**
   * An analysis as other programs read it, as text. `format`: `json`, `figures.csv`, `names.csv`, `md`, `html`, `conll` (IOB2), `ann` (brat),
   * `annotations.jsonld` (W3C) or `doccano.jsonl`.
   * @param {object | string} analysis What `analyze` gave, or its JSON text.
   * @param {string} format
   * @param {{source: string, corrections?: object[] | string, title?: string}} options `source`: the text that was analysed.
   * @param {Asking} [asking]
   */
  export(analysis, format, { source, corrections = [], title = '' }, asking = {}) {
    const message = { type: 'export', analysis: written(analysis), format, corrections: written(corrections), source, title };
    return this.#ask(message, { ...asking, json: true });
  }

  /**
   * What several articles say of the same metric of the same owner, side by side: what agrees, what changed, what contradicts.
   * @param {(object | string)[]} analyses What `analyze` gave for each, or its JSON text.
   * @param {Asking & {corrections?: object[][]}} [asking] `corrections`: of each analysis, to be made first.
   */
  compare(analyses, { corrections = [], ...asking } = {}) {
    const pairs = analyses.map((analysis, i) => `[${written(analysis)},${written(corrections[i] ?? [])}]`);
    return this.#ask({ type: 'compare', analyses: `[${pairs}]` }, asking);
  }

  /** Stops the analyser and rejects what is unanswered. A later request starts it again. */
  dispose() {
    this.#connection?.close();
    this.#connection = this.#setup = undefined;
    this.#launches++;
    for (const request of this.#takeAll()) request.reject(aborted());
    this.#become({ state: 'idle' });
  }

  #ask(message, { signal, key, json = false }) {
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      if (key !== undefined) {
        for (const [id, other] of this.#pending) if (other.key === key) this.#cancel(id, aborted());
      }
      const id = ++this.#lastId;
      const cancel = () => this.#cancel(id, signal.reason);
      signal?.addEventListener('abort', cancel, { once: true });
      const settled = (settle) => (value) => {
        signal?.removeEventListener('abort', cancel);
        settle(value);
      };
      const request = { message: { ...message, id }, key, json, resolve: settled(resolve), reject: settled(reject) };
      this.#pending.set(id, request);
      if (this.state.state === 'ready') this.#connection.post(request.message);
      // Otherwise it is sent when the analyser is ready; a failure to load rejects it.
      else this.setup();
    });
  }

  #cancel(id, reason) {
    const request = this.#take(id);
    if (!request) return;
    request.reject(reason);
    if (this.state.state !== 'ready') return;
    const connection = this.#connection;
    connection.post({ type: 'cancel', id });
    connection.cancelled.add(id);
    if (this.mode !== 'worker') return;
    setTimeout(() => {
      if (connection === this.#connection && connection.cancelled.has(id)) this.#restart('cancel');
    }, PATIENCE);
  }

  #launch(module) {
    const launch = ++this.#launches;
    const launched = this.#start(launch, module).catch((error) => {
      if (launch === this.#launches) {
        this.#connection?.close();
        this.#connection = this.#setup = undefined;
        this.#become({ state: 'failed', code: error.code, message: error.message });
        for (const request of this.#takeAll()) request.reject(error);
      }
      throw error;
    });
    launched.catch(() => {});
    this.#setup = launched;
    return launched;
  }

  async #start(launch, module) {
    if (!module) this.#become({ state: 'loading', loaded: 0, total: 0 });
    if (typeof WebAssembly !== 'object') throw new EngineError('wasm-off', 'WebAssembly is switched off in this browser.');
    const connection = await this.#connect();
    if (launch !== this.#launches) {
      connection.close();
      throw aborted();
    }
    this.#connection = connection;
    this.mode = connection.mode;
    connection.onprogress = ({ loaded, total }) => this.#become({ state: 'loading', loaded, total });
    await connection.setup(module ?? (await this.#module));
    connection.onreply = (reply) => this.#settle(reply);
    connection.ondeath = (message) => this.#trapped(connection, message);
    this.#become({ state: 'ready', mode: this.mode });
    for (const { message } of this.#pending.values()) connection.post(message);
  }

  async #connect() {
    const opened = [];
    if (this.#wantsWorker) {
      try {
        return await Connection.worker(this.#platform, this.#base);
      } catch (error) {
        opened.push(error.message);
      }
    }
    try {
      return await Connection.main(this.#platform, this.#base);
    } catch (error) {
      throw await diagnose(new URL('core.js', this.#base), [...opened, error.message].join('; '));
    }
  }

  #settle({ type, id, result, code, message }) {
    if (code === 'trap') return this.#trapped(this.#connection, message, id);
    const request = this.#take(id);
    if (type === 'result') request?.resolve(request.json ? result : read(request.message.type, result));
    else request?.reject(new EngineError(code, message));
  }

  /** The analyser trapped, over the request `id` where that is known. */
  #trapped(connection, message, id) {
    if (connection !== this.#connection) return;
    const request = this.#pending.get(id ?? this.#pending.keys().next().value);
    if (request?.retried) this.#take(request.message.id).reject(new EngineError('trap', message));
    else if (request) request.retried = true;
    this.#restart('trap');
  }

  #restart(reason) {
    const { module } = this.#connection;
    this.#connection.close();
    this.#connection = undefined;
    this.#become({ state: 'restarted', reason });
    this.#launch(module);
  }

  #take(id) {
    const request = this.#pending.get(id);
    this.#pending.delete(id);
    return request;
  }

  #takeAll() {
    const all = [...this.#pending.values()];
    this.#pending.clear();
    return all;
  }

  #become(state) {
    this.state = state;
    this.onstate?.(state);
  }
}

function aborted() {
  return new DOMException('The request was taken back.', 'AbortError');
}

/** What the engine answered to a request of this type: JSON text for what is large, else as it is. */
function read(type, result) {
  if (type === 'analyze') return analysisOf(result);
  return typeof result === 'string' ? JSON.parse(result) : result;
}

/** The JSON text of what may be JSON text already. */
function written(value) {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
