// Whether files that ordinary programs write come through import whole: takes articles, has them written in every format and
// encoding, reads the files as the page does, and prints how many of a hundred characters differ from the original.
//
//   scripts/build && node scripts/formats.mjs [FOLDER OF ARTICLES] [COUNT]     ../shared/articles/written, 6
//
// Wants LibreOffice (soffice), pandoc and iconv on the PATH; what is missing is left out of the table. White space and the marks of
// headings are not compared: they are how a format says what the layout stage reads.

import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launch, root } from './browser.mjs';
import { serve } from './serve.mjs';

const folder = process.argv[2] ?? join(root, '../shared/articles/written');
const count = +(process.argv[3] ?? 6);
const work = mkdtempSync(join(tmpdir(), 'quandian-formats-'));

/** Articles of long paragraphs, spread over the folder; a Traditional one last, for Big5. */
function pick() {
  const all = readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .sort()
    .map((name) => ({ name: name.replace('.txt', ''), text: readFileSync(join(folder, name), 'utf8') }));
  const clean = all.filter(({ text }) => text.split('\n').some((line) => line.length >= 80));
  const traditional = (text) => (text.match(/[醫廳區國學業產發開會時點這們個為來說對進實務報資]/g) ?? []).length > text.length / 30;
  const simplified = clean.filter(({ text }) => !traditional(text));
  const step = Math.max(1, Math.floor(simplified.length / count));
  return { simplified: simplified.filter((_, i) => i % step === 0).slice(0, count), traditional: clean.filter(({ text }) => traditional(text)).slice(0, count) };
}

const has = (program) => spawnSync('which', [program]).status === 0;
const run = (program, ...args) => execFileSync(program, args, { cwd: work, stdio: ['ignore', 'ignore', 'ignore'] });
const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const page = (text, style = '') =>
  `<!doctype html><html><head><meta charset="utf-8"><title>x</title><style>${style}</style></head><body>${text
    .split('\n')
    .filter((line) => line.trim())
    .map((line, i) => (i ? `<p>${escaped(line)}</p>` : `<h1>${escaped(line)}</h1>`))
    .join('\n')}</body></html>`;

/** Each way of writing a file: what it needs, the ending, and how it is written from NAME.txt and its text. */
const WAYS = {
  'UTF-8 text': { ending: 'txt', write: () => {} },
  'UTF-8 with BOM': { ending: 'bom.txt', write: (name, text) => writeFileSync(join(work, `${name}.bom.txt`), `\ufeff${text}`) },
  'GBK text (iconv)': iconv('GBK'),
  'GB18030 text (iconv)': iconv('GB18030'),
  'UTF-16 with BOM (iconv)': iconv('UTF-16'),
  'UTF-16LE without BOM (iconv)': iconv('UTF-16LE'),
  'UTF-16BE without BOM (iconv)': iconv('UTF-16BE'),
  'Big5 text (iconv, Traditional)': { ...iconv('BIG5-HKSCS'), traditional: true },
  'Word .docx (LibreOffice)': office('docx'),
  'RTF (LibreOffice)': office('rtf'),
  'HTML (LibreOffice)': office('html', 'html:HTML (StarWriter)'),
  'PDF (LibreOffice)': office('pdf'),
  'Word .docx (pandoc)': pandoc('docx'),
  'RTF (pandoc)': pandoc('rtf', '-s'),
  'HTML in GBK (pandoc, iconv)': {
    needs: ['pandoc', 'iconv'],
    ending: 'gbk.html',
    write(name) {
      run('pandoc', '-f', 'markdown', '-o', `${name}.p.html`, `${name}.md`);
      const body = execFileSync('iconv', ['-f', 'UTF-8', '-t', 'GB18030', `${name}.p.html`], { cwd: work });
      writeFileSync(join(work, `${name}.gbk.html`), Buffer.concat([Buffer.from('<html><head><meta charset=gb2312></head>'), body]));
    },
  },
  'PDF (Chromium, one column)': print('one', 'body { font: 12pt/1.7 "Noto Serif CJK SC" } p { text-indent: 2em; margin: 0 }'),
  'PDF (Chromium, two columns)': print(
    'two',
    'body { font: 10.5pt/1.6 "Noto Sans CJK SC"; columns: 2; column-gap: 2em } h1 { column-span: all } p { text-indent: 2em; margin: 0; text-align: justify }',
  ),
  'PDF (Chromium, newspaper of four columns)': print(
    'four',
    'body { font: 9pt/1.45 "Noto Serif CJK SC"; columns: 4; column-gap: 1.2em } h1 { column-span: all } p { text-indent: 2em; margin: 0; text-align: justify }',
  ),
};

function iconv(encoding) {
  const ending = `${encoding}.txt`;
  const write = (name) => {
    const bytes = execFileSync('iconv', ['-f', 'UTF-8', '-t', encoding, `${name}.txt`], { cwd: work });
    writeFileSync(join(work, `${name}.${ending}`), bytes);
  };
  return { needs: ['iconv'], ending, write };
}
function office(ending, filter = ending) {
  const write = (name) => {
    writeFileSync(join(work, `${name}.o.html`), page(readFileSync(join(work, `${name}.txt`), 'utf8')));
    run('soffice', `-env:UserInstallation=file://${work}/profile`, '--headless', '--infilter=HTML (StarWriter)', '--convert-to', filter, '--outdir', `${work}/${ending}`, `${name}.o.html`);
    run('mv', `${ending}/${name}.o.${ending}`, `${name}.office.${ending}`);
  };
  return { needs: ['soffice'], ending: `office.${ending}`, write };
}
function pandoc(ending, ...flags) {
  return { needs: ['pandoc'], ending: `pandoc.${ending}`, write: (name) => run('pandoc', '-f', 'markdown', ...flags, '-o', `${name}.pandoc.${ending}`, `${name}.md`) };
}
function print(kind, style) {
  const ending = `${kind}.pdf`;
  const write = async (name, text, browser) => {
    const paper = await browser.newPage();
    await paper.setContent(page(text, style));
    await paper.pdf({ format: 'A4', path: join(work, `${name}.${ending}`) });
    await paper.close();
  };
  return { ending, write };
}

/** What is compared: characters without white space and heading marks. */
const plain = (text) => [...text.replaceAll(/[\s#\ufeff]/g, '')];

/** How many edits turn `a` into `b`, within a band around the diagonal. */
function edits(a, b) {
  const band = Math.max(400, Math.abs(a.length - b.length) + 50);
  let row = new Float64Array(b.length + 1).map((_, j) => (j <= band ? j : Infinity));
  for (let i = 1; i <= a.length; i++) {
    const next = new Float64Array(b.length + 1).fill(Infinity);
    if (i <= band) next[0] = i;
    for (let j = Math.max(1, i - band); j <= Math.min(b.length, i + band); j++) {
      next[j] = Math.min(row[j - 1] + (a[i - 1] !== b[j - 1]), row[j] + 1, next[j - 1] + 1);
    }
    row = next;
  }
  return row[b.length];
}

const server = await serve(join(root, 'dist'), { extra: { '/blank.html': '<!doctype html>' } });
const browser = await launch();
try {
  const tab = await browser.newPage();
  await tab.goto(`${server.url}blank.html`);
  const read = (path) =>
    tab.evaluate(
      async ([content, name]) => {
        const { read } = await import('./importer.js');
        const bytes = Uint8Array.from(atob(content), (c) => c.charCodeAt(0));
        return read(new File([bytes], name)).catch(({ code, detail }) => ({ text: '', format: `${code} ${detail}` }));
      },
      [readFileSync(path).toString('base64'), path],
    );
  const chosen = pick();
  console.log('| file | read as | files | characters | wrong | % |\n|---|---|---|---|---|---|');
  for (const [way, { needs = [], ending, write, traditional }] of Object.entries(WAYS)) {
    if (needs.some((program) => !has(program))) continue;
    let [files, characters, wrong] = [0, 0, 0];
    const formats = new Set();
    for (const { name, text } of chosen[traditional ? 'traditional' : 'simplified']) {
      writeFileSync(join(work, `${name}.txt`), text);
      writeFileSync(join(work, `${name}.md`), text.split('\n').map((line) => line.trim().replaceAll(/[\\`*_{}[\]<>()#+.!~^$@"'|-]/g, '\\$&')).filter(Boolean).join('\n\n'));
      await write(name, text, browser);
      const path = join(work, `${name}.${ending}`);
      if (!existsSync(path)) continue;
      const { text: found, format, encoding } = await read(path);
      formats.add([format, encoding].filter(Boolean).join(', '));
      const original = plain(text);
      files += 1;
      characters += original.length;
      const differ = edits(original, plain(found));
      wrong += differ;
      if (process.env.SHOW && differ) console.error(`${path}: ${differ}\n${found}`);
    }
    console.log(`| ${way} | ${[...formats].join('; ')} | ${files} | ${characters} | ${wrong} | ${((100 * wrong) / characters).toFixed(2)} |`);
  }
} finally {
  await browser.close();
  server.close();
  if (process.env.KEEP) console.error(work);
  else rmSync(work, { recursive: true });
}
