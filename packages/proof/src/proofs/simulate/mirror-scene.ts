import { memoryStore } from "@headway/sync/memory";
import type { MirrorStore } from "@headway/sync/mirror";
import type { AdapterOptions, TokenBox } from "./adapters.ts";
import { draws } from "./draws.ts";
import { type Hands, hands } from "./hands.ts";
import { type IntentWatch, intentWatch } from "./intent-watch.ts";
import { type Ledger, ledger } from "./ledger.ts";
import { type Network, network, type SeenRequest } from "./network.ts";
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
  readonly intents: IntentWatch;
  /** What each worker's clock is wrong by. */
  readonly skewsMs: number[];
  /** Every request that asked for a change, in the order of arrival. */
  readonly writeRequests: SeenRequest[];
  readonly mishaps: Map<string, number>;
  /** A text that nobody was given before. */
  readonly nextId: () => string;
}

/** Puts a plan on its stage, before anything has happened. */
export function openScene(plan: MirrorPlan, machine: SealedMachine, marks: Trace): MirrorScene {
  const time = scheduler(beginsAt, marks, () => machine.turn());
  let lateMs = 0;
  const rightNow = (): number => time.now() - lateMs;
  const world = openWorld(plan, { left: () => time.now(), right: rightNow });
  const { hubspot, salesforce } = world;
  const book = ledger(world, () => time.now());
  const own = hands({
    plan,
    world,
    ledger: book,
    now: rightNow,
    stampedEarlier(ms, work) {
      lateMs = ms;
      try {
        work();
      } finally {
        lateMs = 0;
      }
    },
  });
  const wire = network({
    scheduler: time,
    trace: marks,
    draws: draws(plan.seed, "network"),
    hubspot,
    salesforce,
    rates: plan.rates,
    latencyMs: plan.latencyMs,
  });
  const writeRequests: SeenRequest[] = [];
  const intents = intentWatch(memoryStore({ clock: () => time.now() }).mirrors, ({ side }, id) =>
    side === "left"
      ? String(hubspot.record("deals", id)?.updatedAt)
      : String(salesforce.record("Opportunity", id)?.SystemModstamp),
  );
  wire.watch((request) => {
    if (!request.isWrite) return;
    marks.add(`${request.side} ${request.method} ${request.path} ${request.body}: ${request.status}`);
    for (const { [request.side]: id } of world.pairs) {
      if (request.path.includes(id) || request.body.includes(id)) intents.arrived(request, id);
    }
    writeRequests.push(request);
    const versions = book.versions.length;
    book.noteRequest(request);
    own.react(request);
    for (const { deal, field, from, to, by } of book.versions.slice(versions)) {
      marks.add(`${request.side} deal ${deal} ${field}: ${by} makes “${to}” of “${from}”`);
    }
  });
  const tokens: TokenBox | null = plan.rotation ? { tokens: hubspot.oauth.install() } : null;
  const adapters = {
    network: wire,
    scheduler: time,
    draws: draws(plan.seed, "ports"),
    hubspot,
    salesforce,
    tokens,
    overlapMs: plan.indexLagMs + 240_000,
  };
  let count = 0;
  return {
    plan,
    time,
    world,
    wire,
    ledger: book,
    hands: own,
    adapters,
    store: intents.store,
    intents,
    skewsMs: [...plan.skewsMs],
    writeRequests,
    mishaps: new Map(),
    nextId() {
      count += 1;
      return `id-${String(count).padStart(6, "0")}`;
    },
  };
}
