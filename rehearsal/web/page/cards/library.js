// Microsoft's renderer of Adaptive Cards and the host config of Teams, as the room's process serves them.

import { readable } from "./contrast.js";
import { cardHtml } from "../text/markdown.js";
import { inputsFor } from "./inputs.js";

const HEADING_LEVEL = 4; // below the page, the place and the message

/** The renderer with both host configs, or null where there is none: cards are then drawn plainly. */
export async function loadLibrary({ adaptivecards, light, dark }) {
  if (!adaptivecards || !light || !dark) return null;
  try {
    const [, ...configs] = await Promise.all([script(adaptivecards), config(light), config(dark)]);
    return library(window.AdaptiveCards, configs);
  } catch {
    return null;
  }
}

function library(AC, [light, dark]) {
  AC.AdaptiveCard.onProcessMarkdown = (text, result) => {
    result.outputHtml = cardHtml(text);
    result.didProcess = true;
  };
  AC.GlobalSettings.allowMoreThanMaxActionsInOverflowMenu = true;
  AC.GlobalSettings.setTabIndexAtCardRoot = false;
  return { AC, configs: { light, dark }, elements: inputsFor(AC) };
}

async function config(address) {
  const answer = await fetch(address);
  const found = readable(await answer.json());
  found.textBlock = { ...found.textBlock, headingLevel: HEADING_LEVEL };
  if (found.fontTypes?.default) found.fontTypes.default.fontFamily = "inherit"; // Segoe UI where it is, as the page
  return found;
}

function script(address) {
  return new Promise((loaded, failed) => {
    const element = document.createElement("script");
    element.src = address;
    element.addEventListener("load", loaded);
    element.addEventListener("error", failed);
    document.head.append(element);
  });
}
