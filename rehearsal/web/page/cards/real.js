// A card drawn by Microsoft's renderer.

import { safeAddress } from "../text/markdown.js";
import { prepared, unsentInputs } from "./prepare.js";

const SENT = new Set(["Action.Execute", "Action.Submit"]);

/** `room` has press(pointer, inputs), open(address) and search(input, text, others); see view.js. */
export function drawReal({ AC, configs, elements }, json, { reader, theme, typed, room }) {
  const card = new AC.AdaptiveCard();
  card.hostConfig = new AC.HostConfig(configs[theme]);
  card.room = {
    unsent: unsentInputs(json),
    search: (input, text) =>
      room.search(
        input.id,
        text,
        input.query.associatedInputs === "auto" ? filled(card, input.id) : undefined,
      ),
  };
  card.onExecuteAction = (action) => {
    const kind = action.getJsonTypeName();
    if (SENT.has(kind)) room.press(action.id, sent(action));
    else if (kind === "Action.OpenUrl") room.open(safeAddress(action.url));
  };
  const context = new AC.SerializationContext();
  context.setElementRegistry(elements);
  card.parse(prepared(json, reader, typed), context);
  const element = card.render() ?? document.createElement("div");
  mend(element);
  element.addEventListener("click", () => setTimeout(() => afterPress(element)), true); // the renderer stops clicks at its buttons
  element.addEventListener("input", () => queueMicrotask(() => markFaults(element)));
  return { element, values: () => typedOn(card) };
}

function sent(action) {
  const inputs = Object.values(action.getReferencedInputs() ?? {});
  return Object.fromEntries(inputs.map((input) => [input.id, textOf(input)]));
}

function filled(card, except = "") {
  const inputs = card.getAllInputs(true).filter((input) => input.id && input.id !== except);
  return Object.fromEntries(inputs.map((input) => [input.id, textOf(input)]));
}

/** What stands in each input; of one that looks things up the title too, which the card does not know. */
function typedOn(card) {
  const looked = card.getAllInputs(true).filter((input) => input.combobox?.value);
  const titles = looked.map((input) => [input.id, { title: input.combobox.text, value: input.combobox.value }]);
  return { ...filled(card), ...Object.fromEntries(titles) };
}

function textOf(input) {
  const value = input.value;
  return value === undefined || value === null || Number.isNaN(value) ? "" : String(value);
}

/** What the renderer leaves unsaid to a screen reader. */
function mend(element) {
  for (const group of element.querySelectorAll(".ac-actionSet")) group.removeAttribute("role");
  for (const part of element.querySelectorAll("[role=menubar]")) part.removeAttribute("role");
  for (const item of element.querySelectorAll(".ac-pushButton[role=menuitem]"))
    item.setAttribute("role", "button");
}

function afterPress(element) {
  for (const part of element.querySelectorAll("div[aria-expanded]:not([role])"))
    part.removeAttribute("aria-expanded"); // of what was shown or hidden
  markFaults(element);
}

function markFaults(element) {
  for (const input of element.querySelectorAll("input, select, textarea")) {
    const faulty = input.closest(".ac-input-validation-failed") !== null;
    if (faulty) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
  }
}
