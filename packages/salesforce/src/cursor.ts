import { CrmError, type Cursor } from "@headway/crm";
import * as z from "zod/mini";

/** The keyset of a pull of changes: everything up to and including this row was given out. */
export interface Position {
  readonly at: string;
  readonly id: string;
}

/**
 * Where a pull stands. `all`: the first pass, by id. `changes`: what changed since, by the time of
 * change. `from` is the instant, by Salesforce's clock, from which the *next* pass must read; it was
 * fixed before this pass read anything, so that nothing that changes meanwhile is lost.
 */
export type PullState =
  | { readonly phase: "all"; readonly from: string; readonly lastId: string | null }
  | {
      readonly phase: "changes";
      readonly since: string;
      readonly from: string | null;
      readonly last: Position | null;
    };

const version = 1;
const instantText = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/));
const idText = z.string().check(z.regex(/^[a-zA-Z0-9]{15,18}$/));

const StoredState = z.discriminatedUnion("phase", [
  z.strictObject({
    v: z.literal(version),
    phase: z.literal("all"),
    from: instantText,
    lastId: z.nullable(idText),
  }),
  z.strictObject({
    v: z.literal(version),
    phase: z.literal("changes"),
    since: instantText,
    from: z.nullable(instantText),
    last: z.nullable(z.strictObject({ at: instantText, id: idText })),
  }),
]);

/** The state as text to store; see {@link readCursor}. */
export function writeCursor(state: PullState): Cursor {
  return JSON.stringify({ v: version, ...state });
}

/** The state in a cursor that this adapter wrote; throws `invalid` for any other text. */
export function readCursor(cursor: Cursor): PullState {
  try {
    const { v: _, ...state } = StoredState.parse(JSON.parse(cursor));
    return state;
  } catch (cause) {
    throw new CrmError("invalid", {
      crm: "salesforce",
      message: "the cursor given is not one that this version of the Salesforce adapter wrote",
      remedy: "pull without a cursor: everything is read again and nothing is lost",
      cause,
    });
  }
}
