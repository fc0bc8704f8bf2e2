// Messages with textFormat "xml": the small set of tags that Teams keeps, without attributes but links' addresses.

import { escaped, safeAddress } from "./markdown.js";

const KEPT = new Set([
  "b",
  "strong",
  "i",
  "em",
  "u",
  "s",
  "strike",
  "p",
  "pre",
  "code",
  "blockquote",
  "ul",
  "ol",
  "li",
  "h1",
  "h2",
  "h3",
]);
const TAG = /<(\/?)([a-z][a-z0-9]*)\b([^<>]*?)(\/?)>/gi;
const HREF = /\bhref\s*=\s*(?:"([^"]*)"|'([^']*)')/i;
const HEADINGS = { h1: "h4", h2: "h5", h3: "h6" }; // below the headings of the page

/** Balanced HTML of what is allowed; every other tag disappears, its words stay. */
export function xmlHtml(text) {
  let out = "";
  let end = 0;
  const open = [];
  for (const found of String(text).matchAll(TAG)) {
    out += decoded(text.slice(end, found.index)) + tag(found, open);
    end = found.index + found[0].length;
  }
  return (
    out +
    decoded(String(text).slice(end)) +
    open
      .reverse()
      .map((name) => `</${name}>`)
      .join("")
  );
}

function tag([, closing, written, attributes], open) {
  const name = written.toLowerCase();
  if (name === "br") return "<br>";
  const drawn = name === "at" ? "span" : (HEADINGS[name] ?? name);
  if (name !== "a" && name !== "at" && !KEPT.has(name)) return "";
  if (closing) return closed(drawn, open);
  open.push(drawn);
  if (name === "at") return '<span class="mention">';
  if (name !== "a") return `<${drawn}>`;
  const found = HREF.exec(attributes);
  const href = safeAddress(found?.[1] ?? found?.[2] ?? "");
  return href ? `<a href="${escaped(href)}" target="_blank" rel="noopener noreferrer">` : "<a>";
}

function closed(name, open) {
  const from = open.lastIndexOf(name);
  if (from < 0) return "";
  return open
    .splice(from)
    .reverse()
    .map((each) => `</${each}>`)
    .join("");
}

function decoded(text) {
  const known = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'", nbsp: "\u00a0" };
  return escaped(text.replace(/&(lt|gt|amp|quot|apos|nbsp);/g, (_, name) => known[name]));
}
