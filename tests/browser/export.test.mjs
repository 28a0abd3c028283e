// The ways out, with the reader's corrections in them, read back by readers of their own (formats.py).

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { root, site } from './harness.mjs';
import { marked, paste, SAMPLE, saved } from './page.mjs';

/** A character of two UTF-16 units and a wrap within a name, so that offsets are put to the test. */
const TEXT = `𠮷兆报道。青\n岛港集团总经理王伟说，“今年投资12亿元，增长5%。”\n\n${SAMPLE}`;

/** What each file of the export dialog holds, by name. */
async function everything(page) {
  const files = {};
  await page.keyboard.press('e');
  for (const button of await page.locator('dialog [data-format]').all()) {
    const brat = (await button.getAttribute('data-format')) === 'ann';
    Object.assign(files, await saved(page, () => button.click(), brat ? 2 : 1));
  }
  await page.keyboard.press('Escape');
  return files;
}

/** The files as an independent reader understands them. */
function understood(files, source) {
  const input = JSON.stringify({ files, source });
  return JSON.parse(execFileSync('python3', [join(root, 'tests/browser/formats.py')], { input, encoding: 'utf8', maxBuffer: 1 << 28 }));
}

test('every form holds the same mentions, corrections included', async (t) => {
  const { page } = await site(t);
  await paste(page, TEXT);
  // 王伟 becomes an organisation, the next mark none at all.
  await page.locator('article mark.PER', { hasText: '王伟' }).first().click();
  await page.selectOption('.correct select', 'ORG');
  await page.locator('article mark.FIG').first().click();
  await page.locator('.correct button').click();
  const shown = await page.locator('article mark').evaluateAll((marks) =>
    marks.map((mark) => [mark.textContent, mark.className.match(/\b[A-Z]+\b/)[0]]),
  );
  const files = await everything(page);
  const read = understood(files, TEXT);
  const bare = (text) => text.replace(/\s/g, '');
  const characters = [...TEXT];
  const named = (mentions) => mentions.map(([start, end, type]) => [bare(characters.slice(start, end).join('')), type]);
  const expected = shown.map(([text, type]) => [bare(text), type]);
  assert.ok(expected.some(([text, type]) => text === '王伟' && type === 'ORG'));
  assert.deepEqual(named(read.brat), expected);
  assert.deepEqual(named(read.web), expected);
  assert.deepEqual(named(read.doccano.mentions), expected);
  assert.deepEqual(read.conll, expected);
  assert.equal(read.doccano.text, TEXT);
  const { entities, times, figures, tokens } = read.analysis;
  assert.equal(entities.length + times.length + figures.length, expected.length);
  assert.ok(tokens.length > 100);
  assert.deepEqual(read.names.map(({ text, type }) => [text, type]), entities.map(({ text, type }) => [text, type]));
  assert.deepEqual(read.figures.map(({ text, value }) => [text, +value]), figures.map(({ text, value }) => [text, value ?? 0]));
  const html = Object.entries(files).find(([name]) => name.endsWith('.html'))[1];
  assert.equal(html.match(/<mark /g).length, expected.length);
});

test('corrections are kept over a reload, saved as a file, and made again from it', async (t) => {
  const { page, url } = await site(t);
  await paste(page, TEXT);
  const marks = page.locator('article mark');
  const before = await marks.count();
  await marks.nth(3).click();
  await page.locator('.correct button').click();
  await page.waitForFunction((n) => document.querySelectorAll('article mark').length === n, before - 1);
  await page.reload();
  await marked(page);
  assert.equal(await marks.count(), before - 1);
  await page.keyboard.press('e');
  const [[name, content]] = Object.entries(await saved(page, () => page.click('dialog .save-corrections')));
  assert.match(name, /corrections\.json$/);
  const file = join(tmpdir(), `quandian-${process.pid}.corrections.json`);
  writeFileSync(file, content);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+z');
  await page.waitForFunction((n) => document.querySelectorAll('article mark').length === n, before);
  await page.keyboard.press('e');
  await page.setInputFiles('dialog input[type=file]', file);
  await page.waitForFunction((n) => document.querySelectorAll('article mark').length === n, before - 1);
  // A file that belongs to another article changes nothing, and says so.
  await page.goto(`${url}#`);
  await page.keyboard.press('i');
  await paste(page, '青岛港今年投资12亿元。');
  await page.keyboard.press('e');
  await page.setInputFiles('dialog input[type=file]', file);
  await page.waitForSelector('.notice');
  assert.match(await page.locator('.notice').innerText(), /另一篇/);
});

test('a table is copied as it is shown', async (t) => {
  const { page, url } = await site(t);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: new URL(url).origin });
  await paste(page, SAMPLE);
  for (const [panel, least] of [['Ledger', 10], ['Names', 10], ['Words', 40]]) {
    await page.click(`#tab-${panel}`);
    await page.locator('.panel .copy').first().click();
    await page.waitForSelector('.notice');
    const rows = (await page.evaluate(() => navigator.clipboard.readText())).replace(/\n$/, '').split('\n').map((row) => row.split('\t'));
    assert.ok(rows.length > least, `${panel}: ${rows.length}`);
    assert.ok(rows.every((row) => row.length === rows[0].length), panel);
    await page.click('.notice button');
  }
});
