// The module that reads files, in a worker of its own.
//
// Messages in:   {type: 'read', id, bytes, name, encoding?}      bytes: an ArrayBuffer
//                {type: 'pages', id, json}                       what pdf.js found on the pages of a PDF
// Messages out:  {id, text, format, encoding?}
//                {id, error: {code, detail}}                     after the code `trap` it is to be replaced

import init, { pages, read } from './wasm/importer.js';
import { diagnose } from './failure.js';

const url = new URL('./wasm/importer_bg.wasm', import.meta.url);
const ready = init({ module_or_path: url });
// Whoever asks sees the rejection.
ready.catch(() => {});

const answer = {
  read: ({ bytes, name, encoding }) => read(new Uint8Array(bytes), name, encoding),
  pages: ({ json }) => pages(json),
};

self.onmessage = async ({ data }) => {
  const { id, type } = data;
  try {
    await ready;
  } catch (error) {
    const { code, message } = await diagnose(url, error.message);
    self.postMessage({ id, error: { code, detail: message } });
    return;
  }
  try {
    const imported = answer[type](data);
    const { text, format, encoding } = imported;
    imported.free();
    self.postMessage({ id, text, format, encoding });
  } catch (error) {
    // The module throws strings where the file is at fault.
    const [code, ...detail] = typeof error === 'string' ? error.split(' ') : ['trap', error.message];
    self.postMessage({ id, error: { code, detail: detail.join(' ') } });
  }
};
