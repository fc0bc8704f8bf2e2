// The page of the rehearsal room: who one is, where one is, and what is there.

import { get } from "./api.js";
import { loadLibrary } from "./cards/library.js";
import { h, icon } from "./dom.js";
import { Feed } from "./feed.js";
import { alarm, announcePost } from "./live.js";
import { peopleSwitch } from "./people.js";
import { placeList } from "./places.js";
import { Room } from "./room.js";
import { sidePanel } from "./side/side.js";
import { Sight } from "./sight.js";
import { Talk } from "./talk/talk.js";
import { themes, themeSwitch } from "./theme.js";

const at = (id) => document.getElementById(id);
const sight = new Sight();
let talk = null;

async function start() {
  const button = themeSwitch();
  sight.about = await get("/room/about");
  const room = new Room(sight, await loadLibrary(sight.about.npm ?? {}));
  const asked = new URLSearchParams(location.hash.slice(1));
  sight.me = sight.about.people.find((person) => person.key === asked.get("as")) ?? sight.about.people[0];
  sight.place = (sight.placeOf(asked.get("in")) ?? sight.about.places[0]).key;
  const feed = new Feed(
    (message) => sight.take(message),
    (lost) => banner("lost", lost ? "The line to the room is down; trying again." : ""),
  );
  const become = (key) => key !== sight.me.key && switchTo(key, feed);
  const people = peopleSwitch(sight, become);
  at("people").append(...people.elements);
  at("tools").append(button, sidePanel(at("side"), sight, room));
  drawer();
  const showPlaces = placeList(at("places"), sight, go);
  listen(room);
  room.addEventListener("fault", ({ detail }) => banner("fault", detail, true));
  if (!room.library)
    banner(
      "plain",
      sight.about.why_plain || "Cards are drawn plainly here: Microsoft's renderer was not found.",
      true,
    );
  people.show();
  showPlaces();
  feed.open(sight.me.key);
}

function listen(room) {
  let shown = "";
  const fresh = () => {
    const here = `${sight.me.key} ${sight.place}`;
    if (here === shown) return talk.show();
    shown = here;
    talk = new Talk(at("talk"), room);
    markRead();
    document.title = `${sight.placeOf(sight.place).name} · ${sight.me.name}`;
    history.replaceState(null, "", `#as=${sight.me.key}&in=${sight.place}`);
  };
  sight.on("snapshot place", fresh);
  sight.on("post gone notice refusal typing", () => talk?.show());
  sight.on("post", ({ post, why }) => {
    if (why === "posted") talk?.show(post);
    if (why !== "viewed" && post.author?.key !== sight.me.key)
      announcePost(post, sight.about.bot.name, sight.placeOf(post.place).name);
    markRead();
  });
  sight.on("notice", ({ text }) => text && alarm(text));
  sight.on("servers snapshot", () => {
    banner("bot", sight.servers.bot);
    banner("sandbox", sight.servers.sandbox);
  });
  themes.addEventListener("change", restyle);
  document.addEventListener("visibilitychange", markRead);
}

/** Cards have colours of their own, given when they are drawn. */
function restyle() {
  tellCards("restyle");
}

function tellCards(what) {
  for (const card of document.querySelectorAll(".card")) card.dispatchEvent(new Event(what));
}

function switchTo(key, feed) {
  tellCards("leave");
  sight.me = sight.about.people.find((person) => person.key === key);
  sight.posts = new Map();
  sight.ready = false;
  sight.tell("person");
  feed.open(key);
}

function go(place) {
  tellCards("leave");
  sight.place = place;
  markRead();
  sight.tell("place");
  document.body.removeAttribute("data-drawer");
  at("drawer").setAttribute("aria-expanded", "false");
}

function markRead() {
  if (document.visibilityState !== "visible" || !sight.ready) return;
  sight.markRead(sight.place);
}

function drawer() {
  const button = at("drawer");
  const show = (open) => {
    document.body.toggleAttribute("data-drawer", open);
    button.setAttribute("aria-expanded", String(open));
    if (open) at("places").querySelector("[aria-current]")?.focus();
  };
  button.append(icon("menu"));
  button.addEventListener("click", () => show(!document.body.hasAttribute("data-drawer")));
  at("places").addEventListener("keydown", ({ key }) => {
    if (key === "Escape") (show(false), button.focus());
  });
  at("talk").addEventListener("pointerdown", () => show(false));
}

function banner(name, sentence, closes = false) {
  at(`banner-${name}`)?.remove();
  if (!sentence) return;
  const line = h("p", { id: `banner-${name}`, data: { banner: name } }, sentence);
  if (closes)
    line.append(
      h("button", { type: "button", class: "small", on: { click: () => line.remove() } }, "Dismiss"),
    );
  at("banner").append(line);
}

start().catch((fault) => {
  at("talk").replaceChildren(h("p", { class: "whole" }, fault.message));
  alarm(fault.message);
});
