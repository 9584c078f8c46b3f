import { createSync, explain, ownFields } from "@headway/sync";
import { memoryStore } from "@headway/sync/memory";
import { type LedgerRow, ledgerCrm } from "./ledger-crm.ts";

const rows: LedgerRow[] = [
  {
    object: "deal",
    id: "d1",
    title: "Rollout at Northwind",
    at: "2026-02-01T08:00:00Z",
    version: 1,
    columns: {},
  },
  {
    object: "meeting",
    id: "m1",
    title: "Pilot review",
    at: "2026-03-10T14:00:00Z",
    version: 2,
    dealId: "d1",
    columns: { agreed: "run the pilot with two teams", agreedFor: "2026-03-24" },
  },
];

/** How this company records a customer's promise: two columns of its own on a meeting. */
const policy = {
  version: "ledger-1",
  evidenceRules: [
    {
      id: "agreed-in-meeting",
      version: "1",
      on: { object: "meeting", where: [{ field: "agreed", present: true }] },
      gives: {
        kind: "next-step-committed",
        actorSide: "buyer",
        grade: 2,
        commitment: { what: { field: "agreed" }, dueField: "agreedFor" },
      },
    },
  ],
};

const now = "2026-03-15T08:00:00Z";
const crm = ledgerCrm(rows, () => now);
const store = memoryStore();
const sync = createSync({ crm, store, policy, clock: () => Date.parse(now) });

await crm.provision(ownFields.map((field) => ({ type: "create-field", field })));
const first = await sync.run();
const second = await sync.run();
console.log(`first run: ${first.pulled.deal} deal read, ${first.written.deal} written`);
console.log(`second run: ${second.written.deal ?? 0} written`);
console.log(`in the ledger: ${rows[0]?.columns.headway_reasons}`);

const { numbers } = await explain(store, "ledger", { subject: "deal", id: "d1" });
const advances = numbers.find(({ name }) => name === "advances.forward");
for (const { amount, source } of advances?.contributions ?? []) console.log(`why: +${amount} from ${source}`);
for (const gap of first.gaps) console.log(`not done: ${gap}`);
