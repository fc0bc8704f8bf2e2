// The search of a message extension: results to send along with a message.

import { freshId, h } from "../dom.js";
import { Modal } from "../modal.js";
import { roving } from "../roving.js";

const PAUSE = 300;

/** Opens the search; `search` gives results for a text, `take` gets the one that was chosen. */
export function searchExtension({ command, search, take }) {
  const name = freshId("query");
  const box = h("input", { id: name, type: "search", autocomplete: "off" });
  const status = h("p", { class: "combobox-status", role: "status" });
  const list = h("ul", { class: "results", aria: { label: "Results" } });
  const modal = new Modal({ title: command.title });
  let timer = 0;
  let asked = 0;
  const look = async () => {
    const mine = ++asked;
    status.textContent = "Searching…";
    try {
      const results = await search(box.value.trim());
      if (mine !== asked) return;
      status.textContent = results.length ? `${results.length} found` : "Nothing found";
      list.replaceChildren(...results.map((result) => row(result, choose)));
    } catch (fault) {
      if (mine === asked) status.textContent = fault.message;
    }
  };
  const choose = (result) => {
    modal.close();
    take(result);
  };
  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE);
  });
  roving(list, () => [...list.querySelectorAll("button")]);
  modal.element.dataset.dialog = "extension";
  modal.body.append(
    h("label", { for: name }, command.description || command.parameter || "Search"),
    box,
    status,
    list,
  );
  box.focus();
  look();
}

function row(result, choose) {
  const inside = [h("strong", {}, result.title), h("span", {}, result.text ?? "")];
  return h(
    "li",
    {},
    h("button", { type: "button", data: { result: result.id }, on: { click: () => choose(result) } }, inside),
  );
}
