import type { Evidence } from "@headway/core";
import type { CrmRecord, Cursor, ObjectName } from "@headway/crm";
import type { RowKind, WrittenRow } from "../journal.ts";
import type { AssessmentSummary, CrmState, Intent, KnownTask, Unreadable } from "../store.ts";
import type { StoredLink } from "../touched-subjects.ts";

/** Everything kept about one CRM. Keys are `object/id` or `subject/id`. */
export interface Tables {
  state: Partial<CrmState>;
  readonly cursors: Map<ObjectName, Cursor>;
  readonly records: Map<string, CrmRecord>;
  readonly links: Map<string, readonly StoredLink[]>;
  readonly evidence: Map<string, readonly Evidence[]>;
  readonly unreadable: Map<string, Unreadable>;
  /** As of when each was assessed since it was marked; `null` where it was not. */
  readonly dirty: Map<string, string | null>;
  readonly assessments: Map<string, AssessmentSummary>;
  readonly intents: Map<string, Intent>;
  readonly tasks: Map<string, KnownTask>;
  readonly aliases: Map<string, string>;
  readonly written: Map<string, WrittenRow>;
  /** Rows of the journal by kind, as text, so that nobody shares an object with the store. */
  readonly rows: Map<RowKind, Map<string, string>>;
}

/** Nothing known yet. */
export function emptyTables(): Tables {
  return {
    state: {},
    cursors: new Map(),
    records: new Map(),
    links: new Map(),
    evidence: new Map(),
    unreadable: new Map(),
    dirty: new Map(),
    assessments: new Map(),
    intents: new Map(),
    tasks: new Map(),
    aliases: new Map(),
    written: new Map(),
    rows: new Map(),
  };
}

/** The id-ordered page of a listing, by code units as SQLite's binary order has it. */
export function pageOf<Item>(
  items: Iterable<Item>,
  idOf: (item: Item) => string,
  after: string | null,
  limit: number,
): Item[] {
  return [...items]
    .filter((item) => idOf(item) > (after ?? ""))
    .sort((left, right) => (idOf(left) < idOf(right) ? -1 : 1))
    .slice(0, limit);
}
