// Text to HTML as Teams shows it. Everything that is not one of the marks below comes out as text.

const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const INNER = String.raw`((?:\\.|[^\\])+?)`;
const AT = String.raw`<at(?: [^<>]*)?>(.*?)<\/at>`;
const CARD_MARKS = String.raw`\\([\\${"`"}*_{}\[\]()#+\-.!~<>|])|\[([^\]\[]+)\]\(([^()\s]+)\)|(\*\*|__)(?=\S)${INNER}(?<=\S)\4(?!\*)|(\*|(?<!\w)_)(?=\S)${INNER}(?<=\S)\6(?!\w)`;
const MARKS = new RegExp(`${CARD_MARKS}|${AT}`, "gs");
const MESSAGE_MARKS = new RegExp(
  `${CARD_MARKS}|${AT}|~~${INNER}~~|\`([^\`]+)\`|(https?:\\/\\/[^\\s<>"]*[^\\s<>".,;:!?)\\]])`,
  "gs",
);
const PLAIN_MARKS = new RegExp(`${AT}|(https?:\\/\\/[^\\s<>"]*[^\\s<>".,;:!?)\\]])`, "gs");
const DEEPEST = 6; // marks within marks; what is deeper is shown as it was written
const ITEM = /^\s*(?:[-*•]|(\d{1,3})[.)])\s+(.*)$/;

export function escaped(text) {
  return String(text).replace(/[&<>"']/g, (sign) => ENTITIES[sign]);
}

/** The address if a browser may open it, else nothing: no script, no data, nothing of this origin. */
export function safeAddress(address) {
  try {
    const { protocol, href } = new URL(address);
    return ["http:", "https:", "mailto:"].includes(protocol) ? href : "";
  } catch {
    return "";
  }
}

/** The text of a TextBlock or Fact: bold, italic, lists, links and mentions; nothing else, as in Teams. */
export function cardHtml(text) {
  return blocks(text, (line) => marked(line, MARKS));
}

/** The text of a message in one of its three formats. */
export function messageHtml(text, format = "markdown") {
  if (format === "plain") return plain(text);
  return blocks(text, (line) => marked(line, MESSAGE_MARKS));
}

/** What a screen reader or a notification says of a message: its words alone. */
export function words(text) {
  return String(text)
    .replace(/<[^<>]*>/g, "")
    .replace(/\[([^\]\[]+)\]\([^()\s]+\)/g, "$1")
    .replace(/\\([\\`*_{}\[\]()#+\-.!~<>|])|[*_`~]{1,2}/g, "$1")
    .trim();
}

function marked(text, marks, depth = 0) {
  if (depth > DEEPEST) return escaped(text);
  return replaced(text, marks, (found) => {
    const [, sign, shown, address, strong, bold, , italic, mention, struck, code, bare] = found;
    if (sign) return escaped(sign);
    if (shown) return link(marked(shown, MARKS, depth + 1), address, found[0]);
    if (strong) return `<strong>${marked(bold, marks, depth + 1)}</strong>`;
    if (italic) return `<em>${marked(italic, marks, depth + 1)}</em>`;
    if (mention !== undefined) return at(mention);
    if (struck) return `<s>${marked(struck, marks, depth + 1)}</s>`;
    if (code) return `<code>${escaped(code)}</code>`;
    return link(escaped(bare), bare, bare);
  });
}

function plain(text) {
  const html = replaced(text, PLAIN_MARKS, ([, mention, bare]) =>
    mention === undefined ? link(escaped(bare), bare, bare) : at(mention),
  );
  return html.replaceAll("\n", "<br>");
}

function replaced(text, marks, html) {
  let out = "";
  let end = 0;
  for (const found of String(text).matchAll(marks)) {
    out += escaped(text.slice(end, found.index)) + html(found);
    end = found.index + found[0].length;
  }
  return out + escaped(String(text).slice(end));
}

function link(html, address, source) {
  const href = safeAddress(address);
  if (!href) return escaped(source);
  return `<a href="${escaped(href)}" target="_blank" rel="noopener noreferrer">${html}</a>`;
}

function at(name) {
  return `<span class="mention">${escaped(name)}</span>`;
}

function blocks(text, inline) {
  let out = "";
  let lines = [];
  let list = null;
  const closeLines = () => {
    if (lines.length) out += `<p>${inline(lines.join("\n")).replaceAll("\n", "<br>")}</p>`;
    lines = [];
  };
  const closeList = () => {
    if (list)
      out += `<${list.kind}${list.start}>${list.items.map((item) => `<li>${inline(item)}</li>`).join("")}</${list.kind}>`;
    list = null;
  };
  for (const line of String(text).replaceAll("\r\n", "\n").split("\n")) {
    const item = ITEM.exec(line);
    if (item) {
      const kind = item[1] ? "ol" : "ul";
      closeLines();
      if (list?.kind !== kind) closeList();
      list ??= { kind, start: item[1] && item[1] !== "1" ? ` start="${item[1]}"` : "", items: [] };
      list.items.push(item[2]);
    } else {
      closeList();
      if (line.trim()) lines.push(line);
      else closeLines();
    }
  }
  closeLines();
  closeList();
  return out;
}
