import { type Evidence, evidenceKinds } from "@headway/core";

/**
 * What a piece of evidence says: its kind in words, what was promised or meant, and the words that were said, with
 * the speaker's name by `speakerOf`.
 */
export function evidenceWords(
  piece: Evidence,
  speakerOf: (speaker: string) => string,
  note?: string,
): string {
  const { commitment, topic, reason, quote } = piece;
  const promised =
    commitment === undefined
      ? ""
      : `: ${commitment.what}${commitment.dueAt === undefined ? "" : `, by ${commitment.dueAt.slice(0, 10)}`}`;
  const more = [
    topic === undefined ? "" : `about ${topic}`,
    reason === undefined ? "" : `because ${reason}`,
    note === undefined || isSaidAlready(note, piece) ? "" : note.replaceAll(/[:-]/g, " "),
  ].filter((text) => text !== "");
  const said = quote === undefined ? "" : ` “${quote.text}” (${speakerOf(quote.speaker)})`;
  const meaning = evidenceKinds[piece.kind].meaning.split("; ")[0] ?? piece.kind;
  return `${meaning}${promised}${more.length === 0 ? "" : ` (${more.join("; ")})`}${said}`;
}

/** Steps of the ledger repeat the kind, and lines of the windshield the promise. */
function isSaidAlready(note: string, { kind, commitment, topic }: Evidence): boolean {
  return note === commitment?.what || note === topic || note.startsWith("commitment:") || note.endsWith(kind);
}
