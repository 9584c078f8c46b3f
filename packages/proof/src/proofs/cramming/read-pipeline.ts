import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { DealFacts } from "@headway/core";
import { parse } from "csv-parse/sync";

/** The won deals of the pipeline with their list prices, and the sellers who won them. */
export interface Pipeline {
  readonly deals: readonly DealFacts[];
  readonly sellerIds: readonly string[];
}

/** Reads `sales_pipeline.csv` and `products.csv` of a folder. The two files spell one product in two ways. */
export function readPipeline(folder: string): Pipeline {
  const prices = new Map<string, number>();
  for (const row of readRows(join(folder, "products.csv"))) {
    prices.set(spelled(column(row, "product")), Number(column(row, "sales_price")));
  }
  const deals = readRows(join(folder, "sales_pipeline.csv"))
    .filter((row) => column(row, "deal_stage") === "Won")
    .map((row) => toDeal(row, prices));
  return { deals, sellerIds: [...new Set(deals.flatMap(({ ownerId }) => ownerId ?? []))].sort() };
}

type Row = Readonly<Record<string, string>>;

function readRows(path: string): Row[] {
  return parse(readFileSync(path, "utf8"), { columns: true }) as Row[];
}

function column(row: Row, name: string): string {
  const value = row[name];
  if (value === undefined) throw new Error(`the pipeline has no column ${name}`);
  return value;
}

function spelled(product: string): string {
  return product.replaceAll(" ", "");
}

/** Days are taken at noon, in UTC; the currency is not stated, and is the same throughout. */
function toDeal(row: Row, prices: ReadonlyMap<string, number>): DealFacts {
  const product = spelled(column(row, "product"));
  const noon = (name: string) => `${column(row, name)}T12:00:00Z`;
  return {
    id: column(row, "opportunity_id"),
    ownerId: column(row, "sales_agent"),
    segment: product,
    status: "won",
    createdAt: noon("engage_date"),
    closedAt: noon("close_date"),
    price: {
      currency: "XXX",
      amount: Number(column(row, "close_value")),
      listAmount: prices.get(product),
    },
  };
}
