import type { CallOptions } from "../adapter.ts";
import { timeLeft } from "../http/time-left.ts";
import type { Change, ChangePage, ChangesRequest } from "../pull.ts";
import { type Position, readCursor, writeCursor } from "./cursor.ts";
import type { MemoryConnection } from "./memory-connection.ts";
import { readChange } from "./read-change.ts";
import { existingFields } from "./standard-field.ts";
import type { StoredRecord } from "./state.ts";

/** Pages of what changed, in the order of (time of change, id): a keyset, so that ties lose nothing. */
export async function* pullChanges(
  connection: MemoryConnection,
  request: ChangesRequest,
  options: CallOptions,
): AsyncGenerator<ChangePage> {
  const left = timeLeft(options, connection.ports);
  let position: Position | undefined =
    request.since === undefined ? undefined : readCursor(connection.crm, request.since);
  for (;;) {
    const from: Position | undefined = position;
    const page = await connection.server.send("read", left(), () => readPage(connection, request, from));
    yield { object: request.object, ...page, cursor: writeCursor(page.position) };
    if (page.caughtUp) return;
    position = page.position;
  }
}

interface Page {
  readonly changes: readonly Change[];
  readonly position: Position;
  readonly caughtUp: boolean;
  readonly expectedCount: number;
}

function readPage(connection: MemoryConnection, request: ChangesRequest, from: Position | undefined): Page {
  const { state, faults, pageSize } = connection;
  const isResting = from === undefined || from.id === "";
  const startedAt = isResting ? state.now() : from.startedAt;
  const waiting = [...state.records.values()]
    .filter((record) => record.ref.object === request.object && isAfter(record, from))
    .sort(byChange);
  const records = waiting.slice(0, pageSize);
  const last = records.at(-1);
  const caughtUp = waiting.length === records.length;
  const options = {
    fields: existingFields(state, request.object, request.fields),
    linksWithheld: faults.withholdLinks(),
  };
  return {
    changes: records.map((record) => readChange(record, faults, options)),
    position:
      caughtUp || last === undefined
        ? { at: startedAt, id: "", startedAt }
        : { at: last.modifiedAt, id: last.ref.id, startedAt },
    caughtUp,
    expectedCount: waiting.length,
  };
}

function isAfter(record: StoredRecord, from: Position | undefined): boolean {
  if (from === undefined) return true;
  return record.modifiedAt > from.at || (record.modifiedAt === from.at && record.ref.id > from.id);
}

function byChange(one: StoredRecord, other: StoredRecord): number {
  return one.modifiedAt - other.modifiedAt || (one.ref.id < other.ref.id ? -1 : 1);
}
