// Several documents side by side: what they say of the same metric of the same owner, and the way from there to each place.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { site } from './harness.mjs';
import { paste } from './page.mjs';

const TEXTS = [
  '青岛港去年再创新高\n\n2019年，青岛港吞吐量5.77亿吨，利润总额52亿元。\n\n2019年，青岛港集装箱吞吐量2101万标准箱。',
  '青岛港吞吐量破六亿\n\n2020年，青岛港吞吐量6.05亿吨，增长4.7%。\n\n2020年，青岛港利润总额52亿元。2019年，青岛港集装箱吞吐量2010万标准箱。',
];

/** Opens the texts one after the other, and the panel. */
async function compared(t, context) {
  const opened = await site(t, { context });
  const { page } = opened;
  for (const [i, text] of TEXTS.entries()) {
    if (i) await page.keyboard.press('i');
    await paste(page, text);
  }
  return opened;
}

test('puts the figures of two documents side by side, and leads to them', async (t) => {
  const { page } = await compared(t, { viewport: { width: 1280, height: 800 } });
  await page.click('#tab-Comparison');
  await page.waitForSelector('table.comparison');
  const rows = await page.locator('.comparison tbody tr').evaluateAll((rows) =>
    rows.map((row) => [...row.cells].map((cell) => cell.innerText.replace(/\s+/g, ' ').trim())));
  assert.deepEqual(rows, [
    ['吞吐量 青岛港 → 有变化', '5.77亿吨 2019年', '6.05亿吨 2020年 +4.9%'],
    ['利润总额 青岛港 ✓ 一致', '52亿元 2019年', '52亿元 2020年'],
    ['集装箱吞吐量 青岛港 ✗ 互相矛盾', '2101万标准箱 2019年', '2010万标准箱 2019年 -4.3%'],
  ]);
  // To a figure of the other document, by keyboard.
  await page.locator('.comparison .to').first().press('Enter');
  await page.waitForFunction(() => /5\.77亿吨/.test(document.querySelector('article [data-flash]')?.textContent));
  assert.match(await page.locator('h1').innerText(), /去年再创新高/);
});

test('what was put right counts', async (t) => {
  const { page } = await compared(t, { viewport: { width: 1280, height: 800 } });
  // In the second document the profit is no figure.
  await page.locator('article mark', { hasText: '52亿元' }).click();
  await page.click('.details .correct button');
  await page.click('#tab-Comparison');
  await page.waitForSelector('table.comparison');
  const metrics = () => page.locator('.comparison tbody th').evaluateAll((heads) => heads.map((head) => head.firstChild.data));
  assert.deepEqual(await metrics(), ['吞吐量', '集装箱吞吐量']);
  await page.keyboard.press('Control+z');
  await page.waitForFunction(() => document.querySelectorAll('.comparison tbody tr').length === 3);
});

test('one document has no panel for it', async (t) => {
  const { page } = await site(t);
  await paste(page, TEXTS[0]);
  assert.equal(await page.locator('#tab-Comparison').count(), 0);
  await page.keyboard.press('7');
  assert.equal(await page.locator('[role=tab][aria-selected=true]').getAttribute('id'), 'tab-Ledger');
});
