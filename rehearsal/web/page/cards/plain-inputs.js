// The inputs of a card without Microsoft's renderer.

import { freshId, h } from "../dom.js";
import { Combobox } from "./combobox.js";

const TYPES = { "Input.Number": "number", "Input.Date": "date", "Input.Time": "time" };

/** {id, element, value(), typed(), check(), focus()} of an input, or null for one that is not known. */
export function plainInput(part, search) {
  const control = controlOf(part, search);
  if (!control) return null;
  const fault = h(
    "p",
    { class: "fault", id: freshId("fault"), hidden: true },
    part.errorMessage ?? "This is needed.",
  );
  const name = part.label ?? part.title ?? part.placeholder ?? part.id;
  const element = control.group
    ? h("fieldset", {}, h("legend", {}, label(part, name)), control.element, fault)
    : h(
        "div",
        { class: "plain-input" },
        h("label", { for: control.first.id }, label(part, name)),
        control.element,
        fault,
      );
  const check = () => {
    const value = control.value();
    const good = value
      ? fits(part, value) && !control.first.validity?.badInput
      : !part.isRequired && !control.unknown?.();
    fault.hidden = good;
    control.first.setAttribute("aria-invalid", String(!good));
    control.first.setAttribute("aria-describedby", fault.id);
    return good;
  };
  const { value, typed } = control;
  return { id: part.id, element, value, typed, check, focus: () => control.first.focus() };
}

function controlOf(part, search) {
  if (part.type === "Input.ChoiceSet") return choices(part, search);
  if (part.type === "Input.Toggle") return toggle(part);
  if (part.type !== "Input.Text" && !(part.type in TYPES)) return null;
  const element = part.isMultiline
    ? h("textarea", { rows: 3 })
    : h("input", { type: TYPES[part.type] ?? "text" });
  for (const bound of ["min", "max", "maxlength"]) {
    const value = part[bound === "maxlength" ? "maxLength" : bound];
    if (value !== undefined) element.setAttribute(bound, value);
  }
  element.id = freshId("input");
  element.placeholder = part.placeholder ?? "";
  element.value = part.value ?? "";
  return { element, first: element, value: () => element.value };
}

function choices(part, search) {
  const known = part.choices ?? [];
  const looksUp = part["choices.data"]?.type === "Data.Query";
  if (part.isMultiSelect || part.style === "expanded") return marks(part, known);
  if (looksUp || part.style === "filtered") {
    const box = new Combobox({
      choices: known,
      search: looksUp ? (text) => search(part.id, text) : null,
      value: part.value ?? "",
      placeholder: part.placeholder,
    });
    box.input.id = freshId("input");
    return {
      element: box.element,
      first: box.input,
      value: () => box.value,
      typed: () => (box.value ? { title: box.text, value: box.value } : ""),
      unknown: () => box.text.trim() && !box.value,
    };
  }
  const options = known.map(({ title, value }) =>
    h("option", { value, selected: value === part.value }, title),
  );
  const element = h(
    "select",
    { id: freshId("input") },
    h("option", { value: "" }, part.placeholder ?? ""),
    options,
  );
  return { element, first: element, value: () => element.value };
}

function marks(part, known) {
  const group = freshId("marks");
  const given = String(part.value ?? "").split(part.isMultiSelect ? "," : "\n");
  const type = part.isMultiSelect ? "checkbox" : "radio";
  const boxes = known.map(({ value }) =>
    h("input", { type, name: group, value, checked: given.includes(value) }),
  );
  const element = h(
    "div",
    {},
    known.map(({ title }, place) => h("label", { class: "mark" }, boxes[place], title)),
  );
  const value = () =>
    boxes
      .filter((box) => box.checked)
      .map((box) => box.value)
      .join(",");
  return { element, first: boxes[0] ?? element, group: true, value };
}

function toggle(part) {
  const on = part.valueOn ?? "true";
  const box = h("input", { type: "checkbox", id: freshId("input"), checked: part.value === on });
  const element = part.label ? h("label", { class: "mark" }, box, part.title ?? "") : box;
  return { element, first: box, value: () => (box.checked ? on : (part.valueOff ?? "false")) };
}

function fits(part, value) {
  if (part.min !== undefined && (part.type === "Input.Number" ? Number(value) < part.min : value < part.min))
    return false;
  if (part.max !== undefined && (part.type === "Input.Number" ? Number(value) > part.max : value > part.max))
    return false;
  return !part.regex || matches(part.regex, value);
}

function matches(pattern, value) {
  try {
    return new RegExp(pattern).test(value);
  } catch {
    return true; // a pattern that is none keeps nobody from going on
  }
}

function label(part, name) {
  return part.isRequired ? `${name} *` : name;
}
