import * as z from "zod/mini";
import { CrmError } from "../crm-error.ts";
import type { Cursor } from "../pull.ts";

/**
 * Where a pull stands: after the record `id` changed at `at`, in the order of (`at`, `id`).
 * `startedAt` is when the pull began: the next one goes on from that instant, not from the last
 * record, since more can still happen within an instant that was already read (`invariant:D2`).
 */
export interface Position {
  readonly at: number;
  readonly id: string;
  readonly startedAt: number;
}

const Position = z.object({ at: z.number(), id: z.string(), startedAt: z.number() });

/** A position as text. */
export function writeCursor(position: Position): Cursor {
  return JSON.stringify(position);
}

/** The position in a cursor. Throws `invalid` for any other text. */
export function readCursor(crm: string, cursor: Cursor): Position {
  try {
    return Position.parse(JSON.parse(cursor));
  } catch (cause) {
    throw new CrmError("invalid", {
      crm,
      message: "the cursor was not made by this adapter",
      remedy: "pull without a cursor to start from the beginning",
      cause,
    });
  }
}
