import type { ReviewData } from "./review-data.ts";

/** Fewer people than this are not shown as a group: each could be worked out (domain 3.14). */
const smallestGroup = 5;

/** What a team did, without telling its people apart. */
export interface TeamTotals {
  readonly people: number;
  readonly advances: number;
  readonly hours: number;
  /** Hours on accounts whose buyers were not heard. */
  readonly silentHours: number;
  /** How many people log enough for a rate of their own. */
  readonly withRate: number;
}

/** The totals of everybody with hours or advances; `null` for fewer than five people, or where the policy keeps them. */
export function teamTotals(data: ReviewData): TeamTotals | null {
  if (data.leaderView === "deals") return null;
  const people = data.people.filter((person) => (person.advances ?? 0) > 0 || (person.hours ?? 0) > 0);
  if (people.length < smallestGroup) return null;
  const sum = (values: readonly (number | null)[]): number =>
    values.reduce<number>((total, value) => total + (value ?? 0), 0);
  return {
    people: people.length,
    advances: sum(people.map((person) => person.advances)),
    hours: sum(people.map((person) => person.hours)),
    silentHours: sum(people.map((person) => person.hoursOnQuietAccounts)),
    withRate: people.filter((person) => person.advancesPerHour !== null).length,
  };
}
