// One message as this person sees it.

import { CardView } from "../cards/view.js";
import { copyText } from "../cards/inputs.js";
import { refusedLine, refusedList } from "../cards/refused.js";
import { h, icon, iconButton, keep, set } from "../dom.js";
import { announce } from "../live.js";
import { avatar } from "../people.js";
import { messageHtml, words } from "../text/markdown.js";
import { momentOf, timeOf } from "../text/moments.js";
import { xmlHtml } from "../text/xml.js";

/** A view of a message; `room` says what can be done, see talk.js. */
export class PostView {
  #post = null;

  constructor(post, room) {
    this.room = room;
    this.status = h("div", { class: "post-status" });
    this.cards = h("div", { class: "cards" });
    this.text = h("div", { class: "text" });
    this.signin = h("div", { class: "signins" });
    this.refused = refusedList();
    this.marks = h("span", { class: "marks" });
    this.tools = h("div", { class: "post-tools", role: "group", aria: { label: "Message" } });
    this.element = this.#frame(post);
    this.change(post);
  }

  /** Show the message as it is now. */
  change(post, notices = []) {
    if (post !== this.#post) this.#show(post);
    this.#post = post;
    this.#extras(notices, post.refusals ?? []);
  }

  #frame(post) {
    const { sight } = this.room;
    const name = post.author?.name ?? sight.about.bot.name;
    const title = h("h3", { class: "author", id: `author-${post.id}` }, name);
    const time = h(
      "time",
      { datetime: post.at, title: momentOf(post.at, sight.me) },
      timeOf(post.at, sight.me),
    );
    const mark = post.author
      ? avatar(post.author.initials, post.author.key)
      : avatar(name.slice(0, 1), "bot");
    const head = h("header", {}, title, time, this.marks);
    const body = h(
      "div",
      { class: "bubble" },
      head,
      this.text,
      this.cards,
      this.signin,
      this.refused,
      this.status,
      this.tools,
    );
    const attributes = { class: "post", tabindex: -1, aria: { labelledby: title.id } };
    const data = {
      post: post.id,
      author: post.author?.key ?? "bot",
      mine: post.author?.key === sight.me.key,
    };
    return h("article", { ...attributes, data }, mark, body);
  }

  #show(post) {
    this.element.classList.toggle("deleted", Boolean(post.deleted));
    set(this.element, "data-targeted", post.targeted ? "true" : null);
    set(this.element, "data-edited", post.edited ? "true" : null);
    this.marks.replaceChildren(...marks(post));
    this.#showText(post);
    this.#showCards(post.deleted ? [] : post.cards);
    this.signin.replaceChildren(
      ...(post.deleted ? [] : (post.signin ?? [])).map((each) => this.#signIn(each)),
    );
    this.#showTools(post);
  }

  #showText(post) {
    if (post.deleted) this.text.textContent = "This message has been deleted.";
    else
      this.text.innerHTML =
        post.format === "xml" ? xmlHtml(post.text) : messageHtml(post.text ?? "", post.format);
    this.text.hidden = !this.text.textContent;
    const mine = new Set(
      (post.mentions ?? []).filter((mention) => mention.me).map((mention) => mention.name),
    );
    for (const mention of this.text.querySelectorAll(".mention"))
      mention.classList.toggle("me", mine.has(mention.textContent));
  }

  #showCards(cards) {
    const items = cards.map((card, place) => ({ card, place }));
    keep(this.cards, items, {
      key: ({ place }) => place,
      make: ({ card, place }) => {
        const view = new CardView({
          library: this.room.library,
          reader: this.room.sight.me,
          owner: this.room.cardOwner(this.#id, place),
        });
        view.element.dataset.card = place;
        view.show(card);
        return view;
      },
      change: (view, { card }) => view.show(card),
    });
  }

  get #id() {
    return this.element.dataset.post;
  }

  #signIn({ text, button }) {
    const press = () => this.room.signIn(this.#post);
    const words = h("p", {}, text || "Sign in to continue.");
    return h(
      "div",
      { class: "card signin", role: "group", aria: { label: "Sign-in card" } },
      words,
      h("button", { type: "button", class: "primary", on: { click: press } }, button || "Sign in"),
    );
  }

  #showTools(post) {
    const shown = [words(post.text ?? ""), ...post.cards.flatMap((card) => card.plain ?? [])]
      .filter(Boolean)
      .join("\n");
    const tools = [];
    if (post.cards.some((card) => card.refreshes))
      tools.push(
        h(
          "button",
          { type: "button", class: "small", on: { click: () => this.room.refresh(post) } },
          "Refresh card",
        ),
      );
    if (!post.deleted && shown)
      tools.push(
        iconButton("copy", "Copy message", async () =>
          announce((await copyText(shown)) ? "Copied." : "The browser does not let the page copy."),
        ),
      );
    this.tools.replaceChildren(...tools);
  }

  #extras(notices, refusals) {
    const last = notices.findLast((notice) => notice.signin) ?? notices.at(-1);
    keep(this.status, last ? [last] : [], {
      key: (notice) => notice.id,
      make: (notice) => ({ element: this.#notice(notice) }),
    });
    keep(this.refused, refusals, {
      key: (each) => `${each.rule} ${each.detail}`,
      make: (each) => ({ element: refusedLine(each) }),
    });
    this.refused.hidden = refusals.length === 0;
  }

  #notice({ text, signin }) {
    if (!signin) return h("p", { class: "notice", role: "note" }, text);
    const press = () => this.room.signIn(this.#post);
    return h(
      "p",
      { class: "notice", role: "note" },
      `${text} `,
      h("button", { type: "button", class: "primary", on: { click: press } }, signin),
    );
  }
}

function marks(post) {
  const found = [];
  if (post.edited && !post.deleted) found.push(h("span", { class: "mark-edited" }, "Edited"));
  if (post.cards.some((card) => card.own))
    found.push(h("span", { class: "mark-own", title: "The card as you alone see it" }, "Your view"));
  if (post.targeted) found.push(h("span", { class: "mark-targeted" }, icon("hidden"), "Only visible to you"));
  return found;
}
