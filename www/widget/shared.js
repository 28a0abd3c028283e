// One analyser for all widgets of a page. Each gets a client of its own, with the interface that the reader expects of www/engine.js.

import { Engine } from '../engine.js';
import { analysisOf } from '../words.js';

/** How long the analyser waits for another widget when the last one has gone, in milliseconds: it takes memory, but a while to load. */
const REST = 30_000;

/** By folder: {engine, clients, rest}. */
const engines = new Map();

function lookUp(base) {
  let entry = engines.get(base.href);
  if (!entry) {
    const clients = new Set();
    const engine = new Engine({ base });
    engine.onstate = (state) => clients.forEach((client) => client.tell(state));
    entry = { engine, clients, rest: undefined };
    engines.set(base.href, entry);
  }
  clearTimeout(entry.rest);
  return entry;
}

/** A widget's share of the analyser. */
export class Share {
  #entry;
  #listener;
  #told;
  #answered;

  /**
   * @param {URL} base
   * @param {(state: object) => void} told Hears every state, the one at the start as well.
   * @param {(answer: {json?: string, error?: Error}) => void} answered Hears how each analysis ends.
   */
  constructor(base, told, answered) {
    this.#entry = lookUp(base);
    this.#told = told;
    this.#answered = answered;
    this.#entry.clients.add(this);
    this.tell(this.#entry.engine.state);
  }

  /** The reader's listener. */
  set onstate(listener) {
    this.#listener = listener;
    const { state } = this.#entry.engine;
    if (listener) queueMicrotask(() => this.#listener === listener && listener(state));
  }

  tell(state) {
    this.#told(state);
    this.#listener?.(state);
  }

  setup() {
    return this.#entry.engine.setup();
  }

  async analyze(text, options, asking) {
    try {
      const json = await this.#entry.engine.analyze(text, options, { ...asking, json: true });
      this.#answered({ json });
      return asking?.json ? json : analysisOf(json);
    } catch (error) {
      if (error.name !== 'AbortError') this.#answered({ error });
      throw error;
    }
  }

  keyness(words) {
    return this.#entry.engine.keyness(words);
  }

  export(analysis, format, options) {
    return this.#entry.engine.export(analysis, format, options);
  }

  /** Gives it back; the last to do so lets the analyser go after a while. */
  release() {
    const { clients, engine } = this.#entry;
    this.#listener = undefined;
    if (!clients.delete(this) || clients.size) return;
    this.#entry.rest = setTimeout(() => clients.size || engine.dispose(), REST);
  }
}
