// Share links: the article travels compressed in the link's fragment, which no browser sends to a server.

/** The text, deflated, in the alphabet of URLs. */
export async function pack(text) {
  const bytes = await through(new CompressionStream('deflate-raw'), new TextEncoder().encode(text));
  let letters = '';
  for (const byte of bytes) letters += String.fromCharCode(byte);
  return btoa(letters).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** The text that a fragment `#t=…` carries, or undefined. */
export async function unpack(fragment) {
  try {
    const letters = atob(fragment.slice('#t='.length).replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
    return new TextDecoder().decode(await through(new DecompressionStream('deflate-raw'), bytes));
  } catch {
    // A link that was cut on its way opens the empty page.
    return undefined;
  }
}

/** Puts text on the clipboard. */
export function copy(text) {
  return navigator.clipboard.writeText(text);
}

async function through(transform, bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(transform);
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
