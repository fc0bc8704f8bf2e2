// An input that offers what fits while one types; the pattern of a combobox with a list (WAI-ARIA 1.2).

import { freshId, h } from "../dom.js";

const PAUSE = 250;
const OFFERED = 15;

/**
 * `choices` ({title, value}) are there from the start; `search` gives more for a text, or is null.
 * `changed` is called after every change of what is chosen.
 */
export class Combobox {
  #timer = 0;
  #asked = 0;
  #active = -1;
  #options = [];
  #chosen = null;

  constructor({ choices = [], search = null, value = "", placeholder = "", changed = () => {} }) {
    Object.assign(this, { choices, search, changed });
    const list = freshId("choices");
    this.input = h("input", {
      type: "text",
      role: "combobox",
      class: "ac-input",
      autocomplete: "off",
      spellcheck: "false",
      placeholder,
      aria: { autocomplete: "list", expanded: false, controls: list, haspopup: "listbox" },
      on: {
        input: () => this.#typed(),
        click: () => this.#open(),
        keydown: (event) => this.#key(event),
        blur: () => this.#left(),
      },
    });
    this.list = h("ul", { role: "listbox", id: list, hidden: true, aria: { label: "Choices" } });
    this.status = h("p", { class: "combobox-status", role: "status" });
    this.element = h("div", { class: "combobox" }, this.input, this.list, this.status);
    this.#chosen = choices.find((choice) => choice.value === value) ?? null;
    this.input.value = this.#chosen?.title ?? value;
  }

  /** The value that is chosen; empty while what stands there is none of the choices. */
  get value() {
    return this.#chosen?.value ?? "";
  }

  get text() {
    return this.input.value;
  }

  clear() {
    this.#chosen = null;
    this.input.value = "";
    this.changed();
  }

  #typed() {
    this.#chosen = this.#exact();
    this.changed();
    this.#offer(this.#fitting(), "");
    clearTimeout(this.#timer);
    if (this.search) this.#timer = setTimeout(() => this.#look(), PAUSE);
  }

  async #look() {
    const text = this.input.value.trim();
    const asked = ++this.#asked;
    if (!text) return;
    this.status.textContent = "Searching…";
    try {
      const found = await this.search(text);
      if (asked === this.#asked) this.#found(found);
    } catch (fault) {
      if (asked === this.#asked) this.#offer(this.#fitting(), fault.message);
    }
  }

  #found(found) {
    const fitting = this.#fitting();
    const known = new Set(fitting.map((choice) => choice.value));
    this.#options = [...fitting, ...found.filter((choice) => !known.has(choice.value))].slice(0, OFFERED);
    this.#chosen ??= this.#exact();
    if (document.activeElement !== this.input) return void (this.status.textContent = "");
    this.#offer(
      this.#options,
      this.#options.length ? `${this.#options.length} to choose from` : "Nothing found",
    );
  }

  #fitting() {
    const wanted = this.input.value.trim().toLocaleLowerCase();
    return this.choices
      .filter((choice) => choice.title.toLocaleLowerCase().includes(wanted))
      .slice(0, OFFERED);
  }

  #exact() {
    const wanted = this.input.value.trim();
    return [...this.choices, ...this.#options].find((choice) => choice.title === wanted) ?? null;
  }

  #open() {
    if (this.list.hidden) this.#offer(this.#chosen ? this.choices.slice(0, OFFERED) : this.#fitting(), "");
  }

  #offer(options, status) {
    this.#options = options;
    this.#active = -1;
    this.list.replaceChildren(...options.map((choice, place) => this.#option(choice, place)));
    this.#show(options.length > 0);
    this.status.textContent = status;
    this.input.removeAttribute("aria-activedescendant");
  }

  #option(choice, place) {
    const chosen = choice.value === this.#chosen?.value;
    const option = h(
      "li",
      {
        role: "option",
        id: `${this.list.id}-${place}`,
        aria: { selected: chosen },
        data: { value: choice.value },
      },
      choice.title,
    );
    option.addEventListener("pointerdown", (event) => event.preventDefault());
    option.addEventListener("click", () => this.#choose(place));
    return option;
  }

  #key(event) {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (this.list.hidden) this.#open();
      this.#point(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && !this.list.hidden) {
      event.preventDefault();
      if (this.#active >= 0 || this.#options.length === 1) this.#choose(Math.max(this.#active, 0));
    } else if (event.key === "Escape" && !this.list.hidden) {
      event.preventDefault();
      event.stopPropagation();
      this.#show(false);
    }
  }

  #point(step) {
    const count = this.#options.length;
    if (!count) return;
    this.#active = (this.#active + step + (this.#active < 0 && step < 0 ? count + 1 : count)) % count;
    [...this.list.children].forEach((option, place) =>
      option.classList.toggle("active", place === this.#active),
    );
    const option = this.list.children[this.#active];
    this.input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  #choose(place) {
    this.#asked += 1;
    clearTimeout(this.#timer);
    this.#chosen = this.#options[place];
    this.input.value = this.#chosen.title;
    this.status.textContent = "";
    this.#show(false);
    this.changed();
  }

  #left() {
    this.#show(false);
    this.#chosen ??= this.#exact();
  }

  #show(open) {
    this.list.hidden = !open;
    this.input.setAttribute("aria-expanded", String(open));
    if (!open) this.input.removeAttribute("aria-activedescendant");
  }
}
