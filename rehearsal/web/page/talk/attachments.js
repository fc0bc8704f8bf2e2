// What goes along with a message that is being written: results of a message extension.

import { h, iconButton } from "../dom.js";

export class Attachments {
  #results = [];

  constructor() {
    this.element = h("ul", { class: "attachments", hidden: true, aria: { label: "Sent along" } });
  }

  get ids() {
    return this.#results.map((result) => result.id);
  }

  add(result, changed) {
    const away = iconButton("close", `Take ${result.title} away`, () => {
      this.#results = this.#results.filter((each) => each !== result);
      row.remove();
      this.element.hidden = !this.#results.length;
      changed();
    });
    const row = h("li", {}, h("strong", {}, result.title), h("span", {}, result.text ?? ""), away);
    this.#results.push(result);
    this.element.append(row);
    this.element.hidden = false;
  }

  /** All of them, which are no longer here. */
  take() {
    const taken = this.#results;
    this.#results = [];
    this.element.replaceChildren();
    this.element.hidden = true;
    return taken;
  }
}
