// The page in one file, dist/quandian.html: opened from a disk it works as the served one does, and asks for nothing.

import { build } from 'esbuild';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { dist, root, text, write } from './folders.mjs';
import { sevenBits } from './seven.mjs';

const here = join(root, 'scripts/publish/single');

/** Nothing may be loaded, whatever is pasted. */
const POLICY =
  "default-src 'none'; script-src 'unsafe-inline' 'wasm-unsafe-eval' blob:; style-src 'unsafe-inline'; worker-src blob:; img-src data:; form-action 'none'";

/** Bundles a script with all that it imports. */
async function bundle(file, format) {
  const inside = {
    name: 'inside',
    setup({ onResolve }) {
      // Of all that the reader's glue imports, only the way of files is another.
      onResolve({ filter: /^\.\.\/importer\.js$/ }, () => ({ path: join(here, 'importer.js') }));
    },
  };
  const { outputFiles } = await build({
    entryPoints: [join(here, file)],
    bundle: true,
    minify: true,
    format,
    target: 'es2022',
    write: false,
    plugins: [inside],
    // A script that is bundled has no address of its own; what would load by it is not reached.
    logOverride: { 'empty-import-meta': 'silent', 'unsupported-dynamic-import': 'silent' },
  });
  return outputFiles[0].text;
}

function module(name) {
  const bytes = gzipSync(readFileSync(join(dist, 'wasm', `${name}_bg.wasm`)), { level: 9, memLevel: 9 });
  return `<script type="text/plain" id="inside-${name}" data-bytes="${bytes.length}">${sevenBits(bytes)}</script>`;
}

export async function writeSingle() {
  const styles = (page) => page.replace(/<link rel="stylesheet" href="\.\/([^"]+)" \/>/g, (_, name) => `<style>${text('www', name)}</style>`);
  const icon = `data:image/svg+xml;base64,${Buffer.from(text('www/icon.svg')).toString('base64')}`;
  const [script, worker] = await Promise.all([bundle('page.js', 'esm'), bundle('worker.js', 'iife')]);
  const insides = [`<script type="text/plain" id="inside-worker">${worker}</script>`, ...['reader', 'engine'].map(module)];
  const page = styles(text('index.html'))
    .replace('<meta charset="utf-8" />', `$&\n    <meta http-equiv="content-security-policy" content="${POLICY}" />`)
    .replace(/ *<script src="\.\/opened\.js"><\/script>\n/, '')
    .replace(/<script src="\.\/([^"]+)"><\/script>/g, (_, name) => `<script>${text('www', name)}</script>`)
    .replace(/href="\.\/icon\.svg"/, () => `href="${icon}"`)
    .replace(/ *<link rel="(manifest|modulepreload|preload)"[^>]*>\n/g, '')
    .replace(/ *<script type="module" src="\.\/page\.js"><\/script>\n/, '')
    // Functions, since what is put in may hold a `$`.
    .replace('</body>', () => `${insides.join('\n')}\n<script type="module">${script}</script>\n  </body>`);
  write(join(dist, 'quandian.html'), page);
}
