// Files as readers bring them: every format, several at once, wrong encodings, and what cannot be read.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { hold, launch, root, site } from './harness.mjs';

const ARTICLE = readFileSync(join(root, 'tests/articles/h01.txt'), 'utf8');
const SHORT = '青岛港一期工程开工\n　　本报讯 青岛港一期工程昨天开工，总投资12亿元，预计2026年建成。\n';

/** Drops files on the page: `[name, content]`, content a string, or bytes as a Buffer. */
async function drop(page, files) {
  await page.waitForSelector('header');
  const packed = files.map(([name, content]) => [name, Buffer.from(content).toString('base64')]);
  await page.evaluate((packed) => {
    const transfer = new DataTransfer();
    for (const [name, content] of packed) {
      transfer.items.add(new File([Uint8Array.from(atob(content), (c) => c.charCodeAt(0))], name));
    }
    const target = document.querySelector('main');
    target.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: transfer }));
  }, packed);
}

/** What the article reads, white space left out. */
const reading = async (page) => {
  await page.waitForSelector('article mark', { timeout: 30_000 });
  return (await page.locator('article').innerText()).replace(/\s/g, '');
};
const notice = async (page) => {
  await page.waitForFunction(() => document.querySelector('.notice button'), null, { timeout: 20_000 });
  return page.locator('.notice').innerText();
};

/** A ZIP archive of one file that is not compressed. */
function zip(name, content) {
  const [path, data] = [Buffer.from(name), Buffer.from(content)];
  let crc = ~0;
  for (const byte of data) {
    crc ^= byte;
    for (let i = 0; i < 8; i++) crc = (crc >>> 1) ^ (0xedb88320 & -(crc & 1));
  }
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt32LE(~crc >>> 0, 10);
  fields.writeUInt32LE(data.length, 14);
  fields.writeUInt32LE(data.length, 18);
  fields.writeUInt16LE(path.length, 22);
  const local = Buffer.concat([Buffer.from('PK\x03\x04'), fields, path, data]);
  const central = Buffer.concat([Buffer.from('PK\x01\x02\x14\0'), fields, Buffer.alloc(14), path]);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06');
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, central, end]);
}

const docx = (text) => {
  const paragraphs = text.split('\n').map((line) => `<w:p><w:r><w:t xml:space="preserve">${line}</w:t></w:r></w:p>`);
  return zip('word/document.xml', `<?xml version="1.0"?><w:document xmlns:w="w"><w:body>${paragraphs.join('')}</w:body></w:document>`);
};
const rtf = (text) =>
  `{\\rtf1\\ansi\\uc1 ${[...text].map((c) => (c === '\n' ? '\\par ' : c < '\x80' ? c : `\\u${(c.charCodeAt(0) << 16) >> 16}?`)).join('')}}`;
const html = (text) => `<!doctype html><meta charset="utf-8"><title>x</title><body>${text.split('\n').map((l) => `<p>${l}</p>`).join('\n')}`;

/** Text printed to a PDF by the browser, in `columns`. */
async function pdf(text, columns = 1) {
  const browser = await launch();
  try {
    const page = await browser.newPage();
    const style = `body { font: 12pt/1.6 "Noto Sans CJK SC", "Noto Serif CJK SC"; columns: ${columns}; column-gap: 2em } p { margin: 0 }`;
    await page.setContent(html(text).replace('<body>', `<style>${style}</style><body>`));
    return await page.pdf({ format: 'A4' });
  } finally {
    await browser.close();
  }
}

const plain = (text) => text.replace(/\s/g, '');

test('reads several files at once, each a document of its own', async (t) => {
  const { page } = await site(t);
  const name = (format) => SHORT.replaceAll('一期', `${format}期`);
  await drop(page, [
    ['甲.txt', name('甲')],
    ['乙.md', `# ${name('乙')}`],
    ['丙.html', html(name('丙'))],
    ['丁.docx', docx(name('丁'))],
    ['戊.rtf', rtf(name('戊'))],
    ['己.png', 'x'],
  ]);
  const list = page.locator('header select[aria-label="文稿"]');
  await page.waitForFunction(() => document.querySelectorAll('header select[aria-label="文稿"] option').length === 6);
  for (const [i, format] of [...'甲乙丙丁戊'].entries()) {
    await list.selectOption({ index: i });
    await page.waitForFunction((name) => document.querySelector('article')?.innerText.includes(name), `${format}期工程`);
    assert.match(await reading(page), new RegExp(`青岛港${format}期工程开工.*总投资12亿元`));
  }
  const close = page.locator('header .several button');
  for (let left = 5; left > 0; left--) await close.click();
  assert.equal(await list.count(), 0, 'one is left');
});

test('reads PDFs with their columns in order, and asks for pdf.js only then', async (t) => {
  const { page, requests } = await site(t);
  const files = [await pdf(ARTICLE), await pdf(ARTICLE, 2)];
  await page.waitForSelector('.standing.ready', { timeout: 20_000 });
  assert.ok(!requests.some((path) => /\/pdf\//.test(path)));
  for (const file of files) {
    const { text } = await page.evaluate(async (content) => {
      const { read } = await import('./importer.js');
      return read(new File([Uint8Array.from(atob(content), (c) => c.charCodeAt(0))], '稿.pdf'));
    }, file.toString('base64'));
    assert.equal(plain(text).replaceAll('#', ''), plain(ARTICLE));
  }
  await drop(page, [['稿.pdf', files[0]]]);
  assert.ok((await reading(page)).length > 500);
});

test('shows the encoding that it found, and takes another', async (t) => {
  const { page } = await site(t);
  const text = '急症室輪候時間創新高\n醫院管理局主席今日在香港宣佈，增撥資源12億港元，服務時間延長至六個月。';
  const units = Buffer.from(`\ufeff${text}`, 'utf16le');
  await drop(page, [['稿.txt', units]]);
  const select = page.locator('.origin select');
  await select.waitFor();
  assert.equal(await select.inputValue(), 'UTF-16LE');
  assert.match(await reading(page), /醫院管理局/);
  await select.selectOption('UTF-16BE');
  await page.waitForFunction(() => !document.body.innerText.includes('醫院管理局'));
  await select.selectOption('UTF-16LE');
  assert.match(await reading(page), /醫院管理局/);
});

const REFUSED = {
  'a picture': [['图.txt', Buffer.from('89504e470d0a1a0a', 'hex')], /图\.txt.*图片/],
  'rubbish': [['乱.txt', Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 2654435761) >>> 24))], /乱\.txt.*不是文字/],
  'a document that breaks off': [['断.docx', docx(SHORT).subarray(0, 200)], /断\.docx.*损坏/],
  'a locked document': [['锁.docx', Buffer.from('d0cf11e0a1b11ae1', 'hex')], /锁\.docx.*密码/],
  'a PDF that breaks off': [['断.pdf', '%PDF-1.7\n1 0 obj\n<<'], /断\.pdf.*损坏/],
  'nothing': [['空.txt', '\n \n\u200b'], /空\.txt.*没有文字/],
};
for (const [what, [file, words]] of Object.entries(REFUSED)) {
  test(`says why it cannot read ${what}, and keeps what is there`, async (t) => {
    const { page } = await site(t);
    await drop(page, [['稿.txt', SHORT]]);
    await reading(page);
    await drop(page, [file]);
    assert.match(await notice(page), words);
    assert.match(await reading(page), /总投资12亿元/);
  });
}

test('keeps a file that is dropped before the reader runs', async (t) => {
  const { page } = await site(t, { path: 'blank.html' });
  const open = await hold(page, '**/page.js');
  await page.goto(new URL('.', page.url()).href, { waitUntil: 'commit' });
  await drop(page, [['稿.txt', SHORT]]);
  open();
  assert.match(await reading(page), /总投资12亿元/);
});

test('says of a scan that it has no text', async (t) => {
  const { page } = await site(t);
  const browser = await launch();
  const other = await browser.newPage();
  await other.setContent('<svg width="400" height="400"><rect width="300" height="300" fill="gray"/></svg>');
  const scan = await other.pdf();
  await browser.close();
  await drop(page, [['扫描.pdf', scan]]);
  assert.match(await notice(page), /扫描\.pdf.*扫描件/);
});

test('refuses half a gigabyte without reading it', async (t) => {
  const { page } = await site(t);
  await page.waitForSelector('#text');
  await page.evaluate(() => {
    const file = new File(['x'], '巨.txt');
    Object.defineProperty(file, 'size', { value: 500 << 20 });
    file.arrayBuffer = () => {
      throw new Error('it was read');
    };
    const transfer = new DataTransfer();
    const event = new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: transfer });
    Object.defineProperty(event, 'dataTransfer', { value: { types: ['Files'], files: { length: 1, item: () => file, 0: file } } });
    document.querySelector('main').dispatchEvent(event);
  });
  assert.match(await notice(page), /巨\.txt.*太大/);
});

test('keeps the paragraphs of rich text', async (t) => {
  const { page } = await site(t);
  await page.waitForSelector('#text');
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData('text/plain', '青岛港开工 今年投资 12亿元。 明年建成。');
    data.setData(
      'text/html',
      '<meta charset=utf-8><style>p{}</style><h1>青岛港开工</h1><div><p>今年\n投资<b>12亿元</b>。</p><p hidden>无</p><p>明年<br>建成。</p></div>',
    );
    const area = document.getElementById('text');
    area.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  });
  await page.waitForSelector('article mark', { timeout: 20_000 });
  await page.keyboard.press('s');
  assert.equal(await page.locator('pre').textContent(), '# 青岛港开工\n今年投资12亿元。\n明年\n建成。');
});

test('reads a text full of what no reader sees', async (t) => {
  const { page } = await site(t);
  await drop(page, [['脏.txt', `\ufeff\u202e${SHORT.replace('12亿', '1\u200b2\u0000亿')}\u0007\u2066`]]);
  assert.match(await reading(page), /总投资12亿元/);
  await page.click('text=换一篇');
  await page.evaluate(() => {
    const area = document.getElementById('text');
    area.value = '\ud800青岛港今年投资12亿元。\udfff';
    area.dispatchEvent(new InputEvent('input', { bubbles: true }));
  });
  await page.click('button.primary');
  assert.match(await reading(page), /青岛港今年投资12亿元/);
});

test('counts relative times from the day that is set by hand', async (t) => {
  const { page } = await site(t);
  await drop(page, [['稿.txt', '青岛港开工\n2023-04-22\n青岛港一期工程昨天开工，总投资12亿元，预计后年建成。\n']]);
  await reading(page);
  const day = page.locator('.legend .day input');
  assert.equal(await day.inputValue(), '2023-04-22');
  const yesterday = () => page.evaluate(() => {
    const mark = [...document.querySelectorAll('article mark')].find((m) => m.textContent === '昨天');
    mark.click();
    return new Promise((resolve) => setTimeout(() => resolve(document.querySelector('.details')?.innerText ?? ''), 300));
  });
  assert.match(await yesterday(), /2023.?0?4.?21/);
  await day.fill('2021-03-01');
  await day.dispatchEvent('change');
  await page.waitForFunction(() => document.querySelector('article mark'));
  await page.waitForTimeout(500);
  assert.match(await yesterday(), /2021.?0?2.?28/);
});

test('reads ten megabytes, in parts', async (t) => {
  const { page } = await site(t);
  const text = `${ARTICLE}\n\n`.repeat(Math.ceil((10 << 20) / Buffer.byteLength(ARTICLE)));
  await drop(page, [['书.txt', text]]);
  await page.waitForSelector('article mark', { timeout: 60_000 });
  const list = page.locator('header select[aria-label="文稿"]');
  assert.equal(await list.locator('option').count(), 18);
  await list.selectOption({ index: 17 });
  await page.waitForFunction(() => document.querySelector('article mark'), null, { timeout: 60_000 });
});
