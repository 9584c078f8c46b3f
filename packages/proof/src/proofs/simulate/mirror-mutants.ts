import type { BrokenVariant } from "./broken-variant.ts";

const mirror = "sync/src/mirror";

function broken(id: string, file: string, find: string, replace: string): BrokenVariant {
  return { id, places: [{ file: `${mirror}/${file}`, find, replace }] };
}

/** Every worker gets the lease, and nothing asks whether it still has it. */
const leaseForAll: BrokenVariant["places"] = [
  {
    file: "sync/src/memory/memory-leases.ts",
    find: "if (current !== undefined && current.lease.owner !== owner && current.until > now) return null;",
    replace: "",
  },
  {
    file: "sync/src/memory/memory-leases.ts",
    find: "if (current?.lease.fence !== lease.fence) return false;\n      current.until",
    replace: "if (current === undefined) return false;\n      current.until",
  },
];

const fenceOpen: BrokenVariant["places"] = [
  {
    file: `${mirror}/memory-mirror-store.ts`,
    find: "if (fence !== null && !leases.isLatest(mirrorLease(mirror), fence)) throw leaseLost(mirrorLease(mirror));",
    replace: "",
  },
];

/** What a mirror must not do; files are below `packages`. */
export const mirrorMutants: readonly BrokenVariant[] = [
  broken(
    "last-writer-wins-per-record",
    "decide-field.ts",
    "  const changed = {\n    left: values.left !== base.left",
    `  const [leftAt, rightAt] = [one.places.left.deal.modifiedAt, one.places.right.deal.modifiedAt];
  if (leftAt !== "") return carry(one, values, leftAt >= rightAt ? "right" : "left");
  const changed = {
    left: values.left !== base.left`,
  ),
  broken(
    "base-saved-before-confirmation",
    "plan-link.ts",
    "const held = agreed ?? (decision.looked === true ? base : null);",
    `const [write] = decision.writes ?? [];
  const planned = write && {
    left: write.side === "left" ? write.value : write.source,
    right: write.side === "right" ? write.value : write.source,
  };
  const held = agreed ?? planned ?? base;`,
  ),
  broken(
    "watermark-before-dirty-set",
    "learn-stage.ts",
    "  await commit(work, { remove, put });",
    `  await commit(work, { put: put.filter(({ kind }) => kind === "watermark") });
  await commit(work, { remove, put: put.filter(({ kind }) => kind !== "watermark") });`,
  ),
  broken(
    "time-window-echo-filter",
    "decide-field.ts",
    "  if (agree(one, values)) return",
    `  if (one.writings.some((write) => Date.parse(one.at) - Date.parse(write.at) < 600_000)) return {};
  if (agree(one, values)) return`,
  ),
  broken(
    "no-history-on-unknown-outcome",
    "evaluate-intent.ts",
    "  const fresh = changesSince(all, item.seen);",
    `  if (sending === "unknown") return { ...base, status: unsentStatus(item, current) };
  const fresh = changesSince(all, item.seen);`,
  ),
  { id: "no-lease", places: [...leaseForAll, ...fenceOpen] },
  {
    id: "unfenced-worker",
    places: [
      ...fenceOpen,
      { file: `${mirror}/mirror-work.ts`, find: "if (leftMs() <= 0) throw lost();", replace: "" },
    ],
  },
  broken(
    "no-clobber-check",
    "settle-intent.ts",
    "for (const overwritten of outcome.overwritten) {",
    "for (const overwritten of outcome.overwritten.slice(0, 0)) {",
  ),
  broken(
    "conflicts-not-recorded",
    "plan-commit.ts",
    'put.push(...conflicts.map((row) => ({ kind: "conflict" as const, row })));',
    "",
  ),
  broken(
    "merged-treated-as-deleted",
    "lifecycle.ts",
    'else if (read.type === "merged") await moveLink(work, state, side, read.into);',
    'else if (read.type === "merged") await endLink(work, state, side, read.into);',
  ),
  broken(
    "first-link-overwrites-blindly",
    "decide-difference.ts",
    'return decideDifference(one, values, "first-difference");',
    'return carry(one, values, "right");',
  ),
  broken(
    "empty-overwrites-at-first-link",
    "decide-difference.ts",
    'if (values.left === null) return carry(one, values, "left");',
    'if (values.left === null) return carry(one, values, "right");',
  ),
  broken(
    "intent-not-recorded-before-sending",
    "send-stage.ts",
    "return (await commit(work, { expect, put })) ? [{ ...one, intent: inflight }] : [];",
    "return expect.length > 0 && put.length > 0 ? [{ ...one, intent: inflight }] : [];",
  ),
  broken(
    "retry-under-a-new-intent",
    "settle-intent.ts",
    'settled.put.push({ kind: "intent", row: { ...intent, state: "pending", fields: waiting } });',
    `settled.remove.push({ kind: "intent", id: intent.id });
    settled.put.push({ kind: "intent", row: { ...intent, id: \`\${intent.id}+\`, state: "pending", fields: waiting } });`,
  ),
  broken(
    "closed-deal-reopened",
    "conflict-policy.ts",
    '  return isClosed(left) ? "left" : "right";',
    '  return isClosed(left) ? "right" : "left";',
  ),
  broken(
    "many-to-one-stage-dropped",
    "stage-map.ts",
    "toCoarse: (side, id) => (side === fine ? up.get(id)",
    'toCoarse: (side, id) => (side === fine ? (down.get(up.get(id) ?? "") === id ? up.get(id) : undefined)',
  ),
  broken(
    "oscillation-breaker-off",
    "decide-field.ts",
    "if (trips(one.writings, write, one.at)) {",
    'if (one.at === "") {',
  ),
  broken(
    "refusals-sent-again-and-again",
    "decide-field.ts",
    "if (isStillParked(one, values)) return {};",
    "",
  ),
  broken(
    "conflicts-decided-by-side-of-arrival",
    "conflict-policy.ts",
    '      return leftAt > rightAt ? "left" : "right";',
    '      return leftAt > rightAt ? "right" : "left";',
  ),
  broken(
    "late-writes-overlooked",
    "late-write.ts",
    "if (found.length === 0) return undefined;",
    "if (found.length < 99) return undefined;",
  ),
];
