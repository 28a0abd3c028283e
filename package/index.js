// Quandian in a browser. The addresses are written out so that bundlers see them.

import { api } from './api.js';
import { browser } from './platform.js';

const here = import.meta.url;
// A folder is no asset: in two steps, so that bundlers do not take it for one.
const home = new URL('.', here);

const platform = {
  openWorker: () =>
    home.origin === globalThis.origin
      ? Object.assign(new Worker(new URL('./worker.js', import.meta.url), { type: 'module' }), { close() { this.terminate(); } })
      : browser.openWorker(home),
  serveHere: async (_, port) => (await import('./core.js')).serve(port),
};

export const { setup, analyze, recognize, compare, dispose } = api(platform);
export { EngineError } from './engine.js';
