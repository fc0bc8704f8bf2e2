// A window above the page: the focus stays in it, Escape closes it, and afterwards it is where it was.

import { freshId, h, iconButton } from "./dom.js";

const SIZES = { small: 360, medium: 560, large: 800 };

/** Opens a window; `closed` is called once, with whether the person closed it. */
export class Modal {
  #byPerson = true;

  constructor({ title, width = "medium", height, closed = () => {} }) {
    const name = freshId("modal");
    const heading = h("h2", { id: name }, title);
    const back = document.activeElement;
    this.title = heading;
    this.body = h("div", { class: "modal-body" });
    this.element = h(
      "dialog",
      { class: "modal", aria: { labelledby: name } },
      h(
        "header",
        {},
        heading,
        iconButton("close", "Close", () => this.element.close()),
      ),
      this.body,
    );
    this.resize(width, height);
    this.element.addEventListener("close", () => {
      this.element.remove();
      if (back?.isConnected) back.focus();
      closed(this.#byPerson);
    });
    document.body.append(this.element);
    this.element.showModal();
  }

  resize(width, height) {
    this.element.style.setProperty("--wide", `${SIZES[width] ?? (Number(width) || SIZES.medium)}px`);
    const tall = SIZES[height] ?? Number(height);
    this.body.style.minHeight = tall ? `min(${tall}px, 60vh)` : "";
  }

  /** Close it because it is done. */
  close() {
    this.#byPerson = false;
    this.element.close();
  }
}
