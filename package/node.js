// Quandian in Node: the same functions; files are read from disk, and the program may end while nothing is being asked.

import { Worker } from 'node:worker_threads';
import { api } from './api.js';
import { read } from './node-read.js';

/** Keeps the program alive for as long as an answer is owed. */
function watch(port, post, close) {
  // At first, that it is there.
  let owed = 1;
  port.ref();
  const watched = {
    onmessage: undefined,
    onerror: undefined,
    postMessage(message) {
      if (['setup', 'analyze', 'recognize'].includes(message.type) && owed++ === 0) port.ref();
      post(message);
    },
    close,
  };
  port.on('message', (data) => {
    if (['hello', 'ready', 'result', 'cancelled', 'error'].includes(data.type) && --owed === 0) port.unref();
    watched.onmessage?.({ data });
  });
  port.on('error', (error) => watched.onerror?.(error));
  return watched;
}

const platform = {
  openWorker() {
    const worker = new Worker(new URL('./node-worker.js', import.meta.url));
    return watch(worker, (message) => worker.postMessage(message), () => worker.terminate());
  },
  async serveHere(_, port) {
    const { serve } = await import('./core.js');
    serve(port, { read });
    port.unref();
  },
  /** Sees that a line on this thread does not hold the program up either. */
  watchLine: (port) => watch(port, (message) => port.postMessage(message), () => port.close()),
};

export const { setup, analyze, recognize, compare, dispose } = api(platform);
export { EngineError } from './engine.js';
