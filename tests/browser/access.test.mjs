// Whether everybody can use the page: axe-core over every view, in each language, light and dark, wide and narrow; and the keyboard
// alone, from the empty box to a file.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { site } from './harness.mjs';
import { marked, paste, ready, SAMPLE, saved } from './page.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const LANGUAGES = ['zh-Hans', 'zh-Hant', 'en'];
const WIDTHS = [1280, 390, 320];
const PANELS = ['Overview', 'Names', 'Ledger', 'Timeline', 'Words', 'Checks'];

/** How each view is reached, and what of the page it changes: the rest has been looked at. */
const VIEWS = {
  reading: { within: 'body', reach: () => {} },
  ...Object.fromEntries(PANELS.map((panel) => [panel, { within: 'aside', reach: (page) => press(page, `#tab-${panel}`) }])),
  mentions: {
    within: 'aside',
    reach: async (page) => {
      await press(page, '#tab-Names');
      await press(page, 'table.names [aria-expanded]');
    },
  },
  details: { within: '.details', reach: (page) => page.keyboard.press('n') },
  find: {
    within: '.finder',
    reach: async (page) => {
      await page.keyboard.press('Escape');
      await page.keyboard.press('f');
      await page.fill('.finder input', '的');
    },
  },
  words: {
    within: '.column',
    reach: async (page) => {
      await press(page, '.finder .quiet');
      await page.keyboard.press('w');
    },
  },
  source: { within: '.column', reach: (page) => page.keyboard.press('s') },
  export: { within: 'dialog', reach: (page) => page.keyboard.press('e') },
  keys: {
    within: 'dialog',
    reach: async (page) => {
      await page.keyboard.press('Escape');
      await page.keyboard.press('?');
    },
  },
};

/** A click that does not mind where on the screen its target is. */
const press = (page, selector) => page.locator(selector).first().evaluate((element) => element.click());

const violations = (page, within) =>
  page.evaluate(async (within) => {
    // Neither depends on anything that these views change, and both look at the whole page.
    const { violations } = await globalThis.axe.run(within, { resultTypes: ['violations'] });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).slice(0, 3).join(' ')}`);
  }, within);

/** Every language, light and dark, at every width. */
async function everyWay(page, within, view) {
  for (const language of LANGUAGES) {
    await page.evaluate((language) => {
      const select = [...document.querySelectorAll('header select')].find(({ options }) => [...options].some(({ value }) => value === 'en'));
      select.value = language;
      select.dispatchEvent(new Event('change', { bubbles: true }));
    }, language);
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 });
        assert.deepEqual(await violations(page, within), [], `${view}, ${language}, ${colorScheme}, ${width} px`);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(overflow <= 0, `${view}, ${language}, ${width} px: ${overflow} px too wide`);
      }
    }
  }
}

test('the empty page is open to everybody', async (t) => {
  const { page } = await site(t, { context: { reducedMotion: 'reduce' } });
  await ready(page);
  await page.evaluate(axe);
  await everyWay(page, 'body', 'input');
});

test('every view of an article is open to everybody', async (t) => {
  const { page } = await site(t, { context: { reducedMotion: 'reduce' } });
  await paste(page, SAMPLE);
  await page.waitForSelector('aside .card');
  await page.evaluate(axe);
  for (const [view, { within, reach }] of Object.entries(VIEWS)) {
    await reach(page);
    await page.waitForTimeout(150);
    await everyWay(page, within, view);
    await page.setViewportSize({ width: 1280, height: 900 });
  }
});

test('documents side by side are open to everybody', async (t) => {
  const { page } = await site(t, { context: { reducedMotion: 'reduce' } });
  await paste(page, '2019年，青岛港吞吐量5.77亿吨。');
  await page.keyboard.press('i');
  await paste(page, '2020年，青岛港吞吐量6.05亿吨。2019年，青岛港吞吐量5.8亿吨。');
  await page.keyboard.press('7');
  await page.waitForSelector('table.comparison');
  await page.evaluate(axe);
  await everyWay(page, 'aside', 'comparison');
});

test('the keyboard alone leads from the empty box to a file', async (t) => {
  const { page } = await site(t);
  await ready(page);
  await page.keyboard.insertText(SAMPLE);
  await page.keyboard.press('Control+Enter');
  await marked(page);
  // Walk the marks.
  for (const step of [0, 1]) {
    await page.keyboard.press('n');
    await page.waitForFunction((step) => document.activeElement === document.querySelectorAll('article mark')[step], step);
  }
  // Correct one: Tab leads from the mark to its card.
  const marks = await page.locator('article mark').count();
  const focused = () => page.evaluate(() => document.activeElement.closest('.correct')?.lastChild === document.activeElement);
  for (let presses = 0; presses < 40 && !(await focused()); presses++) await page.keyboard.press('Tab');
  assert.ok(await focused(), 'Tab reaches the button that takes the mark away');
  await page.keyboard.press('Enter');
  await page.waitForFunction((n) => document.querySelectorAll('article mark').length === n, marks - 1);
  // Export.
  await page.keyboard.press('e');
  const files = await saved(page, () => page.keyboard.press('Enter'));
  assert.match(Object.keys(files)[0], /\.json$/);
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('dialog').count(), 0);
});
