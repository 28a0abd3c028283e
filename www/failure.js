// What can go wrong, by name. Pages turn the code into words for their readers; the message is for developers.

/**
 * A failure with a code. While loading: `network`, `mime`, `csp`, `file`, `wasm-off`. From a request: `trap`, when the analyser
 * crashed over it twice, or `argument`.
 */
export class EngineError extends Error {
  constructor(code, message) {
    super(message);
    this.name = 'EngineError';
    this.code = code;
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
  if (url.protocol === 'file:') return because('file', 'A page opened from a file may not load modules; serve it over HTTP.');
  violated = false;
  let response;
  try {
    response = await fetch(url, { method: 'HEAD' });
  } catch {
    // The event of a violation comes after the failure that it explains.
    await new Promise((resolve) => setTimeout(resolve));
    if (violated) return because('csp', 'The content security policy of the page forbids it.');
  }
  if (!response?.ok) return because('network', `It did not arrive${response ? ` (HTTP ${response.status})` : ''}.`);
  const type = response.headers.get('content-type') ?? 'no type';
  if (!/javascript|wasm/.test(type)) return because('mime', `The server calls it ${type}.`);
  return because('network', 'It did not load.');
}
