// A card made ready for drawing: a copy, whose actions are named by where they stand in the card that was sent.

import { withMoments } from "../text/moments.js";

const CLOSED = new Set(["data", "refresh", "authentication", "msteams", "choices.data"]);
const WRITTEN = { TextBlock: ["text"], TextRun: ["text"], FactSet: [] };

/**
 * `reader` has a zone and a locale; `typed` are values of inputs that a person had put in before.
 * The id of an action becomes its JSON pointer, which the room's process understands.
 */
export function prepared(card, reader, typed = {}) {
  return copied(card, "", reader, typed);
}

/** Ids of the inputs that no button sends, so that all one can do with them is to read and copy. */
export function unsentInputs(card) {
  const found = new Set();
  const visit = (level) => {
    const { inputs, cards, sends } = within(level);
    if (!sends) for (const id of inputs) found.add(id);
    cards.forEach(visit);
  };
  within(card).cards.forEach(visit);
  return found;
}

function copied(part, pointer, reader, typed) {
  if (Array.isArray(part))
    return part.map((each, place) => copied(each, `${pointer}/${place}`, reader, typed));
  if (!part || typeof part !== "object") return part;
  const copy = {};
  for (const [key, value] of Object.entries(part)) {
    copy[key] = CLOSED.has(key) ? value : copied(value, `${pointer}/${step(key)}`, reader, typed);
  }
  for (const key of WRITTEN[part.type] ?? []) {
    if (typeof copy[key] === "string") copy[key] = withMoments(copy[key], reader);
  }
  if (Array.isArray(copy.facts)) copy.facts = copy.facts.map((fact) => readFact(fact, reader));
  if (Array.isArray(copy.inlines)) copy.inlines = copy.inlines.map((run) => readRun(run, reader));
  if (isAction(part)) copy.id = pointer;
  else if (String(part.type).startsWith("Input.") && part.id in typed) refill(copy, typed[part.id]);
  return copy;
}

/** `typed` is a text, or the {title, value} of a choice, which is then one of the input's choices. */
function refill(input, typed) {
  input.value = typed.value ?? typed;
  const known = input.choices ?? [];
  if (typed.title && !known.some(({ value }) => value === typed.value)) input.choices = [typed, ...known];
}

function readFact(fact, reader) {
  const { title, value } = fact ?? {};
  return {
    ...fact,
    title: withMoments(String(title ?? ""), reader),
    value: withMoments(String(value ?? ""), reader),
  };
}

function readRun(run, reader) {
  return typeof run === "string" ? withMoments(run, reader) : run;
}

function within(level) {
  const found = { inputs: [], cards: [], sends: false };
  const visit = (part, top) => {
    if (Array.isArray(part)) part.forEach((each) => visit(each, false));
    else if (part && typeof part === "object") {
      if (part.type === "AdaptiveCard" && !top) return void found.cards.push(part);
      if (part.type === "Action.Execute" || part.type === "Action.Submit") found.sends = true;
      if (String(part.type).startsWith("Input.")) found.inputs.push(part.id);
      for (const [key, value] of Object.entries(part)) if (!CLOSED.has(key)) visit(value, false);
    }
  };
  visit(level, true);
  return found;
}

function isAction(part) {
  return typeof part.type === "string" && part.type.startsWith("Action.");
}

function step(key) {
  return key.replaceAll("~", "~0").replaceAll("/", "~1");
}
