import * as z from "zod/mini";
import type { KindFacts, KindRole } from "./kind-facts.ts";
import { kindMeanings } from "./kind-meanings.ts";
import { kindsInOrder } from "./kind-place.ts";
import { kindRoles } from "./kind-roles.ts";
import { kindFacts } from "./kind-table.ts";

export type { Moves } from "./kind-facts.ts";

/**
 * The closed catalogue of what a piece of evidence can say. What each kind means, where it belongs and what it
 * can move stands in {@link evidenceKinds}.
 */
export const EvidenceKind = z.enum(kindsInOrder as [EvidenceKind, ...EvidenceKind[]]);
export type EvidenceKind = keyof typeof kindFacts;

/** What the catalogue says about one kind. */
export interface EvidenceKindFacts extends KindFacts, KindRole {
  /** One sentence for a reader. */
  readonly meaning: string;
}

/** Every kind with its facts (domain 3.1, 3.2, 3.5). */
export const evidenceKinds = Object.fromEntries(
  kindsInOrder.map((kind) => [kind, { ...kindFacts[kind], ...kindRoles[kind], meaning: kindMeanings[kind] }]),
) as Readonly<Record<EvidenceKind, EvidenceKindFacts>>;
