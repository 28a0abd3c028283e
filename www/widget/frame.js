// The mode `iframe`: the reader in a frame of the folder that this script comes from. The host's policy then need not allow WebAssembly,
// and a server without CORS will do. Both ends check who speaks.

/** Opens a view; www/quandian-reader.js says what it is given. */
export function open(given) {
  return new FrameView(given);
}

class FrameView {
  #given;
  #frame = document.createElement('iframe');
  #origin;
  #settings;
  #greeted = false;
  #last;
  #end = new AbortController();

  constructor(given) {
    this.#given = given;
    const address = new URL('frame.html', given.base);
    address.searchParams.set('parent', location.origin);
    this.#origin = address.origin;
    this.#frame.src = address;
    this.#frame.title = '圈点';
    this.#frame.setAttribute('part', 'frame');
    this.#frame.style.setProperty('width', '100%');
    this.#frame.style.setProperty('border', '0');
    this.#frame.style.setProperty('display', 'block');
    addEventListener('message', (event) => this.#hear(event), { signal: this.#end.signal });
    given.root.replaceChildren(this.#frame);
  }

  update({ text, published, types, panels, lang, theme }) {
    this.#settings = { text, published, types, panels, lang, theme };
    if (this.#greeted) this.#send();
  }

  again() {
    if (this.#last) this.#given.tell('result', this.#last);
  }

  close() {
    this.#end.abort();
    this.#frame.remove();
  }

  #send() {
    this.#frame.contentWindow?.postMessage({ quandian: 'settings', settings: this.#settings }, this.#origin);
  }

  #hear({ source, origin, data }) {
    if (source !== this.#frame.contentWindow || origin !== this.#origin) return;
    if (data?.quandian === 'hello') {
      this.#greeted = true;
      if (this.#settings) this.#send();
    } else if (data?.quandian === 'height' && Number.isFinite(data.height)) {
      this.#frame.style.setProperty('height', `${Math.max(0, Math.ceil(data.height))}px`);
    } else if (data?.quandian === 'event' && ['ready', 'progress', 'result', 'select', 'error'].includes(data.name)) {
      if (data.name === 'result') this.#last = data.detail;
      this.#given.tell(data.name, data.detail);
    }
  }
}
