import * as z from "zod";
import { SyncError } from "../sync-error.ts";

const expected = (what: string): { error: string } => ({ error: `expected ${what}` });

const RunOptions = z.strictObject({
  signal: z
    .custom<AbortSignal>((value) => value instanceof AbortSignal, expected("an AbortSignal"))
    .optional(),
  budgetMs: z
    .number(expected("milliseconds, more than 0"))
    .positive(expected("milliseconds, more than 0"))
    .optional(),
  onProgress: z.custom<object>((value) => typeof value === "function", expected("a function")).optional(),
  dryRun: z.boolean(expected("true or false")).optional(),
  approve: z.boolean(expected("true or false")).optional(),
});

/** Refuses run options that cannot be meant, before anything is read. Throws `SyncError` `invalid-options`. */
export function checkMirrorRun(options: unknown): void {
  const result = RunOptions.safeParse(options);
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
