// Writes FILE.br beside every file under a folder that compresses well and whose FILE.br is missing or older. What scripts/publish
// writes there is left out: it takes what is compressed along.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

const COMPRESSIBLE = new Set(['.css', '.html', '.js', '.json', '.mjs', '.svg', '.txt', '.wasm', '.webmanifest']);

const modified = (file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;

for (const path of readdirSync(process.argv[2], { recursive: true })) {
  if (/^(npm|releases)[\\/]|^quandian\.html$/.test(path)) continue;
  const file = join(process.argv[2], path);
  if (!COMPRESSIBLE.has(extname(file)) || modified(`${file}.br`) >= modified(file)) continue;
  const bytes = readFileSync(file);
  const params = { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length, [constants.BROTLI_PARAM_LGWIN]: 24 };
  writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params }));
}
