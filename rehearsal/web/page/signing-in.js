// The page on which one signs in, as far as a rehearsal needs it: with which account, or not at all.

import { post } from "./api.js";
import { freshId, h } from "./dom.js";
import { alarm } from "./live.js";
import { Modal } from "./modal.js";

/** Opens it for the newest sign-in card of a place; `outcome` gets the answer. */
export function signIn({ sight, place, thread, outcome }) {
  const me = sight.me;
  const name = freshId("account");
  const accounts = sight.about.people.map((person) =>
    h("option", { value: person.mail, selected: person.key === me.key }, `${person.name} (${person.mail})`),
  );
  const account = h("select", { id: name }, accounts);
  const fault = h("p", { class: "fault", role: "status" });
  const modal = new Modal({
    title: "Sign in",
    width: "small",
    closed: (byPerson) => byPerson && answer({ consents: false }),
  });
  const answer = async (how) => {
    try {
      const found = await post("/room/signin", { as: me.key, place, thread: thread || undefined, ...how });
      modal.close();
      outcome(found);
    } catch (problem) {
      fault.textContent = problem.message;
      alarm(problem.message);
    }
  };
  const consent = () =>
    answer(account.value === me.mail ? { consents: true } : { consents: true, account: account.value });
  modal.element.dataset.dialog = "sign-in";
  modal.body.append(
    h("p", {}, `${sight.about.bot.name} asks ${me.name} to sign in.`),
    h("label", { for: name }, "Account"),
    account,
    fault,
    h(
      "div",
      { class: "row" },
      h("button", { type: "button", class: "primary", on: { click: consent } }, "Sign in"),
      h("button", { type: "button", on: { click: () => modal.element.close() } }, "Close without signing in"),
    ),
  );
}
