// Files in: the bytes of a file become its text. What reads them is loaded when the first file comes: a module of its own in a worker
// (import-worker.js), and Mozilla's pdf.js for PDFs. Nothing leaves the machine.

import { diagnose } from './failure.js';

/** The largest file that is read, in bytes; as LARGEST in src/import/mod.rs. */
const LARGEST = 64 << 20;

/** A file that cannot be read. `code`: see `ErrorKind::code` in src/import/mod.rs, and those of failure.js. */
class ImportError extends Error {
  constructor(code, detail = '') {
    super(`${code} ${detail}`);
    this.code = code;
    this.detail = detail;
  }
}

/**
 * The text of a file.
 * @param {File} file
 * @param {string} [encoding] A label of the Encoding Standard, in place of the encoding that is detected.
 * @returns {Promise<{text: string, format: string, encoding?: string}>} Rejects with an error that has a `code` and a `detail`.
 */
export async function read(file, encoding) {
  // Looked at before a byte of it is read.
  if (file.size > LARGEST) throw new ImportError('too-large');
  let buffer;
  try {
    buffer = await file.arrayBuffer();
  } catch {
    // A folder, or a file that went away meanwhile.
    throw new ImportError('unreadable');
  }
  const head = new TextDecoder('latin1').decode(buffer.slice(0, 1024));
  if (!head.includes('%PDF-')) return ask({ type: 'read', bytes: buffer, name: file.name, encoding }, [buffer]);
  const { sheets } = await import('./pdf.js').catch(async (error) => {
    throw await diagnose(new URL('./pdf.js', import.meta.url), error.message);
  });
  return ask({ type: 'pages', json: JSON.stringify(await sheets(buffer)) });
}

let worker;
const open = new Map();
let lastId = 0;

/** Asks the worker, which is started by the first question and after a crash. */
function ask(message, transfer = []) {
  worker ??= start();
  const id = ++lastId;
  return new Promise((resolve, reject) => {
    open.set(id, { resolve, reject });
    worker.postMessage({ ...message, id }, transfer);
  });
}

function start() {
  const worker = new Worker(new URL('./import-worker.js', import.meta.url), { type: 'module' });
  worker.onmessage = ({ data: { id, error, ...imported } }) => {
    const request = open.get(id);
    open.delete(id);
    if (error) request?.reject(new ImportError(error.code, error.detail));
    else request?.resolve(imported);
    // After a crash its memory is in doubt.
    if (error?.code === 'trap') stop();
  };
  worker.onerror = (event) => {
    event.preventDefault();
    stop();
  };
  return worker;
}

function stop() {
  worker?.terminate();
  worker = undefined;
  for (const { reject } of open.values()) reject(new ImportError('trap'));
  open.clear();
}
