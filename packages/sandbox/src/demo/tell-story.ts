import type { PortfolioActivity, PortfolioDeal, PortfolioPipeline } from "../portfolio.ts";
import type { Random } from "../random.ts";
import type { Beat, BeatActivity, BuyerStep, StagePosition, Story } from "./beat.ts";
import type { Buyer } from "./people.ts";

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** Where and when a story is told. */
export interface Setting {
  readonly id: string;
  readonly buyer: Buyer;
  /** Which of the story's deals it is, from 0. */
  readonly part: number;
  /** What the deal is about. */
  readonly need: string;
  readonly pipeline: PortfolioPipeline;
  /** Milliseconds since 1970; nothing happens later. */
  readonly asOf: number;
}

/** A story that happened to a deal. */
export interface ToldStory {
  readonly setting: Setting;
  readonly deal: PortfolioDeal;
  readonly activities: readonly PortfolioActivity[];
}

interface TimedBeat {
  readonly beat: Beat;
  readonly at: number;
}

/** A working hour of a day, a Monday if the day falls on a weekend, and never before `earliest`. */
function workingTime(random: Random, day: number, earliest: number): number {
  const midnight = day - (day % DAY_MS);
  const weekday = new Date(midnight).getUTCDay();
  const shift = weekday === 6 ? 2 : weekday === 0 ? 1 : 0;
  const at = midnight + shift * DAY_MS + 8 * HOUR_MS + random.between(0, 9 * 60) * MINUTE_MS;
  return Math.max(at, earliest);
}

function timed(random: Random, story: Story, asOf: number): TimedBeat[] {
  const length = story.beats.reduce((days, beat) => days + beat.afterDays, 0);
  const quiet = random.between(story.quietDays[0], story.quietDays[1]);
  let day = asOf - (length + quiet + 3) * DAY_MS;
  let last = 0;
  return story.beats
    .map((beat) => {
      day += beat.afterDays * DAY_MS;
      last = workingTime(random, day, last + 20 * MINUTE_MS);
      return { beat, at: last };
    })
    .filter(({ at }) => at <= asOf);
}

/** Fills the names and the need of a deal into a text. */
export function filler({ buyer, need }: Pick<Setting, "buyer" | "need">): (text: string) => string {
  const [first, second] = buyer.contacts;
  const words: Readonly<Record<string, string>> = {
    first: first?.firstName ?? "",
    colleague: second?.firstName ?? "Robin",
    rep: buyer.rep.name.split(" ")[0] ?? "",
    company: buyer.account.name,
    buyer: `${first?.firstName ?? ""} ${first?.lastName ?? ""}`.trim(),
    need,
  };
  return (text) => {
    const filled = text.replace(/\{(\w+)\}/g, (_, name: string) => words[name] ?? "");
    return filled.charAt(0).toUpperCase() + filled.slice(1);
  };
}

function activity(beat: BeatActivity, id: string, at: number, setting: Setting): PortfolioActivity {
  const { id: dealId, buyer } = setting;
  const fill = filler(setting);
  const [first, second] = buyer.contacts;
  const person = beat.type === "email" && beat.byColleague ? (second ?? first) : first;
  const base = {
    id,
    at: new Date(at).toISOString(),
    ownerId: buyer.rep.id,
    dealIds: [dealId],
    contactIds: person ? [person.id] : [],
    accountIds: [buyer.account.id],
  };
  switch (beat.type) {
    case "call": {
      const { type, direction, disposition, minutes } = beat;
      const body = beat.body === "" ? {} : { body: fill(beat.body) };
      return {
        ...base,
        type,
        direction,
        title: fill(beat.title),
        ...body,
        durationMs: minutes * MINUTE_MS,
        disposition,
      };
    }
    case "email":
      return {
        ...base,
        type: beat.type,
        direction: beat.direction,
        subject: fill(beat.subject),
        text: fill(beat.text),
      };
    case "task": {
      const body = beat.body === "" ? {} : { body: fill(beat.body) };
      const done = beat.done ? { completedAt: new Date(at + HOUR_MS).toISOString() } : {};
      return { ...base, type: beat.type, subject: fill(beat.subject), ...body, done: beat.done, ...done };
    }
  }
}

function stageId(pipeline: PortfolioPipeline, position: StagePosition): string {
  const index = position === "won" ? 4 : position === "lost" ? 5 : position;
  const stage = pipeline.stages[index];
  if (!stage) throw new RangeError(`Pipeline ${pipeline.id} has no stage at ${index}`);
  return stage.id;
}

function closeDate(random: Random, story: Story, beats: readonly TimedBeat[], asOf: number): string {
  const end = beats.find(({ beat }) => beat.stage === "won" || beat.stage === "lost");
  const at = end?.at ?? asOf + random.between(story.closeInDays[0], story.closeInDays[1]) * DAY_MS;
  return new Date(at).toISOString().slice(0, 10);
}

/** A working day so many days from another, on the day itself or after it. */
function workingDay(at: number, days: number): string {
  const day = at + days * DAY_MS;
  const weekday = new Date(day).getUTCDay();
  const shift = weekday === 6 ? 2 : weekday === 0 ? 1 : 0;
  return new Date(day + shift * DAY_MS).toISOString().slice(0, 10);
}

/** The fields in which this company keeps what its buyers have promised. */
function buyerStepFields(
  random: Random,
  step: BuyerStep,
  setting: Setting,
): NonNullable<PortfolioDeal["fields"]> {
  const { asOf, part } = setting;
  return {
    buyer_next_step: filler(setting)(step.what[part % step.what.length] ?? ""),
    buyer_next_step_due: workingDay(asOf, random.between(...step.dueInDays)),
    buyer_said_on: new Date(asOf - random.between(...step.saidDaysAgo) * DAY_MS).toISOString().slice(0, 10),
  };
}

function dealName({ buyer, need, pipeline }: Setting): string {
  return `${buyer.account.name}: ${pipeline.id === "renewal" ? `renewal of ${need}` : need}`;
}

/** Tells a story in its setting: the deal with its stages, and the activities in order of time. */
export function tellStory(random: Random, story: Story, setting: Setting): ToldStory {
  const { id, buyer, pipeline, asOf } = setting;
  const beats = timed(random, story, asOf);
  const stages = beats.flatMap(({ beat, at }) =>
    beat.stage === undefined
      ? []
      : [{ stageId: stageId(pipeline, beat.stage), at: new Date(at).toISOString(), userId: buyer.rep.id }],
  );
  const fill = filler(setting);
  const deal: PortfolioDeal = {
    id,
    name: dealName(setting),
    pipelineId: pipeline.id,
    accountId: buyer.account.id,
    contactIds: buyer.contacts.map((contact) => contact.id),
    ownerId: buyer.rep.id,
    amount: String(random.between(8, 180) * 500),
    currency: "USD",
    closeDate: closeDate(random, story, beats, asOf),
    ...(story.nextStep ? { nextStep: fill(story.nextStep) } : {}),
    createdAt: stages[0]?.at ?? new Date(asOf).toISOString(),
    stages,
    ...(story.buyerStep ? { fields: buyerStepFields(random, story.buyerStep, setting) } : {}),
  };
  const told = beats.flatMap(({ beat, at }, index) =>
    beat.activity ? [activity(beat.activity, `${id}-${index}`, at, setting)] : [],
  );
  return { setting, deal, activities: told };
}
