import { SyncError } from "@headway/sync";
import type { FoundCredentials } from "./credentials.ts";
import { toCrmFailure } from "./crm-failure.ts";
import { exitCodes, type Failure } from "./failure.ts";

/** A failure with the CRM it belongs to; `null` where it ended the command for every CRM, as a locked store does. */
export interface CrmFailure extends Failure {
  readonly crm: string | null;
}

/** What became of several CRMs: what each came to, and what kept the others from it. */
export interface EachCrm<T> {
  readonly done: readonly T[];
  readonly errors: readonly CrmFailure[];
}

/**
 * Does the same with every CRM, one after the other. One that fails never keeps another from its turn;
 * only a failure that would meet each of them, the store's or being stopped, ends it early.
 */
export async function eachCrm<T>(
  found: readonly FoundCredentials[],
  work: (one: FoundCredentials) => Promise<T>,
): Promise<EachCrm<T>> {
  const done: T[] = [];
  const errors: CrmFailure[] = [];
  for (const one of found) {
    try {
      done.push(await work(one));
    } catch (error) {
      const failure = crmFailure(one, found.length > 1, error);
      errors.push(failure);
      if (failure.crm === null) break;
    }
  }
  return { done, errors };
}

/** The worst of them: 130 beats 3 beats 2 beats 1. */
export function worstExitCode(errors: readonly Failure[], others: readonly number[]): number {
  return Math.max(exitCodes.done, ...others, ...errors.map(({ exitCode }) => exitCode));
}

function crmFailure(one: FoundCredentials, hasOthers: boolean, error: unknown): CrmFailure {
  const { crm } = one.vendor;
  const failure = toCrmFailure(one, error);
  const endsAll =
    failure.exitCode === exitCodes.interrupted || (SyncError.is(error) && error.code.startsWith("store-"));
  if (endsAll) return { crm: null, ...failure };
  return {
    crm,
    ...failure,
    happened: failure.code === "unexpected" ? `${crm}: ${failure.happened}` : failure.happened,
    written: hasOthers ? `in ${crm}: ${failure.written}` : failure.written,
  };
}
