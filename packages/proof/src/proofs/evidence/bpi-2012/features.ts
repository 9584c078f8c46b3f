import type { ScoreFeature } from "@headway/core/backtest";
import { type AmountReading, amountGroups } from "./amount-features.ts";
import { counted, type FeatureGroup, lastWas, log, plain, ramped } from "./feature-group.ts";
import { handlingGroups } from "./handling-features.ts";
import { isReturned, type PrefixState } from "./prefix-state.ts";
import type { Target } from "./protocol.ts";

const dayMs = 86_400_000;
const gapKnots = [0, 0.02, 0.2, 1, 3, 6, 12];
const waitKnots = [0, 0.1, 1, 3, 6, 9, 12, 16, 20, 25, 30];
const returnKnots = [0, 3, 6, 9, 14, 20, 30];
const sinceReturnKnots = [0, 0.1, 1, 2, 4, 7, 10, 15];
const callKnots = [0, 1, 2, 3, 4, 6, 10];
const hourSteps = [8, 10, 12, 14, 16, 18, 20];
const lifecycles = ["SCHEDULE", "START", "COMPLETE"];

const minutes = (all: readonly number[]): number => all.reduce((sum, one) => sum + one, 0);

const days = (fromMs: number | undefined, untilMs: number): number =>
  fromMs === undefined ? 0 : (untilMs - fromMs) / dayMs;

function daysWaited(state: PrefixState): number {
  return isReturned(state) ? 0 : days(state.sentMs.at(-1), state.last.ms);
}

function daysToReturn({ returnedMs, sentMs, startMs }: PrefixState): number {
  const [first] = returnedMs;
  if (first === undefined) return 0;
  return days(sentMs.findLast((ms) => ms <= first) ?? startMs, first);
}

function callsBeforeReturn({ returnedMs, sentMs, callsMs }: PrefixState): number {
  const [first] = returnedMs;
  return first === undefined || sentMs.length === 0 ? 0 : log(callsMs.filter((ms) => ms <= first).length);
}

const applicationRows = ["A_SUBMITTED", "A_PARTLYSUBMITTED", "A_PREACCEPTED", "A_ACCEPTED", "A_FINALIZED"];
const offerRows = ["O_SELECTED", "O_CREATED", "O_SENT", "O_SENT_BACK"];
const workRows = [
  "W_Completeren aanvraag",
  "W_Valideren aanvraag",
  "W_Afhandelen leads",
  "W_Nabellen offertes",
  "W_Nabellen incomplete dossiers",
];
const workByLifecycle = workRows.flatMap((row) => lifecycles.map((lifecycle) => `${row}/${lifecycle}`));

const shared: readonly FeatureGroup[] = [
  plain("amount no multiple of 500", ({ amount }) => (amount % 500 === 0 ? 0 : 1)),
  plain("amount no multiple of 100", ({ amount }) => (amount % 100 === 0 ? 0 : 1)),
  plain("amount in thousands, returned", (state) => (isReturned(state) ? state.amount / 1000 : 0)),
  plain("offer returned", (state) => (isReturned(state) ? 1 : 0), 1),
  plain("offer returned again", ({ returnedMs }) => (returnedMs.length > 1 ? 1 : 0), 1),
  ramped("days to return", returnKnots, daysToReturn),
  ramped("days since return", sinceReturnKnots, ({ returnedMs, last }) => days(returnedMs.at(-1), last.ms)),
  ramped("days waited", waitKnots, daysWaited),
  plain("offers sent", ({ sentMs }) => log(sentMs.length)),
  ramped(
    "chase run",
    callKnots,
    (state) => (isReturned(state) || state.sentMs.length === 0 ? 0 : state.callsMs.length),
    -1,
  ),
  plain("calls before return", callsBeforeReturn),
  plain("long calls", ({ callMinutes }) => log(callMinutes.filter((one) => one > 2).length)),
  plain("longest call", ({ callMinutes }) => log(Math.max(0, ...callMinutes))),
  ramped("days since event", gapKnots, ({ gapMs }) => gapMs / dayMs),
  {
    name: "hour",
    names: hourSteps.map((step) => `hour after ${step}`),
    towardsAcceptance: 0,
    read: ({ last }) => hourSteps.map((step) => (last.hour > step ? 1 : 0)),
  },
  lastWas("last", [...applicationRows, ...offerRows, ...workByLifecycle]),
  counted("rows", workByLifecycle),
  plain("minutes completing", ({ completingMinutes }) => log(minutes(completingMinutes))),
  plain("came as a lead", ({ counts }) => (counts.has("W_Afhandelen leads/SCHEDULE") ? 1 : 0)),
  ...handlingGroups,
];

const endRows = ["A_APPROVED", "A_REGISTERED", "A_ACTIVATED", "A_DECLINED", "A_CANCELLED"];
const offerEndRows = ["O_CANCELLED", "O_ACCEPTED", "O_DECLINED"];

/** Rows that say how it ended, and those beside them, where a prefix as published holds them. */
const published: readonly FeatureGroup[] = [
  counted("rows", [...applicationRows, ...offerRows, ...endRows, ...offerEndRows]),
  lastWas("last", [...endRows, ...offerEndRows]),
];

/** What a part of a score may see, the amount read in one way; more where prefixes are not cut before the outcome. */
export function groupsFor(
  amount: AmountReading,
  isCut: boolean,
  finerKnots: readonly number[] = [],
): readonly FeatureGroup[] {
  return [...amountGroups(amount, finerKnots), ...shared, ...(isCut ? [] : published)];
}

/** The features of groups, with the signs they have for a target; approval is acceptance. */
export function scoreFeatures(groups: readonly FeatureGroup[], target: Target): ScoreFeature[] {
  const direction = target === "declined" ? 0 : target === "cancelled" ? -1 : 1;
  return groups.flatMap(({ names, towardsAcceptance }) =>
    names.map((name) => ({ name, sign: toSign(direction * towardsAcceptance) })),
  );
}

function toSign(sign: number): ScoreFeature["sign"] {
  if (sign > 0) return 1;
  return sign < 0 ? -1 : 0;
}
