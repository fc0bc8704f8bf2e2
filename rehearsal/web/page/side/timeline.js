// What one action set in motion, as bars on a common line of time; all numbers are milliseconds.

const SHORTEST = 1;
const LONGEST_PAUSE = 250;

/**
 * Lines ({n, after, ms}) in order, each with where its bar begins and how wide it is, in percent.
 * Where nothing went on for long the line of time is cut short; `pause` is how long that was.
 */
export function bars(lines) {
  const placed = withoutPauses([...lines].sort((one, other) => one.after - other.after || one.n - other.n));
  const span = Math.max(1, ...placed.map(({ from, line }) => from + (line.ms ?? 0)));
  return placed.map(({ line, from, pause }) => {
    const width = Math.max(((line.ms ?? span - from) / span) * 100, SHORTEST);
    const left = Math.min((from / span) * 100, 100 - width);
    return { line, pause, left: Math.max(left, 0), width };
  });
}

function withoutPauses(lines) {
  let end = 0;
  let cut = 0;
  return lines.map((line) => {
    const idle = line.after - end;
    const pause = idle > LONGEST_PAUSE ? idle : 0;
    if (pause) cut += idle - LONGEST_PAUSE;
    end = Math.max(end, line.after + (line.ms ?? 0));
    return { line, pause, from: line.after - cut };
  });
}

/** A length of time in the unit that suits it. */
export function length(ms) {
  if (ms === null || ms === undefined) return "…";
  if (ms < 1) return "< 1 ms";
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(2)} s`;
}

/** How a line ended: still under way, broken, failed or done. */
export function ending({ status, ms }) {
  if (status === null || status === undefined)
    return ms === null || ms === undefined ? "under way" : "broken";
  return status >= 400 ? "failed" : "done";
}

/** A body as people read it: indented, cut where it gets long. */
export function shown(body, longest = 20000) {
  const text = typeof body === "string" ? body : (JSON.stringify(body ?? null, null, 2) ?? "");
  return text.length > longest
    ? `${text.slice(0, longest)}\n… ${text.length - longest} more characters`
    : text;
}
