// The page as a reader uses it: text in, marks out, tables that lead to their places, the keyboard, failures.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { site } from './harness.mjs';
import { paste, SAMPLE } from './page.mjs';

test('marks what is pasted, and asks for nothing more', async (t) => {
  const { page, requests } = await site(t);
  await page.waitForSelector('.standing.ready', { timeout: 20_000 });
  // The service worker keeps what the page is made of; after that nothing is asked for.
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.waitForLoadState('networkidle');
  const before = requests.length;
  await paste(page);
  assert.ok((await page.locator('article mark').count()) > 20);
  assert.match(await page.locator('footer').innerText(), /在本机分析/);
  await page.keyboard.press('w');
  await page.waitForSelector('article ruby');
  await page.keyboard.press('s');
  await page.waitForSelector('pre.slice');
  assert.deepEqual(requests.slice(before), []);
});

test('takes a text before the engine is there', async (t) => {
  const { page } = await site(t);
  await page.waitForSelector('#text');
  await page.fill('#text', SAMPLE);
  await page.keyboard.press('Control+Enter');
  await page.waitForSelector('article mark', { timeout: 20_000 });
});

test('leads from a row to its place', async (t) => {
  const { page } = await site(t);
  await paste(page);
  await page.click('#tab-Names');
  await page.locator('table.names td:first-child > .to').last().click();
  const mark = page.locator('article [data-flash]');
  await mark.waitFor();
  // Over a short way the page glides there.
  await page.waitForFunction(() => {
    const { top } = document.querySelector('article [data-flash]').getBoundingClientRect();
    return top > 0 && top < 720;
  });
  assert.ok(await page.locator('.details.pinned').isVisible());
});

test('reads a dropped file, and refuses what is no text', async (t) => {
  const { page } = await site(t);
  await page.waitForSelector('#text');
  const drop = (name, type, content) =>
    page.evaluate(([name, type, content]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([content], name, { type }));
      document.querySelector('.drop').dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: transfer }));
    }, [name, type, content]);
  await drop('图.png', 'image/png', '\u0089PNG\r\n\u001a\n\0\0\0\rIHDR');
  await page.waitForFunction(() => /图\.png/.test(document.querySelector('.notice')?.innerText));
  await drop('稿.md', 'text/markdown', '# 青岛港开工\n\n青岛港今年投资12亿元。');
  await page.waitForSelector('article mark', { timeout: 20_000 });
});

test('tells the words that an article has more of than others, and takes a day as people write it', async (t) => {
  const { page } = await site(t);
  await paste(page);
  await page.click('#tab-Words');
  await page.waitForFunction(() => +document.querySelector('table.words tbody td:nth-child(4)')?.textContent > 15);
  const keys = await page.locator('table.words tbody td:nth-child(4)').allInnerTexts();
  assert.deepEqual(keys, [...keys].sort((a, b) => b - a));
  const day = page.locator('.legend .day input');
  await day.fill('昨天');
  await day.press('Enter');
  assert.match(await page.locator('.fault').innerText(), /2020-12-25/);
  assert.equal(await day.inputValue(), '昨天');
  await day.fill('2024年1月2日');
  await day.press('Enter');
  await page.waitForFunction(() => document.querySelector('.legend .day input')?.value === '2024-01-02' && !document.querySelector('.fault'));
});

test('hides and shows a type', async (t) => {
  const { page } = await site(t);
  await paste(page);
  const chip = page.locator('.chip[data-type=ORG]');
  const line = () => page.locator('article .ORG').first().evaluate((mark) => getComputedStyle(mark).textDecorationLine);
  assert.equal(await line(), 'underline');
  await chip.click();
  assert.equal(await line(), 'none');
  assert.equal(await chip.getAttribute('aria-pressed'), 'false');
  await chip.click();
  assert.equal(await line(), 'underline');
});

test('keeps the text when the engine crashes', async (t) => {
  const { page } = await site(t);
  await page.waitForSelector('.standing.ready', { timeout: 20_000 });
  // What the page reads to warm up is behind it once an article is shown.
  await paste(page);
  await page.waitForTimeout(500);
  await page.workers()[0].evaluate(() => self.onmessage({ data: { type: 'trap' } }));
  await page.fill('.legend .day input', '2024-01-02');
  await page.press('.legend .day input', 'Enter');
  await page.waitForSelector('.notice');
  assert.match(await page.locator('.notice').innerText(), /重新启动/);
  await page.waitForSelector('article mark');
});

test('keeps the session over a reload until it is told to forget', async (t) => {
  const { page } = await site(t);
  await paste(page, '青岛港今年投资12亿元。');
  await page.reload();
  await page.waitForSelector('article mark', { timeout: 20_000 });
  await page.click('.session button');
  await page.reload();
  await page.waitForSelector('#text');
});

test('works under a strict policy', async (t) => {
  const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; worker-src 'self'; img-src 'self'; manifest-src 'self'";
  const { page } = await site(t, { headers: () => ({ 'content-security-policy': policy }) });
  const refused = [];
  page.on('console', (message) => message.text().includes('Content Security Policy') && refused.push(message.text()));
  await paste(page);
  await page.keyboard.press('n');
  await page.waitForSelector('.details');
  assert.deepEqual(refused, []);
});
