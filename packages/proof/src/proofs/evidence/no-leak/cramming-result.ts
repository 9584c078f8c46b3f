import { join } from "node:path";
import { sharedFolder } from "../../../proof-folder.ts";
import { tryCramming } from "../../cramming/try-cramming.ts";
import { atLeast, atMost, type Experiment, percent } from "../experiment.ts";
import { thresholds } from "../thresholds.ts";

const draws = 200;

/** Does the detector of cramming find crammers, and nobody else? */
export const cramming: Experiment = {
  title: "Does the cramming detector find crammers, and nobody else?",
  claim: "A calendar pattern common to all accuses nobody; closes moved late with a discount are found.",
  data: "Maven CRM Sales Opportunities (a fictitious company)",
  needs: "maven-crm",
  run(progress) {
    progress(`${draws} seeded draws …`);
    const figures = tryCramming(join(sharedFolder, "data", "maven-crm"), draws);
    const marks = thresholds.cramming;
    return {
      checks: [
        atMost("accused on the portfolio as it is", figures.asItIs.cramming ?? 0, marks.accusedAsItIs),
        atLeast("share of crammed sellers found", figures.found, marks.found),
        atMost("share of others accused", figures.falseAlarms, marks.falseAlarms),
      ],
      tables: [],
      remarks: [
        `Sellers moved late without a discount are accused in ${percent(figures.accusedByDatesAlone)} of draws: effort and timing cannot be told apart by dates alone. Where six of the team are moved at once, ${percent(figures.foundAmongSeveral)} are found, since the team is what one is held against.`,
      ],
    };
  },
};
