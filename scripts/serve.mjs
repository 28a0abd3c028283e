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

const size = (file) => {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat?.isFile() ? stat.size : undefined;
};

/**
 * Starts a server of `folder` on `port` (0: any free one) of this machine.
 * @param {string} folder
 * @param {{port?: number, headers?: (path: string) => object}} [options] `headers` are added to, and win over, the server's own.
 * @returns {Promise<{url: string, requests: string[], close: () => void}>} `requests` grows with every request.
 */
export function serve(folder, { port = 0, headers = () => ({}) } = {}) {
  const requests = [];
  const server = createServer((request, response) => {
    let path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
    requests.push(path);
    if (path.endsWith('/')) path += 'index.html';
    let file = join(folder, normalize(path));
    if (size(file) === undefined) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end(`${path} is not here\n`);
      return;
    }
    // no-cache: kept, but asked for again, so that a rebuilt page is never an old one.
    const head = { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream', 'cache-control': 'no-cache' };
    if (/\bbr\b/.test(request.headers['accept-encoding'] ?? '') && size(`${file}.br`) !== undefined) {
      file += '.br';
      head['content-encoding'] = 'br';
    }
    response.writeHead(200, { ...head, 'content-length': size(file), vary: 'accept-encoding', ...headers(path) });
    if (request.method === 'HEAD') response.end();
    else createReadStream(file).pipe(response);
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
