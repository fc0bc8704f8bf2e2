// Every activity and every call of Graph that the last action led to, in order, with times; bodies on demand.

import { get } from "../api.js";
import { freshId, h, keep } from "../dom.js";
import { bars, ending, length, shown } from "./timeline.js";

const LANES = { activity: "Teams → bot", connector: "bot → Teams", graph: "bot → Graph" };

export function trace(sight) {
  const title = h("p", { class: "trace-action" }, "Nothing was done yet.");
  const list = h("ol", { class: "trace" });
  let action = "";
  const show = () => {
    const { trace: now } = sight;
    const began = `${now.action} ${now.at}`;
    if (began !== action) keep(list, [], { key: (bar) => bar.line.n });
    action = began;
    title.textContent = now.action ? now.action : "Nothing was done yet.";
    keep(list, bars(now.lines ?? []), {
      key: (bar) => bar.line.n,
      make: row,
      change: (view, bar) => view.change(bar),
    });
  };
  sight.on("trace snapshot", show);
  const legend = h(
    "p",
    { class: "legend" },
    Object.entries(LANES).map(([lane, name]) => h("span", { data: { lane } }, name)),
  );
  return h("div", {}, title, legend, list);
}

function row(first) {
  const name = freshId("line");
  const what = h("span", { class: "what" });
  const numbers = h("span", { class: "numbers" });
  const note = h("span", { class: "note" });
  const bar = h("span", { class: "bar", aria: { hidden: true } });
  const bodies = h("div", { class: "bodies", id: name, hidden: true });
  const button = h(
    "button",
    { type: "button", class: "line", aria: { expanded: false, controls: name } },
    what,
    numbers,
    note,
    h("span", { class: "rail", aria: { hidden: true } }, bar),
  );
  const element = h("li", {}, button, bodies);
  button.addEventListener("click", () => {
    bodies.hidden = !bodies.hidden;
    button.setAttribute("aria-expanded", String(!bodies.hidden));
    if (!bodies.hidden) load(bodies, first.line.n);
  });
  const change = ({ line, pause, left, width }) => {
    const end = ending(line);
    Object.assign(element.dataset, { line: line.n, lane: line.lane, ending: end });
    what.textContent = line.what;
    what.title = [LANES[line.lane], line.who].filter(Boolean).join(", ");
    numbers.textContent = [line.status ?? (end === "under way" ? "" : end), length(line.ms)]
      .filter((each) => each !== "")
      .join(" · ");
    note.textContent = [pause ? `${length(pause)} later` : "", line.note].filter(Boolean).join(" · ");
    bar.style.left = `${left}%`;
    bar.style.width = `${width}%`;
  };
  change(first);
  return { element, change };
}

async function load(into, number) {
  into.replaceChildren(h("p", { class: "subtle" }, "Loading…"));
  try {
    const { sent, got } = await get(`/room/trace/${number}`);
    into.replaceChildren(...body("Sent", sent), ...body("Answer", got));
  } catch (fault) {
    into.replaceChildren(h("p", { class: "fault" }, fault.message));
  }
}

function body(title, content) {
  if (content === null || content === undefined || content === "")
    return [h("p", { class: "subtle" }, `${title}: no body`)];
  return [
    h("h4", {}, title),
    h("pre", { tabindex: 0, role: "region", aria: { label: title } }, shown(content)),
  ];
}
