import { type CallOptions, CrmError } from "@headway/crm";
import { type BulkQuery, bulkQuery } from "./bulk-query.ts";
import type { CellKinds } from "./bulk-rows.ts";
import type { Client } from "./client.ts";
import { type QueryAsk, type QueryOutcome, type QueryPage, queryTogether } from "./query-pages.ts";
import { isRow } from "./vendor-answers.ts";

/** A page of a table that is read from one end to the other, wherever it comes from. */
export interface TableAsk extends QueryAsk {
  readonly sobject: string;
  /** The columns it is ordered by, the last of them unique. */
  readonly order: readonly string[];
}

/** Reads the next page of each table asked for; see {@link queryTogether}. */
export type PageReader = (
  asks: readonly TableAsk[],
  budget: () => CallOptions,
) => Promise<readonly QueryOutcome[]>;

/** Pages by REST, several in one request. */
export function restPages(client: Client): PageReader {
  return (asks, budget) => queryTogether(client, asks, budget);
}

/**
 * Pages by Bulk API 2.0: one job for each table, begun where its first ask stands. Every ask says
 * where to go on, so whatever Bulk API cannot do for a table (an object it does not know, rows out of
 * order, results gone) is done by REST from that row on, and nothing is lost.
 *
 * @param kinds Of the cells of the table of records; those of its children are text.
 */
export function bulkPages(client: Client, kinds: CellKinds): PageReader {
  const jobs = new Map<string, Promise<BulkQuery> | "refused">();
  const rest = restPages(client);
  const readOne = async (ask: TableAsk, budget: () => CallOptions): Promise<readonly QueryOutcome[]> => {
    const begun = jobs.get(ask.sobject);
    if (begun === "refused") return rest([ask], budget);
    const job = begun ?? bulkQuery(client, ask, kinds, budget);
    jobs.set(ask.sobject, job);
    try {
      const page = await (await job).next(budget);
      requireOrder(ask, page);
      return [{ status: "read", page }];
    } catch (error) {
      if (!isBulksOwn(error)) throw error;
      jobs.set(ask.sobject, "refused");
      return rest([ask], budget);
    }
  };
  return async (asks, budget) => (await Promise.all(asks.map((ask) => readOne(ask, budget)))).flat();
}

/** What says something about Bulk API rather than about the credentials, the limits or the network. */
function isBulksOwn(error: unknown): boolean {
  const codes = ["forbidden", "not-found", "invalid", "unsupported", "malformed-response"];
  return CrmError.is(error) && codes.includes(error.code);
}

/** Going on from the last row of a page loses nothing only where rows come in order. */
function requireOrder(ask: TableAsk, page: QueryPage): void {
  let before = "";
  for (const row of page.rows) {
    const key = ask.order.map((column) => (isRow(row) ? String(row[column]) : "")).join(" ");
    if (key < before) {
      throw new CrmError("malformed-response", {
        crm: "salesforce",
        message: `the bulk results of ${ask.sobject} did not come in the order asked for`,
      });
    }
    before = key;
  }
}
