import type { RunRow } from "./journal.ts";
import type { Lease } from "./mirror/mirror-store.ts";
import type { OpenStore } from "./open-store.ts";
import type { Store } from "./store.ts";
import { SyncError } from "./sync-error.ts";

/** Who runs. Two runs at once need two names. */
export interface Worker {
  readonly name: string;
  /** Whether the worker of a name is certainly dead, so that nobody has to wait for its lease to run out. */
  readonly isGone?: (name: string) => boolean;
}

/** Where workers of a store run, as far as the store can tell. */
export interface Place {
  /** Begins the name of every worker of this place. */
  readonly name: string;
  /** Whether the worker of a name is certainly dead. */
  isGone(worker: string): boolean;
}

/** The right of one run to work on a CRM in a store. */
export interface Hold {
  /** Holds on for another while. Throws `SyncError` `lease-lost` when another has taken over. */
  renew(): Promise<void>;
  /** Milliseconds that the right surely still holds, by the holder's own clock; `undefined` where its caller has it. */
  leftMs(): number | undefined;
}

/** A store for as long as one run holds the right to work on a CRM in it. */
export interface HeldStore extends Hold {
  /** Writes nothing once another has taken the right over (`invariant:K2`). */
  readonly store: Store;
  release(): Promise<void>;
}

/** How to hold a store. */
export interface HoldOptions {
  readonly crm: string;
  readonly worker: Worker;
  /** How long the right outlives its last renewal, in milliseconds. */
  readonly leaseMs: number;
  /** Milliseconds since 1970, by the holder's own clock. */
  readonly clock: () => number;
}

/**
 * Takes the only right to run on one CRM in a store. Throws `SyncError` `run-going-on`, naming the run that
 * has it. A store without leases is one whose caller already holds the right, as a fleet does.
 */
export async function holdStore(store: Store | OpenStore, options: HoldOptions): Promise<HeldStore> {
  if (!("leases" in store)) {
    return {
      store,
      renew: async () => undefined,
      leftMs: () => undefined,
      release: async () => undefined,
    };
  }
  const { leases } = store;
  const { leaseMs, clock } = options;
  // Counted from before asking: the store's clock may start later, never earlier.
  let since = clock();
  const lease = await takeLease(store, options);
  return {
    store: store.fenced(lease),
    renew: async () => {
      const asked = clock();
      if (!(await leases.renew(lease, leaseMs))) throw leaseLost(options.crm);
      since = asked;
    },
    leftMs: () => Math.max(0, Math.min(leaseMs, since + leaseMs - clock())),
    release: () => leases.release(lease),
  };
}

async function takeLease(store: OpenStore, { crm, worker, leaseMs }: HoldOptions): Promise<Lease> {
  const { leases } = store;
  const name = `run/${crm}`;
  const lease = await leases.acquire(name, worker.name, leaseMs);
  if (lease !== null) return lease;
  // Asked of the lease and not of the run's row: a worker may die between the two.
  const holder = await leases.holder(name);
  if (holder !== null && worker.isGone?.(holder) === true) {
    // Under the dead worker's name the right is free; given back at once, it is taken under our own.
    const inherited = await leases.acquire(name, holder, leaseMs);
    if (inherited !== null) await leases.release(inherited);
    const own = inherited === null ? null : await leases.acquire(name, worker.name, leaseMs);
    if (own !== null) return own;
  }
  throw goingOn(crm, holder, await lastRunning(store, crm), leaseMs);
}

async function lastRunning(store: OpenStore, crm: string): Promise<RunRow | undefined> {
  return (await store.rows(crm, "run", null, 1_000)).filter(({ status }) => status === "running").at(-1);
}

function goingOn(crm: string, holder: string | null, first: RunRow | undefined, leaseMs: number): SyncError {
  const who =
    first === undefined
      ? `another run${holder === null ? "" : ` by ${holder}`}`
      : `run ${Number(first.id)} by ${first.worker}, begun ${first.startedAt}, last heard of ${first.aliveAt},`;
  return new SyncError(
    "run-going-on",
    `${who} works on ${crm} in this store. Nothing was read or written. Wait for it to end; if it was killed, its right ends ${Math.ceil(leaseMs / 60_000)} minutes after it was last heard of`,
  );
}

function leaseLost(crm: string): SyncError {
  return new SyncError(
    "lease-lost",
    `another run has taken over ${crm} in this store, since nothing was heard of this one for too long. It wrote nothing after that. The other one goes on from what is stored`,
  );
}
