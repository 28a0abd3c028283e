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
 * The longest task of the page's thread while `act` is done and a moment after, in milliseconds of processor time, which a busy machine
 * stretches less than the clock.
 */
export async function longestTask(page, act) {
  const browser = page.context().browser();
  await browser.startTracing(page, { categories: ['toplevel', 'blink.user_timing'] });
  // Tracing itself begins with a long task.
  await page.waitForTimeout(1000);
  await page.evaluate(() => performance.mark('quandian'));
  await act();
  await page.waitForTimeout(800);
  const { traceEvents } = JSON.parse(await browser.stopTracing());
  const start = traceEvents.find(({ name }) => name === 'quandian');
  const own = ({ pid, tid, ts }) => pid === start.pid && tid === start.tid && ts > start.ts;
  return Math.max(0, ...traceEvents.filter((event) => event.ph === 'X' && own(event)).map(({ tdur = 0 }) => tdur / 1000));
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
