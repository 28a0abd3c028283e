// How the page keeps up: while it loads, with an article, a long page and a book.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hold, longestTask, site, timeToMarks } from './harness.mjs';
import { paste, ready, SAMPLE, TEXT } from './page.mjs';

/** A text of about this many characters. */
const long = (characters) => TEXT.repeat(Math.ceil(characters / TEXT.length)).slice(0, characters);

test('has no long task when 20,000 characters are pasted', async (t) => {
  const { page } = await site(t);
  await ready(page);
  await page.waitForTimeout(500);
  const task = await longestTask(page, () => paste(page, long(20_000)));
  t.diagnostic(`longest task: ${task.toFixed(0)} ms`);
  assert.ok(task < 50, `${task} ms`);
});

test('changes its views in short tasks', async (t) => {
  const { page } = await site(t);
  await ready(page);
  await paste(page, long(20_000));
  // Every slice is drawn once it was seen.
  for (let part = 0; part <= 1; part += 0.05) {
    await page.evaluate((part) => scrollTo({ top: document.documentElement.scrollHeight * part, behavior: 'instant' }), part);
    await page.waitForTimeout(50);
  }
  for (const [key, there] of [['w', 'article ruby'], ['1', '.cloud span'], ['5', 'table.words td'], ['6', '#tab-Checks[aria-selected=true]']]) {
    const task = await longestTask(page, async () => {
      await page.keyboard.press(key);
      await page.waitForSelector(`#app ${there}`, { state: 'attached' });
    });
    t.diagnostic(`${key}: ${task.toFixed(0)} ms`);
    // The goal is 50 on a machine that does nothing else.
    assert.ok(task < 100, `${key}: ${task} ms`);
  }
});

test('marks the first 4,000 characters within 100 ms', async (t) => {
  const times = [];
  // A page of paragraphs, and one endless paragraph, which is laid out as a whole; fresh pages, since the first article is the slowest.
  for (const text of [long(4000), long(4000).replaceAll('\n', ''), long(4000)]) {
    const { page } = await site(t, {
      init: () => {
        globalThis.warm = new Promise((resolve) => {
          new MutationObserver((changes) => {
            if (changes.some(({ removedNodes: [gone] }) => gone?.className === 'rehearsal')) resolve();
          }).observe(document, { childList: true, subtree: true });
        });
      },
    });
    await ready(page);
    await page.evaluate(() => globalThis.warm);
    const paste = (text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', text);
      document.getElementById('text').dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    };
    times.push(await timeToMarks(page, () => page.evaluate(paste, text)));
  }
  t.diagnostic(`${times.map((time) => time.toFixed(0)).join(', ')} ms`);
  assert.ok(Math.max(...times) < 100, `${times} ms`);
});

test('moves nothing about while it loads and marks', async (t) => {
  const { page } = await site(t, {
    init: () => {
      globalThis.shift = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) globalThis.shift += entry.value;
      }).observe({ type: 'layout-shift', buffered: true });
    },
  });
  await ready(page);
  await paste(page);
  await page.waitForTimeout(300);
  const shift = await page.evaluate(() => globalThis.shift);
  t.diagnostic(`layout shift: ${shift.toFixed(4)}`);
  assert.ok(shift <= 0.05, `${shift}`);
});

test('opens a book, and scrolls through it without blanks', async (t) => {
  const { page } = await site(t);
  await ready(page);
  await page.evaluate(() => {
    // From the moment at which the analysis has come, until marks can be seen.
    const parse = JSON.parse;
    JSON.parse = (text) => {
      if (text.length > 1_000_000) globalThis.came ??= performance.now();
      return parse(text);
    };
    new MutationObserver((_, observer) => {
      if (!document.querySelector('article mark')) return;
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(() => (globalThis.shown = performance.now())));
    }).observe(document.body, { childList: true, subtree: true });
  });
  await page.waitForSelector('#text');
  await page.evaluate((text) => {
    const area = document.getElementById('text');
    area.dispatchEvent(new Event('paste', { bubbles: true }));
    area.value = text;
    area.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }, long(1_000_000));
  await page.waitForFunction(() => globalThis.shown, undefined, { timeout: 180_000 });
  const opened = await page.evaluate(() => globalThis.shown - globalThis.came);
  t.diagnostic(`1,000,000 characters open in ${opened.toFixed(0)} ms`);
  // The goal is 3000 on a machine that does nothing else.
  assert.ok(opened < 10_000, `${opened} ms`);
  await page.evaluate(() => {
    // Whether there is text at this part of the screen's height; between two paragraphs a little below.
    globalThis.textAt = (part) =>
      [0, 24].some((below) => document.caretPositionFromPoint(300, innerHeight * part + below)?.offsetNode?.nodeName === '#text');
  });
  // Leaps over the whole length: wherever the reader lands there is text to see.
  for (const part of [0.1, 0.35, 0.6, 0.85, 1]) {
    const seen = await page.evaluate(async (part) => {
      scrollTo({ top: document.documentElement.scrollHeight * part - innerHeight, behavior: 'instant' });
      // A leap takes a frame, what lies there is laid out in the next.
      for (let frame = 0; frame < 2; frame++) await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      return [0.2, 0.4, 0.6, 0.8].map(globalThis.textAt);
    }, part);
    assert.ok(seen.filter(Boolean).length >= 3, `at ${part}: ${seen}`);
  }
  // And by the wheel, a screen a frame: no frame shows a blank.
  const blanks = await page.evaluate(async () => {
    scrollTo({ top: 100_000, behavior: 'instant' });
    for (let frame = 0; frame < 10; frame++) await new Promise(requestAnimationFrame);
    let blanks = 0;
    for (let step = 0; step < 60; step++) {
      scrollBy({ top: 400, behavior: 'instant' });
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      if ([0.25, 0.5, 0.75].filter(globalThis.textAt).length < 2) blanks++;
    }
    return blanks;
  });
  assert.equal(blanks, 0);
});

for (const pasted of [true, false]) {
  test(`keeps what is ${pasted ? 'pasted' : 'typed'} before the reader runs`, async (t) => {
    const { page } = await site(t, { path: 'blank.html' });
    const open = await hold(page, '**/reader_bg.wasm');
    await page.goto(new URL('.', page.url()).href, { waitUntil: 'domcontentloaded' });
    await page.waitForSelector('#early');
    if (pasted) {
      await page.waitForFunction(() => performance.getEntriesByName(new URL('page.js', location.href).href).length);
      await page.waitForTimeout(300);
      await page.evaluate((text) => {
        const area = document.getElementById('early');
        area.dispatchEvent(new Event('paste', { bubbles: true }));
        area.value = text;
      }, SAMPLE);
      open();
      await page.waitForSelector('article mark', { timeout: 60_000 });
    } else {
      await page.locator('#early').fill(SAMPLE);
      open();
      await page.waitForSelector('#text');
      assert.equal(await page.inputValue('#text'), SAMPLE);
    }
  });
}
