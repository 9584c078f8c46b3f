import type { PushOutcome } from "../patch.ts";
import type { RecordRef } from "../record-ref.ts";
import type { RecordCrm } from "../story.ts";

/** What a function asks to be done with one record. `assessRecord` of `@headway/sync/one-record` with a policy fits. */
export type RunOne<Result extends RunResult> = (
  crm: RecordCrm,
  ref: RecordRef,
  signal: AbortSignal,
) => Promise<Result>;

/** What must be known of a result to tell how the run went; more may be in it. */
export interface RunResult {
  readonly status: string;
  readonly writes: readonly {
    readonly target: string;
    readonly outcome: PushOutcome | { readonly status: "planned" };
  }[];
  readonly unknown: readonly string[];
}

/** What became of the writes. `open`: lost on the way or not sent; a second run finishes them. */
export function tallyOf({ writes }: RunResult): {
  readonly written: number;
  readonly open: number;
  readonly refused: readonly string[];
} {
  const refused = writes.flatMap(({ target, outcome }) =>
    outcome.status === "refused" ? [`${target}: ${outcome.reason}`] : [],
  );
  return {
    written: writes.filter(({ outcome }) => outcome.status === "written").length,
    open: writes.filter(({ outcome }) => outcome.status === "unknown" || outcome.status === "not-sent")
      .length,
    refused,
  };
}
