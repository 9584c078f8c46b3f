import { isRenderedElementNode, isRenderedTextNode, type RenderedNode } from "@hubspot/ui-extensions/testing";

/** Properties that a reader of the card sees as words. */
const shownProperties = ["title", "label", "value", "variant"] as const;

/** The tree of a rendered card as text: one component a line, indented, with the words that a reader sees. */
export function renderedText(node: RenderedNode): string {
  return linesOf(node, 0).join("\n");
}

function linesOf(node: RenderedNode, depth: number): string[] {
  const indent = "  ".repeat(depth);
  if (isRenderedTextNode(node)) return node.text === "" ? [] : [`${indent}${node.text}`];
  if (!isRenderedElementNode(node))
    return node.childNodes.flatMap((child: RenderedNode) => linesOf(child, depth));
  const props: Readonly<Record<string, unknown>> = node.props;
  const shown = shownProperties.flatMap((name) => {
    const value = props[name];
    return typeof value === "string" && value !== "" ? [`${name}="${value}"`] : [];
  });
  const children = node.childNodes.flatMap((child: RenderedNode) => linesOf(child, depth + 1));
  return [[`${indent}${node.name}`, ...shown].join(" "), ...children];
}
