// A line to www/core.js, in a worker or on this thread; the same messages either way.

import { EngineError } from './failure.js';

export class Connection {
  /** @type {'worker' | 'main'} */
  mode;
  /** The compiled WebAssembly module, once it is ready: with it the next connection is quicker. */
  module;
  /** Ids of requests that were taken back and have not been answered. */
  cancelled = new Set();
  /** Called with `{loaded, total}` while loading. */
  onprogress = () => {};
  /** Called with each result or error. */
  onreply = () => {};
  /** Called when the worker dies of itself. */
  ondeath = () => {};

  #port;
  #hello = deferred();
  #ready = deferred();

  constructor(mode, port) {
    this.mode = mode;
    this.#port = port;
    port.onmessage = ({ data }) => this.#receive(data);
    port.onerror = (event) => {
      // A worker whose script is refused says so with an event that carries no message.
      const error = new EngineError('trap', event.message ?? 'the worker did not start');
      event.preventDefault?.();
      this.#hello.reject(error);
      this.#ready.reject(error);
      this.ondeath(error.message);
    };
  }

  /** A connection to a new worker of `platform` (www/platform.js); rejects when none can be started. */
  static async worker(platform, base) {
    const connection = new Connection('worker', platform.openWorker(base));
    await connection.#hello.promise;
    return connection;
  }

  /** A connection to an engine on this thread; rejects when its script does not load. */
  static async main(platform, base) {
    const { port1, port2 } = new MessageChannel();
    const connection = new Connection('main', platform.watchLine?.(port1) ?? port1);
    await platform.serveHere(base, port2);
    await connection.#hello.promise;
    return connection;
  }

  /** Loads the engine; rejects with an EngineError. */
  setup(module) {
    this.post({ type: 'setup', module });
    return this.#ready.promise;
  }

  post(message) {
    this.#port.postMessage(message);
  }

  close() {
    this.#port.close();
    this.#ready.reject(new EngineError('closed', 'the engine was stopped while it loaded'));
  }

  #receive(message) {
    const { type, id, code } = message;
    if (type === 'hello') this.#hello.resolve();
    else if (type === 'progress') this.onprogress(message);
    else if (type === 'ready') this.#ready.resolve();
    else if (type === 'module') this.module = message.module;
    else if (id === undefined) this.#ready.reject(new EngineError(code, message.message));
    else if (!this.cancelled.delete(id) || code === 'trap') this.onreply(message);
  }
}

function deferred() {
  const parts = {};
  parts.promise = new Promise((resolve, reject) => Object.assign(parts, { resolve, reject }));
  // Whoever waits for it sees the rejection; nobody may.
  parts.promise.catch(() => {});
  return parts;
}
