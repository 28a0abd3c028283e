// Files in, for the page in one file: as www/importer.js, on the page's own thread. PDFs would bring twice as much as all the rest.

import init, { read as readBytes } from '../../../dist/wasm/importer.js';
import { compile } from './inside.js';

/** The largest file that is read, in bytes; as LARGEST in src/import/mod.rs. */
const LARGEST = 64 << 20;

let ready;

/** As `read` in www/importer.js. */
export async function read(file, encoding) {
  const fault = (code, detail = '') => Object.assign(new Error(`${code} ${detail}`), { code, detail });
  if (file.size > LARGEST) throw fault('too-large');
  const bytes = new Uint8Array(
    await file.arrayBuffer().catch(() => {
      throw fault('unreadable');
    }),
  );
  if (new TextDecoder('latin1').decode(bytes.subarray(0, 1024)).includes('%PDF-')) throw fault('unsupported', 'pdf');
  await (ready ??= compile('importer').then((module) => init({ module_or_path: module })));
  try {
    const imported = readBytes(bytes, file.name, encoding);
    const { text, format, encoding: found } = imported;
    imported.free();
    return { text, format, encoding: found };
  } catch (error) {
    // The module throws strings where the file is at fault.
    const [code, ...detail] = typeof error === 'string' ? error.split(' ') : ['trap', error.message];
    throw fault(code, detail.join(' '));
  }
}
