import { SyncError } from "../sync-error.ts";
import type { MirrorContext, MirrorTerms } from "./mirror-context.ts";
import type { MirrorProgress } from "./mirror-options.ts";
import type { MirrorCommit } from "./mirror-store.ts";
import { type Lease, mirrorLease } from "./mirror-store.ts";
import type { MirrorTally } from "./mirror-tally.ts";

/** One run under its lease. */
export interface MirrorWork extends MirrorContext {
  readonly terms: MirrorTerms;
  readonly tally: MirrorTally;
  readonly hold: LeaseHold;
  readonly dryRun: boolean;
  readonly approve: boolean;
  /** True once the time budget is nearly used: stop at the next checkpoint. */
  readonly outOfTime: () => boolean;
  readonly progress: (event: MirrorProgress) => void;
}

/** A held lease, watched by the holder's own clock. */
export interface LeaseHold {
  readonly fence: number;
  /** Holds on for another while when half of it is over. Throws `lease-lost` when it ran out or was taken. */
  keep(): Promise<void>;
  /**
   * Holds on for another while, also where it ran out and nobody took it: for before anything was read that a write
   * will rest on, so that a slow CRM does not keep a lone worker from its work. Throws `lease-lost` when it was taken.
   */
  retake(): Promise<void>;
  /** Milliseconds that the lease surely still holds. */
  leftMs(): number;
  release(): Promise<void>;
}

/** Takes the mirror for this worker; `null` while another one has it. */
export async function holdLease({ store, config }: MirrorContext, owner: string): Promise<LeaseHold | null> {
  const { clock, leaseMs } = config;
  // Counted from before asking: the store's clock may start later, never earlier.
  let since = clock();
  const lease: Lease | null = await store.leases.acquire(mirrorLease(config.name), owner, leaseMs);
  if (lease === null) return null;
  const leftMs = (): number => since + leaseMs - clock();
  const lost = (): SyncError =>
    new SyncError(
      "lease-lost",
      `this worker lost mirror \`${config.name}\`; what it had not stored is done by the next one`,
    );
  const renew = async (): Promise<void> => {
    const asked = clock();
    if (!(await store.leases.renew(lease, leaseMs))) throw lost();
    since = asked;
  };
  return {
    fence: lease.fence,
    leftMs,
    async keep() {
      if (leftMs() <= 0) throw lost();
      if (leftMs() <= leaseMs / 2) await renew();
    },
    retake: renew,
    release: () => store.leases.release(lease),
  };
}

/** Stores changes as the holder of the lease; `false` when something expected was not so. */
export function commit(
  work: Pick<MirrorWork, "store" | "config" | "hold">,
  changes: MirrorCommit,
): Promise<boolean> {
  return work.store.commit(work.config.name, work.hold.fence, changes);
}
