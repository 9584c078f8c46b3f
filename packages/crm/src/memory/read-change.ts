import type { Change } from "../pull.ts";
import type { Faults } from "./faults.ts";
import { type ReadOptions, readRecord } from "./read-record.ts";
import type { StoredRecord } from "./state.ts";

/** What happened to a record, as a pull tells it. */
export function readChange(stored: StoredRecord, faults: Faults, options: ReadOptions): Change {
  const { ref, end } = stored;
  if (end?.type === "merged") return { type: "merged", ref, into: end.into };
  if (end !== null) return { type: "deleted", ref, at: new Date(stored.modifiedAt).toISOString() };
  if (faults.ofRecord("unreadable-record", ref)) {
    const reason = "it came without its time of change";
    return { type: "unreadable", object: ref.object, id: ref.id, field: "modifiedAt", reason };
  }
  return { type: "upserted", record: readRecord(stored, options) };
}
