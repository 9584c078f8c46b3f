import type { Feed } from "./feed-adapter.ts";
import type { Answer } from "./sandbox-portal.ts";

/** One kind of answer: which recordings are of it, what of the adapter reads it, and how the sandbox is asked for one. */
export interface AnswerKind {
  readonly name: string;
  /** Numbers of recordings. */
  readonly recordings: readonly string[];
  /** The status, where recordings came without one. */
  readonly status: number;
  readonly feed: Feed;
  ask(): Promise<Answer>;
}
