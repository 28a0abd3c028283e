// The engine's own end: loads the WebAssembly module, answers requests one by one. It runs in the worker (www/worker.js) and, where
// there is none, on the page's thread; www/connection.js is the other end in both cases.
//
// Messages in:   {type: 'setup', module?}                    module: a WebAssembly.Module, of an earlier `module`
//                {type: 'analyze', id, text, options}
//                {type: 'recognize', id, text, options}
//                {type: 'keyness', id, words}                words: [[word, count], …]
//                {type: 'export', id, analysis, format, corrections, source, title}   analysis, corrections: JSON text
//                {type: 'compare', id, analyses}             analyses: JSON text, a list of pairs: analysis, corrections
//                {type: 'cancel', id}                        takes back a request that has not begun
//                {type: 'trap'}                              for tests: the next request traps
// Messages out:  {type: 'hello'}                             the scripts have loaded
//                {type: 'progress', loaded, total}           bytes of the WebAssembly module
//                {type: 'ready'}
//                {type: 'module', module}                    after `ready`; it is lost where a page may not be given one
//                {type: 'result', id, result}                result: of `analyze` and `compare` JSON text, of `export` its text, else plain objects
//                {type: 'cancelled', id}
//                {type: 'error', id?, code, message}         without an id: loading failed
// After an error with the code `trap` the module's memory is in doubt: it answers no more, and is to be replaced.

import { diagnose, EngineError } from './failure.js';

/**
 * Answers what arrives at `port`, a worker's global scope or an end of a MessageChannel.
 * @param {object} port
 * @param {{read?: (url: URL) => Promise<Response>, instance?: () => Promise<object>}} [ways] How to come by the WebAssembly module, and
 *   by its glue, where that is not by fetch and import.
 */
export function serve(port, { read = fetch, instance = importGlue } = {}) {
  let glue;
  let engine;
  let trap = false;
  let queue = [];

  const answer = {
    analyze: ({ text, options }) => engine.analyze(text, options.published, options.explain),
    recognize: ({ text, options }) => engine.recognize(text, options.reference),
    keyness: ({ words }) => engine.keyness(words),
    export: ({ analysis, format, corrections, source, title }) => engine.export(analysis, format, corrections, source, title),
    compare: ({ analyses }) => engine.compare(analyses),
  };

  const receive = {
    async setup({ module }) {
      try {
        glue = await instance();
        module ??= await compile(read, glue.wasmBytes, (loaded, total) => port.postMessage({ type: 'progress', loaded, total }));
        await glue.default({ module_or_path: module });
        engine = new glue.Engine();
        port.postMessage({ type: 'ready' });
        port.postMessage({ type: 'module', module });
      } catch (error) {
        port.postMessage({ type: 'error', code: error.code ?? 'trap', message: error.message });
      }
    },
    cancel({ id }) {
      const left = queue.filter((request) => request.id !== id);
      if (left.length < queue.length) port.postMessage({ type: 'cancelled', id });
      queue = left;
    },
    trap() {
      trap = true;
    },
    analyze: enqueue,
    recognize: enqueue,
    keyness: enqueue,
    export: enqueue,
    compare: enqueue,
  };

  function enqueue(request) {
    queue.push(request);
    // A task of its own for each, so that what has arrived meanwhile is read first: it may take the request back.
    setTimeout(next);
  }

  function next() {
    const request = queue.shift();
    if (!request) return;
    const { id, type } = request;
    try {
      if (trap) crash();
      port.postMessage({ type: 'result', id, result: answer[type](request) });
    } catch (error) {
      // The engine throws strings where the caller is at fault.
      const code = typeof error === 'string' ? 'argument' : 'trap';
      if (code === 'trap') queue = [];
      port.postMessage({ type: 'error', id, code, message: error.message ?? error });
    }
  }

  port.onmessage = ({ data }) => receive[data.type]?.(data);
  port.postMessage({ type: 'hello' });
}

let instances = 0;

/** The glue of a fresh instance: a script keeps one instance, so that a second needs another copy of the script. */
function importGlue() {
  const url = new URL(`./wasm/engine.js?${++instances}`, import.meta.url);
  // The first is written out, so that bundlers see it.
  return (instances === 1 ? import('./wasm/engine.js') : import(url)).catch(async (error) => {
    throw await diagnose(url, error.message);
  });
}

/** Fetches and compiles the module, telling how many of its bytes have come. */
async function compile(read, total, progress) {
  const url = new URL('./wasm/engine_bg.wasm', import.meta.url);
  try {
    const response = await read(url);
    if (!response.ok) throw new EngineError('network', `HTTP ${response.status} for ${url}`);
    let loaded = 0;
    const counter = new TransformStream({
      transform(chunk, controller) {
        loaded += chunk.length;
        progress(loaded, total);
        controller.enqueue(chunk);
      },
    });
    // The type is given here, so that a server that does not know it is good enough.
    const headers = { 'content-type': 'application/wasm' };
    return await WebAssembly.compileStreaming(new Response(response.body.pipeThrough(counter), { headers }));
  } catch (error) {
    if (error.code === 'network') throw error;
    throw error instanceof WebAssembly.CompileError && !/policy|CSP|unsafe-eval/i.test(error.message)
      ? new EngineError('mime', `What came from ${url} is not WebAssembly: ${error.message}`)
      : await diagnose(url, error.message);
  }
}

/** Traps as a crash in the engine does. */
function crash() {
  // (module (func (export "") unreachable))
  const bytes = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 4, 1, 0, 0, 0, 10, 5, 1, 3, 0, 0, 11);
  new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports['']();
}
