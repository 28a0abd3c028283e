// Turns at drawing. What is drawn piece by piece leaves the browser a frame in between: no task is long, and the page answers meanwhile.

/** Milliseconds of script in one frame, and how many may draw in it: the reader puts off what takes long, and then no clock tells. */
const BUDGET = 4;
const MOST = 8;

/** What waits, in the order in which it came. */
const waiting = { seen: [], unseen: [] };
let going = false;

/**
 * Calls `draw` when its turn has come.
 * @param {() => void} draw
 * @param {boolean} seen Whether it is in sight or soon will be. Then it comes before what is not, and is the last of its frame, since it has
 *   to be laid out and painted as well. Of what is not in sight as much is drawn in a frame as there is time for.
 */
export function turn(draw, seen) {
  (seen ? waiting.seen : waiting.unseen).push(draw);
  if (going) return;
  going = true;
  go();
}

async function go() {
  while (waiting.seen.length || waiting.unseen.length) {
    await painted();
    const end = performance.now() + BUDGET;
    if (waiting.seen.length) waiting.seen.shift()();
    else {
      for (let drawn = 0; drawn < MOST && waiting.unseen.length && performance.now() < end; drawn++) {
        waiting.unseen.shift()();
        // The reader draws in a microtask of its own, which is done before this goes on.
        await undefined;
      }
    }
  }
  going = false;
}

/** After the next frame; where nobody sees the page there are none. */
function painted() {
  return new Promise((resolve) => (document.hidden ? setTimeout(resolve) : requestAnimationFrame(() => setTimeout(resolve))));
}
