import type { RecordedCase } from "./recorded-case.ts";
import { deal, type SandboxOrg, sandboxOrg } from "./sandbox-org.ts";

const form = (fields: Record<string, string>): string => new URLSearchParams(fields).toString();

function signIn(org: SandboxOrg, fields: Record<string, string> = {}) {
  const { clientId, clientSecret } = org.sandbox;
  const credentials = { client_id: clientId, client_secret: clientSecret };
  const body = form({ grant_type: "client_credentials", ...credentials, ...fields });
  return org.send("POST", "/services/oauth2/token", body);
}

const token = (number: string): RecordedCase => ({
  number,
  reading: "token",
  ask: () => signIn(sandboxOrg()),
  options: { isOld: true },
});

const tokenError = (number: string): RecordedCase => ({
  number,
  reading: "token-error",
  ask: () => signIn(sandboxOrg(), { grant_type: "refresh_token", refresh_token: "spent" }),
});

/** Names, addresses and texts of objects are the org's own; so is which of them there are. */
const described =
  /^fields\[\]\.(picklistValues|referenceTo|defaultValue|calculatedFormula|filteredLookupInfo)/;

const describeOf = (number: string, object: string): RecordedCase => ({
  number,
  reading: "describe",
  ask: () => sandboxOrg().rest("GET", `/sobjects/${object}/describe`),
  options: { isOld: true, data: described },
});

const compositeDescribe = (number: string): RecordedCase => ({
  number,
  reading: "describe",
  ask: () => {
    const url = "/services/data/v67.0/sobjects/Account/describe";
    return sandboxOrg().rest("POST", "/composite", {
      compositeRequest: [{ method: "GET", url, referenceId: "Account" }],
    });
  },
  options: {
    isOld: true,
    data: /^compositeResponse\[\]\.(httpHeaders|body\.urls|body\.fields\[\]\.(picklistValues|referenceTo|defaultValue|calculatedFormula))/,
  },
});

const global = (number: string): RecordedCase => ({
  number,
  reading: { never: "the adapter describes the objects that it knows by name" },
  ask: () => sandboxOrg().rest("GET", "/sobjects"),
  options: { isOld: true },
});

const count = (number: string): RecordedCase => ({
  number,
  reading: { never: "the adapter counts by SOQL" },
  ask: () => {
    const org = sandboxOrg();
    org.sandbox.create("Account", { Name: "A" });
    return org.rest("GET", "/limits/recordCount?sObjects=Account");
  },
  options: { data: /^sObjects\[\]$/ },
});

async function changed(kind: "updated" | "deleted") {
  const org = sandboxOrg();
  org.sandbox.create("Opportunity", deal);
  const gone = org.sandbox.create("Opportunity", deal);
  org.sandbox.remove("Opportunity", gone);
  return org.rest(
    "GET",
    `/sobjects/Opportunity/${kind}/?start=2027-01-04T08:00:00Z&end=2027-01-04T10:00:00Z`,
  );
}

/** Signing in, describing, and what is asked of an org as a whole. */
export const orgCases: readonly RecordedCase[] = [
  ...["193", "195", "197"].map(token),
  ...["192", "196"].map(tokenError),
  describeOf("077", "Account"),
  describeOf("079", "Contact"),
  describeOf("081", "Event"),
  describeOf("085", "Opportunity"),
  {
    ...describeOf("217", "Account"),
    reading: {
      never: "of a version before record types said which is the master; the adapter names its own",
    },
  },
  ...["095", "170", "171", "172"].map(compositeDescribe),
  ...["201", "204"].map(global),
  ...["007", "015", "023"].map(count),
  {
    number: "198",
    reading: { never: "the adapter names its version" },
    ask: () => sandboxOrg().send("GET", "/services/data"),
  },
  {
    number: "202",
    reading: "deleted",
    ask: () => changed("deleted"),
  },
  {
    number: "203",
    reading: { never: "the adapter reads changed records themselves, not their ids" },
    ask: () => changed("updated"),
  },
  {
    number: "178",
    reading: "user-info",
    ask: () => sandboxOrg().send("GET", "/services/oauth2/userinfo"),
    options: { isOld: true, data: /^(urls|address)/ },
  },
];
