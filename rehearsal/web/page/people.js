// Who one is: everybody of the room side by side, switched with one press or Alt and a digit.

import { h } from "./dom.js";
import { makeStop, roving } from "./roving.js";

/** The people as a group of radio buttons; `become` is called with the key of who was chosen. */
export function peopleSwitch(sight, become) {
  const faces = sight.about.people.map((person, place) => face(person, place, become));
  const find = () => faces;
  const list = h("div", { class: "faces", role: "radiogroup", aria: { label: "Who you are" } }, faces);
  const you = h("p", { class: "you", aria: { hidden: true } }, "You are");
  const card = h("p", { class: "whoami" });
  roving(list, find, (chosen) => become(chosen.dataset.person));
  document.addEventListener("keydown", (event) => {
    const person =
      event.altKey && !event.ctrlKey && sight.about.people[Number(event.code.replace("Digit", "")) - 1];
    if (!person) return;
    event.preventDefault();
    become(person.key);
  });
  const show = () => {
    const mine = faces.find((each) => each.dataset.person === sight.me.key);
    for (const each of faces) each.setAttribute("aria-checked", String(each === mine));
    makeStop(faces, mine);
    mine.scrollIntoView({ block: "nearest", inline: "nearest" });
    card.replaceChildren(h("strong", {}, sight.me.name), h("span", {}, described(sight.me)));
  };
  sight.on("person", show);
  return { elements: [you, list, card], show };
}

/** What one should know about a person before acting as them. */
export function described({ role, kind, zone, locale }) {
  const said = role.replace(/([a-z])([A-Z])/g, (_, end, begin) => `${end} ${begin.toLowerCase()}`);
  const whose = kind === "member" || said.includes(kind) ? "" : kind;
  return [whose, said, zone, locale].filter(Boolean).join(" · ");
}

/** The round mark of a person or the bot. */
export function avatar(initials, key = "bot") {
  let hue = 0;
  for (const letter of key) hue = (hue * 31 + letter.codePointAt(0)) % 6;
  return h("span", { class: `avatar hue-${hue}`, aria: { hidden: true }, data: { who: key } }, initials);
}

function face(person, place, become) {
  const shortcut = place < 9 ? `Alt+${place + 1}` : "";
  const label = [person.name, described(person)].join(", ");
  return h(
    "button",
    {
      type: "button",
      role: "radio",
      class: "face",
      title: shortcut ? `${label} (${shortcut})` : label,
      aria: { label, checked: false, keyshortcuts: shortcut || undefined },
      data: { person: person.key, kind: person.kind },
      on: { click: () => become(person.key) },
    },
    avatar(person.initials, person.key),
  );
}
