import { memoryStore } from "@headway/sync/memory";
import type { MirrorStore } from "@headway/sync/mirror";
import { sqliteStore } from "@headway/sync/sqlite";
import type { AdapterOptions, KeptReadings, TokenBox } from "./adapters.ts";
import { draws } from "./draws.ts";
import { type Hands, hands } from "./hands.ts";
import { type IntentWatch, intentWatch } from "./intent-watch.ts";
import { type Ledger, ledger } from "./ledger.ts";
import { type Network, network as openNetwork, type SeenRequest } from "./network.ts";
import type { MirrorPlan } from "./plan.ts";
import { type Scheduler, scheduler } from "./scheduler.ts";
import type { SealedMachine } from "./sealed-machine.ts";
import type { Trace } from "./trace.ts";
import { beginsAt, openWorld, type World } from "./world.ts";

/** Everything that one seed of a mirror is made of. */
export interface MirrorScene {
  readonly plan: MirrorPlan;
  readonly time: Scheduler;
  readonly world: World;
  readonly wire: Network;
  readonly ledger: Ledger;
  readonly hands: Hands;
  readonly adapters: AdapterOptions;
  readonly store: MirrorStore;
  readonly close: () => Promise<void>;
  readonly intents: IntentWatch;
  readonly kept: KeptReadings;
  /** What each worker's clock is wrong by. */
  readonly skewsMs: number[];
  /** Every request that asked for a change, in the order of arrival. */
  readonly writeRequests: SeenRequest[];
  readonly mishaps: Map<string, number>;
  /** What workers have stored so far, and how often that moved a watermark. */
  commits: number;
  watermarks: number;
  /** A text that nobody was given before. */
  readonly nextId: () => string;
  /** When people stop typing. */
  readonly endsAt: number;
}

/** Puts a plan on its stage, before anything has happened. */
export function openScene(plan: MirrorPlan, machine: SealedMachine, marks: Trace): MirrorScene {
  const time = scheduler(beginsAt, marks, () => machine.turn());
  const clock = lateClock(() => time.now());
  const world = openWorld(plan, { left: () => time.now(), right: clock.now });
  const { hubspot, salesforce } = world;
  const book = ledger(world, () => time.now());
  const own = hands({ plan, world, ledger: book, ...clock });
  const { rates, latencyMs, seed } = plan;
  const network = { scheduler: time, trace: marks, draws: draws(seed, "network"), rates, latencyMs };
  const wire = openNetwork({ ...network, hubspot, salesforce });
  const now = { clock: () => time.now() };
  const opened = plan.store === "sqlite" ? sqliteStore(":memory:", now) : memoryStore(now);
  const intents = intentWatch(opened.mirrors, ({ side }, id) =>
    side === "left"
      ? String(hubspot.record("deals", id)?.updatedAt)
      : String(salesforce.record("Opportunity", id)?.SystemModstamp),
  );
  const tokens: TokenBox | null = plan.rotation ? { tokens: hubspot.oauth.install() } : null;
  // As little as is safe: the more is read back, the less a lost mark would show.
  const overlapMs = plan.indexLagMs + Math.max(0, ...plan.edits.map(({ lateMs }) => lateMs)) + 10_000;
  const adapters = { network: wire, scheduler: time, draws: draws(seed, "ports"), hubspot, salesforce };
  const scene: MirrorScene = {
    plan,
    time,
    world,
    wire,
    ledger: book,
    hands: own,
    adapters: { ...adapters, tokens, overlapMs },
    store: intents.store,
    close: () => opened.close(),
    intents,
    kept: { schemas: new Map(), users: changesUsers(plan) ? null : new Map() },
    skewsMs: [...plan.skewsMs],
    writeRequests: [],
    mishaps: new Map(),
    commits: 0,
    watermarks: 0,
    nextId: counter(),
    endsAt: beginsAt + plan.lastsMs,
  };
  wire.watch((request) => noteWrite(scene, marks, request));
  return scene;
}

function changesUsers({ mishaps }: MirrorPlan): boolean {
  return mishaps.some(({ kind }) => kind === "deactivate-owner");
}

function counter(): () => string {
  let count = 0;
  return () => {
    count += 1;
    return `id-${String(count).padStart(6, "0")}`;
  };
}

/** Salesforce's clock, which is set back for as long as a late row is written. */
function lateClock(now: () => number) {
  let lateMs = 0;
  return {
    now: () => now() - lateMs,
    stampedEarlier(ms: number, work: () => void): void {
      lateMs = ms;
      try {
        work();
      } finally {
        lateMs = 0;
      }
    },
  };
}

/** Enters a write into every book, and lets the flows of the CRM react to it. */
function noteWrite(scene: MirrorScene, marks: Trace, request: SeenRequest): void {
  const { world, ledger: book, intents, hands: own, writeRequests } = scene;
  if (!request.isWrite) return;
  const { side, method, path, body, status } = request;
  marks.add(`${side} ${method} ${path} ${body}: ${status}`);
  for (const { [side]: id } of world.pairs) {
    if (path.includes(id) || body.includes(id)) intents.arrived(request, id);
  }
  writeRequests.push(request);
  const before = book.versions.length;
  book.noteRequest(request);
  own.react(request);
  for (const { deal, field, from, to, by } of book.versions.slice(before)) {
    marks.add(`${side} deal ${deal} ${field}: ${by} makes “${to}” of “${from}”`);
  }
}
