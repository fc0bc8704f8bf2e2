// The middle of the page: one place, its messages, and the box for writing.

import { h, keep } from "../dom.js";
import { makeStop, roving } from "../roving.js";
import { words } from "../text/markdown.js";
import { dayOf } from "../text/moments.js";
import { Compose } from "./compose.js";
import { examples } from "./menus.js";
import { PostView } from "./post.js";
import { beginning, chatItems, threadItems } from "./threads.js";

const NEAR_THE_END = 120;
const TOGETHER = 16; // milliseconds: what comes within them is drawn at once
const EXAMPLES = 4;

/**
 * Draws one place for one person; another place or person gets another one.
 * `room` has sight, library, cardOwner(post, card), say, signIn, refresh, unfurl, extension and open.
 */
export class Talk {
  #timer = 0;
  #fresh = null;

  constructor(main, room) {
    Object.assign(this, { main, room, place: room.sight.placeOf(room.sight.place) });
    const { name, team } = this.place;
    const head = h("header", { class: "talk-head" }, h("h2", {}, name), h("p", {}, team || this.#about()));
    this.list = h("div", { class: "messages", tabindex: -1, data: { messages: this.place.key } });
    this.typing = h("p", { class: "typing", role: "status" });
    this.newest = h("button", { type: "button", class: "newest", hidden: true }, "Newest messages");
    this.empty = this.#nothing();
    this.compose = new Compose({
      room,
      place: this.place,
      label: this.place.kind === "channel" ? `New post in ${name}` : `Message ${name}`,
    });
    this.main.replaceChildren(
      head,
      h("div", { class: "scroll" }, this.empty, this.list),
      h("div", { class: "below" }, this.newest),
      this.typing,
      this.compose.element,
    );
    this.empty.hidden = true; // until it is known that nothing was said
    this.scroll = this.list.parentElement;
    this.#follow();
    roving(this.list, () => this.#articles());
    this.list.addEventListener(
      "focusin",
      ({ target }) => target.matches("article") && makeStop(this.#articles(), target),
    );
    this.show();
  }

  /** Show it in a moment, once for all that comes meanwhile; `fresh` is a post that just came. */
  soon(fresh = null) {
    this.#fresh = fresh ?? this.#fresh;
    this.#timer ||= setTimeout(() => this.list.isConnected && this.show(this.#fresh), TOGETHER);
  }

  /** Show what there is now. */
  show(fresh = null) {
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.#fresh = null;
    const { sight } = this.room;
    const posts = sight.in(this.place.key);
    const notices = sight.noticesIn(this.place.key);
    const day = (at) => dayOf(at, sight.me);
    const loose = notices.filter((notice) => !posts.some((post) => post.id === notice.post));
    if (this.place.kind === "channel") this.#threads(threadItems(posts, loose, day));
    else this.#items(this.list, chatItems(posts, loose, day));
    this.empty.hidden = posts.length > 0 || !sight.ready;
    this.#showTyping();
    if (!this.list.querySelector("article[tabindex='0']"))
      makeStop(this.#articles(), this.#articles().at(-1));
    if (fresh?.author?.key === sight.me.key)
      this.list.querySelector(`[data-post="${CSS.escape(fresh.id)}"]`)?.scrollIntoView({ block: "nearest" });
  }

  #about() {
    return this.place.kind === "personal" ? "A chat with the bot alone" : "Group chat";
  }

  #articles() {
    return [...this.list.querySelectorAll("article")];
  }

  #items(parent, items) {
    keep(parent, items, {
      key: (item) => item.key,
      make: (item) => this.#item(item),
      change: (view, item) => view.change?.(item.post, this.#notices(item.post)),
    });
  }

  #item(item) {
    if (item.day) return { element: h("p", { class: "day" }, item.day) };
    if (item.notice) return { element: h("p", { class: "notice alone", role: "note" }, item.notice.text) };
    const view = new PostView(item.post, this.room);
    view.change(item.post, this.#notices(item.post));
    return view;
  }

  #notices(post) {
    return post ? this.room.sight.noticesIn(this.place.key).filter((notice) => notice.post === post.id) : [];
  }

  #threads(threads) {
    keep(this.list, threads, {
      key: (thread) => thread.key,
      make: (thread) => this.#thread(thread),
      change: (view, thread) => this.#items(view.list, thread.items),
    });
  }

  #thread({ key, items }) {
    const start = beginning(items, words) || "a post";
    const list = h("div", { class: "thread-posts" });
    const element = h(
      "section",
      { class: "thread", role: "group", aria: { label: `Thread: ${start}` }, data: { thread: key } },
      list,
    );
    const open = h(
      "button",
      { type: "button", class: "reply", aria: { label: `Reply to ${start}` } },
      "Reply",
    );
    open.addEventListener("click", () => {
      const compose = new Compose({
        room: this.room,
        place: this.place,
        thread: key,
        label: `Reply to ${start}`,
      });
      open.replaceWith(compose.element);
      compose.focus();
    });
    element.append(open);
    this.#items(list, items);
    return { element, list };
  }

  /** What somebody sees who has never been here: what to write, and what else there is. */
  #nothing() {
    const { about } = this.room.sight;
    const before = this.place.kind === "personal" ? "" : `@${about.bot.name} `;
    const lines = about.commands[this.place.kind]?.mention ?? [];
    const press = (text, click, more) => h("button", { type: "button", on: { click }, ...more }, text);
    return h(
      "div",
      { class: "nothing" },
      h("h3", {}, "Nothing was said here yet"),
      h("p", {}, "Begin with one of these, or write your own below:"),
      examples(lines, EXAMPLES).map((line) =>
        press(before + line, () => this.compose.put(before + line), { class: "example" }),
      ),
      press(`Add ${about.bot.name} here, and let it greet you`, () => this.room.open(this.place.key)),
      h(
        "p",
        { class: "small" },
        "The faces on top make you somebody else. “Behind the scenes” shows every call, and can make things go wrong. ",
        "All of it runs on this machine, and all the people are made up.",
      ),
    );
  }

  #showTyping() {
    const typing = [...this.room.sight.typing.keys()].some((where) => where.split(" ")[0] === this.place.key);
    const text = typing ? `${this.room.sight.about.bot.name} is typing…` : "";
    if (this.typing.textContent !== text) this.typing.textContent = text;
  }

  /** Who is at the end stays there, whatever comes or grows. */
  #follow() {
    let following = true;
    let last = 0;
    const toEnd = () => following && (this.scroll.scrollTop = this.scroll.scrollHeight);
    this.scroll.addEventListener("scroll", () => {
      const { scrollHeight, scrollTop, clientHeight } = this.scroll;
      if (scrollHeight - scrollTop - clientHeight < NEAR_THE_END) following = true;
      else if (scrollTop < last) following = false; // by the person; what grows below moves nobody up
      last = scrollTop;
      this.newest.hidden = following;
    });
    this.newest.addEventListener("click", () => {
      following = true;
      toEnd();
      this.compose.focus();
    });
    const watch = new ResizeObserver(toEnd);
    watch.observe(this.list);
    watch.observe(this.scroll);
  }
}
