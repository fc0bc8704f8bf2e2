// What a screen reader says without being asked.

import { words } from "./text/markdown.js";

const KEPT = 4;
const LINES = 6; // of a card

/** Say something when there is a pause. */
export function announce(sentence) {
  const region = document.getElementById("live");
  const line = document.createElement("p");
  line.textContent = sentence;
  region.append(line);
  while (region.childElementCount > KEPT) region.firstElementChild.remove();
}

/** Say something at once: what was just tried did not work. */
export function alarm(sentence) {
  document.getElementById("alerts").textContent = sentence;
}

function ended(line) {
  return /[.!?:…]$/.test(line) ? line : `${line}.`;
}

/** A new message, in a sentence. */
export function announcePost(post, botName, placeName) {
  const card = post.cards.flatMap((each) => each.plain ?? []).slice(0, LINES);
  const said = [words(post.text ?? ""), ...card].filter(Boolean).map(ended).join(" ");
  const privately = post.targeted ? " only to you" : "";
  announce(`${post.author?.name ?? botName}${privately}, ${placeName}: ${said || "a message"}`);
}
