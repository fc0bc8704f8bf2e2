// The list that opens above a box for writing: people, commands.

import { freshId, h } from "../dom.js";

/** A list that a text box points into; `choose` is called with the line that was taken. */
export class Popup {
  #lines = [];
  #active = 0;

  constructor(box, label, choose) {
    this.box = box;
    this.choose = choose;
    this.element = h("ul", {
      class: "popup",
      role: "listbox",
      id: freshId("popup"),
      hidden: true,
      aria: { label },
    });
    for (const [name, value] of Object.entries({
      autocomplete: "list",
      controls: this.element.id,
      haspopup: "listbox",
    }))
      box.setAttribute(`aria-${name}`, value);
  }

  get open() {
    return !this.element.hidden;
  }

  /** Show these lines ({title, description}), or nothing. */
  show(lines, label) {
    this.#lines = lines;
    this.element.hidden = lines.length === 0;
    if (label) this.element.setAttribute("aria-label", label);
    this.element.replaceChildren(...lines.map((line, place) => this.#row(line, place)));
    this.#point(0);
  }

  /** Whether the key was for the list. */
  key(event) {
    if (!this.open || event.isComposing) return false;
    const { key } = event;
    if (key === "ArrowDown" || key === "ArrowUp")
      this.#point((this.#active + (key === "ArrowDown" ? 1 : -1) + this.#lines.length) % this.#lines.length);
    else if (key === "Enter" || key === "Tab") this.choose(this.#lines[this.#active]);
    else if (key === "Escape") this.show([]);
    else return false;
    event.preventDefault();
    return true;
  }

  #row(line, place) {
    const row = h(
      "li",
      { role: "option", id: `${this.element.id}-${place}`, data: { title: line.title } },
      h("strong", {}, line.title),
      h("span", {}, line.description ?? ""),
    );
    row.addEventListener("pointerdown", (event) => event.preventDefault());
    row.addEventListener("click", () => this.choose(this.#lines[place]));
    return row;
  }

  #point(place) {
    this.#active = place;
    [...this.element.children].forEach((row, each) =>
      row.setAttribute("aria-selected", String(each === place)),
    );
    const row = this.element.children[place];
    if (row) this.box.setAttribute("aria-activedescendant", row.id);
    else this.box.removeAttribute("aria-activedescendant");
    row?.scrollIntoView({ block: "nearest" });
  }
}
