import type { CallOptions } from "../adapter.ts";
import { CrmError } from "../crm-error.ts";
import { mayHaveHappened } from "../http/may-have-happened.ts";
import { timeLeft } from "../http/time-left.ts";
import type { Patch, PushOutcome } from "../patch.ts";
import { applyPatch } from "./apply-patch.ts";
import type { MemoryConnection } from "./memory-connection.ts";

/**
 * Sends batches one after the other. A batch that fails as a whole ends the call: it is `unknown`
 * where it may have happened, the rest is `not-sent`; the error is thrown only if nothing was sent.
 */
export async function pushPatches(
  connection: MemoryConnection,
  patches: readonly Patch[],
  options: CallOptions,
): Promise<PushOutcome[]> {
  const left = timeLeft(options, connection.ports);
  const outcomes: PushOutcome[] = [];
  while (outcomes.length < patches.length) {
    const batch = patches.slice(outcomes.length, outcomes.length + connection.capabilities.pushBatchSize);
    const canSend = options.signal?.aborted !== true;
    try {
      const written = await connection.server.send("write", left(), () =>
        batch.map((patch) => applyPatch(connection, patch)),
      );
      outcomes.push(...written);
    } catch (error) {
      const mayBeWritten = canSend && mayHaveHappened(error);
      if (!CrmError.is(error) || (outcomes.length === 0 && !mayBeWritten)) throw error;
      const failed = batch.map(() => endedBy(error, mayBeWritten));
      const rest = patches.slice(outcomes.length + batch.length).map(() => endedBy(error, false));
      return [...outcomes, ...failed, ...rest];
    }
  }
  return outcomes;
}

function endedBy(error: CrmError, mayBeWritten: boolean): PushOutcome {
  return { status: mayBeWritten ? "unknown" : "not-sent", reason: error.message };
}
