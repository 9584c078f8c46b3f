import { type Draws, draws } from "./draws.ts";
import { type NetworkFault, networkFaults, type Side } from "./network.ts";

/** Something a person does that tasks follow from. */
export type Deed =
  | { readonly kind: "promise"; readonly atMs: number; readonly deal: number; readonly what: string }
  /** The answer to the nth request that makes tasks is lost; they are made all the same. */
  | { readonly kind: "lose-creation"; readonly nth: number }
  | { readonly kind: "finish-task"; readonly atMs: number; readonly pick: number }
  | { readonly kind: "delete-task"; readonly atMs: number; readonly pick: number }
  | { readonly kind: "crash"; readonly atMs: number; readonly worker: number; readonly downMs: number }
  | { readonly kind: "pause"; readonly atMs: number; readonly worker: number; readonly forMs: number };

/** Everything that a seed decides for a one-way sync before it runs. */
export interface TasksPlan {
  readonly kind: "tasks";
  readonly seed: number;
  readonly side: Side;
  readonly deals: number;
  readonly workers: number;
  readonly pollMs: number;
  /** How long the right to run outlives a worker's last sign of life. */
  readonly leaseMs: number;
  readonly lastsMs: number;
  readonly latencyMs: number;
  readonly indexLagMs: number;
  readonly shortPages: number;
  /** Whether tasks may have a unique property in HubSpot; without one they are looked for under their deal. */
  readonly uniqueTasks: boolean;
  /** A rule that refuses part of what is written. */
  readonly refuses: boolean;
  readonly rates: Readonly<Partial<Record<NetworkFault, number>>>;
  readonly deeds: readonly Deed[];
}

const minuteMs = 60_000;

/** What a seed decides for fields and tasks. */
export function tasksPlan(seed: number): TasksPlan {
  const draw = draws(seed, "plan of tasks");
  const lastsMs = draw.between(30, 50) * minuteMs;
  const deals = draw.between(2, 4);
  const workers = draw.pick([1, 1, 2]);
  const uniqueTasks = draw.chance(0.5);
  // Without a unique property nothing keeps a creation that arrives late from making a second task.
  const left = uniqueTasks ? ["session-ended"] : ["session-ended", "arrives-late"];
  const kinds = networkFaults.filter((kind) => !left.includes(kind));
  return {
    kind: "tasks",
    seed,
    side: draw.pick(["left", "right"] as const),
    deals,
    workers,
    pollMs: draw.between(6, 12) * minuteMs,
    leaseMs: draw.pick([60_000, 300_000, 600_000]),
    lastsMs,
    latencyMs: draw.pick([100, 400]),
    indexLagMs: draw.pick([0, 1_200_000, 1_200_000]),
    shortPages: draw.pick([0, 0.3]),
    uniqueTasks,
    refuses: draw.chance(0.3),
    rates: Object.fromEntries(
      kinds.flatMap((kind) => (draw.chance(0.35) ? [[kind, draw.pick([0.02, 0.05, 0.1])]] : [])),
    ),
    deeds: drawDeeds(draw, { lastsMs, deals, workers }),
  };
}

interface Extent {
  readonly lastsMs: number;
  readonly deals: number;
  readonly workers: number;
}

function drawDeeds(draw: Draws, { lastsMs, deals, workers }: Extent): Deed[] {
  const at = (): number => draw.between(0, lastsMs);
  const worker = (): number => draw.between(0, workers - 1);
  const some = (share: number, most: number, make: () => Deed): Deed[] =>
    Array.from({ length: draw.chance(share) ? draw.between(1, most) : 0 }, make);
  const promises = Array.from({ length: draw.between(8, 12) }, (_, index): Deed => {
    return { kind: "promise", atMs: at(), deal: draw.between(0, deals - 1), what: `Promise ${index + 1}` };
  });
  return [
    ...promises,
    ...some(0.6, 2, () => ({ kind: "finish-task", atMs: at(), pick: draw.between(0, 9) })),
    ...some(0.7, 3, () => ({ kind: "delete-task", atMs: at(), pick: draw.between(0, 9) })),
    ...some(0.6, 2, () => ({
      kind: "crash",
      atMs: at(),
      worker: worker(),
      downMs: draw.between(1, 300_000),
    })),
    ...some(0.4, 2, () => ({
      kind: "pause",
      atMs: at(),
      worker: worker(),
      forMs: draw.between(1, 30) * minuteMs,
    })),
    ...some(0.8, 3, () => ({ kind: "lose-creation", nth: draw.between(1, 4) })),
  ];
}
