import { describe, expect, test } from "vitest";
import { assessDeal } from "../deal/assess-deal.ts";
import type { DealFacts } from "../deal/deal-facts.ts";
import type { Evidence } from "../evidence/evidence.ts";
import { parsePolicy } from "../policy/parse-policy.ts";
import { day, exampleDeal, exampleEvidence } from "../testing/example-evidence.ts";
import { articulationTrend } from "./articulation-trend.ts";

const policy = parsePolicy({ articulation: { trendDays: 100 } });
const parts = ["need", "motivation", "help"] as const;

/** A deal whose buyer first acted on `start` and put it all into words `wait` days later, or has not yet. */
function dealOf(
  id: string,
  start: number,
  wait: number | undefined,
): { deal: DealFacts; evidence: Evidence[] } {
  const deal = exampleDeal({ id, createdAt: day(start) });
  const said = (kind: Evidence["kind"], at: number) =>
    exampleEvidence({
      id: `${id}-${kind}`,
      kind,
      dealId: id,
      occurredAt: day(at),
      articulation: "own-words",
      quote: { speaker: "Ada", text: "so" },
    });
  const first = exampleEvidence({ id: `${id}-r`, kind: "buyer-reply", dealId: id, occurredAt: day(start) });
  const rest =
    wait === undefined
      ? [said("need-articulated", start)]
      : parts.map((part) => said(`${part}-articulated`, start + wait));
  return { deal, evidence: [first, ...rest] };
}

function trendOf(made: { deal: DealFacts; evidence: Evidence[] }[], at = 200) {
  const assessments = made.map((one) => assessDeal({ ...one, policy, asOf: day(at) }));
  return articulationTrend({
    personId: "p",
    deals: made.map(({ deal }) => deal),
    assessments,
    policy,
    asOf: day(at),
  });
}

describe("how soon a seller's buyers come to the point", () => {
  const slow = [40, 41, 42, 43, 44, 45].map((wait, index) => dealOf(`a${index}`, 20 + index, wait));
  const fast = [5, 6, 7, 8, 9, 10].map((wait, index) => dealOf(`b${index}`, 120 + index, wait));

  test("the median of each stretch, and the change between the last two (domain:O17)", () => {
    const trend = trendOf([...slow, ...fast]);
    expect(trend.stretches.map(({ medianDays }) => medianDays.value)).toEqual([42, 7]);
    expect(trend.change).toBe("sooner");
    expect(trendOf([...fast, ...slow].reverse()).change).toBe("sooner");
  });

  test("deals still waiting are counted as waiting, which lengthens the median (domain:O17)", () => {
    const waiting = ["c0", "c1", "c2", "c3"].map((id) => dealOf(id, 130, undefined));
    const [, latest] = trendOf([...slow, ...fast, ...waiting]).stretches;
    expect(latest).toMatchObject({ waits: 10, articulated: 6, medianDays: { value: 9 } });
  });

  test("while most are still waiting there is no median (domain:O17)", () => {
    const waiting = ["c0", "c1", "c2", "c3", "c4"].map((id) => dealOf(id, 130, undefined));
    const { medianDays } = trendOf(waiting).stretches.at(-1) ?? {};
    expect(medianDays).toMatchObject({ value: null, missing: ["articulation of half of these deals"] });
  });

  test("fewer than five waits tell nothing, and a deal without words on record is left out by name", () => {
    const silent = { deal: exampleDeal({ id: "z" }), evidence: [] };
    const trend = trendOf([...fast.slice(0, 4), silent]);
    expect(trend.stretches.at(-1)?.medianDays.status).toBe("unknown");
    expect(trend).toMatchObject({ change: "unknown", leftOutDealIds: ["z"] });
  });

  test("deals of others are passed over", () => {
    const [other] = fast;
    const made = { deal: { ...other?.deal, ownerId: "q" } as DealFacts, evidence: other?.evidence ?? [] };
    expect(trendOf([made])).toMatchObject({ stretches: [], leftOutDealIds: [] });
  });
});
