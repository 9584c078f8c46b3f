import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type SimulatedClock, simulatedClock } from "@headway/crm/conformance";
import { type MemoryCrm, memoryCrm } from "@headway/crm/memory";
import { beforeEach, describe, expect, it } from "vitest";
import { forget } from "./forget.ts";
import type { OpenStore } from "./open-store.ts";
import { sqliteStore } from "./sqlite/index.ts";
import { createSync } from "./sync.ts";
import { ownFields } from "./write-back.ts";

const canary = "Quetzalcoatlina";
const hourMs = 3_600_000;

let clock: SimulatedClock;
let crm: MemoryCrm;
let directory: string;
let store: OpenStore;
let person: string;
let deal: string;
let email: string;

const policy = {
  version: "test-1",
  evidenceRules: [
    {
      id: "signed",
      version: "1",
      on: { object: "email", where: [{ field: "subject", present: true }] },
      gives: { kind: "contract-signed", actorSide: "buyer", grade: 4, quoteField: "subject" },
    },
  ],
};
const run = () => createSync({ crm, store, policy, clock: clock.now }).run();
const ref = () => ({ object: "contact" as const, id: person });
const erase = () => forget(store, "memory", ref(), { clock: clock.now, worker: { name: "tests" } });

beforeEach(async () => {
  clock = simulatedClock(Date.parse("2026-03-01T10:00:00.000Z"));
  crm = memoryCrm({ clock });
  directory = mkdtempSync(join(tmpdir(), "headway-forget-"));
  store = sqliteStore(join(directory, "store.db"));
  await crm.provision(ownFields.map((field) => ({ type: "create-field", field })));
  deal = await crm.backend.create("deal", { name: "A" });
  const links = [{ object: "deal" as const, id: deal }];
  person = await crm.backend.create(
    "contact",
    { name: `${canary} Meyer`, email: `${canary}@example.com` },
    { links },
  );
  email = await crm.backend.create(
    "email",
    { subject: `${canary} signed`, text: `I am ${canary}`, direction: "inbound" },
    { links: [...links, { object: "contact", id: person }] },
  );
  await crm.backend.create("email", { subject: "Hello", direction: "inbound" }, { links });
});

/** How often the canary lies in any of the store's files, whatever its letters. */
function canaries(): number {
  const files = readdirSync(directory).map((name) => readFileSync(join(directory, name), "latin1"));
  return files.reduce((sum, file) => sum + file.toLowerCase().split(canary.toLowerCase()).length - 1, 0);
}

describe("forgetting a person", () => {
  it("invariant:P1 leaves no byte of them in the store's files, in one run", async () => {
    await run();
    clock.advance(hourMs);
    await crm.backend.edit("deal", deal, { headway_reasons: `ask ${canary}` });
    crm.backend.failNext({
      kind: "refuse-one-row",
      on: "write",
      times: 9,
      ref: { object: "deal", id: deal },
    });
    clock.advance(hourMs);
    await run();
    const stored = { object: "contact" as const, id: person, field: "email", reason: `${canary} is odd` };
    const page = { object: "contact" as const, cursor: null, upserts: [], removals: [], merges: [] };
    await store.commitPage("memory", { ...page, unreadable: [stored] });
    const [row] = await store.rows("memory", "run", null, 1);
    if (row === undefined) throw new Error("no run");
    await store.putRows("memory", "run", [{ ...row, gaps: [`${canary} was not read`, "something else"] }]);
    expect(canaries()).toBeGreaterThan(0);
    const report = await erase();
    expect(report).toMatchObject({ wasStored: true, activities: 1, assessedAnew: 1 });
    expect(report.journal).toBeGreaterThan(1);
    expect(canaries()).toBe(0);
    expect(await store.record("memory", { object: "email", id: email })).toBeNull();
    const evidence = await store.evidenceOf("memory", { subject: "deal", id: deal });
    expect(evidence.length).toBeGreaterThan(0);
    expect(evidence.filter(({ source }) => source.id === email)).toEqual([]);
    const runs = await store.rows("memory", "run", null, 9);
    expect(runs[0]?.gaps).toEqual([
      "a sentence that named a forgotten person was taken out",
      "something else",
    ]);
    expect(runs).toHaveLength(2);
  });

  it("invariant:P1 keeps them from coming back, and says that the CRM still has them", async () => {
    await run();
    await erase();
    clock.advance(hourMs);
    await crm.backend.edit("contact", person, { name: `${canary} Again` });
    await crm.backend.edit("email", email, { subject: `${canary} again` });
    clock.advance(hourMs);
    const report = await run();
    expect(report.gaps).toEqual([expect.stringContaining("2 records of forgotten people")]);
    expect(await store.record("memory", ref())).toBeNull();
    expect(await store.pointingAt("memory", ref())).toEqual([]);
    expect(canaries()).toBe(0);
  });

  /** What a mirror keeps of a deal whose next step names the person, and of another one. */
  async function mirrorOf(): Promise<void> {
    const row = (linkId: string) => ({
      id: `${linkId}/nextStep`,
      group: linkId,
      linkId,
      field: "nextStep" as const,
    });
    const marks = { leftSeen: null, rightSeen: null };
    const parked = { code: "refused" as const, wayOut: "correct it", basis: null, at: "" };
    await store.mirrors.commit("m", null, {
      put: [`Call ${canary}`, "Call Bo"].flatMap((text, index) => {
        const one = row(`${index}~${index}`);
        return [
          { kind: "base" as const, row: { ...one, left: text, right: text, ...marks } },
          { kind: "parked" as const, row: { ...one, ...parked, cause: `refused \`${text}\`` } },
        ];
      }),
    });
  }
  const mirrorRows = async (kind: "base" | "parked" | "dirty") =>
    (await store.mirrors.rows("m", kind, { after: null, limit: 9 })).map(({ id }) => id);

  it("invariant:P1 reaches what mirrors keep in the same store, whose links are looked at again", async () => {
    await run();
    await mirrorOf();
    expect((await erase()).journal).toBeGreaterThanOrEqual(2);
    expect(canaries()).toBe(0);
    expect([await mirrorRows("base"), await mirrorRows("parked")]).toEqual([
      ["1~1/nextStep"],
      ["1~1/nextStep"],
    ]);
    expect(await mirrorRows("dirty")).toEqual(["0~0"]);
  });

  it("invariant:P1 reaches mirrors also where the CRM asks for it", async () => {
    await run();
    await mirrorOf();
    const { id: accountId } = (await crm.describe()).account;
    const occurredAt = "2026-03-01T10:30:00.000Z";
    const sync = createSync({ crm, store, policy, clock: clock.now });
    await sync.nudge([{ accountId, refs: [ref()], occurredAt, forget: [ref()] }]);
    clock.advance(hourMs);
    await sync.run();
    expect(await mirrorRows("base")).toEqual(["1~1/nextStep"]);
    expect(canaries()).toBe(0);
  });

  it("does no harm twice, nor for somebody who was never stored", async () => {
    await run();
    await erase();
    expect(await erase()).toMatchObject({ wasStored: false, activities: 0 });
    expect(await store.rows("memory", "tombstone", null, 9)).toHaveLength(2);
  });

  it("refuses anything but a person", async () => {
    const asked = forget(
      store,
      "memory",
      { object: "deal", id: deal },
      { clock: clock.now, worker: { name: "t" } },
    );
    await expect(asked).rejects.toMatchObject({ code: "invalid-options" });
  });
});

describe("notices", () => {
  const at = "2026-03-01T10:30:00.000Z";
  const sync = () => createSync({ crm, store, policy, clock: clock.now });

  it("invariant:P1 lead to forgetting whom the CRM was asked to forget", async () => {
    const { schema } = { schema: await crm.describe() };
    await run();
    clock.advance(hourMs);
    const notice = { accountId: schema.account.id, refs: [ref()], occurredAt: at, forget: [ref()] };
    expect(await sync().nudge([notice])).toEqual({ toRead: 1, toForget: 1 });
    expect((await run()).forgotten).toBe(1);
    expect(canaries()).toBe(0);
    expect(await sync().nudge([notice])).toEqual({ toRead: 0, toForget: 0 });
  });

  it("are stored before anything is read, and what they name is read first", async () => {
    await run();
    const asked = crm.backend.requestCount();
    const { id: accountId } = (await crm.describe()).account;
    const named = { object: "deal" as const, id: deal };
    const notices = [{ accountId, refs: [named, named], occurredAt: at }];
    expect(await sync().nudge(notices)).toEqual({ toRead: 1, toForget: 0 });
    await sync().nudge(notices);
    expect(crm.backend.requestCount()).toBe(asked + 1);
    expect(await store.rows("memory", "nudge", null, 9)).toMatchObject([{ ref: named }]);
    const requests: string[] = [];
    const watched = {
      ...crm,
      pull: (...given: Parameters<typeof crm.pull>) => {
        requests.push(given[0].type);
        return crm.pull(...given);
      },
    };
    expect((await createSync({ crm: watched, store, policy, clock: clock.now }).run()).state).toBe(
      "complete",
    );
    expect(requests[0]).toBe("records");
    expect(await store.rows("memory", "nudge", null, 9)).toEqual([]);
  });

  it("of another account are refused, and none of them is stored", async () => {
    await run();
    const { id: accountId } = (await crm.describe()).account;
    const own = { accountId, refs: [ref()], occurredAt: at };
    const foreign = { accountId: "somebody else's", refs: [ref()], occurredAt: at };
    await expect(sync().nudge([own, foreign])).rejects.toMatchObject({ code: "account-changed" });
    expect(await store.rows("memory", "nudge", null, 9)).toEqual([]);
  });
});

it("invariant:P2 keeps no field of a record that was not asked for", async () => {
  const field = await crm.backend.addForeignField("deal");
  await crm.backend.edit("deal", deal, { [field]: "Xylophagous" });
  await run();
  const files = readdirSync(directory).map((name) => readFileSync(join(directory, name), "latin1"));
  expect(files.join("")).not.toContain("Xylophagous");
});
