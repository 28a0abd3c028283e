// Where things are, and copying them.

import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));
export const dist = join(root, 'dist');

export const text = (...path) => readFileSync(join(root, ...path), 'utf8');

export const { version, description } = Object.fromEntries(
  [...text('Cargo.toml').matchAll(/^(version|description) = "(.*)"$/gm)].map(([, key, value]) => [key, value]),
);

/** What a widget needs of dist/, by path; the frame's page included, and what the reader's glue imports. */
export const widget = () => [
  ...[...text('dist/wasm/reader.js').matchAll(/from ['"]\.\.\/([\w-]+\.js)['"]/g)].map(([, name]) => name),
  'quandian-reader.js', 'widget', 'widget.css', 'frame.html', 'frame.css', 'frame-page.js',
  'engine.js', 'connection.js', 'core.js', 'failure.js', 'remedies.js', 'platform.js', 'worker.js',
  'wasm/engine.js', 'wasm/engine_bg.wasm', 'wasm/reader.js', 'wasm/reader_bg.wasm',
];

/** Copies paths of dist/ into an empty folder, what was compressed beside them as well. */
export function copy(paths, folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const path of paths) {
    cpSync(join(dist, path), join(folder, path), { recursive: true, preserveTimestamps: true });
    if (existsSync(join(dist, `${path}.br`))) cpSync(join(dist, `${path}.br`), join(folder, `${path}.br`), { preserveTimestamps: true });
  }
}

/** Writes a file and the folders that it lies in. */
export function write(file, content) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

/** Every file under a folder, as paths within it, in order; what was compressed beside it left out. */
export function filesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.br'))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(folder.length + 1))
    .sort();
}
