import type { Change, ChangePage } from "@headway/crm";

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
  let held: ChangePage | null = null;
  try {
    for await (const page of pages) {
      if (held !== null && !(isPlain(held) && isPlain(page) && !sharesRecord(held, page))) {
        yield held;
        held = null;
      }
      held = held === null ? page : { ...page, changes: [...held.changes, ...page.changes] };
      if (held.caughtUp || held.changes.length >= size || isUrgent()) {
        yield held;
        held = null;
      }
    }
  } catch (error) {
    if (held !== null) yield held;
    throw error;
  }
  if (held !== null) yield held;
}

function isPlain(page: ChangePage): boolean {
  return page.changes.every((change) => change.type === "upserted");
}

function sharesRecord(held: ChangePage, page: ChangePage): boolean {
  const ids = new Set(held.changes.map(idOf));
  return page.changes.some((change) => ids.has(idOf(change)));
}

function idOf(change: Change): string | null {
  return change.type === "upserted" ? change.record.id : null;
}
