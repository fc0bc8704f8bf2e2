// The host config of Teams with its colours made readable: text has a contrast of 4.5 at least (WCAG 2.1, 1.4.3).

export const ENOUGH = 4.5;
const STEP = 0.04;

/** A copy of a host config in which every text colour can be read on the background it stands on. */
export function readable(config) {
  const copy = structuredClone(config);
  for (const style of Object.values(copy.containerStyles ?? {})) {
    const ground = opaque(style.backgroundColor, [255, 255, 255]);
    for (const shades of Object.values(style.foregroundColors ?? {})) {
      for (const shade of ["default", "subtle"]) {
        if (shades[shade]) shades[shade] = hex(towards(opaque(shades[shade], ground), ground));
      }
    }
  }
  return copy;
}

/** The contrast of two colours, each three numbers to 255: from 1 to 21. */
export function contrast(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** A colour as Teams writes it, #RRGGBB or #AARRGGBB, as it looks on this background. */
export function opaque(colour, ground) {
  const [, alpha, red, green, blue] = /^#(..)?(..)(..)(..)$/.exec(colour) ?? [];
  if (red === undefined) return ground;
  const share = alpha === undefined ? 1 : parseInt(alpha, 16) / 255;
  return [red, green, blue].map((part, place) =>
    Math.round(parseInt(part, 16) * share + ground[place] * (1 - share)),
  );
}

function towards(colour, ground) {
  const goal = contrast([0, 0, 0], ground) > contrast([255, 255, 255], ground) ? 0 : 255;
  let mixed = colour;
  for (let share = STEP; contrast(mixed, ground) < ENOUGH && share <= 1; share += STEP) {
    mixed = colour.map((part) => Math.round(part + (goal - part) * share));
  }
  return mixed;
}

function luminance(colour) {
  const [red, green, blue] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function hex(colour) {
  return `#${colour.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}
