// The chats and channels, with what is new in each.

import { h, icon } from "./dom.js";
import { makeStop, roving } from "./roving.js";

/** Fills the list of places; `go` is called with the key of the one chosen. */
export function placeList(nav, sight, go) {
  const rows = new Map(sight.about.places.map((place) => [place.key, row(place, go)]));
  const find = () => [...rows.values()].map((each) => each.button);
  nav.replaceChildren(...sections(sight.about.places, rows));
  roving(nav, find);
  const show = () => {
    for (const [key, each] of rows) tell(each, sight, key);
    makeStop(find(), rows.get(sight.place).button);
  };
  sight.on("snapshot post gone place person", show);
  return show;
}

function sections(places, rows) {
  const chats = places.filter((place) => place.kind !== "channel");
  const teams = Map.groupBy(
    places.filter((place) => place.kind === "channel"),
    (place) => place.team,
  );
  const list = (inside) =>
    h(
      "ul",
      {},
      inside.map((place) => rows.get(place.key).element),
    );
  return [
    h("h2", {}, "Chat"),
    list(chats),
    h("h2", {}, "Teams"),
    ...[...teams].flatMap(([team, channels]) => [h("h3", {}, team), list(channels)]),
  ];
}

function row(place, go) {
  const count = h("span", { class: "count" });
  const unit = h("span", { class: "unseen" });
  const sign = { personal: "person", groupChat: "list" }[place.kind];
  const button = h(
    "button",
    {
      type: "button",
      class: "place",
      data: { place: place.key, kind: place.kind },
      on: { click: () => go(place.key) },
    },
    sign ? icon(sign) : h("span", { class: "hash", aria: { hidden: true } }, "#"),
    h("span", { class: "place-name" }, place.name),
    " ",
    count,
    unit,
  );
  return { element: h("li", {}, button), button, count, unit };
}

function tell({ button, count, unit }, sight, key) {
  const unread = key === sight.place ? 0 : sight.unread(key).length;
  count.textContent = unread > 99 ? "99+" : unread || "";
  button.dataset.unread = unread;
  unit.textContent = unread ? " unread" : "";
  if (key === sight.place) button.setAttribute("aria-current", "page");
  else button.removeAttribute("aria-current");
}
