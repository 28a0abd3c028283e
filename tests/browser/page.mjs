// What tests of the page share: a text to read, and how it gets into the box.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './harness.mjs';

const PAGE = join(root, '../shared/articles/dev/003.txt');
const OWN = join(root, 'src/bin/reader/sample.txt');

/** The sample that the page offers: an article written for this project. */
export const SAMPLE = readFileSync(OWN, 'utf8');
/** A newspaper page where ../shared is there, else the sample. */
export const TEXT = existsSync(PAGE) ? readFileSync(PAGE, 'utf8') : SAMPLE;

/** Waits until marks have come, and no more come: an article is drawn in turns. */
export async function marked(page) {
  await page.waitForSelector('article mark', { timeout: 60_000 });
  await page.waitForFunction(() => {
    const { length } = document.querySelectorAll('article mark');
    if (globalThis.seen?.length !== length) globalThis.seen = { length, since: performance.now() };
    return performance.now() - globalThis.seen.since > 400;
  });
}

/** Puts a text into the box as a paste does, and waits for the marks. */
export async function paste(page, text = TEXT) {
  await page.waitForSelector('#text');
  await page.evaluate((text) => {
    const area = document.getElementById('text');
    area.focus();
    area.dispatchEvent(new Event('paste', { bubbles: true }));
    area.value = text;
    area.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }, text);
  await marked(page);
}

/** Waits until the engine can be asked. */
export const ready = (page) => page.waitForSelector('.standing.ready', { timeout: 60_000 });

/** What the reader saves when `act` is done: the content of each file, by its ending. */
export async function saved(page, act, files = 1) {
  const downloads = [];
  const all = new Promise((resolve) => {
    page.on('download', function note(download) {
      downloads.push(download);
      if (downloads.length < files) return;
      page.off('download', note);
      resolve();
    });
  });
  await act();
  await all;
  const read = async (download) => [download.suggestedFilename(), readFileSync(await download.path(), 'utf8')];
  return Object.fromEntries(await Promise.all(downloads.map(read)));
}
