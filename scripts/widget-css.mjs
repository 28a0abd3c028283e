// Writes the widget's style sheet: the page's own, as they apply in a shadow root, and www/widget.css behind them.
//
//   node scripts/widget-css.mjs OUT
//
// What becomes of the page's styles: `:root` and `body` are the widget's own element, `.quandian`; what they say of narrow windows is
// left out, since a widget is as wide as its host has room; and every custom property can be set from outside, `--paper` as
// `--quandian-paper`.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const page = readFileSync(join(root, 'index.html'), 'utf8');
const names = [...page.matchAll(/<link rel="stylesheet" href="\.\/([^"]+)"/g)].map(([, name]) => name);

/** @param {string} css */
function inShadow(css) {
  return css
    .replace(/:root\b/g, '.quandian')
    .replace(/^html \{[^}]*\}\n/gm, '')
    .replace(/^body \{/gm, '.quandian {')
    .replace(/\bmain\.reading\b/g, '.reading')
    .replace(/^@media \((max|min)-width:[^]*?^\}\n/gm, '');
}

const overridable = (css) => css.replace(/^(\s+)--([\w-]+): ([^;]+);/gm, '$1--$2: var(--quandian-$2, $3);');

const sheets = names.map((name) => {
  const css = inShadow(readFileSync(join(root, 'www', name), 'utf8'));
  return name === 'theme.css' ? overridable(css) : css;
});
writeFileSync(process.argv[2], [...sheets, readFileSync(join(root, 'www/widget.css'), 'utf8')].join('\n'));
