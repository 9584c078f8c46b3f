import { defaultPolicy } from "@headway/core";
import { createBacktest } from "@headway/core/backtest";
import type { Bench } from "../bench.ts";
import { asOf, dealsOf } from "./history.ts";

const size = { deals: 20_000, evidencePerDeal: 20 };

/**
 * A whole backtest of closed deals that are handed over one by one, as a store gives them. Seconds are of one core:
 * user and system time of this process.
 */
export const bench: Bench = {
  targets: {
    seconds: { unit: "s", atMost: 60 },
    peakRssMb: { unit: "MB", atMost: 500 },
    deals: { unit: "deals", atLeast: size.deals },
    evidence: { unit: "pieces", atLeast: size.deals * size.evidencePerDeal },
  },
  measure(_args, progress) {
    const before = process.cpuUsage();
    const running = createBacktest({ policy: defaultPolicy, asOf });
    let deals = 0;
    let evidence = 0;
    for (const deal of dealsOf(size)) {
      running.add(deal);
      deals += 1;
      evidence += deal.evidence.length;
      if (deals % 5_000 === 0) progress(`${deals} deals …`);
    }
    const result = running.finish();
    const { user, system } = process.cpuUsage(before);
    progress(`${result.sample.looks} looks; ${result.status}`);
    if (result.status === "tested") {
      for (const { measure, area } of result.measures) progress(`${measure}: ${area.value.toFixed(3)}`);
    }
    return Promise.resolve({
      seconds: { value: (user + system) / 1e6 },
      peakRssMb: { value: process.resourceUsage().maxRSS / 1024 },
      deals: { value: deals },
      evidence: { value: evidence },
    });
  },
};
