import type { PersonFacts } from "../person/person-facts.ts";
import type { PeoplePolicy } from "../policy/people-policy.ts";

/** Things that belong to one team, or to one person where the policy has a written basis for names. */
export interface OwnerGroup<Item> {
  readonly groupedBy: "team" | "person";
  readonly id: string;
  readonly items: readonly Item[];
}

/**
 * Groups things by whom they belong to, as far as leaders may see it (domain 3.14): not at all, by teams that are
 * large enough, or by person. Groups come in the order of `people`; what belongs to a smaller team is in none.
 */
export function ownerGroups<Item>(
  items: readonly Item[],
  ownerOf: (item: Item) => string | undefined,
  people: readonly PersonFacts[],
  policy: PeoplePolicy,
): OwnerGroup<Item>[] {
  if (policy.leaderView === "deals") return [];
  const groupedBy = policy.leaderView === "team" ? "team" : "person";
  const teams = teamsOf(people);
  const groupOf = new Map<string, string>();
  for (const { id, teamId } of people) {
    if (groupedBy === "person") groupOf.set(id, id);
    else if (teamId !== undefined && isLargeEnough(teams.get(teamId), policy)) groupOf.set(id, teamId);
  }
  return [...new Set(groupOf.values())].map((id) => ({
    groupedBy,
    id,
    items: items.filter((item) => groupOf.get(ownerOf(item) ?? "") === id),
  }));
}

/** The people of each team, teams and people in the order given. */
export function teamsOf<Person extends { readonly teamId?: string | undefined }>(
  people: readonly Person[],
): Map<string, Person[]> {
  const teams = new Map<string, Person[]>();
  for (const person of people) {
    if (person.teamId === undefined) continue;
    const team = teams.get(person.teamId);
    if (team) team.push(person);
    else teams.set(person.teamId, [person]);
  }
  return teams;
}

/** Whether no one person can be read off a team's figures. */
export function isLargeEnough(team: readonly unknown[] | undefined, { smallestTeam }: PeoplePolicy): boolean {
  return (team?.length ?? 0) >= smallestTeam;
}
