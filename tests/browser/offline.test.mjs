// The page without a network: it opens, reads and marks.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { serve } from '../../scripts/serve.mjs';
import { dist, launch } from './harness.mjs';
import { paste, ready } from './page.mjs';

test('opens and marks after the network is gone', async (t) => {
  const server = await serve(dist);
  const browser = await launch();
  t.after(() => browser.close());
  const page = await browser.newPage();
  await page.goto(server.url);
  await ready(page);
  const { files } = await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    const files = await (await fetch('files.json')).json();
    const kept = await caches.open('quandian');
    while ((await kept.keys()).length < files.length) await new Promise((resolve) => setTimeout(resolve, 50));
    return { files };
  });
  assert.ok(files.includes('wasm/engine_bg.wasm') && files.length > 10, files.join());
  server.close();
  await page.reload();
  await paste(page, '青岛港今年投资12亿元，增长5%。');
  assert.ok((await page.locator('article mark').count()) >= 3);
});

test('can be installed', () => {
  const { icons, start_url, display } = JSON.parse(readFileSync(join(dist, 'manifest.webmanifest'), 'utf8'));
  assert.deepEqual([start_url, display], ['./', 'standalone']);
  for (const { src, sizes, type } of icons.filter((icon) => icon.type === 'image/png')) {
    // The width stands in a PNG's header.
    const bytes = readFileSync(join(dist, src));
    assert.equal(`${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`, sizes, `${src} ${type}`);
  }
});
