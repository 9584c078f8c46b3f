import { countBefore } from "./count-before.ts";
import type { Application, OfferEvent } from "./offer-events.ts";
import { type Task, tasks } from "./protocol.ts";

/** Where an application stands: no offer sent yet, one out, or one returned. */
export const stages = ["before offer", "offer out", "returned"] as const;
/** One of {@link stages}. */
export type Stage = (typeof stages)[number];

/** How many of some applications that had ended ended in which way. */
type Ends = Readonly<Record<Task, number>>;

/**
 * Looks up how the applications ended that a resource had acted on in a stage, of those that had ended strictly
 * before an instant: for each outcome the log-odds of its share, drawn to the share of all by forty applications,
 * less the log-odds of that share of all. 0 is a record like everybody's.
 */
export type OutcomeRecord = (resource: string, stage: Stage, ms: number) => Readonly<Record<Task, number>>;

const endOf: Readonly<Record<string, Task>> = {
  O_ACCEPTED: "accepted",
  O_DECLINED: "declined",
  A_CANCELLED: "cancelled",
};
const drawnBy = 40;
/** Before any application has ended the shares are two in five, one in five, two in five. */
const atFirst: Ends = { accepted: 2, declined: 1, cancelled: 2 };
const none: Ends = { accepted: 0, declined: 0, cancelled: 0 };

interface Track {
  readonly times: number[];
  readonly ends: Ends[];
}

/** Reads the log once. Only applications with an offer count; each once, at its first outcome after the offer. */
export function outcomeRecord(applications: readonly Application[]): OutcomeRecord {
  const ended = applications.flatMap(endedApplication).sort((left, right) => left.ms - right.ms);
  const tracks = new Map<string, Track>();
  for (const { ms, end, touched } of ended) {
    for (const key of touched) addEnd(tracks, key, ms, end);
  }
  return (resource, stage, ms) => {
    const everybody = endsBefore(tracks.get(stage), ms);
    const own = endsBefore(tracks.get(keyOf(resource, stage)), ms);
    return comparedToAll(own, everybody);
  };
}

const keyOf = (resource: string, stage: Stage): string => `${resource} ${stage}`;

/** When and how an application ended, and whose records it enters: everybody's by stage, and each one's. */
function endedApplication({ events }: Application) {
  const touched = new Set<string>();
  let stage: Stage = "before offer";
  for (const event of events) {
    stage = stageAfter(stage, event);
    if (event.resource !== "") touched.add(stage).add(keyOf(event.resource, stage));
    const end = endOf[event.activity];
    if (end !== undefined && stage !== "before offer") return [{ ms: event.ms, end, touched }];
  }
  return [];
}

function stageAfter(stage: Stage, { activity }: OfferEvent): Stage {
  if (activity === "O_SENT_BACK" || stage === "returned") return "returned";
  return activity === "O_SENT" ? "offer out" : stage;
}

function addEnd(tracks: Map<string, Track>, key: string, ms: number, end: Task): void {
  const track = tracks.get(key) ?? { times: [], ends: [] };
  tracks.set(key, track);
  const before = track.ends.at(-1) ?? none;
  track.times.push(ms);
  track.ends.push({ ...before, [end]: before[end] + 1 });
}

function endsBefore(track: Track | undefined, ms: number): Ends {
  return track?.ends[countBefore(track.times, ms) - 1] ?? none;
}

function comparedToAll(own: Ends, everybody: Ends): Readonly<Record<Task, number>> {
  const total = tasks.reduce((sum, task) => sum + own[task], 0);
  const all = tasks.reduce((sum, task) => sum + everybody[task] + atFirst[task], 0);
  const compare = (task: Task): number => {
    const share = (everybody[task] + atFirst[task]) / all;
    return logOdds((own[task] + drawnBy * share) / (total + drawnBy)) - logOdds(share);
  };
  return { accepted: compare("accepted"), declined: compare("declined"), cancelled: compare("cancelled") };
}

const logOdds = (share: number): number => Math.log(share / (1 - share));
