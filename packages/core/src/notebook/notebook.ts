import * as z from "zod/mini";
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
