// What Teams would not show, and why.

import { h } from "../dom.js";

/** In place of a card that Teams would not show: what was sent, to be read and not to be pressed. */
export function refusedCard({ plain }) {
  const lines = (plain ?? []).map((line) => h("li", {}, line));
  return h(
    "div",
    { class: "undrawn" },
    h("p", {}, "Teams would not show this card."),
    lines.length ? h("details", {}, h("summary", {}, "What was sent"), h("ul", {}, lines)) : null,
  );
}

/** The rules that were broken, for everything that has `refusals`. */
export function refusedList() {
  return h("ul", { class: "refused", hidden: true, aria: { label: "What Teams would refuse" } });
}

export function refusedLine({ rule, detail }) {
  return h("li", {}, h("strong", {}, `Teams: ${rule}`), ` ${detail}`);
}
