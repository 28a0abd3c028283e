// Serves a folder for development and tests: right types, what scripts/build compressed, a free port.
//
//   node scripts/serve.mjs FOLDER [PORT]     prints the address; Control-C ends it
//   import { serve } from './serve.mjs'      for tests
import { createReadStream, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.md': 'text/markdown; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
};

const fileAt = (path) => {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat?.isFile() ? { path, size: stat.size, modified: stat.mtimeMs } : undefined;
};

/**
 * Starts a server of `folder` on `port` (0: any free one) of this machine.
 * @param {string} folder
 * @param {object} [options]
 * @param {number} [options.port]
 * @param {(path: string) => object} [options.headers] Added to the server's own, and win over them.
 * @param {Record<string, string>} [options.extra] Pages that are not in the folder, by path.
 * @returns {Promise<{url: string, requests: string[], close: () => void}>} `requests` grows with every request.
 */
export function serve(folder, { port = 0, headers = () => ({}), extra = {} } = {}) {
  const requests = [];
  const server = createServer((request, response) => {
    let path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
    requests.push(path);
    if (path.endsWith('/')) path += 'index.html';
    if (extra[path]) {
      response.writeHead(200, { 'content-type': TYPES[extname(path)], ...headers(path) }).end(extra[path]);
      return;
    }
    let file = fileAt(join(folder, normalize(path)));
    if (!file) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end(`${path} is not here\n`);
      return;
    }
    // no-cache: kept, but asked for again, so that a rebuilt page is never an old one.
    const head = { 'content-type': TYPES[extname(file.path)] ?? 'application/octet-stream', 'cache-control': 'no-cache' };
    const compressed = fileAt(`${file.path}.br`);
    if (/\bbr\b/.test(request.headers['accept-encoding'] ?? '') && compressed?.modified >= file.modified) {
      file = compressed;
      head['content-encoding'] = 'br';
    }
    response.writeHead(200, { ...head, 'content-length': file.size, vary: 'accept-encoding', ...headers(path) });
    if (request.method === 'HEAD') response.end();
    else createReadStream(file.path).pipe(response);
  });
  return new Promise((resolve, reject) => {
    server.on('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const close = () => {
        server.close();
        server.closeAllConnections();
      };
      resolve({ url: `http://localhost:${server.address().port}/`, requests, close });
    });
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder, wanted] = process.argv.slice(2);
  // 8000 where it is free, so that the address stays the same from one run to the next.
  const { url } = await (wanted ? serve(folder, { port: +wanted }) : serve(folder, { port: 8000 }).catch(() => serve(folder)));
  console.log(`圈点 is at ${url}`);
}
