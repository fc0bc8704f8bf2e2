// What the person does, sent to the room's process, and what its answers open.

import { post } from "./api.js";
import { BotDialog } from "./dialogs.js";
import { alarm } from "./live.js";
import { signIn } from "./signing-in.js";
import { searchExtension } from "./talk/extension.js";

const SAID = new Set(["message", "error", "signin"]);

export class Room extends EventTarget {
  /** What was written and not sent yet, by person, place and thread. */
  drafts = new Map();
  /** What was filled in on a card and not sent yet, by person, post and place of the card. */
  typed = new Map();

  constructor(sight, library) {
    super();
    Object.assign(this, { sight, library });
  }

  /** Who acts on a card, from now on the same person even if another one is chosen meanwhile. */
  cardOwner(id, card) {
    const as = this.sight.me.key;
    const name = [as, id, card].join(" ");
    return {
      keep: (stamp, values) => this.typed.set(name, { stamp, values }),
      typed: (stamp) => (this.typed.get(name)?.stamp === stamp ? this.typed.get(name).values : {}),
      tap: async (action, inputs, stamp) => {
        const old = this.sight.oldClient || undefined;
        this.sight.forgetNotices(id);
        this.#outcome(
          await post("/room/tap", { as, post: id, card, action, inputs, stamp, old_client: old }),
          id,
        );
      },
      search: async (input, text, others) =>
        (await post("/room/search", { as, post: id, card, input, text, others })).choices,
    };
  }

  /** `compose` is the box in which it was written. */
  say(compose, said) {
    return post("/room/say", {
      ...this.#where(compose),
      ...said,
      attached: said.attached.length ? said.attached : undefined,
    });
  }

  open(place) {
    return this.tries(() => post("/room/open", { as: this.sight.me.key, place }));
  }

  refresh(message) {
    const card = message.cards.findIndex((each) => each.refreshes);
    return this.tries(async () =>
      this.#outcome(
        await post("/room/refresh", { as: this.sight.me.key, post: message.id, card }),
        message.id,
      ),
    );
  }

  signIn({ place, thread, id }) {
    signIn({ sight: this.sight, place, thread, outcome: (answer) => this.#outcome(answer, id) });
  }

  async unfurl(compose, url) {
    const found = await this.tries(() => post("/room/unfurl", { ...this.#where(compose), url }));
    return found?.results ?? [];
  }

  extension(command, compose) {
    searchExtension({
      command,
      search: async (text) => {
        const found = await post("/room/compose", { ...this.#where(compose), command: command.id, text });
        if (found.kind === "error" || found.kind === "message") throw new Error(found.text);
        return found.results ?? [];
      },
      take: (result) => compose.attach(result),
    });
  }

  /** Does something and says why when it cannot be. */
  async tries(act) {
    try {
      return await act();
    } catch (fault) {
      alarm(fault.message);
      this.dispatchEvent(new CustomEvent("fault", { detail: fault.message }));
      return undefined;
    }
  }

  opened() {
    this.dispatchEvent(new Event("opened"));
  }

  #where({ place, thread }) {
    return { as: this.sight.me.key, place: place.key, thread: thread || undefined };
  }

  /** Opens what an answer opens; a card comes by the feed, and so do the words, which belong to post `id`. */
  #outcome(answer, id) {
    if (answer.kind === "dialog") {
      new BotDialog({
        dialog: answer.dialog,
        sight: this.sight,
        library: this.library,
        outcome: (next) => this.#outcome(next, id),
      });
    } else if (id && SAID.has(answer.kind)) {
      this.sight.pin({
        ...answer,
        post: id,
        signin: answer.kind === "signin" ? answer.button || "Sign in" : "",
      });
    }
  }
}
