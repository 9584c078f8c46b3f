import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { sharedFolder } from "../../../proof-folder.ts";
import { tryCramming } from "../../cramming/try-cramming.ts";
import { atMost, type Experiment, places, within } from "../experiment.ts";
import { thresholds } from "../thresholds.ts";
import { type ClosedDeal, temporalArea } from "./temporal-area.ts";

/** A portfolio in which nothing predicts: whatever tells something here, leaks. */
export const noSignal: Experiment = {
  title: "Does anything leak?",
  claim: "On a made-up portfolio without any signal the same score tells nothing, and nobody is accused.",
  data: "Maven CRM Sales Opportunities (a fictitious company)",
  needs: "maven-crm",
  run() {
    const folder = join(sharedFolder, "data", "maven-crm");
    const rows = readRows(folder);
    const split = Math.floor(rows.length * 0.8);
    const area = temporalArea(rows.slice(0, split), rows.slice(split));
    const { asItIs } = tryCramming(folder, 1);
    return {
      checks: [
        within("area under the curve on later deals", area?.value ?? Number.NaN, thresholds.noLeak.area),
        atMost("sellers accused of cramming", asItIs.cramming ?? 0, thresholds.noLeak.accused),
      ],
      tables: [],
      remarks: [
        `${rows.length} closed deals by the day they began, the first 80% to learn from: each seller, product and account a feature. 95% interval by DeLong ${area === undefined ? "–" : `${places(area.interval[0])} to ${places(area.interval[1])}`}.`,
        "The price at close is 0 for every lost deal and known only with the outcome; it is never looked at.",
      ],
    };
  },
};

function readRows(folder: string): ClosedDeal[] {
  const text = readFileSync(join(folder, "sales_pipeline.csv"), "utf8");
  return (parse(text, { columns: true }) as Record<string, string>[])
    .filter((row) => row.deal_stage === "Won" || row.deal_stage === "Lost")
    .map((row) => ({
      agent: row.sales_agent ?? "",
      product: (row.product ?? "").replaceAll(" ", ""),
      account: row.account ?? "",
      engaged: row.engage_date ?? "",
      won: row.deal_stage === "Won",
    }))
    .sort((left, right) => (left.engaged < right.engaged ? -1 : 1));
}
