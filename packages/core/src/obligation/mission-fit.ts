import type { DealFacts } from "../deal/deal-facts.ts";
import { instantMs } from "../instant.ts";
import type { Mission } from "../notebook/mission.ts";
import type { Notebook } from "../notebook/notebook.ts";
import type { Standpoint } from "../standpoint.ts";
import type { MissionFit } from "./obligation.ts";

const nothing: readonly never[] = Object.freeze([]);
const noMission = unknownFit("the company's mission, as results for customers");
const notNamed = unknownFit("which results of the mission the deal serves");

function unknownFit(missing: string): MissionFit {
  return Object.freeze({
    status: "unknown",
    results: nothing,
    namedElsewhere: nothing,
    missing: Object.freeze([missing]),
  });
}

/** Which results of the company's mission a deal names; unknown without a mission, or without a word (domain:O9). */
export function missionFit(deal: DealFacts, { notebook }: Standpoint): MissionFit {
  const mission = companyMission(notebook);
  if (mission === undefined) return noMission;
  if (deal.missionResultIds === undefined) return notNamed;
  const named = new Set(deal.missionResultIds);
  const results = mission.statements.filter(({ id }) => named.has(id));
  const held = new Set(mission.statements.map(({ id }) => id));
  const namedElsewhere = [...named].filter((id) => !held.has(id));
  const isUnclear = results.length === 0 && namedElsewhere.length > 0;
  return {
    status: results.length > 0 ? "fits" : isUnclear ? "unknown" : "none",
    results,
    namedElsewhere,
    missing: isUnclear ? ["a result that the mission in force holds"] : nothing,
  };
}

/** The company's mission in force: the one written last. */
export function companyMission({ missions }: Notebook): Mission | undefined {
  return lastWritten(missions.filter(({ owner }) => owner === "company"));
}

/** The mission written last; ties go to the later in the list. */
export function lastWritten(missions: readonly Mission[]): Mission | undefined {
  let last: Mission | undefined;
  for (const mission of missions) {
    if (last === undefined || instantMs(mission.writtenAt) >= instantMs(last.writtenAt)) last = mission;
  }
  return last;
}
