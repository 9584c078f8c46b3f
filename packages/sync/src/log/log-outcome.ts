import type { CrmErrorCode, RecordRef } from "@headway/crm";
import type { Capture } from "../capture.ts";
import type { Store } from "../store.ts";

/**
 * What became of one capture. `written`: the CRM confirmed the task `ref` that holds it; `isNew` is false where it
 * was logged before. `refused`: the CRM said no; nothing is there, and it is sent again only after `headway retry`
 * or a change of the grants. `unanswered`: sent, and no answer came; the next run settles it, and its key makes
 * sending it twice harmless. `waiting`: it is in the outbox, not sent yet, and the next run sends it.
 */
export type LogOutcome = {
  readonly capture: Capture;
  /** The write's name in the store: `task:` and its key. */
  readonly target: string;
} & (
  | { readonly status: "written"; readonly ref: RecordRef | null; readonly isNew: boolean }
  | { readonly status: "refused"; readonly code: CrmErrorCode; readonly reason: string }
  | { readonly status: "unanswered"; readonly reason: string }
  | { readonly status: "waiting"; readonly reason: string }
);

/** A capture on its way: the write it asks for, and whether the store knew it before. */
export interface LoggedCapture {
  readonly capture: Capture;
  readonly target: string;
  readonly key: string;
  readonly wasKnown: boolean;
}

/** What the store says became of a capture; `why` is what kept it from being sent or answered. */
export async function outcomeOf(
  store: Store,
  crm: string,
  { capture, target, key, wasKnown }: LoggedCapture,
  why: string,
): Promise<LogOutcome> {
  const task = await store.knownTask(crm, key);
  if (task !== null) {
    const ref = task.id === null ? null : ({ object: "task", id: task.id } as const);
    return { capture, target, status: "written", ref, isNew: !wasKnown };
  }
  const intent = await store.intentFor(crm, target);
  if (intent?.state === "parked") {
    const { code = "invalid", reason = "no reason given" } = intent;
    return { capture, target, status: "refused", code, reason };
  }
  if (intent?.state === "inflight") return { capture, target, status: "unanswered", reason: why };
  return { capture, target, status: "waiting", reason: why };
}
