// Starts the reader on the page, or says why it does not start.
import { Engine } from './engine.js';
import { diagnose } from './failure.js';
import init, { openPage } from './wasm/reader.js';

/** Until the page is painted for the first time, network and processor belong to what is seen. */
const painted = () => new Promise((resolve) => (document.hidden ? resolve() : requestAnimationFrame(() => setTimeout(resolve))));

/** Until the browser has told of its first paint, where it does: it takes what goes before that for never seen. */
const told = () =>
  new Promise((resolve) => {
    new PerformanceObserver(resolve).observe({ type: 'largest-contentful-paint', buffered: true });
    setTimeout(resolve, 200);
  });

const module = new URL('./wasm/reader_bg.wasm', import.meta.url);
try {
  await painted();
  await Promise.all([init({ module_or_path: module }), told()]);
  const engine = new Engine();
  openPage(document.getElementById('app'), document.documentElement, engine, takeDropped);
  // Kept for want of a network once everything has come; where nothing may be kept the page works all the same.
  engine.setup().then(() => navigator.serviceWorker?.register('offline.js')).catch(() => {});
} catch (error) {
  console.error(error);
  const failure = await diagnose(module, error.message);
  document.body.append(`圈点未能启动（${failure.code}）：${failure.message}`);
}
