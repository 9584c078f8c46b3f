import { CrmError } from "@headway/crm";
import type { Limiter } from "@headway/crm/http";
import type { SyncError } from "../sync-error.ts";
import { type HeldLease, mayBeLost } from "./hold-lease.ts";

/**
 * The lanes of a limiter for the holder of a lease: nothing starts in them once the lease may be another's. A worker
 * that slept wakes to its answers as soon as to its timers, and must not send the next request before it looked at the
 * clock (`invariant:K2`). Who waits is told `aborted`.
 */
export function heldLimiter(
  limiter: Limiter,
  crm: string,
  { lease, isHeld }: Pick<HeldLease, "lease" | "isHeld">,
): Limiter {
  return {
    lane(name, limit) {
      const lane = limiter.lane(name, limit);
      return {
        pauseUntil: (at) => lane.pauseUntil(at),
        async acquire(signal) {
          await lane.acquire(signal);
          if (!isHeld()) throw ended(crm, mayBeLost(lease));
        },
      };
    },
  };
}

function ended(crm: string, cause: SyncError): CrmError {
  return new CrmError("aborted", {
    crm,
    message: "another worker may hold the account by now",
    next: "whoever holds the account goes on from what is stored",
    cause,
  });
}
