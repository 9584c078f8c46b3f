import { CrmError, type Cursor, type ObjectName } from "@headway/crm";
import * as z from "zod/mini";

const instant = z.int().check(z.nonnegative());
const after = z.optional(z.string());
const id = z.string().check(z.regex(/^\d{1,30}$/));
const held = z.optional(z.array(z.tuple([id, instant])));

/**
 * Where a pull stands. Instants are HubSpot's own clock, milliseconds since 1970.
 *
 * `list`: everything there is, page by page; it began at `startedAt`. With `since` it stands in for a
 * search that would have been dearer. `search`: what changed since `since`, in the order of ids, after
 * `lastId`; `after` only while HubSpot sends empty pages. `archived`: then what was archived since.
 * `held` are records that the last pass found archived, with the instant, less those this pass found
 * again; `found` are those it found: what is missing at the end may have been restored. `listedAt` is
 * when everything was last listed, kept where listing is to be repeated. `owners`: the
 * list of owners, of which only pages whose content differs from `seen` are brought again.
 */
const State = z.discriminatedUnion("phase", [
  z.strictObject({
    phase: z.literal("list"),
    startedAt: z.optional(instant),
    since: z.optional(instant),
    after,
    held,
  }),
  z.strictObject({
    phase: z.literal("search"),
    since: instant,
    startedAt: z.optional(instant),
    lastId: z.optional(id),
    after,
    held,
    listedAt: z.optional(instant),
  }),
  z.strictObject({
    phase: z.literal("archived"),
    since: instant,
    startedAt: instant,
    after,
    held,
    found: held,
    listedAt: z.optional(instant),
  }),
  z.strictObject({
    phase: z.literal("owners"),
    archived: z.boolean(),
    after,
    seen: z.array(z.string()),
    now: z.array(z.string()),
  }),
]);

/** See {@link parseCursor}. */
export type CursorState = z.infer<typeof State>;

const Envelope = z.strictObject({ v: z.literal(1), object: z.string(), state: State });

/** Text to store; {@link parseCursor} reads it back. */
export function formatCursor(object: ObjectName, state: CursorState): Cursor {
  return JSON.stringify({ v: 1, object, state });
}

/** The state in a cursor of this object. Throws `invalid` for a cursor of another object, adapter or version. */
export function parseCursor(object: ObjectName, cursor: Cursor): CursorState {
  const parsed = Envelope.safeParse(parseJson(cursor));
  if (parsed.success && parsed.data.object === object) return parsed.data.state;
  throw new CrmError("invalid", {
    crm: "hubspot",
    message: parsed.success
      ? `the cursor belongs to \`${parsed.data.object}\`, not to \`${object}\``
      : "the cursor is none that this adapter made",
    remedy: "pull without a cursor, which reads everything again",
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
