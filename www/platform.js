// What the engine's client needs of the place that it runs in, here a browser; package/node.js has the same for Node.

/** @typedef {{postMessage(message: unknown): void, onmessage?: Function | null, onerror?: Function | null, close(): void}} Port */

export const browser = {
  /**
   * Starts a worker on www/core.js.
   * @param {URL} base The folder of the scripts.
   * @returns {Port}
   */
  openWorker(base) {
    const script = new URL('worker.js', base);
    const worker = script.origin === globalThis.origin ? new Worker(script, { type: 'module' }) : new Worker(shim(script));
    worker.close = () => worker.terminate();
    return worker;
  },

  /**
   * Has www/core.js answer at `port` on this thread.
   * @param {URL} base
   * @param {MessagePort} port
   */
  async serveHere(base, port) {
    const { serve } = await import(new URL('core.js', base));
    serve(port);
  },
};

/**
 * A browser starts no worker from another origin, but one of the page's own may import what that origin allows it to. The import is a
 * dynamic one: a policy judges it as a script, where it judges a static one as another worker. And the worker is of the older kind,
 * which a page that was opened from a disk may start as well.
 */
function shim(script) {
  const code = `import(${JSON.stringify(script.href)}).catch((error) => setTimeout(() => { throw error; }));`;
  const address = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
  // The worker fetches it as soon as it starts.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  return address;
}
