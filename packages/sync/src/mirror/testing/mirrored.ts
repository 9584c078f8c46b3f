import { createMirror, type Mirror } from "../create-mirror.ts";
import { memoryMirrorStore } from "../memory-mirror-store.ts";
import type { MirrorOptions } from "../mirror-options.ts";
import type { MirrorStore } from "../mirror-store.ts";
import { type TestClock, type WitnessedCrm, witnessedCrm } from "./witnessed-crm.ts";

/** Two CRMs with a mirror between them, all on one clock. */
export interface Mirrored {
  readonly clock: TestClock;
  readonly left: WitnessedCrm;
  readonly right: WitnessedCrm;
  readonly store: MirrorStore;
  readonly mirror: Mirror;
  /** Another worker on the same store. */
  another(options?: Partial<MirrorOptions>): Mirror;
  /** Two deals with these fields, linked. */
  pair(fields: Fields, rightFields?: Fields): Promise<{ left: string; right: string; linkId: string }>;
}

type Fields = Parameters<WitnessedCrm["create"]>[0];

/** Every stage of the memory CRM to itself. */
export const sameStages = [
  {
    left: "sales",
    right: "sales",
    pairs: ["first-call", "evaluation", "proposal", "won", "lost"].map((stage) => [stage, stage] as const),
  },
];

/** Sets both up; `options` go over the defaults. */
export function mirrored(options: Partial<MirrorOptions> = {}): Mirrored {
  const clock: TestClock = { now: Date.parse("2026-03-02T09:00:00Z") };
  const left = witnessedCrm("left", clock);
  const right = witnessedCrm("right", clock);
  const store = memoryMirrorStore(() => clock.now);
  let count = 0;
  const another = (more: Partial<MirrorOptions> = {}): Mirror =>
    createMirror({
      left: left.adapter,
      right: right.adapter,
      store,
      fields: ["stageId", "amount", "closeDate", "nextStep"],
      stages: sameStages,
      conflict: { stageId: "rank", amount: "left", closeDate: "latest", nextStep: "manual" },
      clock: () => clock.now,
      ids: () => {
        count += 1;
        return String(count).padStart(6, "0");
      },
      ...options,
      ...more,
    });
  const mirror = another();
  return {
    clock,
    left,
    right,
    store,
    mirror,
    another,
    async pair(fields, rightFields = fields) {
      const ids = { left: await left.create(fields), right: await right.create(rightFields) };
      return { ...ids, linkId: await mirror.link(ids.left, ids.right) };
    },
  };
}
