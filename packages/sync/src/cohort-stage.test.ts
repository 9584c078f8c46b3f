import { memoryCrm } from "@headway/crm/memory";
import { expect, test } from "vitest";
import { memoryStore } from "./memory/index.ts";
import { createSync } from "./sync.ts";

test("a run that ends before the curves of its day were fitted leaves them to the next (invariant:K1)", async () => {
  const crm = memoryCrm();
  await crm.backend.create("deal", { name: "ACME" });
  const store = memoryStore();
  await createSync({ crm, store }).run({ asOf: "2026-03-01T00:00:00Z" });
  const broken = {
    ...store,
    fenced: (lease: Parameters<typeof store.fenced>[0]) => ({
      ...store.fenced(lease),
      saveState: async (name: string, part: object) => {
        if ("cohorts" in part) throw new Error("killed");
        await store.fenced(lease).saveState(name, part);
      },
    }),
  };
  const dying = createSync({ crm, store: broken }).run({ asOf: "2026-03-02T00:00:00Z" });
  await expect(dying).rejects.toThrow("killed");
  await createSync({ crm, store }).run({ asOf: "2026-03-02T00:00:00Z" });
  const { cohorts } = await store.state(crm.crm);
  expect(cohorts?.asOf).toBe("2026-03-02T00:00:00.000Z");
});
