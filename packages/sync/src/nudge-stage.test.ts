import { type CrmAdapter, CrmError, type RecordRef } from "@headway/crm";
import { simulatedClock } from "@headway/crm/conformance";
import { type MemoryCrm, memoryCrm } from "@headway/crm/memory";
import { expect, it } from "vitest";
import { memoryStore } from "./memory/index.ts";
import { createSync } from "./sync.ts";

/** A CRM that refuses to give contacts by name, and tells changes of nothing, as for links that change no record. */
function refusing(crm: MemoryCrm): CrmAdapter {
  return {
    ...crm,
    pull: async function* (request, options) {
      if (request.type === "records" && request.refs.some(({ object }) => object === "contact"))
        throw new CrmError("forbidden", { crm: crm.crm, message: "no right to read contacts" });
      for await (const page of crm.pull(request, options))
        yield request.type === "changes" && page.object === "deal" ? { ...page, changes: [] } : page;
    },
  };
}

it("reads what notices named although another object among them may not be read (invariant:H4)", async () => {
  const clock = simulatedClock(Date.parse("2026-03-01T10:00:00.000Z"));
  const crm = memoryCrm({ clock });
  const store = memoryStore({ clock: clock.now });
  const contact: RecordRef = { object: "contact", id: await crm.backend.create("contact", { name: "Ann" }) };
  const deal: RecordRef = { object: "deal", id: await crm.backend.create("deal", { name: "A" }) };
  const sync = createSync({ crm: refusing(crm), store, clock: clock.now });
  const { id: accountId } = (await crm.describe()).account;
  const occurredAt = "2026-03-01T09:59:00.000Z";
  await sync.nudge([{ accountId, refs: [contact, deal], occurredAt }]);
  await sync.run();
  expect(await store.record("memory", deal)).toMatchObject({ name: "A" });
  expect(await store.rows("memory", "nudge", null, 9)).toEqual([]);
});
