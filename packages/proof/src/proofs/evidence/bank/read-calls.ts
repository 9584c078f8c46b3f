import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { parse } from "csv-parse/sync";
import { sharedFolder } from "../../../proof-folder.ts";

/** One person called in a campaign: how often, and whether a deposit was bought in the end. */
export interface Called {
  readonly calls: number;
  readonly bought: boolean;
  /** Months pass in the order of the file. */
  readonly month: string;
}

/** A campaign's people in order of time, its columns, and how many exact duplicates were dropped. */
export interface Campaign {
  readonly called: readonly Called[];
  readonly columns: readonly string[];
  readonly duplicates: number;
}

/** The campaign beside the repository. */
export function readCalls(): Campaign {
  const packed = readFileSync(join(sharedFolder, "data", "uci-bank", "bank-full.csv.gz"));
  return toCampaign(gunzipSync(packed).toString());
}

/** The rows of a file in its own order, which is of time, its exact duplicates dropped. */
export function toCampaign(text: string): Campaign {
  const rows = parse(text, { columns: true }) as Record<string, string>[];
  const seen = new Set<string>();
  const called: Called[] = [];
  for (const row of rows) {
    const whole = Object.values(row).join("\u0000");
    if (seen.has(whole)) continue;
    seen.add(whole);
    called.push({ calls: Number(row.campaign), bought: row.y === "yes", month: row.month ?? "" });
  }
  return { called, columns: Object.keys(rows[0] ?? {}), duplicates: rows.length - called.length };
}
