// Elements made in one call; whatever is written on them is text, never HTML.

const SVG = "http://www.w3.org/2000/svg";
const ICONS = {
  menu: "M3 5h14M3 10h14M3 15h14",
  sun: "M10 3v2M10 15v2M3 10h2M15 10h2M5 5l1.5 1.5M13.5 13.5 15 15M15 5l-1.5 1.5M6.5 13.5 5 15M10 7a3 3 0 1 0 0 6 3 3 0 0 0 0-6z",
  moon: "M16 11.5A6.5 6.5 0 1 1 8.5 4a5 5 0 0 0 7.500 7.500z",
  side: "M3 4h14v12H3zM12 4v12",
  send: "M3 4l14 6-14 6 2.500-6zM5.500 10H17",
  copy: "M7 7h9v9H7zM4 13V4h9",
  find: "M9 4a5 5 0 1 0 0 10A5 5 0 0 0 9 4zM13 13l4 4",
  hidden:
    "M3 3l14 14M5 6.500C3.500 7.800 2.500 10 2.500 10s2.500 5 7.500 5c1.300 0 2.400-.3 3.400-.8M8 5.300c.6-.2 1.300-.3 2-.3 5 0 7.500 5 7.500 5s-.7 1.400-2 2.700",
  close: "M5 5l10 10M15 5L5 15",
  person: "M10 10a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM4 17c0-3 3-5 6-5s6 2 6 5",
  list: "M7 5h10M7 10h10M7 15h10M3 5h.01M3 10h.01M3 15h.01",
};

/** An element: `on` are listeners, `data` and `aria` the attributes of those names, the rest attributes. */
export function h(tag, { on = {}, data = {}, aria = {}, ...attributes } = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) set(element, name, value);
  for (const [name, value] of Object.entries(data))
    if (value !== undefined) element.setAttribute(`data-${name}`, String(value));
  for (const [name, value] of Object.entries(aria))
    set(element, `aria-${name}`, value === undefined ? null : String(value));
  for (const [name, listener] of Object.entries(on)) element.addEventListener(name, listener);
  element.append(
    ...children.flat().filter((child) => child !== null && child !== undefined && child !== false),
  );
  return element;
}

/** Sets an attribute; true is an empty one, and null, undefined or false take it away. */
export function set(element, name, value) {
  if (value === null || value === undefined || value === false) element.removeAttribute(name);
  else element.setAttribute(name, value === true ? "" : String(value));
}

/** A line drawing; names are for the button around it. */
export function icon(name) {
  const drawing = document.createElementNS(SVG, "svg");
  drawing.setAttribute("viewBox", "0 0 20 20");
  drawing.setAttribute("aria-hidden", "true");
  drawing.classList.add("icon");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", ICONS[name]);
  drawing.append(path);
  return drawing;
}

/** A button with a drawing and a name that is read and shown as a hint. */
export function iconButton(name, label, press, more = {}) {
  return h(
    "button",
    { type: "button", class: "quiet", title: label, aria: { label }, on: { click: press }, ...more },
    icon(name),
  );
}

/** Makes the children of `parent` those of `items`: known ones are kept and told of the change, in order. */
export function keep(parent, items, { key, make, change }) {
  const known = (parent.keptViews ??= new Map());
  const wanted = new Set(items.map(key));
  for (const [name, view] of known) {
    if (wanted.has(name)) continue;
    view.element.remove();
    known.delete(name);
  }
  let before = null;
  for (const item of items) {
    let view = known.get(key(item));
    if (view) change?.(view, item);
    else known.set(key(item), (view = make(item)));
    const after = before ? before.nextSibling : parent.firstChild;
    if (view.element !== after) parent.insertBefore(view.element, after);
    before = view.element;
  }
  return known;
}

let last = 0;

/** A name for an element that others point to. */
export function freshId(stem) {
  last += 1;
  return `${stem}-${last}`;
}
