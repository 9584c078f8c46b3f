import { plainText, wrap } from "@headway/report";
import type { SyncTrail } from "@headway/sync";

/** The way of a record through the engine: why it was, or was not, synced. */
export function trailText({ status, sentences }: SyncTrail, columns: number): string {
  const lines = sentences.flatMap((sentence) =>
    wrap(plainText(sentence), Math.max(20, columns - 4)).map(
      (line, index) => `${index === 0 ? "  - " : "    "}${line}`,
    ),
  );
  return `${["", `SYNC  ${status}`, ...lines].join("\n")}\n`;
}
