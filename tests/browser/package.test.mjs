// The package for npm, as others use it: packed, installed in a project of its own, in Node, on a plain page, through Vite, and its types.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { serve } from '../../scripts/serve.mjs';
import { dist } from '../../scripts/publish/folders.mjs';
import { writePackage } from '../../scripts/publish/npm.mjs';
import { articles, root, site } from './harness.mjs';

const run = promisify(execFile);
const TEXT = '青岛港今年投资12亿元，同比增长3.5%。';

/** The project that the package is installed in. */
let project;
before(async () => {
  writePackage();
  project = await mkdtemp(join(tmpdir(), 'quandian-'));
  await writeFile(join(project, 'package.json'), '{ "private": true, "type": "module" }');
  const { stdout } = await run('npm', ['pack', '--silent', '--pack-destination', project, join(dist, 'npm')], { cwd: project });
  await run('npm', ['install', '--offline', '--no-audit', '--no-fund', join(project, stdout.trim().split('\n').at(-1))], { cwd: project });
});
after(() => rm(project, { recursive: true, force: true }));

/** Runs a script of the project; what it prints. A program that does not end by itself fails. */
async function node(script) {
  await writeFile(join(project, 'main.js'), script);
  return (await run(process.execPath, ['main.js'], { cwd: project, timeout: 60_000, maxBuffer: 1 << 28 })).stdout.trim();
}

test('holds what a package should', async () => {
  const installed = join(project, 'node_modules/quandian');
  const notices = await readFile(join(installed, 'THIRD-PARTY.md'), 'utf8');
  assert.match(notices, /jieba-rs/);
  assert.match(notices, /yew/);
  assert.match(await readFile(join(installed, 'LICENSE'), 'utf8'), /MIT/);
  const { exports } = JSON.parse(await readFile(join(installed, 'package.json'), 'utf8'));
  for (const target of Object.values(exports['.'])) await readFile(join(installed, target));
});

for (const worker of [true, false]) {
  test(`works in Node, ${worker ? 'in a worker' : 'on its thread'}, and lets the program end`, async () => {
    const printed = await node(`
      import { setup, analyze, recognize, dispose } from 'quandian';
      const steps = [];
      const { mode } = await setup({ worker: ${worker}, onprogress: ({ loaded, total }) => steps.push(loaded / total) });
      const { schema, figures } = await analyze('${TEXT}', { published: '2020-12-25' });
      const [reading] = await recognize('昨天', { reference: '2020-12-25' });
      const wrong = await analyze('今天', { published: 'gestern' }).catch(({ name, code, remedy }) => [name, code, remedy]);
      const abort = new AbortController();
      const given = analyze('甲', { signal: abort.signal }).catch(({ name }) => name);
      abort.abort();
      const gone = analyze('${TEXT}'.repeat(10_000)).catch(({ name }) => name);
      dispose();
      const again = await analyze('${TEXT}');
      console.log(JSON.stringify({ mode, last: steps.at(-1), schema, value: figures[0].value, reading: reading.value, wrong, given: await given, gone: await gone, again: again.figures.length }));`);
    assert.deepEqual(JSON.parse(printed), {
      mode: worker ? 'worker' : 'main', last: 1, schema: 'quandian/1', value: 1_200_000_000, reading: '2020-12-24',
      wrong: ['EngineError', 'argument', 'Write dates as YYYY-MM-DD.'], given: 'AbortError', gone: 'AbortError', again: 2,
    });
  });
}

/** A page that imports the package and notes what comes of it. */
const SCRIPT = (from) => `import { setup, analyze } from '${from}';
const { mode } = await setup({ worker: !location.search });
document.title = mode + ' ' + (await analyze('${TEXT}')).figures[0].text;`;

async function title(t, folder, extra) {
  const server = await serve(folder, { extra });
  t.after(() => server.close());
  const { page } = await site(t, { path: 'blank.html' });
  const titles = [];
  for (const query of ['', '?main']) {
    await page.goto(`${server.url}page.html${query}`);
    await page.waitForFunction(() => / /.test(document.title), null, { timeout: 30_000 });
    titles.push(await page.title());
  }
  return titles;
}

test('works on a plain page', async (t) => {
  const page = '<!doctype html><title>-</title><script type="module" src="/main.js"></script>';
  const titles = await title(t, join(project, 'node_modules/quandian'), { '/page.html': page, '/main.js': SCRIPT('/index.js') });
  assert.deepEqual(titles, ['worker 12亿元', 'main 12亿元']);
});

test('works through Vite', async (t) => {
  await writeFile(join(project, 'page.html'), '<!doctype html><title>-</title><script type="module" src="/app.js"></script>');
  await writeFile(join(project, 'app.js'), SCRIPT('quandian'));
  const vite = createRequire(import.meta.url).resolve('vite/package.json').replace('package.json', 'bin/vite.js');
  // The target that top-level await asks for is Vite's own.
  await writeFile(join(project, 'vite.config.js'), "export default { build: { rollupOptions: { input: 'page.html' } }, worker: { format: 'es' } };");
  await run(process.execPath, [vite, 'build'], { cwd: project });
  assert.deepEqual(await title(t, join(project, 'dist')), ['worker 12亿元', 'main 12亿元']);
});

test('its types accept what they should and refuse the rest', async () => {
  const texts = articles().filter(({ file }) => file.includes('tests/articles')).map(({ text }) => text);
  await writeFile(join(project, 'texts.json'), JSON.stringify(texts));
  // Results of real articles, as literals: a field that the types lack, or a name that they do not know, is an error.
  const printed = await node(`
    import { readFileSync } from 'node:fs';
    import { analyze, recognize } from 'quandian';
    const results = [];
    for (const text of JSON.parse(readFileSync('texts.json', 'utf8'))) {
      const { tokens, sentences, ...analysis } = await analyze(text, { published: '2020-12-25' });
      results.push({ ...analysis, tokens: tokens.slice(0, 5), sentences: sentences.slice(0, 5), blocks: analysis.blocks.slice(0, 12) });
    }
    const readings = await Promise.all(['昨天花了15元', '3到5公里', '每周一', '三分之一', '第三名', '零下5度', '10岁以上', '下午三点到五点'].map((text) => recognize(text, { reference: '2020-12-25' })));
    console.log(JSON.stringify({ results, readings: readings.flat() }));`);
  const { results, readings } = JSON.parse(printed);
  await writeFile(
    join(project, 'results.ts'),
    `import type { Analysis, Reading } from 'quandian';\n${results.map((result, i) => `export const a${i}: Analysis = ${JSON.stringify(result)};`).join('\n')}\nexport const readings: Reading[] = ${JSON.stringify(readings)};\n`,
  );
  await writeFile(join(project, 'types.ts'), await readFile(join(root, 'tests/package/types.ts'), 'utf8'));
  const options = { strict: true, noEmit: true, module: 'nodenext', moduleResolution: 'nodenext', target: 'es2022', lib: ['es2022', 'dom'], types: [], exactOptionalPropertyTypes: true };
  await writeFile(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions: options, files: ['types.ts', 'results.ts'] }));
  const tsc = createRequire(import.meta.url).resolve('typescript/package.json').replace('package.json', 'bin/tsc');
  await run(process.execPath, [tsc, '-p', project], { cwd: project, maxBuffer: 1 << 26 }).catch(({ stdout, stderr }) => assert.fail(`${stdout}${stderr}`.slice(0, 3000)));
});
