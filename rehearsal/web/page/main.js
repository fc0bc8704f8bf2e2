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
  const asked = addressed();
  sight.me = sight.about.people.find((person) => person.key === asked.as) ?? sight.about.people[0];
  sight.place = (sight.placeOf(asked.in) ?? sight.about.places[0]).key;
  const feed = new Feed(
    (message) => sight.take(message),
    (lost) => banner("lost", lost ? "The line to the room is down; trying again." : ""),
  );
  const become = (key) => key !== sight.me.key && switchTo(key, feed);
  const people = peopleSwitch(sight, become);
  at("people").append(...people.elements);
  at("tools").append(button, sidePanel(at("side"), sight, room));
  addEventListener("popstate", () => follow(become));
  drawer();
  document.querySelector(".skip").addEventListener("click", (event) => {
    event.preventDefault(); // the address says who and where
    at("talk").focus();
  });
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
    const step = shown ? "pushState" : "replaceState";
    shown = here;
    talk = new Talk(at("talk"), room);
    markRead();
    document.title = `${sight.placeOf(sight.place).name} · ${sight.me.name}`;
    const address = `#as=${sight.me.key}&in=${sight.place}`;
    if (location.hash !== address) history[step](null, "", address); // what the browser's Back undoes
  };
  sight.on("snapshot place", fresh);
  sight.on("post gone notice refusal typing", () => talk?.soon());
  sight.on("post", ({ post, why }) => {
    if (why === "posted") talk?.soon(post);
    if (post.author?.key !== sight.me.key && (why !== "viewed" || !standsIn(post)))
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

/** Who and where by the page's address. */
function addressed() {
  return Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
}

/** To whom and where the address says, after Back, Forward or an address that was typed. */
function follow(become) {
  const asked = addressed();
  const place = sight.placeOf(asked.in)?.key ?? sight.place;
  const person = sight.about.people.find(({ key }) => key === asked.as) ?? sight.me;
  if (person !== sight.me) {
    tellCards("leave");
    sight.place = place;
    become(person.key);
  } else if (place !== sight.place) go(place);
}

/** Whether the person is just now in this message, and so hears of what becomes of it by the focus. */
function standsIn(post) {
  return document.activeElement?.closest("article")?.dataset.post === post.id;
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
  if (document.body.hasAttribute("data-drawer")) showDrawer(false);
}

function markRead() {
  if (document.visibilityState !== "visible" || !sight.ready) return;
  sight.markRead(sight.place);
}

function drawer() {
  at("drawer").append(icon("menu"));
  at("drawer").addEventListener("click", () => showDrawer(true));
  at("places").addEventListener("keydown", ({ key }) => key === "Escape" && showDrawer(false));
  document.addEventListener("pointerdown", ({ target }) => {
    if (document.body.hasAttribute("data-drawer") && !at("places").contains(target)) showDrawer(false);
  });
}

/** While the drawer is open nothing beside it can be pressed or reached; who closes it is at its button again. */
function showDrawer(open) {
  document.body.toggleAttribute("data-drawer", open);
  at("drawer").setAttribute("aria-expanded", String(open));
  for (const id of ["top", "talk", "side"]) at(id).inert = open;
  const next = open ? at("places").querySelector("[aria-current]") : at("drawer");
  next?.focus();
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
