// Moving about in an article: words found, places linked to, the browser's back, tables that sort, group and unfold.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { site } from './harness.mjs';
import { paste, SAMPLE } from './page.mjs';

test('finds words in the text, one after the other', async (t) => {
  const { page } = await site(t);
  await paste(page, SAMPLE);
  await page.keyboard.press('f');
  const wanted = '窗口';
  await page.keyboard.insertText(wanted);
  const count = SAMPLE.replace(/\s/g, '').split(wanted).length - 1;
  const status = page.locator('.finder [role=status]');
  await page.waitForFunction((text) => document.querySelector('.finder [role=status]').textContent === text, `1 / ${count}`);
  const painted = (name) =>
    page.evaluate((name) => [...(CSS.highlights.get(name) ?? [])].map((range) => range.toString()), name);
  assert.deepEqual(await painted('quandian-find'), Array(count).fill(wanted));
  assert.deepEqual(await painted('quandian-found'), [wanted]);
  await page.keyboard.press('Enter');
  assert.equal(await status.innerText(), `2 / ${count}`);
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.press('Shift+Enter');
  assert.equal(await status.innerText(), `${count} / ${count}`);
  const y = await page.evaluate(() => [...CSS.highlights.get('quandian-found')][0].getBoundingClientRect().top);
  assert.ok(y > 0 && y < 720, `on the screen: ${y}`);
  // Words across a mark's edge are found too.
  await page.fill('.finder input', '任城区太白楼中路32号，任城区');
  await page.waitForFunction(() => document.querySelector('.finder [role=status]').textContent === '1 / 1');
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('.finder').count(), 0);
  assert.deepEqual(await painted('quandian-find'), []);
});

test('links to a mention, and goes back where the reader was', async (t) => {
  const { page, url } = await site(t);
  await paste(page, SAMPLE);
  await page.click('#tab-Names');
  const rows = page.locator('table.names td:first-child > .to');
  await rows.nth(2).click();
  const first = new URL(page.url()).hash;
  assert.match(first, /^#m\d+$/);
  await rows.nth(5).click();
  const second = new URL(page.url()).hash;
  assert.notEqual(first, second);
  await page.goBack();
  await page.waitForSelector(`[data-m="${first.slice(2)}"][data-flash]`);
  assert.equal(new URL(page.url()).hash, first);
  await page.goForward();
  await page.waitForSelector(`[data-m="${second.slice(2)}"][data-flash]`);
  // Steps do not fill the history.
  const length = await page.evaluate(() => history.length);
  await page.keyboard.press('n');
  await page.keyboard.press('n');
  assert.equal(await page.evaluate(() => history.length), length);
  // The link opens at its place.
  await page.goto('about:blank');
  await page.goto(`${url}${first}`);
  await page.waitForSelector(`[data-m="${first.slice(2)}"][data-flash]`, { timeout: 60_000 });
});

test('walks the mentions of one name', async (t) => {
  const { page } = await site(t);
  await paste(page, SAMPLE);
  await page.locator('article mark', { hasText: /^颜秉坤$/ }).first().click();
  const seen = [];
  for (let step = 0; step < 3; step++) {
    seen.push(await page.locator('.details .what .m').innerText());
    await page.keyboard.press('N');
  }
  assert.deepEqual(seen, ['颜秉坤', '颜秉坤', '颜秉坤']);
});

test('the ledger is searched, sorted and grouped', async (t) => {
  const { page } = await site(t);
  await paste(page, SAMPLE);
  await page.click('#tab-Ledger');
  const written = () => page.locator('table.ledger .num .to').allInnerTexts();
  const all = await written();
  await page.fill('.filters input', '436');
  assert.deepEqual(await written(), ['436件']);
  await page.fill('.filters input', '');
  await page.locator('.filters select').first().selectOption('value');
  assert.equal((await written())[0], '190万美元');
  await page.locator('.filters select').last().selectOption('unit');
  const groups = await page.locator('table.ledger .group').allInnerTexts();
  assert.ok(groups.length > 3 && new Set(groups).size === groups.length, groups.join());
  assert.deepEqual((await written()).sort(), all.sort());
  // What the checks read wears a tick, here and in the text.
  assert.ok((await page.locator('table.ledger .sign').count()) > 0);
  assert.ok((await page.locator('article .FIG.ok').count()) > 0);
});

test('warns where the figures of a text do not add up', async (t) => {
  const { page } = await site(t);
  await paste(page, '全市今年开工项目638个，其中市区248个，郊区380个，海岛12个。');
  await page.click('#tab-Ledger');
  await page.waitForSelector('.checks .bad');
  assert.ok((await page.locator('article .FIG.bad').count()) > 1);
  assert.ok((await page.locator('table.ledger .bad').count()) > 1);
  await page.locator('article .FIG.bad').first().click();
  assert.match(await page.locator('.details .check').innerText(), /638.*不符/s);
});

test('a name unfolds its mentions, and names that stand together are drawn', async (t) => {
  const { page } = await site(t);
  await paste(page, SAMPLE);
  await page.click('#tab-Names');
  await page.fill('#name-search', '颜秉坤');
  const count = page.locator('table.names [aria-expanded]').first();
  const mentions = parseInt(await count.innerText());
  await count.click();
  assert.equal(await page.locator('.mentions li').count(), mentions);
  await page.locator('.mentions .to').last().click();
  assert.equal(await page.locator('.details .what .m').innerText(), '颜秉坤');
  await page.click('#tab-Overview');
  const drawn = await page.locator('.graph line').count();
  assert.ok(drawn > 2);
  await page.click('.graph summary');
  assert.equal(await page.locator('.graph li').count(), drawn);
});

test('says why a mark was made', async (t) => {
  const { page } = await site(t);
  await page.waitForSelector('#text');
  await page.click('text=看一篇样稿');
  await page.waitForSelector('article mark', { timeout: 60_000 });
  const fact = async (term) => {
    const row = page.locator('.details dl div', { has: page.locator('dt', { hasText: new RegExp(`^${term}$`) }) });
    return (await row.locator('dd').innerText()).trim();
  };
  await page.locator('article mark.PER', { hasText: '颜秉坤' }).first().click();
  assert.match(await fact('把握'), /^\d+%$/);
  assert.match(await fact('依据'), /上下文|前面是职务/);
  await page.locator('article mark.TIME', { hasText: '去年10月' }).click();
  assert.match(await fact('依据'), /^从 2023年9月\d+日 算起$/);
  await page.locator('article mark.FIG', { hasText: '36台' }).first().click();
  assert.equal(await fact('依据'), '写明的单位');
  // What the reader marked says so.
  await page.locator('article mark.LOC').first().click();
  await page.selectOption('.details .correct select', 'ORG');
  await page.locator('article mark.ORG').first().click();
  assert.equal(await fact('依据'), '你标的');
});
