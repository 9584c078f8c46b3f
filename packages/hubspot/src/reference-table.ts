import type { Ports } from "@headway/crm/http";
import type { Property } from "./property-definitions.ts";

/** How long anything read about the account may be kept (obligations of `CrmAdapter`, `invariant:W5`). */
const longestKeptMs = 600_000;

/** Texts by id that records refer to, each forgotten ten minutes after it was read. */
export interface ReferenceTable {
  /** Keeps a row. `readAt` is when it was asked for, milliseconds since 1970; a row kept again replaces the old one. */
  keep(id: string, text: string, readAt: number): void;
  /**
   * `undefined` for an id that was not among the rows read in the ten minutes before `since`, or after.
   * `since` is when the looking began, so that a slow read never outlives its own rows.
   */
  get(id: string, since: number): string | undefined;
}

/** An empty table that forgets by this clock. */
export function referenceTable(ports: Ports): ReferenceTable {
  const rows = new Map<string, { readonly text: string; readonly readAt: number }>();
  return {
    keep: (id, text, readAt) => void rows.set(id, { text, readAt }),
    get(id, since) {
      const row = rows.get(id);
      return row !== undefined && isRecent(row.readAt, since, ports) ? row.text : undefined;
    },
  };
}

/** The definitions of an object's properties as last read; forgotten after ten minutes like everything else. */
export interface DefinitionTable {
  keep(object: string, properties: ReadonlyMap<string, Property>, readAt: number): void;
  get(object: string, since: number): ReadonlyMap<string, Property> | undefined;
}

/** The tables that outlive a call of the adapter. */
export interface ReferenceTables {
  readonly definitions: DefinitionTable;
  /** Owner ids by user id, of people who are there and of people who left. */
  readonly owners: { readonly present: ReferenceTable; readonly past: ReferenceTable };
  /** Labels of call outcomes by id. */
  readonly dispositions: ReferenceTable;
  /** The id of the app that the token belongs to, empty where HubSpot does not tell it. */
  readonly ownApp: ReferenceTable;
}

/** Empty tables for one adapter. */
export function referenceTables(ports: Ports): ReferenceTables {
  return {
    definitions: definitionTable(ports),
    owners: { present: referenceTable(ports), past: referenceTable(ports) },
    dispositions: referenceTable(ports),
    ownApp: referenceTable(ports),
  };
}

function definitionTable(ports: Ports): DefinitionTable {
  type Kept = { readonly properties: ReadonlyMap<string, Property>; readonly readAt: number };
  const kept = new Map<string, Kept>();
  return {
    keep: (object, properties, readAt) => void kept.set(object, { properties, readAt }),
    get(object, since) {
      const found = kept.get(object);
      return found !== undefined && isRecent(found.readAt, since, ports) ? found.properties : undefined;
    },
  };
}

/** Reads when called, but not again within ten minutes of the last time; a failed read does not count. */
export function readSparingly(ports: Ports, read: () => Promise<void>): () => Promise<void> {
  let last: { readonly startedAt: number; readonly reading: Promise<void> } | undefined;
  return async () => {
    if (last === undefined || !isRecent(last.startedAt, ports.now(), ports)) {
      last = { startedAt: ports.now(), reading: read() };
    }
    try {
      await last.reading;
    } catch (error) {
      last = undefined;
      throw error;
    }
  };
}

function isRecent(at: number, since: number, ports: Ports): boolean {
  // A clock that was set back says nothing about how old this is.
  return at <= ports.now() && since - at < longestKeptMs;
}
