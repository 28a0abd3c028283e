// What the browser tests share: the built site served, one headless Chromium, pages that note what goes wrong.
//
//   import { test } from 'node:test';
//   import { site } from './harness.mjs';
//
//   test('the page names its product', async (t) => {
//     const { page } = await site(t);
//     assert.match(await page.title(), /圈点/);
//   });
//
// `make test` runs them after a build; one file alone: scripts/build && node --test tests/browser/engine.test.mjs
// CHROMIUM names the browser (/usr/bin/chromium).

import { join } from 'node:path';
import { after } from 'node:test';
import { articles, launch, root } from '../../scripts/browser.mjs';
import { serve } from '../../scripts/serve.mjs';

export { articles, launch, root };
export const dist = join(root, 'dist');

let shared;
after(async () => (await shared)?.close());

/**
 * Serves dist/ and opens a fresh page of a fresh profile on it; both go when the test ends. A test fails when the page throws an error
 * that nobody caught.
 *
 * @param {import('node:test').TestContext} t
 * @param {object} [options]
 * @param {string} [options.path] What to open, `blank.html` for an empty page of the same origin.
 * @param {(path: string) => object} [options.headers] Headers that the server adds to what it sends.
 * @param {Record<string, string>} [options.extra] Pages that are not in dist/, by path.
 * @param {string[]} [options.flags] Flags of a browser for this test alone.
 * @param {object} [options.context] Playwright's options of the profile: viewport, colorScheme, offline …
 * @param {(() => void) | string} [options.init] Runs in the page before its own scripts.
 * @returns {Promise<{page: import('playwright-core').Page, url: string, requests: string[]}>} `requests`: the paths asked of the server
 */
export async function site(t, { path = '', headers, extra = {}, flags = [], context = {}, init } = {}) {
  const server = await serve(dist, { headers, extra: { '/blank.html': '<!doctype html><title>blank</title>', ...extra } });
  t.after(() => server.close());
  const browser = flags.length ? await launch(...flags) : await (shared ??= launch());
  const profile = await browser.newContext(context);
  t.after(() => (flags.length ? browser.close() : profile.close()));
  const page = await profile.newPage();
  const errors = [];
  page.on('pageerror', (error) => errors.push(error));
  t.after(() => {
    if (errors.length) throw new Error(`the page threw: ${errors.join('; ')}`);
  });
  if (init) await page.addInitScript(init);
  await page.goto(server.url + path);
  return { page, url: server.url, requests: server.requests };
}

/**
 * What the threads of a page did while `act` was done and `rest` milliseconds after. Processor time is told besides the clock's: a busy
 * machine stretches it less.
 * @returns {Promise<{tasks: object[], at: (name: string) => number}>} `tasks`: `thread`, `start` and `end`, microseconds, and `cost`,
 *   milliseconds of processor time; `at`: when the page set the performance mark of this name
 */
async function trace(page, act, rest = 0) {
  const browser = page.context().browser();
  await browser.startTracing(page, { categories: ['toplevel', 'blink.user_timing'] });
  // Tracing itself begins with a long task.
  await page.waitForTimeout(1000);
  await page.evaluate(() => performance.mark('quandian'));
  await act();
  await page.waitForTimeout(rest);
  const { traceEvents } = JSON.parse(await browser.stopTracing());
  const marks = new Map(traceEvents.filter(({ cat }) => cat === 'blink.user_timing').map((event) => [event.name, event]));
  const { pid, tid, ts: start } = marks.get('quandian');
  const own = traceEvents.filter((event) => event.pid === pid);
  const names = new Map(own.filter(({ name }) => name === 'thread_name').map((event) => [event.tid, event.args.name]));
  const thread = (event) => (event.tid === tid ? 'page' : /Worker thread/.test(names.get(event.tid)) ? 'engine' : 'other');
  const tasks = own
    .filter(({ ph, ts }) => ph === 'X' && ts > start)
    .map((event) => ({ name: event.name, thread: thread(event), start: event.ts, end: event.ts + event.dur, cost: (event.tdur ?? 0) / 1000 }));
  return { tasks, at: (name) => marks.get(name).ts };
}

/** The longest task of the page's thread while `act` is done and a moment after, in milliseconds of processor time. */
export async function longestTask(page, act) {
  const { tasks } = await trace(page, act, 800);
  return Math.max(0, ...tasks.filter(({ thread }) => thread === 'page').map(({ cost }) => cost));
}

/**
 * How long it takes from `act`, which puts a text in, until its marks are painted, in milliseconds of processor time: on a machine that
 * does nothing else that is what the clock says. Page and engine work side by side until the engine has its result, then the page alone.
 */
export async function timeToMarks(page, act) {
  const { tasks, at } = await trace(page, async () => {
    await act();
    await page.evaluate(async () => {
      while (!document.querySelector('#app article mark')) await new Promise(requestAnimationFrame);
      // Which stands behind the frame that is being painted.
      await new Promise((resolve) => setTimeout(resolve));
      performance.mark('painted');
    });
  });
  const whole = tasks.filter(({ name, end }) => /RunTask/.test(name) && end < at('painted'));
  const answered = Math.max(...whole.filter(({ thread, cost }) => thread === 'engine' && cost > 1).map(({ end }) => end));
  const sum = (of, test) => whole.filter((task) => task.thread === of && test(task)).reduce((sum, { cost }) => sum + cost, 0);
  const meanwhile = Math.max(sum('page', ({ start }) => start < answered), sum('engine', () => true));
  return meanwhile + sum('page', ({ start }) => start >= answered);
}

/** Holds back what the page asks for by this pattern, until the function is called that this gives. */
export async function hold(page, pattern) {
  let open;
  const door = new Promise((resolve) => (open = resolve));
  await page.route(pattern, async (route) => {
    await door;
    await route.continue();
  });
  return open;
}
