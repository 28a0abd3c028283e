// Bytes as text that any encoding of a page, any server and any parser of HTML leaves alone: seven bits a character, which is a seventh
// more than the bytes take, where base64 is a third more. scripts/publish/single/inside.js reads it.

/** What a parser of HTML would change or take for markup, and the sign that stands before what replaces it. */
const ESCAPED = new Set([0x00, 0x0d, 0x3c, 0x7f]);

/** @param {Uint8Array} bytes */
export function sevenBits(bytes) {
  const letters = [];
  let [held, bits] = [0, 0];
  const put = (value) => (ESCAPED.has(value) ? letters.push(0x7f, value ^ 64) : letters.push(value));
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 7) {
      bits -= 7;
      put(held >> bits);
      held &= (1 << bits) - 1;
    }
  }
  if (bits) put(held << (7 - bits));
  return Buffer.from(letters).toString('latin1');
}
