// The browser that tests and benchmark drive, and the articles that they read.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

export const root = fileURLToPath(new URL('../', import.meta.url));

/** Safe for a container without a display, and quiet: the browser asks for nothing of its own. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export function launch(...flags) {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: [...FLAGS, ...flags] });
}

/**
 * The articles to test with: those of tests/articles, and those of ../shared/articles where that is there.
 * @returns {{name: string, file: string, text: string, published: string | undefined}[]}
 */
export function articles() {
  const folders = ['tests/articles', ...['dev', 'real', 'written'].map((name) => `../shared/articles/${name}`)];
  return folders
    .map((folder) => join(root, folder))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) =>
      readdirSync(folder)
        .filter((name) => name.endsWith('.txt'))
        .sort()
        .map((name) => {
          const file = join(folder, name);
          const gold = file.replace(/txt$/, 'json');
          const published = existsSync(gold) ? JSON.parse(readFileSync(gold, 'utf8')).published : undefined;
          return { name, file, text: readFileSync(file, 'utf8'), published };
        }),
    );
}
