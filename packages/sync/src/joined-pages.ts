import type { ChangePage } from "@headway/crm";

/** When pages are handed on. */
export interface Joining {
  /** As soon as there are so many changes. */
  readonly size: number;
  /** At once while this is true, so that a run that must end keeps what it has. */
  readonly isUrgent: () => boolean;
}

/**
 * Pages of one pull, several joined into one, each with the cursor of its last: a transaction costs a store as much for
 * ten records as for a thousand. Only pages of nothing but records are joined, since the order of what happened to one
 * record must stay; nor pages that hold the same record, since what a later one says is compared with what is stored.
 * What came before a failure is handed on before the failure is thrown.
 */
export async function* joinedPages(
  pages: AsyncIterable<ChangePage>,
  { size, isUrgent }: Joining,
): AsyncGenerator<ChangePage> {
  let held: Held | null = null;
  try {
    for await (const page of pages) {
      const isAlone = !isPlain(page);
      if (held !== null && (isAlone || held.isAlone || sharesRecord(held, page))) {
        yield held.page;
        held = null;
      }
      held = held === null ? { page, ids: idsOf(page), isAlone } : joinedTo(held, page);
      if (page.caughtUp || held.page.changes.length >= size || isUrgent()) {
        yield held.page;
        held = null;
      }
    }
  } catch (error) {
    if (held !== null) yield held.page;
    throw error;
  }
  if (held !== null) yield held.page;
}

/** A page that waits for more, with the ids in it. */
interface Held {
  readonly page: ChangePage;
  readonly ids: Set<string>;
  /** It holds more than records. */
  readonly isAlone: boolean;
}

function joinedTo({ page, ids, isAlone }: Held, next: ChangePage): Held {
  for (const id of idsOf(next)) ids.add(id);
  return { page: { ...next, changes: [...page.changes, ...next.changes] }, ids, isAlone };
}

function isPlain(page: ChangePage): boolean {
  return page.changes.every((change) => change.type === "upserted");
}

function sharesRecord({ ids }: Held, page: ChangePage): boolean {
  return page.changes.some((change) => change.type === "upserted" && ids.has(change.record.id));
}

function idsOf({ changes }: ChangePage): Set<string> {
  const ids = new Set<string>();
  for (const change of changes) if (change.type === "upserted") ids.add(change.record.id);
  return ids;
}
