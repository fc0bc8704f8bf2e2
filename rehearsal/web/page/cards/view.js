// One card in a message or a dialog: drawn, kept while it stays the same, busy while a tap is under way.

import { h } from "../dom.js";
import { alarm, announce } from "../live.js";
import { theme } from "../theme.js";
import { drawPlain } from "./plain.js";
import { drawReal } from "./real.js";
import { refusedCard } from "./refused.js";

/**
 * `owner` has tap(pointer, inputs, stamp), which resolves when it was answered, and search(input, text, others);
 * where it has keep(stamp, values) and typed(stamp), what was typed outlives the view.
 * `library` is null where the renderer could not be had.
 */
export class CardView {
  #drawn = null;
  #card = null;
  #theme = "";

  constructor({ library, reader, owner, name = "Card" }) {
    Object.assign(this, { library, reader, owner });
    this.status = h("p", { class: "card-status", role: "status" });
    this.body = h("div", { class: "card-body" });
    this.element = h(
      "div",
      { class: "card", role: "group", tabindex: -1, aria: { label: name } },
      this.body,
      this.status,
    );
    this.element.addEventListener("click", (event) => this.#hold(event), true);
    this.element.addEventListener("keydown", (event) => this.#hold(event), true);
    this.element.addEventListener("restyle", () => this.#card && this.show(this.#card));
    this.element.addEventListener("leave", () => this.leave());
  }

  get busy() {
    return this.element.getAttribute("aria-busy") === "true";
  }

  /** Show this state of the card ({json, stamp, own, plain, refused}); what was typed stays while the card is the same. */
  show(card) {
    const same = this.#card?.stamp === card.stamp;
    this.element.toggleAttribute("data-own", Boolean(card.own));
    if (same && this.#theme === theme()) return;
    const focused = this.body.contains(document.activeElement);
    const typed = same ? this.#drawn.values() : this.owner.typed?.(card.stamp);
    if (!same) this.say("");
    this.#card = card;
    this.#theme = theme();
    this.#drawn = this.#draw(card, {
      reader: this.reader,
      theme: this.#theme,
      typed,
      room: this.#room(),
    });
    this.body.replaceChildren(this.#drawn.element);
    const title = card.refused ? "not shown by Teams" : card.plain?.[0] || card.json?.fallbackText;
    this.element.setAttribute("aria-label", title ? `Card: ${title}` : "Card");
    if (focused) this.element.focus({ preventScroll: false });
  }

  /** Keep what was typed for when the person comes back. */
  leave() {
    if (this.#card) this.owner.keep?.(this.#card.stamp, this.#drawn.values());
  }

  /** A line under the card. */
  say(sentence) {
    this.status.textContent = sentence;
  }

  #draw(card, how) {
    if (card.refused) return { element: refusedCard(card), values: () => ({}) };
    const { json } = card;
    try {
      return this.library ? drawReal(this.library, json, how) : drawPlain(json, how);
    } catch {
      const sentence = json?.fallbackText || "This card cannot be drawn.";
      return { element: h("p", { class: "undrawn" }, sentence), values: () => ({}) };
    }
  }

  #room() {
    return {
      press: (pointer, inputs) => this.#press(pointer, inputs),
      search: (input, text, others) => this.owner.search(input, text, others),
      open: (address) => this.#open(address),
    };
  }

  async #press(pointer, inputs) {
    if (this.busy) return;
    this.#setBusy(true);
    this.say("");
    try {
      await this.owner.tap(pointer, inputs, this.#card.stamp);
    } catch (fault) {
      this.say(fault.message);
      alarm(fault.message);
    } finally {
      this.#setBusy(false);
    }
  }

  #open(address) {
    if (!address) return this.say("The card opens something that is no web address.");
    window.open(address, "_blank", "noopener,noreferrer");
    announce("The link opens in a new tab.");
  }

  #setBusy(busy) {
    this.element.setAttribute("aria-busy", String(busy));
    for (const button of this.body.querySelectorAll("button, [role=button]")) {
      if (busy) button.setAttribute("aria-disabled", "true");
      else if (!button.disabled) button.removeAttribute("aria-disabled");
    }
  }

  #hold(event) {
    if (!this.busy || (event.type === "keydown" && !["Enter", " "].includes(event.key))) return;
    event.preventDefault();
    event.stopPropagation();
  }
}
