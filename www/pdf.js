// The text of a PDF with Mozilla's pdf.js, which knows the character maps of Chinese fonts: every run of characters with its place.
// src/import/sheet.rs puts them in the order of reading.

import { GlobalWorkerOptions, getDocument } from './pdf/pdf.min.mjs';

const folder = new URL('./pdf/', import.meta.url).href;
GlobalWorkerOptions.workerSrc = `${folder}pdf.worker.min.mjs`;

/** Pages beyond which a book begins. */
const MOST_PAGES = 1000;

/**
 * What stands on the pages of a PDF, as `Sheet` in src/import/sheet.rs has it.
 * @param {ArrayBuffer} data
 */
export async function sheets(data) {
  const task = getDocument({
    data,
    cMapUrl: `${folder}cmaps/`,
    standardFontDataUrl: `${folder}standard_fonts/`,
    // Nothing is drawn.
    disableFontFace: true,
    useSystemFonts: false,
    isEvalSupported: false,
    stopAtErrors: false,
    verbosity: 0,
  });
  task.onPassword = () => {
    throw fault('encrypted', 'pdf');
  };
  try {
    const pdf = await task.promise;
    if (pdf.numPages > MOST_PAGES) throw fault('too-large', 'pdf');
    const found = [];
    for (let number = 1; number <= pdf.numPages; number++) {
      const page = await pdf.getPage(number);
      found.push(await sheet(page));
      page.cleanup();
    }
    return found;
  } catch (error) {
    if (error.code && error.detail !== undefined) throw error;
    throw error.name === 'PasswordException' ? fault('encrypted', 'pdf') : fault('damaged', 'pdf');
  } finally {
    await task.destroy();
  }
}

async function sheet(page) {
  const { items, styles } = await page.getTextContent({ includeMarkedContent: false });
  const runs = [];
  for (const { str: text, transform, width, height, fontName } of items) {
    const [a, b, c, d, x, y] = transform;
    // Slanted text is a stamp or a watermark.
    if (!text.trim() || Math.abs(b) > 0.2 * Math.abs(a)) continue;
    const vertical = Boolean(styles[fontName]?.vertical);
    runs.push({ text, x, y, length: vertical ? height : width, size: Math.hypot(c, d), vertical });
  }
  return { runs };
}

function fault(code, detail) {
  return Object.assign(new Error(code), { code, detail });
}
