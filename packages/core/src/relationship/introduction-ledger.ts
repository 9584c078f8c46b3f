import type { AccountAssessment } from "../account/account-assessment.ts";
import { compareTexts } from "../evidence/seen.ts";
import { explain } from "../explain/explain.ts";
import type { Explained } from "../explain/explained.ts";
import { formula } from "../explain/rule-version.ts";
import { type Instant, instantMs } from "../instant.ts";
import type { IntroductionRecord } from "./introductions.ts";
import { isSameProblem } from "./problem-name.ts";

/** One introduction of a client to another (domain:E5). */
export interface Introduction {
  /** The client with the problem, in whose record it stands. */
  readonly accountId: string;
  /** The client who was to solve it; `null` where no record names one. */
  readonly otherAccountId: string | null;
  readonly problem: string | null;
  /** `open` until a client confirms that the problem is solved; only then does it count. */
  readonly status: "open" | "solved";
  readonly madeAt: Instant | null;
  readonly solvedAt: Instant | null;
  readonly evidenceIds: readonly string[];
  /** What is not recorded, such as the other client, who then gets no credit. */
  readonly missing: readonly string[];
}

/** Introductions with their outcome, and the credit of each client for those that solved a problem. */
export interface IntroductionLedger {
  /** Oldest first. */
  readonly introductions: readonly Introduction[];
  /** Confirmed introductions of each client, on either end; in order of account id. */
  readonly credits: readonly { readonly accountId: string; readonly credit: Explained }[];
}

/** What the ledger is put together from. */
export interface IntroductionLedgerInput {
  readonly accounts: readonly AccountAssessment[];
  readonly asOf: Instant;
}

/**
 * Puts the records of all clients together. A confirmation solves the earliest introduction before it between the
 * same two clients about the same problem; a name that one side left out is no obstacle. A confirmation without a
 * recorded introduction stands for itself. Both clients are credited, and only for confirmed ones.
 */
export function introductionLedger({ accounts, asOf }: IntroductionLedgerInput): IntroductionLedger {
  const records = accounts.flatMap(({ relationship }) => relationship.introductions).sort(byInstant);
  const open = onceEach(records.filter(({ type }) => type === "made"));
  const introductions: Introduction[] = [];
  const solvedBy: { readonly introduction: Introduction; readonly record: IntroductionRecord }[] = [];
  for (const record of onceEach(records.filter(({ type }) => type === "solved"))) {
    const at = open.findIndex((made) => isAbout(record, made));
    const [made] = at < 0 ? [] : open.splice(at, 1);
    const introduction = solvedIntroduction(record, made);
    introductions.push(introduction);
    solvedBy.push({ introduction, record });
  }
  introductions.push(...open.map(openIntroduction));
  introductions.sort((left, right) => startMs(left) - startMs(right));
  return { introductions, credits: creditsOf(solvedBy, asOf) };
}

function byInstant(left: IntroductionRecord, right: IntroductionRecord): number {
  return instantMs(left.at) - instantMs(right.at) || compareTexts(left.evidenceId, right.evidenceId);
}

/** One introduction recorded under both clients is one. */
function onceEach(records: readonly IntroductionRecord[]): IntroductionRecord[] {
  const kept: IntroductionRecord[] = [];
  for (const record of records) {
    const isKnown = kept.some(
      (one) => one.accountId !== record.accountId && one.at === record.at && isSamePair(one, record),
    );
    if (!isKnown) kept.push(record);
  }
  return kept;
}

function isAbout(solved: IntroductionRecord, made: IntroductionRecord): boolean {
  if (instantMs(made.at) > instantMs(solved.at) || !isSamePair(solved, made)) return false;
  const isUnnamed = solved.problem === null || made.problem === null;
  return isUnnamed || isSameProblem(solved.problem, made.problem);
}

/** The same two clients, whichever of them recorded it; a side that is not named fits any. */
function isSamePair(left: IntroductionRecord, right: IntroductionRecord): boolean {
  if (left.accountId === right.accountId) {
    const others = [left.otherAccountId, right.otherAccountId];
    return others.includes(null) || others[0] === others[1];
  }
  return left.otherAccountId === right.accountId && right.otherAccountId === left.accountId;
}

function solvedIntroduction(record: IntroductionRecord, made: IntroductionRecord | undefined): Introduction {
  const otherAccountId = record.otherAccountId ?? made?.otherAccountId ?? null;
  return {
    accountId: record.accountId,
    otherAccountId,
    problem: record.problem ?? made?.problem ?? null,
    status: "solved",
    madeAt: made?.at ?? null,
    solvedAt: record.at,
    evidenceIds: [...(made ? [made.evidenceId] : []), record.evidenceId],
    missing: otherAccountId === null ? ["which other client it was"] : [],
  };
}

function openIntroduction(made: IntroductionRecord): Introduction {
  return {
    accountId: made.accountId,
    otherAccountId: made.otherAccountId,
    problem: made.problem,
    status: "open",
    madeAt: made.at,
    solvedAt: null,
    evidenceIds: [made.evidenceId],
    missing: ["a client's word that it solved the problem"],
  };
}

function startMs({ madeAt, solvedAt }: Introduction): number {
  return instantMs(madeAt ?? solvedAt ?? "");
}

function creditsOf(
  solved: readonly { readonly introduction: Introduction; readonly record: IntroductionRecord }[],
  asOf: Instant,
): IntroductionLedger["credits"] {
  const byAccount = new Map<string, IntroductionRecord[]>();
  for (const { introduction, record } of solved) {
    for (const id of [introduction.accountId, introduction.otherAccountId]) {
      if (id !== null) byAccount.set(id, [...(byAccount.get(id) ?? []), record]);
    }
  }
  return [...byAccount]
    .sort(([left], [right]) => compareTexts(left, right))
    .map(([accountId, records]) => ({ accountId, credit: explainCredit(records, asOf) }));
}

function explainCredit(records: readonly IntroductionRecord[], asOf: Instant): Explained {
  return explain({
    value: records.length,
    unit: "introductions that solved a problem",
    valueFrom: "count",
    basis: records.length,
    n: records.length,
    asOf,
    rule: formula("E5"),
    contributions: () => records.map(({ evidenceId, source }) => ({ evidenceId, source, amount: 1 })),
  });
}
