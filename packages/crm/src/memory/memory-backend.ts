import type {
  BackendFields,
  BackendRecord,
  BackendTask,
  ConformanceBackend,
} from "../conformance/backend.ts";
import { taskKeyField } from "../provision.ts";
import { objectNames, type RecordRef } from "../record-ref.ts";
import type { MemoryConnection } from "./memory-connection.ts";
import { memoryPipeline } from "./standard-field.ts";
import {
  createRecord,
  customFieldsOf,
  endRecord,
  findRecord,
  linkRecords,
  type StoredRecord,
  setValues,
} from "./state.ts";

/** The memory CRM past its adapter: straight at the state, with no request in between. */
export function memoryBackend(
  connection: MemoryConnection,
  advanceClock: (ms: number) => void,
): ConformanceBackend {
  const { state, faults, server } = connection;
  return {
    async create(object, fields, options) {
      const start = object === "deal" ? { pipelineId: memoryPipeline.id, stageId: "first-call" } : {};
      const { ref } = createRecord(state, object, { ...start, ...fields });
      for (const link of options?.links ?? []) linkRecords(state, ref, link);
      return ref.id;
    },
    edit: async (object, id, fields) => edit(connection, { object, id }, fields),
    remove: async (object, id) => endRecord(state, { object, id }, { type: "deleted" }),
    merge: async (object, loserId, winnerId) =>
      endRecord(state, { object, id: loserId }, { type: "merged", into: { object, id: winnerId } }),
    link: async (from, to) => linkRecords(state, from, to),
    read: async (object, id) => toBackendRecord(findRecord(state, { object, id })),
    tasks: async () => [...state.records.values()].filter(isLivingTask).map(toBackendTask),
    stages: () => memoryPipeline.stages.filter((stage) => stage.status === "open").map((stage) => stage.id),
    async addForeignField(object) {
      customFieldsOf(state, object).set("region", "text");
      return "region";
    },
    customFields: async (object) => Object.fromEntries(customFieldsOf(state, object)),
    failNext: (fault) => faults.add(fault),
    requestCount: () => server.requestCount(),
    hungCount: () => server.hungCount(),
    pageSize: () => connection.pageSize,
    now: () => state.now(),
    advanceClock,
  };
}

function edit({ state }: MemoryConnection, ref: RecordRef, fields: BackendFields): void {
  const record = findRecord(state, ref);
  if (record === undefined) throw new RangeError(`there is no ${ref.object}/${ref.id}`);
  setValues(state, record, fields);
}

function toBackendRecord(stored: StoredRecord | undefined): BackendRecord {
  if (stored === undefined) return { exists: false, fields: {}, links: {} };
  const links = objectNames.map((object) => [
    object,
    stored.links.filter((link) => link.object === object).map((link) => link.id),
  ]);
  return { exists: true, fields: stored.values, links: Object.fromEntries(links) };
}

function isLivingTask(stored: StoredRecord): boolean {
  return stored.ref.object === "task" && stored.end === null;
}

function toBackendTask({ ref, values, links }: StoredRecord): BackendTask {
  const { subject = null, [taskKeyField.name]: key = null } = values;
  return {
    id: ref.id,
    key: key === null ? null : String(key),
    subject: subject === null ? null : String(subject),
    links,
  };
}
