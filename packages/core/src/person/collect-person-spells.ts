import { ledgerWaits, spellSink, type WaitSink } from "../cohort/collect-spells.ts";
import type { TeamExposure } from "../cohort/fit-teams.ts";
import type { Spell } from "../cohort/spell.ts";
import type { Standpoint } from "../standpoint.ts";
import { type AssessPersonInput, readPerson, teamExposure } from "./assess-person.ts";
import type { PersonReading } from "./person-reading.ts";

/** What one seller adds to the cohorts: waits for an advance of any kind, and what was made of the hours. */
export interface PersonSpells {
  readonly spells: readonly Spell[];
  /** `undefined` for a seller without a team. */
  readonly exposure: TeamExposure | undefined;
}

/** Both from one reading, for {@link fitCohorts}; the last wait is censored at `asOf`. */
export function collectPersonSpells(input: AssessPersonInput): PersonSpells {
  const { reading, from } = readPerson(input);
  const spells: Spell[] = [];
  personWaits(reading, from, spellSink(reading.person.id, spells));
  return { spells, exposure: teamExposure(reading, from) };
}

/** The waits of a seller who is read already. */
export function personWaits(
  { earliestMs, ledger }: PersonReading,
  { asOfMs }: Standpoint,
  sink: WaitSink,
): void {
  if (earliestMs !== undefined) ledgerWaits("person", ledger, earliestMs, asOfMs, sink);
}
