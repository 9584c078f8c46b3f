import type { Seen } from "../evidence/seen.ts";
import { sourceText } from "../explain/explain.ts";
import type { Instant } from "../instant.ts";

/** Points at one piece of evidence. */
export interface EvidenceReference {
  readonly evidenceId: string;
  /** Where to look it up: `crm/object/id`, with `#field` where one is known. */
  readonly source: string;
  readonly at: Instant;
}

/** The reference to a piece that is seen. */
export function referenceTo({ evidence }: Seen): EvidenceReference {
  return { evidenceId: evidence.id, source: sourceText(evidence), at: evidence.occurredAt };
}

/** Newest first, ties by evidence id; instants may carry offsets. */
export function newestFirst(left: EvidenceReference, right: EvidenceReference): number {
  const later = Date.parse(right.at) - Date.parse(left.at);
  return later || (left.evidenceId < right.evidenceId ? -1 : 1);
}
