// The faults that the stand-in for Graph can be told to have.

import { get, post, remove } from "../api.js";
import { freshId, h } from "../dom.js";
import { announce } from "../live.js";

const PAUSE = 600;
const SAID = ["operation", "fault", "times", "skip", "seconds"];

/** The form, and what is on; a fault that was used up disappears with the action that met it. */
export function faults(sight, tell) {
  const fields = {
    operation: select("Call"),
    fault: select("Fault"),
    times: number("Times", 1),
    skip: number("Let pass first", 0),
    seconds: number("Seconds, where it is slow", ""),
  };
  const armed = h("ul", { class: "armed", aria: { label: "Faults that are on" } });
  const why = h("p", { class: "subtle" });
  const state = { faults: [] };
  const show = (found) => {
    state.faults = found.offered;
    fill(
      fields.operation.control,
      found.operations.map(({ operation, sentence }) => [operation, sentence || operation]),
    );
    fill(
      fields.fault.control,
      found.offered.map(({ fault }) => [fault, fault]),
    );
    armed.replaceChildren(
      ...found.armed.map((each) =>
        h(
          "li",
          {},
          h("strong", {}, each.fault),
          ` at ${each.operation}, ${each.times} ${each.times === 1 ? "time" : "times"}`,
        ),
      ),
    );
    explain();
  };
  const explain = () =>
    (why.textContent =
      state.faults.find(({ fault }) => fault === fields.fault.control.value)?.sentence ?? "");
  const load = () => tell.tries(async () => show(await get("/room/faults")));
  const arm = (event) => {
    event.preventDefault();
    tell.tries(async () => (show(await post("/room/faults", said(fields))), announce("The fault is on.")));
  };
  const off = () =>
    tell.tries(async () => (show(await remove("/room/faults")), announce("All faults are off.")));
  fields.fault.control.addEventListener("change", explain);
  tell.addEventListener("opened", load);
  let timer = 0;
  sight.on("trace", () => {
    clearTimeout(timer);
    if (armed.childElementCount) timer = setTimeout(load, PAUSE);
  });
  const buttons = h(
    "div",
    { class: "row" },
    h("button", { type: "submit", class: "primary" }, "Switch on"),
    h("button", { type: "button", on: { click: off } }, "All off"),
  );
  return h(
    "form",
    { class: "faults", on: { submit: arm } },
    Object.values(fields).map((field) => field.element),
    why,
    buttons,
    armed,
  );
}

function said(fields) {
  const found = {};
  for (const name of SAID) {
    const { control } = fields[name];
    if (control.value !== "") found[name] = control.type === "number" ? Number(control.value) : control.value;
  }
  return found;
}

function select(title) {
  return labelled(title, h("select", {}));
}

function number(title, value) {
  return labelled(title, h("input", { type: "number", min: 0, value }));
}

function labelled(title, control) {
  control.id = freshId("field");
  return { control, element: h("p", { class: "field" }, h("label", { for: control.id }, title), control) };
}

function fill(control, options) {
  const before = control.value;
  control.replaceChildren(...options.map(([value, title]) => h("option", { value }, title)));
  if (options.some(([value]) => value === before)) control.value = before;
}
