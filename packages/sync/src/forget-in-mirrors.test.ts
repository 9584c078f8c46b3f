import { expect, it } from "vitest";
import { forgetInMirrors } from "./forget-in-mirrors.ts";
import { memoryMirrorStore } from "./mirror/memory-mirror-store.ts";
import { mirrorLease } from "./mirror/mirror-store.ts";

const at = "2026-03-01T10:00:00.000Z";

it("invariant:P1 takes a mirror from a run, which could write down again what it had read of the person", async () => {
  const mirrors = memoryMirrorStore(() => 0);
  const row = { id: "l1", group: null, since: at, mark: "read before" };
  const put = [{ kind: "dirty", row }] as const;
  const lease = await mirrors.leases.acquire(mirrorLease("m"), "a worker", 60_000);
  await mirrors.commit("m", lease?.fence ?? 0, { put });
  await forgetInMirrors(mirrors, ["quetzalcoatlina"], at);
  await expect(mirrors.commit("m", lease?.fence ?? 0, { put })).rejects.toMatchObject({ code: "lease-lost" });
  expect(await mirrors.leases.acquire(mirrorLease("m"), "the next worker", 60_000)).not.toBeNull();
});
