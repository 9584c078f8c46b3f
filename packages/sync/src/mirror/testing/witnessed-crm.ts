import {
  type CrmAdapter,
  type DealRecord,
  type FieldChange,
  type FieldValue,
  known,
  type PullRequest,
} from "@headway/crm";
import type { Ports } from "@headway/crm/http";
import { type MemoryCrm, memoryCrm } from "@headway/crm/memory";

type Fields = Readonly<Record<string, FieldValue>>;

/** A memory CRM that keeps the history of fields, with people in it and moments to meddle in. */
export interface WitnessedCrm {
  readonly adapter: CrmAdapter;
  readonly memory: MemoryCrm;
  create(fields: Fields): Promise<string>;
  /** A person's edit. */
  edit(id: string, fields: Fields): Promise<void>;
  read(id: string): Promise<Fields>;
  /** Patches that reached it, in order. */
  readonly patches: Fields[];
  /** Called once right before the next patch takes effect, after the mirror has read. */
  meddle: ((id: string) => Promise<void>) | undefined;
  /** What it makes of values written to it. */
  normalize: (fields: Fields) => Fields;
  hasHistory: boolean;
  /** Whether its history names us. */
  namesUs: boolean;
}

/** Time that a test moves; every change takes a millisecond more, so that history has an order. */
export interface TestClock {
  now: number;
}

/** A CRM of that name on a clock. */
export function witnessedCrm(name: string, clock: TestClock): WitnessedCrm {
  const ports: Ports = {
    now: () => clock.now,
    random: () => 0.5,
    // Back-off passes at once; the deadline of a call, which is long, never comes.
    sleep: (ms) => (ms < 20_000 ? Promise.resolve() : new Promise(() => undefined)),
  };
  const memory = memoryCrm({ crm: name, clock: { ports } });
  const history = new Map<string, FieldChange[]>();
  const note = (id: string, before: Fields, after: Fields, byUs: boolean): void => {
    const changes = history.get(id) ?? [];
    history.set(id, changes);
    clock.now += 1;
    for (const field of Object.keys(after)) {
      const [from, to] = [before[field] ?? null, after[field] ?? null];
      if (from === to) continue;
      const author = crm.namesUs ? { byUs } : {};
      changes.push({
        field,
        at: new Date(clock.now).toISOString(),
        byId: byUs ? "headway" : "jane",
        from,
        to,
        ...author,
      });
    }
  };
  const fieldsOf = async (id: string): Promise<Fields> => (await memory.backend.read("deal", id)).fields;
  const crm: WitnessedCrm = {
    memory,
    patches: [],
    meddle: undefined,
    normalize: (fields) => fields,
    hasHistory: true,
    namesUs: true,
    create: (fields) => memory.backend.create("deal", fields),
    read: fieldsOf,
    async edit(id, fields) {
      const before = await fieldsOf(id);
      clock.now += 1;
      await memory.backend.edit("deal", id, fields);
      note(id, before, fields, false);
    },
    adapter: {
      ...memory,
      async *pull(request: PullRequest, call) {
        for await (const page of memory.pull(request, call)) {
          if (request.type !== "records") yield page;
          else {
            const changes = page.changes.map((change) => {
              if (change.type !== "upserted" || change.record.object !== "deal") return change;
              if (!crm.hasHistory) {
                const { fieldHistory: _withheld, ...rest } = change.record;
                return { ...change, record: rest };
              }
              const record: DealRecord = {
                ...change.record,
                fieldHistory: known(history.get(change.record.id) ?? []),
              };
              return { ...change, record };
            });
            yield { ...page, changes };
          }
        }
      },
      async push(patches, call) {
        const outcomes = [];
        for (const patch of patches) {
          if (patch.type !== "update") throw new Error("mirrors write deals only");
          const meddle = crm.meddle;
          crm.meddle = undefined;
          await meddle?.(patch.ref.id);
          const before = await fieldsOf(patch.ref.id);
          clock.now += 1;
          const [outcome] = await memory.push([{ ...patch, fields: crm.normalize(patch.fields) }], call);
          const after = await fieldsOf(patch.ref.id);
          note(patch.ref.id, before, after, true);
          crm.patches.push(patch.fields);
          if (outcome !== undefined) outcomes.push(outcome);
        }
        return outcomes;
      },
    },
  };
  return crm;
}
