import type { CallOptions } from "../adapter.ts";
import { CrmError } from "../crm-error.ts";
import type { Ports } from "./ports.ts";

/**
 * Runs `work` with a signal that aborts when the caller's does or when `timeoutMs` has passed, and
 * ends our waiting at that moment even if the work does not listen (the official SDKs do not).
 * Throws `aborted` or `deadline-exceeded`; whatever the work does later is ignored. Without either
 * there is no signal.
 */
export async function withDeadline<T>(
  crm: string,
  options: CallOptions,
  ports: Ports,
  work: (signal: AbortSignal | undefined) => Promise<T>,
): Promise<T> {
  // Nothing can end the call before its time: the usual case, and signals cost much for what they are.
  if (options.signal === undefined && options.timeoutMs === undefined) return work(undefined);
  const controller = new AbortController();
  const onAbort = (): void => controller.abort(abortedError(crm, options.signal?.reason));
  if (options.signal?.aborted === true) throw abortedError(crm, options.signal.reason);
  options.signal?.addEventListener("abort", onAbort, { once: true });
  const timer = new AbortController();
  if (options.timeoutMs !== undefined) {
    const { timeoutMs } = options;
    ports.sleep(timeoutMs, timer.signal).then(
      () => controller.abort(deadlineError(crm, timeoutMs)),
      () => undefined,
    );
  }
  try {
    return await Promise.race([work(controller.signal), rejectOnAbort(controller.signal)]);
  } finally {
    timer.abort();
    options.signal?.removeEventListener("abort", onAbort);
  }
}

function rejectOnAbort(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

function abortedError(crm: string, cause: unknown): CrmError {
  return new CrmError("aborted", { crm, message: "the call was aborted", cause });
}

/** What a call meets whose time is over. */
export function deadlineError(crm: string, timeoutMs: number): CrmError {
  return new CrmError("deadline-exceeded", {
    crm,
    message: `the call took longer than the ${timeoutMs} ms it was given`,
    remedy: "call again; a pull goes on from its last cursor",
  });
}
