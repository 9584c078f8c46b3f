import { emptyNotebook, Notebook } from "@headway/core";
import * as z from "zod/mini";
import { fingerprint } from "./fingerprint.ts";
import { SyncError } from "./sync-error.ts";

const expected = (what: string): { error: string } => ({ error: `expected ${what}` });
const isFunction = (value: unknown): boolean => typeof value === "function";

const RunOptionsShape = z.strictObject({
  signal: z.optional(
    z.custom<AbortSignal>((value) => value instanceof AbortSignal, expected("an AbortSignal")),
  ),
  budgetMs: z.optional(z.number(expected("milliseconds, more than 0")).check(z.positive())),
  asOf: z.optional(
    z.iso.datetime({ offset: true, error: "expected an instant such as 2026-03-01T00:00:00Z" }),
  ),
  dryRun: z.optional(z.boolean(expected("true or false"))),
  onProgress: z.optional(z.custom<object>(isFunction, expected("a function"))),
});

/**
 * Refuses run options that cannot be meant, before anything is read or written. Throws `SyncError`
 * `invalid-options` with every path and what was expected there.
 */
export function checkRunOptions(options: unknown): void {
  const result = RunOptionsShape.safeParse(options);
  if (result.success) return;
  const issues = result.error.issues.map((issue) =>
    issue.code === "unrecognized_keys"
      ? `no option is named \`${issue.keys.join("`, `")}\``
      : `\`${issue.path.join(".")}\`: ${issue.message}`,
  );
  throw new SyncError(
    "invalid-options",
    `run options are off: ${issues.join("; ")}. Nothing was read or written`,
  );
}

/**
 * What people wrote down, checked: the empty notebook where there is none. Throws `SyncError` `invalid-options` with
 * every path and what was expected there; a value is never quoted.
 */
export function checkNotebook(notebook: unknown): Notebook {
  if (notebook === undefined || notebook === emptyNotebook) return emptyNotebook;
  const result = Notebook.safeParse(notebook);
  if (result.success) return result.data;
  const issues = result.error.issues.map(({ path, message }) => `\`${path.join(".")}\`: ${message}`);
  throw new SyncError(
    "invalid-options",
    `the notebook is off: ${issues.join("; ")}. Nothing was read or written`,
  );
}

/** Names a notebook; `null` for one that nobody has written in. */
export async function notebookBasis(notebook: Notebook): Promise<string | null> {
  const isEmpty = Object.values(notebook).every((entries) => entries.length === 0);
  return isEmpty ? null : fingerprint(notebook);
}
