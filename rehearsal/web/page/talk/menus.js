// What the box for writing offers: people and the bot after @, commands after /, and where in the text.

const OPENED = /(?:^|\s)([@/])([^\s@/]*)$/u;

/** The menu that the text before the caret asks for: its sign, what was typed since, where it begins; or null. */
export function menuAt(text, caret) {
  const found = OPENED.exec(text.slice(0, caret));
  if (!found) return null;
  const start = found.index + found[0].length - found[2].length - 1;
  if (found[1] === "/" && text.slice(0, start).trim()) return null; // a command stands first
  return { sign: found[1], typed: found[2], start, end: caret };
}

/** What one may begin with: the first command, and what the descriptions of commands give as examples. */
export function examples(lines, count) {
  const given = lines.map((line) => /: (\/\S.*)$/.exec(line.description)?.[1]).filter(Boolean);
  return [...lines.slice(0, 1).map((line) => `/${line.title}`), ...given].slice(0, count);
}

/** The lines that fit what was typed, those that begin with it first; each has a title and a description. */
export function offered(lines, typed) {
  const wanted = typed.toLocaleLowerCase();
  const place = (line) => line.title.toLocaleLowerCase().indexOf(wanted);
  const begins = lines.filter((line) => place(line) === 0);
  return [...begins, ...lines.filter((line) => place(line) > 0)];
}

/** The text with the menu's part replaced, and where the caret stands then. */
export function completed(text, menu, chosen) {
  const before = text.slice(0, menu.start) + chosen;
  const after = text.slice(menu.end);
  const gap = after.startsWith(" ") ? "" : " ";
  return { text: before + gap + after, caret: before.length + 1 };
}

/** What is sent: whether the bot is mentioned, and the words without its name in front. */
export function spoken(text, botName) {
  const at = `@${botName}`;
  const mentions = text.toLocaleLowerCase().includes(at.toLocaleLowerCase());
  if (!mentions) return { text: text.trim(), mentions };
  const from = text.toLocaleLowerCase().indexOf(at.toLocaleLowerCase());
  const rest = `${text.slice(0, from).trimEnd()} ${text.slice(from + at.length).trimStart()}`;
  return { text: rest.trim(), mentions };
}

/** The first web address in a text, for a preview. */
export function addressIn(text) {
  return /https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]]/.exec(text)?.[0] ?? "";
}
