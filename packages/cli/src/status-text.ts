import { plainText, wrap } from "@headway/report";
import type { CrmStatus, RunRow } from "@headway/sync";

/** What `headway status` found. */
export interface StatusDocument {
  readonly store: string;
  /** `null` where nobody can say. */
  readonly sizeBytes: number | null;
  readonly crms: readonly (CrmStatus & { readonly horizonSeconds: number | null })[];
}

/** The same for people. */
export function statusText({ store, sizeBytes, crms }: StatusDocument, columns: number): string {
  const size = sizeBytes === null ? "" : ` · ${(sizeBytes / 1_048_576).toFixed(1)} MB`;
  const nothing = crms.length === 0 ? ["Nothing was read yet; run `headway sync`.", ""] : [];
  return `${[...crms.flatMap((crm) => [...crmLines(crm, columns), ""]), ...nothing, `store ${plainText(store)}${size}`].join("\n")}\n`;
}

function crmLines(crm: StatusDocument["crms"][number], columns: number): string[] {
  const fact = (name: string, text: string): string[] =>
    wrap(plainText(text), columns - 15).map(
      (line, index) => `  ${(index === 0 ? name : "").padEnd(13)}${line}`,
    );
  const { waiting, inFlight, parked, indeterminate, conflicts, unreadable, nudged, forgotten } = crm;
  const unsure = indeterminate.length === 0 ? "" : `, ${indeterminate.length} without an answer for a day`;
  return [
    `${plainText(crm.crm)} · account ${plainText(crm.accountId ?? "not known yet")} · ${crm.amiss.length === 0 ? "all well" : "something is amiss"}`,
    ...fact("last run", runText(crm.lastRun)),
    ...(crm.lastRun?.notices ?? []).flatMap((notice) => fact("", notice)),
    ...fact("complete", crm.completeAt ?? "never"),
    ...fact("caught up", caughtUpText(crm)),
    ...fact("assessed", crm.assessedAt === null ? "never" : `as of ${crm.assessedAt}`),
    ...fact("records", countsText(crm.records)),
    ...fact("writes", `${waiting} waiting, ${inFlight} in flight${unsure}, ${parked} refused`),
    ...fact("conflicts", `${conflicts} of Headway's fields that somebody had changed`),
    ...fact("unreadable", `${unreadable.length} records`),
    ...(nudged === 0 ? [] : fact("named", `${nudged} records that notices named, to be read first`)),
    ...(forgotten === 0 ? [] : fact("forgotten", `${forgotten} records of people, by hash`)),
    ...crm.amiss.flatMap((text) =>
      wrap(plainText(text), columns - 4).map((line, index) => `${index === 0 ? "  - " : "    "}${line}`),
    ),
  ];
}

function runText(run: RunRow | null): string {
  if (run === null) return "none yet";
  const { id, status, startedAt, finishedAt, dryRun, step, aliveAt } = run;
  const until =
    finishedAt === null
      ? `last heard of ${aliveAt}${step === null ? "" : ` in ${step}`}`
      : `to ${finishedAt}`;
  return `${Number(id)}: ${status}${dryRun ? ", dry" : ""}, ${startedAt} ${until}`;
}

function caughtUpText({ caughtUpAt, horizonSeconds }: StatusDocument["crms"][number]): string {
  if (caughtUpAt === null) return "not every object was read to its end yet";
  const horizon =
    horizonSeconds === null
      ? ""
      : `; the ${horizonSeconds} seconds before that are read again, for rows that come late`;
  return `${caughtUpAt}${horizon}`;
}

function countsText(counts: CrmStatus["records"]): string {
  const texts = Object.entries(counts).map(([object, n]) => `${n} ${object}`);
  return texts.length === 0 ? "none" : texts.join(", ");
}
