// The panel that folds: what the last action set in motion, and the switches for what can go wrong.

import { h, icon, iconButton, keep } from "../dom.js";
import { faults } from "./faults.js";
import { clock, redelivery, switches } from "./switches.js";
import { trace } from "./trace.js";

const KEPT_AS = "rehearsal-side";
const NARROW = "(max-width: 1099px)";

/** Fills the panel and gives the button that folds it. */
export function sidePanel(aside, sight, tell) {
  const button = h(
    "button",
    { type: "button", class: "quiet worded", on: { click: () => show(aside.hidden) }, data: { toggles: "side" } },
    h("span", {}, "Behind the scenes"),
    icon("side"),
  );
  const show = (open) => {
    aside.hidden = !open;
    document.body.toggleAttribute("data-side", open);
    button.setAttribute("aria-expanded", String(open));
    localStorage.setItem(KEPT_AS, open ? "open" : "folded");
    if (open) tell.opened();
  };
  button.setAttribute("aria-controls", aside.id);
  aside.append(
    h(
      "header",
      { class: "side-head" },
      h("h2", {}, "Behind the scenes"),
      iconButton("close", "Fold the panel", () => (show(false), button.focus())),
    ),
    section("Last action", trace(sight)),
    section("Teams would refuse", refusals(sight)),
    section("Deliver again", redelivery(tell)),
    section("Clock", clock(sight, tell)),
    section("Switches", switches(sight, tell)),
    section("Graph's faults", faults(sight, tell)),
  );
  aside.addEventListener("keydown", ({ key }) => key === "Escape" && (show(false), button.focus()));
  show(localStorage.getItem(KEPT_AS) === "open" && !matchMedia(NARROW).matches);
  return button;
}

function section(title, inside) {
  return h(
    "section",
    { aria: { label: title }, data: { part: title.toLowerCase().replaceAll(/[^a-z]+/g, "-") } },
    h("h3", {}, title),
    inside,
  );
}

function refusals(sight) {
  const list = h("ul", { class: "refusals" });
  const none = h("p", { class: "subtle" }, "Nothing so far.");
  const show = () => {
    none.hidden = sight.refusals.length > 0;
    const items = sight.refusals.map((refusal, place) => ({ ...refusal, place }));
    keep(list, items, {
      key: (each) => `${each.place} ${each.rule} ${each.detail}`,
      make: (each) => ({
        element: h("li", { data: { fatal: each.fatal } }, h("strong", {}, each.rule), ` ${each.detail}`),
      }),
    });
  };
  sight.on("refusal snapshot", show);
  return h("div", {}, none, list);
}
