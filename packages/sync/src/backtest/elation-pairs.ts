import { assessAccount, type BetPair, type DealFacts, type Evidence, type Policy } from "@headway/core";
import type { ElationPairs } from "@headway/core/backtest";
import type { AccountRecord, Pipeline } from "@headway/crm";
import { accountFacts } from "../facts.ts";
import type { Store } from "../store.ts";
import { subjectsOf } from "./subjects-of.ts";

/** What pairs are read from. */
export interface ElationPairsInput {
  readonly store: Store;
  readonly crm: string;
  readonly policy: Policy;
  readonly asOf: string;
  readonly pipelines: readonly Pipeline[];
}

const dayMs = 86_400_000;

/**
 * For each client its elation half a year after its first won deal, and what came in the policy's window after that:
 * another won deal (retention), and referrals given. Clients whose window has not ended by `asOf` are left out.
 */
export async function elationPairs(input: ElationPairsInput): Promise<ElationPairs> {
  const retention: BetPair[] = [];
  const referral: BetPair[] = [];
  for await (const { record, evidence, deals } of subjectsOf(input, "account")) {
    if (record.object !== "account") continue;
    const pair = pairOf(record, deals, evidence, input);
    if (pair === undefined) continue;
    retention.push(pair.retention);
    referral.push(pair.referral);
  }
  return { retention, referral };
}

function pairOf(
  record: AccountRecord,
  deals: readonly DealFacts[],
  evidence: readonly Evidence[],
  { policy, asOf }: ElationPairsInput,
): { retention: BetPair; referral: BetPair } | undefined {
  const wins = deals
    .flatMap(({ status, closedAt }) =>
      status === "won" && closedAt !== undefined ? [Date.parse(closedAt)] : [],
    )
    .sort((left, right) => left - right);
  const [first] = wins;
  if (first === undefined) return undefined;
  const { earliestDays, latestDays } = policy.relationship.bet;
  const elationMs = first + 182 * dayMs;
  const outcomeMs = elationMs + latestDays * dayMs;
  if (outcomeMs > Date.parse(asOf)) return undefined;
  const isInside = (ms: number) => ms > elationMs + earliestDays * dayMs && ms <= outcomeMs;
  const elationAt = new Date(elationMs).toISOString();
  const account = accountFacts(record);
  const { elation } = assessAccount({
    account,
    deals: [...deals],
    evidence: [...evidence],
    policy,
    asOf: elationAt,
  });
  const base = {
    accountId: record.id,
    elationAt,
    elation: elation.balance.value,
    outcomeAt: new Date(outcomeMs).toISOString(),
  };
  const given = evidence.filter(
    ({ kind, occurredAt }) => kind === "referral-given" && isInside(Date.parse(occurredAt)),
  );
  return {
    retention: { ...base, outcome: wins.some(isInside) ? 1 : 0 },
    referral: { ...base, outcome: given.length },
  };
}
