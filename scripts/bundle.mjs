// Puts the page together in dist/: one script with all that it imports, one style sheet, and one script that runs before the first
// paint. A request costs more than its bytes, and comments are for those who read www/. What the widget and the package load stays as
// it is.
//
//   node scripts/bundle.mjs
//
// Reads dist/, where scripts/build has copied www/ and index.html.

import { build, transform } from 'esbuild';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const dist = join(root, 'dist');
const source = (name) => readFileSync(join(root, 'www', name), 'utf8');

const SHEET = / *<link rel="stylesheet" href="\.\/([^"]+)" \/>\n/g;
const FIRST = / *<script src="\.\/([^"]+)"><\/script>\n/g;

let page = readFileSync(join(root, 'index.html'), 'utf8');

/** Puts `file` in the place of all that `pattern` finds, and removes what it is made of from dist/. */
function gather(pattern, file, tag) {
  const names = [...page.matchAll(pattern)].map(([, name]) => name);
  let first = true;
  page = page.replace(pattern, () => {
    const line = first ? `    ${tag}\n` : '';
    first = false;
    return line;
  });
  for (const name of names.filter((name) => name !== file)) {
    rmSync(join(dist, name), { force: true });
    rmSync(join(dist, `${name}.br`), { force: true });
  }
  return names.map(source).join('\n');
}

/** Writes a file unless it holds this already, so that what is newer than it stays so. */
function write(name, content) {
  const file = join(dist, name);
  let before;
  try {
    before = readFileSync(file, 'utf8');
  } catch {
    // There is none yet.
  }
  if (before !== content) writeFileSync(file, content);
}

const styles = gather(SHEET, 'page.css', '<link rel="stylesheet" href="./page.css" />');
write('page.css', (await transform(styles, { loader: 'css', minify: true })).code);

const first = gather(FIRST, 'first.js', '<script src="./first.js"></script>');
write('first.js', (await transform(first, { loader: 'js', minify: true, target: 'es2020' })).code);

const { outputFiles } = await build({
  stdin: { contents: source('page.js'), resolveDir: dist, sourcefile: 'page.js' },
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  // Loaded when the first PDF comes.
  external: ['./pdf.js'],
  write: false,
});
write('page.js', outputFiles[0].text);
write('index.html', page);
