import type { Instant } from "../instant.ts";
import type { OptionRecord } from "../notebook/option-record.ts";
import type { Standpoint } from "../standpoint.ts";

type Option = OptionRecord["options"][number];

/** What was best for a client's problem, whoever provides it (domain:E14). */
export interface BestOption {
  readonly id: string;
  readonly writtenAt: Instant;
  readonly dealId: string | null;
  readonly problem: string;
  readonly best: Option;
  /** The other ways that were looked at. */
  readonly others: readonly Option[];
}

const none: readonly never[] = Object.freeze([]);

/** The option records of one client as they stand, in the order written. */
export function bestOptions(accountId: string, { notebook }: Standpoint): readonly BestOption[] {
  if (notebook.optionRecords.length === 0) return none;
  return notebook.optionRecords.filter((record) => record.accountId === accountId).flatMap(bestOf);
}

function bestOf({ id, writtenAt, dealId, problem, options, bestOptionId }: OptionRecord): BestOption[] {
  const best = options.find((option) => option.id === bestOptionId);
  if (best === undefined) return [];
  const others = options.filter((option) => option !== best);
  return [{ id, writtenAt, dealId: dealId ?? null, problem, best, others }];
}
