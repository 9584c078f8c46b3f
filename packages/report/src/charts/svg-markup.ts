import { escaped, html, Markup } from "../html/markup.ts";
import type { Picture } from "./drawing.ts";

/** The elements and attributes that a picture consists of; whatever else was drawn is left out. */
const elements = new Set(["g", "path", "line", "rect", "circle", "text", "tspan", "title"]);
const attributes = new Set(
  "class d transform x y x1 x2 y1 y2 dx dy cx cy r rx width height text-anchor font-variant font-size fill fill-opacity stroke stroke-width stroke-opacity stroke-dasharray stroke-linejoin stroke-linecap".split(
    " ",
  ),
);
/** Numbers in paths are this long at most: a tenth of a unit cannot be seen. */
const decimals = /(\.\d)\d+/g;

/** How a picture is named for those who do not see it; `id` is unique on the page. */
export interface PictureWords {
  readonly id: string;
  readonly className: string;
  readonly title: string;
  readonly summary: string;
}

/**
 * A picture as markup of our own making: known elements and attributes alone, no style, no id but ours, every text
 * escaped; as wide as the room it is given.
 */
export function svgMarkup(picture: Picture, words: PictureWords): Markup {
  const box = picture.getAttribute("viewBox") ?? "0 0 100 100";
  const inside = new Markup(Array.from(picture.childNodes, nodeText).join(""));
  return html`<svg class="${words.className}" viewBox="${box}" role="img" aria-labelledby="${words.id}t ${words.id}d" fill="currentColor" text-anchor="middle" font-size="12"><title id="${words.id}t">${words.title}</title><desc id="${words.id}d">${words.summary}</desc>${inside}</svg>`;
}

const elementNode = 1;
const textNode = 3;

function nodeText(node: ChildNode): string {
  if (node.nodeType === textNode) return escaped(node.textContent ?? "");
  if (node.nodeType !== elementNode) return "";
  const element = node as Element;
  const name = element.localName;
  if (!elements.has(name)) return "";
  const given = Array.from(element.attributes, ({ name: key, value }) => attributeText(key, value)).join("");
  const inside = Array.from(element.childNodes, nodeText).join("");
  return inside === "" ? `<${name}${given}/>` : `<${name}${given}>${inside}</${name}>`;
}

function attributeText(name: string, value: string): string {
  if (!attributes.has(name) || /url\s*\(/i.test(value)) return "";
  return ` ${name}="${escaped(name === "class" ? value : value.replace(decimals, "$1"))}"`;
}
