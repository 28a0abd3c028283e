// The page in one file: as www/page.js, with everything that is loaded there inside (inside.js).

import { serve } from '../../../dist/core.js';
import { Engine } from '../../../dist/engine.js';
import * as glue from '../../../dist/wasm/engine.js';
import init, { openPage } from '../../../dist/wasm/reader.js';
import { compile } from './inside.js';

const platform = {
  openWorker() {
    const code = document.getElementById('inside-worker').textContent;
    const worker = new Worker(URL.createObjectURL(new Blob([code], { type: 'text/javascript' })));
    worker.close = () => worker.terminate();
    return worker;
  },
  async serveHere(_, port) {
    serve(port, { instance: async () => glue });
  },
};

try {
  const reader = compile('reader');
  const engine = compile('engine');
  engine.catch(() => {});
  await init({ module_or_path: await reader });
  openPage(document.getElementById('app'), document.documentElement, new Engine({ module: engine, platform }), takeDropped);
} catch (error) {
  console.error(error);
  document.body.append(`圈点未能启动：${error.message}`);
}
