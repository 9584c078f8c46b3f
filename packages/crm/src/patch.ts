import type { CrmErrorCode } from "./crm-error.ts";
import type { ObjectName, RecordRef } from "./record-ref.ts";
import type { FieldValue } from "./records.ts";

/**
 * A wanted state of one record, never a delta: pushing it twice changes nothing the second time.
 *
 * `update` sets fields of an existing record. Keys are canonical names (`name`, `stageId`,
 * `amount`, `closeDate`, `nextStep`, `ownerId`) or names that start with `headway_`.
 * `upsert-task` makes sure that one task with this `key` exists and reads as given; the key is
 * Headway's own, at most 40 characters of `[a-z0-9:]`, and stays with the task for ever. `knownId` spares
 * a look-up where the task was written before. `ifUnmodifiedSince` (ISO 8601, the CRM's clock) asks for
 * a refusal `conflict` where somebody changed the record after it; a CRM that cannot compare writes all the same.
 */
export type Patch =
  | {
      readonly type: "update";
      readonly ref: RecordRef;
      readonly fields: Readonly<Record<string, FieldValue>>;
      readonly ifUnmodifiedSince?: string;
    }
  | {
      readonly type: "upsert-task";
      readonly key: string;
      readonly task: TaskState;
      readonly knownId?: string;
    };

/**
 * How a task of Headway's should read. `dueOn` is a calendar day; links name the records it hangs on. `status`
 * `done` makes it done, for what is logged and not to do; without it a new task is open and an old one stays as it is.
 */
export interface TaskState {
  readonly subject: string;
  readonly body: string;
  readonly dueOn: string;
  readonly ownerId: string | null;
  readonly links: readonly RecordRef[];
  readonly status?: "done";
}

/**
 * How one patch ended. `written`: the CRM confirmed it. `refused`: the CRM (or our own check against
 * its schema) said no for this record; nothing of this patch was written; repeating it unchanged
 * would be refused again. `unknown`: it was sent and no answer came, so it may or may not have
 * happened; settle it by reading. `not-sent`: the call ended before its turn; nothing was written.
 */
export type PushOutcome =
  | { readonly status: "written"; readonly ref: RecordRef; readonly created: boolean }
  | {
      readonly status: "refused";
      readonly code: CrmErrorCode;
      readonly reason: string;
      readonly field?: string;
    }
  | { readonly status: "unknown"; readonly reason: string }
  | { readonly status: "not-sent"; readonly reason: string };

/** What a patch is about, in a word or two, for messages: `deal/123`, or the task's key. */
export function patchSubject(patch: Patch): string {
  return patch.type === "update" ? `${patch.ref.object}/${patch.ref.id}` : `task ${patch.key}`;
}

/** The object a patch writes to. */
export function patchObject(patch: Patch): ObjectName {
  return patch.type === "update" ? patch.ref.object : "task";
}
