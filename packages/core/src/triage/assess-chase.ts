import type { DealReading } from "../deal/read-deal.ts";
import type { Seen } from "../evidence/seen.ts";
import { basisOf, contribution, explain } from "../explain/explain.ts";
import type { Contribution, Explained } from "../explain/explained.ts";
import { formula } from "../explain/rule-version.ts";
import { dayMs, dayOf, instantMs, instantOf } from "../instant.ts";
import type { Standpoint } from "../standpoint.ts";
import type { Chase, RenewalNotice } from "./account-triage.ts";
import type { ChaseReading } from "./read-chase.ts";

/** What a chase is judged from. */
export interface ChaseInput {
  readonly chase: ChaseReading;
  readonly deals: readonly DealReading[];
  /** Anything at all is recorded about the account. */
  readonly logged: boolean;
  readonly paused: boolean;
}

const notLogged = ["our mails and calls, and the buyer's replies"];

/** How long we have gone on without an answer, and whether to stop (domain:T4). */
export function assessChase(input: ChaseInput, from: Standpoint): Chase {
  const { chase, logged } = input;
  const deadlines = chase.run.filter(({ evidence }) => evidence.kind === "deadline-message");
  const recommendation = logged ? recommend(chase, deadlines, from) : "unknown";
  const count = (seen: readonly Seen[], unit: string) => explainRun(chase, seen, unit, logged, from);
  return {
    unanswered: count(chase.run, "attempts without an answer"),
    longestRun: chase.longestRun,
    replyRate: chase.attempts.length === 0 ? from.shared(noReplyRate) : explainReplyRate(chase, from),
    deadlineMessages: count(deadlines, "messages that repeat a deadline"),
    recommendation,
    reason: recommendation === "stop" ? stopReason(chase, deadlines) : "",
    blocksCadence: recommendation === "stop" || input.paused,
    noticesStillDue: noticesStillDue(input.deals, from),
  };
}

/** A chase that ended a label's life ago is over, and needs no recommendation. */
function recommend(
  { run }: ChaseReading,
  deadlines: readonly Seen[],
  { policy, asOfMs }: Standpoint,
): Chase["recommendation"] {
  const { labelDays, chase } = policy.triage;
  const isGoingOn = (run.at(-1)?.atMs ?? Number.NEGATIVE_INFINITY) > asOfMs - labelDays * dayMs;
  const isLong = run.length >= chase.unansweredRun || deadlines.length >= chase.deadlineMessages;
  return isGoingOn && isLong ? "stop" : "none";
}

function stopReason({ run }: ChaseReading, deadlines: readonly Seen[]): string {
  const since = dayOf(run[0]?.atMs ?? 0);
  const tried = `${run.length} ${run.length === 1 ? "attempt" : "attempts"} since ${since} without an answer`;
  const repeated = deadlines.length < 2 ? "" : `, ${deadlines.length} of them repeat a deadline`;
  return tried + repeated;
}

/** The last answer stands in it with 0: without it the run would be longer. */
function explainRun(
  { lastAnswer }: ChaseReading,
  seen: readonly Seen[],
  unit: string,
  logged: boolean,
  { asOf }: Standpoint,
): Explained {
  return explain({
    value: logged ? seen.length : null,
    unit,
    valueFrom: "count",
    basis: seen.length,
    n: seen.length,
    asOf,
    rule: formula("T4"),
    contributions: () => [
      ...(lastAnswer ? [contribution(lastAnswer.evidence, 0, "the last answer before")] : []),
      ...seen.map(({ evidence }) => contribution(evidence, 1)),
    ],
    missing: logged ? [] : notLogged,
  });
}

const noReplyRate = (from: Standpoint) => explainReplyRate({ attempts: [], answers: [], answered: 0 }, from);

function explainReplyRate(
  { attempts, answers, answered }: Pick<ChaseReading, "attempts" | "answers" | "answered">,
  { asOf }: Standpoint,
): Explained {
  return explain({
    value: attempts.length === 0 ? null : answered / attempts.length,
    unit: "share of attempts that were answered",
    valueFrom: "ratio",
    basis: answered,
    n: attempts.length,
    asOf,
    rule: formula("3.6"),
    contributions: () => answers.flatMap((answer) => (answer ? [contribution(answer.evidence, 1)] : [])),
    otherBases: [
      basisOf({ name: "attempts", prior: 0, basis: attempts.length, contributions: () => ours(attempts) }),
    ],
    missing: attempts.length === 0 ? ["a mail or a call of ours within the window"] : [],
  });
}

function ours(attempts: ChaseReading["attempts"]): Contribution[] {
  return attempts.map(({ evidence }) => contribution(evidence, 1));
}

/** Stopping never drops what law or contract requires. */
function noticesStillDue(deals: readonly DealReading[], { asOfMs }: Standpoint): RenewalNotice[] {
  return deals.flatMap(({ deal, status }) => {
    if (deal.renewalDueAt === undefined || status !== "open") return [];
    const dueMs = instantMs(deal.renewalDueAt);
    if (!(dueMs > asOfMs)) return [];
    const text = `A renewal notice that law or contract requires is still due, by ${dayOf(dueMs)}`;
    return [{ dealId: deal.id, dueAt: instantOf(dueMs), text }];
  });
}
