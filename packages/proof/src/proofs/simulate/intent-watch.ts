import type { IntentRow, MirrorStore } from "@headway/sync/mirror";
import type { SeenRequest } from "./network.ts";
import type { Violation } from "./seed-result.ts";

/** Looks on as intents are stored, and compares with what arrives in the CRMs. */
export interface IntentWatch {
  /** The store, watched. */
  readonly store: MirrorStore;
  /** A request that asks for a change has arrived. */
  arrived(request: SeenRequest, recordId: string): void;
  readonly violations: readonly Violation[];
}

const most = 20;

/**
 * A write is stored as in flight before it is sent (W2), an intent keeps its id on every attempt (W3), and what a CRM
 * refused for good is not sent again for the same version of the record (W6). Of a worker whose lease somebody else
 * has taken since, nothing is stored (K2).
 */
export function intentWatch(
  store: MirrorStore,
  versionOf: (request: SeenRequest, id: string) => string,
): IntentWatch {
  const violations: Violation[] = [];
  const known = new Set<string>();
  const inflight = new Set<string>();
  const refused = new Map<string, number>();
  const report = (violation: Violation): void => {
    if (violations.length < most) violations.push(violation);
  };
  const fences = fenceWatch(store.leases);
  const noteIntent = (row: IntentRow): void => {
    if (!known.has(row.id) && row.attempts > 0) {
      const text = `intent ${row.id} is new and was sent ${row.attempts} times already`;
      report({ invariant: "W3", text });
    }
    known.add(row.id);
    if (row.state === "inflight") inflight.add(`${row.side} ${row.recordId}`);
  };
  return {
    violations,
    store: {
      ...store,
      leases: fences.leases,
      async commit(mirror, fence, changes) {
        const done = await store.commit(mirror, fence, changes);
        if (done) fences.check(fence).forEach(report);
        for (const put of done ? (changes.put ?? []) : []) if (put.kind === "intent") noteIntent(put.row);
        return done;
      },
    },
    arrived(request, recordId) {
      const { side, body, fault, answer } = request;
      if (!inflight.has(`${side} ${recordId}`)) {
        report({
          invariant: "W2",
          text: `a write to ${side} deal ${recordId} arrived that was never stored as in flight`,
        });
      }
      // Only an answer that was heard can be heeded.
      if (fault !== null || !/CUSTOM_VALIDATION|VALIDATION_ERROR|PATTERN_MISMATCH/.test(answer)) return;
      const key = `${side} deal ${recordId} at ${versionOf(request, recordId)}: ${body}`;
      const times = (refused.get(key) ?? 0) + 1;
      refused.set(key, times);
      if (times > 1) report({ invariant: "W6", text: `sent ${times} times and refused each time: ${key}` });
    },
  };
}

interface FenceWatch {
  readonly leases: MirrorStore["leases"];
  /** What was stored under a fence: nothing may be once a later one was given. */
  check(fence: number | null): Violation[];
}

function fenceWatch(leases: MirrorStore["leases"]): FenceWatch {
  let latest = 0;
  return {
    check(fence) {
      if (fence === null || fence >= latest) return [];
      const text = `a worker with fence ${fence} stored changes after another one got ${latest}`;
      return [{ invariant: "K2", text }];
    },
    leases: {
      ...leases,
      async acquire(name, owner, forMs) {
        const lease = await leases.acquire(name, owner, forMs);
        latest = Math.max(latest, lease?.fence ?? 0);
        return lease;
      },
    },
  };
}
