// What the guide for hosts says: its snippets and example pages work as they stand, and so do the pinned releases.

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { writeRelease } from '../../scripts/publish/release.mjs';
import { serve } from '../../scripts/serve.mjs';
import { dist, root, site } from './harness.mjs';

const WAIT = { timeout: 30_000 };
const PAGE = (body) => `<!doctype html><html lang="zh-Hans"><head><meta charset="utf-8"><title>host</title></head><body>${body}</body></html>`;

/** Waits until every widget of a page shows marks, wherever it shows them; how many there are. */
async function marked(page) {
  await page.waitForFunction(
    () =>
      [...document.querySelectorAll('quandian-reader')].every(({ shadowRoot }) =>
        shadowRoot?.querySelector('iframe, article mark') || (shadowRoot?.querySelector('.strip') && [...CSS.highlights.values()].some(({ size }) => size)),
      ),
    null,
    WAIT,
  );
  if (await page.locator('quandian-reader iframe').count()) await page.frameLocator('quandian-reader iframe').locator('article mark').first().waitFor(WAIT);
  return page.locator('quandian-reader').count();
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What is wrong with the widgets of a page for people who use them otherwise. */
async function violations(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run('quandian-reader'));
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).slice(0, 3).join(' ')}`);
}

const readme = readFileSync(join(root, 'README.md'), 'utf8');
const snippets = [...readme.matchAll(/```html\n([^]*?)```/g)].map(([, snippet]) => snippet.replaceAll('/quandian/', '/'));

for (const [i, snippet] of snippets.entries()) {
  test(`snippet ${i + 1} of the README works`, async (t) => {
    const { page } = await site(t, { path: 'host.html', extra: { '/host.html': PAGE(snippet) } });
    assert.equal(await marked(page), 1);
    if (snippet.includes('document.title')) await page.waitForFunction(() => document.title === '12亿元');
  });
}

for (const name of ['plain', 'inline', 'two', 'dark', 'csp', 'frame']) {
  test(`the example page ${name} works`, async (t) => {
    const { page } = await site(t, { path: 'blank.html' });
    const refused = [];
    page.on('console', (message) => message.text().includes('Content Security Policy') && refused.push(message.text()));
    await page.goto(page.url().replace('blank.html', `demo/${name}.html`));
    assert.equal(await marked(page), name === 'two' ? 2 : 1);
    if (name === 'dark') {
      const paper = await page.locator('.quandian').evaluate((element) => getComputedStyle(element).backgroundColor);
      assert.equal(paper, 'rgb(16, 20, 24)');
    }
    assert.deepEqual(refused, []);
    if (name !== 'csp' && name !== 'frame') assert.deepEqual(await violations(page), []);
  });
}

test('a pinned release works with its hashes, and refuses what was changed', async (t) => {
  writeRelease();
  const { script, importmap, folder, files } = JSON.parse(readFileSync(join(dist, 'integrity.json'), 'utf8'));
  assert.match(folder, /^releases\/[\d.]+-[0-9a-f]{12}\/$/);
  assert.ok(Object.keys(files).includes('wasm/engine_bg.wasm'));
  const body = `<script type="importmap">${JSON.stringify(importmap)}</script>${script}<quandian-reader loading="eager">青岛去年投资3亿元。</quandian-reader>`;
  const extra = { '/host.html': PAGE(body) };
  const { page } = await site(t, { path: 'host.html', extra });
  await marked(page);
  const other = await site(t, { path: 'blank.html', extra });
  await other.page.route('**/widget/place.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${await response.text()}\n// changed` });
  });
  await other.page.goto(`${other.url}host.html`);
  await other.page.locator('.hint').waitFor(WAIT);
});

test('says on a page that was opened from a file what to do', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'quandian-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const server = await serve(dist, { headers: () => ({ 'access-control-allow-origin': '*' }) });
  t.after(() => server.close());
  const { page } = await site(t, { path: 'blank.html' });
  // A script from a server runs there; what it would load from the disk does not.
  const open = async (attributes) => {
    const file = join(folder, 'host.html');
    writeFileSync(file, PAGE(`<script type="module" src="${server.url}quandian-reader.js"></script><quandian-reader loading="eager" lang="en" ${attributes}>青岛去年投资3亿元。</quandian-reader>`));
    await page.goto(pathToFileURL(file).href);
  };
  await open(`asset-base="${pathToFileURL(dist)}/"`);
  await page.locator('.hint').waitFor(WAIT);
  assert.match(await page.locator('.hint').innerText(), /quandian\.html[^]*file/);
  await open('');
  await marked(page);
  // The site itself, opened from the disk.
  await page.goto(pathToFileURL(join(dist, 'index.html')).href);
  await page.getByText('quandian.html').waitFor(WAIT);
});
