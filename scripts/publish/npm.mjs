// The package for npm, in dist/npm: the functions, the widget, types, licence and notices.

import { join } from 'node:path';
import { copy, description, dist, root, text, version, widget, write } from './folders.mjs';
import { notices } from './notices.mjs';
import { types } from './types.mjs';
import { cpSync, readdirSync } from 'node:fs';

const folder = join(dist, 'npm');

export function writePackage() {
  copy(widget(), folder);
  for (const file of readdirSync(join(root, 'package'))) cpSync(join(root, 'package', file), join(folder, file));
  write(join(folder, 'index.d.ts'), text('package/index.d.ts') + types());
  cpSync(join(root, 'LICENSE'), join(folder, 'LICENSE'));
  write(join(folder, 'THIRD-PARTY.md'), notices(['engine', 'reader']));
  const manifest = {
    name: 'quandian',
    version,
    description,
    license: 'MIT',
    type: 'module',
    engines: { node: '>=18' },
    // What a server may send compressed is of no use in a package.
    files: ['**/*', '!**/*.br'],
    keywords: ['chinese', 'nlp', 'ner', 'tokenizer', 'wasm', 'web-component'],
    sideEffects: ['./quandian-reader.js', './frame-page.js', './worker.js', './node-worker.js'],
    types: './index.d.ts',
    exports: {
      '.': { types: './index.d.ts', node: './node.js', default: './index.js' },
      './reader': { types: './reader.d.ts', default: './quandian-reader.js' },
      './wasm/*': './wasm/*',
      './package.json': './package.json',
    },
  };
  write(join(folder, 'package.json'), `${JSON.stringify(manifest, undefined, 2)}\n`);

}
