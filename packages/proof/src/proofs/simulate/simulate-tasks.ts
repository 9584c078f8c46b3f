import { createSync, ownFields } from "@headway/sync";
import { memoryStore } from "@headway/sync/memory";
import { type AdapterOptions, openAdapter, portsOf } from "./adapters.ts";
import { type Crew, crew } from "./crew.ts";
import { draws } from "./draws.ts";
import { type Network, type NetworkOptions, network } from "./network.ts";
import { finished, type Life, passTime, type Scheduler, scheduler } from "./scheduler.ts";
import type { SealedMachine } from "./sealed-machine.ts";
import type { SeedResult, Violation } from "./seed-result.ts";
import { stepped } from "./stepped.ts";
import type { TasksPlan } from "./tasks-plan.ts";
import { mayBeRefused, openTasksWorld, promisePolicy, type TasksWorld } from "./tasks-world.ts";
import { type Trace, trace } from "./trace.ts";
import { beginsAt } from "./world.ts";

const drainRounds = 5;
const idleRounds = 3;
const minuteMs = 60_000;

interface Scene {
  readonly plan: TasksPlan;
  readonly time: Scheduler;
  readonly world: TasksWorld;
  readonly wire: Network;
  readonly adapters: AdapterOptions;
  readonly store: ReturnType<typeof memoryStore>;
  readonly violations: Violation[];
  /**
   * Keys of tasks that a person deleted before the engine had heard of them, or while an upsert that hung on the way
   * had yet to arrive: the CRM, which forgets a deleted key, makes a second one. Neither CRM lets us ask.
   */
  readonly deletedUnheard: Set<string>;
  /** Requests that asked for changes, so far. */
  writeRequests: number;
}

/** Plays a plan of tasks: faults first, then rest. */
export async function simulateTasks(
  plan: TasksPlan,
  machine: SealedMachine,
  onEvent?: (text: string) => void,
): Promise<SeedResult> {
  const marks = trace(onEvent);
  const scene = openScene(plan, machine, marks);
  const { time, wire, store, violations } = scene;
  await provision(scene);
  const workers = crew({
    scheduler: time,
    draws: draws(plan.seed, "crew"),
    workers: plan.workers,
    pollMs: plan.pollMs,
    open: (life) => () => runOnce(scene, life),
  });
  wire.disturb();
  playDeeds(scene, workers);
  workers.start();
  await time.runUntil(() => time.now() >= beginsAt + plan.lastsMs);
  wire.calm();
  workers.stop();
  await time.runUntil(() => !workers.isBusy());
  await settleDown(scene);
  return {
    seed: plan.seed,
    kind: "tasks",
    hash: marks.hash(),
    pollOnly: true,
    edits: plan.deeds.filter(({ kind }) => kind === "promise").length,
    writes: scene.writeRequests,
    conflicts: 0,
    parked: (await store.intents(plan.side === "left" ? "hubspot" : "salesforce", "parked", null, 100))
      .length,
    faults: Object.fromEntries([...wire.struck, ...countDeeds(plan)]),
    failures: Object.fromEntries(workers.failures),
    violations,
  };
}

function openScene(plan: TasksPlan, machine: SealedMachine, marks: Trace): Scene {
  const time = scheduler(beginsAt, marks, () => machine.turn());
  const world = openTasksWorld(plan, () => time.now());
  const { hubspot, salesforce } = world;
  const wire = network({
    scheduler: time,
    trace: marks,
    draws: draws(plan.seed, "network"),
    hubspot,
    salesforce,
    rates: plan.rates,
    aimed: lostCreations(plan),
    latencyMs: plan.latencyMs,
  });
  const adapters = {
    network: wire,
    scheduler: time,
    draws: draws(plan.seed, "ports"),
    hubspot,
    salesforce,
    tokens: null,
    overlapMs: plan.indexLagMs + 60_000,
  };
  const scene: Scene = {
    plan,
    time,
    world,
    wire,
    adapters,
    store: memoryStore({ clock: () => time.now() }),
    violations: [],
    deletedUnheard: new Set(),
    writeRequests: 0,
  };
  wire.watch(({ isWrite }) => {
    if (isWrite) scene.writeRequests += 1;
    checkTasks(scene);
  });
  return scene;
}

/** Loses the answers that a plan wants lost. */
function lostCreations({ deeds }: TasksPlan): NonNullable<NetworkOptions["aimed"]> {
  const wanted = new Set(deeds.flatMap((deed) => (deed.kind === "lose-creation" ? [deed.nth] : [])));
  let count = 0;
  return ({ method, path }) => {
    const makes = /\/objects\/[^/]+\/tasks\/batch\/(create|upsert)|\/composite\/sobjects\/Task\//.test(path);
    if (!makes || method === "GET") return null;
    count += 1;
    return wanted.has(count) ? "answer-lost" : null;
  };
}

function lifeNamed(name: string): Life {
  return { name, isDead: false, pausedUntil: 0 };
}

async function provision(scene: Scene): Promise<void> {
  const { adapters, plan, time } = scene;
  const life = lifeNamed("setup");
  const crm = openAdapter(
    adapters,
    plan.side,
    life,
    portsOf(adapters, life, () => 0),
  );
  await finished(time, crm.provision(ownFields.map((field) => ({ type: "create-field", field }))));
  scene.writeRequests = 0;
}

async function runOnce(scene: Scene, life: Life): Promise<void> {
  await report(scene, life);
}

function report(scene: Scene, life: Life) {
  const { adapters, plan, time, store } = scene;
  const ports = portsOf(adapters, life, () => 0);
  const crm = openAdapter(adapters, plan.side, life, ports);
  const pace = { scheduler: time, draws: adapters.draws, life };
  return createSync({
    crm,
    store: stepped(store, "store", pace),
    policy: promisePolicy,
    clock: ports.now,
    worker: { name: `${life.name} ${time.now()}` },
    leaseMs: plan.leaseMs,
  }).run();
}

function playDeeds(scene: Scene, workers: Crew): void {
  const { plan, time, world } = scene;
  for (const deed of plan.deeds) {
    if (deed.kind === "lose-creation") continue;
    time.after(deed.atMs, deed.kind, () => {
      if (deed.kind === "promise") world.promise(deed.deal, deed.what);
      else if (deed.kind === "crash") workers.crash(deed.worker, deed.downMs);
      else if (deed.kind === "pause") workers.pause(deed.worker, deed.forMs);
      else return treatTask(scene, deed.kind, deed.pick);
    });
  }
}

async function treatTask(scene: Scene, kind: "finish-task" | "delete-task", pick: number): Promise<void> {
  const { plan, world, store, wire, deletedUnheard } = scene;
  const open = world.tasks().filter(({ isGone, isDone }) => !isGone && !isDone);
  const task = open[pick % Math.max(1, open.length)];
  if (task === undefined) return;
  if (kind === "finish-task") return world.finish(task.id);
  const crm = plan.side === "left" ? "hubspot" : "salesforce";
  const isOpen = (await store.intentFor(crm, `task:${task.key}`)) !== null;
  const isUnheard = isOpen || (await store.knownTask(crm, task.key)) === null;
  if (isUnheard || wire.isUnderWay(task.key)) deletedUnheard.add(task.key);
  world.remove(task.id);
}

/** No key has two tasks, not even one after the other: what a person finished or deleted stays so. */
function checkTasks({ world, violations, deletedUnheard }: Scene): void {
  if (violations.length > 0) return;
  const seen = new Set<string>();
  for (const { key, id } of world.tasks()) {
    if (seen.has(key) && !deletedUnheard.has(key))
      violations.push({ invariant: "W1", text: `two tasks have the key ${key}, the later is ${id}` });
    seen.add(key);
  }
}

async function settleDown(scene: Scene): Promise<void> {
  const { time, violations } = scene;
  const round = async (name: string): Promise<number> => {
    const before = scene.writeRequests;
    await passTime(time, scene.plan.indexLagMs + 10 * minuteMs);
    await finished(time, report(scene, lifeNamed(name)));
    return scene.writeRequests - before;
  };
  let isQuiet = false;
  for (let n = 1; n <= drainRounds && !isQuiet; n += 1) isQuiet = (await round(`drain-${n}`)) === 0;
  if (!isQuiet)
    violations.push({ invariant: "S1", text: `still writing after ${drainRounds} rounds without faults` });
  for (let n = 1; n <= idleRounds; n += 1) {
    const writes = await round(`idle-${n}`);
    if (writes > 0) violations.push({ invariant: "S3", text: `${writes} writes in idle round ${n}` });
  }
  await checkIngested(scene);
  checkTasks(scene);
}

/** What people typed has arrived, and every promise that stands has its task, done or deleted as people left it. */
async function checkIngested({ plan, world, store, violations }: Scene): Promise<void> {
  const [crm, field] =
    plan.side === "left" ? ["hubspot", "buyer_next_step"] : ["salesforce", "buyer_next_step__c"];
  for (const { target, patch, reason } of await store.intents(crm, "parked", null, 100)) {
    if (!mayBeRefused(plan, world.deals, patch))
      violations.push({ invariant: "W4", text: `${target} is parked though nothing refuses it: ${reason}` });
  }
  const subjects = world.tasks().map(({ subject }) => subject);
  for (const [deal, id] of world.deals.entries()) {
    const said = world.promised(deal);
    const stored = (await store.record(crm, { object: "deal", id }))?.fields[field];
    if (stored !== said)
      violations.push({ invariant: "D1", text: `deal ${deal} says ${said}, stored is ${String(stored)}` });
    if (!subjects.some((subject) => subject.includes(`: ${said} (`)))
      violations.push({ invariant: "W2", text: `no task was made for “${said}” of deal ${deal}` });
  }
}

function countDeeds({ deeds }: TasksPlan): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { kind } of deeds) if (kind !== "promise") counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return counts;
}
