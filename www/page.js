// Starts the reader on the page, or says why it does not start.
import init from './wasm/reader.js';
import { diagnose } from './failure.js';

try {
  await init();
} catch (error) {
  console.error(error);
  const failure = await diagnose(new URL('./wasm/reader_bg.wasm', import.meta.url), error.message);
  document.body.append(`圈点未能启动（${failure.code}）：${failure.message}`);
}
