import type { ScoreFeature } from "@headway/core/backtest";
import { type PrefixState, rowName } from "./prefix-state.ts";
import type { Task } from "./protocol.ts";
import { rampNames, ramps } from "./ramps.ts";
import type { SellerWork } from "./seller-work.ts";

/** One line of MAPPING.md: the features it gives, in which direction they may move, and how they are read. */
export interface FeatureGroup {
  readonly name: string;
  readonly names: readonly string[];
  /** +1 where more of it may only speak for acceptance and against cancellation, -1 the other way round. */
  readonly towardsAcceptance: -1 | 0 | 1;
  readonly read: (state: PrefixState, work: SellerWork) => readonly number[];
}

const dayMs = 86_400_000;
const amountKnots = [2500, 5000, 7500, 10000, 12500, 15000, 20000, 25000, 40000];
const gapKnots = [0, 0.02, 0.2, 1, 3, 6, 12];
const waitKnots = [0, 0.1, 1, 3, 6, 9, 12, 16, 20, 25, 30];
const returnKnots = [0, 3, 6, 9, 14, 20, 30];
const sinceReturnKnots = [0, 0.1, 1, 2, 4, 7, 10, 15];
const callKnots = [0, 1, 2, 3, 4, 6, 10];
const hourSteps = [8, 10, 12, 14, 16, 18, 20];
const lifecycles = ["SCHEDULE", "START", "COMPLETE"];

const log = (count: number): number => Math.log1p(count);
const minutes = (all: readonly number[]): number => all.reduce((sum, one) => sum + one, 0);

function ramped(
  name: string,
  knots: readonly number[],
  read: (state: PrefixState) => number,
  towardsAcceptance: FeatureGroup["towardsAcceptance"] = 0,
): FeatureGroup {
  return {
    name,
    names: rampNames(name, knots),
    towardsAcceptance,
    read: (state) => ramps(read(state), knots),
  };
}

function plain(
  name: string,
  read: (state: PrefixState, work: SellerWork) => number,
  towardsAcceptance: FeatureGroup["towardsAcceptance"] = 0,
): FeatureGroup {
  return { name, names: [name], towardsAcceptance, read: (state, work) => [read(state, work)] };
}

function counted(name: string, rows: readonly string[]): FeatureGroup {
  const names = rows.map((row) => `${name} ${row}`);
  return {
    name,
    names,
    towardsAcceptance: 0,
    read: ({ counts }) => rows.map((row) => log(counts.get(row) ?? 0)),
  };
}

function lastWas(name: string, rows: readonly string[]): FeatureGroup {
  const names = rows.map((row) => `${name} ${row}`);
  const read = ({ last }: PrefixState) => rows.map((row) => (rowName(last) === row ? 1 : 0));
  return { name, names, towardsAcceptance: 0, read };
}

const isReturned = ({ returnedMs }: PrefixState): boolean => returnedMs.length > 0;
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

function ofLastSeller(state: PrefixState, work: SellerWork, read: (done: ReturnType<SellerWork>) => number) {
  return state.seller === "" ? 0 : read(work(state.seller, state.last.ms));
}

const applicationRows = ["A_SUBMITTED", "A_PARTLYSUBMITTED", "A_PREACCEPTED", "A_ACCEPTED", "A_FINALIZED"];
const offerRows = ["O_SELECTED", "O_CREATED", "O_SENT", "O_SENT_BACK"];
const workRows = [
  "W_Completeren aanvraag",
  "W_Valideren aanvraag",
  "W_Afhandelen leads",
  "W_Nabellen offertes",
];

/** What the strict cut may see. */
export const strictGroups: readonly FeatureGroup[] = [
  ramped("amount", amountKnots, ({ amount }) => amount),
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
  lastWas("last", [
    ...applicationRows,
    ...offerRows,
    ...lifecycles.map((lifecycle) => `W_Nabellen offertes/${lifecycle}`),
  ]),
  counted(
    "rows",
    workRows.flatMap((row) => lifecycles.map((lifecycle) => `${row}/${lifecycle}`)),
  ),
  plain("minutes completing", ({ completingMinutes }) => log(minutes(completingMinutes))),
  plain("came as a lead", ({ counts }) => (counts.has("W_Afhandelen leads/SCHEDULE") ? 1 : 0)),
  plain("seller's rows before", (state, work) => ofLastSeller(state, work, ({ rows }) => log(rows))),
  plain("seller validates", (state, work) => ofLastSeller(state, work, ({ validating }) => validating)),
  plain("seller calls", (state, work) => ofLastSeller(state, work, (done) => done.callingAboutOffers)),
  plain("seller completes", (state, work) => ofLastSeller(state, work, ({ completing }) => completing)),
  plain("seller's evenings", (state, work) => ofLastSeller(state, work, ({ evenings }) => evenings)),
  plain("seller's amounts", (state, work) => ofLastSeller(state, work, ({ amounts }) => amounts - 4)),
  plain("seller validates, offer out", (state, work) =>
    isReturned(state) || state.sentMs.length === 0 ? 0 : ofLastSeller(state, work, (done) => done.validating),
  ),
  plain("seller validates, returned", (state, work) =>
    isReturned(state) ? ofLastSeller(state, work, ({ validating }) => validating) : 0,
  ),
];

const endRows = ["A_APPROVED", "A_REGISTERED", "A_ACTIVATED", "A_DECLINED", "A_CANCELLED"];
const offerEndRows = ["O_CANCELLED", "O_ACCEPTED", "O_DECLINED"];

/** What a prefix as published may see besides: events that say how it ended, where it holds them. */
export const publishedGroups: readonly FeatureGroup[] = [
  ...strictGroups,
  counted("rows", [...applicationRows, ...offerRows, ...endRows, ...offerEndRows]),
  lastWas("last", [...endRows, ...offerEndRows]),
];

/** The features of groups, with the signs they have for a task; approval is acceptance. */
export function scoreFeatures(groups: readonly FeatureGroup[], task: Task | "approved"): ScoreFeature[] {
  const direction = task === "declined" ? 0 : task === "cancelled" ? -1 : 1;
  return groups.flatMap(({ names, towardsAcceptance }) =>
    names.map((name) => ({ name, sign: toSign(direction * towardsAcceptance) })),
  );
}

function toSign(sign: number): ScoreFeature["sign"] {
  if (sign > 0) return 1;
  return sign < 0 ? -1 : 0;
}
