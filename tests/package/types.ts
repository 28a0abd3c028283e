// What the package's types accept, and what they must refuse: a line under `@ts-expect-error` that compiles is an error itself.

import { analyze, compare, dispose, EngineError, recognize, setup } from 'quandian';
import type { Agreement, Analysis, Figure, Reading } from 'quandian';
import type { QuandianReader } from 'quandian/reader';

const controller = new AbortController();
const { mode } = await setup({ worker: false, signal: controller.signal, onprogress: ({ loaded, total }) => console.log(loaded / total) });
const where: 'worker' | 'main' = mode;
const analysis: Analysis = await analyze('今天', { published: '2020-12-25', signal: controller.signal, key: 'page' });
const schema: 'quandian/1' = analysis.schema;
const figures: Figure[] = analysis.figures.filter((figure) => figure.kind === 'money' && (figure.value ?? figure.lo ?? 0) > 1);
const ends: number[] = analysis.entities.filter(({ type }) => type === 'PER').map(({ end }) => end);
const readings: Reading[] = await recognize('昨天', { reference: '2020-12-25T08:00:00' });
const rows = await compare([analysis, analysis], { signal: controller.signal });
const agreements: Agreement[] = rows.filter(({ cells }) => cells.some(({ change }) => (change ?? 0) > 10)).map(({ agreement }) => agreement);
const reader: QuandianReader = document.createElement('quandian-reader');
reader.types = ['PER', 'FIG'];
reader.addEventListener('result', ({ detail }) => console.log(detail.analysis.checks[0]?.holds));
reader.addEventListener('error', ({ detail: { code, remedy } }) => console.log(code === 'csp', remedy));
try {
  dispose();
} catch (error) {
  if (error instanceof EngineError && error.code === 'wasm-off') console.log(error.remedy);
}
console.log(where, schema, figures, ends, readings, agreements);

// @ts-expect-error a text is a string
await analyze(12);
// @ts-expect-error the day is a string
await analyze('今天', { published: new Date() });
// @ts-expect-error there is no such option
await analyze('今天', { date: '2020-12-25' });
// @ts-expect-error short texts count from a reference
await recognize('昨天', { published: '2020-12-25' });
// @ts-expect-error there is no such type
analysis.entities.filter(({ type }) => type === 'PERSON');
// @ts-expect-error a figure may have no value
const value: number = analysis.figures[0]!.value;
// @ts-expect-error there is no such event
reader.addEventListener('result', ({ detail }) => detail.tokens);
// @ts-expect-error there is no such code
if (new EngineError().code === 'oops') console.log(value);
// @ts-expect-error the result is not the promise
const now: Analysis = analyze('今天');
console.log(now);
