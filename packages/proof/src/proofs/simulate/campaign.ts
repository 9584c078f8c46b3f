import { availableParallelism } from "node:os";
import { campaignState, type DoneParts } from "./campaign-state.ts";
import { type Figures, joined, noFigures, withSeed } from "./figures.ts";
import { playSeeds } from "./seed-threads.ts";

/** Which seeds to play and how. */
export interface CampaignOptions {
  readonly from: number;
  readonly seeds: number;
  /** How many of the first seeds are played twice; failing ones always are. */
  readonly twice: number;
  /** Whether finished parts are kept, and taken up after a stop. */
  readonly resumable: boolean;
  /** Default: as many as this machine can run at once. */
  readonly threads?: number;
  readonly onLine?: (line: string) => void;
}

const partSize = 100;
const lineEveryMs = 5_000;

/** Plays seeds on all cores, part by part, and adds up what came of them. */
export async function campaign(options: CampaignOptions): Promise<Figures> {
  const { from, seeds, resumable } = options;
  const state = resumable ? campaignState(from, seeds) : null;
  let done: DoneParts = state?.done ?? {};
  const parts = Array.from({ length: Math.ceil(seeds / partSize) }, (_, part) => from + part * partSize);
  const waiting = parts.filter((first) => done[first] === undefined);
  const lengthOf = (first: number): number => Math.min(partSize, from + seeds - first);
  const open = new Map(waiting.map((first) => [first, noFigures]));
  const say = progressLines(options, () => total(done, open));
  const tasks = waiting.flatMap((first) =>
    Array.from({ length: lengthOf(first) }, (_, index) => {
      return { plan: first + index, twice: first + index < from + options.twice };
    }),
  );
  await playSeeds(tasks, options.threads ?? availableParallelism(), (answer) => {
    const { seed } = answer.result;
    const first = from + Math.floor((seed - from) / partSize) * partSize;
    const figures = withSeed(open.get(first) ?? noFigures, answer);
    open.set(first, figures);
    for (const { invariant, text } of answer.result.violations)
      options.onLine?.(`seed ${seed} ${invariant} ${text}`);
    if (figures.seeds === lengthOf(first)) {
      open.delete(first);
      done = { ...done, [first]: figures };
      state?.save(done);
    }
    say();
    return true;
  });
  state?.clear();
  return total(done, open);
}

function total(done: DoneParts, open: ReadonlyMap<number, Figures>): Figures {
  return [...Object.values(done), ...open.values()].reduce(joined, noFigures);
}

/** Says now and then how far it is, how fast it goes and how long it will take. */
function progressLines({ seeds, onLine }: CampaignOptions, sofar: () => Figures): () => void {
  const startedAt = Date.now();
  const before = sofar().seeds;
  let saidAt = startedAt;
  return () => {
    const now = Date.now();
    if (now - saidAt < lineEveryMs) return;
    saidAt = now;
    const { seeds: played, violations } = sofar();
    const rate = ((played - before) * 1000) / (now - startedAt);
    const left = Math.ceil((seeds - played) / rate / 60);
    onLine?.(
      `${played} of ${seeds} seeds, ${rate.toFixed(1)} a second, ${left} min left, ${violations} violations`,
    );
  };
}
