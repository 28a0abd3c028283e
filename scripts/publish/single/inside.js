// What lies in the page: each module of WebAssembly, compressed with gzip, as seven bits a character (scripts/publish/seven.mjs).

/** The bytes of the module `name`, as a stream. */
function stream(name) {
  const element = document.getElementById(`inside-${name}`);
  const letters = element.textContent;
  element.remove();
  const bytes = new Uint8Array(+element.dataset.bytes);
  let [bits, held, at] = [0, 0, 0];
  for (let i = 0; i < letters.length; i++) {
    let value = letters.charCodeAt(i);
    if (value === 127) value = letters.charCodeAt(++i) ^ 64;
    held = (held << 7) | value;
    bits += 7;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = held >> bits;
      held &= (1 << bits) - 1;
    }
  }
  return new Blob([bytes.subarray(0, at)]).stream().pipeThrough(new DecompressionStream('gzip'));
}

/** The module `name`, compiled. */
export function compile(name) {
  const headers = { 'content-type': 'application/wasm' };
  return WebAssembly.compileStreaming(new Response(stream(name), { headers }));
}
