import { contribution, explain } from "../explain/explain.ts";
import type { Explained } from "../explain/explained.ts";
import { newFormula } from "../explain/rule-version.ts";
import { instantOf } from "../instant.ts";
import type { DealStandpoint } from "../standpoint.ts";
import type { Movement } from "./deal-assessment.ts";
import { type AxesReading, type AxisLine, type AxisStep, readAxes } from "./read-axes.ts";
import type { StandingReading } from "./read-standing.ts";

const axesFormula = /* @__PURE__ */ newFormula("V7");

/** Axis B: how many of the six buying jobs are done (domain:V7). Unknown until the buyer was seen doing one. */
export function explainBuyingProgress({ axes }: StandingReading, from: DealStandpoint): Explained {
  return axes.progressLines.length === 0 ? from.shared(unknownProgress) : explainProgress(axes, from);
}

const unknownProgress = (from: DealStandpoint) => explainProgress(readAxes([]), from);

function explainProgress(axes: AxesReading, { asOf }: DealStandpoint): Explained {
  const isKnown = axes.progressLines.length > 0;
  return explain({
    n: axes.progressLines.length,
    contributions: () => linesOf(axes.progressLines),
    value: isKnown ? axes.done.length : null,
    unit: "buying jobs done, of six",
    valueFrom: "count",
    basis: axes.done.length,
    asOf,
    rule: axesFormula,
    missing: isKnown ? [] : ["a buying job that the buyer was seen doing"],
  });
}

/** Axis P: where the buyer places us, -1 to 4 (domain:V7). Unknown until the buyer said so. */
export function explainPreference({ axes }: StandingReading, from: DealStandpoint): Explained {
  return axes.preferenceKnown ? explainPlace(axes, from) : from.shared(unknownPlace);
}

const unknownPlace = (from: DealStandpoint) => explainPlace(readAxes([]), from);

function explainPlace(axes: AxesReading, { asOf }: DealStandpoint): Explained {
  return explain({
    n: axes.preferenceLines.length,
    contributions: () => linesOf(axes.preferenceLines),
    value: axes.preferenceKnown ? axes.preference : null,
    unit: "ladder step, -1 to 4",
    valueFrom: "count",
    basis: axes.preference,
    asOf,
    rule: axesFormula,
    missing: axes.preferenceKnown ? [] : ["whom the buyer prefers, in the buyer's words"],
  });
}

function linesOf(lines: readonly AxisLine[]) {
  return lines.map(({ seen, amount, note }) => contribution(seen.evidence, amount, note));
}

const movementTexts: Readonly<Record<AxisStep["type"], string>> = {
  advance: "closer to buying, and no further from us",
  recovered: "a re-opened buying job is done again",
  "buyer-advances-we-fall": "the buyer advances, we fall",
  "we-gain-buyer-steps-back": "we gain, the buyer steps back",
  setback: "further from buying, or from us",
};

/** The latest step on the two axes. */
export function latestMovement({ steps }: AxesReading): Movement {
  const step = steps.at(-1);
  if (!step) return noMovement();
  return {
    type: step.type,
    text: movementTexts[step.type],
    at: instantOf(step.atMs),
    buyingProgressChange: step.buyingProgressChange,
    preferenceChange: step.preferenceChange,
    evidenceIds: idsOf(step.lines),
  };
}

/** A piece that moved both axes once. */
function idsOf(lines: readonly AxisLine[]): readonly string[] {
  const ids = lines.map(({ seen }) => seen.evidence.id);
  return ids.length < 2 ? ids : [...new Set(ids)];
}

function noMovement(): Movement {
  return {
    type: "none",
    text: "no step of the buyer is recorded",
    at: null,
    buyingProgressChange: 0,
    preferenceChange: 0,
    evidenceIds: [],
  };
}
