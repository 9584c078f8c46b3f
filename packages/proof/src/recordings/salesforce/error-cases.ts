import type { RecordedCase } from "./recorded-case.ts";
import { deal, type SandboxAnswer, type SandboxOrg, sandboxOrg } from "./sandbox-org.ts";

const refused = (number: string, ask: (org: SandboxOrg) => Promise<SandboxAnswer>): RecordedCase => ({
  number,
  reading: "api-error",
  ask: () => ask(sandboxOrg()),
});

async function duplicateAssignment(org: SandboxOrg) {
  const set = org.sandbox.create("PermissionSet", { Name: "S", Label: "S" });
  const body = { PermissionSetId: set, AssigneeId: String(org.sandbox.records("User")[0]?.Id) };
  await org.rest("POST", "/sobjects/PermissionSetAssignment", body);
  return org.rest("POST", "/sobjects/PermissionSetAssignment", body);
}

async function deletedAccount(org: SandboxOrg) {
  const id = org.sandbox.create("Account", { Name: "A" });
  org.sandbox.remove("Account", id);
  return org.rest("DELETE", `/sobjects/Account/${id}`);
}

function expired(org: SandboxOrg) {
  org.sandbox.expireTokens();
  return org.rest("GET", "/limits");
}

function severalOfOneKey(org: SandboxOrg) {
  for (const LastName of ["A", "B"]) org.sandbox.create("Contact", { LastName, Email: "a@b.example" });
  return org.rest("PATCH", "/sobjects/Contact/Email/a@b.example", { LastName: "C" });
}

/** Refusals of whole requests. */
export const errorCases: readonly RecordedCase[] = [
  refused("166", deletedAccount),
  refused("167", (org) =>
    org.rest("POST", "/sobjects/Account", { Name: "A", MasterRecordId: "001000000000000" }),
  ),
  refused("173", duplicateAssignment),
  refused("190", (org) => org.rest("POST", "/sobjects/Account", { AccountNumer: "1" })),
  refused("191", (org) => org.query("SELECT Id,Name,BillingCity,IsDeleted FROM Accout")),
  refused("194", expired),
  ...["200", "218"].map((number) =>
    refused(number, (org) => org.rest("PATCH", "/sobjects/Account/rid/x", { Name: "A" })),
  ),
  refused("209", (org) => org.query("SELECT Nope FROM Account")),
  refused("214", (org) => org.rest("GET", "/search?q=FIND+acme")),
  refused("216", (org) => org.rest("GET", "/sobjects/Whizbang/describe")),
  refused("222", (org) => org.rest("PATCH", "/sobjects/Account/Namez/x", { Name: "A" })),
  refused("225", (org) => org.rest("POST", "/sobjects/Opportunity", { ...deal, foo: 1 })),
  {
    number: "223",
    reading: { never: "the adapter upserts in collections only" },
    ask: () => severalOfOneKey(sandboxOrg()),
  },
];
