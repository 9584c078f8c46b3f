import type { CallOptions } from "../adapter.ts";
import type { RecordRef } from "../record-ref.ts";
import type { RecordCrm } from "../story.ts";
import { withDeadline } from "./deadline.ts";
import type { Ports } from "./ports.ts";
import type { RunOne, RunResult } from "./run-result.ts";
import { timeLeft } from "./time-left.ts";

/**
 * Runs within a time: at its end the signal aborts and every call of the CRM ends, so that the function still has
 * time to say what happened. A write cut off that way is an unknown outcome.
 */
export async function runInTime<Result extends RunResult>(
  run: RunOne<Result>,
  crm: RecordCrm,
  ref: RecordRef,
  { budgetMs, ports }: { readonly budgetMs: number; readonly ports: Ports },
): Promise<Result> {
  const rest = timeLeft({ timeoutMs: budgetMs }, ports);
  const never = new AbortController();
  return withDeadline(crm.crm, { timeoutMs: budgetMs }, ports, (signal = never.signal) =>
    run(inTime(crm, rest), ref, signal),
  );
}

/** The calls of the CRM, each with what is left of the time, less what it takes to tell of it. */
function inTime(crm: RecordCrm, rest: () => CallOptions): RecordCrm {
  const options = (own: CallOptions = {}): CallOptions => {
    const left = Math.max(0, (rest().timeoutMs ?? 0) - tellingMs);
    return { ...own, timeoutMs: Math.min(left, own.timeoutMs ?? left) };
  };
  return {
    ...crm,
    story: (request, own) => crm.story(request, options(own)),
    push: (patches, own) => crm.push(patches, options(own)),
  };
}

/** What a run keeps for its outcomes once its calls have ended. */
const tellingMs = 250;
