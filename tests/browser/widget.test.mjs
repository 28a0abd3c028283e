// <quandian-reader> on other people's pages: attributes, events, several at once, coming and going, lazy, strict policies, other origins.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { serve } from '../../scripts/serve.mjs';
import { dist, root, site } from './harness.mjs';

const TEXT = readFileSync(join(root, 'src/bin/reader/sample.txt'), 'utf8');
const SHORT = '青岛港今年投资12亿元，同比增长3.5%。';
const WAIT = { timeout: 30_000 };

/** A page of somebody else's with `body` in it, the widget's script and a list of the events that reach the document. */
const hostPage = (body, { script = '/quandian-reader.js', head = '' } = {}) => `<!doctype html>
<html lang="zh-Hans"><head><meta charset="utf-8"><title>host</title>${head}
<script src="/log.js"></script><script type="module" src="${script}"></script></head><body>${body}</body></html>`;

const LOG = `globalThis.told = [];
for (const name of ['ready', 'progress', 'result', 'select', 'error'])
  document.addEventListener(name, (event) => event.target.localName === 'quandian-reader' && told.push({ name, target: event.target.id, detail: { ...event.detail } }));
globalThis.heard = (name, id) => told.filter((event) => event.name === name && (!id || event.target === id));`;

/** Opens a host's page on the site's own server. */
function host(t, body, { head, script, extra = {}, ...options } = {}) {
  return site(t, { path: 'host.html', extra: { '/host.html': hostPage(body, { script, head }), '/log.js': LOG, ...extra }, ...options });
}

const marks = (page, id = 'quandian-reader') => page.locator(`${id} article mark`);
const shown = (page, id) => marks(page, id).first().waitFor(WAIT);

test('shows the text in the tag, and tells what happens', async (t) => {
  const { page } = await host(t, `<quandian-reader id="a">${SHORT}</quandian-reader>`);
  await shown(page);
  assert.deepEqual(await marks(page).allInnerTexts(), ['青岛港', '今年', '12亿元', '3.5%']);
  await marks(page).nth(2).click();
  const told = await page.evaluate(() => ({
    names: [...new Set(told.map(({ name }) => name))],
    ready: heard('ready').map(({ detail }) => detail),
    figures: heard('result')[0].detail.analysis.figures.map(({ text }) => text),
    tokens: heard('result')[0].detail.analysis.tokens.length > 0,
    select: heard('select').map(({ detail: { type, start, end, entry } }) => ({ type, start, end, value: entry.value })),
  }));
  assert.deepEqual(told.names.sort(), ['progress', 'ready', 'result', 'select']);
  assert.deepEqual(told.ready, [{ engine: 'worker', mode: 'reader' }]);
  assert.deepEqual(told.figures, ['12亿元', '3.5%']);
  assert.ok(told.tokens);
  assert.deepEqual(told.select, [{ type: 'FIG', start: 7, end: 11, value: 1_200_000_000 }]);
});

test('follows its attributes and properties', async (t) => {
  const { page } = await host(t, `<quandian-reader id="a" loading="eager" text="${SHORT}" types="FIG" panels="ledger checks" lang="en" theme="dark"></quandian-reader>`);
  await shown(page);
  const line = () => marks(page).nth(1).evaluate((mark) => getComputedStyle(mark).textDecorationLine);
  await page.waitForFunction(() => document.querySelector('quandian-reader').shadowRoot.querySelector('article.no-TIME'));
  assert.equal(await line(), 'none', 'times are not shown');
  assert.deepEqual(await page.locator('[role=tab]').allInnerTexts(), ['Ledger', 'Checks']);
  const paper = () => page.locator('.quandian').evaluate((element) => getComputedStyle(element).backgroundColor);
  assert.equal(await paper(), 'rgb(23, 22, 20)');
  await page.evaluate(() => Object.assign(document.querySelector('quandian-reader'), { types: ['TIME', 'FIG'], theme: 'light', lang: 'zh-Hant', panels: 'names' }));
  await page.getByRole('tab', { name: '名稱' }).waitFor();
  assert.equal(await line(), 'underline');
  assert.equal(await paper(), 'rgb(251, 248, 241)');
  await page.evaluate(() => (document.querySelector('quandian-reader').panels = 'none'));
  await page.locator('aside').waitFor({ state: 'detached' });
  await page.evaluate(() => (document.querySelector('quandian-reader').text = '昨天，上海举行会议。'));
  await page.locator('article mark', { hasText: '上海' }).waitFor();
  await page.evaluate(() => (document.querySelector('quandian-reader').published = '2020-12-25'));
  await page.waitForFunction(() => heard('result').at(-1).detail.analysis.times[0].value === '2020-12-24');
});

test('takes its text from an address or an element, and says what is wrong with them', async (t) => {
  const { page } = await host(
    t,
    `<article id="story"><h1>青岛港的一年</h1><p>今年投资<b>12</b>亿元。</p></article>
     <quandian-reader id="src" loading="eager" src="/story.txt"></quandian-reader>
     <quandian-reader id="for" loading="eager" for="#story"></quandian-reader>
     <quandian-reader id="none" loading="eager" for="#nothing" lang="en"></quandian-reader>
     <quandian-reader id="lost" loading="eager" src="/lost.txt" lang="en"></quandian-reader>`,
    { extra: { '/story.txt': SHORT } },
  );
  await shown(page, '#src');
  await shown(page, '#for');
  assert.deepEqual(await marks(page, '#for').allInnerTexts(), ['青岛港', '今年', '12亿元']);
  await page.waitForFunction(() => heard('error').length === 2);
  const errors = await page.evaluate(() => heard('error').map(({ target, detail: { code, remedy } }) => [target, code, remedy]));
  assert.deepEqual(errors.map(([target, code]) => [target, code]).sort(), [['lost', 'source'], ['none', 'target']]);
  assert.ok(errors.every(([, , remedy]) => /^Give in/.test(remedy)));
  assert.match(await page.locator('#none .hint').innerText(), /Give in for a selector/);
});

test('analyses on demand, and gives up when told to', async (t) => {
  const { page } = await host(t, '<quandian-reader id="a"></quandian-reader>');
  const result = await page.evaluate(async (text) => {
    const reader = document.querySelector('quandian-reader');
    const first = await reader.analyze(text);
    const same = await reader.analyze();
    const abort = new AbortController();
    const given = reader.analyze('青岛。'.repeat(50_000), { signal: abort.signal }).catch((error) => error.name);
    abort.abort();
    const gone = reader.analyze('上海。'.repeat(50_000)).catch((error) => error.name);
    await new Promise((resolve) => setTimeout(resolve, 50));
    reader.dispose();
    return { schema: first.schema, same: same.figures.length, given: await given, gone: await gone, left: reader.shadowRoot.querySelector('.quandian') };
  }, SHORT);
  assert.deepEqual(result, { schema: 'quandian/1', same: 2, given: 'AbortError', gone: 'AbortError', left: null });
});

test('several share one worker, and a script that is loaded twice does no harm', async (t) => {
  const { page, requests } = await host(
    t,
    `<quandian-reader id="a">${SHORT}</quandian-reader><quandian-reader id="b" lang="en">今天上海开会。</quandian-reader>
     <script type="module" src="/quandian-reader.js?again"></script>`,
  );
  await shown(page, '#a');
  await shown(page, '#b');
  assert.equal(page.workers().length, 1);
  assert.equal(requests.filter((path) => path.endsWith('engine_bg.wasm')).length, 1);
  assert.equal(requests.filter((path) => path.endsWith('reader_bg.wasm')).length, 1);
  await page.evaluate(() => document.querySelector('#a').remove());
  await page.evaluate(() => (document.querySelector('#b').text = '北京去年有3万人。'));
  await page.locator('#b article mark', { hasText: '北京' }).waitFor();
});

test('comes and goes a hundred times and leaves nothing behind', async (t) => {
  const { page } = await host(t, `<div id="place"></div><quandian-reader id="a" loading="eager">${SHORT}</quandian-reader>`);
  await shown(page, '#a');
  const session = await page.context().newCDPSession(page);
  const heap = async () => {
    for (let i = 0; i < 3; i++) await session.send('HeapProfiler.collectGarbage');
    const { jsHeapSizeLimit, usedSize } = await session.send('Runtime.getHeapUsage');
    const { metrics } = await session.send('Performance.getMetrics').catch(() => ({ metrics: [] }));
    return { used: usedSize, nodes: metrics.find(({ name }) => name === 'Nodes')?.value ?? jsHeapSizeLimit * 0 };
  };
  await session.send('Performance.enable');
  const come = (times) =>
    page.evaluate(async (times) => {
      for (let i = 0; i < times; i++) {
        const reader = document.createElement('quandian-reader');
        reader.loading = 'eager';
        reader.text = `青岛第${i}次投资${i + 1}亿元。`;
        document.querySelector('#place').append(reader);
        // Some go before anything is there, most when the article stands.
        if (i % 5) await new Promise((resolve) => reader.addEventListener('result', resolve, { once: true }));
        if (i % 2) await new Promise(requestAnimationFrame);
        reader.remove();
      }
      told.length = 0;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }, times);
  // The first ones warm caches up.
  await come(20);
  const before = await heap();
  await come(100);
  const after = await heap();
  t.diagnostic(`heap ${before.used} -> ${after.used} bytes, nodes ${before.nodes} -> ${after.nodes}`);
  assert.ok(after.used < before.used * 1.1, `${before.used} -> ${after.used}`);
  assert.ok(after.nodes < before.nodes + 20, `${before.nodes} -> ${after.nodes} nodes`);
  assert.equal(page.workers().length, 1);
  await page.evaluate(() => {
    const reader = document.querySelector('#a');
    document.querySelector('#place').append(reader);
  });
  assert.equal(await marks(page, '#a').count(), 4, 'one that is moved stays as it is');
});

test('loads nothing heavy before it comes near the screen', async (t) => {
  const { page, requests } = await host(t, `<p>前面</p><div id="far"></div><quandian-reader id="a">${SHORT}</quandian-reader>`, {
    head: '<link rel="stylesheet" href="/far.css">',
    extra: { '/far.css': '#far { height: 5000px }' },
  });
  await page.waitForFunction(() => customElements.get('quandian-reader'));
  await page.waitForTimeout(300);
  const early = requests.filter((path) => !/host\.html|log\.js|far\.css|favicon/.test(path));
  const bytes = early.reduce((sum, path) => sum + readFileSync(join(dist, path)).length, 0);
  t.diagnostic(`${bytes} bytes: ${early.join(' ')}`);
  assert.ok(bytes < 30_000);
  assert.ok(early.every((path) => path.endsWith('.js') && !path.includes('wasm/')));
  await page.evaluate(() => scrollTo(0, 4600));
  await shown(page);
});

const STRICT = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; worker-src 'self'; connect-src 'self'";

test('works under a strict policy, in both modes', async (t) => {
  const { page } = await host(t, `<article id="story"><p>${SHORT}</p></article><quandian-reader id="a">${SHORT}</quandian-reader><quandian-reader id="b" for="#story" mode="inline"></quandian-reader>`, {
    headers: () => ({ 'content-security-policy': STRICT }),
  });
  const refused = [];
  page.on('console', (message) => message.text().includes('Content Security Policy') && refused.push(message.text()));
  await page.reload();
  await shown(page, '#a');
  await page.waitForFunction(() => CSS.highlights.size > 0, null, WAIT);
  await marks(page, '#a').nth(2).click();
  await page.locator('#a .details').waitFor();
  assert.deepEqual(refused, []);
  assert.equal(page.workers().length, 1);
});

/** A server of dist/ of another origin than the page's. */
async function elsewhere(t, headers) {
  const server = await serve(dist, { headers });
  t.after(() => server.close());
  return server.url;
}

test('works from another origin: a worker through a shim, or the page’s own thread', async (t) => {
  const cdn = await elsewhere(t, () => ({ 'access-control-allow-origin': '*' }));
  const origin = cdn.slice(0, -1);
  const body = `<quandian-reader id="a">${SHORT}</quandian-reader>`;
  const policy = (worker) => () => ({
    'content-security-policy': `default-src 'none'; script-src 'self' ${origin} 'wasm-unsafe-eval'; style-src 'self'; connect-src ${origin}; worker-src ${worker}`,
  });
  for (const [worker, engine] of [['blob:', 'worker'], ["'self'", 'main']]) {
    const { page } = await host(t, body, { script: `${cdn}quandian-reader.js`, headers: policy(worker) });
    await shown(page);
    assert.equal(await page.evaluate(() => heard('ready')[0].detail.engine), engine);
  }
});

test('works where there are no workers', async (t) => {
  const { page } = await host(t, `<quandian-reader id="a">${SHORT}</quandian-reader>`, { init: () => delete globalThis.Worker });
  await shown(page);
  assert.equal(await page.evaluate(() => heard('ready')[0].detail.engine), 'main');
});

test('works in a frame, from a server that allows nothing', async (t) => {
  const cdn = await elsewhere(t);
  const { page } = await host(
    t,
    `<quandian-reader id="a" mode="iframe" asset-base="${cdn}" loading="eager" lang="en">${TEXT}</quandian-reader>`,
    { headers: (path) => (path === '/host.html' ? { 'content-security-policy': `default-src 'none'; script-src 'self'; connect-src 'self'; frame-src ${cdn}` } : {}) },
  );
  // The script that opens the frame is the page's own; only the frame is from elsewhere.
  const frame = page.frameLocator('#a iframe');
  await frame.locator('article mark').first().waitFor(WAIT);
  await page.waitForFunction(() => heard('ready').length && heard('result').length);
  assert.ok(await page.evaluate(() => heard('result')[0].detail.analysis.figures.length > 0));
  const height = () => page.locator('#a').evaluate((reader) => reader.offsetHeight);
  await page.waitForFunction(() => document.querySelector('#a').offsetHeight > 500);
  const long = await height();
  await page.evaluate((text) => (document.querySelector('#a').text = text), SHORT);
  await page.waitForFunction((long) => document.querySelector('#a').offsetHeight < long, long);
  await frame.locator('article mark').first().click();
  await page.waitForFunction(() => heard('select').length);
  // Neither end listens to others: not to a message from this page itself, not to one that claims another origin.
  const before = await page.evaluate(() => told.length);
  await page.evaluate(() => postMessage({ quandian: 'event', name: 'error', detail: { code: 'trap' } }, '*'));
  const stranger = page.frames().find((frame) => frame.url().includes('frame.html'));
  await stranger.evaluate(() => dispatchEvent(new MessageEvent('message', { source: parent, origin: 'https://elsewhere.example', data: { quandian: 'settings', settings: { text: '被换掉了' } } })));
  await page.waitForTimeout(200);
  assert.equal(await page.evaluate(() => told.length), before);
  assert.ok(!(await frame.locator('article').innerText()).includes('被换掉了'));
});

/** What keeps a widget from loading, and how to bring that about. */
const FAILURES = {
  network: { route: ['**/reader_bg.wasm', { status: 404, body: '' }] },
  mime: { route: ['**/view.js', { contentType: 'text/html', body: '<!doctype html>' }] },
  csp: { headers: () => ({ 'content-security-policy': "script-src 'self'" }) },
  'wasm-off': { init: () => delete globalThis.WebAssembly },
};
for (const [code, { route, ...options }] of Object.entries(FAILURES)) {
  test(`says what keeps it from loading, and what to do: ${code}`, async (t) => {
    const { page, url } = await site(t, { path: 'blank.html', extra: { '/host.html': hostPage(`<quandian-reader id="a" lang="en">${SHORT}</quandian-reader>`), '/log.js': LOG }, ...options });
    if (route) await page.route(route[0], (request) => request.fulfill(route[1]));
    await page.goto(`${url}host.html`);
    await page.waitForFunction(() => heard('error').length, null, WAIT);
    const { detail } = (await page.evaluate(() => heard('error')))[0];
    assert.equal(detail.code, code, detail.message);
    assert.ok(detail.remedy.length > 20);
    assert.equal(await page.locator('#a').innerText().then((text) => text.includes(SHORT)), true, 'the text can still be read');
  });
}

test('says that another origin does not allow it', async (t) => {
  const cdn = await elsewhere(t);
  const { page } = await host(t, `<quandian-reader id="a" asset-base="${cdn}">${SHORT}</quandian-reader>`);
  await page.waitForFunction(() => heard('error').length, null, WAIT);
  assert.equal((await page.evaluate(() => heard('error')))[0].detail.code, 'cors');
});

test('takes no colours, faces or sizes from its host, and gives none', async (t) => {
  const layout = 'body { margin: 8px } #p { height: 40px; margin: 0; overflow: hidden }';
  const loud = '* { --paper: red } p, article, mark, button, quandian-reader { font: italic 30px fantasy; color: lime; letter-spacing: 4px; text-transform: uppercase } html { font-size: 40px }';
  const pictures = [];
  for (const style of [layout, loud + layout]) {
    const { page } = await host(t, `<p id="p">前面的话</p><quandian-reader id="a" loading="eager" theme="light">${SHORT}</quandian-reader>`, {
      head: '<link rel="stylesheet" href="/host.css">',
      extra: { '/host.css': style },
    });
    await shown(page);
    pictures.push((await page.locator('.quandian').screenshot()).toString('base64'));
    const face = await page.evaluate(() => getComputedStyle(document.querySelector('#p')).fontFamily);
    assert.equal(face.includes('fantasy'), style !== layout);
  }
  const { page } = await site(t, { path: 'blank.html' });
  const differing = await page.evaluate(async (pictures) => {
    const [one, other] = await Promise.all(
      pictures.map(async (picture) => {
        const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${picture}`)).blob());
        const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d');
        canvas.drawImage(image, 0, 0);
        return canvas.getImageData(0, 0, image.width, image.height).data;
      }),
    );
    if (one.length !== other.length) return Infinity;
    return one.reduce((count, value, i) => count + (Math.abs(value - other[i]) > 16), 0);
  }, pictures);
  t.diagnostic(`${differing} values of pixels differ`);
  // Text is not always painted to the same fraction of a pixel.
  assert.ok(differing < 400, `${differing} values of pixels differ`);
});
