import type { Evidence } from "@headway/core";
import type { Page } from "./page.ts";
import { plainText } from "./plain-text.ts";
import { day } from "./review-words.ts";

const shown = 40;

/** Everything seen, oldest first: when, how sure, who, what, where from and by which rule. */
export function evidenceLines(evidence: readonly Evidence[], page: Page): string[] {
  const latest = evidence.slice(-shown);
  const before = evidence.length - latest.length;
  return [
    ...(before > 0 ? [page.paint.soft(`  ${before} older pieces; all of them with --json`)] : []),
    ...latest.flatMap((piece) => pieceLines(piece, page)),
  ];
}

function pieceLines(piece: Evidence, page: Page): string[] {
  const { source, rule } = piece;
  const place = `${source.crm}/${source.object}/${source.id}${source.field === undefined ? "" : `#${source.field}`}`;
  const head = `${day(piece.occurredAt)}  G${piece.grade}  ${piece.actorSide}  ${piece.kind}`;
  const from = `${plainText(place)}, rule ${plainText(rule.id)} v${plainText(rule.version)}`;
  const quote = piece.quote === undefined ? [] : page.paragraph(`“${plainText(piece.quote.text)}”`, 6);
  return [...page.paragraph(head, 2), ...page.paragraph(from, 6).map(page.paint.soft), ...quote];
}
