// Inside the frame of the mode `iframe`: takes the settings from the page around it, and tells it what happens. It listens to nobody but
// its parent, and only while that is the page which opened it, of the origin that it gave (www/widget/frame.js is the other end).
import './quandian-reader.js';

const parentOrigin = new URL(location.href).searchParams.get('parent');
const reader = document.querySelector('quandian-reader');
const tell = (message) => parent.postMessage(message, parentOrigin);

addEventListener('message', ({ source, origin, data }) => {
  if (source !== parent || origin !== parentOrigin || data?.quandian !== 'settings') return;
  const { text, published, types, panels, lang, theme } = data.settings;
  Object.assign(reader, { published, types, panels, lang: lang ?? '', theme });
  reader.text = text;
});

for (const name of ['ready', 'progress', 'result', 'select', 'error']) {
  reader.addEventListener(name, ({ detail }) => {
    tell({ quandian: 'event', name, detail: name === 'result' ? { analysis: detail.analysis } : detail });
  });
}
new ResizeObserver(() => tell({ quandian: 'height', height: reader.getBoundingClientRect().height })).observe(reader);
if (parent !== window && parentOrigin) tell({ quandian: 'hello' });
