// A release that may be cached for ever: dist/releases/VERSION-HASH/ holds what a widget needs, HASH being of all its files. Beside it
// integrity.json says what to write into a page: the tag with its hash, and an import map that holds the scripts it loads to theirs.

import { createHash } from 'node:crypto';
import { cpSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { copy, dist, filesIn, root, version, widget, write } from './folders.mjs';

export function writeRelease() {
  const releases = join(dist, 'releases');
  const draft = join(releases, 'draft');
  rmSync(releases, { recursive: true, force: true });
  copy(widget(), draft);
  cpSync(join(root, 'LICENSE'), join(draft, 'LICENSE'));
  const files = filesIn(draft);
  const hash = (file) => `sha384-${createHash('sha384').update(readFileSync(join(draft, file))).digest('base64')}`;
  const integrity = Object.fromEntries(files.map((file) => [file, hash(file)]));
  const all = createHash('sha256').update(JSON.stringify(integrity)).digest('hex').slice(0, 12);
  const name = `${version}-${all}`;
  renameSync(draft, join(releases, name));
  const imports = files.filter((file) => file.endsWith('.js')).map((file) => [`/releases/${name}/${file}`, integrity[file]]);
  const script = `<script type="module" src="/releases/${name}/quandian-reader.js" integrity="${integrity['quandian-reader.js']}" crossorigin="anonymous"></script>`;
  const described = { version, folder: `releases/${name}/`, script, importmap: { integrity: Object.fromEntries(imports) }, files: integrity };
  write(join(dist, 'integrity.json'), `${JSON.stringify(described, undefined, 2)}\n`);
}
