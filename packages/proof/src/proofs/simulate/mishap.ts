import type { Draws } from "./draws.ts";
import type { Side } from "./network.ts";
import { people } from "./vocabulary.ts";

/** Something that happens to workers or records; `nth` counts the commits of all workers, or those that move a watermark. */
export type Mishap =
  | { readonly kind: "crash"; readonly atMs: number; readonly worker: number; readonly downMs: number }
  | { readonly kind: "crash-at-commit"; readonly nth: number; readonly downMs: number }
  | { readonly kind: "crash-at-watermark"; readonly nth: number; readonly downMs: number }
  | { readonly kind: "pause-at-commit"; readonly nth: number; readonly forMs: number }
  | { readonly kind: "pause"; readonly atMs: number; readonly worker: number; readonly forMs: number }
  | { readonly kind: "clock-jump"; readonly atMs: number; readonly worker: number; readonly skewMs: number }
  | { readonly kind: "delete"; readonly atMs: number; readonly side: Side; readonly deal: number }
  | { readonly kind: "merge"; readonly atMs: number; readonly deal: number; readonly into: number }
  | { readonly kind: "rename-stage"; readonly atMs: number }
  | { readonly kind: "deactivate-owner"; readonly atMs: number; readonly side: Side; readonly person: string }
  | { readonly kind: "lock"; readonly atMs: number; readonly deal: number; readonly forMs: number };

const minuteMs = 60_000;

interface Extent {
  readonly deals: number;
  readonly lastsMs: number;
}

/** A few of what can happen to workers and records. */
export function drawMishaps(
  draw: Draws,
  { deals, workers, lastsMs, rotation }: Extent & { readonly workers: number; readonly rotation: boolean },
): Mishap[] {
  const at = (): number => draw.between(0, lastsMs);
  const worker = (): number => draw.between(0, workers - 1);
  const deal = (): number => draw.between(0, deals - 1);
  const side = () => draw.pick(["left", "right"] as const);
  const kinds: readonly [share: number, make: () => Mishap][] = [
    [
      rotation ? 0 : 0.35,
      () => ({ kind: "crash", atMs: at(), worker: worker(), downMs: draw.between(1, 900) * 1_000 }),
    ],
    [rotation ? 0 : 0.35, () => ({ kind: "crash", atMs: at(), worker: worker(), downMs: 1 })],
    ...[40, 90, 160].map((most): [number, () => Mishap] => [
      rotation ? 0 : 0.5,
      () => {
        const downMs = draw.between(1, 25) * minuteMs;
        return { kind: "crash-at-commit", nth: draw.between(1, most), downMs };
      },
    ]),
    ...[30, 60, 120].map((most): [number, () => Mishap] => [
      workers > 1 ? 0.5 : 0.1,
      () => ({ kind: "pause-at-commit", nth: draw.between(1, most), forMs: draw.between(11, 25) * minuteMs }),
    ]),
    [0.3, () => ({ kind: "pause", atMs: at(), worker: worker(), forMs: draw.between(1, 40) * minuteMs })],
    [0.2, () => ({ kind: "pause", atMs: at(), worker: worker(), forMs: draw.between(1, 60) * 1_000 })],
    [
      rotation ? 0 : 0.1,
      () => ({
        kind: "clock-jump",
        atMs: at(),
        worker: worker(),
        skewMs: draw.pick([-3_600_000, 3_600_000]),
      }),
    ],
    [0.08, () => ({ kind: "delete", atMs: at(), side: side(), deal: deal() })],
    [0.08, () => ({ kind: "merge", atMs: at(), deal: deal(), into: deal() })],
    [0.06, () => ({ kind: "rename-stage", atMs: at() })],
    [0.06, () => ({ kind: "deactivate-owner", atMs: at(), side: side(), person: draw.pick(people) })],
    [0.15, () => ({ kind: "lock", atMs: at(), deal: deal(), forMs: draw.between(1, 300) * 1_000 })],
    ...[8, 16, 32].map((most): [number, () => Mishap] => [rotation ? 0 : 0.4, crashAtWatermark(draw, most)]),
  ];
  return kinds.flatMap(([share, make]) => (draw.chance(share) ? [make()] : []));
}

function crashAtWatermark(draw: Draws, most: number): () => Mishap {
  return () => {
    const downMs = draw.between(1, 10) * minuteMs;
    return { kind: "crash-at-watermark", nth: draw.between(1, most), downMs };
  };
}
