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
  const renewing = keepRenewing(leases, hold, ports, ending.signal).then((isLost) => {
    if (isLost) lost.abort(leaseLost(lease));
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

/** True once it is lost, false when it ended before that. */
async function keepRenewing(leases: Leases, hold: Hold, ports: Ports, ending: AbortSignal): Promise<boolean> {
  const { lease, ttlMs } = hold;
  while (!ending.aborted) {
    await ports.sleep(ttlMs / renewals, ending).catch(() => undefined);
    if (ending.aborted) return false;
    const askedAt = ports.now();
    const answer = await leases.renew(lease, ttlMs).catch(() => undefined);
    if (answer === false) return true;
    if (answer === true) hold.until = askedAt + ttlMs;
    if (ports.now() >= hold.until) return true;
  }
  return false;
}

function leaseLost({ name }: Lease): SyncError {
  return new SyncError(
    "lease-lost",
    `another worker has taken over ${name}. What was confirmed before stays; the other goes on from there`,
  );
}
