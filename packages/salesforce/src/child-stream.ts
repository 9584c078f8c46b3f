import { CrmError } from "@headway/crm";
import { type ChildPosition, type ChildTable, nextChildren, readChild, refusalReason } from "./child-rows.ts";
import type { TableAsk } from "./page-reader.ts";
import type { QueryOutcome, QueryPage } from "./query-pages.ts";
import type { Row } from "./vendor-answers.ts";

/** All children in the order of their parents' ids, page after page: see {@link childStream}. */
export interface ChildStream {
  readonly table: ChildTable;
  /** True where rows may be left to read and none that was read is waiting for its parent. */
  isDry(): boolean;
  /** True once every child of this parent, and of all before it, has been read. */
  hasPassed(parentId: string): boolean;
  /** The page to read next. */
  next(): TableAsk;
  /**
   * Takes in what became of {@link ChildStream.next}. A refusal ends the stream; whatever is not about
   * these children alone is thrown.
   *
   * @param from Children of parents before this one are wanted no more.
   */
  absorb(outcome: QueryOutcome, from: string | null): void;
  /** Gives the children of a parent that was passed and forgets them and all before them. */
  take(parentId: string): { status: "read"; rows: readonly Row[] } | { status: "refused"; reason: string };
}

/** A child that was read before its parent's turn came. */
interface Waiting {
  readonly parent: string;
  readonly row: Row;
}

/** Orders after every id. */
const afterAllIds = "~";

/**
 * Reads children as one stream beside the stream of their parents, so that a first pass costs one
 * request per page of children and not several per page of parents. Ids order as text. Rows are held
 * from the page they came with until their parent's turn, no longer.
 *
 * @param afterParent Children of parents up to and including this one are left out.
 */
export function childStream(table: ChildTable, afterParent: string | null, pageSize: number): ChildStream {
  let after: ChildPosition | null = afterParent === null ? null : { parent: afterParent, id: null };
  /** Last first, so that taking the next one frees it. */
  let waiting: Waiting[] = [];
  let end: "open" | "ended" | { reason: string } = "open";

  const absorbPage = (page: QueryPage, from: string | null): void => {
    const fresh: Waiting[] = [];
    for (const value of page.rows) {
      const { row, parent, id } = readChild(table, value);
      if (after !== null && parent < after.parent) throw outOfOrder(table);
      fresh.push({ parent, row });
      after = { parent, id };
    }
    const wanted = [...fresh.reverse(), ...waiting].filter(({ parent }) => from === null || parent >= from);
    waiting = wanted;
    if (page.isLast) end = "ended";
  };

  return {
    table,
    isDry: () => end === "open" && waiting.length === 0,
    hasPassed: (parentId) => end !== "open" || (after !== null && after.parent > parentId),
    next: () => nextChildren(table, after, pageSize),
    absorb(outcome, from) {
      if (outcome.status === "read") absorbPage(outcome.page, from);
      else end = { reason: refusalReason(table, outcome.error) };
    },
    take(parentId) {
      if (typeof end === "object") return { status: "refused", reason: end.reason };
      const rows: Row[] = [];
      while ((waiting.at(-1)?.parent ?? afterAllIds) <= parentId) {
        const child = waiting.pop();
        if (child?.parent === parentId) rows.push(child.row);
      }
      return { status: "read", rows };
    },
  };
}

function outOfOrder(table: ChildTable): CrmError {
  return new CrmError("malformed-response", {
    crm: "salesforce",
    message: `rows of ${table.sobject} did not come in the order of \`${table.parent}\`; nothing was taken from them`,
  });
}
