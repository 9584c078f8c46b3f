import type { RecordedAnswer } from "./recorded-answer.ts";
import type { SandboxAnswer } from "./sandbox-org.ts";
import type { ComparisonOptions } from "./shape.ts";

/** Which call of the adapter reads an answer of this kind. */
export type ReadingKind =
  | "api-error"
  | "bulk-job"
  | "created"
  | "deleted"
  | "describe"
  | "metadata"
  | "query"
  | "rows"
  | "token"
  | "token-error"
  | "user-info";

/** What a recorded answer is held against. */
export interface RecordedCase {
  /** The number that its file begins with. */
  readonly number: string;
  /** How the adapter reads it; otherwise why it never asks for it. */
  readonly reading: ReadingKind | { readonly never: string };
  /** Asks the sandbox for the same. */
  readonly ask: (recorded: RecordedAnswer) => Promise<SandboxAnswer>;
  readonly options?: ComparisonOptions;
}

/** The recorded answers to requests that neither the adapter nor the sandbox knows, and why. */
export const unsupported: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    [
      "025",
      "027",
      "029",
      "031",
      "051",
      "053",
      "055",
      "057",
      "059",
      "061",
      "063",
      "065",
      "067",
      "069",
      "071",
      "073",
    ].map((number) => [number, "Bulk API 1.0, which Bulk API 2.0 replaces"]),
  ),
  "009": "runs Apex tests",
  "093": "an empty file that stands for a network error",
  "181": "of Lead, which Headway does not read",
  "083": "of Lead, which Headway does not read",
  "184": "a change event, which only nudges",
  "185": "a change event, which only nudges",
  "186": "a change event, which only nudges",
  "187": "a change event, which only nudges",
  "188": "a change event, which only nudges",
  "189": "a test's own mixture of a row and a whole answer; no address is known that gives it",
  "205": "results of a list view",
  "213": "recently viewed records",
  "224": "the empty body of an upsert before version 46",
};
