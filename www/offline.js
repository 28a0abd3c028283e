// The service worker: keeps what the page is made of, so that it opens without a network. With one, everything is asked for as
// always, and what comes replaces what was kept: a new version is never hidden by an old one.

const KEPT = 'quandian';

self.addEventListener('install', (event) => event.waitUntil(keepAll()));

self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method === 'GET' && new URL(request.url).origin === self.location.origin) event.respondWith(answer(request));
});

/** Keeps every file of the list that scripts/build writes; what the browser has just loaded for the page is not loaded again. */
async function keepAll() {
  const kept = await caches.open(KEPT);
  const list = await (await fetch('files.json', { cache: 'no-cache' })).json();
  await Promise.all(list.map(async (path) => kept.put(path, await fetch(path, { cache: 'force-cache' }))));
}

async function answer(request) {
  try {
    const response = await fetch(request);
    if (response.ok) {
      const copy = response.clone();
      // Writing it down may take its time.
      caches.open(KEPT).then((kept) => kept.put(request, copy)).catch(() => {});
    }
    return response;
  } catch (error) {
    const kept = await caches.match(request, { ignoreSearch: true });
    if (kept) return kept;
    throw error;
  }
}
