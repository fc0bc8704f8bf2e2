// The room's process, the only one the page speaks to.

/** What the room answered to something that cannot be done, as a sentence for the person at the page. */
export class Refused extends Error {
  constructor(status, sentence) {
    super(sentence);
    this.status = status;
  }
}

export const get = (path) => send("GET", path);
export const post = (path, body = {}) => send("POST", path, body);
export const remove = (path) => send("DELETE", path);

async function send(method, path, body) {
  const about =
    body === undefined ? {} : { headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  let answer;
  try {
    answer = await fetch(path, { method, ...about });
  } catch {
    throw new Refused(0, "The room does not answer. Is its process still running?");
  }
  const found = await answer.json().catch(() => ({}));
  if (answer.ok && !found?.error) return found;
  throw new Refused(answer.status, found?.error || `The room answered ${answer.status} without saying why.`);
}
