import { parseHTML } from "linkedom";

/** A page as a browser without scripts would see it. */
export function parsedPage(page: string): Document {
  return parseHTML(page).document;
}

/** Every element there is, in the order of the page. */
export function elementsOf(document: Document): Element[] {
  return [...document.querySelectorAll("*")];
}
