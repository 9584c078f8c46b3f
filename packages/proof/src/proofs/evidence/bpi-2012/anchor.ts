import { join } from "node:path";
import { sharedFolder } from "../../../proof-folder.ts";
import { readLog } from "../../../real/bpi-2012/read-log.ts";
import { atLeast, atMost, type Experiment, type ExperimentResult, places } from "../experiment.ts";
import { thresholds } from "../thresholds.ts";
import { anchorTables } from "./anchor-tables.ts";
import { type Application, toApplications } from "./offer-events.ts";
import { office } from "./office.ts";
import { predictVariant, type TaskResult } from "./predict-variant.ts";
import { approvedOrCancelled, labelled, tasks } from "./protocol.ts";

import { writePredictions } from "./write-predictions.ts";

/** Reads the log into applications. */
export async function readApplications(): Promise<Application[]> {
  return toApplications(await readLog(join(sharedFolder, "data", "bpi-2012", "events.csv.gz")));
}

/** The public anchor: outcomes of a real process of applications and offers, on a published protocol. */
export const anchor: Experiment = {
  title: "Does an explainable score hold up on a published benchmark?",
  claim:
    "Scores made of logistic ones over named features, with signs fixed by the domain, reach what black boxes were published to reach.",
  data: "BPI Challenge 2012 (doi 10.4121/uuid:3926db30-f712-4394-aebc-75976070e91f)",
  needs: "bpi-2012",
  async run(progress) {
    const started = process.cpuUsage();
    progress("reading the log …");
    const applications = await readApplications();
    const bank = office(applications);
    const cases = labelled(applications);
    progress("as published …");
    const published = predictVariant(cases, tasks, "as-published", bank);
    progress("strict cut …");
    const strict = predictVariant(cases, tasks, "strict-cut", bank);
    progress("strictest cut …");
    const strictest = predictVariant(cases, tasks, "strictest-cut", bank);
    progress("labels known at the test start …");
    const known = predictVariant(cases, tasks, "known-labels", bank);
    progress("approved against cancelled …");
    const second = predictVariant(approvedOrCancelled(applications), ["approved"], "strict-cut", bank);
    progress(writePredictions("predictions.csv", published));
    progress(writePredictions("predictions-strict.csv", strict));
    const { user, system } = process.cpuUsage(started);
    const minutes = (user + system) / 60_000_000;
    const found = { published, strict, strictest, known, second };
    return { ...judge(found, minutes), tables: anchorTables(found) };
  },
};

/** The results of every variant. */
export interface AnchorResults {
  readonly published: readonly TaskResult[];
  readonly strict: readonly TaskResult[];
  readonly strictest: readonly TaskResult[];
  readonly known: readonly TaskResult[];
  readonly second: readonly TaskResult[];
}

function judge({ published, strict }: AnchorResults, minutes: number): Omit<ExperimentResult, "tables"> {
  const { asPublished, strictCut, strictAim } = thresholds.bpi2012;
  const checks = tasks.flatMap((task, k) => [
    atLeast(`as published, ${task}`, published[k]?.area.value ?? 0, asPublished[task]),
    atLeast(`strict cut, ${task}`, strict[k]?.area.value ?? 0, strictCut[task]),
  ]);
  const aims = tasks.map((task, k) => {
    const value = strict[k]?.area.value ?? 0;
    const words = value > strictAim[task] ? "reached" : "not reached";
    return `${task} ${places(value)} (aim above ${places(strictAim[task])}: ${words})`;
  });
  return {
    checks: [...checks, atMost("minutes of one core", minutes, thresholds.bpi2012.minutes)],
    remarks: [
      `Aim of the strict cut: ${aims.join(", ")}.`,
      "Outcomes of the test period had been seen before, in the baselines below and in earlier runs; features, knots, signs and penalty were chosen on rolling splits of the training period alone (`MAPPING.md`).",
      "The last features were chosen on six origins within the training period, where they brought .010, .013 and .010; on the test period, looked at once after they were committed, they brought .001, -.004 and .002 (95% intervals over resampled cases -.006 to .008, -.026 to .016, -.006 to .010). What was frozen stands, better or worse.",
      "With 937 test cases the standard error of an area is .012 to .020 and intervals are about .02 to .04 wide to each side: “matches” is an honest word for most of these differences, “beats” rarely.",
      "Declined and cancelled are told by one logistic score each; accepted by the chance of one over the sum of its own, that of one for cancelled and that of one for declined under the signs of cancelled (decision 0062).",
      "That form was named on the same six origins, where it brings .0033 for accepted; on the test period, looked at once after it was committed, it brought -.004 (-.009 to .001), as published -.003 (-.008 to .001). It was decided beforehand that it stays.",
      "The score is not mainly advancement: the amount asked for, the state of the work and who is at work carry much of it.",
      "Selecting cases with a labelled offer conditions early prefixes on an offer still to come; cases of late February that had not ended by the end of the log are missing.",
      oneExplained(strict[0]),
    ],
  };
}

/** The first test case at its last prefix, down to what moved it. */
function oneExplained(result: TaskResult | undefined): string {
  if (result === undefined) return "";
  const { samples, explain } = result;
  const row = samples.cases.lastIndexOf(0);
  const { base, contributions } = explain(row);
  const top = contributions.slice(0, 5).map(({ name, amount }) => `${name} ${places(amount, 2)}`);
  return `Every score explains itself: the first test case after ${samples.prefixes[row]} events stands at ${places(base, 2)}, where every feature is at its mean, plus ${contributions.length} contributions to the log-odds, the strongest ${top.join(", ")}.`;
}
