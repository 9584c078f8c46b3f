import type { AccountName } from "./account-name.ts";

/**
 * What happens in a worker, for logs: counts and codes, never a credential nor a value of a record.
 * `started` a run began · `done` it came to its end, with what it returned as `counts` · `continued` its
 * time was used up and it was put at the end of the queue · `stopped` the worker stops, the run goes on
 * elsewhere · `failed` it is tried again later, or given up after the last attempt · `lost` the account's lease
 * was lost, as `reason` says, and whoever holds it goes on · `trouble` something beside the runs failed and is
 * tried again by itself.
 */
export type FleetEvent =
  | (RunEvent & { readonly type: "started" | "continued" | "stopped" })
  | (RunEvent & { readonly type: "done"; readonly counts: Readonly<Record<string, number>> })
  | (RunEvent & { readonly type: "failed" | "lost"; readonly code: string; readonly reason: string })
  | { readonly type: "trouble"; readonly code: string; readonly reason: string };

/** What every event of a run says. */
export interface RunEvent extends AccountName {
  readonly jobId: string;
  readonly attempt: number;
}

/** Tells events to a listener. What it throws is its own affair: it ends no run and no worker. */
export function tellTo(listener: (event: FleetEvent) => unknown): (event: FleetEvent) => void {
  return (event) => {
    try {
      void Promise.resolve(listener(event)).catch(() => undefined);
    } catch {
      // There is nobody to tell that telling failed.
    }
  };
}

/** The code and the words of an error, as safe as the error itself: ours hold no secrets. */
export function failureOf(error: unknown): { readonly code: string; readonly reason: string } {
  if (typeof error !== "object" || error === null) return { code: "unexpected", reason: String(error) };
  return {
    code: "code" in error ? String(error.code) : "unexpected",
    reason: "message" in error ? String(error.message) : "no words were given",
  };
}
