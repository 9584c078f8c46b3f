import type { Lease, Leases, MirrorStore } from "./mirror/mirror-store.ts";
import type { Place } from "./run-lease.ts";
import type { Store } from "./store.ts";

/** A store as its factory opens it: the engine's part, who may write, and what mirrors keep. */
export interface OpenStore extends Store {
  /** Who works on what; all processes on one store share them. */
  readonly leases: Leases;
  /**
   * The same store for the holder of a lease. Once somebody else has taken the lease, no write of this one changes a
   * row: each throws `SyncError` `lease-lost` (`invariant:K2`). A lease that ran out and was not taken goes on, since
   * nobody else is there to be disturbed. Closing it closes the store.
   */
  fenced(lease: Lease): Store;
  readonly mirrors: MirrorStore;
  /** Where its workers run; absent where they may be anywhere. */
  readonly place?: Place;
}
