import type { Store } from "../store.ts";

/** Which methods change something. A method that is not named here does not compile. */
const kinds: Readonly<Record<keyof Store, "read" | "write" | "end">> = {
  state: "read",
  saveState: "write",
  cursor: "read",
  commitPage: "write",
  replaceEvidence: "write",
  unreadable: "read",
  unknownReadings: "read",
  record: "read",
  records: "read",
  recordsNamed: "read",
  counts: "read",
  evidenceOf: "read",
  evidenceOfMany: "read",
  clusters: "read",
  dealsWithRule: "read",
  subjects: "read",
  markAllDirty: "write",
  commitAssessments: "write",
  assessment: "read",
  assessments: "read",
  assessmentsNamed: "read",
  intents: "read",
  intentFor: "read",
  markInflight: "write",
  settle: "write",
  knownTask: "read",
  knownTasks: "read",
  putRows: "write",
  rows: "read",
  removeRows: "write",
  writtenNamed: "read",
  allWritten: "read",
  mergedInto: "read",
  pointingAt: "read",
  erase: "write",
  sizeBytes: "read",
  crms: "read",
  close: "end",
};

/** A store whose writes are preceded by a check that may throw, in the same turn, so that nothing comes between. */
export function fencedStore(store: Store, check: () => void): Store {
  const methods = Object.entries(store).map(([name, method]) => {
    if (kinds[name as keyof Store] !== "write") return [name, method];
    const guarded = async (...values: unknown[]): Promise<unknown> => {
      check();
      return method(...values);
    };
    return [name, guarded];
  });
  return Object.fromEntries(methods) as unknown as Store;
}
