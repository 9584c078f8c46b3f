import { inOrderOfTime } from "../evidence/seen.ts";
import { dayMs, type Instant } from "../instant.ts";
import { assessEffort } from "../person/assess-effort.ts";
import type { BuyerContacts } from "../person/buyer-contacts.ts";
import type { EffortSplit } from "../person/person-assessment.ts";
import type { PersonReading } from "../person/person-reading.ts";
import { readEffort, workKinds } from "../person/read-effort.ts";
import { type Standpoint, standingAt } from "../standpoint.ts";

/**
 * A reason that a seller gave for little progress, beside the hours logged in the weeks before it was given
 * (domain:V4). It draws no conclusion, and it is the seller's to share.
 */
export interface ReasonCheck {
  readonly id: string;
  readonly writtenAt: Instant;
  readonly reason: "pressure-of-work" | "scarcity-of-time" | "other";
  readonly text: string;
  /** Whether the seller shows it to anybody else. */
  readonly shared: boolean;
  /** Hours of the window before `writtenAt`, by what set them off. */
  readonly measured: EffortSplit;
}

/** The reasons a seller gave, in the order they stand in the notebook. */
export function reasonChecks(reading: PersonReading, from: Standpoint): ReasonCheck[] {
  return from.notebook.statedReasons
    .filter(({ personId }) => personId === reading.person.id)
    .map(({ id, writtenAt, reason, text, shared = false }) => {
      const then = standingAt(writtenAt, from);
      return { id, writtenAt, reason, text, shared, measured: measuredUntil(reading, then) };
    });
}

function measuredUntil({ seen, placeOf, contacts }: PersonReading, then: Standpoint): EffortSplit {
  const sinceMs = then.asOfMs - then.policy.busy.windowDays * dayMs;
  const worked = seen.ofKinds(workKinds, sinceMs).filter(({ atMs }) => atMs <= then.asOfMs);
  return assessEffort(
    readEffort(inOrderOfTime(worked), placeOf, then.policy),
    contactsUntil(contacts, then.asOfMs),
    then,
  );
}

function contactsUntil(contacts: BuyerContacts, atMs: number): BuyerContacts {
  return new Map([...contacts].map(([place, list]) => [place, list.filter((one) => one.atMs <= atMs)]));
}
