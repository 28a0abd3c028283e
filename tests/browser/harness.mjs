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

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { serve } from '../../scripts/serve.mjs';

export const root = fileURLToPath(new URL('../../', import.meta.url));
export const dist = join(root, 'dist');

/** Safe for a container without a display, and quiet: the browser asks for nothing of its own. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export function launch(...flags) {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: [...FLAGS, ...flags] });
}

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
 * @param {string[]} [options.flags] Flags of a browser for this test alone.
 * @param {object} [options.context] Playwright's options of the profile: viewport, colorScheme, offline …
 * @param {(() => void) | string} [options.init] Runs in the page before its own scripts.
 * @returns {Promise<{page: import('playwright-core').Page, url: string, requests: string[]}>} `requests`: the paths asked of the server
 */
export async function site(t, { path = '', headers, flags = [], context = {}, init } = {}) {
  const server = await serve(dist, { headers, extra: { '/blank.html': '<!doctype html><title>blank</title>' } });
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
 * The articles to test with: those of tests/articles, and those of ../shared/articles where that is there.
 * @returns {{name: string, file: string, text: string, published: string | undefined}[]}
 */
export function articles() {
  const folders = ['tests/articles', ...['dev', 'real', 'written'].map((name) => `../shared/articles/${name}`)];
  return folders
    .map((folder) => join(root, folder))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) =>
      readdirSync(folder)
        .filter((name) => name.endsWith('.txt'))
        .sort()
        .map((name) => {
          const file = join(folder, name);
          const gold = file.replace(/txt$/, 'json');
          const published = existsSync(gold) ? JSON.parse(readFileSync(gold, 'utf8')).published : undefined;
          return { name, file, text: readFileSync(file, 'utf8'), published };
        }),
    );
}
