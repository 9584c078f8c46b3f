import type { CallOptions } from "../adapter.ts";
import { timeLeft } from "../http/time-left.ts";
import type { Change, ChangePage, FieldNames, RecordsRequest } from "../pull.ts";
import { type ObjectName, type RecordRef, refKey } from "../record-ref.ts";
import type { MemoryConnection } from "./memory-connection.ts";
import { readChange } from "./read-change.ts";
import { existingFields } from "./standard-field.ts";

/** Named records as they are now: one request and one page per object. What is not there is `deleted`. */
export async function* pullRecords(
  connection: MemoryConnection,
  request: RecordsRequest,
  options: CallOptions,
): AsyncGenerator<ChangePage> {
  const left = timeLeft(options, connection.ports);
  const groups = [...Map.groupBy(request.refs, (ref) => ref.object)];
  for (const [index, [object, refs]] of groups.entries()) {
    const fields = request.fields?.[object];
    const changes = await connection.server.send("read", left(), () =>
      readNamed(connection, object, refs, { asked: fields, history: request.history }),
    );
    yield { object, changes, cursor: null, caughtUp: index === groups.length - 1 };
  }
}

interface Asked {
  readonly asked: FieldNames | undefined;
  readonly history: RecordsRequest["history"];
}

function readNamed(
  { state, faults }: MemoryConnection,
  object: ObjectName,
  refs: readonly RecordRef[],
  { asked, history }: Asked,
): Change[] {
  const options = {
    fields: existingFields(state, object, asked),
    linksWithheld: faults.withholdLinks(),
    withActivities: true,
    ...(history === undefined ? {} : { history }),
  };
  return refs.map(({ id }): Change => {
    const stored = state.records.get(refKey({ object, id }));
    return stored === undefined
      ? { type: "deleted", ref: { object, id }, at: null }
      : readChange(stored, faults, options);
  });
}
