// The words of an analysis, which are most of it, cross from the engine packed: one flat list that holds, for each word, how far it
// starts behind the end of the word before, its length, its text and its part of speech.

/** The words of such a list, an object for each. */
export function unpacked(packed) {
  const words = [];
  let end = 0;
  for (let i = 0; i < packed.length; i += 4) {
    const start = end + packed[i];
    end = start + packed[i + 1];
    words.push({ start, end, text: packed[i + 2], pos: packed[i + 3] });
  }
  return words;
}

/** The analysis that an engine's JSON tells. */
export function analysisOf(json) {
  const analysis = JSON.parse(json);
  return { ...analysis, tokens: unpacked(analysis.tokens) };
}
