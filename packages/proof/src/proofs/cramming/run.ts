import { existsSync } from "node:fs";
import { join } from "node:path";
import { leaveResult, sharedFolder } from "../../proof-folder.ts";
import type { Proof } from "../proof.ts";
import { type CrammingFigures, tryCramming } from "./try-cramming.ts";

const draws = 200;

/** The figures wanted: nobody accused of a calendar pattern, eight in ten found, one false alarm in a hundred. */
const marks = { accusedAsItIs: 0, found: 0.8, falseAlarms: 0.01, toldBelowUnit: 0 };

/** Holds the detector of cramming against a portfolio with a calendar pattern of its own. */
export const proof: Proof = async () => {
  const folder = join(sharedFolder, "data", "maven-crm");
  if (!existsSync(folder)) {
    console.error("skipped: ../shared/data/maven-crm not found");
    return 1;
  }
  const figures = tryCramming(folder, draws);
  const missed = missedMarks(figures);
  const path = leaveResult("proof/cramming.json", { figures, marks, missed });
  console.log(JSON.stringify(figures, null, 2));
  console.log(missed.length === 0 ? `held; figures in ${path}` : `missed: ${missed.join("; ")}`);
  return missed.length === 0 ? 0 : 1;
};

function missedMarks({
  asItIs,
  sellers,
  found,
  falseAlarms,
  toldBelowUnit,
  sellersBelowUnit,
}: CrammingFigures) {
  const missed: string[] = [];
  if ((asItIs.cramming ?? 0) > marks.accusedAsItIs) missed.push("accuses somebody of a calendar pattern");
  if (asItIs["calendar-pattern"] !== sellers) missed.push("does not name the calendar pattern");
  if (found < marks.found) missed.push("finds too few");
  if (falseAlarms > marks.falseAlarms) missed.push("raises too many false alarms");
  const unknown = asItIs.unknown ?? 0;
  if (toldBelowUnit > marks.toldBelowUnit || unknown !== sellersBelowUnit)
    missed.push("tells something below the unit");
  return missed;
}
