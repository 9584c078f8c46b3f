import * as z from "zod/mini";
import { type Instant, instantMs } from "../instant.ts";
import { Annotation } from "./annotation.ts";
import { Capability } from "./capability.ts";
import { CreditSplit } from "./credit-split.ts";
import { FitLink } from "./fit-link.ts";
import { Goal } from "./goal.ts";
import { Mission, MissionLink } from "./mission.ts";
import { OptionRecord } from "./option-record.ts";
import { PlanItem } from "./plan-item.ts";
import { Quota } from "./quota.ts";
import { SealedNote } from "./sealed-note.ts";
import { Snooze } from "./snooze.ts";
import { StatedReason } from "./stated-reason.ts";
import { TriageDecision } from "./triage-decision.ts";

/**
 * What people wrote down that no event of a CRM holds: goals, plans, decisions, missions. Append-only: a change is
 * a new entry with the same `id`. Every list may be left out.
 */
export const Notebook = z.strictObject({
  goals: z._default(z.array(Goal), []),
  quotas: z._default(z.array(Quota), []),
  planItems: z._default(z.array(PlanItem), []),
  fitLinks: z._default(z.array(FitLink), []),
  statedReasons: z._default(z.array(StatedReason), []),
  triageDecisions: z._default(z.array(TriageDecision), []),
  snoozes: z._default(z.array(Snooze), []),
  capabilities: z._default(z.array(Capability), []),
  optionRecords: z._default(z.array(OptionRecord), []),
  missions: z._default(z.array(Mission), []),
  missionLinks: z._default(z.array(MissionLink), []),
  sealedNotes: z._default(z.array(SealedNote), []),
  creditSplits: z._default(z.array(CreditSplit), []),
  annotations: z._default(z.array(Annotation), []),
});
export type Notebook = z.infer<typeof Notebook>;

/** A notebook nobody has written in. */
export const emptyNotebook: Notebook = Notebook.parse({});

/** The entries written by `asOf`; of several with one id the one written last, ties to the later in the list. */
export function notebookAsOf(notebook: Notebook, asOf: Instant): Notebook {
  if (notebook === emptyNotebook) return notebook;
  const atMs = instantMs(asOf);
  return {
    goals: latest(notebook.goals, atMs),
    quotas: latest(notebook.quotas, atMs),
    planItems: latest(notebook.planItems, atMs),
    fitLinks: latest(notebook.fitLinks, atMs),
    statedReasons: latest(notebook.statedReasons, atMs),
    triageDecisions: written(notebook.triageDecisions, atMs),
    snoozes: latest(notebook.snoozes, atMs),
    capabilities: latest(notebook.capabilities, atMs),
    optionRecords: latest(notebook.optionRecords, atMs),
    missions: latest(notebook.missions, atMs),
    missionLinks: latest(notebook.missionLinks, atMs),
    sealedNotes: written(notebook.sealedNotes, atMs),
    creditSplits: written(notebook.creditSplits, atMs),
    annotations: latest(notebook.annotations, atMs),
  };
}

interface Entry {
  readonly id: string;
  readonly writtenAt: Instant;
}

/** Every entry written by then, oldest first: for lists whose history is shown (decisions, splits). */
function written<E extends Entry>(entries: readonly E[], atMs: number): E[] {
  const seen = entries.filter(({ writtenAt }) => instantMs(writtenAt) <= atMs);
  return seen.sort((left, right) => instantMs(left.writtenAt) - instantMs(right.writtenAt));
}

function latest<E extends Entry>(entries: readonly E[], atMs: number): E[] {
  return [...new Map(written(entries, atMs).map((entry) => [entry.id, entry])).values()];
}
