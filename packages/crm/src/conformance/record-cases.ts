import { taskKeyField } from "../provision.ts";
import { check, checkEqual, checkSame } from "./check.ts";
import { type ConformanceCase, withoutContacts } from "./conformance-case.ts";
import { changedId, drain, pages, pullNamed, pullOne, recordsById } from "./drain.ts";
import type { ConformanceHarness } from "./harness.ts";
import { provisionAll, sampleField } from "./sample-fields.ts";
import { createDeals } from "./sample-records.ts";

/** What single records owe: true values, links that are known or unknown, nobody lost for another's sake. */
export const recordCases: readonly ConformanceCase[] = [
  {
    name: "a-deal-reads-as-the-crm-holds-it",
    async run(harness) {
      const wanted = { name: "Ærø – 漢字 🚀", closeDate: "2024-02-29", nextStep: 'Call "Bo" & co' };
      const id = await harness.backend.create("deal", { ...wanted, amount: "1234567.89" });
      const deal = await pullOne(harness, "deal", id);
      const { name, closeDate, nextStep } = deal;
      checkEqual({ name, closeDate, nextStep }, wanted, "the deal's texts and day");
      checkEqual(deal.amount?.amount, "1234567.89", "the amount, as decimal text");
      const { fields } = await harness.backend.read("deal", id);
      checkEqual(deal.stageId, fields.stageId, "the stage");
      const at = new Date(harness.backend.now()).toISOString().slice(0, 19);
      checkEqual([deal.createdAt.slice(0, 19), deal.modifiedAt.slice(0, 19)], [at, at], "the deal's stamps");
    },
  },
  {
    name: "unset-is-null",
    async run(harness) {
      const id = await harness.backend.create("deal", { name: "Bare" });
      const { amount, nextStep } = await pullOne(harness, "deal", id);
      checkEqual({ amount, nextStep }, { amount: null, nextStep: null }, "fields nobody filled in");
    },
  },
  {
    name: "stage-history-comes-oldest-first",
    async run(harness) {
      const { backend } = harness;
      const stages = backend.stages().slice(0, 3);
      const id = await backend.create("deal", { name: "Moving", stageId: stages[0] ?? "" });
      for (const stageId of stages.slice(1)) {
        backend.advanceClock(3_600_000);
        await backend.edit("deal", id, { stageId });
      }
      const { stageHistory } = await pullOne(harness, "deal", id);
      check(stageHistory.status === "known", "stage history must be known with full permissions");
      checkEqual(
        stageHistory.value.map((entry) => entry.stageId),
        stages,
        "stages entered, oldest first",
      );
      const times = stageHistory.value.map((entry) => Date.parse(entry.at));
      checkEqual(
        times.map((time) => time - (times[0] ?? 0)),
        [0, 3_600_000, 7_200_000],
        "hours of entry",
      );
    },
  },
  {
    name: "links-are-named",
    besideThePoint: withoutContacts,
    async run(harness) {
      const { deal, contact, lonely } = await linkedDeal(harness);
      const records = recordsById((await drain(harness, "deal")).changes);
      checkEqual(records.get(deal)?.links.contact, known([contact]), "contacts of a deal that has one");
      checkEqual(records.get(lonely)?.links.contact, known([]), "contacts of a deal that has none");
      checkEqual((await pullOne(harness, "deal", deal)).links.contact, known([contact]), "the same by name");
    },
  },
  {
    name: "unknown-links-are-not-empty",
    faults: ["links-unreadable"],
    besideThePoint: withoutContacts,
    async run(harness) {
      const { deal } = await linkedDeal(harness);
      harness.backend.failNext({ kind: "links-unreadable", on: "read", times: 100 });
      const record = recordsById((await drain(harness, "deal")).changes).get(deal);
      const links = record?.links.contact;
      checkEqual(links?.status, "unknown", "contacts that could not be read");
      check(links?.status === "unknown" && links.reason !== "", "unknown links must say why");
    },
  },
  {
    name: "an-unreadable-record-does-not-sink-the-page",
    faults: ["unreadable-record"],
    async run(harness) {
      const ids = await createDeals(harness, 3, 1000);
      const bad = ids[1] ?? "";
      const ref = { object: "deal", id: bad } as const;
      harness.backend.failNext({ kind: "unreadable-record", on: "read", times: 100, ref });
      const { changes } = await drain(harness, "deal");
      checkSame(
        recordsById(changes).keys(),
        ids.filter((id) => id !== bad),
        "deals that can be read",
      );
      const told = changes.find((change) => changedId(change) === bad);
      check(told?.type === "unreadable" && told.reason !== "", `deal/${bad} must be told as unreadable`);
    },
  },
  {
    name: "fields-asked-for-come-under-their-names",
    async run(harness) {
      const { backend } = harness;
      await provisionAll(harness, [sampleField("headway_reason", "text")]);
      const foreign = await backend.addForeignField("deal");
      const id = await backend.create("deal", { [foreign]: "north", headway_reason: "asked twice" });
      const fields = [foreign, "headway_reason", "headway_never_made"];
      const expected = { [foreign]: "north", headway_reason: "asked twice" };
      checkEqual((await pullOne(harness, "deal", id, fields)).fields, expected, "fields of a named deal");
      const bare = await backend.create("deal", {});
      const unset = { [foreign]: null, headway_reason: null };
      checkEqual((await pullOne(harness, "deal", bare, fields)).fields, unset, "fields nobody filled in");
      const request = { type: "changes", object: "deal", fields } as const;
      for await (const page of harness.adapter.pull(request)) {
        const record = recordsById(page.changes).get(id);
        if (record !== undefined) checkEqual(record.fields, expected, "fields of a changed deal");
      }
    },
  },
  {
    name: "named-records-share-requests-and-missing-ones-are-told",
    async run(harness) {
      const { backend } = harness;
      const ids = await createDeals(harness, 10);
      const [gone = ""] = await createDeals(harness, 1);
      await backend.remove("deal", gone);
      const few = await requestsFor(backend, () => pullNamed(harness, "deal", ids.slice(0, 2)));
      const changes = await pullNamed(harness, "deal", [...ids, gone]);
      checkSame(recordsById(changes).keys(), ids, "named deals");
      const told = changes.find((change) => changedId(change) === gone);
      check(told?.type === "deleted", `deal/${gone} is gone and must be told as \`deleted\``);
      const many = await requestsFor(backend, () => pullNamed(harness, "deal", ids));
      check(many <= few, `10 named deals took ${many} requests, 2 took ${few}`);
    },
  },
  {
    name: "named-records-of-several-objects-come-in-one-call",
    besideThePoint: withoutContacts,
    async run(harness) {
      const { deal, contact } = await linkedDeal(harness);
      const refs = [
        { object: "contact", id: contact },
        { object: "deal", id: deal },
      ] as const;
      const seen = await pages(harness, { type: "records", refs });
      const records = recordsById(seen.flatMap((page) => page.changes));
      const objects = [...records.values()].map((record) => `${record.object}/${record.id}`);
      checkSame(objects, [`contact/${contact}`, `deal/${deal}`], "records named in one call");
    },
  },
  {
    name: "tasks-of-others-have-no-key",
    besideThePoint: ({ objects }) =>
      objects.includes("task") ? undefined : "`task` is not among the objects",
    async run(harness) {
      await provisionAll(harness, [taskKeyField]);
      const id = await harness.backend.create("task", { subject: "Buy cake" });
      const { subject, key, status } = await pullOne(harness, "task", id);
      checkEqual({ subject, key, status }, { subject: "Buy cake", key: null, status: "open" }, "the task");
    },
  },
];

async function linkedDeal({ backend }: ConformanceHarness) {
  const contact = await backend.create("contact", { firstName: "Ada", lastName: "Lind" });
  const links = [{ object: "contact", id: contact }] as const;
  const deal = await backend.create("deal", { name: "With a contact" }, { links });
  const lonely = await backend.create("deal", { name: "Without" });
  return { deal, contact, lonely };
}

function known(value: readonly string[]) {
  return { status: "known", value };
}

async function requestsFor(
  backend: ConformanceHarness["backend"],
  work: () => Promise<unknown>,
): Promise<number> {
  const before = backend.requestCount();
  await work();
  return backend.requestCount() - before;
}
