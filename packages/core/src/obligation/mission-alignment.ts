import type { Mission } from "../notebook/mission.ts";
import type { Notebook } from "../notebook/notebook.ts";
import { notebookAsOf } from "../notebook/notebook-as-of.ts";
import { companyMission, lastWritten } from "./mission-fit.ts";

/** A statement of a mission. */
export type MissionStatement = Mission["statements"][number];

/** Which statements of a person's mission and the company's somebody linked, and which nobody did (domain:O4). */
export interface MissionAlignment {
  readonly personId: string;
  readonly links: readonly {
    readonly linkId: string;
    readonly person: MissionStatement;
    readonly company: MissionStatement;
  }[];
  readonly unlinkedOfPerson: readonly MissionStatement[];
  readonly unlinkedOfCompany: readonly MissionStatement[];
  /** Links to a statement that neither mission in force holds. */
  readonly brokenLinkIds: readonly string[];
  readonly missing: readonly string[];
}

/** What an alignment is drawn from. */
export interface MissionAlignmentInput {
  readonly personId: string;
  readonly notebook: Notebook;
  readonly asOf: string;
}

/** Draws the map from the person's own links. There is no score, and no text is compared (domain:O4). */
export function missionAlignment({ personId, notebook, asOf }: MissionAlignmentInput): MissionAlignment {
  const written = notebookAsOf(notebook, asOf);
  const company = companyMission(written);
  const person = lastWritten(
    written.missions.filter((mission) => mission.owner === "person" && mission.personId === personId),
  );
  const own = written.missionLinks.filter((link) => link.personId === personId);
  const links: MissionAlignment["links"][number][] = [];
  const brokenLinkIds: string[] = [];
  for (const link of own) {
    const from = statement(person, link.personStatementId);
    const to = statement(company, link.companyStatementId);
    if (from && to) links.push({ linkId: link.id, person: from, company: to });
    else brokenLinkIds.push(link.id);
  }
  return {
    personId,
    links,
    unlinkedOfPerson: without(person, new Set(links.map((link) => link.person.id))),
    unlinkedOfCompany: without(company, new Set(links.map((link) => link.company.id))),
    brokenLinkIds,
    missing: [
      ...(person ? [] : ["the person's written mission"]),
      ...(company ? [] : ["the company's mission, as results for customers"]),
    ],
  };
}

function statement(mission: Mission | undefined, id: string): MissionStatement | undefined {
  return mission?.statements.find((one) => one.id === id);
}

function without(mission: Mission | undefined, linked: ReadonlySet<string>): MissionStatement[] {
  return mission?.statements.filter(({ id }) => !linked.has(id)) ?? [];
}
