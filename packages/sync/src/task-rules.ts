import type { DealStanding } from "@headway/core";
import type { DealRecord, TaskState } from "@headway/crm";
import { linkedIds } from "./linked-ids.ts";

/** A task Headway wants to exist, before it has its key. */
export interface WantedTask {
  readonly rule: string;
  /** The stretch of time it is about: one task per rule, deal and stretch, for ever. */
  readonly period: string;
  readonly task: TaskState;
}

const dayMs = 86_400_000;
const daysToAct = 3;

/**
 * The tasks a deal asks for. `stalled-deal`: one per standstill, named by the advance it began with.
 * `commitment-overdue`: one per buyer's commitment that is overdue and has not lapsed.
 */
export function wantedTasks(deal: DealRecord, assessment: DealStanding): WantedTask[] {
  if (assessment.status !== "open") return [];
  return [...stalledTask(deal, assessment), ...overdueTasks(deal, assessment)];
}

function stalledTask(deal: DealRecord, assessment: DealStanding): WantedTask[] {
  const { nextAsk } = assessment;
  if (assessment.stall.state !== "stalled" || nextAsk === null) return [];
  const period = assessment.lastAdvance?.evidenceId ?? "since-creation";
  return [{ rule: "stalled-deal", period, task: taskFor(deal, assessment, nextAsk.text, nextAsk.reason) }];
}

function overdueTasks(deal: DealRecord, assessment: DealStanding): WantedTask[] {
  return assessment.commitments
    .filter((commitment) => commitment.status === "overdue")
    .map((commitment) => ({
      rule: "commitment-overdue",
      period: commitment.evidenceId,
      task: taskFor(
        deal,
        assessment,
        `Ask about: ${commitment.what}`,
        `The customer committed to this for ${commitment.dueAt?.slice(0, 10) ?? "no day"}, and it is overdue.`,
      ),
    }));
}

function taskFor(deal: DealRecord, assessment: DealStanding, ask: string, reason: string): TaskState {
  const accountId = linkedIds(deal, "account")[0];
  return {
    subject: `${ask} (${deal.name ?? `deal ${deal.id}`})`.slice(0, 255),
    body: [reason, ...assessment.reasons, `Why: headway explain deal ${deal.id}`].join("\n"),
    dueOn: new Date(Date.parse(assessment.asOf) + daysToAct * dayMs).toISOString().slice(0, 10),
    ownerId: deal.ownerId,
    links: [
      { object: "deal", id: deal.id },
      ...(accountId === undefined ? [] : [{ object: "account" as const, id: accountId }]),
    ],
  };
}
