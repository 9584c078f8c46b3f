import type { RecordedCase } from "./recorded-case.ts";
import { deal, type SandboxAnswer, type SandboxOrg, sandboxOrg } from "./sandbox-org.ts";

const contact = { type: "Contact" };

const rows = (number: string, ask: (org: SandboxOrg) => Promise<SandboxAnswer>): RecordedCase => ({
  number,
  reading: "rows",
  ask: () => ask(sandboxOrg()),
});

const created = (org: SandboxOrg) =>
  org.rest("POST", "/composite/sobjects", {
    records: [1, 2].map(() => ({ attributes: { type: "Opportunity" }, ...deal })),
  });

const upserted = (org: SandboxOrg) =>
  org.rest("PATCH", "/composite/sobjects/Contact/Email", {
    records: [{ attributes: contact, LastName: "A", Email: "a@b.example" }],
  });

async function updated(org: SandboxOrg) {
  const ids = ["A", "B"].map((LastName) => org.sandbox.create("Contact", { LastName }));
  const records = ids.map((id) => ({ attributes: contact, id, LastName: "C" }));
  return org.rest("PATCH", "/composite/sobjects", { records });
}

const withoutNames = [
  { attributes: contact, FirstName: "A" },
  { attributes: contact, LastName: "B" },
];

async function updateRolledBack(org: SandboxOrg) {
  const ids = ["A", "B"].map((LastName) => org.sandbox.create("Contact", { LastName }));
  const records = [
    { attributes: contact, id: ids[0], LastName: "C" },
    { attributes: contact, id: ids[1], unknownField_LastName: "D" },
  ];
  return org.rest("PATCH", "/composite/sobjects", { allOrNone: true, records });
}

const single = (number: string): RecordedCase => ({
  number,
  reading: "created",
  ask: () => sandboxOrg().rest("POST", "/sobjects/Account", { Name: "A" }),
});

/** Records written one by one and in collections. */
export const writeCases: readonly RecordedCase[] = [
  ...["017", "019", "021", "039", "151"].map((number) => rows(number, created)),
  ...["037", "041", "043", "045", "047"].map((number) => rows(number, upserted)),
  rows("049", upserted),
  ...["035", "154"].map((number) => rows(number, updated)),
  {
    ...rows("149", (org) => org.rest("POST", "/composite/sobjects", { records: [] })),
    reading: "api-error",
  },
  rows("150", (org) => org.rest("POST", "/composite/sobjects", { allOrNone: true, records: withoutNames })),
  rows("152", (org) => org.rest("PATCH", "/composite/sobjects", { records: withoutNames })),
  rows("153", updateRolledBack),
  ...["165", "199"].map(single),
  {
    number: "221",
    reading: { never: "the adapter upserts in collections only" },
    ask: () => sandboxOrg().rest("PATCH", "/sobjects/Contact/Email/a@b.example", { LastName: "A" }),
    options: { isOld: true },
  },
];
