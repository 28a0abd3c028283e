import { launch, root } from '/work/wt-import/scripts/browser.mjs';
import { serve } from '/work/wt-import/scripts/serve.mjs';
import { readFileSync } from 'node:fs';
const server = await serve('/work/wt-import/dist', {});
const browser = await launch();
const page = await browser.newPage();
page.on('pageerror', (e) => console.log('error', e.message)); page.on('crash', () => console.log('crash'));
await page.goto(server.url);
await page.waitForSelector('#text');
const input = page.locator('#file');
const t0 = Date.now();
await input.setInputFiles({ name: '书.txt', mimeType: 'text/plain', buffer: readFileSync(process.argv[2]) });
try {
  await page.waitForSelector('article p, article [data-block], .trouble', { timeout: 20000 }).catch(() => {});
  for (;;) {
    const s = await Promise.race([page.evaluate(() => [document.querySelectorAll('article mark').length, document.querySelector('.trouble')?.innerText, document.querySelector('footer')?.innerText?.slice(0,80), document.querySelector('.progress')?.innerText]), new Promise(r => setTimeout(() => r('busy'), 15000))]);
    console.log(((Date.now() - t0) / 1000).toFixed(0), JSON.stringify(s));
    if (s !== 'busy' && (s[0] || s[1])) break;
    if (Date.now() - t0 > 420000) break;
    await new Promise(r => setTimeout(r, 10000));
  }
} finally { await browser.close(); server.close(); }
