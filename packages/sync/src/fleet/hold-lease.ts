import type { Ports } from "@headway/crm/http";
import { SyncError } from "../sync-error.ts";
import type { Lease, Leases } from "./leases.ts";

/** A lease that is renewed until it is let go. */
export interface HeldLease {
  readonly lease: Lease;
  /** Aborts with `SyncError` `lease-lost` once it is another's, or may be by now. */
  readonly signal: AbortSignal;
  /** Whether it surely still is this process's, by its own clock; right after a sleep known sooner than by the signal. */
  isHeld(): boolean;
  /** Gives it back, unless it was left. */
  letGo(): Promise<void>;
  /** Renews it no more and does not give it back either: whoever waits for it waits until its time is over. */
  leave(): void;
}

/** Parts of a lease's time after which it is renewed. */
const renewals = 3;

/** A lease that was just taken. */
interface TakenLease {
  readonly lease: Lease;
  readonly ttlMs: number;
  /** When it was asked for, by this process's clock: the database's may start later, never earlier. */
  readonly askedAt: number;
}

/**
 * Keeps a lease alive. While the database does not answer it goes on asking, and counts the lease as
 * lost when its time is over by this process's clock: from then on somebody else may hold it.
 */
export function holdLease(leases: Leases, { lease, ttlMs, askedAt }: TakenLease, ports: Ports): HeldLease {
  const lost = new AbortController();
  const ending = new AbortController();
  const hold: Hold = { lease, ttlMs, until: askedAt + ttlMs };
  const renewing = keepRenewing(leases, hold, ports, ending.signal).then((loss) => {
    if (loss !== null) lost.abort(loss);
  });
  let isLeft = false;
  return {
    lease,
    signal: lost.signal,
    isHeld: () => !lost.signal.aborted && ports.now() < hold.until,
    leave() {
      isLeft = true;
      ending.abort();
    },
    async letGo() {
      ending.abort();
      await renewing;
      // One that cannot be given back runs out by itself.
      if (!lost.signal.aborted && !isLeft) await leases.release(lease).catch(() => undefined);
    },
  };
}

/** A lease and the instant until which it surely is held, by this process's clock. */
interface Hold {
  readonly lease: Lease;
  readonly ttlMs: number;
  until: number;
}

/** Why it is lost, once it is; `null` when it ended before that. */
async function keepRenewing(
  leases: Leases,
  hold: Hold,
  ports: Ports,
  ending: AbortSignal,
): Promise<SyncError | null> {
  const { lease, ttlMs } = hold;
  while (!ending.aborted) {
    await ports.sleep(ttlMs / renewals, ending).catch(() => undefined);
    if (ending.aborted) return null;
    const askedAt = ports.now();
    const answer = await leases.renew(lease, ttlMs).catch(() => undefined);
    if (answer === false) return takenOver(lease);
    if (answer === true) hold.until = askedAt + ttlMs;
    if (ports.now() >= hold.until) return mayBeLost(lease);
  }
  return null;
}

function takenOver({ name }: Lease): SyncError {
  return new SyncError(
    "lease-lost",
    `another worker has taken over ${name}, since nothing was heard of this one for too long. What was confirmed before stays; the other goes on from there`,
  );
}

/** The loss that only this process's clock tells of. */
export function mayBeLost({ name }: Lease): SyncError {
  return new SyncError(
    "lease-lost",
    `the lease of ${name} could not be renewed in time, so that another worker may have taken over. What was confirmed before stays; whoever holds it goes on from there`,
  );
}
