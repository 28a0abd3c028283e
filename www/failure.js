// What can go wrong, by name. Pages turn the code into words for their readers; the message is for developers, and so is the remedy.

import { remedy } from './remedies.js';

/**
 * A failure with a code. While loading: `network`, `mime`, `cors`, `csp`, `file`, `wasm-off`. From a request: `trap`, when the analyser
 * crashed over it twice, or `argument`. From the widget: `target` and `source`, when its text is not to be had.
 */
export class EngineError extends Error {
  constructor(code, message) {
    super(message);
    this.name = 'EngineError';
    this.code = code;
    /** What to do about it, in English. */
    this.remedy = remedy(code);
  }
}

const BLOCKED_BY_POLICY = /content security policy|\bCSP\b|unsafe-eval/i;

let violated = false;
globalThis.addEventListener?.('securitypolicyviolation', () => {
  violated = true;
});

/**
 * Says why `url` did not load, as far as a page can know. `message` is what the browser said.
 * @returns {Promise<EngineError>}
 */
export async function diagnose(url, message) {
  const because = (code, text) => new EngineError(code, `${text} (${url}: ${message})`);
  if (typeof WebAssembly !== 'object') return because('wasm-off', 'WebAssembly is switched off in this browser.');
  if (BLOCKED_BY_POLICY.test(message)) return because('csp', 'The content security policy of the page forbids it.');
  if (url.protocol === 'file:' && globalThis.location) return because('file', 'A page opened from a file may not load modules.');
  violated = false;
  const response = await ask(url, 'cors');
  // The event of a violation comes after the failure that it explains.
  if (!response) await new Promise((resolve) => setTimeout(resolve));
  if (violated) return because('csp', 'The content security policy of the page forbids it.');
  if (!response && (await ask(url, 'no-cors'))) return because('cors', 'The server is another one than the page\'s and does not allow it.');
  if (!response?.ok) return because('network', `It did not arrive${response ? ` (HTTP ${response.status})` : ''}.`);
  const type = response.headers.get('content-type') ?? 'no type';
  if (!/javascript|wasm|css/.test(type)) return because('mime', `The server calls it ${type}.`);
  return because('network', 'It did not load.');
}

function ask(url, mode) {
  return fetch(url, { method: 'HEAD', mode }).catch(() => undefined);
}
