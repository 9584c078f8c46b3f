import type { Page } from "playwright-core";

/** What stands in a page that no page of ours holds, and what left a trace. */
export interface Harm {
  readonly found: readonly string[];
  /** Everything the page says, its hidden parts included. */
  readonly text: string;
}

/** Looks through every element and attribute of a page for what only a hostile text could have put there. */
export function lookForHarm(page: Page): Promise<Harm> {
  return page.evaluate<Harm>(inPage);
}

/** Runs in the page, as text, since the page's own types are not known here. */
const inPage = `(() => {
  const found = [];
  if (globalThis.headwayHit !== undefined) found.push("a script ran: " + globalThis.headwayHit);
  const banned = ["SCRIPT","IFRAME","OBJECT","EMBED","IMG","VIDEO","AUDIO","BASE","LINK","MARQUEE","MATH","TEMPLATE","TEXTAREA","PLAINTEXT","NOSCRIPT","ANIMATE"];
  for (const element of document.querySelectorAll("*")) {
    const name = element.tagName.toUpperCase();
    if (banned.includes(name)) found.push("an element: " + name);
    if (name === "META" && (element.getAttribute("http-equiv") || "").toLowerCase() === "refresh") found.push("a refresh");
    for (const { name: attribute, value } of element.attributes) {
      if (/^on/i.test(attribute)) found.push("a handler: " + name + " " + attribute);
      if (["href", "src", "action", "xlink:href", "formaction", "srcdoc"].includes(attribute.toLowerCase())
        && !/^(https?:\\/\\/(?!hostile)|\\/(?!\\/)|#)/i.test(value)) found.push("an address: " + attribute + " " + value.slice(0, 60));
    }
  }
  if (document.querySelectorAll("style").length !== 1) found.push("more than one style sheet");
  return { found, text: document.documentElement.textContent || "" };
})()`;
