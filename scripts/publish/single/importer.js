// Files in, for the page in one file: plain text, which the browser itself can decode. What reads other formats would not fit.

/** The largest file that is read, in bytes; as LARGEST in src/import/mod.rs. */
const LARGEST = 64 << 20;

/** How files of formats that are not read begin. */
const OTHERS = { PDF: '%PDF-', Word: 'PK\x03\x04', RTF: '{\\rtf', 'Word 97': '\xd0\xcf\x11\xe0' };

/** Encodings of Chinese text without a mark of its own, the strictest first. */
const ENCODINGS = ['utf-8', 'gb18030', 'big5'];

/** As `read` in www/importer.js. */
export async function read(file, encoding) {
  if (file.size > LARGEST) throw fault('too-large');
  const bytes = new Uint8Array(
    await file.arrayBuffer().catch(() => {
      throw fault('unreadable');
    }),
  );
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 1024));
  const other = Object.entries(OTHERS).find(([, start]) => head.startsWith(start));
  if (other) throw fault('unsupported', other[0]);
  const marked = head.startsWith('\xff\xfe') ? 'utf-16le' : head.startsWith('\xfe\xff') ? 'utf-16be' : undefined;
  for (const label of encoding ? [encoding] : marked ? [marked] : ENCODINGS) {
    try {
      return { text: new TextDecoder(label, { fatal: !encoding }).decode(bytes), format: 'text', encoding: label };
    } catch {
      // Not in this one.
    }
  }
  throw fault('binary');
}

function fault(code, detail = '') {
  return Object.assign(new Error(`${code} ${detail}`), { code, detail });
}
