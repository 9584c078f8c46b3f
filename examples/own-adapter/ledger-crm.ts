import {
  type CrmAdapter,
  type CrmRecord,
  type FieldDefinition,
  type FieldValue,
  known,
  type PushOutcome,
  unknown,
} from "@headway/crm";

/** A row of our own tool. `version` grows with every change anywhere in the ledger. */
export interface LedgerRow {
  readonly object: "deal" | "meeting";
  readonly id: string;
  readonly title: string;
  readonly at: string;
  readonly version: number;
  readonly dealId?: string;
  readonly columns: Readonly<Record<string, FieldValue>>;
}

/** An adapter to a ledger: rows in memory here, a file or a database in earnest. */
export function ledgerCrm(rows: LedgerRow[], now: () => string): CrmAdapter {
  const ownFields: FieldDefinition[] = [];

  return {
    specVersion: 1,
    crm: "ledger",
    capabilities: {
      objects: ["deal", "meeting"],
      writableObjects: ["deal"],
      pushBatchSize: 100,
      reportsDeletions: false,
      mergedObjects: [],
      abortsRequests: true,
    },

    async describe() {
      const fields = ownFields.map(({ name, label, kind }) => ({ name, label, kind, writable: true }));
      return {
        account: { id: "ledger-1", name: "Our ledger", timeZone: "UTC", currency: "EUR" },
        objects: { deal: known({ fields }), meeting: known({ fields: [] }) },
        pipelines: known([{ id: "sales", label: "Sales", stages: [open] }]),
        missingGrants: known([]),
        serverAt: now(),
      };
    },

    async provision(steps) {
      return steps.map((step) => {
        if (step.field.object !== "deal") {
          return { status: "refused", step, code: "unsupported", reason: "only deals take new columns" };
        }
        const at = ownFields.findIndex(({ name }) => name === step.field.name);
        if (step.type === "remove-field") {
          if (at >= 0) ownFields.splice(at, 1);
          return { status: "removed", step };
        }
        if (at >= 0) return { status: "already-there", step };
        ownFields.push(step.field);
        return { status: "created", step };
      });
    },

    async *pull(request) {
      if (request.type === "records") {
        for (const ref of request.refs) {
          const row = rows.find(({ object, id }) => object === ref.object && id === ref.id);
          const change = row && ({ type: "upserted", record: toRecord(row) } as const);
          const gone = { type: "deleted", ref, at: null } as const;
          yield { object: ref.object, changes: [change ?? gone], cursor: null, caughtUp: true };
        }
        return;
      }
      const { object, since = "0" } = request;
      const changed = rows.filter((row) => row.object === object && row.version > Number(since));
      const changes = changed.map((row) => ({ type: "upserted", record: toRecord(row) }) as const);
      const cursor = String(Math.max(Number(since), ...changed.map(({ version }) => version)));
      yield { object, changes, cursor, caughtUp: true };
    },

    async push(patches) {
      return patches.map((patch): PushOutcome => {
        const at = patch.type === "update" ? rows.findIndex(({ id }) => id === patch.ref.id) : -1;
        const row = rows[at];
        if (patch.type !== "update" || row === undefined) {
          return { status: "refused", code: "unsupported", reason: "the ledger updates known deals only" };
        }
        const version = Math.max(...rows.map((one) => one.version)) + 1;
        rows[at] = { ...row, version, at: now(), columns: { ...row.columns, ...patch.fields } };
        return { status: "written", ref: patch.ref, created: false };
      });
    },
  };
}

const open = { id: "open", label: "Open", status: "open", probability: null } as const;

function toRecord(row: LedgerRow): CrmRecord {
  const { id, title, at, dealId, columns } = row;
  const base = { id, createdAt: at, modifiedAt: at, fields: columns };
  if (row.object === "meeting") {
    const links = { deal: known(dealId === undefined ? [] : [dealId]) };
    const empty = { body: null, endAt: null, ownerId: null } as const;
    return { ...base, ...empty, object: "meeting", links, title, occurredAt: at, outcome: "completed" };
  }
  return {
    ...base,
    object: "deal",
    links: {},
    name: title,
    pipelineId: "sales",
    stageId: "open",
    amount: null,
    closeDate: null,
    ownerId: null,
    nextStep: null,
    stageHistory: unknown("the ledger keeps no stage history"),
  };
}
