// The dialogs of the bot (task modules): a card or an address in a window of its own.

import { post } from "./api.js";
import { refusedLine, refusedList } from "./cards/refused.js";
import { CardView } from "./cards/view.js";
import { h } from "./dom.js";
import { Modal } from "./modal.js";
import { safeAddress } from "./text/markdown.js";

/** Shows what `dialog` says, and whatever the bot answers to its buttons; `outcome` gets every other answer. */
export class BotDialog {
  constructor({ dialog, sight, library, outcome }) {
    Object.assign(this, { sight, library, outcome, as: sight.me.key });
    this.modal = new Modal({
      title: dialog.title || sight.about.bot.name,
      closed: (byPerson) => byPerson && this.#send({ close: true }).catch(() => {}),
    });
    this.modal.element.dataset.dialog = "bot";
    this.refused = refusedList();
    this.show(dialog);
  }

  show(dialog) {
    this.id = dialog.id;
    this.modal.title.textContent = dialog.title || this.sight.about.bot.name;
    this.modal.resize(dialog.width, dialog.height);
    this.refused.replaceChildren(...(dialog.refusals ?? []).map(refusedLine));
    this.refused.hidden = !this.refused.childElementCount;
    if (!dialog.card) return this.#showAddress(dialog.url);
    this.view = new CardView({
      library: this.library,
      reader: this.sight.me,
      owner: this.#owner(),
      name: dialog.title,
    });
    this.modal.body.replaceChildren(this.view.element, this.refused);
    this.view.show(dialog.card);
    this.modal.body.querySelector("input, select, textarea, button")?.focus();
  }

  #showAddress(url) {
    const href = safeAddress(url);
    const why = h("p", {}, "This dialog is a page of its own, which opens in a new tab.");
    this.modal.body.replaceChildren(
      why,
      this.refused,
      href ? h("a", { href, target: "_blank", rel: "noopener noreferrer" }, href) : h("p", {}, url),
    );
  }

  #owner() {
    return {
      tap: (action, inputs) => this.#tap(action, inputs),
      search: async (input, text, others) =>
        (await post("/room/search", { as: this.as, dialog: this.id, input, text, others })).choices,
    };
  }

  async #tap(action, inputs) {
    const answer = await this.#send({ action, inputs });
    if (answer.kind === "dialog") return this.show(answer.dialog);
    if (answer.kind === "error") throw new Error(answer.text);
    this.modal.close();
    return this.outcome(answer);
  }

  #send(more) {
    return post("/room/dialog", { as: this.as, dialog: this.id, ...more });
  }
}
