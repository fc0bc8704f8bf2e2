// The box for writing, in a chat, for a new post of a channel, or for a reply.

import { freshId, h, icon, iconButton } from "../dom.js";
import { alarm } from "../live.js";
import { Attachments } from "./attachments.js";
import { addressIn, completed, menuAt, offered, spoken } from "./menus.js";
import { Popup } from "./popup.js";

const TALLEST = 160;
const UNANSWERED = new Set([502, 504]); // it was said, and the bot had nothing to say
const SYNTAX = /[\\^$.*+?()[\]{}|/]/g;
const LABELS = { "@": "Mention", "/": "Commands", command: "Commands" };

/** `place` is one of about.places, `thread` an id or nothing; `room` says what can be done, see talk.js. */
export class Compose {
  constructor({ room, place, thread = "", label }) {
    Object.assign(this, { room, place, thread });
    const name = freshId("compose");
    this.box = h("textarea", {
      id: name,
      rows: 1,
      placeholder: label,
      autocomplete: "off",
      aria: { label, describedby: `${name}-hint` },
    });
    this.popup = new Popup(this.box, "Mention", (line) => this.#take(line));
    this.attachments = new Attachments();
    this.hint = h("p", { class: "hint", id: `${name}-hint` });
    this.send = h(
      "button",
      { type: "submit", class: "quiet send", title: "Send (Enter)", aria: { label: "Send" } },
      icon("send"),
    );
    const row = h("div", { class: "compose-row" }, this.box, ...this.#tools(), this.send);
    this.element = h(
      "form",
      { class: "compose", data: { place: place.key, thread: thread || undefined }, aria: { label } },
      this.attachments.element,
      this.popup.element,
      row,
      this.hint,
    );
    this.#listen();
    this.draft = [room.sight.me.key, place.key, thread].join(" ");
    this.box.value = room.drafts.get(this.draft) ?? "";
    this.#changed();
  }

  focus() {
    this.box.focus();
  }

  /** Put a text in place of what stands there; it is sent when the person sends it. */
  put(text) {
    this.box.value = text;
    this.focus();
    this.#changed();
  }

  get #shared() {
    return this.place.kind !== "personal";
  }

  get #botName() {
    return this.room.sight.about.bot.name;
  }

  #tools() {
    const list = iconButton("list", `Commands of ${this.#botName}`, () => this.#showCommands());
    const extension = this.room.sight.about.compose.commands.map((command) =>
      iconButton("find", command.title, () => this.room.extension(command, this)),
    );
    if (!this.#shared) return [list, ...extension];
    const at = h(
      "button",
      {
        type: "button",
        class: "quiet at",
        title: `Mention ${this.#botName}`,
        aria: { label: `Mention ${this.#botName}` },
        on: { click: () => this.#insert(`@${this.#botName} `) },
      },
      "@",
    );
    return [at, list, ...extension];
  }

  #listen() {
    this.element.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#say();
    });
    this.box.addEventListener("input", () => this.#changed());
    this.box.addEventListener("click", () => this.#offer());
    this.box.addEventListener("blur", () => this.popup.show([]));
    this.box.addEventListener("paste", (event) => this.#unfurl(event.clipboardData?.getData("text") ?? ""));
    this.box.addEventListener("keydown", (event) => {
      if (this.popup.key(event) || event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.#say();
    });
  }

  #changed() {
    this.box.style.height = "auto";
    this.box.style.height = `${Math.min(this.box.scrollHeight, TALLEST)}px`;
    this.room.drafts.set(this.draft, this.box.value);
    const { text, mentions } = spoken(this.box.value, this.#botName);
    this.send.disabled = !text && !mentions && !this.attachments.ids.length;
    const unheard = this.#shared && text && !mentions && !this.room.sight.switches.hears_all;
    this.hint.textContent = unheard ? `Without @${this.#botName} the bot does not get this message.` : "";
    this.#offer();
  }

  #menu() {
    const caret = this.box.selectionStart;
    const before = this.box.value.slice(0, caret);
    const named = new RegExp(`@${this.#botName.replace(SYNTAX, "\\$&")}[ \\u00a0]+([^\\s]*)$`, "iu").exec(
      before,
    );
    if (named) return { sign: "command", typed: named[1], start: caret - named[1].length, end: caret };
    return menuAt(this.box.value, caret);
  }

  #offer() {
    const menu = document.activeElement === this.box ? this.#menu() : null;
    const lines = menu ? offered(this.#lines(menu.sign), menu.typed) : [];
    const done = lines.length === 1 && lines[0].title === menu.typed;
    this.popup.show(done ? [] : lines, LABELS[menu?.sign]);
  }

  #lines(sign) {
    const { about, me } = this.room.sight;
    const commands = about.commands[this.place.kind] ?? { mention: [], slash: [] };
    if (sign === "command") return commands.mention;
    if (sign === "/") return commands.slash.map((line) => ({ ...line, slash: true }));
    if (!this.#shared) return [];
    const people = about.people
      .filter((person) => person.key !== me.key)
      .map((person) => ({ title: person.name, description: person.role }));
    return [{ title: this.#botName, description: "App" }, ...people];
  }

  #take(line) {
    const menu = this.#menu() ?? {
      sign: "command",
      start: this.box.selectionStart,
      end: this.box.selectionStart,
    };
    const words = { "@": `@${line.title}`, "/": `/${line.title}`, command: line.title }[menu.sign];
    const done = completed(this.box.value, menu, words);
    this.alone = Boolean(line.slash) && this.#shared;
    this.box.value = done.text;
    this.box.setSelectionRange(done.caret, done.caret);
    this.#changed();
  }

  #showCommands() {
    if (this.#shared && !spoken(this.box.value, this.#botName).mentions) this.#insert(`@${this.#botName} `);
    this.box.focus();
    this.popup.show(this.#lines("command"), "Commands");
  }

  #insert(text) {
    this.box.setRangeText(text, this.box.selectionStart, this.box.selectionEnd, "end");
    this.box.focus();
    this.#changed();
  }

  async #unfurl(pasted) {
    const url = addressIn(pasted);
    const host = url && new URL(url).hostname;
    const { domains } = this.room.sight.about.compose;
    if (!host || !domains.some((domain) => host === domain || host.endsWith(`.${domain.replace("*.", "")}`)))
      return;
    const results = await this.room.unfurl(this, url);
    for (const result of results.slice(0, 1)) this.attach(result);
  }

  /** Put a result of a message extension under the text; it is sent along. */
  attach(result) {
    this.attachments.add(result, () => this.#changed());
    this.#changed();
    this.box.focus();
  }

  /** The box is free at once: the bot may take its time, and people write on. */
  async #say() {
    if (this.send.disabled) return;
    const written = this.box.value;
    const { text, mentions } = spoken(written, this.#botName);
    const said = { text, mentions: this.#shared ? mentions : undefined, alone: this.alone || undefined };
    const attached = this.attachments.take();
    this.alone = false;
    this.#write("");
    try {
      await this.room.say(this, { ...said, attached: attached.map((result) => result.id) });
    } catch (fault) {
      alarm(fault.message);
      if (!UNANSWERED.has(fault.status)) this.#giveBack(written, attached, Boolean(said.alone));
      this.hint.textContent = fault.message;
    }
  }

  /** What could not be sent stands in the box again, unless there is something else by now. */
  #giveBack(written, attached, alone) {
    if (this.room.drafts.get(this.draft)) return;
    this.alone = alone;
    for (const result of attached) this.attachments.add(result, () => this.#changed());
    this.#write(written);
  }

  #write(text) {
    this.box.value = text;
    this.#changed();
  }
}
