import { createMirror, type Mirror, type MirrorCommit } from "@headway/sync/mirror";
import { openAdapter, portsOf, readOnce } from "./adapters.ts";
import { type Crew, crew } from "./crew.ts";
import { draws } from "./draws.ts";
import { interferer } from "./interfere.ts";
import { judgeMirror } from "./judge-mirror.ts";
import { type MirrorScene, openScene } from "./mirror-scene.ts";
import type { Mishap } from "./mishap.ts";
import type { MirrorPlan } from "./plan.ts";
import type { Life } from "./scheduler.ts";
import { finished, passTime } from "./scheduler.ts";
import type { SealedMachine } from "./sealed-machine.ts";
import type { SeedResult, Violation } from "./seed-result.ts";
import { stepped } from "./stepped.ts";
import { trace } from "./trace.ts";
import { mirroredFields, stageWords } from "./vocabulary.ts";
import { deliverWebhooks } from "./webhooks.ts";
import { beginsAt } from "./world.ts";

const minuteMs = 60_000;
/** What a flow takes back is given up after four writes of each field, and fields may begin one after the other. */
const drainRounds = 8;
const idleRounds = 10;

/** Plays a plan of a mirror: faults and people first, then rest, and judges what came of it. */
export async function simulateMirror(
  plan: MirrorPlan,
  machine: SealedMachine,
  onEvent?: (text: string) => void,
): Promise<SeedResult> {
  const marks = trace(onEvent);
  const scene = openScene(plan, machine, marks);
  const { time, wire, ledger } = scene;
  const begins = scene.world.pairs.map((_, deal) => both((side) => ledger.look(side, deal)));
  await linkAll(scene);
  const workers = mirrorCrew(scene);
  const edits = playPlan(scene, workers);
  const calmWebhooks = plan.webhooks
    ? deliverWebhooks(scene, openMirror(scene, lifeNamed("listener"), 0))
    : null;
  wire.disturb();
  scene.wire.expect(interferer(scene));
  workers.start();
  await time.runUntil(() => time.now() >= beginsAt + plan.lastsMs);
  wire.calm();
  workers.stop();
  await time.runUntil(() => !workers.isBusy());
  calmWebhooks?.();
  const unrest = await settleDown(scene);
  const verdict = await judgeMirror(scene, begins);
  await scene.close();
  return {
    seed: plan.seed,
    kind: "mirror",
    hash: marks.hash(),
    pollOnly: !plan.webhooks,
    edits: edits(),
    writes: ledger.versions.filter(({ by }) => by === "engine").length,
    conflicts: verdict.conflicts,
    parked: verdict.parked,
    faults: Object.fromEntries([...wire.struck, ...scene.mishaps]),
    failures: Object.fromEntries(workers.failures),
    violations: [...unrest, ...verdict.violations],
  };
}

function mirrorCrew(scene: MirrorScene): Crew {
  const { plan, time } = scene;
  const workers: Crew = crew({
    scheduler: time,
    draws: draws(plan.seed, "crew"),
    workers: plan.workers,
    pollMs: plan.pollMs,
    open: (life, worker) => {
      const mirror = openMirror(scene, life, worker, (step, args) => {
        if (step === "store.commit") crashAtCommit(scene, workers, worker, args[2] as MirrorCommit);
      });
      return async () => void (await mirror.run());
    },
  });
  return workers;
}

function both<Value>(of: (side: "left" | "right") => Value): { left: Value; right: Value } {
  return { left: of("left"), right: of("right") };
}

function lifeNamed(name: string): Life {
  return { name, isDead: false, pausedUntil: 0 };
}

/** A mirror as a process of its own would open it. */
function openMirror(
  scene: MirrorScene,
  life: Life,
  worker: number,
  onStep: (name: string, args: readonly unknown[]) => void = () => undefined,
): Mirror {
  const { adapters, plan, store, time } = scene;
  const ports = portsOf(adapters, life, () => scene.skewsMs[worker] ?? 0);
  const pairs = stageWords.flatMap(({ left, right }) => right.map((name) => [left[0] ?? "", name] as const));
  return createMirror({
    left: readOnce(openAdapter(adapters, "left", life, ports), "left", scene.kept),
    right: readOnce(openAdapter(adapters, "right", life, ports), "right", scene.kept),
    store: stepped(store, "store", { scheduler: time, draws: adapters.draws, life, onDone: onStep }),
    fields: mirroredFields,
    stages: [{ left: "default", right: "Opportunity", pairs, finer: "right" }],
    conflict: plan.policy === "rank" ? { ...latestForAll, stageId: "rank" } : plan.policy,
    match: { nameAndAmount: false },
    amountDigits: 2,
    leaseMs: plan.leaseMs,
    currency: { left: { default: "USD" }, right: { default: "USD" } },
    clock: ports.now,
    ids: scene.nextId,
  });
}

const latestForAll = {
  amount: "latest",
  closeDate: "latest",
  nextStep: "latest",
  ownerId: "latest",
} as const;

async function linkAll(scene: MirrorScene): Promise<void> {
  const { world, time } = scene;
  const mirror = openMirror(scene, lifeNamed("setup"), 0);
  for (const { left, right } of world.pairs) await finished(time, mirror.link(left, right));
  await finished(time, mirror.run());
}

/** Puts everything that people and fate do on the timetable; gives how many edits were typed so far. */
function playPlan(scene: MirrorScene, workers: Crew): () => number {
  const { plan, time, hands } = scene;
  let typed = 0;
  for (const edit of plan.edits) {
    time.after(edit.atMs, `${edit.side} types ${edit.field} of ${edit.deal}: ${edit.value}`, () => {
      if (hands.type(edit)) typed += 1;
    });
  }
  for (const mishap of plan.mishaps) {
    if (isAtCommit(mishap)) continue;
    time.after(mishap.atMs, mishap.kind, () => {
      scene.mishaps.set(mishap.kind, (scene.mishaps.get(mishap.kind) ?? 0) + 1);
      play(scene, workers, mishap);
    });
  }
  return () => typed;
}

/** A worker may die or fall asleep right after any of its commits, before it hears of it. */
function crashAtCommit(scene: MirrorScene, workers: Crew, worker: number, { put = [] }: MirrorCommit): void {
  scene.commits += 1;
  const movesWatermark = put.some(({ kind }) => kind === "watermark");
  if (movesWatermark) scene.watermarks += 1;
  for (const mishap of scene.plan.mishaps) {
    if (!isAtCommit(mishap)) continue;
    const isAimed = mishap.kind === "crash-at-watermark";
    if (isAimed ? !movesWatermark || mishap.nth !== scene.watermarks : mishap.nth !== scene.commits) continue;
    scene.mishaps.set(mishap.kind, (scene.mishaps.get(mishap.kind) ?? 0) + 1);
    if (mishap.kind === "pause-at-commit") workers.pause(worker, mishap.forMs);
    else workers.crash(worker, mishap.downMs);
  }
}

type AtCommit = Extract<Mishap, { readonly nth: number }>;

function isAtCommit(mishap: Mishap): mishap is AtCommit {
  return "nth" in mishap;
}

function play(scene: MirrorScene, workers: Crew, mishap: Exclude<Mishap, AtCommit>): void {
  const { hands, time } = scene;
  switch (mishap.kind) {
    case "crash":
      workers.crash(mishap.worker, mishap.downMs);
      break;
    case "pause":
      workers.pause(mishap.worker, mishap.forMs);
      break;
    case "clock-jump":
      scene.skewsMs[mishap.worker] = mishap.skewMs;
      break;
    case "delete":
      hands.remove(mishap.side, mishap.deal);
      break;
    case "merge":
      hands.merge(mishap.deal, mishap.into);
      break;
    case "rename-stage":
      hands.renameStage();
      break;
    case "deactivate-owner":
      hands.deactivate(mishap.side, mishap.person);
      break;
    case "lock":
      hands.lock(mishap.deal, time.now() + mishap.forMs);
      break;
  }
}

/** Faults are off: a few rounds have to be enough, and after them nothing is written any more (S1, S3). */
async function settleDown(scene: MirrorScene): Promise<Violation[]> {
  const { time, writeRequests } = scene;
  const violations: Violation[] = [];
  const round = async (gapMs: number): Promise<number> => {
    const before = writeRequests.length;
    let hasFailed = false;
    await passTime(time, gapMs);
    try {
      await finished(time, mirror.run());
    } catch (error) {
      hasFailed = true;
      violations.push({
        invariant: "S1",
        text: `a round without faults failed: ${String(error).slice(0, 300)}`,
      });
    }
    return hasFailed ? Number.POSITIVE_INFINITY : writeRequests.length - before;
  };
  scene.skewsMs.fill(0);
  const mirror = openMirror(scene, lifeNamed("keeper"), 0);
  let isQuiet = false;
  for (let n = 1; n <= drainRounds && !isQuiet; n += 1) isQuiet = (await round(30 * minuteMs)) === 0;
  if (!isQuiet)
    violations.push({ invariant: "S1", text: `still writing after ${drainRounds} rounds without faults` });
  for (let n = 1; n <= idleRounds; n += 1) {
    // The first look comes when nothing is read back any more; those after it cost little.
    const writes = await round((n === 1 ? 30 : 2) * minuteMs);
    if (writes > 0) violations.push({ invariant: "S3", text: `${writes} writes in idle round ${n}` });
  }
  return violations;
}
