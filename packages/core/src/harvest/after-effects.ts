import { basisOf, explain, factContribution } from "../explain/explain.ts";
import type { Explained } from "../explain/explained.ts";
import { formula } from "../explain/rule-version.ts";
import type { Standpoint } from "../standpoint.ts";
import type { Close } from "./close.ts";
import { compareCloses, type Measure } from "./compare-closes.ts";
import { predictedDays, signMeasures } from "./mechanism-signs.ts";
import { namingNobody } from "./naming-nobody.ts";

/** What followed closes that were pushed into the last days, against closes that grew (domain:O12). */
export interface AfterEffects {
  readonly pushedCloses: number;
  readonly otherCloses: number;
  /** Shares cancelled within the policy's days, pushed minus others. */
  readonly cancelled: Explained;
  /** Change of the client's evidence balance, pushed minus others; below 0, pushed closes cost elation. */
  readonly elationChange: Explained;
  /** Closes a business day in the first days of the periods, minus those in the rest; below 0 is a dip. */
  readonly nextPeriodDip: Explained;
}

const cancelled: Measure = {
  of: (close) => (close.cancelled === null ? null : close.cancelled ? 1 : 0),
  type: "share",
  unit: "share of closes cancelled, pushed minus others",
  ruleId: "O12",
  field: "cancellations",
};
const elation: Measure = {
  of: ({ elationChange }) => elationChange,
  type: "mean",
  unit: "change of the evidence balance, pushed minus others",
  ruleId: "O12",
  field: "the client's signs before and after the close",
};

/** Pushed: late, not grown, and with a sign of its own. `missing` from the caller withholds everything. */
export function afterEffects(
  closes: readonly Close[],
  missing: readonly string[],
  from: Standpoint,
): AfterEffects {
  const isPushed = pushedTest(closes, from);
  const pushed = closes.filter(isPushed);
  const others = closes.filter((close) => !isPushed(close));
  const { after, sign } = from.policy.harvest;
  const floor = { minimumEachSide: after.minimumEachSide, minimumCoverage: sign.minimumCoverage };
  const compare = (measure: Measure) =>
    namingNobody(compareCloses(pushed, others, measure, floor, from).difference, closes, missing);
  return {
    pushedCloses: missing.length > 0 ? 0 : pushed.length,
    otherCloses: missing.length > 0 ? 0 : others.length,
    cancelled: compare(cancelled),
    elationChange: compare(elation),
    nextPeriodDip: namingNobody(explainDip(closes, from), closes, missing),
  };
}

/** A close is held against the mean discount of the closes that are not late. */
function pushedTest(closes: readonly Close[], from: Standpoint): (close: Close) => boolean {
  const known = closes.flatMap(({ isLate, discount }) => (isLate || discount === null ? [] : [discount]));
  const usual = known.reduce((sum, discount) => sum + discount, 0) / known.length;
  const deeper = usual + from.policy.harvest.sign.discountMargin;
  const measures = signMeasures(predictedDays(closes, from), from);
  return (close) =>
    close.isLate &&
    !close.isGrown &&
    measures.some(({ type, measure }) => {
      const value = measure.of(close);
      return value !== null && (type === "deeper-discounts-late" ? value > deeper : value === 1);
    });
}

function explainDip(closes: readonly Close[], from: Standpoint): Explained {
  const { dipBusinessDays, minimumEachSide } = from.policy.harvest.after;
  const periods = [...new Map(closes.map(({ period }) => [period.name, period])).values()];
  const days = { early: 0, rest: 0 };
  for (const { businessDays } of periods) {
    days.early += Math.min(dipBusinessDays, businessDays);
    days.rest += Math.max(0, businessDays - dipBusinessDays);
  }
  const early = closes.filter(({ isEarly }) => isEarly);
  const rest = closes.filter(({ isEarly }) => !isEarly);
  const isKnown = closes.length >= 2 * minimumEachSide && days.early > 0 && days.rest > 0;
  const lines = (some: readonly Close[]) => () =>
    some.map(({ dealId }) => factContribution("deal", dealId, 1));
  const constant = (name: string, count: number) =>
    basisOf({ name, prior: count, basis: count, contributions: () => [] });
  return explain({
    value: isKnown ? early.length / days.early - rest.length / days.rest : null,
    unit: "closes a business day, first days of the period minus the rest",
    valueFrom: "ratio-difference",
    basis: early.length,
    otherBases: [
      constant("first business days", days.early),
      basisOf({ name: "closes in the rest", prior: 0, basis: rest.length, contributions: lines(rest) }),
      constant("other business days", days.rest),
    ],
    n: closes.length,
    asOf: from.asOf,
    rule: formula("O12"),
    contributions: lines(early),
    missing: isKnown ? [] : [`${2 * minimumEachSide} closes in full periods`],
  });
}
