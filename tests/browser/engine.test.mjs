// The engine and its client in a page: start, results, failures, recovery.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { articles, longestTask, root, site } from './harness.mjs';

const TEXT = '青岛今天召开会议，总投资1600亿元。';

/** An empty page with the client loaded: `client.Engine`, and `make(options)`, an engine that notes its states in `engine.states`. */
async function bench(t, options = {}) {
  const opened = await site(t, { path: 'blank.html', ...options });
  await opened.page.evaluate(async () => {
    globalThis.client = await import('/engine.js');
    globalThis.make = (options) => {
      const engine = new client.Engine(options);
      engine.states = [];
      engine.onstate = (state) => engine.states.push(state);
      return engine;
    };
    // How a promise ends, as data.
    globalThis.outcome = (promise) => promise.then((value) => ({ value }), ({ name, code, message }) => ({ name, code, message }));
  });
  return opened;
}

/** Makes the next request of the page's worker trap. */
const trap = (page) => page.workers()[0].evaluate(() => self.onmessage({ data: { type: 'trap' } }));

test('starts in a worker and tells how far it is', async (t) => {
  const { page } = await bench(t);
  const states = await page.evaluate(async () => {
    const engine = make();
    await engine.setup();
    return engine.states;
  });
  const loading = states.filter(({ state }) => state === 'loading');
  const loaded = loading.map((state) => state.loaded);
  assert.deepEqual(loaded, [...loaded].sort((a, b) => a - b));
  const { loaded: last, total } = loading.at(-1);
  assert.ok(total > 1_000_000);
  assert.equal(last, total);
  assert.deepEqual(states.at(-1), { state: 'ready', mode: 'worker' });
});

/** What the command line, as `cargo test` built it, makes of files: a result a file. */
function native(files, ...args) {
  const command = ['analyze', '--format', 'jsonl', '--offsets', 'utf16', ...args, ...files];
  const lines = execFileSync(join(root, 'target/debug/quandian'), command, { encoding: 'utf8', maxBuffer: 1 << 29 });
  return lines.trim().split('\n').map((line) => {
    const { file, ...analysis } = JSON.parse(line);
    return JSON.stringify(analysis);
  });
}

test('reads articles as the command line does', async (t) => {
  const { page } = await bench(t);
  const all = articles();
  const read = (article, published) =>
    page.evaluate(async ([text, published]) => JSON.stringify(await engine.analyze(text, { published })), [article.text, published]);
  for (const worker of [true, false]) {
    await page.evaluate((worker) => (globalThis.engine = make({ worker })).setup(), worker);
    // On the page's own thread a few show that it is the same engine.
    const some = worker ? all : all.slice(0, 8);
    const expected = native(some.map(({ file }) => file));
    for (const [i, article] of some.entries()) assert.equal(await read(article), expected[i], article.name);
  }
  const dated = all.find(({ published }) => published);
  assert.equal(await read(dated, dated.published), native([dated.file], '--published', dated.published)[0]);
});

test('counts offsets in UTF-16 code units, lone surrogates too', async (t) => {
  const { page } = await bench(t);
  const source = `\ud83d\ude00甲\ud800${TEXT}\udc00乙`;
  const wrong = await page.evaluate(async (source) => {
    const { tokens } = await make().analyze(source);
    return tokens.filter(({ start, end, text }) => source.slice(start, end).toWellFormed() !== text);
  }, source);
  assert.deepEqual(wrong, []);
});

test('answers what was asked while it loaded, in order', async (t) => {
  const { page } = await bench(t);
  const texts = await page.evaluate(async () => {
    const engine = make();
    const answers = await Promise.all(['甲', '乙', '丙'].map((text) => engine.analyze(text)));
    return answers.map(({ tokens }) => tokens[0].text);
  });
  assert.deepEqual(texts, ['甲', '乙', '丙']);
});

test('reads the numbers and times of a short text', async (t) => {
  const { page } = await bench(t);
  const [money, day] = await page.evaluate(async () => {
    const readings = await make().recognize('昨天花了15元', { reference: '2020-12-25' });
    return ['money', 'time'].map((kind) => readings.find((r) => r.kind === kind));
  });
  assert.deepEqual([money.value, money.unit, money.start, money.end], ['15', 'CNY', 4, 7]);
  assert.equal(day.value, '2020-12-24');
});

test('refuses a date of publication that is none', async (t) => {
  const { page } = await bench(t);
  const { code, message } = await page.evaluate(() => outcome(make().analyze('今天', { published: '2020-13-01' })));
  assert.equal(code, 'argument');
  assert.match(message, /2020-13-01/);
});

const REFUSALS = {
  'the browser has no workers': { init: () => delete globalThis.Worker },
  'its script is not found': { init: () => (globalThis.Worker = class extends Worker { constructor() { super('/none.js', { type: 'module' }); } }) },
  'the policy forbids it': { headers: () => ({ 'content-security-policy': "worker-src 'none'" }) },
};
for (const [why, options] of Object.entries(REFUSALS)) {
  test(`runs on the page when it cannot have a worker: ${why}`, async (t) => {
    const { page } = await bench(t, options);
    const { state, tokens } = await page.evaluate(async (text) => {
      const engine = make();
      const { tokens } = await engine.analyze(text);
      return { state: engine.state, tokens };
    }, TEXT);
    assert.deepEqual(state, { state: 'ready', mode: 'main' });
    assert.equal(tokens[0].text, '青岛');
  });
}

test('starts anew after a trap and answers all the same', async (t) => {
  const { page } = await bench(t);
  await page.evaluate(() => (globalThis.engine = make()).setup());
  await trap(page);
  const { states, first } = await page.evaluate(async (text) => {
    engine.states.length = 0;
    const [analysis] = await Promise.all([engine.analyze(text), engine.analyze('乙')]);
    return { states: engine.states, first: analysis.tokens[0].text };
  }, TEXT);
  assert.equal(first, '青岛');
  assert.deepEqual(states, [{ state: 'restarted', reason: 'trap' }, { state: 'ready', mode: 'worker' }]);
});

test('gives up a text that traps twice, and goes on', async (t) => {
  const { page } = await bench(t);
  await page.evaluate(() => (globalThis.engine = make()).setup());
  await trap(page);
  // The second worker is told to trap before it is told anything else.
  await page.evaluate(() => {
    const Plain = Worker;
    globalThis.Worker = class extends Plain {
      constructor(...given) {
        super(...given);
        globalThis.Worker = Plain;
        this.postMessage({ type: 'trap' });
      }
    };
  });
  const { code } = await page.evaluate((text) => outcome(engine.analyze(text)), TEXT);
  assert.equal(code, 'trap');
  const token = await page.evaluate(async (text) => (await engine.analyze(text)).tokens[0].text, TEXT);
  assert.equal(token, '青岛');
});

test('takes requests back: by signal, and the newest of a key wins', async (t) => {
  const { page } = await bench(t);
  const { signalled, older, newest, states } = await page.evaluate(async (text) => {
    const engine = make();
    await engine.setup();
    const abort = new AbortController();
    const long = outcome(engine.analyze(text.repeat(500), {}, { signal: abort.signal }));
    abort.abort();
    const older = outcome(engine.analyze(text.repeat(500), {}, { key: 'page' }));
    const newest = outcome(engine.analyze(text, {}, { key: 'page' }));
    return { signalled: await long, older: await older, newest: await newest, states: engine.states };
  }, TEXT);
  assert.equal(signalled.name, 'AbortError');
  assert.equal(older.name, 'AbortError');
  assert.equal(newest.value.tokens[0].text, '青岛');
  assert.ok(!states.some(({ state }) => state === 'restarted'));
});

test('replaces a worker that goes on for long with what was taken back', async (t) => {
  const { page } = await bench(t);
  const { states, answer } = await page.evaluate(async (text) => {
    const engine = make();
    await engine.setup();
    engine.states.length = 0;
    const abort = new AbortController();
    outcome(engine.analyze(text.repeat(200_000), {}, { signal: abort.signal }));
    await new Promise((resolve) => setTimeout(resolve, 50));
    abort.abort();
    return { answer: await outcome(engine.analyze(text)), states: engine.states };
  }, TEXT);
  assert.equal(answer.value.tokens[0].text, '青岛');
  assert.deepEqual(states[0], { state: 'restarted', reason: 'cancel' });
});

test('asks for nothing more once it is ready', async (t) => {
  const { page, requests } = await bench(t);
  const asked = [];
  await page.evaluate(() => (globalThis.engine = make()).setup());
  const before = requests.length;
  page.on('request', (request) => asked.push(request.url()));
  await page.evaluate((text) => engine.analyze(text), TEXT);
  await trap(page);
  await page.evaluate((text) => engine.analyze(text), TEXT);
  // A worker that is started anew loads its script and glue again, from the cache where the host allows; nothing else.
  assert.deepEqual([...new Set(requests.slice(before))].filter((path) => !/^\/(worker|core|failure|remedies|wasm\/engine)\.js$/.test(path)), []);
  assert.ok(asked.every((url) => url.startsWith(page.url().replace('blank.html', ''))));
});

test('keeps the page at ease while it loads and reads', async (t) => {
  const { page } = await bench(t);
  const text = articles().map((article) => article.text).join('\n').slice(0, 50_000);
  // What it gives is not handed to the test, which would be the longest task.
  const longest = await longestTask(page, () => page.evaluate((text) => make().analyze(text).then(() => {}), text));
  assert.ok(longest < 100, `a task of ${longest} ms`);
});

const notFound = (page) => page.route('**/engine_bg.wasm', (route) => route.fulfill({ status: 404, body: '' }));
const FAILURES = {
  network: { route: notFound },
  mime: { route: (page) => page.route('**/engine_bg.wasm', (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' })) },
  csp: { headers: () => ({ 'content-security-policy': "script-src 'self' 'unsafe-inline'" }) },
  'wasm-off': { init: () => delete globalThis.WebAssembly },
};
for (const [code, { route, ...options }] of Object.entries(FAILURES)) {
  test(`names what keeps it from loading: ${code}`, async (t) => {
    const { page } = await bench(t, options);
    await route?.(page.context());
    const { failure, state, pending } = await page.evaluate(async () => {
      const engine = make();
      const pending = outcome(engine.analyze('甲'));
      return { failure: await outcome(engine.setup()), pending: await pending, state: engine.state };
    });
    assert.equal(failure.code, code, failure.message);
    assert.equal(pending.code, code);
    assert.equal(state.state, 'failed');
  });
}

test('loads at the next request after the network came back', async (t) => {
  const { page } = await bench(t);
  await notFound(page.context());
  const { code } = await page.evaluate(() => outcome((globalThis.engine = make()).analyze('甲')));
  assert.equal(code, 'network');
  await page.context().unrouteAll();
  const token = await page.evaluate(async (text) => (await engine.analyze(text)).tokens[0].text, TEXT);
  assert.equal(token, '青岛');
});

test('disposed, it rejects what is open and can be used again', async (t) => {
  const { page } = await bench(t);
  const { open, again } = await page.evaluate(async (text) => {
    const engine = make();
    const open = outcome(engine.analyze(text));
    engine.dispose();
    const again = outcome(engine.analyze(text));
    return { open: await open, again: await again };
  }, TEXT);
  assert.equal(open.name, 'AbortError');
  assert.equal(again.value.tokens[0].text, '青岛');
});
