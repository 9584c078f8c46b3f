import { type Evidence, evidenceKinds } from "@headway/core";

/** What a piece of evidence says: its kind in words, what was promised or meant, and the words that were said. */
export function evidenceWords(piece: Evidence, note?: string): string {
  const { commitment, topic, reason, quote } = piece;
  const promised =
    commitment === undefined
      ? ""
      : `: ${commitment.what}${commitment.dueAt === undefined ? "" : `, by ${commitment.dueAt.slice(0, 10)}`}`;
  const more = [
    topic === undefined ? "" : `about ${topic}`,
    reason === undefined ? "" : `because ${reason}`,
    note === undefined || note === commitment?.what ? "" : note,
  ].filter((text) => text !== "");
  const said = quote === undefined ? "" : ` “${quote.text}” (${quote.speaker})`;
  const meaning = evidenceKinds[piece.kind].meaning.split("; ")[0] ?? piece.kind;
  return `${meaning}${promised}${more.length === 0 ? "" : ` (${more.join("; ")})`}${said}`;
}
