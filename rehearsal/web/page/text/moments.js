// Dates and times as the person at the client reads them: their zone, their language.

const MOMENT =
  /\{\{(DATE|TIME)\((\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d))(?:, ?(COMPACT|SHORT|LONG))?\)\}\}/g;

const formats = new Map(); // making one takes longer than all that is done with it

/** The text with every {{DATE(...)}} and {{TIME(...)}} written out for this reader. */
export function withMoments(text, { zone, locale }) {
  return text.replace(MOMENT, (whole, kind, when, form = "COMPACT") => {
    const moment = new Date(when);
    if (Number.isNaN(moment.getTime())) return whole;
    return format(locale, { timeZone: zone, ...shape(kind, form) }).format(moment);
  });
}

/** The time of day of a message. */
export function timeOf(iso, { zone, locale }) {
  const form = { timeZone: zone, hour: "numeric", minute: "2-digit" };
  return format(locale, form).format(new Date(iso));
}

/** The whole date and time, for titles and screen readers. */
export function momentOf(iso, { zone, locale }) {
  const form = { timeZone: zone, dateStyle: "full", timeStyle: "short" };
  return format(locale, form).format(new Date(iso));
}

/** The day a message stands under: two messages of one day give the same words. */
export function dayOf(iso, { zone, locale }) {
  const form = { timeZone: zone, weekday: "long", day: "numeric", month: "long", year: "numeric" };
  return format(locale, form).format(new Date(iso));
}

function format(locale, form) {
  const name = `${locale} ${JSON.stringify(form)}`;
  if (!formats.has(name)) formats.set(name, new Intl.DateTimeFormat(locale, form));
  return formats.get(name);
}

function shape(kind, form) {
  if (kind === "TIME") return { hour: "numeric", minute: "2-digit" };
  if (form === "COMPACT") return {};
  const width = form.toLowerCase();
  return { weekday: width, day: "numeric", month: width, year: "numeric" };
}
