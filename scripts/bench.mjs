// Our engine and npm's jieba-wasm side by side in one Chromium page: `make bench`. Prints a table and writes target/bench.json.
//
// Time to ready is from asking for the module to the first word: fetch from this machine, compile, read the dictionary. Both run in a
// fresh module worker for each round, in turn, so that neither has the quieter machine; the figures are medians.
// jieba-wasm reads its dictionary at the first call, which therefore counts as loading; its `tag` is what our analysis is measured by.
import { readFileSync, writeFileSync, statSync, cpSync, mkdirSync, rmSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import { join } from 'node:path';
import { articles, launch, root } from './browser.mjs';
import { serve } from './serve.mjs';

const ROUNDS = 5;
/** Calls a round, of which the median counts; a third as many of the tenfold text. */
const CALLS = 15;

// One folder with both, served alike.
const site = join(root, 'target/bench');
rmSync(site, { recursive: true, force: true });
mkdirSync(site, { recursive: true });
cpSync(join(root, 'dist'), site, { recursive: true });
cpSync(join(root, 'node_modules/jieba-wasm/pkg/web'), join(site, 'jieba'), { recursive: true });
const theirs = ['jieba_rs_wasm.js', 'jieba_rs_wasm_bg.wasm'].map((file) => join(site, 'jieba', file));
for (const file of theirs) writeFileSync(`${file}.br`, brotliCompressSync(readFileSync(file)));

const OURS = `
  import { serve } from './core.js';
  const asked = performance.now();
  const { port1, port2 } = new MessageChannel();
  let settle;
  const ask = (message) => new Promise((resolve) => { settle = resolve; port1.postMessage(message); });
  port1.onmessage = ({ data }) => { if (data.type === 'result' || data.type === 'ready') settle(data); };
  serve(port2);
  await ask({ type: 'setup' });
  await ask({ type: 'analyze', id: 0, text: '今天', options: {} });
  const ready = performance.now() - asked;
  const analyze = (text) => ask({ type: 'analyze', id: 1, text, options: {} });
  const { Engine } = await import('./wasm/engine.js');
  let engine;
  // Made after the time to ready is taken, in the module that is loaded already.
  const part = (text) => (engine ??= new Engine()).count_quantities(text);
`;
const THEIRS = `
  const asked = performance.now();
  const { default: init, tag, cut } = await import('./jieba/jieba_rs_wasm.js');
  await init();
  tag('今天', true);
  const ready = performance.now() - asked;
  const analyze = async (text) => tag(text, true);
  const part = (text) => cut(text, true);
`;
const MEASURE = `
  onmessage = async ({ data: { text, calls } }) => {
    const time = async (text, calls, analyze) => {
      const times = [];
      for (let i = 0; i < calls; i++) {
        const start = performance.now();
        await analyze(text);
        times.push(performance.now() - start);
      }
      return times.sort((a, b) => a - b)[calls >> 1];
    };
    for (const call of [analyze, part]) await time(text, calls, call);
    postMessage({
      ready,
      once: await time(text, calls, analyze),
      part: await time(text, calls, part),
      tenfold: await time(text.repeat(10), calls / 3, analyze),
    });
  };
  postMessage('loaded');
`;

const text = input();
const extra = { '/blank.html': '<!doctype html>', '/ours.mjs': OURS + MEASURE, '/theirs.mjs': THEIRS + MEASURE };
const server = await serve(site, { extra });
const browser = await launch();
const page = await browser.newPage();
await page.goto(`${server.url}blank.html`);
const rounds = { ours: [], theirs: [] };
for (let round = 0; round < ROUNDS; round++) {
  for (const name of Object.keys(rounds)) {
    rounds[name].push(
      await page.evaluate(
        async ([script, text, calls]) => {
          const worker = new Worker(script, { type: 'module' });
          const message = () => new Promise((resolve, reject) => Object.assign(worker, { onmessage: ({ data }) => resolve(data), onerror: reject }));
          await message();
          worker.postMessage({ text, calls });
          const measured = await message();
          worker.terminate();
          return measured;
        },
        [`/${name}.mjs`, text, CALLS],
      ),
    );
  }
}
await browser.close();

// What the page asks for, from the first request to the first analysis.
const wire = await (async () => {
  const visitor = await launch();
  const page = await visitor.newPage();
  const before = server.requests.length;
  await page.goto(server.url);
  await page.waitForSelector('.standing.ready', { timeout: 60_000 });
  await visitor.close();
  return [...new Set(server.requests.slice(before))];
})();
server.close();

const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];
const of = (name) => ({
  ready: median(rounds[name].map((r) => r.ready)),
  once: median(rounds[name].map((r) => r.once)),
  part: median(rounds[name].map((r) => r.part)),
  tenfold: median(rounds[name].map((r) => r.tenfold)),
});
const sent = (path) => {
  const file = join(site, path.endsWith('/') ? `${path}index.html` : path);
  return (statSync(`${file}.br`, { throwIfNoEntry: false }) ?? statSync(file, { throwIfNoEntry: false }))?.size ?? 0;
};
const total = (paths) => paths.reduce((sum, path) => sum + sent(path), 0);
const isEngine = (path) => /wasm\/engine|\/(worker|core|failure|remedies)\.js/.test(path);

const result = {
  characters: [...text].length,
  rounds: ROUNDS,
  ours: { ...of('ours'), bytes: total(wire), engineBytes: total(wire.filter(isEngine)), readerBytes: total(wire.filter((p) => !isEngine(p))) },
  theirs: { ...of('theirs'), bytes: theirs.reduce((sum, file) => sum + statSync(`${file}.br`).size, 0) },
};
const { ours, theirs: other } = result;
result.ratio = { ready: ours.ready / other.ready, once: ours.once / other.once, part: ours.part / other.part, tenfold: ours.tenfold / ours.once };
writeFileSync(join(root, 'target/bench.json'), `${JSON.stringify(result, null, 2)}\n`);

const ms = (value) => `${value.toFixed(1)} ms`;
const kb = (value) => `${(value / 1000).toFixed(0)} kB`;
const rows = [
  [`${result.characters} characters, median of ${ROUNDS}`, 'quandian', 'jieba-wasm', 'ratio'],
  ['time to ready (load, dictionary)', ms(ours.ready), ms(other.ready), result.ratio.ready.toFixed(2)],
  ['analyse; theirs: tag', ms(ours.once), ms(other.once), result.ratio.once.toFixed(2)],
  ['the same ten times over', ms(ours.tenfold), ms(other.tenfold), (ours.tenfold / other.tenfold).toFixed(2)],
  ['figures and times alone; theirs: cut', ms(ours.part), ms(other.part), result.ratio.part.toFixed(2)],
  ['ten times the text, times the time', result.ratio.tenfold.toFixed(2), (other.tenfold / other.once).toFixed(2), ''],
  ['over the wire, brotli', kb(ours.bytes), kb(other.bytes), (ours.bytes / other.bytes).toFixed(2)],
  ['  of which the engine', kb(ours.engineBytes), '', ''],
  ['  of which the page itself', kb(ours.readerBytes), '', ''],
];
const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
for (const row of rows) console.log(row.map((cell, i) => (i ? cell.padStart(widths[i]) : cell.padEnd(widths[i]))).join('   '));
console.log('written to target/bench.json');

/** The dev articles one after the other, or where they are absent the tests' own, about 20,000 characters. */
function input() {
  const all = articles();
  const dev = all.filter(({ file }) => file.includes('/shared/articles/dev/'));
  let text = (dev.length ? dev : all).map((article) => article.text).join('\n');
  while (!dev.length && text.length < 20_000) text += `\n${text}`;
  return text;
}
