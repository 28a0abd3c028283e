// The package's functions over www/engine.js: one analyser for a program, started by the first call.

import { Engine } from './engine.js';

/** The functions over the engine of `platform` (www/platform.js). */
export function api(platform) {
  let engine;
  let chosen = {};
  const current = () => (engine ??= new Engine({ ...chosen, platform }));

  function dispose() {
    engine?.dispose();
    engine = undefined;
  }

  return {
    async setup({ worker = true, module, onprogress, signal } = {}) {
      signal?.throwIfAborted();
      // Other wishes than before want another engine.
      if (engine && (chosen.worker !== worker || chosen.module !== module)) dispose();
      chosen = { worker, module };
      const starting = current();
      starting.onstate = ({ state, loaded, total }) => state === 'loading' && onprogress?.({ loaded, total });
      let abort;
      const aborted = new Promise((_, reject) => {
        abort = () => {
          dispose();
          reject(signal.reason);
        };
        signal?.addEventListener('abort', abort, { once: true });
      });
      try {
        await Promise.race([starting.setup(), aborted]);
      } finally {
        signal?.removeEventListener('abort', abort);
        starting.onstate = undefined;
      }
      return { mode: starting.mode };
    },
    analyze: (text, { published, explain, signal, key } = {}) => current().analyze(text, { published, explain }, { signal, key }),
    recognize: (text, { reference, signal, key } = {}) => current().recognize(text, { reference }, { signal, key }),
    compare: (analyses, { signal, key } = {}) => current().compare(analyses, { signal, key }),
    dispose,
  };
}
