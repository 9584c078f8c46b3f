import type { Explained } from "../explain/explained.ts";
import type { Standpoint } from "../standpoint.ts";
import { median } from "../stats/median.ts";
import type { Close } from "./close.ts";
import { compareCloses, type Measure } from "./compare-closes.ts";

/** Something that pushing closes into the last days would leave behind (domain 3.8). */
export interface MechanismSign {
  readonly type:
    | "deeper-discounts-late"
    | "chase-bursts"
    | "pulled-forward"
    | "articulation-missing"
    | "advances-missing";
  /** `unknown`: too little of the field is on record; that is never a sign. */
  readonly state: "present" | "absent" | "unknown";
  /** Late closes minus the others. */
  readonly difference: Explained;
  /** The share of closes on which the field is on record, 0 to 1, in the group that has less of it. */
  readonly coverage: number;
}

/** The median time from creation to close of like deals, by segment; `undefined` where too few are known. */
export type PredictedDays = (segment: string) => number | undefined;

/** Compares a person's late closes that did not grow with all the others of that person. */
export function mechanismSigns(
  closes: readonly Close[],
  predicted: PredictedDays,
  from: Standpoint,
): MechanismSign[] {
  const { sign } = from.policy.harvest;
  const late = closes.filter(({ isLate, isGrown }) => isLate && !isGrown);
  const others = closes.filter(({ isLate, isGrown }) => !isLate || isGrown);
  return signMeasures(predicted, from).map(({ type, measure }) => {
    const compared = compareCloses(late, others, measure, sign, from);
    const margin = measure.type === "share" ? sign.shareMargin : sign.discountMargin;
    const isPresent = compared.probabilityAbove(margin) > sign.probability;
    const state = compared.isEnough ? (isPresent ? "present" : "absent") : "unknown";
    return { type, state, difference: compared.difference, coverage: compared.coverage };
  });
}

/** The five signs of one close, as measures. */
export function signMeasures(predicted: PredictedDays, { policy: { harvest } }: Standpoint) {
  const share = (field: string, of: Measure["of"]): Measure => ({
    of,
    type: "share",
    unit: "share of closes, late minus others",
    ruleId: "3.8",
    field,
  });
  const oneIf = (is: boolean) => (is ? 1 : 0);
  const discount: Measure = {
    of: (close) => close.discount,
    type: "mean",
    unit: "share of the list price, late minus others",
    ruleId: "3.8",
    field: "the list price",
  };
  const burst = share("our calls and mails", ({ attempts }) =>
    attempts === null ? null : oneIf(attempts >= harvest.burst.attempts),
  );
  const pulled = share("the usual time of like deals", ({ cycleDays, segment }) => {
    const usual = predicted(segment);
    return usual === undefined ? null : oneIf(cycleDays < harvest.pullForward.share * usual);
  });
  const articulation = share("the buyer's own words", ({ articulated }) =>
    articulated === null ? null : oneIf(!articulated),
  );
  const advances = share("what the buyer did", ({ advances }) =>
    advances === null ? null : oneIf(advances === 0),
  );
  return [
    { type: "deeper-discounts-late", measure: discount },
    { type: "chase-bursts", measure: burst },
    { type: "pulled-forward", measure: pulled },
    { type: "articulation-missing", measure: articulation },
    { type: "advances-missing", measure: advances },
  ] as const;
}

/** Medians of the closes handed in, by segment; a segment with too few is read from all of them. */
export function predictedDays(closes: readonly Close[], { policy: { harvest } }: Standpoint): PredictedDays {
  const { minimumDeals } = harvest.pullForward;
  const segments = new Map<string, number[]>();
  for (const { segment, cycleDays } of closes) {
    const days = segments.get(segment);
    if (days) days.push(cycleDays);
    else segments.set(segment, [cycleDays]);
  }
  const whole = closes.length < minimumDeals ? undefined : median(closes.map(({ cycleDays }) => cycleDays));
  const medians = new Map<string, number | undefined>();
  for (const [segment, days] of segments) {
    medians.set(segment, days.length < minimumDeals ? whole : median(days));
  }
  return (segment) => (medians.has(segment) ? medians.get(segment) : whole);
}
