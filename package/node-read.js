// How Node comes by the WebAssembly module: from the file beside the script.

import { readFile } from 'node:fs/promises';

/** @param {URL} url */
export async function read(url) {
  return new Response(await readFile(url));
}
