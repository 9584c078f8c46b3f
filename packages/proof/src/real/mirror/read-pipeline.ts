import { readFile } from "node:fs/promises";
import { parse } from "csv-parse/sync";

/** One opportunity of the data, as its file has it. */
export interface Opportunity {
  readonly id: string;
  readonly agent: string;
  readonly product: string;
  readonly account: string;
  readonly stage: string;
  readonly engagedOn: string;
  readonly closedOn: string;
  readonly value: string;
}

/** Reads `sales_pipeline.csv`, in file order. */
export async function readPipeline(path: string): Promise<Opportunity[]> {
  const rows: Record<string, string>[] = parse(await readFile(path, "utf8"), { columns: true });
  return rows.map((row) => ({
    id: column(row, "opportunity_id"),
    agent: column(row, "sales_agent"),
    product: column(row, "product"),
    account: column(row, "account"),
    stage: column(row, "deal_stage"),
    engagedOn: column(row, "engage_date"),
    closedOn: column(row, "close_date"),
    value: column(row, "close_value"),
  }));
}

function column(row: Record<string, string>, name: string): string {
  const value = row[name];
  if (value === undefined) throw new Error(`the file has no column ${name}`);
  return value;
}
