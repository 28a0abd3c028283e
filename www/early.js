// A classic script, before anything else of the page has come: keeps what a reader brings until the page can take it.
{
  // What is pasted then is marked at once, as what is pasted later.
  addEventListener('paste', ({ target }) => target.id === 'early' && target.setAttribute('data-pasted', ''));

  // Left to itself the browser would open a file in the page's place.
  const kept = new DataTransfer();
  const keep = (event) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    if (event.type === 'drop') for (const file of event.dataTransfer.files) kept.items.add(file);
  };
  for (const type of ['dragover', 'drop']) addEventListener(type, keep);

  /** The files that were dropped so far. From now on the page takes them itself. */
  globalThis.takeDropped = () => {
    for (const type of ['dragover', 'drop']) removeEventListener(type, keep);
    return kept.files;
  };
}
