// A card drawn by the page itself, where Microsoft's renderer could not be had: plain, and every part usable.

import { h } from "../dom.js";
import { cardHtml, safeAddress } from "../text/markdown.js";
import { plainInput } from "./plain-inputs.js";
import { prepared } from "./prepare.js";

const HEADING = "h4";

/** The same interface as drawReal. */
export function drawPlain(json, { reader, typed, room }) {
  const drawing = new Drawing(room);
  const element = h("div", { class: "plain-card" }, drawing.level(prepared(json, reader, typed), null));
  return { element, values: () => drawing.typed() };
}

class Drawing {
  inputs = [];
  #parts = new Map();

  constructor(room) {
    this.room = room;
  }

  /** A card or the card behind a button; a button sends the inputs of its level and of those above. */
  level(card, above) {
    const level = { above };
    return [...this.all(card.body, level), this.buttons(card.actions, level)];
  }

  values(inputs) {
    return Object.fromEntries(inputs.map((input) => [input.id, input.value()]));
  }

  typed() {
    return Object.fromEntries(this.inputs.map((input) => [input.id, input.typed?.() ?? input.value()]));
  }

  all(parts, level) {
    return (parts ?? []).map((part) => this.one(part, level)).filter(Boolean);
  }

  one(part, level) {
    const element = this.drawn(part, level);
    if (!element) return null;
    if (part.isVisible === false) element.hidden = true;
    if (part.id) this.#parts.set(part.id, element);
    if (part.selectAction)
      element.append(this.button({ ...part.selectAction, title: part.selectAction.title ?? "Open" }, level));
    return element;
  }

  drawn(part, level) {
    switch (part.type) {
      case "TextBlock":
        return textBlock(part);
      case "RichTextBlock":
        return h(
          "p",
          {},
          (part.inlines ?? []).map((run) => (typeof run === "string" ? run : this.run(run, level))),
        );
      case "FactSet":
        return h(
          "dl",
          {},
          (part.facts ?? []).flatMap((fact) => [withHtml("dt", fact.title), withHtml("dd", fact.value)]),
        );
      case "ColumnSet":
        return h(
          "div",
          { class: "plain-columns" },
          (part.columns ?? []).map((column) => this.one({ ...column, type: "Column" }, level)),
        );
      case "Container":
      case "Column":
      case "TableCell":
        return h("div", {}, this.all(part.items, level));
      case "Table":
        return h(
          "table",
          {},
          (part.rows ?? []).map((row) =>
            h(
              "tr",
              {},
              (row.cells ?? []).map((cell) => h("td", {}, this.all(cell.items, level))),
            ),
          ),
        );
      case "ImageSet":
        return h("p", {}, (part.images ?? []).map((image) => image.altText ?? "").join(", "));
      case "Image":
        return part.altText ? h("p", {}, `Picture: ${part.altText}`) : null;
      case "ActionSet":
        return this.buttons(part.actions, level);
      default:
        return this.other(part, level);
    }
  }

  other(part, level) {
    if (String(part.type).startsWith("Input.")) {
      const input = plainInput(part, (id, text) => this.room.search(id, text, this.others(part)));
      if (!input) return null;
      this.inputs.push(Object.assign(input, { level }));
      return input.element;
    }
    return part.fallback?.type ? this.one(part.fallback, level) : null;
  }

  others(part) {
    if (part["choices.data"]?.associatedInputs !== "auto") return undefined;
    return this.values(this.inputs.filter((input) => input.id !== part.id));
  }

  run(run, level) {
    return run.selectAction
      ? this.button({ ...run.selectAction, title: run.text }, level)
      : h("span", {}, run.text ?? "");
  }

  buttons(actions, level) {
    if (!actions?.length) return null;
    const row = h("div", { class: "plain-buttons" });
    for (const action of actions) row.append(this.button(action, level, row));
    return row;
  }

  button(action, level, row = null) {
    const button = h(
      "button",
      { type: "button", class: "ac-pushButton", disabled: action.isEnabled === false },
      action.title ?? "",
    );
    if (action.style === "positive") button.classList.add("style-positive");
    if (action.type === "Action.ShowCard" && row) this.unfold(button, action, level, row);
    else button.addEventListener("click", () => this.press(action, level));
    return button;
  }

  unfold(button, action, level, row) {
    const shown = h("div", { class: "plain-shown", hidden: true }, this.level(action.card ?? {}, level));
    button.setAttribute("aria-expanded", "false");
    button.addEventListener("click", () => {
      shown.hidden = !shown.hidden;
      button.setAttribute("aria-expanded", String(!shown.hidden));
    });
    queueMicrotask(() => row.after(shown));
  }

  press(action, level) {
    if (action.type === "Action.OpenUrl") return this.room.open(safeAddress(action.url));
    if (action.type === "Action.ToggleVisibility") return this.toggle(action);
    if (action.type !== "Action.Execute" && action.type !== "Action.Submit") return undefined;
    const reached =
      action.associatedInputs === "none"
        ? []
        : this.inputs.filter((input) => above(level).includes(input.level));
    const faulty = reached.filter((input) => !input.check());
    if (faulty.length) return faulty[0].focus();
    return this.room.press(action.id, this.values(reached));
  }

  toggle(action) {
    for (const target of action.targetElements ?? []) {
      const part = this.#parts.get(target.elementId ?? target);
      if (part) part.hidden = typeof target.isVisible === "boolean" ? !target.isVisible : !part.hidden;
    }
  }
}

function above(level) {
  return level ? [level, ...above(level.above)] : [];
}

function textBlock(part) {
  const heading = part.style === "heading" || part.size === "Large" || part.size === "ExtraLarge";
  return withHtml(heading ? HEADING : "div", part.text, part.isSubtle ? "subtle" : "");
}

function withHtml(tag, text, kind = "") {
  const element = h(tag, kind ? { class: kind } : {});
  element.innerHTML = cardHtml(String(text ?? ""));
  return element;
}
