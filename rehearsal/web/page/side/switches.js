// Deliveries that come again, the clock, and the habits of Teams' side.

import { post } from "../api.js";
import { freshId, h } from "../dom.js";
import { announce } from "../live.js";

const FORWARD = { "15 min": 900, "1 h": 3600, "1 day": 86400 };
const CONNECTOR = [429, 412, 500, 502, 503, 504];

/** The last activity once more, in the three ways Teams may. */
export function redelivery(tell) {
  const again = (body, said) => () =>
    tell.tries(async () => (await post("/room/again", body), announce(said)));
  return h(
    "div",
    { class: "row" },
    button("At once", again({ times: 1, after: 0 }, "Delivered again.")),
    button("After 15 s", again({ times: 1, after: 15 }, "It comes again after 15 seconds.")),
    button("With a new id", again({ times: 1, fresh_id: true, after: 0 }, "Delivered again with a new id.")),
  );
}

/** The room's time, and how to move it forward. */
export function clock(sight, tell) {
  const now = h("time", { class: "clock" });
  const show = () => {
    if (!sight.me) return;
    const moment = sight.now();
    now.dateTime = moment.toISOString();
    now.textContent = new Intl.DateTimeFormat(sight.me.locale, {
      timeZone: sight.me.zone,
      dateStyle: "medium",
      timeStyle: "short",
    }).format(moment);
  };
  sight.on("clock snapshot person", show);
  setInterval(show, 5000);
  const forward = ([title, seconds]) =>
    button(
      `+${title}`,
      () =>
        tell.tries(
          async () => (
            await post("/room/clock", { forward: seconds }),
            announce(`The clock is ${title} further.`)
          ),
        ),
      `Clock forward ${title}`,
    );
  return h("div", {}, h("p", {}, now), h("div", { class: "row" }, Object.entries(FORWARD).map(forward)));
}

/** What stays on until it is switched off. */
export function switches(sight, tell) {
  const set = (change) => tell.tries(() => post("/room/switches", change));
  const boxes = [
    toggle("offline", "Graph is offline", set, "What the bot read in the last minutes it still knows."),
    toggle("rate_limits", "Teams' rate limits", set),
    toggle("auto_refresh", "Cards refresh themselves", set),
    toggle("hears_all", "The bot hears all messages", set),
  ];
  const old = h("input", { type: "checkbox", on: { change: () => (sight.oldClient = old.checked) } });
  const connector = connectorFault(set);
  const show = () => {
    for (const each of boxes) each.input.checked = Boolean(sight.switches[each.name]);
    connector.show(sight.switches.connector);
  };
  sight.on("switches snapshot", show);
  return h(
    "div",
    { class: "switches" },
    boxes.map((each) => each.element),
    h("label", { class: "mark" }, old, "An old client, without Action.Execute"),
    connector.element,
  );
}

function toggle(name, title, set, hint = "") {
  const about = hint && h("p", { class: "subtle", id: freshId("hint") }, hint);
  const input = h("input", {
    type: "checkbox",
    role: "switch",
    aria: { describedby: about.id },
    data: { switch: name },
    on: { change: () => set({ [name]: input.checked }) },
  });
  return { name, input, element: h("div", {}, h("label", { class: "mark" }, input, title), about) };
}

function connectorFault(set) {
  const status = h(
    "select",
    { id: "connector-status" },
    h("option", { value: "" }, "takes it"),
    CONNECTOR.map((each) => h("option", { value: each }, `answers ${each}`)),
  );
  const after = h("input", { type: "checkbox" });
  const change = () =>
    set({
      connector: status.value ? { status: Number(status.value), after: after.checked, times: 1 } : null,
    });
  status.addEventListener("change", change);
  after.addEventListener("change", () => status.value && change());
  const element = h(
    "div",
    { class: "connector" },
    h("label", { for: "connector-status" }, "Teams, at the bot's next message"),
    status,
    h("label", { class: "mark" }, after, "after posting it"),
  );
  const show = (now) => {
    status.value = now ? String(now.status) : "";
    if (now) after.checked = Boolean(now.after);
  };
  return { element, show };
}

function button(title, click, label) {
  return h("button", { type: "button", aria: { label }, on: { click } }, title);
}
