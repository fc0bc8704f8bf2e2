// One stop of the Tab key for a whole list; arrows, Home and End move within it.

const STEPS = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

/** `find` gives the items that can have the focus; `moved` is called with one that gets it by a key. */
export function roving(list, find, moved = () => {}) {
  list.addEventListener("keydown", (event) => {
    const items = find();
    const place = items.indexOf(event.target);
    if (place < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    const next = goal(event.key, place, items.length);
    if (next === null) return;
    event.preventDefault();
    makeStop(items, items[next]);
    items[next].focus();
    moved(items[next]);
  });
}

/** Makes one of the items the stop of the Tab key. */
export function makeStop(items, chosen) {
  for (const item of items) item.tabIndex = item === chosen ? 0 : -1;
}

function goal(key, place, count) {
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  if (!(key in STEPS)) return null;
  return Math.min(Math.max(place + STEPS[key], 0), count - 1);
}
