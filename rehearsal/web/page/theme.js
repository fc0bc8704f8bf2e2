// Light or dark: as the system says, until the person says otherwise.

import { iconButton } from "./dom.js";

const KEPT_AS = "rehearsal-theme";
const system = matchMedia("(prefers-color-scheme: dark)");

export const themes = new EventTarget();

/** The theme that is shown now. */
export function theme() {
  const kept = localStorage.getItem(KEPT_AS);
  if (kept === "light" || kept === "dark") return kept;
  return system.matches ? "dark" : "light";
}

/** The switch; the page follows it, and the system while nothing was chosen. */
export function themeSwitch() {
  const button = iconButton("moon", "Dark", () => {
    localStorage.setItem(KEPT_AS, theme() === "dark" ? "light" : "dark");
    show();
  });
  const show = () => {
    document.documentElement.dataset.theme = theme();
    button.setAttribute("aria-pressed", String(theme() === "dark"));
    themes.dispatchEvent(new Event("change"));
  };
  system.addEventListener("change", show);
  show();
  return button;
}
