import { leaseLost } from "../lease-lost.ts";
import { memoryMirrorStore } from "../mirror/memory-mirror-store.ts";
import type { OpenStore } from "../open-store.ts";
import { emptyState, type Store, type WhichSubjects } from "../store.ts";
import { subjectObject } from "../touched-subjects.ts";
import { batchReads } from "./batch-reads.ts";
import { fencedStore } from "./fenced-store.ts";
import { enterRows, journalPart } from "./journal-part.ts";
import { memoryLeases } from "./memory-leases.ts";
import { recordPart } from "./record-part.ts";
import { settleIntents, writeIntents } from "./settle.ts";
import { emptyTables, pageOf, type Tables } from "./tables.ts";

type TablesOf = (crm: string) => Tables;
type Part<Name extends keyof Store> = Pick<Store, Name>;

/** What {@link memoryStore} may be given. */
export interface MemoryStoreOptions {
  /** Milliseconds since 1970; decides when leases run out. Default: the machine's. */
  readonly clock?: () => number;
}

/** A store that forgets everything when the process ends: for tests, functions without a disk, and small portfolios. */
export function memoryStore({ clock = Date.now }: MemoryStoreOptions = {}): OpenStore {
  const leases = memoryLeases(clock);
  const store = memoryTables();
  return {
    ...store,
    leases,
    mirrors: memoryMirrorStore(clock, leases),
    fenced: (lease) =>
      fencedStore(store, () => {
        if (!leases.isLatest(lease.name, lease.fence)) throw leaseLost(lease.name);
      }),
  };
}

function memoryTables(): Store {
  const all = new Map<string, Tables>();
  const tablesOf: TablesOf = (crm) => {
    const tables = all.get(crm) ?? emptyTables();
    all.set(crm, tables);
    return tables;
  };
  return {
    ...statePart(tablesOf),
    ...recordPart(tablesOf),
    ...assessmentPart(tablesOf),
    ...intentPart(tablesOf),
    ...journalPart(tablesOf),
    ...batchReads(tablesOf),
    crms: async () => [...all.keys()].filter((crm) => Object.keys(tablesOf(crm).state).length > 0).sort(),
    close: async () => undefined,
  };
}

function statePart(tablesOf: TablesOf): Part<"state" | "saveState" | "cursor"> {
  return {
    state: async (crm) => ({ ...emptyState, ...tablesOf(crm).state }),
    saveState: async (crm, part) => {
      const tables = tablesOf(crm);
      tables.state = { ...tables.state, ...part };
    },
    cursor: async (crm, object) => tablesOf(crm).cursors.get(object) ?? null,
  };
}

function assessmentPart(
  tablesOf: TablesOf,
): Part<"subjects" | "markAllDirty" | "commitAssessments" | "assessment" | "assessments"> {
  return {
    subjects: async (crm, subject, which, after, limit) => {
      const tables = tablesOf(crm);
      const object = subjectObject(subject);
      const stored = [...tables.records.values()].filter((record) => record.object === object);
      const wanted = stored.filter((record) => isListed(tables, `${subject}/${record.id}`, which));
      return pageOf(wanted, (record) => record.id, after, limit).map((record) => record.id);
    },
    markAllDirty: async (crm) => {
      const tables = tablesOf(crm);
      for (const subject of ["deal", "account", "person"] as const) {
        for (const { object, id } of tables.records.values()) {
          if (object === subjectObject(subject)) tables.dirty.set(`${subject}/${id}`, null);
        }
      }
    },
    commitAssessments: async (crm, { assessments, intents, stayDirty = [], conflicts = [] }) => {
      const tables = tablesOf(crm);
      const staying = new Set(stayDirty.map(({ subject, id }) => `${subject}/${id}`));
      for (const assessment of assessments) {
        const key = `${assessment.subject}/${assessment.id}`;
        tables.assessments.set(key, assessment);
        if (!staying.has(key)) tables.dirty.delete(key);
        else if (tables.dirty.has(key)) tables.dirty.set(key, assessment.asOf);
      }
      writeIntents(tables, intents);
      enterRows(tables, "conflict", conflicts, false);
    },
    assessment: async (crm, { subject, id }) => tablesOf(crm).assessments.get(`${subject}/${id}`) ?? null,
    assessments: async (crm, subject, after, limit) => {
      const all = [...tablesOf(crm).assessments.values()].filter((one) => one.subject === subject);
      return pageOf(all, (one) => one.id, after, limit);
    },
  };
}

function isListed({ dirty }: Tables, key: string, which: WhichSubjects): boolean {
  if (typeof which === "string") return which === "all" || dirty.has(key);
  return dirty.has(key) && dirty.get(key) !== which.unassessedAsOf;
}

function intentPart(
  tablesOf: TablesOf,
): Part<"intents" | "intentFor" | "markInflight" | "settle" | "knownTask"> {
  return {
    intents: async (crm, state, after, limit) => {
      const all = [...tablesOf(crm).intents.values()].filter((intent) => intent.state === state);
      return pageOf(all, (intent) => intent.id, after, limit);
    },
    intentFor: async (crm, target) => tablesOf(crm).intents.get(target) ?? null,
    markInflight: async (crm, ids, at) => {
      const { intents } = tablesOf(crm);
      for (const intent of intents.values()) {
        if (ids.includes(intent.id)) intents.set(intent.target, { ...intent, state: "inflight", sentAt: at });
      }
    },
    settle: async (crm, settlements) => settleIntents(tablesOf(crm), settlements),
    knownTask: async (crm, key) => tablesOf(crm).tasks.get(key) ?? null,
  };
}
