import { type CrmAdapter, CrmError } from "@headway/crm";
import { expect, test } from "vitest";
import { mirrored } from "./testing/mirrored.ts";

const deal = { name: "ACME", stageId: "evaluation", amount: "1000", closeDate: "2026-06-30" };

test("invariant:S1 a run that brings a broken reading to its end reads what changed since that began as well", async () => {
  const world = mirrored();
  const { left, right } = world;
  const ids = await world.pair(deal);
  for (let run = 0; run < 3; run += 1) await world.mirror.run();
  let breaksOff = true;
  const readings: boolean[] = [];
  const adapter: CrmAdapter = {
    ...left.adapter,
    async *pull(request, call) {
      if (request.type === "changes") readings.push(request.since?.startsWith("midway ") === true);
      if (request.type === "changes" && request.since?.startsWith("midway ") === true) {
        // The end of the reading that broke off: nothing of what came later.
        const cursor = request.since.slice("midway ".length);
        yield { object: "deal", changes: [], cursor, caughtUp: true };
        return;
      }
      for await (const page of left.adapter.pull(request, call)) {
        if (request.type !== "changes") yield page;
        else if (breaksOff) {
          yield { ...page, changes: [], caughtUp: false };
          throw new CrmError("unavailable", { crm: "left", message: "gone", written: "nothing" });
        } else yield page;
      }
    },
  };
  const mirror = world.another({ left: adapter });
  expect((await mirror.run()).gaps).toHaveLength(1);
  const watermark = await world.store.row("mirror", "watermark", "left");
  if (watermark === null) throw new Error("nothing was read");
  await world.store.commit("mirror", null, {
    put: [{ kind: "watermark", row: { ...watermark, cursor: `midway ${watermark.cursor}` } }],
  });
  await left.edit(ids.left, { amount: "1100" });
  breaksOff = false;
  readings.length = 0;
  await mirror.run();
  expect(readings).toEqual([true, false]);
  expect((await right.read(ids.right)).amount).toBe("1100");
});
