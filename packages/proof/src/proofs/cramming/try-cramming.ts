import { join } from "node:path";
import {
  assessHarvest,
  type Close,
  type DealFacts,
  defaultPolicy,
  type HarvestFinding,
  readCloses,
} from "@headway/core";
import { drawDeals, type Ground, type Shift } from "./draw.ts";
import { readPipeline } from "./read-pipeline.ts";
import { seeded } from "./seeded.ts";

/** The day after the record ends, and the first day of the first quarter that is on record in full. */
const asOf = "2018-01-01T00:00:00Z";
const recordBeginsAt = "2017-04-01T00:00:00Z";
const one: Shift = { sellers: 1, share: 0.3, discount: 0.1 };
const several: Shift = { ...one, sellers: 3 };

/** How often the detector said what of whom. */
export interface CrammingFigures {
  readonly sellers: number;
  readonly sellersBelowUnit: number;
  /** On the pipeline as it is: sellers by what is said of them. */
  readonly asItIs: Readonly<Record<string, number>>;
  /** With two quarters instead of three: sellers of whom anything but `unknown` is said. */
  readonly toldBelowUnit: number;
  readonly draws: number;
  readonly crammedSellers: number;
  /** The share of sellers moved and discounted that are found. */
  readonly found: number;
  readonly leftSellers: number;
  /** The share of sellers left as they were that are accused. */
  readonly falseAlarms: number;
  readonly movedSellers: number;
  /** The share of sellers moved without a discount that are accused. */
  readonly accusedByDatesAlone: number;
  /** The share found where six of the team are moved at once, which raises what they are held against. */
  readonly foundAmongSeveral: number;
}

/** Runs the detector on the pipeline of a folder as it is, and on so many seeded draws of it. */
export function tryCramming(folder: string, draws: number): CrammingFigures {
  const ground = groundOf(join(folder));
  const all = [...ground.bySeller.values()].flat();
  const asItIs = findings(closesOf(all), [...ground.bySeller.keys()], recordBeginsAt);
  const below = findings(closesOf(all), ground.sellerIds, "2017-07-01T00:00:00Z");
  const counts = countDraws(ground, one, draws);
  const among = countDraws(ground, several, Math.ceil(draws / 4));
  return {
    sellers: ground.sellerIds.length,
    sellersBelowUnit: ground.bySeller.size - ground.sellerIds.length,
    asItIs: countBy(asItIs),
    toldBelowUnit: below.filter(({ status }) => status !== "unknown").length,
    draws,
    crammedSellers: counts.crammed.of,
    found: counts.crammed.accused / counts.crammed.of,
    leftSellers: counts.left.of,
    falseAlarms: counts.left.accused / counts.left.of,
    movedSellers: counts.moved.of,
    accusedByDatesAlone: counts.moved.accused / counts.moved.of,
    foundAmongSeveral: among.crammed.accused / among.crammed.of,
  };
}

function groundOf(folder: string): Ground {
  const { deals, sellerIds } = readPipeline(folder);
  const closes = closesOf(deals);
  const full = new Set(
    closes.filter(({ closedAt }) => closedAt >= recordBeginsAt).map(({ dealId }) => dealId),
  );
  const bySeller = new Map(
    sellerIds.map((id) => [id, deals.filter((deal) => deal.ownerId === id && full.has(deal.id))]),
  );
  const enough = defaultPolicy.harvest.minimumCloses;
  return {
    bySeller,
    closes: new Map(closes.map((close) => [close.dealId, close])),
    sellerIds: sellerIds.filter((id) => (bySeller.get(id)?.length ?? 0) >= enough),
  };
}

function countDraws(ground: Ground, shift: Shift, draws: number) {
  const counts = {
    crammed: { of: 0, accused: 0 },
    moved: { of: 0, accused: 0 },
    left: { of: 0, accused: 0 },
  };
  for (let seed = 1; seed <= draws; seed += 1) {
    const draw = drawDeals(ground, shift, seeded(seed));
    const closes = closesOf(draw.deals);
    for (const group of ["crammed", "moved", "left"] as const) {
      const said = findings(closes, draw[group], recordBeginsAt);
      counts[group].of += said.length;
      counts[group].accused += said.filter(({ status }) => status === "cramming").length;
    }
  }
  return counts;
}

function closesOf(deals: readonly DealFacts[]): Close[] {
  const portfolio = { deals, accounts: [], people: [] };
  return readCloses({ portfolio, evidence: [], policy: defaultPolicy, asOf });
}

function findings(closes: readonly Close[], ids: readonly string[], beginsAt: string): HarvestFinding[] {
  return ids.map((personId) =>
    assessHarvest({ personId, closes, policy: defaultPolicy, asOf, recordBeginsAt: beginsAt }),
  );
}

function countBy(said: readonly HarvestFinding[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { status } of said) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}
