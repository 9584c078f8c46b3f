import { mentions, type Words } from "./mentions.ts";
import type { MirrorKind, MirrorRows } from "./mirror/mirror-rows.ts";
import {
  type Lease,
  type MirrorPut,
  type MirrorRemoval,
  type MirrorStore,
  mirrorLease,
} from "./mirror/mirror-store.ts";
import { SyncError } from "./sync-error.ts";

/** Kinds of rows that hold texts of deals: values, questions about them, and names. */
const quoting = [
  "base",
  "intent",
  "conflict",
  "parked",
  "wanted",
  "writing",
  "candidate",
  "proposal",
  "notice",
] as const satisfies readonly MirrorKind[];

const pageSize = 500;

const leaseMs = 600_000;

/**
 * Takes every row of a store's mirrors away that holds one of the words, and marks its link, which is then decided
 * anew from what both CRMs hold: where an agreement went, differences wait for a person (`invariant:S14`). A run that
 * holds a mirror loses it and ends early, since it could write down again what it had read before; the next one goes on.
 * Returns how many went. Their bytes go when the store is erased after it. Throws `SyncError` `run-going-on` where a
 * mirror is taken and given up faster than it can be had.
 */
export async function forgetInMirrors(mirrors: MirrorStore, words: Words, at: string): Promise<number> {
  let gone = 0;
  for (const mirror of await mirrors.names()) {
    const lease = await takeOver(mirrors, mirror);
    try {
      for (const kind of quoting) gone += await forgetKind({ mirrors, mirror, lease, words, at }, kind);
    } finally {
      await mirrors.leases.release(lease);
    }
  }
  return gone;
}

/** The lease of a mirror, whoever has it: asked for in its holder's name it comes with a new fence. */
async function takeOver({ leases }: MirrorStore, mirror: string): Promise<Lease> {
  const name = mirrorLease(mirror);
  for (let tries = 0; tries < 5; tries += 1) {
    const owner = (await leases.holder(name)) ?? "forget";
    const lease = await leases.acquire(name, owner, leaseMs);
    if (lease !== null) return lease;
  }
  throw new SyncError(
    "run-going-on",
    `mirror \`${mirror}\` changed hands five times while a person was to be forgotten. Nothing was erased outside the mirrors; forget once more`,
  );
}

interface Forgetting {
  readonly mirrors: MirrorStore;
  readonly mirror: string;
  readonly lease: Lease;
  readonly words: Words;
  readonly at: string;
}

async function forgetKind(
  { mirrors, mirror, lease, words, at }: Forgetting,
  kind: (typeof quoting)[number],
): Promise<number> {
  let gone = 0;
  for (let after: string | null = null; ; ) {
    const page: MirrorRows[typeof kind][] = await mirrors.rows(mirror, kind, { after, limit: pageSize });
    const found = page.filter((row) => mentions(row, words));
    if (found.length > 0) {
      const remove = found.map(({ id }): MirrorRemoval => ({ kind, id }));
      const links = new Set(found.flatMap((row) => (kind === "candidate" ? [] : (row.group ?? []))));
      const put = [...links].map(
        (id): MirrorPut => ({ kind: "dirty", row: { id, group: null, since: at, mark: `forgotten ${at}` } }),
      );
      await mirrors.commit(mirror, lease.fence, { remove, put });
      gone += found.length;
    }
    if (page.length < pageSize) return gone;
    after = page.at(-1)?.id ?? null;
  }
}
