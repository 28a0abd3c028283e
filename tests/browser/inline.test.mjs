// An article marked where it stands: nothing of the host's is changed, details on hover and by keyboard, changes are followed.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { site } from './harness.mjs';

const WAIT = { timeout: 30_000 };

const ARTICLE = `<article id="story" class="post">
  <h1>青岛港<em>去年</em>吞吐量增长</h1>
  <p>青岛港集团董事长<a href="#x">王<b>建</b>国</a>12月24日说，今年投资<span class="n"><b>12</b>亿</span>元，
     同比增长<!-- note -->3.5%。</p>
  <ul><li>第一期：200万吨</li><li>第二期：<del hidden>9</del>300万吨</li></ul>
  <script type="text/plain">不读的话：北京100亿元</script><p class="hid">看不见的上海500亿元</p>
</article>`;
const CSS_TEXT = 'article { color: #222; font: 17px/1.8 serif } .hid { display: none } b { color: green } .n { border: 1px solid } li { letter-spacing: 2px }';

const page = (body, head = '') => `<!doctype html><html lang="zh-Hans"><head><meta charset="utf-8"><title>host</title><link rel="stylesheet" href="/host.css">${head}
<script type="module" src="/quandian-reader.js"></script></head><body>${body}</body></html>`;

/** Opens a page with an article marked in place; `texts(page)`: what is marked, by type. */
async function inPlace(t, { article = ARTICLE, init, tag = '<quandian-reader id="a" for="#story" mode="inline" loading="eager"></quandian-reader>', css = CSS_TEXT, ...options } = {}) {
  const opened = await site(t, { path: 'host.html', init, extra: { '/host.html': page(article + tag), '/host.css': css }, ...options });
  return opened.page;
}

const marked = (page) => page.waitForFunction(() => [...CSS.highlights].some(([name, highlight]) => name.startsWith('quandian-') && highlight.size), null, WAIT);

const texts = (page) =>
  page.evaluate(() => {
    const found = {};
    for (const [name, highlight] of CSS.highlights) {
      const type = name.split('-')[2];
      for (const range of highlight) {
        const live = document.createRange();
        live.setStart(range.startContainer, range.startOffset);
        live.setEnd(range.endContainer, range.endOffset);
        (found[type] ??= []).push(live.toString());
      }
    }
    return found;
  });

/** A hash of the host's document: every node and attribute outside the widget. */
const hash = (page) =>
  page.evaluate(async () => {
    const bytes = new TextEncoder().encode(document.documentElement.outerHTML);
    return [...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))].join();
  });

test('marks an article across its markup and changes no node of it', async (t) => {
  const page = await inPlace(t, { tag: '<quandian-reader id="a" for="#story" mode="inline"></quandian-reader>', init: () => addEventListener('DOMContentLoaded', () => (globalThis.early = document.documentElement.outerHTML)) });
  await marked(page);
  const before = await page.evaluate(async () => [...new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(early)))].join());
  const found = await texts(page);
  for (const figure of ['12亿元', '3.5%', '200万吨', '300万吨']) assert.ok(found.FIG.includes(figure), figure);
  assert.ok(!JSON.stringify(found).match(/北京|上海/), 'what is hidden or a script is not read');
  assert.ok(found.PER.includes('王建国'), 'a name in a link with markup in it');
  assert.ok(found.TIME.includes('去年') && found.TIME.includes('12月24日'));
  const card = page.locator('#a .details');
  await page.locator('.n b').hover();
  await card.waitFor();
  assert.match(await card.innerText(), /12亿元/);
  await page.mouse.move(5, 5);
  await card.waitFor({ state: 'detached' });
  await page.locator('li').first().click({ position: { x: 90, y: 12 } });
  await card.waitFor();
  assert.equal(await hash(page), before);
});

test('can be stepped through with the keyboard', async (t) => {
  const page = await inPlace(t);
  await marked(page);
  await page.locator('#a .steps button').last().focus();
  await page.keyboard.press('Enter');
  const card = page.locator('#a .details');
  await card.waitFor();
  const first = await card.locator('.what .m').innerText();
  await page.keyboard.press('Enter');
  await page.waitForFunction((first) => document.querySelector('#a').shadowRoot.querySelector('.details .what .m')?.innerText !== first, first);
  const [rect, line] = await page.evaluate(() => {
    const { top, bottom, left } = document.querySelector('#a').shadowRoot.querySelector('.details').getBoundingClientRect();
    return [{ top, bottom, left }, innerHeight];
  });
  assert.ok(rect.top >= 0 && rect.bottom <= line && rect.left >= 0, JSON.stringify(rect));
  await page.keyboard.press('Escape');
  await card.waitFor({ state: 'detached' });
});

test('follows the host’s changes, at a bounded cost', async (t) => {
  const page = await inPlace(t);
  await marked(page);
  await page.evaluate(() => {
    globalThis.results = 0;
    document.addEventListener('result', () => results++);
    // A host that changes its text all the time.
    let n = 0;
    globalThis.busy = setInterval(() => (document.querySelector('li').textContent = `第一期：${n++}万吨`), 20);
  });
  await page.waitForTimeout(1000);
  assert.ok((await page.evaluate(() => results)) <= 1, 'not read again while it changes');
  await page.evaluate(() => {
    clearInterval(busy);
    document.querySelector('li').textContent = '另外，上海投资了7亿元。';
  });
  await page.waitForFunction(() => [...(CSS.highlights.get([...CSS.highlights.keys()].find((name) => name.endsWith('FIG'))) ?? [])].some((range) => range.startContainer.data?.includes('7亿元')));
  await page.evaluate(() => {
    const story = document.querySelector('#story');
    const other = document.createElement('article');
    other.id = 'story';
    other.textContent = '广州去年有9万人。';
    story.replaceWith(other);
  });
  await page.waitForFunction(() => [...CSS.highlights.values()].some((highlight) => [...highlight].some((range) => range.startContainer.data?.includes('广州'))));
  await page.evaluate(() => document.querySelector('#a').remove());
  await page.waitForFunction(() => CSS.highlights.size === 0 && document.adoptedStyleSheets.length === 0);
});

test('shows the article in a reader where highlights are missing', async (t) => {
  const page = await inPlace(t, { init: () => delete CSS.highlights });
  await page.locator('#a article mark').first().waitFor(WAIT);
  assert.match(await page.locator('#a article').innerText(), /王建国/);
});

test('marks a page in Traditional characters', async (t) => {
  const article = '<article id="story"><h1>臺北市去年觀光人數</h1><p>臺北市長蔣萬安12月24日表示，今年預算增加新臺幣12億元。</p></article>';
  const page = await inPlace(t, { article, tag: '<quandian-reader id="a" for="#story" mode="inline" lang="zh-TW" loading="eager"></quandian-reader>' });
  await marked(page);
  const found = await texts(page);
  assert.deepEqual(found.FIG, ['新臺幣12億元']);
  assert.ok(found.LOC?.concat(found.ORG ?? []).some((text) => text.startsWith('臺北')), JSON.stringify(found));
  assert.match(await page.locator('#a .strip').innerText(), /數字/);
});

test('paints nothing but the marks', async (t) => {
  const page = await inPlace(t);
  const story = page.locator('#story');
  await marked(page);
  const boxes = () => page.evaluate(() => JSON.stringify([...document.querySelectorAll('#story *')].map((element) => element.getBoundingClientRect())));
  const marks = await story.screenshot();
  const layout = await boxes();
  await page.evaluate(() => (document.querySelector('#a').types = ''));
  await page.waitForFunction(() => [...CSS.highlights.values()].every((highlight) => highlight.size === 0));
  const none = await story.screenshot();
  assert.equal(await boxes(), layout);
  await page.evaluate(() => document.querySelector('#a').remove());
  await page.waitForFunction(() => CSS.highlights.size === 0);
  const gone = await story.screenshot();
  assert.ok(none.equals(gone), 'without marks the article looks as it did');
  assert.ok(!marks.equals(gone), 'marks can be seen');
});
